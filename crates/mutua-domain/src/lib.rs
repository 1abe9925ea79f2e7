//! Types and rules of Mutua, without any input or output.
//!
//! What lives here: ids, the clock, the words that people type once they have been checked, the states that
//! an ask or a pledge can be in and how it may move between them, and [`policy`], the one place that says who
//! may see and do what. What must not: SQL, HTTP, files, the time of day.
//!
//! Invalid values can't be built: text is parsed into [`text`] types at the edge, once, and whoever holds such
//! a value needn't check it again.

pub mod capacity;
pub mod clock;
pub mod entropy;
pub mod group_figure;
pub mod id;
pub mod kind;
pub mod life;
pub mod policy;
pub mod problem;
pub mod score;
pub mod text;
mod vocabulary;

pub use clock::Clock;
pub use entropy::Entropy;
pub use kind::Kind;
pub use problem::{Invalid, Problem, Problems};
