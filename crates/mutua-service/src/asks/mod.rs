//! Asks: opening, widening, ending.
//!
//! An ask starts with the fewest people and widens only as its author agreed: [`create`], then [`life`] for each later
//! step, [`view`] for what a reader is shown of it. Who asks is decided to be shown in one place, [`view`].

mod answers;
mod create;
mod edit;
mod input;
mod life;
mod list;
mod preview;
pub(crate) mod reach;
mod view;

pub(crate) use answers::answers_fall;
pub use answers::{AnswerRate, answer_rate};
pub use create::create;
pub use edit::{AskEdit, edit};
pub use input::AskInput;
pub use life::{expire, met, probe, reopen, settle, still_needed, take_over, widen, widen_due, withdraw};
pub(crate) use list::open_in;
pub use list::{AskFilter, list, open_in_circle, reaching_me};
pub use preview::{AskChoices, AskPreview, CircleChoice, choices, preview};
pub use view::{AskCard, AskTimeView, AskView, Audience, CircleRef, Contact, May, PersonRef, show};

pub(crate) use input::id as parse_id;
pub(crate) use life::{found, take_back};
pub(crate) use list::{my_open, near};
pub(crate) use reach::askers;
pub(crate) use view::{card_of, is_paused, may_name_asker, person_ref};
