//! The later steps of an ask: widening, confirming, ending, opening again. Each is safe to run twice: it looks at how
//! things stand, and does nothing where there is nothing left to do.

use jiff::{SignedDuration, Timestamp};
use mutua_domain::{
    id::AskId,
    life::{AskState, NeedState, NoticeKind, PledgeState},
    policy::{Standing, Thing, Verb},
};
use mutua_storage::tables::{
    asks::{self, AskRow},
    pledges,
};

use super::{
    create,
    reach::{self, about, from_asker, tell_askers},
    view::{self, AskView},
};
use crate::{
    cx::Cx,
    error::{Error, Result},
    jobs::{self, Job},
    mirror, notices,
    standing::{self, InAsk},
};

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Plans what happens to an ask by itself: the question whether it is still needed, its end, its widening.
pub(super) fn plan(cx: &mut Cx<'_, '_>, ask: &AskRow) -> Result<()> {
    jobs::schedule(cx, Job::ExpireAsk, ask.id, ask.expires_at)?;
    if let Some(at) = probe_time(ask) {
        jobs::schedule(cx, Job::ProbeAsk, ask.id, at)?;
    }
    if let Some(at) = ask.widen_at {
        jobs::schedule(cx, Job::WidenAsk, ask.id, at)?;
    }
    Ok(())
}

/// When its author is asked whether it is still needed: after three fifths of its time, a day before its end at the
/// latest; never where it is too short for that.
fn probe_time(ask: &AskRow) -> Option<Timestamp> {
    let lasts = SignedDuration::from_micros(ask.lasts);
    let start = ask.expires_at.checked_sub(lasts).ok()?.max(ask.created_at);
    let length = ask.expires_at.duration_since(start);
    let after = (length / 5 * 3).min(length - DAY);
    (after >= SignedDuration::from_hours(6)).then(|| create::later(start, after))
}

/// Asks the author whether it is still needed. For the worker.
///
/// # Errors
/// What the database says.
pub fn probe(cx: &mut Cx<'_, '_>, id: AskId) -> Result<()> {
    let Some(ask) = asks::find(cx.tx, id)? else { return Ok(()) };
    let due = probe_time(&ask).is_some_and(|at| at <= cx.now);
    if ask.state != AskState::Open || ask.probed_at.is_some() || ask.expires_at <= cx.now || !due {
        return Ok(());
    }
    asks::set_probed(cx.tx, &ask, cx.now)?;
    tell_askers(cx, &ask, about(&ask, NoticeKind::StillNeeded, "still-needed"))?;
    reach::announce(cx, &ask)
}

/// Ends an ask whose time ran out. For the worker.
///
/// # Errors
/// What the database says.
pub fn expire(cx: &mut Cx<'_, '_>, id: AskId) -> Result<()> {
    let Some(ask) = asks::find(cx.tx, id)? else { return Ok(()) };
    if ask.state != AskState::Open || ask.expires_at > cx.now {
        return Ok(());
    }
    move_to(cx, &ask, AskState::Expired)?;
    tell_askers(cx, &ask, about(&ask, NoticeKind::StillNeeded, "ask-expired"))?;
    reach::announce(cx, &ask)
}

/// Widens an ask as its author agreed when opening it. For the worker.
///
/// # Errors
/// What the database says.
pub fn widen_due(cx: &mut Cx<'_, '_>, id: AskId) -> Result<()> {
    let Some(ask) = asks::find(cx.tx, id)? else { return Ok(()) };
    let due = ask.widen_at.is_some_and(|at| at <= cx.now);
    if ask.state != AskState::Open || !due {
        return Ok(());
    }
    widen_one(cx, &ask)?;
    reach::announce(cx, &ask)
}

/// Opens an ask to the next wider circle: the asker's own step.
///
/// # Errors
/// Where it isn't theirs, isn't open (`ask-closed`), or reaches as far as it can (`widest`).
pub fn widen(cx: &mut Cx<'_, '_>, id: AskId) -> Result<AskView> {
    let InAsk { ask, standings, .. } = standing::to_ask(cx, id)?;
    cx.require(standings, Thing::Ask, Verb::Edit)?;
    must_be_open(&ask)?;
    if !widen_one(cx, &ask)? {
        return Err(Error::Conflict("widest"));
    }
    reach::announce(cx, &ask)?;
    view::show(cx, id)
}

