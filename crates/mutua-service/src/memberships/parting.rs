//! What is let go of, kindly, when someone leaves a circle or two persons part.

use mutua_domain::{
    id::{CircleId, PersonId},
    life::NoticeKind,
};
use mutua_storage::tables::{
    self, circles, memberships,
    partings::{self, LooseRow},
    supporters,
};

use super::{Remaining, tell};
use crate::{
    asks,
    cx::Cx,
    error::Result,
    live,
    mirror::links,
    notices::{self, Notice},
    pledges,
};

/// Takes a person out of a circle: their open asks there are withdrawn, their pledges taken back, their offers closed,
/// and whoever counted on one of these is told. Where nobody remains, the circle ends.
pub(super) fn depart(
    cx: &mut Cx<'_, '_>,
    (circle, person): (CircleId, PersonId),
    barred: bool,
    remaining: Remaining,
) -> Result<()> {
    memberships::leave(cx.tx, (circle, person), barred, cx.now)?;
    for id in partings::open_asks(cx.tx, person, circle)? {
        if let Some(ask) = tables::asks::find(cx.tx, id)? {
            asks::take_back(cx, &ask)?;
        }
    }
    partings::draw_asks_back(cx.tx, person, circle)?;
    for id in partings::pledged_by(cx.tx, person, circle)? {
        if let Some(pledge) = tables::pledges::find(cx.tx, id)? {
            pledges::take_back(cx, &pledge, None)?;
        }
    }
    partings::close_offers(cx.tx, person, circle, cx.now)?;
    supporters::unshare_in(cx.tx, person, circle)?;
    links::left(cx, person)?;
    if remaining == Remaining::Nobody {
        end_circle(cx, circle)?;
    }
    cx.tx.announce(live::circle(circle));
    cx.tx.announce(live::person(person));
    Ok(())
}

/// Nobody is in it any more: nothing of it is shown, nobody gets in, and who waited is told.
fn end_circle(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<()> {
    for applicant in memberships::applicants(cx.tx, circle)? {
        memberships::leave(cx.tx, (circle, applicant.person_id), false, cx.now)?;
        memberships::forget_answers(cx.tx, circle, applicant.person_id)?;
        tell(cx, applicant.person_id, "circle-ended", circle, None)?;
    }
    Ok(circles::end(cx.tx, circle, cx.now)?)
}

/// Lets go of what two persons have promised each other. Who hasn't asked for it is told that it no longer stands, and
/// not why.
pub(crate) fn release_between(cx: &mut Cx<'_, '_>, me: PersonId, other: PersonId) -> Result<()> {
    for pledge in partings::between(cx.tx, me, other)? {
        partings::withdraw(cx.tx, &pledge, cx.now)?;
        let told = LooseRow { other, ..pledge };
        tell_released(cx, &told, NoticeKind::Pledge)?;
    }
    for pledge in partings::between(cx.tx, other, me)? {
        partings::release(cx.tx, &pledge, cx.now)?;
        tell_released(cx, &pledge, NoticeKind::Answer)?;
    }
    Ok(())
}

fn tell_released(cx: &mut Cx<'_, '_>, pledge: &LooseRow, kind: NoticeKind) -> Result<()> {
    cx.tx.announce(live::ask(pledge.ask_id));
    let (circle, ask) = (Some(pledge.circle_id), Some(pledge.ask_id));
    notices::tell(cx, pledge.other, Notice { circle, ask, ..Notice::new(kind, "pledge-released") })
}
