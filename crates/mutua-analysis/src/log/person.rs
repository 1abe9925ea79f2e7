//! A person's figures: what they give and get by kind, from how many, and at what load.

use serde::{Deserialize, Serialize};

use super::decay::HalfLife;
use super::needs::{Keeping, NeedSums};
use super::pair::PairSums;
use super::position::{Exchange, Interval, Position, stand};
use super::types::{Kind, LogError, Time};

/// Loads are said only on at least so many decayed days: a newcomer's first evening is no weekly load.
pub const LOAD_DAYS: f64 = 7.0;

/// One kind of one person's reliance.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct KindFigures {
    /// Of which kind.
    pub kind: Kind,
    /// Decayed episodes given.
    pub given: f64,
    /// Decayed episodes received.
    pub received: f64,
    /// Decayed minutes given.
    pub minutes_given: f64,
    /// Decayed minutes received.
    pub minutes_received: f64,
    /// How many people ever gave this person this kind of help.
    pub helpers: u32,
    /// How many people this person ever gave it to.
    pub helped: u32,
    /// The largest share of what was received that came from one helper; `None` where nothing was.
    pub main_helper_share: Option<f64>,
}

impl KindFigures {
    /// Of somebody who neither gave nor got.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            given: 0.0,
            received: 0.0,
            minutes_given: 0.0,
            minutes_received: 0.0,
            helpers: 0,
            helped: 0,
            main_helper_share: None,
        }
    }
}

/// Minutes a week, decayed, and what the person had said they can give.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Load {
    /// Minutes given in a week; `None` on fewer than seven decayed days.
    pub given_per_week: Option<f64>,
    /// Minutes received in a week; likewise.
    pub received_per_week: Option<f64>,
    /// Minutes a week that the person is ready to give, where they said so.
    pub capacity_per_week: Option<f64>,
    /// Given by capacity: above 1 they carry more than they wanted to. `None` without a capacity, or with one of 0.
    pub share_of_capacity: Option<f64>,
}

impl Load {
    /// From decayed minutes and the decayed days they fell in.
    #[must_use]
    pub fn of(minutes_given: f64, minutes_received: f64, days: f64, capacity: Option<f64>) -> Self {
        let weekly = |minutes: f64| (days >= LOAD_DAYS).then(|| minutes * 7.0 / days);
        let given_per_week = weekly(minutes_given);
        let share_of_capacity = match (given_per_week, capacity) {
            (Some(given), Some(capacity)) if capacity > 0.0 => Some(given / capacity),
            _ => None,
        };
        Self {
            given_per_week,
            received_per_week: weekly(minutes_received),
            capacity_per_week: capacity,
            share_of_capacity,
        }
    }
}

/// All that is said of one person, to that person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonFigures {
    /// Decayed episodes given and received, all kinds together.
    pub exchange: Exchange,
    /// Decayed needs kept and brought.
    pub keeping: Keeping,
    /// Decayed days in which the person was active.
    pub days: f64,
    /// Minutes a week.
    pub load: Load,
    /// Where on the line; `None`: not enough to say.
    pub position: Option<Position>,
    /// How much more they give than they get; `None`: not enough to say.
    pub carrying: Option<Interval>,
    /// By kind, in the order of kinds; only those in which they ever gave or got.
    pub by_kind: Vec<KindFigures>,
}

impl PersonFigures {
    /// From sums by kind. `capacity` is in minutes a week.
    #[must_use]
    pub fn of(
        by_kind: Vec<KindFigures>,
        keeping: Keeping,
        days: f64,
        capacity: Option<f64>,
        seed: u64,
    ) -> Self {
        let sum = |of: fn(&KindFigures) -> f64| by_kind.iter().map(of).sum::<f64>();
        let exchange = Exchange { given: sum(|kind| kind.given), received: sum(|kind| kind.received) };
        let load =
            Load::of(sum(|kind| kind.minutes_given), sum(|kind| kind.minutes_received), days, capacity);
        let (position, carrying) = stand(&exchange, &keeping, seed);
        Self { exchange, keeping, days, load, position, carrying, by_kind }
    }

    /// From the sums of the pairs that the person is in: the same as a whole run gives, at the cost of their own pairs.
    ///
    /// # Errors
    /// Where `at` lies before something in the sums, or a pair is not the person's.
    pub fn from_sums<'a>(
        person: u32,
        pairs: impl IntoIterator<Item = &'a PairSums>,
        needs: &NeedSums,
        at: Time,
        own: &Own,
    ) -> Result<Self, LogError> {
        let mut kinds = Kinds::default();
        let pairs: Vec<&PairSums> = pairs.into_iter().collect();
        for pair in &pairs {
            if pair.a != person && pair.b != person {
                return Err(LogError::OtherPair { giver: pair.a, receiver: pair.b });
            }
            for lane in pair.lanes() {
                let (episodes, minutes) = lane.sums(at, pair.half_life())?;
                let gives = lane.forward == (pair.a == person);
                kinds.add(lane.kind, gives, episodes, minutes);
            }
        }
        for pair in &pairs {
            for lane in pair.lanes() {
                if lane.forward != (pair.a == person) {
                    kinds.consider_helper(lane.kind, lane.sums(at, pair.half_life())?.0);
                }
            }
        }
        Ok(Self::of(kinds.into_figures(), needs.at(at, own.half_life)?, own.days, own.capacity, own.seed))
    }

    /// The figures of one kind, if the person ever gave or got it.
    #[must_use]
    pub fn kind(&self, kind: Kind) -> Option<&KindFigures> {
        self.by_kind
            .binary_search_by_key(&kind, |figures| figures.kind)
            .ok()
            .map(|found| &self.by_kind[found])
    }
}

/// What [`PersonFigures::from_sums`] needs beside the sums.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Own {
    /// The half-life of the needs' sums.
    pub half_life: HalfLife,
    /// Decayed days in which the person was active.
    pub days: f64,
    /// Minutes a week that they are ready to give, where they said so.
    pub capacity: Option<f64>,
    /// For the draws.
    pub seed: u64,
}

/// Sums by kind while they grow, in the order of kinds.
#[derive(Debug, Clone, Default)]
pub(crate) struct Kinds(Vec<KindFigures>);

impl Kinds {
    /// Adds what one other person got from, or gave to, this one.
    pub(crate) fn add(&mut self, kind: Kind, gives: bool, episodes: f64, minutes: f64) {
        let figures = self.entry(kind);
        if gives {
            figures.given += episodes;
            figures.minutes_given += minutes;
            figures.helped += 1;
        } else {
            figures.received += episodes;
            figures.minutes_received += minutes;
            figures.helpers += 1;
        }
    }

    /// Takes one helper's episodes into account for the largest share, once all are added. Gives the share.
    pub(crate) fn consider_helper(&mut self, kind: Kind, episodes: f64) -> Option<f64> {
        let figures = self.entry(kind);
        if figures.received <= 0.0 {
            return None;
        }
        let share = episodes / figures.received;
        figures.main_helper_share =
            Some(figures.main_helper_share.map_or(share, |largest| largest.max(share)));
        Some(share)
    }

    pub(crate) fn figures(&self) -> &[KindFigures] {
        &self.0
    }

    pub(crate) fn into_figures(self) -> Vec<KindFigures> {
        self.0
    }

    fn entry(&mut self, kind: Kind) -> &mut KindFigures {
        match self.0.binary_search_by_key(&kind, |figures| figures.kind) {
            Ok(found) => &mut self.0[found],
            Err(place) => {
                self.0.insert(place, KindFigures::new(kind));
                &mut self.0[place]
            }
        }
    }
}
