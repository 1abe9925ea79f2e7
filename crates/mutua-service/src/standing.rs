//! How the person who acts stands to a thing: what the policy is asked with.

use mutua_domain::{
    id::{CircleId, MembershipId, PersonId},
    life::{MemberRole, MembershipState, PersonState},
    policy::{Standing, Standings},
};
use mutua_storage::tables::{
    circles::{self, CircleRow, MembershipRow},
    memberships,
};

use crate::{
    cx::{Actor, Cx},
    error::{Error, Result},
};

/// Before any thing is looked at: nobody, or someone signed in.
pub fn at_the_door(cx: &Cx<'_, '_>) -> Standings {
    match &cx.actor {
        Actor::Nobody | Actor::System => Standings::of(Standing::Nobody),
        Actor::Person(person) => {
            Standings::of(Standing::Stranger).and_if(person.is_administrator, Standing::Administrator)
        }
    }
}

/// To what is someone's alone.
pub fn to_own(cx: &Cx<'_, '_>, owner: PersonId) -> Standings {
    at_the_door(cx).and_if(cx.me().is_ok_and(|me| me == owner), Standing::Owner)
}

/// A circle with how the person who acts stands to it.
#[derive(Debug, Clone)]
pub struct InCircle {
    /// The circle.
    pub circle: CircleRow,
    /// Their membership, whatever its state.
    pub membership: Option<MembershipRow>,
    /// How they stand to the circle and what is in it.
    pub standings: Standings,
}

/// To a circle.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or where it has ended because the last one left.
pub fn to_circle(cx: &mut Cx<'_, '_>, id: CircleId) -> Result<InCircle> {
    let circle = circles::find(cx.tx, id)?.ok_or(Error::NotFound)?;
    let mut standings = at_the_door(cx);
    let mut membership = None;
    if let Actor::Person(person) = &cx.actor {
        let (me, state) = (person.id, person.state);
        membership = circles::membership(cx.tx, id, me)?;
        if let Some(membership) = &membership {
            standings = with_membership(standings, membership, state);
        }
        if let Some(parent) = circle.parent_id {
            let above = circles::membership(cx.tx, parent, me)?;
            standings = standings.and_if(above.as_ref().is_some_and(is_steward), Standing::ParentSteward);
        }
    }
    let inside = membership.as_ref().is_some_and(is_in);
    if !inside && cx.actor != Actor::System && !memberships::anybody(cx.tx, id)? {
        return Err(Error::NotFound);
    }
    Ok(InCircle { circle, membership, standings })
}

/// Someone's membership with how the person who acts stands to it.
#[derive(Debug, Clone)]
pub struct ToMembership {
    /// The membership.
    pub membership: MembershipRow,
    /// Its circle.
    pub circle: CircleRow,
    /// How they stand to it: as to its circle, and as its owner where it is their own.
    pub standings: Standings,
}

/// To a membership.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or its circle has ended.
pub fn to_membership(cx: &mut Cx<'_, '_>, id: MembershipId) -> Result<ToMembership> {
    let membership = memberships::find(cx.tx, id)?.ok_or(Error::NotFound)?;
    let InCircle { circle, standings, .. } = to_circle(cx, membership.circle_id)?;
    let mine = cx.me().is_ok_and(|me| me == membership.person_id);
    Ok(ToMembership { standings: standings.and_if(mine, Standing::Owner), membership, circle })
}

/// The same with what a membership adds.
pub fn with_membership(standings: Standings, membership: &MembershipRow, account: PersonState) -> Standings {
    let standings = standings.and_if(membership.barred, Standing::Blocked);
    match membership.state {
        MembershipState::Active => standings
            .and(if account == PersonState::Guest { Standing::Guest } else { Standing::Member })
            .and_if(membership.role == MemberRole::Steward, Standing::Steward),
        MembershipState::Paused => {
            // A steward who takes a break is still the one whom the circle has.
            standings.and(Standing::Paused).and_if(membership.role == MemberRole::Steward, Standing::Steward)
        }
        MembershipState::Left => standings.and(Standing::Left),
        MembershipState::Invited | MembershipState::Applied => standings,
    }
}

/// Whether someone looks after the circle now.
pub fn is_steward(membership: &MembershipRow) -> bool {
    membership.role == MemberRole::Steward && is_in(membership)
}

/// Whether someone is in the circle now, be it with a break.
pub const fn is_in(membership: &MembershipRow) -> bool {
    matches!(membership.state, MembershipState::Active | MembershipState::Paused)
}
