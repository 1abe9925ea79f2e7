//! Help over time: episodes, ties with their uncertainty, positions, load, coverage.
//!
//! A [`Log`] holds who helped whom and when, and what people did with their own needs. [`figures`] computes everything
//! as of one moment. An application that is told of one help at a time keeps [`PairSums`] and [`NeedSums`] instead, and
//! gets the same at the cost of one pair and one person ([`Tie::of`], [`PersonFigures::from_sums`]).
//!
//! Nothing here is a ledger: no figure says what one person owes another.

mod answers;
mod checks;
mod course;
mod coverage;
mod decay;
mod episodes;
mod figures;
mod months;
mod needs;
mod pair;
mod pass;
mod person;
mod position;
mod silent;
mod ties;
mod told;
mod types;
mod weekly;
mod whole;

pub use answers::{Answers, Asked, answers};
pub use checks::{APART, Checks};
pub use course::{Moment, course};
pub use coverage::{Coverage, coverage};
pub use decay::{HalfLife, tidy_spans};
pub use episodes::{EPISODE, Lane, episode_starts};
pub use figures::{Circle, Figures, LabelCounts, Leaning, Options, Tie, figures, ties};
pub use months::{MOST_MONTHS, Month, Scores};
pub use needs::{Keeping, NeedSums};
pub use pair::PairSums;
pub use person::{KindFigures, LOAD_DAYS, Load, Own, PersonFigures};
pub use position::{
    DRAWS, Exchange, Interval, Position, PositionWord, THIRD, carrying, continuum, position, position_with,
};
pub use ties::{ENOUGH, Evidence, FAIR_SHARE, Finding, Label, Probabilities, SELDOM_DAYS, SURE, Side, judge};
pub use told::{ByWord, Range, ToldTie, WhoTold, who_told};
pub use types::{DAY, HOUR, Help, Kind, LogError, Need, Outcome, Span, Time, ToldBy, WEEK, Word};
pub use weekly::{PairHistory, WeeklyCheck, weekly_checks};
pub use whole::{CheckIn, Log, SortedHelps, by_pair};
