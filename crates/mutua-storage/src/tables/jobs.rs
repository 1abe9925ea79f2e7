//! What is to be done later.
//!
//! A worker claims a job for a while (its lease). Whoever holds the lease finishes the job in the transaction that does
//! it; a job whose lease ran out is claimed anew.

use jiff::Timestamp;
use uuid::Uuid;

use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    PUT = "INSERT INTO job (id, kind, subject_id, run_at, attempts) VALUES ($1, $2, $3, $4, 0)
        ON CONFLICT (kind, subject_id) DO UPDATE SET run_at = excluded.run_at, attempts = 0, claimed_until = NULL,
        failed_at = NULL, error = NULL";
    // A row that was given up doesn't wait, so it begins again.
    PUT_NEW = "INSERT INTO job (id, kind, subject_id, run_at, attempts) VALUES ($1, $2, $3, $4, 0)
        ON CONFLICT (kind, subject_id) DO UPDATE SET run_at = excluded.run_at, attempts = 0, claimed_until = NULL,
        failed_at = NULL, error = NULL WHERE job.failed_at IS NOT NULL";
    // SQLite has one writer; on PostgreSQL several nodes claim at once and none waits for another. A lease that ends later
    // than any can was given by a clock that was ahead.
    CLAIM = "UPDATE job SET claimed_until = $1, attempts = attempts + 1 WHERE id IN (
            SELECT id FROM job WHERE failed_at IS NULL AND run_at <= $2
                AND (claimed_until IS NULL OR claimed_until <= $2 OR claimed_until > $3)
                AND kind <> $4 AND ($5 = '' OR kind = $5)
            ORDER BY run_at, id LIMIT $6)
        RETURNING id, kind, subject_id, run_at, attempts",
        on postgres "UPDATE job SET claimed_until = $1, attempts = attempts + 1 WHERE id IN (
            SELECT id FROM job WHERE failed_at IS NULL AND run_at <= $2
                AND (claimed_until IS NULL OR claimed_until <= $2 OR claimed_until > $3)
                AND kind <> $4 AND ($5 = '' OR kind = $5)
            ORDER BY run_at, id LIMIT $6 FOR UPDATE SKIP LOCKED)
        RETURNING id, kind, subject_id, run_at, attempts";
    DUE_STILL = "UPDATE job SET run_at = $1 WHERE failed_at IS NULL AND run_at > $1 AND run_at <= $2";
    EARLIER = "UPDATE job SET run_at = run_at - $1 WHERE failed_at IS NULL AND run_at >= $2";
    // Writes nothing new, but locks the row until the transaction ends.
    HOLD = "UPDATE job SET claimed_until = $1 WHERE id = $2 AND claimed_until = $1";
    DONE = "DELETE FROM job WHERE id = $1 AND claimed_until = $2";
    AGAIN = "UPDATE job SET run_at = $1, claimed_until = NULL, error = $2 WHERE id = $3 AND claimed_until = $4";
    GIVE_UP = "UPDATE job SET failed_at = $1, claimed_until = NULL, error = $2 WHERE id = $3 AND claimed_until = $4";
    FIND = "SELECT id, kind, subject_id, run_at, attempts, claimed_until, failed_at, error FROM job
        WHERE kind = $1 AND subject_id = $2";
    DUE = "SELECT COUNT(*) FROM job WHERE failed_at IS NULL AND run_at <= $1";
    OLDEST_DUE = "SELECT run_at FROM job WHERE failed_at IS NULL AND run_at <= $1 ORDER BY run_at LIMIT 1";
    GIVEN_UP_BY_KIND = "SELECT kind, COUNT(*), MIN(error) FROM job WHERE failed_at IS NOT NULL GROUP BY kind ORDER BY kind";
    GIVEN_UP = "SELECT COUNT(*) FROM job WHERE failed_at IS NOT NULL";
    TIDY = "DELETE FROM job WHERE failed_at < $1";
}

row! {
    /// A job that a worker has claimed.
    pub struct ClaimedRow {
        pub id: Uuid,
        pub kind: String,
        pub subject_id: Uuid,
        pub run_at: Timestamp,
        pub attempts: i64,
    }
}

row! {
    /// A job as it stands.
    pub struct JobRow {
        pub id: Uuid,
        pub kind: String,
        pub subject_id: Uuid,
        pub run_at: Timestamp,
        pub attempts: i64,
        pub claimed_until: Option<Timestamp>,
        pub failed_at: Option<Timestamp>,
        pub error: Option<String>,
    }
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

/// Enqueues a job unless one of the same kind for the same subject waits.
pub fn put_new(
    tx: &mut Tx<'_>,
    id: Uuid,
    kind: &str,
    subject: Uuid,
    run_at: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&PUT_NEW, params![id, kind, subject, run_at]).map(|_| ())
}

