//! One function a user action: who asks, may they, the rule, the writing, the notices, the jobs.
//!
//! Pages, API, command line and jobs all call these functions, so each rule stands in one place. A function takes a
//! [`Cx`] (a transaction, the moment, who asks) and gives a view: what that person may see, ready to be shown or sent.
//!
//! What must not live here: SQL (in `mutua-storage`), HTML, HTTP.
//!
//! **How to add an action.** Its thing and verb in `mutua_domain::policy`; an input struct with a `parse` that
//! collects every problem; the function: find, [`Cx::require`], rule, write, [`notices`], announce; a test on both
//! databases.

mod app;
mod cx;
mod error;
mod group_figures;
mod lenient;
mod secrets;
mod zones;

pub mod acts;
pub mod applications;
pub mod asks;
pub mod blocks;
pub mod capacity;
pub mod check_ins;
pub mod circles;
pub mod clock_watch;
pub mod helps;
pub mod idempotency;
pub mod import;
pub mod instance;
pub mod invitations;
pub mod jobs;
pub mod live;
pub mod loans;
pub mod mails;
pub mod memberships;
pub mod mirror;
pub mod needs;
pub mod notices;
pub mod offers;
pub mod page;
pub mod passwords;
pub mod people;
pub mod pledges;
pub mod sign_in;
pub mod standing;
pub mod suggestions;
pub mod supporters;
pub mod thanks;
pub mod threads;
pub mod throttle;
pub mod today;
pub mod tokens;
pub mod wellbeing;

#[cfg(any(test, feature = "testing"))]
pub mod testing;

pub use app::{App, Settings};
pub use cx::{Actor, Credential, Cx, Person};
pub use error::{Error, Result};
pub use mutua_storage::{LOG_CAPS, StorageError};
pub use page::{Cursor, Page, PageInput};
pub use secrets::{InstanceKey, PersonKey, Purpose};
