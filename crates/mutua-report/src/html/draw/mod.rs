//! Drawings. Each takes plain figures and words, and lays itself out for a wide and for a narrow screen.
//!
//! To add one: a file with a function that gives a [`Drawing`](super::Drawing), drawn with the classes of `report.css`;
//! a line in the gallery of `tests/html.rs`; a look at it, light and dark, at 360 pixels and on paper.

mod bars;
mod heat;
mod intervals;
mod lines;
mod network;
mod null;
mod ranks;
mod scale;

pub use bars::{bars, stacked};
pub use heat::heat;
pub use intervals::{Interval, IntervalAxis, intervals};
pub use lines::{Panel, lines};
pub use network::{network, shows_ties};
pub use null::against_null;
pub use ranks::ranks;
