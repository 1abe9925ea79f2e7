//! Minimum-cost flow and what rests on it.
//!
//! - [`circulation`](fn@circulation): how much of the help given comes back around, in pairs or in longer circles.
//! - [`direction_flip_null`]: the same share where only chance chose the directions.
//! - [`matching`]: asks to helpers at the least cost, where each further ask of a helper costs more.
//! - [`simplex`]: minimum-cost flow in general, by the network simplex method. The two above have methods of their own
//!   that are quicker on their kind of network, and are tested against this one.
//!
//! Everything here is exact on whole numbers and repeats itself to the last bit, whatever the number of threads: work
//! is bounded by [`Limits`], which count steps and not seconds. Nothing here recurses, so depth of a network costs no
//! stack.

pub mod circulation;
mod error;
mod limits;
pub mod matching;
mod null;
pub mod simplex;

pub use circulation::{Circulation, circulation};
pub use error::FlowError;
pub use limits::Limits;
pub use null::{FlipNull, direction_flip_null};
