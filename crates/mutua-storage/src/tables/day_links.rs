//! Linked days: who let whose days be compared, and what was found, sealed for each of the two.

use jiff::Timestamp;
use mutua_domain::id::{DayLinkId, PersonId};

use super::blocks::not_parted;
use super::mirrors::in_order;
use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    FIND = "SELECT a_id, b_id, id, a_agreed_at, b_agreed_at, a_sealed, b_sealed, made_at FROM day_link WHERE id = $1";
    BETWEEN = "SELECT a_id, b_id, id, a_agreed_at, b_agreed_at, a_sealed, b_sealed, made_at FROM day_link
        WHERE a_id = $1 AND b_id = $2";
    OF_PERSON = "SELECT a_id, b_id, id, a_agreed_at, b_agreed_at, a_sealed, b_sealed, made_at FROM day_link WHERE a_id = $1
        UNION ALL SELECT a_id, b_id, id, a_agreed_at, b_agreed_at, a_sealed, b_sealed, made_at FROM day_link WHERE b_id = $1";
    PUT = "INSERT INTO day_link (a_id, b_id, id) VALUES ($1, $2, $3) ON CONFLICT (a_id, b_id) DO NOTHING";
    SET_A_AGREED = "UPDATE day_link SET a_agreed_at = $1 WHERE a_id = $2 AND b_id = $3";
    SET_B_AGREED = "UPDATE day_link SET b_agreed_at = $1 WHERE a_id = $2 AND b_id = $3";
    SET_FOUND = "UPDATE day_link SET a_sealed = $1, b_sealed = $2, made_at = $3 WHERE id = $4";
    DELETE = "DELETE FROM day_link WHERE a_id = $1 AND b_id = $2";
    DELETE_OF = "DELETE FROM day_link WHERE a_id = $1 OR b_id = $1";
    DELETE_APART = "DELETE FROM day_link WHERE (a_id = $1 OR b_id = $1)
        AND NOT EXISTS (SELECT 1 FROM membership m JOIN membership n ON n.circle_id = m.circle_id
            WHERE m.person_id = day_link.a_id AND n.person_id = day_link.b_id
            AND m.state IN ('active', 'paused') AND n.state IN ('active', 'paused'))";
    // Who blocked whom, either way, doesn't stand in the other's mirror.
    NAMES = concat!("SELECT p.id, p.name FROM day_link l JOIN person p ON p.id = l.b_id
            WHERE l.a_id = $1 AND p.state IN ('full', 'guest')
            AND ", not_parted!("$1", "p.id"), "
        UNION ALL SELECT p.id, p.name FROM day_link l JOIN person p ON p.id = l.a_id
            WHERE l.b_id = $1 AND p.state IN ('full', 'guest')
            AND ", not_parted!("$1", "p.id"));
    DAYS = "SELECT id, day, sealed FROM check_in WHERE person_id = $1 AND day >= $2 ORDER BY day";
    WAS_TOLD = "SELECT COUNT(*) FROM notice WHERE person_id = $1 AND actor_id = $2 AND what = $3 AND created_at > $4";
}

row! {
    /// Two people, one of whom at least said yes.
    pub struct LinkRow {
        pub a_id: PersonId,
        pub b_id: PersonId,
        pub id: DayLinkId,
        pub a_agreed_at: Option<Timestamp>,
        pub b_agreed_at: Option<Timestamp>,
        pub a_sealed: Option<Vec<u8>>,
        pub b_sealed: Option<Vec<u8>>,
        pub made_at: Option<Timestamp>,
    }
}

impl LinkRow {
    /// The one across from a person.
    pub fn other(&self, person: PersonId) -> PersonId {
        if self.a_id == person { self.b_id } else { self.a_id }
    }

    /// Whether this side said yes.
    pub fn agrees(&self, person: PersonId) -> bool {
        if self.a_id == person { self.a_agreed_at.is_some() } else { self.b_agreed_at.is_some() }
    }

    /// Whether both did.
    pub const fn is_agreed(&self) -> bool {
        self.a_agreed_at.is_some() && self.b_agreed_at.is_some()
    }

    /// What was found, as it is sealed for a person.
    pub fn sealed(&self, person: PersonId) -> Option<&[u8]> {
        if self.a_id == person { self.a_sealed.as_deref() } else { self.b_sealed.as_deref() }
    }
}

row! {
    /// A check-in of a day, sealed.
    pub struct DayRow {
        pub id: mutua_domain::id::CheckInId,
        pub day: i64,
        pub sealed: Vec<u8>,
    }
}

/// A pair by its id.
pub fn find(tx: &mut Tx<'_>, id: DayLinkId) -> Result<Option<LinkRow>, StorageError> {
    tx.first(&FIND, params![id])
}

/// The pair of two people.
pub fn between(tx: &mut Tx<'_>, one: PersonId, other: PersonId) -> Result<Option<LinkRow>, StorageError> {
    let (a, b) = in_order(one, other);
    tx.first(&BETWEEN, params![a, b])
}

/// All pairs of a person.
pub fn of_person(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<LinkRow>, StorageError> {
    tx.all(&OF_PERSON, params![person])
}

/// Keeps that a person said yes to having their days compared with another's.
pub fn agree(
    tx: &mut Tx<'_>,
    (person, other): (PersonId, PersonId),
    id: DayLinkId,
    now: Timestamp,
) -> Result<(), StorageError> {
    let (a, b) = in_order(person, other);
    tx.run(&PUT, params![a, b, id])?;
    let statement = if a == person { &SET_A_AGREED } else { &SET_B_AGREED };
    tx.run(statement, params![now, a, b]).map(|_| ())
}

/// Keeps what was found, sealed for the first and for the second.
pub fn set_found(
    tx: &mut Tx<'_>,
    id: DayLinkId,
    (a, b): (Vec<u8>, Vec<u8>),
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&SET_FOUND, params![a, b, now, id]).map(|_| ())
}

/// Ends a pair and forgets what was found. Whether there was one.
pub fn delete(tx: &mut Tx<'_>, one: PersonId, other: PersonId) -> Result<bool, StorageError> {
    let (a, b) = in_order(one, other);
    Ok(tx.run(&DELETE, params![a, b])? > 0)
}

/// Ends all pairs of a person.
pub fn delete_of(tx: &mut Tx<'_>, person: PersonId) -> Result<(), StorageError> {
    tx.run(&DELETE_OF, params![person]).map(|_| ())
}

/// Ends the pairs of a person with those with whom they share no circle.
pub fn delete_apart(tx: &mut Tx<'_>, person: PersonId) -> Result<(), StorageError> {
    tx.run(&DELETE_APART, params![person]).map(|_| ())
}

/// The names of those with whom a person is such a pair.
pub fn names(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<(PersonId, String)>, StorageError> {
    tx.all(&NAMES, params![person])
}

/// A person's check-ins since a day, in order.
pub fn days(tx: &mut Tx<'_>, person: PersonId, since: i64) -> Result<Vec<DayRow>, StorageError> {
    tx.all(&DAYS, params![person, since])
}

/// Whether someone was told something by another since a moment.
pub fn was_told(
    tx: &mut Tx<'_>,
    (person, by): (PersonId, PersonId),
    what: &str,
    since: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.count(&WAS_TOLD, params![person, by, what, since])? > 0)
}
