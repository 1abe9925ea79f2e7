//! Circles and who is in them.

use jiff::Timestamp;
use mutua_domain::{
    id::{CircleId, MembershipId, PersonId},
    life::{Joining, MemberRole, MembershipState},
};

use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
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
