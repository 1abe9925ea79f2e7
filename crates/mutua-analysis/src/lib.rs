//! Measures of mutual reliance, for anyone who has a log of help, a network, diaries, or asks and helpers to match.
//!
//! What lives here: pure functions over numbers, each citing its source. What must not: files, clocks, ambient
//! randomness, names of people (persons are numbered from 0; names are the caller's), or any other crate of Mutua.
//! What draws at random takes a seed, and gives the same for the same seed, whatever the number of threads.
//!
//! - [`network`]: who helps whom and how much, as a whole: reciprocity, order against circulation, concentration,
//!   fragility, centrality.
//! - [`flow`]: minimum-cost flow and what rests on it: the share of help that circulates, and matching.
//! - [`log`]: help over time: episodes, ties with their uncertainty, positions, load, coverage.
//! - [`chance`]: the two distributions that uncertainty rests on.
//! - [`dyads`]: pairs who keep diaries: the actor-partner interdependence model, and linked days.
//!
//! To add a measure: a file in the module whose data it reads, a function over that data, its definition with its
//! source in the doc comment, an example that runs, and a test against an established tool's figure.

pub mod chance;
pub mod dyads;
pub mod flow;
pub mod log;
pub mod network;
