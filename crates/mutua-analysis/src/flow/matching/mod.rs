//! Asks to helpers: who could do what, so that it costs least in all and nobody carries too much.
//!
//! An [`Instance`] says what each helper could take on and what each match costs. [`matching`] gives a matching of least
//! cost, with prices that prove it; [`suggestions`] ranks what one helper could do by the same costs. Why a match or a
//! suggestion was made is told as [`Reason`]s that disclose nothing of other persons.
//!
//! ```
//! use mutua_analysis::flow::matching::{Instance, matching};
//!
//! let mut instance = Instance::builder();
//! let ann = instance.helper(2, 5.0); // takes on two asks at most; the second costs 5 more
//! let ben = instance.helper(1, 5.0);
//! let lift = instance.ask(Some(20.0)); // may stay unmet at a price
//! let meal = instance.ask(None); // must be met
//! instance.candidate(lift, ann, 3.0).candidate(meal, ann, 2.0).candidate(meal, ben, 6.0);
//! let found = matching(&instance.build()?)?;
//!
//! assert_eq!(found.helper_of, [Some(ann), Some(ben)]); // 3 + 6; both by Ann would be 3 + 2 + 5
//! assert_eq!(found.total_cost, 9.0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod certificate;
mod compete;
mod error;
mod instance;
mod nearest;
mod reason;
mod solve;
mod suggest;

pub use certificate::{cost_of, lower_bound};
pub use error::{InstanceError, MatchingError};
pub use instance::{Builder, Candidate, Helper, Instance};
pub use reason::{Fit, FitWeights, Reason, reasons};
pub use solve::{Matching, matching};
pub use suggest::{Suggestion, suggestions};
