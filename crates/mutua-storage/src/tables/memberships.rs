//! Who is in a circle, as what, and since when; who asks to be.

use jiff::Timestamp;
use mutua_domain::{
    id::{CircleId, MembershipId, PersonId},
    life::{MemberRole, MembershipState, PersonState},
};
use uuid::Uuid;

use super::{circles::MembershipRow, stays};
use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    FIND = "SELECT circle_id, person_id, id, role, state, barred, joined_at, paused_until FROM membership WHERE id = $1";
    REJOIN = "UPDATE membership SET role = $1, state = 'active', joined_at = $2, paused_until = NULL, changed_at = $2
        WHERE circle_id = $3 AND person_id = $4";
    APPLY = "INSERT INTO membership (circle_id, person_id, id, role, state, barred, created_at, changed_at)
        VALUES ($1, $2, $3, 'member', 'applied', FALSE, $4, $4)";
    STEWARDS = "SELECT person_id FROM membership
        WHERE circle_id = $1 AND role = 'steward' AND state IN ('active', 'paused')";
    ANYBODY = "SELECT EXISTS (SELECT 1 FROM membership WHERE circle_id = $1 AND state IN ('active', 'paused'))";
    ANYBODY_ELSE = "SELECT EXISTS (SELECT 1 FROM membership WHERE circle_id = $1 AND state IN ('active', 'paused')
        AND person_id <> $2)";
    SET_STATE = "UPDATE membership SET state = $1, paused_until = $2, changed_at = $3 WHERE circle_id = $4 AND person_id = $5";
    SET_ROLE = "UPDATE membership SET role = $1, changed_at = $2 WHERE circle_id = $3 AND person_id = $4";
    LEAVE = "UPDATE membership SET state = 'left', role = 'member', barred = $1, paused_until = NULL, changed_at = $2
        WHERE circle_id = $3 AND person_id = $4";
    UNBAR = "UPDATE membership SET barred = FALSE, changed_at = $1 WHERE circle_id = $2 AND person_id = $3";
    LIST = "SELECT m.id, m.circle_id, m.person_id, p.name, p.pronouns, p.state, m.role, m.state, m.joined_at,
        m.paused_until, m.changed_at FROM membership m JOIN person p ON p.id = m.person_id
        WHERE m.circle_id = $1 AND m.state IN ('active', 'paused') AND m.id < $2 ORDER BY m.id DESC LIMIT $3";
    ONE = "SELECT m.id, m.circle_id, m.person_id, p.name, p.pronouns, p.state, m.role, m.state, m.joined_at,
        m.paused_until, m.changed_at FROM membership m JOIN person p ON p.id = m.person_id WHERE m.id = $1";
    COULD_BE_STEWARDS = "SELECT m.id, m.circle_id, m.person_id, p.name, p.pronouns, p.state, m.role, m.state, m.joined_at,
        m.paused_until, m.changed_at FROM membership m JOIN person p ON p.id = m.person_id
        WHERE m.circle_id = $1 AND m.state = 'active' AND m.person_id <> $2 AND p.state = 'full'
        ORDER BY m.joined_at, m.id LIMIT 500";
    SOME = "SELECT m.person_id, p.name FROM membership m JOIN person p ON p.id = m.person_id
        WHERE m.circle_id = $1 AND m.state IN ('active', 'paused') ORDER BY m.joined_at, m.id LIMIT 12";
    KEPT_OUT = "SELECT m.id, m.circle_id, m.person_id, p.name, p.pronouns, p.state, m.role, m.state, m.joined_at,
        m.paused_until, m.changed_at FROM membership m JOIN person p ON p.id = m.person_id
        WHERE m.circle_id = $1 AND m.barred = TRUE ORDER BY m.changed_at DESC LIMIT 200";
    APPLICANTS = "SELECT m.id, m.circle_id, m.person_id, p.name, p.pronouns, p.state, m.role, m.state, m.joined_at,
        m.paused_until, m.changed_at FROM membership m JOIN person p ON p.id = m.person_id
        WHERE m.circle_id = $1 AND m.state = 'applied' ORDER BY m.changed_at LIMIT 200";
    ANSWERS = "SELECT a.person_id, a.question, a.answer FROM application_answer a
        JOIN membership m ON m.circle_id = a.circle_id AND m.person_id = a.person_id
        WHERE a.circle_id = $1 AND m.state = 'applied' ORDER BY a.position";
    PUT_ANSWER = "INSERT INTO application_answer (circle_id, person_id, position, question, answer)
        VALUES ($1, $2, $3, $4, $5)";
    FORGET_ANSWERS = "DELETE FROM application_answer WHERE circle_id = $1 AND person_id = $2";
}

row! {
    /// A membership with the name of its person.
    pub struct MemberRow {
        pub id: MembershipId,
        pub circle_id: CircleId,
        pub person_id: PersonId,
        pub name: String,
        pub pronouns: Option<String>,
        pub account: PersonState,
        pub role: MemberRole,
        pub state: MembershipState,
        pub joined_at: Option<Timestamp>,
        pub paused_until: Option<Timestamp>,
        pub changed_at: Timestamp,
    }
}

row! {
    /// A person's answer to a circle's question.
    pub struct AnswerRow {
        pub person_id: PersonId,
        pub question: String,
        pub answer: String,
    }
}

