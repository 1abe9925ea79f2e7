//! Being in a circle: joining, roles, pauses, leaving, removal.

mod admit;

pub use admit::{Admission, admit};
