//! Circles and who is in them.

use jiff::Timestamp;
use mutua_domain::{
    id::{CircleId, MembershipId, PersonId},
    life::{Joining, MemberRole, MembershipState},
};

use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    CREATE = "INSERT INTO circle (id, parent_id, name, about, agreements, place, joining, created_by, created_at, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)";
    JOIN = "INSERT INTO membership (circle_id, person_id, id, role, state, barred, joined_at, created_at, changed_at)
        VALUES ($1, $2, $3, $4, $5, FALSE, $6, $6, $6)";
    OF_PERSON = "SELECT c.id, c.parent_id, c.name, c.about, c.agreements, c.place, c.joining, c.created_at, m.role, m.state,
        (SELECT COUNT(*) FROM membership n WHERE n.circle_id = c.id AND n.state IN ('active', 'paused'))
        FROM membership m JOIN circle c ON c.id = m.circle_id
        WHERE m.person_id = $1 AND m.state IN ('active', 'paused', 'applied')";
    COUNT_MEMBERS = "SELECT COUNT(*) FROM membership WHERE circle_id = $1 AND state IN ('active', 'paused')";
    FIND = "SELECT id, parent_id, name, about, agreements, place, joining, created_at FROM circle WHERE id = $1";
    MEMBERSHIP = "SELECT circle_id, person_id, id, role, state, barred, joined_at, paused_until FROM membership
        WHERE circle_id = $1 AND person_id = $2";
}

row! {
    /// A circle.
    pub struct CircleRow {
        pub id: CircleId,
        pub parent_id: Option<CircleId>,
        pub name: String,
        pub about: Option<String>,
        pub agreements: Option<String>,
        pub place: Option<String>,
        pub joining: Joining,
        pub created_at: Timestamp,
    }
}

row! {
    /// A person in a circle.
    pub struct MembershipRow {
        pub circle_id: CircleId,
        pub person_id: PersonId,
        pub id: MembershipId,
        pub role: MemberRole,
        pub state: MembershipState,
        pub barred: bool,
        pub joined_at: Option<Timestamp>,
        pub paused_until: Option<Timestamp>,
    }
}

/// A circle.
pub fn find(tx: &mut Tx<'_>, id: CircleId) -> Result<Option<CircleRow>, StorageError> {
    tx.first(&FIND, params![id])
}

/// A person's membership of a circle, whatever its state.
pub fn membership(
    tx: &mut Tx<'_>,
    circle: CircleId,
    person: PersonId,
) -> Result<Option<MembershipRow>, StorageError> {
    tx.first(&MEMBERSHIP, params![circle, person])
}

/// A circle in a person's list, with what they are in it.
#[derive(Debug, Clone, PartialEq)]
pub struct MyCircleRow {
    pub circle: CircleRow,
    pub role: MemberRole,
    pub state: MembershipState,
    pub members: i64,
}

impl crate::FromRow for MyCircleRow {
    fn from_row(row: &mut crate::Row<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            circle: CircleRow::from_row(row)?,
            role: row.next()?,
            state: row.next()?,
            members: row.next()?,
        })
    }
}

/// Stores a new circle.
pub fn create(tx: &mut Tx<'_>, circle: &CircleRow, by: PersonId) -> Result<(), StorageError> {
    let CircleRow { id, parent_id, name, about, agreements, place, joining, created_at } = circle;
    tx.run(
        &CREATE,
        params![
            *id,
            *parent_id,
            name,
            about.as_deref(),
            agreements.as_deref(),
            place.as_deref(),
            *joining,
            by,
            *created_at
        ],
    )
    .map(|_| ())
}

/// Stores a first membership of a person in a circle.
pub fn join(
    tx: &mut Tx<'_>,
    (circle, person, id): (CircleId, PersonId, MembershipId),
    role: MemberRole,
    state: MembershipState,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&JOIN, params![circle, person, id, role, state, now]).map(|_| ())
}

/// The circles that a person is in or has applied to.
pub fn of_person(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<MyCircleRow>, StorageError> {
    tx.all(&OF_PERSON, params![person])
}

/// How many are in a circle.
pub fn count_members(tx: &mut Tx<'_>, circle: CircleId) -> Result<i64, StorageError> {
    tx.count(&COUNT_MEMBERS, params![circle])
}
