//! How the person who acts stands to a thing: what the policy is asked with.

use mutua_domain::{
    id::{AskId, CircleId, MembershipId, PersonId, PledgeId},
    life::{AskState, MemberRole, MembershipState, PersonState, PledgeState},
    policy::{Standing, Standings},
};
use mutua_storage::tables::{
    asks::{self, AskRow, PlaceRow},
    blocks,
    circles::{self, CircleRow, MembershipRow},
    memberships,
    pledges::{self, PledgeRow},
};

use crate::{
    cx::{Actor, Cx},
    error::{Error, Result},
};

/// Before any thing is looked at: nobody, or someone signed in.
pub fn at_the_door(cx: &Cx<'_, '_>) -> Standings {
    match &cx.actor {
        Actor::Nobody | Actor::System => Standings::of(Standing::Nobody),
        Actor::Person(person) => {
            Standings::of(Standing::Stranger).and_if(person.is_administrator, Standing::Administrator)
        }
    }
}

/// To what is someone's alone.
pub fn to_own(cx: &Cx<'_, '_>, owner: PersonId) -> Standings {
    at_the_door(cx).and_if(cx.me().is_ok_and(|me| me == owner), Standing::Owner)
}

/// A circle with how the person who acts stands to it.
#[derive(Debug, Clone)]
pub struct InCircle {
    /// The circle.
    pub circle: CircleRow,
    /// Their membership, whatever its state.
    pub membership: Option<MembershipRow>,
    /// How they stand to the circle and what is in it.
    pub standings: Standings,
}

/// To a circle.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or where it has ended because the last one left.
pub fn to_circle(cx: &mut Cx<'_, '_>, id: CircleId) -> Result<InCircle> {
    let circle = circles::find(cx.tx, id)?.ok_or(Error::NotFound)?;
    let mut standings = at_the_door(cx);
    let mut membership = None;
    if let Actor::Person(person) = &cx.actor {
        let (me, state) = (person.id, person.state);
        membership = circles::membership(cx.tx, id, me)?;
        if let Some(membership) = &membership {
            standings = with_membership(standings, membership, state);
        }
        if let Some(parent) = circle.parent_id {
            let above = circles::membership(cx.tx, parent, me)?;
            standings = standings.and_if(above.as_ref().is_some_and(is_steward), Standing::ParentSteward);
        }
    }
    let inside = membership.as_ref().is_some_and(is_in);
    if !inside && cx.actor != Actor::System && !memberships::anybody(cx.tx, id)? {
        return Err(Error::NotFound);
    }
    Ok(InCircle { circle, membership, standings })
}

/// Someone's membership with how the person who acts stands to it.
#[derive(Debug, Clone)]
pub struct ToMembership {
    /// The membership.
    pub membership: MembershipRow,
    /// Its circle.
    pub circle: CircleRow,
    /// How they stand to it: as to its circle, and as its owner where it is their own.
    pub standings: Standings,
}

/// To a membership.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or its circle has ended.
pub fn to_membership(cx: &mut Cx<'_, '_>, id: MembershipId) -> Result<ToMembership> {
    let membership = memberships::find(cx.tx, id)?.ok_or(Error::NotFound)?;
    let InCircle { circle, standings, .. } = to_circle(cx, membership.circle_id)?;
    let mine = cx.me().is_ok_and(|me| me == membership.person_id);
    Ok(ToMembership { standings: standings.and_if(mine, Standing::Owner), membership, circle })
}

/// The same with what a membership adds. Who is or was in a circle is no stranger to it.
pub fn with_membership(standings: Standings, membership: &MembershipRow, account: PersonState) -> Standings {
    let standings = standings.and_if(membership.barred, Standing::Blocked);
    let standings = match membership.state {
        MembershipState::Active | MembershipState::Paused | MembershipState::Left => {
            standings.without(Standing::Stranger)
        }
        MembershipState::Invited | MembershipState::Applied => standings,
    };
    match membership.state {
        MembershipState::Active => standings
            .and(if account == PersonState::Guest { Standing::Guest } else { Standing::Member })
            .and_if(membership.role == MemberRole::Steward, Standing::Steward),
        MembershipState::Paused => {
            // A steward who takes a break is still the one whom the circle has.
            standings.and(Standing::Paused).and_if(membership.role == MemberRole::Steward, Standing::Steward)
        }
        MembershipState::Left => standings.and(Standing::Left),
        MembershipState::Invited | MembershipState::Applied => standings,
    }
}

/// Whether someone looks after the circle now.
pub fn is_steward(membership: &MembershipRow) -> bool {
    membership.role == MemberRole::Steward && is_in(membership)
}

/// Whether someone is in the circle now, be it with a break.
pub const fn is_in(membership: &MembershipRow) -> bool {
    matches!(membership.state, MembershipState::Active | MembershipState::Paused)
}

