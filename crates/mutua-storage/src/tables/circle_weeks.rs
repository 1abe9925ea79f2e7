//! A circle's answer to "How are we?", week by week, and whose answers it was made of.

use jiff::Timestamp;
use mutua_domain::id::{CheckInId, CircleId, PersonId};

use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    // Only those who are in the circle now: who left takes their voice along.
    COUNTED = "SELECT k.person_id, k.id, k.sealed FROM check_in_circle s
        JOIN check_in k ON k.person_id = s.person_id AND k.id = s.check_in_id
        JOIN membership m ON m.circle_id = s.circle_id AND m.person_id = s.person_id
        WHERE s.circle_id = $1 AND s.day >= $2 AND s.day < $3 AND m.state IN ('active', 'paused')
        ORDER BY k.person_id, k.id";
    LAST_SHOWN = "SELECT week FROM circle_week WHERE circle_id = $1 AND shown = TRUE AND week < $2
        ORDER BY week DESC LIMIT 1";
    FIND = "SELECT week, shown, voices, median, low, high FROM circle_week WHERE circle_id = $1 AND week = $2";
    VOICES = "SELECT person_id FROM circle_week_voice WHERE circle_id = $1 AND week = $2";
    PUT = "INSERT INTO circle_week (circle_id, week, shown, voices, median, low, high, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    PUT_VOICE = "INSERT INTO circle_week_voice (circle_id, week, person_id) VALUES ($1, $2, $3)";
    SINCE = "SELECT week, shown, voices, median, low, high FROM circle_week WHERE circle_id = $1 AND week >= $2
        ORDER BY week";
    LATER = "SELECT COUNT(*) FROM check_in_circle WHERE circle_id = $1 AND day >= $2";
}

row! {
    /// A week of a circle; figures only where it is shown.
    pub struct WeekRow {
        pub week: i64,
        pub shown: bool,
        pub voices: Option<i64>,
        pub median: Option<i64>,
        pub low: Option<i64>,
        pub high: Option<i64>,
    }
}
row! {
    /// An answer that counts, still sealed.
    pub struct CountedRow {
        pub person_id: PersonId,
        pub id: CheckInId,
        pub sealed: Vec<u8>,
    }
}

/// The answers that count in a circle, from one day up to another, by person.
pub fn counted(
    tx: &mut Tx<'_>,
    circle: CircleId,
    (from, before): (i64, i64),
) -> Result<Vec<CountedRow>, StorageError> {
    tx.all(&COUNTED, params![circle, from, before])
}

/// The last week before one that was shown.
pub fn last_shown(tx: &mut Tx<'_>, circle: CircleId, before: i64) -> Result<Option<i64>, StorageError> {
    Ok(tx.first::<(i64,)>(&LAST_SHOWN, params![circle, before])?.map(|(week,)| week))
}

/// One week, if it was made.
pub fn find(tx: &mut Tx<'_>, circle: CircleId, week: i64) -> Result<Option<WeekRow>, StorageError> {
    tx.first(&FIND, params![circle, week])
}

/// Whose answers a week was made of.
pub fn voices(tx: &mut Tx<'_>, circle: CircleId, week: i64) -> Result<Vec<PersonId>, StorageError> {
    Ok(tx.all::<(PersonId,)>(&VOICES, params![circle, week])?.into_iter().map(|(person,)| person).collect())
}

/// Stores a week with those whose answers it was made of.
pub fn put(
    tx: &mut Tx<'_>,
    circle: CircleId,
    row: &WeekRow,
    voices: &[PersonId],
    now: Timestamp,
) -> Result<(), StorageError> {
    let WeekRow { week, shown, voices: count, median, low, high } = row;
    tx.run(&PUT, params![circle, *week, *shown, *count, *median, *low, *high, now])?;
    for person in voices {
        tx.run(&PUT_VOICE, params![circle, *week, *person])?;
    }
    Ok(())
}

/// The weeks since one, oldest first.
pub fn since(tx: &mut Tx<'_>, circle: CircleId, week: i64) -> Result<Vec<WeekRow>, StorageError> {
    tx.all(&SINCE, params![circle, week])
}

/// Whether any answer counts in a circle from a day on.
pub fn any_since(tx: &mut Tx<'_>, circle: CircleId, day: i64) -> Result<bool, StorageError> {
    Ok(tx.count(&LATER, params![circle, day])? > 0)
}
