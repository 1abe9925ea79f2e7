//! What happened: each side tells it in its own words, and both tellings are kept.
//!
//! A help is between its giver and its receiver; nobody else sees it. There are no totals and no balances here, and
//! "it did not happen" is an answer like the others. [`finish`] makes a help of an accepted pledge, [`record`] one that
//! no ask came before; [`agree`] and [`tell`] are the other side's word.

mod finish;
mod input;
mod list;
mod record;
mod tell;
mod view;

pub use finish::{FinishView, Finished, finish, to_finish};
pub use input::{RecordInput, TellInput};
pub use list::{HelpQuery, HelpSummary, mine};
pub use record::{Companion, company, record};
pub use tell::{agree, tell};
pub use view::{HelpMay, HelpView, TellingView, show};

pub(crate) use input::Typed;
pub(crate) use tell::tell_other;
pub(crate) use view::{happened, to_help};
