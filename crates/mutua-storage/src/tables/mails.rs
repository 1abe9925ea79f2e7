//! Mails that wait to be sent or were.

use jiff::Timestamp;
use mutua_domain::{
    id::{MailId, PersonId},
    life::PersonState,
};

use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    PUT = "INSERT INTO mail (id, person_id, kind, address, subject, plain, html, unsubscribe, state, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', $9)";
    RECIPIENT = "SELECT id, state, name, language, time_zone, email, email_confirmed_at, link_epoch FROM person
        WHERE id = $1";
    WAITING = "SELECT m.id, m.person_id, m.kind, m.address, p.name, m.subject, m.plain, m.html, m.unsubscribe, m.created_at
        FROM mail m JOIN person p ON p.id = m.person_id WHERE m.id = $1 AND m.state = 'waiting'
        AND p.state <> 'gone'";
    WAITING_FOR = "SELECT m.id, m.person_id, m.kind, m.address, p.name, m.subject, m.plain, m.html, m.unsubscribe, m.created_at
        FROM mail m JOIN person p ON p.id = m.person_id WHERE m.person_id = $1 AND m.state = 'waiting' ORDER BY m.id";
    SENT = "UPDATE mail SET state = 'sent', sent_at = $1, plain = '', html = '', error = NULL WHERE id = $2";
    FAILED = "UPDATE mail SET state = 'failed', error = $1 WHERE id = $2 AND state = 'waiting'";
    STATE = "SELECT state, error FROM mail WHERE id = $1";
    RECENT = "SELECT COUNT(*) FROM mail WHERE person_id = $1 AND created_at > $2 AND unsubscribe IS NOT NULL";
    STANDING = "SELECT COUNT(*), MIN(created_at) FROM mail WHERE state = $1";
    END_LINKS = "UPDATE person SET link_epoch = link_epoch + 1 WHERE id = $1";
    TIDY = "DELETE FROM mail WHERE state <> 'waiting' AND created_at < $1";
}

row! {
    /// Someone who may be written to.
    pub struct RecipientRow {
        pub id: PersonId,
        pub state: PersonState,
        pub name: String,
        pub language: String,
        pub time_zone: String,
        pub email: Option<String>,
        pub email_confirmed_at: Option<Timestamp>,
        pub link_epoch: i64,
    }
}

row! {
    /// A mail that waits, with its recipient's name.
    pub struct WaitingMailRow {
        pub id: MailId,
        pub person_id: PersonId,
        pub kind: String,
        pub address: String,
        pub name: String,
        pub subject: String,
        pub plain: String,
        pub html: String,
        pub unsubscribe: Option<String>,
        pub created_at: Timestamp,
    }
}

/// A mail to be stored.
#[derive(Debug, Clone, PartialEq)]
pub struct NewMailRow {
    pub id: MailId,
    pub person_id: PersonId,
    pub kind: String,
    pub address: String,
    pub subject: String,
    pub plain: String,
    pub html: String,
    pub unsubscribe: Option<String>,
    pub created_at: Timestamp,
}

/// Stores a mail that waits.
pub fn put(tx: &mut Tx<'_>, mail: &NewMailRow) -> Result<(), StorageError> {
    tx.run(
        &PUT,
        params![
            mail.id,
            mail.person_id,
            &mail.kind,
            &mail.address,
            &mail.subject,
            &mail.plain,
            &mail.html,
            mail.unsubscribe.as_deref(),
            mail.created_at,
        ],
    )
    .map(|_| ())
}

/// What is needed to write to a person.
pub fn recipient(tx: &mut Tx<'_>, person: PersonId) -> Result<Option<RecipientRow>, StorageError> {
    tx.first(&RECIPIENT, params![person])
}

/// A mail, if it waits.
pub fn waiting(tx: &mut Tx<'_>, id: MailId) -> Result<Option<WaitingMailRow>, StorageError> {
    tx.first(&WAITING, params![id])
}

/// The mails that wait for a person, oldest first.
pub fn waiting_for(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<WaitingMailRow>, StorageError> {
    tx.all(&WAITING_FOR, params![person])
}

/// Marks a mail as sent, and forgets what it said: it may hold a link that signs in.
pub fn sent(tx: &mut Tx<'_>, id: MailId, now: Timestamp) -> Result<(), StorageError> {
    tx.run(&SENT, params![now, id]).map(|_| ())
}

/// Marks a mail as given up.
pub fn failed(tx: &mut Tx<'_>, id: MailId, error: &str) -> Result<(), StorageError> {
    tx.run(&FAILED, params![error, id]).map(|_| ())
}

/// `waiting`, `sent` or `failed`, and why it failed.
pub fn state(tx: &mut Tx<'_>, id: MailId) -> Result<Option<(String, Option<String>)>, StorageError> {
    tx.first(&STATE, params![id])
}

/// How many mails that can be turned off a person was written since then.
pub fn recent(tx: &mut Tx<'_>, person: PersonId, since: Timestamp) -> Result<i64, StorageError> {
    tx.count(&RECENT, params![person, since])
}

/// How many mails are `waiting` or `failed`, and when the oldest of them was written.
pub fn standing(tx: &mut Tx<'_>, state: &str) -> Result<(i64, Option<Timestamp>), StorageError> {
    Ok(tx.first(&STANDING, params![state])?.unwrap_or((0, None)))
}

/// Deletes mails from before then that wait no longer; how many.
pub fn tidy(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, StorageError> {
    tx.run(&TIDY, params![before])
}

/// Makes the signed links in mails that a person was sent before worthless.
pub fn end_links(tx: &mut Tx<'_>, person: PersonId) -> Result<(), StorageError> {
    tx.run(&END_LINKS, params![person]).map(|_| ())
}
