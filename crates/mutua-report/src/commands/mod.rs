//! One file a command: its options, its result, and the forms of that result.

pub mod days;
pub mod dyads;
pub mod log;
pub mod matching;
pub mod network;
mod time_limit;
pub mod waves;
