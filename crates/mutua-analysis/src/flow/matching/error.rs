//! What can be wrong with an instance, and what can keep it from being matched.

use thiserror::Error;

/// Why asks and helpers make no [`Instance`](super::Instance).
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum InstanceError {
    /// A candidate names an ask that isn't there
    #[error("a candidate names ask {ask}, but there are {asks} asks, numbered from 0")]
    NoSuchAsk {
        /// The number it names
        ask: usize,
        /// How many asks there are
        asks: usize,
    },
    /// A candidate names a helper who isn't there
    #[error("a candidate names helper {helper}, but there are {helpers} helpers, numbered from 0")]
    NoSuchHelper {
        /// The number it names
        helper: usize,
        /// How many helpers there are
        helpers: usize,
    },
    /// The cost of a match is no finite number
    #[error("matching ask {ask} with helper {helper} costs {cost}, which is no finite number")]
    MatchCost {
        /// The ask
        ask: usize,
        /// The helper
        helper: usize,
        /// The cost
        cost: f64,
    },
    /// The cost of leaving an ask unmet is no finite number
    #[error("leaving ask {ask} unmet costs {cost}, which is no finite number")]
    UnmetCost {
        /// The ask
        ask: usize,
        /// The cost
        cost: f64,
    },
    /// A helper's further asks would get cheaper, or the slope is no finite number
    #[error(
        "helper {helper} has the load slope {slope}; it must be a number from 0 up, so that no further ask costs less"
    )]
    Slope {
        /// The helper
        helper: usize,
        /// The slope
        slope: f64,
    },
    /// A list of a matrix has another length than the matrix
    #[error("{what} has {found} entries, {expected} are needed")]
    Length {
        /// Which list
        what: &'static str,
        /// How many it has
        found: usize,
        /// How many it needs
        expected: usize,
    },
    /// Costs are so far apart or so many that sums of them don't fit
    #[error("costs up to {largest} are too large to be added up exactly over so many asks")]
    OutOfRange {
        /// The largest
        largest: f64,
    },
    /// More asks, helpers or candidates than 32-bit positions can tell apart
    #[error("more asks, helpers or candidates than can be told apart (2^31 of each)")]
    TooLarge,
}

/// Why an [`Instance`](super::Instance) has no matching.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum MatchingError {
    /// Asks that must be met, and whom all of their possible helpers together have no place for
    #[error("{} asks must be met, but all helpers who could meet them have {places} places together", asks.len())]
    Infeasible {
        /// The asks, ascending: these alone can't all be met
        asks: Vec<usize>,
        /// Everyone who could meet any of them, ascending
        helpers: Vec<usize>,
        /// How many asks those helpers take on at most
        places: u64,
    },
}
