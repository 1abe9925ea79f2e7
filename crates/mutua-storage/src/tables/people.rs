//! Persons, their keys, and who asks.

use jiff::Timestamp;
use mutua_domain::{
    id::{PersonId, SessionId},
    life::PersonState,
};

use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    CREATE = "INSERT INTO person (id, state, name, pronouns, language, time_zone, email, email_folded, email_confirmed_at,
        password_hash, reach, is_administrator, link_epoch, created_at, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, $13, $13)";
    BY_SESSION = "SELECT s.id, p.id, p.state, p.name, p.language, p.time_zone, p.is_administrator
        FROM session s JOIN person p ON p.id = s.person_id WHERE s.hash = $1 AND s.expires_at > $2";
    BY_TOKEN = "SELECT p.id, p.state, p.name, p.language, p.time_zone, p.is_administrator
        FROM token t JOIN person p ON p.id = t.person_id
        WHERE t.hash = $1 AND (t.expires_at IS NULL OR t.expires_at > $2)";
    ACTOR = "SELECT id, state, name, language, time_zone, is_administrator FROM person
        WHERE id = $1 AND state IN ('full', 'guest')";
    WRAPPED_KEY = "SELECT wrapped FROM person_key WHERE person_id = $1";
    PUT_KEY = "INSERT INTO person_key (person_id, wrapped, created_at) VALUES ($1, $2, $3)";
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

struct SessionActor(SessionId, ActorRow);

impl crate::FromRow for SessionActor {
    fn from_row(row: &mut crate::Row<'_>) -> Result<Self, StorageError> {
        Ok(Self(row.next()?, ActorRow::from_row(row)?))
    }
}

/// The person of a session that hasn't ended.
pub fn by_session(
    tx: &mut Tx<'_>,
    hash: &[u8],
    now: Timestamp,
) -> Result<Option<(SessionId, ActorRow)>, StorageError> {
    Ok(tx.first::<SessionActor>(&BY_SESSION, params![hash, now])?.map(|SessionActor(id, row)| (id, row)))
}

/// The person of a token that hasn't ended.
pub fn by_token(tx: &mut Tx<'_>, hash: &[u8], now: Timestamp) -> Result<Option<ActorRow>, StorageError> {
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
