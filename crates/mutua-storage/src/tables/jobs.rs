//! What is to be done later.

use jiff::Timestamp;
use uuid::Uuid;

use crate::{StorageError, Tx, statement::statements, value::params};

statements! {
    PUT = "INSERT INTO job (id, kind, subject_id, run_at, attempts) VALUES ($1, $2, $3, $4, 0)
        ON CONFLICT (kind, subject_id) DO UPDATE SET run_at = excluded.run_at, attempts = 0, claimed_until = NULL,
        failed_at = NULL, error = NULL";
}

/// Enqueues a job. One of the same kind for the same subject is moved to the new time.
pub fn put(
    tx: &mut Tx<'_>,
    id: Uuid,
    kind: &str,
    subject: Uuid,
    run_at: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&PUT, params![id, kind, subject, run_at]).map(|_| ())
}
