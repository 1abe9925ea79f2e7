//! Signed-in browsers.

use jiff::Timestamp;
use mutua_domain::id::{PersonId, SessionId};

use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    OPEN = "INSERT INTO session (id, hash, person_id, agent, created_at, seen_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $5, $6)";
    OF_PERSON = "SELECT id, person_id, agent, created_at, seen_at, expires_at FROM session
        WHERE person_id = $1 AND expires_at > $2 ORDER BY seen_at DESC, id DESC";
    TOUCH = "UPDATE session SET seen_at = $1, expires_at = $2 WHERE id = $3";
    END = "DELETE FROM session WHERE id = $1 AND person_id = $2";
    END_OTHERS = "DELETE FROM session WHERE person_id = $1 AND id <> $2";
    END_ALL = "DELETE FROM session WHERE person_id = $1";
    FORGET = "DELETE FROM session WHERE expires_at < $1";
}

row! {
    /// A signed-in browser.
    pub struct SessionRow {
        pub id: SessionId,
        pub person_id: PersonId,
        pub agent: Option<String>,
        pub created_at: Timestamp,
        pub seen_at: Timestamp,
        pub expires_at: Timestamp,
    }
}

/// Stores a new session under the fingerprint of its secret.
pub fn open(tx: &mut Tx<'_>, session: &SessionRow, hash: &[u8]) -> Result<(), StorageError> {
    let SessionRow { id, person_id, agent, created_at, expires_at, .. } = session;
    tx.run(&OPEN, params![*id, hash, *person_id, agent.as_deref(), *created_at, *expires_at]).map(|_| ())
}

/// A person's sessions that haven't ended, the one last used first.
pub fn of_person(tx: &mut Tx<'_>, person: PersonId, now: Timestamp) -> Result<Vec<SessionRow>, StorageError> {
    tx.all(&OF_PERSON, params![person, now])
}

/// Notes that a session is in use, and until when it lasts now.
pub fn touch(
    tx: &mut Tx<'_>,
    id: SessionId,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&TOUCH, params![now, expires_at, id]).map(|_| ())
}

/// Ends a session of a person; whether there was one.
pub fn end(tx: &mut Tx<'_>, id: SessionId, person: PersonId) -> Result<bool, StorageError> {
    Ok(tx.run(&END, params![id, person])? > 0)
}

/// Ends all sessions of a person but one.
pub fn end_others(tx: &mut Tx<'_>, person: PersonId, kept: Option<SessionId>) -> Result<u64, StorageError> {
    match kept {
        Some(kept) => tx.run(&END_OTHERS, params![person, kept]),
        None => tx.run(&END_ALL, params![person]),
    }
}

/// Forgets sessions that ended before a moment.
pub fn forget_before(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, StorageError> {
    tx.run(&FORGET, params![before])
}
