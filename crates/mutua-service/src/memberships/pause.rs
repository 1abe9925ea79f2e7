//! Taking a break from a circle, and coming back.

use jiff::{Timestamp, civil::Date};
use mutua_domain::{
    Invalid, Problem,
    id::MembershipId,
    life::MembershipState,
    policy::{Thing, Verb},
};
use mutua_storage::tables::memberships;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{MembershipView, show, tell};
use crate::{
    cx::Cx,
    error::{Error, Result},
    jobs::{self, Job},
    live, standing, zones,
};

/// A break, as it was typed.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct PauseInput {
    /// The day on which it ends (2025-03-31); without one it goes on until the person comes back.
    pub until: Option<String>,
}

/// The beginning of the day on which a break ends, in a person's own time zone; nothing where none was typed.
pub(crate) fn break_ends(
    typed: Option<&str>,
    zone: &str,
    now: Timestamp,
) -> std::result::Result<Option<Timestamp>, Problem> {
    let Some(text) = typed.map(str::trim).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let day: Date = text.parse().map_err(|_| Problem::new("date"))?;
    let zone = zones::of(zone);
    let until = day.to_zoned(zone).map_err(|_| Problem::new("date"))?.timestamp();
    if until <= now { Err(Problem::new("past")) } else { Ok(Some(until)) }
}

/// Takes a break: sees the circle, isn't asked. Someone who has one already changes its end.
///
/// # Errors
/// A day that is none or is past; a membership that isn't the person's own or isn't active.
pub fn pause(cx: &mut Cx<'_, '_>, id: MembershipId, input: &PauseInput) -> Result<MembershipView> {
    let here = standing::to_membership(cx, id)?;
    cx.require(here.standings, Thing::Membership, Verb::Edit)?;
    if !standing::is_in(&here.membership) {
        return Err(Error::NotFound);
    }
    let zone = cx.person()?.time_zone.clone();
    let until = break_ends(input.until.as_deref(), &zone, cx.now)
        .map_err(|problem| Invalid(vec![("until", problem)]))?;
    let key = (here.circle.id, here.membership.person_id);
    memberships::set_state(cx.tx, key, MembershipState::Paused, until, cx.now)?;
    if let Some(until) = until {
        jobs::schedule(cx, Job::EndPause, id, until)?;
    }
    cx.tx.announce(live::circle(here.circle.id));
    show(cx, id)
}

/// Comes back from a break. Who has none is where they want to be.
///
/// # Errors
/// A membership that isn't the person's own.
pub fn resume(cx: &mut Cx<'_, '_>, id: MembershipId) -> Result<MembershipView> {
    let here = standing::to_membership(cx, id)?;
    cx.require(here.standings, Thing::Membership, Verb::Edit)?;
    match here.membership.state {
        MembershipState::Paused => {
            let key = (here.circle.id, here.membership.person_id);
            memberships::set_state(cx.tx, key, MembershipState::Active, None, cx.now)?;
            cx.tx.announce(live::circle(here.circle.id));
        }
        MembershipState::Active => {}
        MembershipState::Invited | MembershipState::Applied | MembershipState::Left => {
            return Err(Error::NotFound);
        }
    }
    show(cx, id)
}

/// Ends a break whose day has come; for the worker. Looks at how things stand now: a break that was ended, or now ends
/// later, is left alone.
///
/// # Errors
/// What the database says.
pub fn end_pause(cx: &mut Cx<'_, '_>, id: MembershipId) -> Result<()> {
    let Some(membership) = memberships::find(cx.tx, id)? else { return Ok(()) };
    let over = membership.paused_until.is_some_and(|until| until <= cx.now);
    if membership.state != MembershipState::Paused || !over {
        return Ok(());
    }
    let key = (membership.circle_id, membership.person_id);
    memberships::set_state(cx.tx, key, MembershipState::Active, None, cx.now)?;
    cx.tx.announce(live::circle(membership.circle_id));
    tell(cx, membership.person_id, "pause-over", membership.circle_id, None)
}
