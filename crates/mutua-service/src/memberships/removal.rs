//! Removing a person from a circle, with a reason that they are told, and letting them come back.

use mutua_domain::{
    Invalid, Problem, Problems,
    id::MembershipId,
    life::RecordKind,
    policy::{Thing, Verb},
    text::Words,
};
use mutua_storage::tables::memberships;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{MembershipView, keep_a_steward, keep_record, parting::depart, show, tell};
use crate::{
    cx::Cx,
    error::{Error, Result},
    live,
    standing::{self, ToMembership},
};

/// A removal, as it was typed.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct RemovalInput {
    /// Why. The person reads it.
    pub reason: String,
    /// `may_come_back` or `kept_out`.
    pub afterwards: String,
}

impl RemovalInput {
    fn parse(&self) -> std::result::Result<(Words, bool), Invalid> {
        let mut problems = Problems::new();
        let reason = problems.take("reason", Words::parse(&self.reason));
        let kept_out = problems.take(
            "afterwards",
            match self.afterwards.as_str() {
                "may_come_back" => Ok(false),
                "kept_out" => Ok(true),
                _ => Err(Problem::new("choice")),
            },
        );
        problems.build(|| Some((reason?, kept_out?)))
    }
}

fn to_remove(cx: &mut Cx<'_, '_>, id: MembershipId) -> Result<ToMembership> {
    let here = standing::to_membership(cx, id)?;
    cx.require(here.standings, Thing::Membership, Verb::Answer)?;
    if !standing::is_in(&here.membership) {
        return Err(Error::NotFound);
    }
    if here.membership.person_id == cx.me()? {
        return Err(Error::Refused("remove-self"));
    }
    Ok(here)
}

/// A membership for a steward who is about to end it.
///
/// # Errors
/// Where it isn't theirs to end.
pub fn removal_view(cx: &mut Cx<'_, '_>, id: MembershipId) -> Result<MembershipView> {
    to_remove(cx, id)?;
    show(cx, id)
}

/// Removes a person. The reason is recorded, and they are told.
///
/// # Errors
/// A missing reason; oneself (that is leaving); the last steward.
pub fn remove(cx: &mut Cx<'_, '_>, id: MembershipId, input: &RemovalInput) -> Result<()> {
    let here = to_remove(cx, id)?;
    let (reason, kept_out) = input.parse()?;
    let person = here.membership.person_id;
    let remaining = keep_a_steward(cx, here.circle.id, person)?;
    depart(cx, (here.circle.id, person), kept_out, remaining)?;
    let (kind, what) =
        if kept_out { (RecordKind::Blocked, "kept-out") } else { (RecordKind::Removed, "removed") };
    keep_record(cx, &here.membership, kind, Some(reason))?;
    tell(cx, person, what, here.circle.id, None)
}

/// Lets someone who was kept out come back, by invitation or application. Recorded, and they are told.
///
/// # Errors
/// Where it isn't theirs to say.
pub fn let_back(cx: &mut Cx<'_, '_>, id: MembershipId) -> Result<()> {
    let here = standing::to_membership(cx, id)?;
    cx.require(here.standings, Thing::Membership, Verb::Answer)?;
    if !here.membership.barred {
        return Ok(());
    }
    let person = here.membership.person_id;
    memberships::unbar(cx.tx, (here.circle.id, person), cx.now)?;
    keep_record(cx, &here.membership, RecordKind::Unblocked, None)?;
    cx.tx.announce(live::circle(here.circle.id));
    tell(cx, person, "let-back", here.circle.id, None)
}
