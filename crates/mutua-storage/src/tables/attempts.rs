//! Tries that are limited on all nodes together.

use jiff::Timestamp;
use uuid::Uuid;

use crate::{StorageError, Tx, statement::statements, value::params};

statements! {
    // One from the future was counted by a clock that was ahead.
    OVER = "DELETE FROM attempt WHERE who = $1 AND (tried_at <= $2 OR tried_at > $3)";
    STANDING = "SELECT COUNT(*), MIN(tried_at) FROM attempt WHERE who = $1";
    PUT = "INSERT INTO attempt (id, who, tried_at) VALUES ($1, $2, $3)";
    TAKE_BACK = "DELETE FROM attempt WHERE id = (SELECT a.id FROM attempt a WHERE a.who = $1 ORDER BY a.tried_at DESC, a.id DESC LIMIT 1)";
    FORGET = "DELETE FROM attempt WHERE who = $1";
    TIDY = "DELETE FROM attempt WHERE tried_at < $1";
}

/// How many tries there were between two moments, and when the first of them was; others are forgotten.
pub fn between(
    tx: &mut Tx<'_>,
    who: &[u8],
    since: Timestamp,
    until: Timestamp,
) -> Result<(i64, Option<Timestamp>), StorageError> {
    tx.run(&OVER, params![who, since, until])?;
    Ok(tx.first(&STANDING, params![who])?.unwrap_or((0, None)))
}

/// Counts one more.
pub fn put(tx: &mut Tx<'_>, id: Uuid, who: &[u8], now: Timestamp) -> Result<(), StorageError> {
    tx.run(&PUT, params![id, who, now]).map(|_| ())
}

/// Takes the last one back.
pub fn take_back(tx: &mut Tx<'_>, who: &[u8]) -> Result<(), StorageError> {
    tx.run(&TAKE_BACK, params![who]).map(|_| ())
}

/// Forgets them all.
pub fn forget(tx: &mut Tx<'_>, who: &[u8]) -> Result<(), StorageError> {
    tx.run(&FORGET, params![who]).map(|_| ())
}

/// Deletes those from before then; how many.
pub fn tidy(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, StorageError> {
    tx.run(&TIDY, params![before])
}