/// One step wider. What was agreed to happen by itself has happened then.
fn widen_one(cx: &mut Cx<'_, '_>, ask: &AskRow) -> Result<bool> {
    asks::set_widen(cx.tx, ask, None)?;
    let Some(circle) = reach::next_wider(cx, ask)? else { return Ok(false) };
    reach::open_to(cx, ask, circle.id)?;
    Ok(true)
}

pub(super) fn must_be_open(ask: &AskRow) -> Result<()> {
    if ask.state == AskState::Open { Ok(()) } else { Err(Error::Conflict("ask-closed")) }
}

/// Moves an ask to a state that may follow its own.
fn move_to(cx: &mut Cx<'_, '_>, ask: &AskRow, to: AskState) -> Result<()> {
    if ask.state.may_become(to) && asks::set_state(cx.tx, ask, to, cx.now)? {
        return Ok(());
    }
    Err(Error::Conflict("ask-closed"))
}

/// Says kindly to those whose pledges stand in these states that they are no longer needed.
fn release(cx: &mut Cx<'_, '_>, ask: &AskRow, states: &[PledgeState], what: &'static str) -> Result<()> {
    for state in states {
        for pledge in pledges::in_state(cx.tx, ask.id, *state)? {
            pledges::set_state(cx.tx, &pledge, PledgeState::Declined, None, false, cx.now)?;
            notices::tell(cx, pledge.person_id, from_asker(ask, NoticeKind::Answer, what))?;
        }
    }
    Ok(())
}

/// Takes an ask back. Those who pledged are told kindly, and what they promised falls away.
///
/// # Errors
/// Where it isn't theirs, or isn't open any more (`ask-closed`).
pub fn withdraw(cx: &mut Cx<'_, '_>, id: AskId) -> Result<AskView> {
    let InAsk { ask, standings, .. } = standing::to_ask(cx, id)?;
    cx.require(standings, Thing::Ask, Verb::End)?;
    take_back(cx, &ask)?;
    // Where one of asker and writer did it, the other is told.
    let me = cx.me()?;
    let notice = about(&ask, NoticeKind::OnBehalf, "ask-withdrawn-for");
    tell_askers(cx, &ask, crate::notices::Notice { actor: Some(me), ..notice })?;
    view::show(cx, id)
}

/// An ask falls away, with what was promised for it.
pub(crate) fn take_back(cx: &mut Cx<'_, '_>, ask: &AskRow) -> Result<()> {
    move_to(cx, ask, AskState::Withdrawn)?;
    release(cx, ask, &[PledgeState::Made, PledgeState::Accepted], "ask-withdrawn")?;
    asks::let_need_go(cx.tx, ask, cx.now)?;
    mirror::need_changed(cx, ask.asker_id)?;
    reach::announce(cx, ask)
}

/// Says that what was asked for is met. Those who still waited for an answer are told, with thanks; who was already
/// told yes can still say what came of it.
///
/// # Errors
/// Where it isn't theirs, or is over (`ask-closed`).
pub fn met(cx: &mut Cx<'_, '_>, id: AskId) -> Result<AskView> {
    let InAsk { ask, standings, .. } = standing::to_ask(cx, id)?;
    cx.require(standings, Thing::Ask, Verb::End)?;
    close_as_met(cx, &ask)?;
    view::show(cx, id)
}

fn close_as_met(cx: &mut Cx<'_, '_>, ask: &AskRow) -> Result<()> {
    move_to(cx, ask, AskState::Met)?;
    release(cx, ask, &[PledgeState::Made], "ask-met")?;
    asks::set_need(cx.tx, ask, NeedState::Met, cx.now)?;
    reach::announce(cx, ask)
}

