//! Persons, their keys, and who asks.

use jiff::Timestamp;
use mutua_domain::{
    id::{CircleId, PersonId, SessionId, TokenId},
    life::PersonState,
    text::{Email, Line, Name, Words},
};

use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    CREATE = "INSERT INTO person (id, state, name, pronouns, language, time_zone, email, email_folded, email_confirmed_at,
        password_hash, reach, is_administrator, link_epoch, created_at, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, $13, $13)";
    BY_SESSION = "SELECT s.id, s.seen_at, p.id, p.state, p.name, p.language, p.time_zone, p.is_administrator
        FROM session s JOIN person p ON p.id = s.person_id
        WHERE s.hash = $1 AND s.expires_at > $2 AND p.state IN ('full', 'guest')";
    BY_TOKEN = "SELECT t.id, t.used_at, p.id, p.state, p.name, p.language, p.time_zone, p.is_administrator
        FROM token t JOIN person p ON p.id = t.person_id
        WHERE t.hash = $1 AND (t.expires_at IS NULL OR t.expires_at > $2) AND p.state IN ('full', 'guest')";
    ACTOR = "SELECT id, state, name, language, time_zone, is_administrator FROM person
        WHERE id = $1 AND state IN ('full', 'guest')";
    WRAPPED_KEY = "SELECT wrapped FROM person_key WHERE person_id = $1";
    SOME_KEYS = "SELECT person_id, wrapped FROM person_key ORDER BY person_id DESC LIMIT $1";
    PUT_KEY = "INSERT INTO person_key (person_id, wrapped, created_at) VALUES ($1, $2, $3)";
    ACCOUNT = "SELECT id, state, name, pronouns, language, time_zone, email, email_confirmed_at, password_hash, reach,
        is_administrator, created_at FROM person WHERE id = $1";
    BY_ADDRESS = "SELECT id, state, name, pronouns, language, time_zone, email, email_confirmed_at, password_hash, reach,
        is_administrator, created_at FROM person WHERE email_folded = $1 AND state IN ('full', 'guest')";
    ADMINISTRATORS = "SELECT name FROM person WHERE is_administrator = TRUE AND state IN ('full', 'guest')";
    SET_PROFILE = "UPDATE person SET name = $1, pronouns = $2, language = $3, time_zone = $4, reach = $5, changed_at = $6
        WHERE id = $7";
    SET_PASSWORD = "UPDATE person SET password_hash = $1, changed_at = $2 WHERE id = $3";
    SET_ADDRESS = "UPDATE person SET email = $1, email_folded = $2, email_confirmed_at = $3, changed_at = $4 WHERE id = $5";
    CONFIRM_ADDRESS = "UPDATE person SET email_confirmed_at = $1 WHERE id = $2 AND email_confirmed_at IS NULL";
    BECOME_FULL = "UPDATE person SET state = 'full', email = $1, email_folded = $2, email_confirmed_at = NULL,
        password_hash = $3, changed_at = $4 WHERE id = $5 AND state = 'guest'";
    CIRCLES_IN_COMMON = "SELECT c.id, c.name FROM membership a JOIN membership b ON b.circle_id = a.circle_id
        JOIN circle c ON c.id = a.circle_id
        WHERE a.person_id = $1 AND a.state IN ('active', 'paused') AND a.barred = FALSE
        AND b.person_id = $2 AND b.state IN ('active', 'paused') AND b.barred = FALSE";
    BLOCKED_EITHER_WAY = "SELECT COUNT(*) FROM block
        WHERE (person_id = $1 AND blocked_id = $2) OR (person_id = $2 AND blocked_id = $1)";
    // Live pledges of a person for asks of another, or for asks that the other wrote on someone's behalf: how many,
    // how many of them were accepted, and how many of those are for asks that the other deals with themselves.
    PLEDGED_TO = "SELECT COUNT(*), COUNT(CASE WHEN p.state = 'accepted' THEN 1 END),
        COUNT(CASE WHEN p.state = 'accepted' AND a.writer_id = $1 THEN 1 END)
        FROM pledge p JOIN ask a ON a.circle_id = p.circle_id AND a.id = p.ask_id
        WHERE p.person_id = $2 AND p.state IN ('made', 'accepted') AND (a.asker_id = $1 OR a.writer_id = $1)";
    HELPED_BETWEEN = "SELECT COUNT(*) FROM help
        WHERE (giver_id = $1 AND receiver_id = $2) OR (giver_id = $2 AND receiver_id = $1)";
    ANYBODY = "SELECT COUNT(*) FROM person WHERE state IN ('full', 'guest')";
}

