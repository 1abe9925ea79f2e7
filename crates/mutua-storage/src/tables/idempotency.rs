//! Answers that were given to requests with an idempotency key.

use jiff::Timestamp;
use mutua_domain::id::PersonId;

use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    FIND = "SELECT fingerprint, status, body FROM idempotency WHERE person_id = $1 AND idempotency_key = $2";
    PUT = "INSERT INTO idempotency (person_id, idempotency_key, fingerprint, status, body, created_at)
        VALUES ($1, $2, $3, $4, $5, $6)";
    FORGET = "DELETE FROM idempotency WHERE created_at < $1";
}

row! {
    /// An answer that was given.
    pub struct AnswerRow {
        pub fingerprint: Vec<u8>,
        pub status: i64,
        pub body: String,
    }
}

/// The answer that a key was given before.
pub fn find(tx: &mut Tx<'_>, person: PersonId, key: &str) -> Result<Option<AnswerRow>, StorageError> {
    tx.first(&FIND, params![person, key])
}

/// Keeps an answer.
pub fn put(
    tx: &mut Tx<'_>,
    person: PersonId,
    key: &str,
    answer: &AnswerRow,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&PUT, params![person, key, answer.fingerprint.as_slice(), answer.status, &answer.body, now])
        .map(|_| ())
}

/// Forgets answers given before a moment.
pub fn forget_before(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, StorageError> {
    tx.run(&FORGET, params![before])
}
