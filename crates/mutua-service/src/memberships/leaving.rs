//! Leaving a circle, and handing it over first where that is needed.

use mutua_domain::{
    id::{CircleId, MembershipId},
    life::{MemberRole, MembershipState, RecordKind},
    policy::{Thing, Verb},
};
use mutua_storage::tables::{memberships, partings};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    MembershipView, Remaining, keep_a_steward, keep_record,
    parting::depart,
    roles::{make_steward, step_back},
    view,
};
use crate::{
    cx::Cx,
    error::{Error, Result},
    standing::{self, InCircle, ToMembership},
};

/// What leaving means for a circle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Parting {
    /// It goes on as it is.
    Simple,
    /// Someone else has to look after it first.
    HandOver,
    /// Nobody would be left who can look after it: guests and people who take a break.
    NoSuccessor,
    /// It ends: nobody else is in it.
    Ends,
}

/// What a person is told before they leave, or step back as a steward.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LeaveView {
    /// The circle.
    pub circle: CircleId,
    /// Its name.
    pub name: String,
    /// The membership that would end.
    pub membership: MembershipId,
    /// Whether they look after it.
    pub steward: bool,
    /// What it means for the circle.
    pub parting: Parting,
    /// Who could look after it instead, by name.
    pub successors: Vec<MembershipView>,
    /// Their open asks in it, which would be withdrawn.
    pub asks: i64,
    /// Their live pledges in it, which would be taken back.
    pub pledges: i64,
    /// Their offers in it, which would be closed.
    pub offers: i64,
}

/// What leaving would mean.
///
/// # Errors
/// Where the person isn't in the circle.
pub fn leave_view(cx: &mut Cx<'_, '_>, id: CircleId) -> Result<LeaveView> {
    let me = cx.me()?;
    let InCircle { circle, membership, standings } = standing::to_circle(cx, id)?;
    cx.require(standings, Thing::CircleInside, Verb::See)?;
    let membership = membership.filter(standing::is_in).ok_or(Error::NotFound)?;
    let (asks, pledges, offers) = partings::at_stake(cx.tx, me, id)?;
    let mut view = LeaveView {
        circle: id,
        name: circle.name.clone(),
        membership: membership.id,
        steward: membership.role == MemberRole::Steward,
        parting: Parting::Simple,
        successors: Vec::new(),
        asks,
        pledges,
        offers,
    };
    match keep_a_steward(cx, id, me) {
        Ok(Remaining::Steward) => {}
        Ok(Remaining::Nobody) => view.parting = Parting::Ends,
        Err(Error::Conflict(_)) => {
            view.successors = memberships::could_be_stewards(cx.tx, id, me)?
                .into_iter()
                .map(|row| super::view(cx, row, &circle.name, false))
                .collect();
            view.successors.sort_by_cached_key(|member| member.name.to_lowercase());
            view.parting = if view.successors.is_empty() { Parting::NoSuccessor } else { Parting::HandOver };
        }
        Err(error) => return Err(error),
    }
    Ok(view)
}

/// Leaves a circle. The last one who leaves ends it.
///
/// # Errors
/// [`Error::Conflict`] where others would be left without a steward.
pub fn leave(cx: &mut Cx<'_, '_>, id: MembershipId) -> Result<()> {
    let here = to_own(cx, id)?;
    let person = here.membership.person_id;
    let remaining = keep_a_steward(cx, here.circle.id, person)?;
    depart(cx, (here.circle.id, person), false, remaining)
}

fn to_own(cx: &mut Cx<'_, '_>, id: MembershipId) -> Result<ToMembership> {
    let here = standing::to_membership(cx, id)?;
    cx.require(here.standings, Thing::Membership, Verb::Edit)?;
    if standing::is_in(&here.membership) { Ok(here) } else { Err(Error::NotFound) }
}

/// To whom a steward hands a circle over, as it was typed.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct HandOverInput {
    /// The membership of the one who looks after it from now on.
    pub to: String,
    /// `leave` to leave the circle afterwards; otherwise the steward stays as a member.
    pub then: Option<String>,
}

/// Names a successor and steps back, or leaves, in one go. Gives the membership where it remains.
///
/// # Errors
/// A successor who can't be one; someone who isn't a steward.
pub fn hand_over(
    cx: &mut Cx<'_, '_>,
    id: MembershipId,
    input: &HandOverInput,
) -> Result<Option<MembershipView>> {
    let here = to_own(cx, id)?;
    if !standing::is_steward(&here.membership) {
        return Err(Error::Refused("default"));
    }
    let leaves = match input.then.as_deref() {
        None | Some("" | "stay") => false,
        Some("leave") => true,
        Some(_) => return Err(Error::invalid("then", "choice")),
    };
    let to: MembershipId = input.to.trim().parse().map_err(|_| Error::invalid("to", "choice"))?;
    let successor = standing::to_membership(cx, to).map_err(|error| match error {
        Error::NotFound => Error::invalid("to", "choice"),
        other => other,
    })?;
    let fits = successor.circle.id == here.circle.id
        && successor.membership.person_id != here.membership.person_id
        && successor.membership.state == MembershipState::Active;
    if !fits {
        return Err(Error::invalid("to", "choice"));
    }
    if successor.membership.role != MemberRole::Steward {
        make_steward(cx, &successor)?;
        keep_record(cx, &successor.membership, RecordKind::StewardNamed, None)?;
    }
    let remaining = keep_a_steward(cx, here.circle.id, here.membership.person_id)?;
    if leaves {
        depart(cx, (here.circle.id, here.membership.person_id), false, remaining)?;
        return Ok(None);
    }
    step_back(cx, &here)?;
    let row = memberships::one(cx.tx, id)?.ok_or(Error::NotFound)?;
    Ok(Some(view(cx, row, &here.circle.name, false)))
}