/// A membership, whatever its state.
pub fn find(tx: &mut Tx<'_>, id: MembershipId) -> Result<Option<MembershipRow>, StorageError> {
    tx.first(&FIND, params![id])
}

/// Makes someone who has a membership an active member (again).
pub fn rejoin(
    tx: &mut Tx<'_>,
    (circle, person): (CircleId, PersonId),
    role: MemberRole,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&REJOIN, params![role, now, circle, person])?;
    stays::follow(tx, (circle, person), MembershipState::Active, now)
}

/// Stores the application of someone who never was in a circle.
pub fn apply(
    tx: &mut Tx<'_>,
    (circle, person, id): (CircleId, PersonId, MembershipId),
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&APPLY, params![circle, person, id, now]).map(|_| ())
}

/// Who looks after a circle.
pub fn stewards(tx: &mut Tx<'_>, circle: CircleId) -> Result<Vec<PersonId>, StorageError> {
    Ok(tx.all::<(PersonId,)>(&STEWARDS, params![circle])?.into_iter().map(|(id,)| id).collect())
}

/// Whether there is still anybody in a circle. Without anybody it has ended.
pub fn anybody(tx: &mut Tx<'_>, circle: CircleId) -> Result<bool, StorageError> {
    Ok(tx.first::<(bool,)>(&ANYBODY, params![circle])?.is_some_and(|(any,)| any))
}

/// Whether there is anybody in a circle but this person.
pub fn anybody_else(tx: &mut Tx<'_>, circle: CircleId, person: PersonId) -> Result<bool, StorageError> {
    Ok(tx.first::<(bool,)>(&ANYBODY_ELSE, params![circle, person])?.is_some_and(|(any,)| any))
}

/// Moves a membership to another state.
pub fn set_state(
    tx: &mut Tx<'_>,
    (circle, person): (CircleId, PersonId),
    state: MembershipState,
    paused_until: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&SET_STATE, params![state, paused_until, now, circle, person])?;
    stays::follow(tx, (circle, person), state, now)
}

/// Gives a member another role.
pub fn set_role(
    tx: &mut Tx<'_>,
    (circle, person): (CircleId, PersonId),
    role: MemberRole,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&SET_ROLE, params![role, now, circle, person]).map(|_| ())
}

/// Ends a membership; `barred` keeps its person out from now on.
pub fn leave(
    tx: &mut Tx<'_>,
    (circle, person): (CircleId, PersonId),
    barred: bool,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&LEAVE, params![barred, now, circle, person])?;
    stays::follow(tx, (circle, person), MembershipState::Left, now)
}

/// Lets someone who was kept out come back.
pub fn unbar(
    tx: &mut Tx<'_>,
    (circle, person): (CircleId, PersonId),
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&UNBAR, params![now, circle, person]).map(|_| ())
}

/// Who is in a circle, the newest first.
pub fn list(
    tx: &mut Tx<'_>,
    circle: CircleId,
    before: Uuid,
    limit: i64,
) -> Result<Vec<MemberRow>, StorageError> {
    tx.all(&LIST, params![circle, before, limit])
}

/// A membership with the name of its person.
pub fn one(tx: &mut Tx<'_>, id: MembershipId) -> Result<Option<MemberRow>, StorageError> {
    tx.first(&ONE, params![id])
}

/// Who could look after a circle in the place of a person.
pub fn could_be_stewards(
    tx: &mut Tx<'_>,
    circle: CircleId,
    instead_of: PersonId,
) -> Result<Vec<MemberRow>, StorageError> {
    tx.all(&COULD_BE_STEWARDS, params![circle, instead_of])
}

/// A dozen of those who are in a circle.
pub fn some(tx: &mut Tx<'_>, circle: CircleId) -> Result<Vec<(PersonId, String)>, StorageError> {
    tx.all(&SOME, params![circle])
}

/// Who is kept out of a circle.
pub fn kept_out(tx: &mut Tx<'_>, circle: CircleId) -> Result<Vec<MemberRow>, StorageError> {
    tx.all(&KEPT_OUT, params![circle])
}

/// Who waits for an answer to their application, the longest first.
pub fn applicants(tx: &mut Tx<'_>, circle: CircleId) -> Result<Vec<MemberRow>, StorageError> {
    tx.all(&APPLICANTS, params![circle])
}

/// The answers of everyone who waits.
pub fn answers(tx: &mut Tx<'_>, circle: CircleId) -> Result<Vec<AnswerRow>, StorageError> {
    tx.all(&ANSWERS, params![circle])
}

/// Replaces a person's answers to a circle's questions.
pub fn put_answers(
    tx: &mut Tx<'_>,
    (circle, person): (CircleId, PersonId),
    answers: &[(String, String)],
) -> Result<(), StorageError> {
    forget_answers(tx, circle, person)?;
    for (position, (question, answer)) in (0_i64..).zip(answers) {
        tx.run(&PUT_ANSWER, params![circle, person, position, question, answer])?;
    }
    Ok(())
}

/// Deletes a person's answers to a circle's questions.
pub fn forget_answers(tx: &mut Tx<'_>, circle: CircleId, person: PersonId) -> Result<(), StorageError> {
    tx.run(&FORGET_ANSWERS, params![circle, person]).map(|_| ())
}
