//! Whom an ask reaches, and telling them.

use mutua_domain::{
    id::{CircleId, PersonId},
    life::{NoticeKind, PledgeState},
};
use mutua_storage::tables::{
    asks::{self, AskRow},
    circles, pledges,
};

use crate::{
    capacity::load::without_room,
    cx::Cx,
    error::Result,
    live,
    notices::{self, Notice},
};

/// The most members who are told of one ask at once.
const TOLD_MOST: i64 = 500;
/// Circles don't nest deeper than this.
const DEEPEST: usize = 16;

/// A notice about an ask.
pub(crate) fn about(ask: &AskRow, kind: NoticeKind, what: &'static str) -> Notice {
    Notice { circle: Some(ask.circle_id), ask: Some(ask.id), ..Notice::new(kind, what) }
}

/// The same from the asker's side: it names nobody where the ask is anonymous.
pub(crate) fn from_asker(ask: &AskRow, kind: NoticeKind, what: &'static str) -> Notice {
    Notice { actor: (!ask.anonymous).then_some(ask.asker_id), ..about(ask, kind, what) }
}

/// Whose ask it is: who asks, and who wrote it where that is another.
pub(crate) fn askers(ask: &AskRow) -> Vec<PersonId> {
    let mut people = vec![ask.asker_id];
    if ask.writer_id != ask.asker_id {
        people.push(ask.writer_id);
    }
    people
}

/// Tells those whose ask it is.
pub(crate) fn tell_askers(cx: &mut Cx<'_, '_>, ask: &AskRow, notice: Notice) -> Result<()> {
    for person in askers(ask) {
        notices::tell(cx, person, notice)?;
        cx.tx.announce(live::person(person));
    }
    Ok(())
}

/// Tells those whose pledges still stand.
pub(crate) fn tell_pledgers(cx: &mut Cx<'_, '_>, ask: &AskRow, notice: Notice) -> Result<()> {
    for state in [PledgeState::Made, PledgeState::Accepted] {
        for pledge in pledges::in_state(cx.tx, ask.id, state)? {
            notices::tell(cx, pledge.person_id, notice)?;
        }
    }
    Ok(())
}

/// Opens an ask to the members of a circle and tells those whom it reaches only now.
pub(super) fn open_to(cx: &mut Cx<'_, '_>, ask: &AskRow, circle: CircleId) -> Result<()> {
    // Each step of the reach is later than the one before, also within one moment.
    let last = asks::reaches(cx.tx, ask)?.last().map(|reach| reach.since);
    let next = last.and_then(|at| at.checked_add(jiff::SignedDuration::from_micros(1)).ok());
    let since = next.map_or(cx.now, |next| next.max(cx.now));
    asks::put_reach(cx.tx, ask, circle, since)?;
    let notice = from_asker(ask, NoticeKind::NewAsk, "ask-new");
    // Who has no room finds it in the circle when they look; nobody learns why they weren't told.
    let without_room = without_room(cx, circle)?;
    for person in asks::newly_reached(cx.tx, ask, circle, TOLD_MOST)? {
        if !without_room.contains(&person) {
            notices::tell(cx, person, notice)?;
        }
    }
    cx.tx.announce(live::circle(circle));
    Ok(())
}

/// Tells all the open pages on which an ask stands that it changed.
pub(crate) fn announce(cx: &mut Cx<'_, '_>, ask: &AskRow) -> Result<()> {
    cx.tx.announce(live::ask(ask.id));
    for person in askers(ask) {
        cx.tx.announce(live::person(person));
    }
    for reach in asks::reaches(cx.tx, ask)? {
        cx.tx.announce(live::circle(reach.id));
    }
    Ok(())
}

/// The next wider circle of an ask: its own first, then the ones around it.
pub(super) fn next_wider(cx: &mut Cx<'_, '_>, ask: &AskRow) -> Result<Option<circles::CircleRow>> {
    let reached = asks::reaches(cx.tx, ask)?;
    let mut circle = circles::find(cx.tx, ask.circle_id)?;
    for _ in 0..DEEPEST {
        let Some(candidate) = circle else { return Ok(None) };
        if reached.iter().all(|reach| reach.id != candidate.id) {
            return Ok(Some(candidate));
        }
        circle = match candidate.parent_id {
            Some(parent) => circles::find(cx.tx, parent)?,
            None => None,
        };
    }
    Ok(None)
}
