//! What a log holds: helps, needs, and since when people were there.

use serde::{Deserialize, Serialize};

/// A moment: microseconds since 1970-01-01T00:00:00 UTC.
pub type Time = i64;

/// An hour in the unit of [`Time`].
pub const HOUR: Time = 3_600_000_000;

/// A day in the unit of [`Time`].
pub const DAY: Time = 24 * HOUR;

/// A week in the unit of [`Time`].
pub const WEEK: Time = 7 * DAY;

/// A length of time in days.
#[expect(
    clippy::cast_precision_loss,
    reason = "a span of microseconds below 285 years is exact; beyond, 1e-16 is enough"
)]
pub(crate) fn days(span: Time) -> f64 {
    span as f64 / DAY as f64
}

/// From one moment to a later one, in days; never overflows.
pub(crate) fn days_between(from: Time, until: Time) -> f64 {
    days(until.saturating_sub(from))
}

/// A kind of reliance: one of the five that Mutua names, or any label that a caller numbers for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Kind(pub u16);

impl Kind {
    /// Hands and errands.
    pub const PRACTICAL: Self = Self(0);
    /// Being heard and held.
    pub const EMOTIONAL: Self = Self(1);
    /// Money and goods.
    pub const ECONOMIC: Self = Self(2);
    /// The place and what lives in it.
    pub const ECOLOGICAL: Self = Self(3);
    /// Counsel on what is right.
    pub const MORAL: Self = Self(4);

    /// The five, in order.
    pub const NAMED: [(Self, &'static str); 5] = [
        (Self::PRACTICAL, "practical"),
        (Self::EMOTIONAL, "emotional"),
        (Self::ECONOMIC, "economic"),
        (Self::ECOLOGICAL, "ecological"),
        (Self::MORAL, "moral"),
    ];
}

/// Who told of a help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToldBy {
    /// The one who gave it.
    Giver,
    /// The one who got it.
    Receiver,
    /// Both, each for themselves.
    Both,
}

/// Whose word counts: which helps a figure is computed from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Word {
    /// What givers told, confirmed or not.
    Giver,
    /// What receivers told, confirmed or not.
    Receiver,
    /// What either side told: every help. The figures that are shown first.
    Either,
    /// What both told.
    Both,
}

impl Word {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Giver, Self::Receiver, Self::Either, Self::Both];

    /// Whether a help with this mark counts. One without a mark counts by either's word alone, since nobody knows whose
    /// it is.
    #[must_use]
    pub fn counts(self, told_by: Option<ToldBy>) -> bool {
        match self {
            Self::Either => true,
            Self::Giver => matches!(told_by, Some(ToldBy::Giver | ToldBy::Both)),
            Self::Receiver => matches!(told_by, Some(ToldBy::Receiver | ToldBy::Both)),
            Self::Both => told_by == Some(ToldBy::Both),
        }
    }
}

/// One help that happened.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Help {
    /// When it began.
    pub time: Time,
    /// Who gave it.
    pub giver: u32,
    /// Who got it.
    pub receiver: u32,
    /// Of which kind.
    pub kind: Kind,
    /// How long it took, in minutes; 0 where nobody told. Minutes measure load, never labels.
    pub minutes: f64,
    /// Who told of it, where that is known.
    pub told_by: Option<ToldBy>,
}

/// What a person did with a need of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Kept it to themselves.
    Kept,
    /// Brought it to others.
    Brought,
}

/// One need of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// When it was felt.
    pub time: Time,
    /// Whose it is.
    pub person: u32,
    /// What became of it.
    pub outcome: Outcome,
}

/// A time in which a person was an active member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// From when.
    pub from: Time,
    /// Until when; `None`: still.
    pub until: Option<Time>,
}

/// What can't be analyzed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum LogError {
    /// A half-life outside of what the measures allow.
    #[error("a half-life of {0} days: it must lie between {min} and {max}", min = super::HalfLife::SHORTEST, max = super::HalfLife::LONGEST)]
    HalfLife(f64),
    /// A person's number is not below the number of persons.
    #[error("person {person} in a log of {persons}: persons are numbered from 0")]
    NoSuchPerson {
        /// The number given.
        person: u32,
        /// How many persons there are.
        persons: u32,
    },
    /// Minutes below 0, infinite, or not a number.
    #[error("a help of {0} minutes")]
    Minutes(f64),
    /// Somebody helps themselves.
    #[error("person {0} helps themselves: that is no help between two")]
    SelfHelp(u32),
    /// Helps that are kept elsewhere aren't in the order of a log.
    #[error("helps that are kept elsewhere must be sorted by pair, direction, kind and time")]
    NotSorted,
    /// Helps that are kept elsewhere can't be had; says why.
    #[error("{0}")]
    Elsewhere(String),
    /// Something lies before what is already in a sum; sums only move forward.
    #[error("{time} lies before the latest entry, {last}")]
    OutOfOrder {
        /// The latest entry.
        last: Time,
        /// What lies before it.
        time: Time,
    },
    /// A help of other people among those of one pair.
    #[error("a help from {giver} to {receiver} is not of this pair")]
    OtherPair {
        /// Who gave it.
        giver: u32,
        /// Who got it.
        receiver: u32,
    },
    /// Spans or capacities for another number of persons.
    #[error("{given} entries for {persons} persons")]
    Length {
        /// How many there are.
        given: usize,
        /// How many there must be.
        persons: u32,
    },
}
