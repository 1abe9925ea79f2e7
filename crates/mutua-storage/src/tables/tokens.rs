//! Personal access tokens.

use jiff::Timestamp;
use mutua_domain::id::{PersonId, TokenId};

use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    CREATE = "INSERT INTO token (id, hash, person_id, name, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)";
    OF_PERSON = "SELECT id, person_id, name, created_at, used_at, expires_at FROM token
        WHERE person_id = $1 ORDER BY id DESC";
    COUNT = "SELECT COUNT(*) FROM token WHERE person_id = $1";
    TOUCH = "UPDATE token SET used_at = $1 WHERE id = $2";
    END = "DELETE FROM token WHERE id = $1 AND person_id = $2";
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

/// A person's tokens, newest first.
pub fn of_person(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<TokenRow>, StorageError> {
    tx.all(&OF_PERSON, params![person])
}

/// How many tokens a person has.
pub fn count(tx: &mut Tx<'_>, person: PersonId) -> Result<i64, StorageError> {
    tx.count(&COUNT, params![person])
}

/// Notes that a token is in use.
pub fn touch(tx: &mut Tx<'_>, id: TokenId, now: Timestamp) -> Result<(), StorageError> {
    tx.run(&TOUCH, params![now, id]).map(|_| ())
}

/// Revokes a token of a person; whether there was one.
pub fn end(tx: &mut Tx<'_>, id: TokenId, person: PersonId) -> Result<bool, StorageError> {
    Ok(tx.run(&END, params![id, person])? > 0)
}
