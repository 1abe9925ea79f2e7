//! Who looks after a circle: naming stewards, and stewards who step back.

use mutua_domain::{
    id::MembershipId,
    life::{MemberRole, MembershipState, PersonState, RecordKind},
    policy::{Thing, Verb},
};
use mutua_storage::tables::{memberships, people};

use super::{MembershipView, keep_a_steward, keep_record, show, tell};
use crate::{
    cx::Cx,
    error::{Error, Result},
    live,
    standing::{self, ToMembership},
};

fn to_answer(cx: &mut Cx<'_, '_>, id: MembershipId) -> Result<ToMembership> {
    let here = standing::to_membership(cx, id)?;
    cx.require(here.standings, Thing::Membership, Verb::Answer)?;
    if standing::is_in(&here.membership) { Ok(here) } else { Err(Error::NotFound) }
}

/// A membership for a steward who is about to change its role.
///
/// # Errors
/// Where it isn't theirs to change.
pub fn role_view(cx: &mut Cx<'_, '_>, id: MembershipId) -> Result<MembershipView> {
    to_answer(cx, id)?;
    show(cx, id)
}

/// Gives a person the role that they are to have.
///
/// # Errors
/// As for [`name_steward`] and [`end_steward`].
pub fn set_role(cx: &mut Cx<'_, '_>, id: MembershipId, role: MemberRole) -> Result<MembershipView> {
    match role {
        MemberRole::Steward => name_steward(cx, id),
        MemberRole::Member => end_steward(cx, id),
    }
}

/// Makes a member a steward; a steward stays one.
///
/// # Errors
/// A guest, or someone who takes a break.
pub fn name_steward(cx: &mut Cx<'_, '_>, id: MembershipId) -> Result<MembershipView> {
    let here = to_answer(cx, id)?;
    if here.membership.role != MemberRole::Steward {
        make_steward(cx, &here)?;
        keep_record(cx, &here.membership, RecordKind::StewardNamed, None)?;
    }
    show(cx, id)
}

/// The change itself, for whoever has been allowed to make it.
pub(super) fn make_steward(cx: &mut Cx<'_, '_>, here: &ToMembership) -> Result<()> {
    let person = here.membership.person_id;
    let account = people::actor(cx.tx, person)?.ok_or(Error::NotFound)?;
    if account.state != PersonState::Full {
        return Err(Error::Refused("guest-steward"));
    }
    if here.membership.state != MembershipState::Active {
        return Err(Error::Conflict("paused-steward"));
    }
    memberships::set_role(cx.tx, (here.circle.id, person), MemberRole::Steward, cx.now)?;
    cx.tx.announce(live::circle(here.circle.id));
    let me = cx.me()?;
    tell(cx, person, "steward-named", here.circle.id, Some(me))
}

/// Makes a steward a member again, another or oneself, if another steward remains.
///
/// # Errors
/// [`Error::Conflict`] where the circle would be left without a steward.
pub fn end_steward(cx: &mut Cx<'_, '_>, id: MembershipId) -> Result<MembershipView> {
    let here = to_answer(cx, id)?;
    if here.membership.role == MemberRole::Steward {
        // Who is the only one in the circle has nobody to hand it to, and nobody to step back from.
        if keep_a_steward(cx, here.circle.id, here.membership.person_id)? == super::Remaining::Nobody {
            return Err(Error::Conflict("last-person"));
        }
        step_back(cx, &here)?;
    }
    show(cx, id)
}

/// The change itself, once another steward is there.
pub(super) fn step_back(cx: &mut Cx<'_, '_>, here: &ToMembership) -> Result<()> {
    let person = here.membership.person_id;
    memberships::set_role(cx.tx, (here.circle.id, person), MemberRole::Member, cx.now)?;
    keep_record(cx, &here.membership, RecordKind::StewardEnded, None)?;
    cx.tx.announce(live::circle(here.circle.id));
    let me = cx.me()?;
    tell(cx, person, "steward-ended", here.circle.id, Some(me))
}
