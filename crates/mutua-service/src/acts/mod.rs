//! Links in mails that do one thing without signing in.
//!
//! Opening a link changes nothing (mail programs and scanners open links by themselves): its page shows the thing as
//! that person may see it, with a button for each act. The acts are the same service functions as everywhere, done as
//! that person. A link is for one person, one thing and one sort of act; it works for two weeks, and until the person
//! ends all sessions.

mod link;

pub use link::Act;
pub(crate) use link::link_for;