row! {
    /// What an action knows of the person who asks for it.
    pub struct ActorRow {
        pub id: PersonId,
        pub state: PersonState,
        pub name: String,
        pub language: String,
        pub time_zone: String,
        pub is_administrator: bool,
    }
}

/// A new person.
#[derive(Debug, Clone, PartialEq)]
pub struct NewPersonRow {
    pub id: PersonId,
    pub state: PersonState,
    pub name: String,
    pub pronouns: Option<String>,
    pub language: String,
    pub time_zone: String,
    pub email: Option<String>,
    pub email_folded: Option<String>,
    pub email_confirmed_at: Option<Timestamp>,
    pub password_hash: Option<String>,
    pub reach: Option<String>,
    pub is_administrator: bool,
}

row! {
    /// How many live pledges a person has for asks of another.
    pub struct PledgedToRow {
        pub live: i64,
        /// Those that were accepted.
        pub accepted: i64,
        /// Those that were accepted, for asks with which the other deals: not where somebody else wrote them for them.
        pub accepted_by_writer: i64,
    }
}

row! {
    /// All that is kept of an account.
    pub struct AccountRow {
        pub id: PersonId,
        pub state: PersonState,
        pub name: String,
        pub pronouns: Option<String>,
        pub language: String,
        pub time_zone: String,
        pub email: Option<String>,
        pub email_confirmed_at: Option<Timestamp>,
        pub password_hash: Option<String>,
        pub reach: Option<String>,
        pub is_administrator: bool,
        pub created_at: Timestamp,
    }
}

/// A credential that was presented: which one, when its use was last noted, and whose it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Presented<Id> {
    pub id: Id,
    pub seen_at: Option<Timestamp>,
    pub person: ActorRow,
}

impl<Id: crate::value::FromValue> crate::FromRow for Presented<Id> {
    fn from_row(row: &mut crate::Row<'_>) -> Result<Self, StorageError> {
        Ok(Self { id: row.next()?, seen_at: row.next()?, person: ActorRow::from_row(row)? })
    }
}

/// The person of a session that hasn't ended.
pub fn by_session(
    tx: &mut Tx<'_>,
    hash: &[u8],
    now: Timestamp,
) -> Result<Option<Presented<SessionId>>, StorageError> {
    tx.first(&BY_SESSION, params![hash, now])
}

/// The person of a token that hasn't ended.
pub fn by_token(
    tx: &mut Tx<'_>,
    hash: &[u8],
    now: Timestamp,
) -> Result<Option<Presented<TokenId>>, StorageError> {
    tx.first(&BY_TOKEN, params![hash, now])
}

/// A person who can act.
pub fn actor(tx: &mut Tx<'_>, id: PersonId) -> Result<Option<ActorRow>, StorageError> {
    tx.first(&ACTOR, params![id])
}

/// A person's wrapped key.
pub fn wrapped_key(tx: &mut Tx<'_>, id: PersonId) -> Result<Option<Vec<u8>>, StorageError> {
    Ok(tx.first::<(Vec<u8>,)>(&WRAPPED_KEY, params![id])?.map(|(wrapped,)| wrapped))
}

/// Keys of the persons who came last, as they are stored: to see whether the instance's key opens them.
pub fn some_keys(tx: &mut Tx<'_>, most: i64) -> Result<Vec<(PersonId, Vec<u8>)>, StorageError> {
    tx.all(&SOME_KEYS, params![most])
}

/// Stores a person's wrapped key.
pub fn put_key(tx: &mut Tx<'_>, id: PersonId, wrapped: &[u8], now: Timestamp) -> Result<(), StorageError> {
    tx.run(&PUT_KEY, params![id, wrapped, now]).map(|_| ())
}