/// Ends an ask as met once as many helps as it wanted are done; whether it did. To be called when a help was told.
///
/// # Errors
/// What the database says.
pub fn settle(cx: &mut Cx<'_, '_>, id: AskId) -> Result<bool> {
    let Some(ask) = asks::find(cx.tx, id)? else { return Ok(false) };
    let enough = asks::count_done(cx.tx, id)? >= ask.helpers_wanted;
    if !enough || !ask.state.may_become(AskState::Met) {
        reach::announce(cx, &ask)?;
        return Ok(false);
    }
    close_as_met(cx, &ask)?;
    Ok(true)
}

/// Opens an ask again that ran out or seemed met, for as long as at first.
///
/// # Errors
/// Where it isn't theirs, or was never closed or was taken back (`ask-open`).
pub fn reopen(cx: &mut Cx<'_, '_>, id: AskId) -> Result<AskView> {
    let InAsk { ask, standings, .. } = standing::to_ask(cx, id)?;
    cx.require(standings, Thing::Ask, Verb::Edit)?;
    if !ask.state.may_become(AskState::Open) || !asks::set_state(cx.tx, &ask, AskState::Open, cx.now)? {
        return Err(Error::Conflict("ask-open"));
    }
    asks::set_need(cx.tx, &ask, NeedState::Asked, cx.now)?;
    go_on(cx, &ask)?;
    view::show(cx, id)
}

/// Answers whether an ask is still needed. Yes: it stays open for as long as at first. No: it ends, as met where
/// someone helped or is about to, and else it is taken back.
///
/// # Errors
/// Where it isn't theirs, or isn't open (`ask-closed`).
pub fn still_needed(cx: &mut Cx<'_, '_>, id: AskId, yes: bool) -> Result<AskView> {
    let InAsk { ask, standings, .. } = standing::to_ask(cx, id)?;
    cx.require(standings, Thing::Ask, if yes { Verb::Edit } else { Verb::End })?;
    must_be_open(&ask)?;
    if yes {
        go_on(cx, &ask)?;
    } else if pledges::helpers(cx.tx, ask.id)? > 0 {
        close_as_met(cx, &ask)?;
    } else {
        take_back(cx, &ask)?;
    }
    view::show(cx, id)
}

/// How many helpers have been found for an ask: told yes, or done already. Who wishes for another holds no place.
pub(crate) fn found(cx: &mut Cx<'_, '_>, ask: &AskRow) -> Result<i64> {
    Ok(pledges::found(cx.tx, ask.id)?)
}

fn go_on(cx: &mut Cx<'_, '_>, ask: &AskRow) -> Result<()> {
    let last_time = asks::times(cx.tx, (ask.circle_id, ask.id))?.iter().map(|time| time.starts_at).max();
    let expires_at = create::end(cx.now, SignedDuration::from_micros(ask.lasts), ask.due_at.or(last_time));
    asks::set_end(cx.tx, ask, expires_at, cx.now)?;
    plan(cx, &AskRow { expires_at, widen_at: None, probed_at: None, ..ask.clone() })?;
    reach::announce(cx, ask)
}

/// The one for whom an ask was written makes it their own.
///
/// # Errors
/// Where it wasn't written for them, or is theirs already (`taken-over`).
pub fn take_over(cx: &mut Cx<'_, '_>, id: AskId) -> Result<AskView> {
    let InAsk { ask, standings, .. } = standing::to_ask(cx, id)?;
    cx.require(standings, Thing::Ask, Verb::Edit)?;
    if cx.me()? != ask.asker_id {
        return Err(Error::Refused("default"));
    }
    if ask.writer_id == ask.asker_id {
        return Err(Error::Conflict("taken-over"));
    }
    asks::take_over(cx.tx, &ask, cx.now)?;
    notices::tell(cx, ask.writer_id, from_asker(&ask, NoticeKind::OnBehalf, "taken-over"))?;
    reach::announce(cx, &ask)?;
    view::show(cx, id)
}

/// Whether someone stands to an ask as its asker.
pub(super) fn is_mine(seen: &InAsk) -> bool {
    seen.standings.has(Standing::Asker)
}
