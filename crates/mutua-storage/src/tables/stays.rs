//! When people were active in which circle: from coming, or coming back, to going or taking a break.
//!
//! Whatever moves a membership keeps them, here and nowhere else: [`circles::join`](super::circles::join) and
//! [`memberships`](super::memberships).

use jiff::Timestamp;
use mutua_domain::{
    id::{CircleId, PersonId},
    life::MembershipState,
};

use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    // Who goes and comes back within the same moment was there all along.
    BEGIN = "INSERT INTO stay (person_id, circle_id, began_at) SELECT $1, $2, $3
        WHERE NOT EXISTS (SELECT 1 FROM stay WHERE person_id = $1 AND circle_id = $2 AND ended_at IS NULL)
        ON CONFLICT (person_id, circle_id, began_at) DO UPDATE SET ended_at = NULL";
    END = "UPDATE stay SET ended_at = $1 WHERE person_id = $2 AND circle_id = $3 AND ended_at IS NULL";
    OF_PERSON = "SELECT circle_id, began_at, ended_at FROM stay WHERE person_id = $1 ORDER BY circle_id, began_at";
}

row! {
    /// A time in which a person was active in a circle.
    pub struct StayRow {
        pub circle_id: CircleId,
        pub began_at: Timestamp,
        /// Missing while it goes on.
        pub ended_at: Option<Timestamp>,
    }
}

/// Begins or ends a stay as the state says that a membership is in from now on.
pub(super) fn follow(
    tx: &mut Tx<'_>,
    (circle, person): (CircleId, PersonId),
    state: MembershipState,
    now: Timestamp,
) -> Result<(), StorageError> {
    match state {
        MembershipState::Active => tx.run(&BEGIN, params![person, circle, now])?,
        MembershipState::Paused
        | MembershipState::Left
        | MembershipState::Invited
        | MembershipState::Applied => tx.run(&END, params![now, person, circle])?,
    };
    Ok(())
}

/// When a person was active, circle by circle, in order.
pub fn of_person(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<StayRow>, StorageError> {
    tx.all(&OF_PERSON, params![person])
}
