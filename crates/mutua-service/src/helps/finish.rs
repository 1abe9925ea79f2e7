//! A promise that was kept, or wasn't: the help that comes of a pledge.

use mutua_domain::{
    Kind,
    id::{AskId, HelpId, PersonId, PledgeId},
    life::{Outcome, PledgeState, Side},
    policy::{Standing, Thing, Verb},
};
use mutua_storage::tables::{
    asks::AskRow,
    blocks,
    helps::{self, HelpRow, ToldHelpRow},
    people,
    pledges::{self, PledgeRow},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    input::{TellInput, Told, Typed},
    tell,
};
use crate::{
    cx::Cx,
    error::{Error, Result},
    standing::{self, InPledge},
};

/// What came of finishing a pledge.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Finished {
    /// The help.
    pub help: HelpId,
    /// The ask.
    pub ask: AskId,
    /// The side that told it now.
    pub side: Side,
    /// What that side told.
    pub outcome: Outcome,
    /// Whether the one who told it can read the help: not where they told it on another's behalf.
    pub mine: bool,
}

/// What the page says on which a pledge is finished.
#[derive(Debug, Clone)]
pub struct FinishView {
    /// The pledge.
    pub pledge: PledgeId,
    /// The ask.
    pub ask: AskId,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: Kind,
    /// The side of the person who acts.
    pub side: Side,
    /// The name of the person across.
    pub other_name: String,
    /// The help, where one side has told it already.
    pub help: Option<HelpId>,
    /// Whether the person who acts is on a side themselves: not where they wrote the ask on another's behalf.
    pub mine: bool,
}

struct Promise {
    pledge: PledgeRow,
    ask: AskRow,
    side: Side,
}

impl Promise {
    fn person(&self, side: Side) -> PersonId {
        if side == Side::Giver { self.pledge.person_id } else { self.ask.asker_id }
    }
}

/// A pledge that the person who acts may tell the outcome of.
fn to_promise(cx: &mut Cx<'_, '_>, id: PledgeId) -> Result<Promise> {
    let me = cx.me()?;
    let InPledge { pledge, ask, standings } = standing::to_pledge(cx, id)?;
    let side = if pledge.person_id == me { Side::Giver } else { Side::Receiver };
    let promise = Promise { pledge, ask, side };
    let blocked = blocks::between(cx.tx, me, promise.person(side.other()))?;
    cx.require(standings.and_if(blocked, Standing::Blocked), Thing::Pledge, Verb::Tell)?;
    if matches!(promise.pledge.state, PledgeState::Accepted | PledgeState::Done) {
        Ok(promise)
    } else {
        Err(Error::Conflict("pledge-not-accepted"))
    }
}

/// What the page says on which a pledge is finished.
///
/// # Errors
/// Where the pledge isn't theirs to tell, or isn't accepted (`pledge-not-accepted`).
pub fn to_finish(cx: &mut Cx<'_, '_>, id: PledgeId) -> Result<FinishView> {
    let within = to_promise(cx, id)?;
    let other = people::actor(cx.tx, within.person(within.side.other()))?;
    Ok(FinishView {
        pledge: id,
        ask: within.ask.id,
        kind: within.ask.kind,
        mine: within.person(within.side) == cx.me()?,
        side: within.side,
        other_name: other.map(|person| person.name).unwrap_or_default(),
        help: helps::of_pledge(cx.tx, id)?,
        title: within.ask.title,
    })
}

/// Tells what came of an accepted pledge. The first side to tell makes the help; the other side's word joins it.
///
/// # Errors
/// Where the pledge isn't theirs to tell, or isn't accepted (`pledge-not-accepted`); its problems; `help-told` where this
/// side has told something else already.
pub fn finish(cx: &mut Cx<'_, '_>, id: PledgeId, input: &TellInput) -> Result<Finished> {
    let within = to_promise(cx, id)?;
    let told = input.parse(&Typed::by(cx)?)?;
    let (side, outcome) = (within.side, told.outcome);
    let help = match helps::of_pledge(cx.tx, id)? {
        Some(help) => help,
        None => begin(cx, &within, &told)?,
    };
    let row = helps::find(cx.tx, help)?.ok_or(Error::NotFound)?;
    if already_told(&row, side, &told)? {
        // The same form, sent twice.
    } else {
        tell::put(cx, &row, side, told)?;
    }
    let mine = row.person(side) == cx.me()?;
    Ok(Finished { help, ask: within.ask.id, side, outcome, mine })
}

fn already_told(row: &ToldHelpRow, side: Side, told: &Told) -> Result<bool> {
    match row.told(side) {
        None => Ok(false),
        Some(before) if (before.outcome, before.minutes) == (told.outcome, told.minutes) => Ok(true),
        Some(_) => Err(Error::Conflict("help-told")),
    }
}

/// Makes the help of a pledge: once, since only one transaction takes the pledge from accepted to done.
fn begin(cx: &mut Cx<'_, '_>, within: &Promise, told: &Told) -> Result<HelpId> {
    let Promise { pledge, ask, .. } = within;
    let done = pledge.state == PledgeState::Accepted
        && pledges::set_state(
            cx.tx,
            pledge,
            PledgeState::Done,
            pledge.reply.as_deref(),
            pledge.late,
            cx.now,
        )?;
    if !done {
        return Err(Error::Conflict("help-told"));
    }
    let help = HelpRow {
        circle_id: pledge.circle_id,
        id: cx.id(),
        ask_id: Some(ask.id),
        pledge_id: Some(pledge.id),
        giver_id: within.person(Side::Giver),
        receiver_id: within.person(Side::Receiver),
        kind: ask.kind,
        happened_at: told.happened_at.unwrap_or(cx.now),
        created_at: cx.now,
    };
    helps::put(cx.tx, &help)?;
    Ok(help.id)
}
