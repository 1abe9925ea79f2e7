//! Signed-in browsers.

use jiff::Timestamp;
use mutua_domain::id::{PersonId, SessionId};

use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    OPEN = "INSERT INTO session (id, hash, person_id, agent, created_at, seen_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $5, $6)";
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
