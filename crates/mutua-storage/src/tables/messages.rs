//! The words between those involved in an ask.

use jiff::Timestamp;
use mutua_domain::id::{AskId, CircleId, MessageId, PersonId};

use super::blocks::not_parted;
use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    PUT = "INSERT INTO message (circle_id, ask_id, id, person_id, words, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
    // Without the words of those who are blocked from the reader, or whom the reader blocked.
    OF_ASK = concat!("SELECT m.id, m.person_id, p.name, m.words, m.created_at,
        (SELECT COUNT(*) FROM pledge q WHERE q.ask_id = m.ask_id AND q.person_id = m.person_id)
        FROM message m JOIN person p ON p.id = m.person_id
        WHERE m.circle_id = $1 AND m.ask_id = $2 AND m.id < $3
        AND ", not_parted!("$4", "m.person_id"), " ORDER BY m.id DESC LIMIT $5");
    // Those in the thread: who pledged and still stands by it or gave, unless blocked from or by a person.
    INVOLVED = concat!("SELECT DISTINCT q.person_id FROM pledge q
        WHERE q.ask_id = $1 AND q.state IN ('made', 'accepted', 'done')
        AND ", not_parted!("$2", "q.person_id"));
    // Whether a person has a notice of this sort about an ask that they haven't read ...
    UNREAD_ABOUT = "SELECT COUNT(*) FROM notice WHERE person_id = $1 AND read_at IS NULL AND ask_id = $2 AND what = $3";
    // ... or was told since a moment.
    TOLD_SINCE = "SELECT COUNT(*) FROM notice WHERE person_id = $1 AND ask_id = $2 AND what = $3 AND created_at > $4";
}

row! {
    /// A message with its author's name.
    pub struct MessageRow {
        pub id: MessageId,
        pub person_id: PersonId,
        pub name: String,
        pub words: String,
        pub created_at: Timestamp,
        /// How many pledges its author made for the ask; none for who asks.
        pub pledges: i64,
    }
}

/// Stores a message.
pub fn put(
    tx: &mut Tx<'_>,
    (circle, ask, id): (CircleId, AskId, MessageId),
    by: PersonId,
    words: &str,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&PUT, params![circle, ask, id, by, words, now]).map(|_| ())
}

/// The messages of an ask before an id that a reader may see, newest first.
pub fn of_ask(
    tx: &mut Tx<'_>,
    (circle, ask): (CircleId, AskId),
    reader: PersonId,
    before: uuid::Uuid,
    limit: i64,
) -> Result<Vec<MessageRow>, StorageError> {
    tx.all(&OF_ASK, params![circle, ask, before, reader, limit])
}

/// The pledgers and givers in the thread of an ask, without those blocked from or by a person.
pub fn involved(tx: &mut Tx<'_>, ask: AskId, person: PersonId) -> Result<Vec<PersonId>, StorageError> {
    Ok(tx.all::<(PersonId,)>(&INVOLVED, params![ask, person])?.into_iter().map(|(id,)| id).collect())
}

/// Whether a person has an unread notice of this sort about an ask.
pub fn has_unread_notice(
    tx: &mut Tx<'_>,
    person: PersonId,
    ask: AskId,
    what: &str,
) -> Result<bool, StorageError> {
    Ok(tx.count(&UNREAD_ABOUT, params![person, ask, what])? > 0)
}

/// Whether a person was told this about an ask since a moment.
pub fn told_since(
    tx: &mut Tx<'_>,
    person: PersonId,
    ask: AskId,
    what: &str,
    since: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.count(&TOLD_SINCE, params![person, ask, what, since])? > 0)
}