/// Stores a new person.
pub fn create(tx: &mut Tx<'_>, person: &NewPersonRow, now: Timestamp) -> Result<(), StorageError> {
    tx.run(
        &CREATE,
        params![
            person.id,
            person.state,
            &person.name,
            person.pronouns.as_deref(),
            &person.language,
            &person.time_zone,
            person.email.as_deref(),
            person.email_folded.as_deref(),
            person.email_confirmed_at,
            person.password_hash.as_deref(),
            person.reach.as_deref(),
            person.is_administrator,
            now,
        ],
    )
    .map(|_| ())
}

/// An account, also of someone who left.
pub fn account(tx: &mut Tx<'_>, id: PersonId) -> Result<Option<AccountRow>, StorageError> {
    tx.first(&ACCOUNT, params![id])
}

/// The account with an address (folded).
pub fn by_address(tx: &mut Tx<'_>, folded: &str) -> Result<Option<AccountRow>, StorageError> {
    tx.first(&BY_ADDRESS, params![folded])
}

/// The names of those who run the server.
pub fn administrators(tx: &mut Tx<'_>) -> Result<Vec<String>, StorageError> {
    Ok(tx.all::<(String,)>(&ADMINISTRATORS, &[])?.into_iter().map(|(name,)| name).collect())
}

/// How many persons can sign in here.
pub fn count(tx: &mut Tx<'_>) -> Result<i64, StorageError> {
    tx.count(&ANYBODY, &[])
}

/// What a person says of themselves.
#[derive(Debug, Clone)]
pub struct ProfileChange<'a> {
    pub name: &'a Name,
    pub pronouns: Option<&'a Line>,
    pub language: &'a str,
    pub time_zone: &'a str,
    pub reach: Option<&'a Words>,
}

/// Changes what a person says of themselves.
pub fn set_profile(
    tx: &mut Tx<'_>,
    id: PersonId,
    change: &ProfileChange<'_>,
    now: Timestamp,
) -> Result<(), StorageError> {
    let ProfileChange { name, pronouns, language, time_zone, reach } = change;
    tx.run(&SET_PROFILE, params![*name, *pronouns, *language, *time_zone, *reach, now, id]).map(|_| ())
}

/// Sets a password's hash.
pub fn set_password(tx: &mut Tx<'_>, id: PersonId, hash: &str, now: Timestamp) -> Result<(), StorageError> {
    tx.run(&SET_PASSWORD, params![hash, now, id]).map(|_| ())
}

/// Sets an address that its owner has just confirmed.
pub fn set_address(tx: &mut Tx<'_>, id: PersonId, email: &Email, now: Timestamp) -> Result<(), StorageError> {
    tx.run(&SET_ADDRESS, params![email, email.folded(), now, now, id]).map(|_| ())
}

/// Notes that a person's address is theirs.
pub fn confirm_address(tx: &mut Tx<'_>, id: PersonId, now: Timestamp) -> Result<(), StorageError> {
    tx.run(&CONFIRM_ADDRESS, params![now, id]).map(|_| ())
}

/// Turns a guest into a full account; whether there was such a guest.
pub fn become_full(
    tx: &mut Tx<'_>,
    id: PersonId,
    email: &Email,
    password_hash: &str,
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.run(&BECOME_FULL, params![email, email.folded(), password_hash, now, id])? == 1)
}

/// The circles in which both persons are.
pub fn circles_in_common(
    tx: &mut Tx<'_>,
    one: PersonId,
    other: PersonId,
) -> Result<Vec<(CircleId, String)>, StorageError> {
    tx.all(&CIRCLES_IN_COMMON, params![one, other])
}

/// Whether one of two persons blocked the other.
pub fn blocked_either_way(tx: &mut Tx<'_>, one: PersonId, other: PersonId) -> Result<bool, StorageError> {
    Ok(tx.count(&BLOCKED_EITHER_WAY, params![one, other])? > 0)
}

/// What a person has pledged for another's asks and still stands by.
pub fn pledged_to(tx: &mut Tx<'_>, pledger: PersonId, asker: PersonId) -> Result<PledgedToRow, StorageError> {
    let none = PledgedToRow { live: 0, accepted: 0, accepted_by_writer: 0 };
    Ok(tx.first(&PLEDGED_TO, params![asker, pledger])?.unwrap_or(none))
}

/// Whether one of two persons helped the other.
pub fn helped_between(tx: &mut Tx<'_>, one: PersonId, other: PersonId) -> Result<bool, StorageError> {
    Ok(tx.count(&HELPED_BETWEEN, params![one, other])? > 0)
}
