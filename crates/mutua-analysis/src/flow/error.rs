//! What can be wrong with a network of help that is given to this module.

use thiserror::Error;

/// Why a circulation, or its null, can't be told.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum FlowError {
    /// A tie names a person outside of `0..persons`
    #[error("tie {tie} names person {person}, but there are {persons} persons, numbered from 0")]
    NoSuchPerson {
        /// Position of the tie in the list that was given
        tie: usize,
        /// The person it names
        person: u32,
        /// How many there are
        persons: usize,
    },
    /// A weight is negative, infinite or not a number
    #[error("tie {tie} has the weight {weight}; a weight is a number from 0 up")]
    Weight {
        /// Position of the tie in the list that was given
        tie: usize,
        /// Its weight
        weight: f64,
    },
    /// The weights are so large that their sum is no number any more
    #[error("the weights add up to more than a number can hold")]
    Overflow,
    /// More persons or ties than this module's 32-bit positions can tell apart
    #[error("{persons} persons with {ties} ties are more than can be told apart (2^30 of each)")]
    TooLarge {
        /// How many persons
        persons: usize,
        /// How many ties, after those of the same two persons were added up
        ties: usize,
    },
    /// No draws were asked for, so there is nothing to compare with
    #[error("a null needs at least one draw")]
    NoDraws,
    /// The limits ended the work before every draw was exact
    #[error("stopped by its limits before all draws were done")]
    Stopped,
}
