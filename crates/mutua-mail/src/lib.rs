//! Mail: messages, and the ways they leave the house.
//!
//! Here live the [`Message`] with its form on the wire, and the [`Transport`]s: an SMTP server, a folder of
//! files, a list in memory, nothing at all. Who is written to, when, in which words and how often it is tried
//! again is decided elsewhere; nothing here knows of circles or members.
//!
//! A new transport is one variant of [`Transport`], one branch in each of its functions, and one line in the
//! text of [`SettingError::Unknown`].
//!
//! Whatever is said here for people to read (errors, `Debug`) leaves out passwords and what a mail says: both
//! end up in logs.

mod address;
mod folder;
mod message;
mod outbox;
mod setting;
mod smtp;
mod transport;

#[cfg(any(test, feature = "testing"))]
pub mod testing;

#[cfg(test)]
mod tests;

pub use address::{AddressError, Mailbox};
pub use folder::Folder;
pub use message::{Message, MessageError};
pub use outbox::Outbox;
pub use setting::SettingError;
pub use smtp::Smtp;
pub use transport::{SendError, Sent, Transport};
