//! The first page: what I promised, what I asked, what is near me, what is new.

use mutua_domain::life::MembershipState;
use mutua_storage::tables::circles;

use crate::{
    asks::{self, AskCard},
    capacity::{self, CapacityView},
    check_ins::{self, CheckInView},
    cx::Cx,
    error::Result,
    pledges::{self, PledgeView},
    suggestions::{self, SuggestionView},
    supporters::touch::{self, TimeAgain},
};

/// The most promises that the page shows.
const PROMISED: i64 = 20;
/// The most own asks that it shows.
const ASKED: i64 = 20;
/// The most asks of others that it shows: few, so that none is lost among them.
const NEAR: usize = 6;

/// The most people to be in touch with that it names: a list would be a burden.
const TOUCH: usize = 2;

/// The first page of a person.
#[derive(Debug, Clone)]
pub struct Today {
    /// Their check-in of today, if they gave one.
    pub check_in: Option<CheckInView>,
    /// With whom of their team it is time to be in touch again: those who have waited longest first.
    pub touch: Vec<TimeAgain>,
    /// What they promised and haven't done: the nearest first.
    pub promised: Vec<PledgeView>,
    /// Their open asks: those with pledges to answer first.
    pub asked: Vec<AskCard>,
    /// What they could do; nothing while they take a break.
    pub near: Vec<SuggestionView>,
    /// In how many circles they are.
    pub circles: usize,
    /// Whether they take a break from all of them.
    pub paused: bool,
    /// What they are ready to give, and how much of it is used.
    pub capacity: CapacityView,
}

/// The first page of the person who acts.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn today(cx: &mut Cx<'_, '_>) -> Result<Today> {
    let me = cx.me()?;
    let places: Vec<MembershipState> =
        circles::of_person(cx.tx, me)?.into_iter().map(|row| row.state).collect();
    let paused = places.iter().filter(|state| **state == MembershipState::Paused).count();
    let active = places.iter().filter(|state| **state == MembershipState::Active).count();
    let (capacity, ready) = capacity::mine(cx)?;
    Ok(Today {
        check_in: check_ins::todays(cx)?,
        touch: touch::due(cx, TOUCH)?,
        promised: pledges::promised(cx, PROMISED)?,
        asked: asks::my_open(cx, ASKED)?,
        near: suggestions::fitting(cx, &ready, NEAR)?,
        circles: active + paused,
        paused: paused > 0 && active == 0,
        capacity,
    })
}
