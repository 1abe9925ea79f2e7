//! Check-ins, whom they are shared with, and how a person wants to be asked.

use jiff::Timestamp;
use mutua_domain::{
    id::{CheckInId, CircleId, PersonId},
    life::{CheckInShare, Rhythm},
};
use uuid::Uuid;

use super::blocks::not_parted;
use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    PUT = "INSERT INTO check_in (person_id, id, day, share, sealed, created_at, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $6)";
    CHANGE = "UPDATE check_in SET share = $1, sealed = $2, changed_at = $3 WHERE person_id = $4 AND id = $5";
    FIND = "SELECT person_id, id, day, share, sealed, created_at, changed_at FROM check_in
        WHERE person_id = $1 AND id = $2";
    ON_DAY = "SELECT person_id, id, day, share, sealed, created_at, changed_at FROM check_in
        WHERE person_id = $1 AND day = $2";
    OF_PERSON = "SELECT person_id, id, day, share, sealed, created_at, changed_at FROM check_in
        WHERE person_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
    AUTHOR = "SELECT person_id FROM check_in WHERE id = $1";
    DELETE_READERS = "DELETE FROM check_in_reader WHERE person_id = $1 AND check_in_id = $2";
    DELETE_CIRCLES = "DELETE FROM check_in_circle WHERE person_id = $1 AND check_in_id = $2";
    DELETE = "DELETE FROM check_in WHERE person_id = $1 AND id = $2";
    PUT_READER = "INSERT INTO check_in_reader (person_id, check_in_id, reader_id) VALUES ($1, $2, $3)
        ON CONFLICT (person_id, check_in_id, reader_id) DO NOTHING";
    PUT_CIRCLE = "INSERT INTO check_in_circle (circle_id, check_in_id, person_id, day, shown) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (circle_id, check_in_id) DO NOTHING";
    READERS = "SELECT r.check_in_id, r.reader_id, p.name FROM check_in_reader r JOIN person p ON p.id = r.reader_id
        WHERE r.person_id = $1 AND r.check_in_id >= $2 AND r.check_in_id <= $3";
    CIRCLES = "SELECT s.check_in_id, s.circle_id, c.name FROM check_in_circle s JOIN circle c ON c.id = s.circle_id
        WHERE s.person_id = $1 AND s.check_in_id >= $2 AND s.check_in_id <= $3";
    // Who blocked whom, either way, reads nothing of the other.
    SHARED_WITH = concat!("SELECT k.person_id, k.id, k.day, k.share, k.sealed, k.created_at, k.changed_at, p.name
        FROM check_in_reader r JOIN check_in k ON k.person_id = r.person_id AND k.id = r.check_in_id
        JOIN person p ON p.id = k.person_id
        WHERE r.reader_id = $1 AND k.id < $2
        AND ", not_parted!("$1", "k.person_id"), " ORDER BY k.id DESC LIMIT $3");
    SHOWN_IN = concat!("SELECT k.person_id, k.id, k.day, k.share, k.sealed, k.created_at, k.changed_at, p.name
        FROM check_in_circle s JOIN check_in k ON k.person_id = s.person_id AND k.id = s.check_in_id
        JOIN person p ON p.id = k.person_id
        JOIN membership m ON m.circle_id = s.circle_id AND m.person_id = k.person_id
        WHERE s.circle_id = $1 AND s.day >= $2 AND s.shown = TRUE AND m.state IN ('active', 'paused')
        AND ", not_parted!("$3", "k.person_id"), " ORDER BY k.id DESC LIMIT $4");
    IS_READER = "SELECT COUNT(*) FROM check_in_reader WHERE person_id = $1 AND check_in_id = $2 AND reader_id = $3";
    SHOWN_CIRCLES = "SELECT circle_id FROM check_in_circle WHERE person_id = $1 AND check_in_id = $2 AND shown = TRUE";
    SETTING = "SELECT rhythm, wish, country FROM check_in_setting WHERE person_id = $1";
    PUT_SETTING = "INSERT INTO check_in_setting (person_id, rhythm, wish, country) VALUES ($1, $2, $3, $4)
        ON CONFLICT (person_id) DO UPDATE SET rhythm = excluded.rhythm, wish = excluded.wish, country = excluded.country";
    ALERTS = "SELECT a.reader_id, p.name, a.told_at FROM check_in_alert a JOIN person p ON p.id = a.reader_id
        WHERE a.person_id = $1";
    PUT_ALERT = "INSERT INTO check_in_alert (person_id, reader_id, created_at) VALUES ($1, $2, $3)
        ON CONFLICT (person_id, reader_id) DO NOTHING";
    DELETE_ALERT = "DELETE FROM check_in_alert WHERE person_id = $1 AND reader_id = $2";
    ALERT_TOLD = "UPDATE check_in_alert SET told_at = $1 WHERE person_id = $2 AND reader_id = $3";
}

row! {
    /// A check-in, its answer sealed.
    pub struct CheckInRow {
        pub person_id: PersonId,
        pub id: CheckInId,
        /// Counted from 1970-01-01.
        pub day: i64,
        pub share: CheckInShare,
        pub sealed: Vec<u8>,
        pub created_at: Timestamp,
        pub changed_at: Timestamp,
    }
}
row! {
    /// A check-in that someone else reads, with its author's name.
    pub struct SharedRow {
        pub person_id: PersonId,
        pub id: CheckInId,
        pub day: i64,
        pub share: CheckInShare,
        pub sealed: Vec<u8>,
        pub created_at: Timestamp,
        pub changed_at: Timestamp,
        pub name: String,
    }
}
row! {
    /// How a person wants to be asked.
    pub struct SettingRow {
        pub rhythm: Rhythm,
        pub wish: bool,
        pub country: Option<String>,
    }
}
row! {
    /// Someone who is to be told when answers stay low.
    pub struct AlertRow {
        pub reader_id: PersonId,
        pub name: String,
        pub told_at: Option<Timestamp>,
    }
}

/// Stores a new check-in.
pub fn put(tx: &mut Tx<'_>, row: &CheckInRow) -> Result<(), StorageError> {
    let CheckInRow { person_id, id, day, share, sealed, created_at, .. } = row;
    tx.run(&PUT, params![*person_id, *id, *day, *share, sealed.clone(), *created_at]).map(|_| ())
}

/// Gives a check-in another answer or another audience; who reads it is stored anew after this.
pub fn change(tx: &mut Tx<'_>, row: &CheckInRow, now: Timestamp) -> Result<(), StorageError> {
    let CheckInRow { person_id, id, share, sealed, .. } = row;
    tx.run(&CHANGE, params![*share, sealed.clone(), now, *person_id, *id])?;
    tx.run(&DELETE_READERS, params![*person_id, *id])?;
    tx.run(&DELETE_CIRCLES, params![*person_id, *id]).map(|_| ())
}

/// A person's check-in.
pub fn find(tx: &mut Tx<'_>, person: PersonId, id: CheckInId) -> Result<Option<CheckInRow>, StorageError> {
    tx.first(&FIND, params![person, id])
}

/// A person's check-in of a day.
pub fn on_day(tx: &mut Tx<'_>, person: PersonId, day: i64) -> Result<Option<CheckInRow>, StorageError> {
    tx.first(&ON_DAY, params![person, day])
}

/// A person's check-ins before an id, newest first.
pub fn of_person(
    tx: &mut Tx<'_>,
    person: PersonId,
    (before, limit): (Uuid, i64),
) -> Result<Vec<CheckInRow>, StorageError> {
    tx.all(&OF_PERSON, params![person, before, limit])
}

/// Whose a check-in is.
pub fn author(tx: &mut Tx<'_>, id: CheckInId) -> Result<Option<PersonId>, StorageError> {
    Ok(tx.first::<(PersonId,)>(&AUTHOR, params![id])?.map(|(person,)| person))
}

/// Deletes a check-in for good.
pub fn delete(tx: &mut Tx<'_>, person: PersonId, id: CheckInId) -> Result<(), StorageError> {
    tx.run(&DELETE_READERS, params![person, id])?;
    tx.run(&DELETE_CIRCLES, params![person, id])?;
    tx.run(&DELETE, params![person, id]).map(|_| ())
}

/// Lets someone read it.
pub fn put_reader(tx: &mut Tx<'_>, row: &CheckInRow, reader: PersonId) -> Result<(), StorageError> {
    tx.run(&PUT_READER, params![row.person_id, row.id, reader]).map(|_| ())
}

/// Lets it count in a circle's answer; `shown` lets the members read it.
pub fn put_circle(
    tx: &mut Tx<'_>,
    row: &CheckInRow,
    circle: CircleId,
    shown: bool,
) -> Result<(), StorageError> {
    tx.run(&PUT_CIRCLE, params![circle, row.id, row.person_id, row.day, shown]).map(|_| ())
}

/// Who was chosen to read a person's check-ins from one id to another, with which.
pub fn readers(
    tx: &mut Tx<'_>,
    person: PersonId,
    (from, to): (CheckInId, CheckInId),
) -> Result<Vec<(CheckInId, PersonId, String)>, StorageError> {
    tx.all(&READERS, params![person, from, to])
}

/// The circles in whose answers a person's check-ins from one id to another count, with which.
pub fn circles(
    tx: &mut Tx<'_>,
    person: PersonId,
    (from, to): (CheckInId, CheckInId),
) -> Result<Vec<(CheckInId, CircleId, String)>, StorageError> {
    tx.all(&CIRCLES, params![person, from, to])
}

/// Those that others chose to share with a person, before an id, newest first.
pub fn shared_with(
    tx: &mut Tx<'_>,
    reader: PersonId,
    (before, limit): (Uuid, i64),
) -> Result<Vec<SharedRow>, StorageError> {
    tx.all(&SHARED_WITH, params![reader, before, limit])
}

/// Those that members show in a circle since a day, newest first.
pub fn shown_in(
    tx: &mut Tx<'_>,
    circle: CircleId,
    since: i64,
    reader: PersonId,
    limit: i64,
) -> Result<Vec<SharedRow>, StorageError> {
    tx.all(&SHOWN_IN, params![circle, since, reader, limit])
}

/// Whether someone was chosen to read it.
pub fn is_reader(
    tx: &mut Tx<'_>,
    person: PersonId,
    id: CheckInId,
    reader: PersonId,
) -> Result<bool, StorageError> {
    Ok(tx.count(&IS_READER, params![person, id, reader])? > 0)
}

/// The circles whose members read it.
pub fn shown_circles(
    tx: &mut Tx<'_>,
    person: PersonId,
    id: CheckInId,
) -> Result<Vec<CircleId>, StorageError> {
    Ok(tx
        .all::<(CircleId,)>(&SHOWN_CIRCLES, params![person, id])?
        .into_iter()
        .map(|(circle,)| circle)
        .collect())
}

/// How a person wants to be asked, if they said.
pub fn setting(tx: &mut Tx<'_>, person: PersonId) -> Result<Option<SettingRow>, StorageError> {
    tx.first(&SETTING, params![person])
}

/// Stores how a person wants to be asked.
pub fn put_setting(tx: &mut Tx<'_>, person: PersonId, row: &SettingRow) -> Result<(), StorageError> {
    tx.run(&PUT_SETTING, params![person, row.rhythm, row.wish, row.country.clone()]).map(|_| ())
}

/// Whom a person wants to be told when their answers stay low.
pub fn alerts(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<AlertRow>, StorageError> {
    tx.all(&ALERTS, params![person])
}

/// Adds one of them.
pub fn put_alert(
    tx: &mut Tx<'_>,
    person: PersonId,
    reader: PersonId,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&PUT_ALERT, params![person, reader, now]).map(|_| ())
}

/// Takes one of them away.
pub fn delete_alert(tx: &mut Tx<'_>, person: PersonId, reader: PersonId) -> Result<(), StorageError> {
    tx.run(&DELETE_ALERT, params![person, reader]).map(|_| ())
}

/// Notes that they were told.
pub fn alert_told(
    tx: &mut Tx<'_>,
    person: PersonId,
    reader: PersonId,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&ALERT_TOLD, params![now, person, reader]).map(|_| ())
}
