//! Who is in a circle, as what, and since when.

use jiff::Timestamp;
use mutua_domain::{
    id::{CircleId, PersonId},
    life::MemberRole,
};

use crate::{StorageError, Tx, statement::statements, value::params};

statements! {
    REJOIN = "UPDATE membership SET role = $1, state = 'active', joined_at = $2, paused_until = NULL, changed_at = $2
        WHERE circle_id = $3 AND person_id = $4";
    STEWARDS = "SELECT person_id FROM membership
        WHERE circle_id = $1 AND role = 'steward' AND state IN ('active', 'paused')";
    ANYBODY = "SELECT EXISTS (SELECT 1 FROM membership WHERE circle_id = $1 AND state IN ('active', 'paused'))";
    FORGET_ANSWERS = "DELETE FROM application_answer WHERE circle_id = $1 AND person_id = $2";
}

/// Makes someone who has a membership an active member (again).
pub fn rejoin(
    tx: &mut Tx<'_>,
    (circle, person): (CircleId, PersonId),
    role: MemberRole,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&REJOIN, params![role, now, circle, person]).map(|_| ())
}

/// Who looks after a circle.
pub fn stewards(tx: &mut Tx<'_>, circle: CircleId) -> Result<Vec<PersonId>, StorageError> {
    Ok(tx.all::<(PersonId,)>(&STEWARDS, params![circle])?.into_iter().map(|(id,)| id).collect())
}

/// Whether there is still anybody in a circle. Without anybody it has ended.
pub fn anybody(tx: &mut Tx<'_>, circle: CircleId) -> Result<bool, StorageError> {
    Ok(tx.first::<(bool,)>(&ANYBODY, params![circle])?.is_some_and(|(any,)| any))
}

/// Deletes a person's answers to a circle's questions.
pub fn forget_answers(tx: &mut Tx<'_>, circle: CircleId, person: PersonId) -> Result<(), StorageError> {
    tx.run(&FORGET_ANSWERS, params![circle, person]).map(|_| ())
}
