//! Memberships as the API changes them: one address for what pages do in several.

use mutua_domain::{
    Invalid, Problem,
    id::MembershipId,
    life::{MemberRole, MembershipState},
    policy::{Thing, Verb},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{MembershipView, PauseInput, RemovalInput, leave, let_back, pause, remove, resume, set_role};
use crate::{
    cx::Cx,
    error::{Error, Result},
    standing,
};

/// What is to be changed about a membership: one of its state, its role, and whether its person is kept out.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct MembershipChange {
    /// `paused` to take a break, `active` to come back.
    pub state: Option<String>,
    /// The day on which a break ends (2025-03-31).
    pub until: Option<String>,
    /// `member` or `steward`.
    pub role: Option<String>,
    /// `false` lets someone back who was kept out.
    pub kept_out: Option<bool>,
}

/// Changes a membership. Gives nothing where its person was let back: they aren't in the circle.
///
/// # Errors
/// More or less than one change; what the change itself gives.
pub fn change(
    cx: &mut Cx<'_, '_>,
    id: MembershipId,
    input: &MembershipChange,
) -> Result<Option<MembershipView>> {
    let bad = |field| Error::Invalid(Invalid(vec![(field, Problem::new("choice"))]));
    match (input.state.as_deref(), input.role.as_deref(), input.kept_out) {
        (Some(word), None, None) => match MembershipState::from_word(word) {
            Some(MembershipState::Paused) => {
                pause(cx, id, &PauseInput { until: input.until.clone() }).map(Some)
            }
            Some(MembershipState::Active) => resume(cx, id).map(Some),
            _ => Err(bad("state")),
        },
        (None, Some(word), None) => {
            let role = MemberRole::from_word(word).ok_or_else(|| bad("role"))?;
            set_role(cx, id, role).map(Some)
        }
        (None, None, Some(false)) => let_back(cx, id).map(|()| None),
        (None, None, Some(true)) => Err(bad("kept_out")),
        _ => Err(bad("state")),
    }
}

/// Leaves, where it is the person's own; removes with a reason, where it is another's.
///
/// # Errors
/// What leaving or removing gives.
pub fn end(cx: &mut Cx<'_, '_>, id: MembershipId, input: &RemovalInput) -> Result<()> {
    let here = standing::to_membership(cx, id)?;
    cx.require(here.standings, Thing::Membership, Verb::End)?;
    if cx.me()? == here.membership.person_id { leave(cx, id) } else { remove(cx, id, input) }
}