/// An ask with how the person who acts stands to it.
#[derive(Debug, Clone)]
pub struct InAsk {
    /// The ask.
    pub ask: AskRow,
    /// Their last pledge for it, whatever its state.
    pub pledge: Option<PledgeRow>,
    /// How they stand to it.
    pub standings: Standings,
}

/// To an ask.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub fn to_ask(cx: &mut Cx<'_, '_>, id: AskId) -> Result<InAsk> {
    let ask = asks::find(cx.tx, id)?.ok_or(Error::NotFound)?;
    let mut standings = at_the_door(cx);
    let mut pledge = None;
    if let Actor::Person(person) = &cx.actor {
        let (me, account) = (person.id, person.state);
        pledge = pledges::latest_of(cx.tx, id, me)?;
        let (chosen, blocked) = asks::ties(cx.tx, &ask, me)?;
        let places = asks::memberships(cx.tx, &ask, me)?;
        standings = standings.and_if(is_asker(&ask, me), Standing::Asker).and_if(blocked, Standing::Blocked);
        if let Some(pledge) = &pledge {
            standings = with_pledge(standings, pledge.state);
        }
        standings = with_reach(standings, &ask, &places, (chosen, pledge.is_some()), account);
    }
    Ok(InAsk { ask, pledge, standings })
}

/// Whether an ask is a person's: they asked it, or wrote it for another who hasn't taken it over.
pub fn is_asker(ask: &AskRow, person: PersonId) -> bool {
    is_one_who_asks((ask.asker_id, ask.writer_id), person)
}

/// The same, by who asks and who writes.
pub(crate) fn is_one_who_asks((asker, writer): (PersonId, PersonId), person: PersonId) -> bool {
    asker == person || writer == person
}

fn with_pledge(standings: Standings, state: PledgeState) -> Standings {
    standings
        .and_if(state == PledgeState::Made, Standing::Pledger)
        .and_if(matches!(state, PledgeState::Accepted | PledgeState::Done), Standing::Giver)
}

/// Whether an ask is seen by those whom it reached: once it was taken back or its time ran out, only by those who pledged
/// for it.
pub const fn is_seen_where_it_reached(state: AskState, pledged: bool) -> bool {
    matches!(state, AskState::Open | AskState::Met) || pledged
}

/// What its reach adds.
fn with_reach(
    standings: Standings,
    ask: &AskRow,
    places: &[PlaceRow],
    (chosen, pledged): (bool, bool),
    account: PersonState,
) -> Standings {
    let barred = places.iter().any(|place| place.circle_id == ask.circle_id && place.barred);
    let standings = standings.and_if(barred, Standing::Blocked);
    if !is_seen_where_it_reached(ask.state, pledged) {
        return standings;
    }
    let standings = standings.and_if(chosen, Standing::Chosen);
    // Who takes a break from the circle of the ask takes it from being chosen there, too.
    places.iter().filter(|place| place.reached.is_some() || chosen).fold(standings, |standings, place| {
        let is_steward = place.reached.is_some() && place.role == MemberRole::Steward;
        match place.state {
            MembershipState::Active if place.reached.is_some() => standings
                .and(if account == PersonState::Guest { Standing::Guest } else { Standing::Member })
                .and_if(is_steward, Standing::Steward),
            MembershipState::Paused => standings.and(Standing::Paused).and_if(is_steward, Standing::Steward),
            MembershipState::Left => standings.and(Standing::Left),
            _ => standings,
        }
    })
}

/// A pledge with how the person who acts stands to it.
#[derive(Debug, Clone)]
pub struct InPledge {
    /// The pledge.
    pub pledge: PledgeRow,
    /// What it is for.
    pub ask: AskRow,
    /// How they stand to this pledge: others who pledged for the same ask stand in no way to it.
    pub standings: Standings,
}

/// To a pledge.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub fn to_pledge(cx: &mut Cx<'_, '_>, id: PledgeId) -> Result<InPledge> {
    let pledge = pledges::find(cx.tx, id)?.ok_or(Error::NotFound)?;
    let ask = asks::find(cx.tx, pledge.ask_id)?.ok_or(Error::NotFound)?;
    let mut standings = at_the_door(cx);
    if let Ok(me) = cx.me() {
        let (_, blocked) = asks::ties(cx.tx, &ask, me)?;
        let blocked = blocked || (pledge.person_id != me && blocks::between(cx.tx, me, pledge.person_id)?);
        standings = standings.and_if(is_asker(&ask, me), Standing::Asker).and_if(blocked, Standing::Blocked);
        if pledge.person_id == me {
            standings = with_pledge(standings.and(Standing::Owner), pledge.state);
        }
    }
    Ok(InPledge { pledge, ask, standings })
}
