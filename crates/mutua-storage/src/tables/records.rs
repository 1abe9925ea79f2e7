//! What stewards did, and why.

use jiff::Timestamp;
use mutua_domain::{
    id::{CircleId, PersonId, RecordId},
    life::RecordKind,
};
use uuid::Uuid;

use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    PUT = "INSERT INTO record (circle_id, id, kind, person_id, by_id, reason, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    OF_CIRCLE = "SELECT r.circle_id, r.id, r.kind, r.person_id, r.by_id, r.reason, r.created_at, c.name, p.name, b.name
        FROM record r JOIN circle c ON c.id = r.circle_id LEFT JOIN person p ON p.id = r.person_id
        LEFT JOIN person b ON b.id = r.by_id WHERE r.circle_id = $1 AND r.id < $2 ORDER BY r.id DESC LIMIT $3";
    ABOUT = "SELECT r.circle_id, r.id, r.kind, r.person_id, r.by_id, r.reason, r.created_at, c.name, p.name, b.name
        FROM record r JOIN circle c ON c.id = r.circle_id LEFT JOIN person p ON p.id = r.person_id
        LEFT JOIN person b ON b.id = r.by_id WHERE r.person_id = $1 AND r.id < $2 ORDER BY r.id DESC LIMIT $3";
    // The stewards of the circles in which something is recorded about a person: whom they can write to.
    STEWARDS_FOR = "SELECT DISTINCT m.circle_id, p.name FROM record r
        JOIN membership m ON m.circle_id = r.circle_id JOIN person p ON p.id = m.person_id
        WHERE r.person_id = $1 AND m.person_id <> $1 AND m.role = 'steward' AND m.state IN ('active', 'paused')";
}

row! {
    /// Something that a steward did, to be kept.
    pub struct RecordRow {
        pub circle_id: CircleId,
        pub id: RecordId,
        pub kind: RecordKind,
        pub person_id: PersonId,
        pub by_id: PersonId,
        pub reason: Option<String>,
        pub created_at: Timestamp,
    }
}

/// The same with the names of its circle, of whom it is about, and of who did it.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedRecordRow {
    pub record: RecordRow,
    pub circle: String,
    pub person: Option<String>,
    pub by: Option<String>,
}

impl crate::FromRow for NamedRecordRow {
    fn from_row(row: &mut crate::Row<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            record: RecordRow::from_row(row)?,
            circle: row.next()?,
            person: row.next()?,
            by: row.next()?,
        })
    }
}

/// Keeps it.
pub fn put(tx: &mut Tx<'_>, record: &RecordRow) -> Result<(), StorageError> {
    let RecordRow { circle_id, id, kind, person_id, by_id, reason, created_at } = record;
    tx.run(&PUT, params![*circle_id, *id, *kind, *person_id, *by_id, reason.as_deref(), *created_at])
        .map(|_| ())
}

/// The record of a circle, the newest first.
pub fn of_circle(
    tx: &mut Tx<'_>,
    circle: CircleId,
    before: Uuid,
    limit: i64,
) -> Result<Vec<NamedRecordRow>, StorageError> {
    tx.all(&OF_CIRCLE, params![circle, before, limit])
}

/// What is recorded about a person, the newest first.
pub fn about(
    tx: &mut Tx<'_>,
    person: PersonId,
    before: Uuid,
    limit: i64,
) -> Result<Vec<NamedRecordRow>, StorageError> {
    tx.all(&ABOUT, params![person, before, limit])
}

/// The names of the stewards of each circle in which something is recorded about a person.
pub fn stewards_for(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<(CircleId, String)>, StorageError> {
    tx.all(&STEWARDS_FOR, params![person])
}
