//! Personal access tokens.

use jiff::Timestamp;
use mutua_domain::id::{PersonId, TokenId};

use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    CREATE = "INSERT INTO token (id, hash, person_id, name, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)";
}

row! {
    /// A personal access token.
    pub struct TokenRow {
        pub id: TokenId,
        pub person_id: PersonId,
        pub name: String,
        pub created_at: Timestamp,
        pub used_at: Option<Timestamp>,
        pub expires_at: Option<Timestamp>,
    }
}

/// Stores a new token under the fingerprint of its secret.
pub fn create(tx: &mut Tx<'_>, token: &TokenRow, hash: &[u8]) -> Result<(), StorageError> {
    let TokenRow { id, person_id, name, created_at, expires_at, .. } = token;
    tx.run(&CREATE, params![*id, hash, *person_id, name, *created_at, *expires_at]).map(|_| ())
}
