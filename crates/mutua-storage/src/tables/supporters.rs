//! Support teams: who stands on whose, when they were last in touch, and contacts that a circle reads. Every statement
//! names the person whose team it is, but the one by which a circle reads what is shared with it.

use jiff::Timestamp;
use mutua_domain::{
    id::{CircleId, PersonId, SupporterId},
    life::TouchRhythm,
};

use super::blocks::not_parted;
use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    PUT = "INSERT INTO supporter (person_id, id, member_id, sealed, rhythm, touched_at, created_at, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $7)";
    CHANGE = "UPDATE supporter SET sealed = $1, rhythm = $2, rests_until = $3, noticed_at = $4, changed_at = $5
        WHERE person_id = $6 AND id = $7";
    DELETE = "DELETE FROM supporter WHERE person_id = $1 AND id = $2";
    // A member's name is read where the two share a circle and neither has blocked the other.
    OF_PERSON = concat!("SELECT s.person_id, s.id, s.member_id, s.sealed, s.rhythm, s.touched_at, s.rests_until, s.noticed_at,
            s.created_at, s.changed_at,
            (SELECT p.name FROM person p WHERE p.id = s.member_id AND p.state IN ('full', 'guest')
                AND EXISTS (SELECT 1 FROM membership mine JOIN membership m ON m.circle_id = mine.circle_id
                    WHERE mine.person_id = $1 AND m.person_id = p.id
                    AND mine.state IN ('active', 'paused') AND m.state IN ('active', 'paused'))
                AND ", not_parted!("$1", "p.id"), "),
            h.circle_id, c.name
        FROM supporter s LEFT JOIN supporter_share h ON h.person_id = s.person_id AND h.supporter_id = s.id
        LEFT JOIN circle c ON c.id = h.circle_id
        WHERE s.person_id = $1 AND ($2 = FALSE OR s.id = $3) AND ($4 = FALSE OR s.rhythm <> 'none') ORDER BY s.id");
    COUNT = "SELECT COUNT(*) FROM supporter WHERE person_id = $1";
    OF_MEMBER = "SELECT id FROM supporter WHERE person_id = $1 AND member_id = $2";
    // What was told later of an earlier day changes nothing.
    TOUCH = "UPDATE supporter SET touched_at = $1, rests_until = NULL, noticed_at = NULL
        WHERE person_id = $2 AND id = $3 AND touched_at <= $1";
    REST = "UPDATE supporter SET rests_until = $1 WHERE person_id = $2 AND id = $3";
    NOTICED = "UPDATE supporter SET noticed_at = $1 WHERE person_id = $2 AND id = $3";
    PUT_SHARE = "INSERT INTO supporter_share (circle_id, supporter_id, person_id, created_at) VALUES ($1, $2, $3, $4)";
    DELETE_SHARE = "DELETE FROM supporter_share WHERE person_id = $1 AND supporter_id = $2";
    DELETE_SHARES_IN = "DELETE FROM supporter_share WHERE circle_id = $1 AND person_id = $2";
    // Only while its owner is in the circle, and not between two of whom one has blocked the other.
    SHARED_IN = concat!("SELECT s.person_id, s.id, s.sealed, p.name FROM supporter_share h
        JOIN supporter s ON s.person_id = h.person_id AND s.id = h.supporter_id
        JOIN person p ON p.id = s.person_id
        JOIN membership m ON m.circle_id = h.circle_id AND m.person_id = h.person_id
        WHERE h.circle_id = $1 AND m.state IN ('active', 'paused')
        AND ", not_parted!("$2", "h.person_id"), " ORDER BY s.id LIMIT $3");
}

row! {
    /// Someone on a support team; what is kept of them is sealed.
    pub struct SupporterRow {
        pub person_id: PersonId,
        pub id: SupporterId,
        pub member_id: Option<PersonId>,
        pub sealed: Vec<u8>,
        pub rhythm: TouchRhythm,
        pub touched_at: Timestamp,
        pub rests_until: Option<Timestamp>,
        pub noticed_at: Option<Timestamp>,
        pub created_at: Timestamp,
        pub changed_at: Timestamp,
        /// Their name here, where they are a member whom the owner still knows.
        pub name: Option<String>,
        /// The circle that reads name and ways to reach.
        pub circle_id: Option<CircleId>,
        pub circle_name: Option<String>,
    }
}
row! {
    /// A contact that a circle reads, sealed with its owner's key.
    pub struct SharedContactRow {
        pub person_id: PersonId,
        pub id: SupporterId,
        pub sealed: Vec<u8>,
        /// Its owner's name.
        pub owner: String,
    }
}

/// Stores someone new.
pub fn put(tx: &mut Tx<'_>, row: &SupporterRow) -> Result<(), StorageError> {
    let SupporterRow { person_id, id, member_id, sealed, rhythm, touched_at, created_at, .. } = row;
    let values = params![*person_id, *id, *member_id, sealed.clone(), *rhythm, *touched_at, *created_at];
    tx.run(&PUT, values).map(|_| ())
}

/// Changes what is kept of someone, and the rhythm.
pub fn change(tx: &mut Tx<'_>, row: &SupporterRow, now: Timestamp) -> Result<(), StorageError> {
    let SupporterRow { person_id, id, sealed, rhythm, rests_until, noticed_at, .. } = row;
    let values = params![sealed.clone(), *rhythm, *rests_until, *noticed_at, now, *person_id, *id];
    tx.run(&CHANGE, values).map(|_| ())
}

/// Takes someone off a team for good.
pub fn delete(tx: &mut Tx<'_>, person: PersonId, id: SupporterId) -> Result<(), StorageError> {
    tx.run(&DELETE_SHARE, params![person, id])?;
    tx.run(&DELETE, params![person, id]).map(|_| ())
}

/// A person's team, in the order in which they were added.
pub fn of_person(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<SupporterRow>, StorageError> {
    tx.all(&OF_PERSON, params![person, false, uuid::Uuid::nil(), false])
}

/// Those of a person's team with whom they want to be in touch in a rhythm.
pub fn with_rhythm(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<SupporterRow>, StorageError> {
    tx.all(&OF_PERSON, params![person, false, uuid::Uuid::nil(), true])
}

/// One of a person's team.
pub fn find(
    tx: &mut Tx<'_>,
    person: PersonId,
    id: SupporterId,
) -> Result<Option<SupporterRow>, StorageError> {
    tx.first(&OF_PERSON, params![person, true, id, false])
}

/// How many are on a person's team.
pub fn count(tx: &mut Tx<'_>, person: PersonId) -> Result<i64, StorageError> {
    tx.count(&COUNT, params![person])
}

/// Where a member stands on a person's team.
pub fn of_member(
    tx: &mut Tx<'_>,
    person: PersonId,
    member: PersonId,
) -> Result<Option<SupporterId>, StorageError> {
    Ok(tx.first::<(SupporterId,)>(&OF_MEMBER, params![person, member])?.map(|(id,)| id))
}

/// Notes that the two were in touch.
pub fn touch(tx: &mut Tx<'_>, person: PersonId, id: SupporterId, at: Timestamp) -> Result<(), StorageError> {
    tx.run(&TOUCH, params![at, person, id]).map(|_| ())
}

/// Lets it rest until then.
pub fn rest(
    tx: &mut Tx<'_>,
    person: PersonId,
    id: SupporterId,
    until: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&REST, params![until, person, id]).map(|_| ())
}

/// Notes that its person was told that it is time again.
pub fn noticed(
    tx: &mut Tx<'_>,
    person: PersonId,
    id: SupporterId,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&NOTICED, params![now, person, id]).map(|_| ())
}

/// Lets a circle read name and ways to reach, or no circle.
pub fn share(
    tx: &mut Tx<'_>,
    person: PersonId,
    id: SupporterId,
    circle: Option<CircleId>,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&DELETE_SHARE, params![person, id])?;
    match circle {
        Some(circle) => tx.run(&PUT_SHARE, params![circle, id, person, now]).map(|_| ()),
        None => Ok(()),
    }
}

/// Takes back what a person shared with a circle.
pub fn unshare_in(tx: &mut Tx<'_>, person: PersonId, circle: CircleId) -> Result<(), StorageError> {
    tx.run(&DELETE_SHARES_IN, params![circle, person]).map(|_| ())
}

/// What is shared with a circle, for one who reads it.
pub fn shared_in(
    tx: &mut Tx<'_>,
    circle: CircleId,
    reader: PersonId,
    limit: i64,
) -> Result<Vec<SharedContactRow>, StorageError> {
    tx.all(&SHARED_IN, params![circle, reader, limit])
}
