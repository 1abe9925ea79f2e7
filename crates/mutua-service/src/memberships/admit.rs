//! The one way into a circle, whether by an invitation or by a steward's yes.

use mutua_domain::{
    id::{CircleId, MembershipId, PersonId},
    life::{Joining, MemberRole, MembershipState, NoticeKind, PersonState},
};
use mutua_storage::tables::{
    circles::{self, MembershipRow},
    memberships, people,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    cx::Cx,
    error::{Error, Result},
    live,
    notices::{self, Notice},
    standing::is_in,
};

/// What came of admitting a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Admission {
    /// They are in it now.
    Joined,
    /// They were in it before; nothing changed.
    Already,
}

/// Makes a person an active member: for the first time, or again. Where the circle around it takes in whoever joins a
/// circle nested in it, they join that one too, and so on upwards.
///
/// Whoever calls this has checked that the person may come: by an invitation, or by a steward's yes.
///
/// # Errors
/// [`Error::NotFound`] where the circle or the person isn't there (any more), [`Error::Refused`] for someone who is
/// kept out, or for a guest as a steward.
pub fn admit(cx: &mut Cx<'_, '_>, circle: CircleId, person: PersonId, role: MemberRole) -> Result<Admission> {
    let account = people::actor(cx.tx, person)?.ok_or(Error::NotFound)?;
    if role == MemberRole::Steward && account.state != PersonState::Full {
        return Err(Error::Refused("guest-steward"));
    }
    let around = circles::find(cx.tx, circle)?.ok_or(Error::NotFound)?.parent_id;
    let before = circles::membership(cx.tx, circle, person)?;
    if before.as_ref().is_some_and(|membership| membership.barred) {
        return Err(Error::Refused("barred"));
    }
    if before.as_ref().is_some_and(is_in) {
        return Ok(Admission::Already);
    }
    if !memberships::anybody(cx.tx, circle)? {
        return Err(Error::NotFound);
    }
    enter(cx, circle, person, before.as_ref(), role)?;
    let joined = enter_around(cx, circle, around, person)?;
    tell_stewards(cx, &joined, person)?;
    cx.tx.announce(live::person(person));
    Ok(Admission::Joined)
}

fn enter(
    cx: &mut Cx<'_, '_>,
    circle: CircleId,
    person: PersonId,
    before: Option<&MembershipRow>,
    role: MemberRole,
) -> Result<()> {
    if before.is_some() {
        memberships::rejoin(cx.tx, (circle, person), role, cx.now)?;
        memberships::forget_answers(cx.tx, circle, person)?;
    } else {
        let id: MembershipId = cx.id();
        circles::join(cx.tx, (circle, person, id), role, MembershipState::Active, cx.now)?;
    }
    cx.tx.announce(live::circle(circle));
    Ok(())
}

/// Joins the circles around `circle` as far up as each takes in whoever joins one nested in it. Who is in one already
/// stays as they are there, and nothing above it is touched: what they left up there, they left.
fn enter_around(
    cx: &mut Cx<'_, '_>,
    circle: CircleId,
    mut around: Option<CircleId>,
    person: PersonId,
) -> Result<Vec<CircleId>> {
    let mut joined = vec![circle];
    while let Some(id) = around {
        let Some(outer) = circles::find(cx.tx, id)? else { break };
        let before = circles::membership(cx.tx, id, person)?;
        let stops = joined.contains(&id)
            || outer.joining != Joining::Nested
            || before.as_ref().is_some_and(|membership| membership.barred || is_in(membership))
            || !memberships::anybody(cx.tx, id)?;
        if stops {
            break;
        }
        enter(cx, id, person, before.as_ref(), MemberRole::Member)?;
        joined.push(id);
        around = outer.parent_id;
    }
    Ok(joined)
}

/// Tells each steward once, about the innermost circle that they look after.
fn tell_stewards(cx: &mut Cx<'_, '_>, joined: &[CircleId], person: PersonId) -> Result<()> {
    let mut told = vec![person];
    for circle in joined {
        for steward in memberships::stewards(cx.tx, *circle)? {
            if !told.contains(&steward) {
                told.push(steward);
                let notice = Notice {
                    circle: Some(*circle),
                    actor: Some(person),
                    ..Notice::new(NoticeKind::Membership, "joined")
                };
                notices::tell(cx, steward, notice)?;
            }
        }
    }
    Ok(())
}
