//! The monthly round of four questions about wellbeing: where it is on, and what people answered.

use jiff::Timestamp;
use mutua_domain::id::{CircleId, PersonId, WellbeingAnswerId};
use uuid::Uuid;

use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    ROUND = "SELECT is_on, told_month FROM wellbeing_round WHERE circle_id = $1";
    PUT_ROUND = "INSERT INTO wellbeing_round (circle_id, is_on, told_month, changed_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (circle_id) DO UPDATE SET is_on = excluded.is_on, told_month = excluded.told_month,
            changed_at = excluded.changed_at";
    // Who takes a break isn't asked; nor who has answered already.
    TO_ASK = "SELECT m.person_id FROM membership m WHERE m.circle_id = $1 AND m.state = 'active'
        AND NOT EXISTS (SELECT 1 FROM wellbeing_answer a
            WHERE a.circle_id = $1 AND a.month = $2 AND a.person_id = m.person_id)
        ORDER BY m.person_id";
    PUT = "INSERT INTO wellbeing_answer (circle_id, month, person_id, id, sealed, created_at, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $6)";
    CHANGE = "UPDATE wellbeing_answer SET sealed = $1, changed_at = $2 WHERE id = $3";
    FIND = "SELECT circle_id, month, person_id, id, sealed, created_at, changed_at FROM wellbeing_answer WHERE id = $1";
    IN_MONTH = "SELECT circle_id, month, person_id, id, sealed, created_at, changed_at FROM wellbeing_answer
        WHERE circle_id = $1 AND month = $2 AND person_id = $3";
    OF_PERSON = "SELECT circle_id, month, person_id, id, sealed, created_at, changed_at FROM wellbeing_answer
        WHERE person_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
    CIRCLE_NAMES = "SELECT DISTINCT c.id, c.name FROM wellbeing_answer a JOIN circle c ON c.id = a.circle_id
        WHERE a.person_id = $1";
    DELETE = "DELETE FROM wellbeing_answer WHERE id = $1";
    // Only those who are in the circle now: who left takes their voice along.
    COUNTED = "SELECT a.circle_id, a.month, a.person_id, a.id, a.sealed, a.created_at, a.changed_at
        FROM wellbeing_answer a JOIN membership m ON m.circle_id = a.circle_id AND m.person_id = a.person_id
        WHERE a.circle_id = $1 AND a.month = $2 AND m.state IN ('active', 'paused') ORDER BY a.person_id";
}

row! {
    /// Whether a circle asks, and of which month its members were told last.
    pub struct RoundRow {
        pub is_on: bool,
        pub told_month: i64,
    }
}
row! {
    /// What a person answered in a month, sealed.
    pub struct AnswerRow {
        pub circle_id: CircleId,
        pub month: i64,
        pub person_id: PersonId,
        pub id: WellbeingAnswerId,
        pub sealed: Vec<u8>,
        pub created_at: Timestamp,
        pub changed_at: Timestamp,
    }
}
/// Whether a circle asks; nothing where it never did.
pub fn round(tx: &mut Tx<'_>, circle: CircleId) -> Result<Option<RoundRow>, StorageError> {
    tx.first(&ROUND, params![circle])
}

/// Switches a round on or off.
pub fn put_round(
    tx: &mut Tx<'_>,
    circle: CircleId,
    row: &RoundRow,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&PUT_ROUND, params![circle, row.is_on, row.told_month, now]).map(|_| ())
}

/// The active members who haven't answered in a month.
pub fn to_ask(tx: &mut Tx<'_>, circle: CircleId, month: i64) -> Result<Vec<PersonId>, StorageError> {
    Ok(tx.all::<(PersonId,)>(&TO_ASK, params![circle, month])?.into_iter().map(|(person,)| person).collect())
}

/// Stores an answer.
pub fn put(tx: &mut Tx<'_>, row: &AnswerRow) -> Result<(), StorageError> {
    let AnswerRow { circle_id, month, person_id, id, sealed, created_at, .. } = row;
    tx.run(&PUT, params![*circle_id, *month, *person_id, *id, sealed.clone(), *created_at]).map(|_| ())
}

/// Gives an answer other numbers.
pub fn change(
    tx: &mut Tx<'_>,
    id: WellbeingAnswerId,
    sealed: &[u8],
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&CHANGE, params![sealed.to_vec(), now, id]).map(|_| ())
}

/// One answer.
pub fn find(tx: &mut Tx<'_>, id: WellbeingAnswerId) -> Result<Option<AnswerRow>, StorageError> {
    tx.first(&FIND, params![id])
}

/// A person's answer in a circle's month.
pub fn in_month(
    tx: &mut Tx<'_>,
    circle: CircleId,
    month: i64,
    person: PersonId,
) -> Result<Option<AnswerRow>, StorageError> {
    tx.first(&IN_MONTH, params![circle, month, person])
}

/// A person's answers before an id, newest first.
pub fn of_person(
    tx: &mut Tx<'_>,
    person: PersonId,
    (before, limit): (Uuid, i64),
) -> Result<Vec<AnswerRow>, StorageError> {
    tx.all(&OF_PERSON, params![person, before, limit])
}

/// The names of the circles in which a person answered.
pub fn circle_names(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<(CircleId, String)>, StorageError> {
    tx.all(&CIRCLE_NAMES, params![person])
}

/// Deletes an answer for good.
pub fn delete(tx: &mut Tx<'_>, id: WellbeingAnswerId) -> Result<(), StorageError> {
    tx.run(&DELETE, params![id]).map(|_| ())
}

/// The answers that count in a circle's month, by person.
pub fn counted(tx: &mut Tx<'_>, circle: CircleId, month: i64) -> Result<Vec<AnswerRow>, StorageError> {
    tx.all(&COUNTED, params![circle, month])
}
