//! Circles and who is in them.

use jiff::Timestamp;
use mutua_domain::{
    id::{CircleId, MembershipId, PersonId},
    life::{Joining, MemberRole, MembershipState},
};

use super::stays;
use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    CREATE = "INSERT INTO circle (id, parent_id, name, about, agreements, place, joining, created_by, created_at, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)";
    JOIN = "INSERT INTO membership (circle_id, person_id, id, role, state, barred, joined_at, created_at, changed_at)
        VALUES ($1, $2, $3, $4, $5, FALSE, $6, $6, $6)";
    OF_PERSON = "SELECT c.id, c.parent_id, c.name, c.about, c.agreements, c.place, c.joining, c.matching, c.created_at, m.id, m.role, m.state,
        (SELECT COUNT(*) FROM membership n WHERE n.circle_id = c.id AND n.state IN ('active', 'paused'))
        FROM membership m JOIN circle c ON c.id = m.circle_id
        WHERE m.person_id = $1 AND m.state IN ('active', 'paused', 'applied')";
    COUNT_MEMBERS = "SELECT COUNT(*) FROM membership WHERE circle_id = $1 AND state IN ('active', 'paused')";
    FIND = "SELECT id, parent_id, name, about, agreements, place, joining, matching, created_at FROM circle WHERE id = $1";
    CHANGE = "UPDATE circle SET name = $1, about = $2, agreements = $3, place = $4, joining = $5, matching = $6, changed_at = $7 WHERE id = $8";
    END = "UPDATE circle SET about = NULL, agreements = NULL, place = NULL, joining = 'invitation', changed_at = $1
        WHERE id = $2";
    REVOKE_INVITATIONS = "UPDATE invitation SET revoked_at = $1 WHERE circle_id = $2 AND revoked_at IS NULL";
    QUESTIONS = "SELECT question FROM circle_question WHERE circle_id = $1 ORDER BY position";
    FORGET_QUESTIONS = "DELETE FROM circle_question WHERE circle_id = $1";
    PUT_QUESTION = "INSERT INTO circle_question (circle_id, position, question) VALUES ($1, $2, $3)";
    // Two counts, and not one of two states: SQLite would make a table of the two.
    COUNTS = "SELECT (SELECT COUNT(*) FROM membership WHERE circle_id = $1 AND state = 'active')
            + (SELECT COUNT(*) FROM membership WHERE circle_id = $1 AND state = 'paused'),
        (SELECT COUNT(*) FROM membership WHERE circle_id = $1 AND state = 'applied')";
    // The circles around one, outermost first, with what a person is in each. The depth bounds a ring, which can't be.
    AROUND = "WITH RECURSIVE up (id, depth) AS (
            SELECT parent_id, 1 FROM circle WHERE id = $1
            UNION ALL SELECT c.parent_id, up.depth + 1 FROM circle c JOIN up ON c.id = up.id WHERE up.depth < 12)
        SELECT c.id, c.name, c.about, c.joining, m.role, m.state, m.barred,
        (SELECT COUNT(*) FROM membership n WHERE n.circle_id = c.id AND n.state IN ('active', 'paused'))
        FROM up JOIN circle c ON c.id = up.id LEFT JOIN membership m ON m.circle_id = c.id AND m.person_id = $2
        ORDER BY up.depth DESC";
    NESTED = "SELECT c.id, c.name, c.about, c.joining, m.role, m.state, m.barred,
        (SELECT COUNT(*) FROM membership n WHERE n.circle_id = c.id AND n.state IN ('active', 'paused'))
        FROM circle c LEFT JOIN membership m ON m.circle_id = c.id AND m.person_id = $1
        WHERE c.parent_id = $2 ORDER BY c.id LIMIT 200";
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
        /// Whether its stewards may have its asks matched with those who could help.
        pub matching: bool,
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
    pub membership: MembershipId,
    pub role: MemberRole,
    pub state: MembershipState,
    pub members: i64,
}

impl crate::FromRow for MyCircleRow {
    fn from_row(row: &mut crate::Row<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            circle: CircleRow::from_row(row)?,
            membership: row.next()?,
            role: row.next()?,
            state: row.next()?,
            members: row.next()?,
        })
    }
}

/// Stores a new circle.
pub fn create(tx: &mut Tx<'_>, circle: &CircleRow, by: PersonId) -> Result<(), StorageError> {
    let CircleRow { id, parent_id, name, about, agreements, place, joining, created_at, .. } = circle;
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
    tx.run(&JOIN, params![circle, person, id, role, state, now])?;
    stays::follow(tx, (circle, person), state, now)
}

/// The circles that a person is in or has applied to.
pub fn of_person(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<MyCircleRow>, StorageError> {
    tx.all(&OF_PERSON, params![person])
}

/// How many are in a circle.
pub fn count_members(tx: &mut Tx<'_>, circle: CircleId) -> Result<i64, StorageError> {
    tx.count(&COUNT_MEMBERS, params![circle])
}

row! {
    /// A circle near another, with what a person is in it.
    pub struct NearRow {
        pub id: CircleId,
        pub name: String,
        pub about: Option<String>,
        pub joining: Joining,
        pub role: Option<MemberRole>,
        pub state: Option<MembershipState>,
        pub barred: Option<bool>,
        pub members: i64,
    }
}

/// Stores what a circle says of itself.
pub fn change(tx: &mut Tx<'_>, circle: &CircleRow, now: Timestamp) -> Result<(), StorageError> {
    let CircleRow { id, name, about, agreements, place, joining, matching, .. } = circle;
    tx.run(
        &CHANGE,
        params![
            name,
            about.as_deref(),
            agreements.as_deref(),
            place.as_deref(),
            *joining,
            *matching,
            now,
            *id
        ],
    )
    .map(|_| ())
}

/// Takes away what a circle said of itself and the ways into it, once nobody is in it.
pub fn end(tx: &mut Tx<'_>, id: CircleId, now: Timestamp) -> Result<(), StorageError> {
    tx.run(&END, params![now, id])?;
    tx.run(&REVOKE_INVITATIONS, params![now, id])?;
    tx.run(&FORGET_QUESTIONS, params![id]).map(|_| ())
}

/// What a circle asks of those who apply.
pub fn questions(tx: &mut Tx<'_>, id: CircleId) -> Result<Vec<String>, StorageError> {
    Ok(tx.all::<(String,)>(&QUESTIONS, params![id])?.into_iter().map(|(question,)| question).collect())
}

/// Replaces what a circle asks of those who apply.
pub fn put_questions(tx: &mut Tx<'_>, id: CircleId, questions: &[String]) -> Result<(), StorageError> {
    tx.run(&FORGET_QUESTIONS, params![id])?;
    for (position, question) in (0_i64..).zip(questions) {
        tx.run(&PUT_QUESTION, params![id, position, question])?;
    }
    Ok(())
}

/// How many are in a circle, and how many wait for an answer to their application.
pub fn counts(tx: &mut Tx<'_>, id: CircleId) -> Result<(i64, i64), StorageError> {
    Ok(tx.first(&COUNTS, params![id])?.unwrap_or((0, 0)))
}

/// The circles around one, outermost first.
pub fn around(tx: &mut Tx<'_>, id: CircleId, person: PersonId) -> Result<Vec<NearRow>, StorageError> {
    tx.all(&AROUND, params![id, person])
}

/// The circles directly nested in one.
pub fn nested(tx: &mut Tx<'_>, id: CircleId, person: PersonId) -> Result<Vec<NearRow>, StorageError> {
    tx.all(&NESTED, params![person, id])
}