/// Which jobs are claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which<'a> {
    /// Any.
    All,
    /// All but those of a kind.
    AllBut(&'a str),
    /// Those of a kind alone.
    Only(&'a str),
}

/// Claims jobs that are due, those that have waited longest first. No lease is longer than `longest` from now.
pub fn claim(
    tx: &mut Tx<'_>,
    (now, until, longest): (Timestamp, Timestamp, Timestamp),
    which: Which<'_>,
    most: i64,
) -> Result<Vec<ClaimedRow>, StorageError> {
    let (but, only) = match which {
        Which::All => ("", ""),
        Which::AllBut(kind) => (kind, ""),
        Which::Only(kind) => ("", kind),
    };
    let mut claimed: Vec<ClaimedRow> = tx.all(&CLAIM, params![until, now, longest, but, only, most])?;
    claimed.sort_by_key(|job| (job.run_at, job.id));
    Ok(claimed)
}

/// What was due by a clock that has gone back since is due still; how many jobs that are.
pub fn due_still(tx: &mut Tx<'_>, now: Timestamp, was: Timestamp) -> Result<u64, StorageError> {
    tx.run(&DUE_STILL, params![now, was])
}

/// Brings forward what lies at or after a moment, by so many microseconds; how many jobs that are.
pub fn earlier(tx: &mut Tx<'_>, by: i64, from: Timestamp) -> Result<u64, StorageError> {
    tx.run(&EARLIER, params![by, from])
}

/// Whether the lease still holds; if so, nobody else gets it before this transaction ends.
pub fn hold(tx: &mut Tx<'_>, id: Uuid, until: Timestamp) -> Result<bool, StorageError> {
    Ok(tx.run(&HOLD, params![until, id])? > 0)
}

/// Ends a job that was done. One that was scheduled anew meanwhile stays.
pub fn done(tx: &mut Tx<'_>, id: Uuid, until: Timestamp) -> Result<(), StorageError> {
    tx.run(&DONE, params![id, until]).map(|_| ())
}

/// Puts a job back for another try; whether it was still ours.
pub fn again(
    tx: &mut Tx<'_>,
    (id, until): (Uuid, Timestamp),
    run_at: Timestamp,
    error: &str,
) -> Result<bool, StorageError> {
    Ok(tx.run(&AGAIN, params![run_at, error, id, until])? > 0)
}

/// Keeps a job for the operator, not to be tried again; whether it was still ours.
pub fn give_up(
    tx: &mut Tx<'_>,
    (id, until): (Uuid, Timestamp),
    now: Timestamp,
    error: &str,
) -> Result<bool, StorageError> {
    Ok(tx.run(&GIVE_UP, params![now, error, id, until])? > 0)
}

/// The job of a kind for a subject.
pub fn find(tx: &mut Tx<'_>, kind: &str, subject: Uuid) -> Result<Option<JobRow>, StorageError> {
    tx.first(&FIND, params![kind, subject])
}

/// How many jobs are due now.
pub fn due(tx: &mut Tx<'_>, now: Timestamp) -> Result<i64, StorageError> {
    tx.count(&DUE, params![now])
}

/// How many jobs were given up.
pub fn given_up(tx: &mut Tx<'_>) -> Result<i64, StorageError> {
    tx.count(&GIVEN_UP, params![])
}

/// Since when the job has been due that has waited longest.
pub fn oldest_due(tx: &mut Tx<'_>, now: Timestamp) -> Result<Option<Timestamp>, StorageError> {
    Ok(tx.first::<(Timestamp,)>(&OLDEST_DUE, params![now])?.map(|(at,)| at))
}

row! {
    /// The jobs of a kind that were given up.
    pub struct GivenUpRow {
        pub kind: String,
        pub count: i64,
        pub error: Option<String>,
    }
}

/// The jobs that were given up, by kind, with one of the reasons.
pub fn given_up_by_kind(tx: &mut Tx<'_>) -> Result<Vec<GivenUpRow>, StorageError> {
    tx.all(&GIVEN_UP_BY_KIND, params![])
}

/// Deletes jobs that were given up before then; how many.
pub fn tidy(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, StorageError> {
    tx.run(&TIDY, params![before])
}
