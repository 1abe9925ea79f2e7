//! The ways a mail can leave, behind one face.

use std::{fmt, io, path::PathBuf, time::Duration};

use crate::{
    folder::Folder,
    message::{Message, MessageError},
    outbox::Outbox,
    setting::SettingError,
    smtp::Smtp,
};

/// How mail leaves. Cheap to clone.
#[derive(Debug, Clone)]
pub enum Transport {
    /// Over a mail server.
    Smtp(Smtp),
    /// Into a folder.
    File(Folder),
    /// Into a list in memory.
    Memory(Outbox),
    /// Not at all: every mail is dropped and counts as sent.
    Off,
}

/// What became of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// The server took it upon itself to deliver it.
    Accepted {
        /// What the server said, often with the name the mail has in its queue.
        reply: String,
    },
    /// It is in this file.
    Written(PathBuf),
    /// It is in the list.
    Kept,
    /// Mail is off.
    Dropped,
}

/// Why a mail wasn't sent, and whether another try makes sense. The text is for operators; what the mail says
/// is not in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// May pass: try again later.
    #[error("{0}")]
    Later(String),
    /// Won't pass: give up on this mail.
    #[error("{0}")]
    Never(String),
}

impl From<MessageError> for SendError {
    fn from(error: MessageError) -> Self {
        Self::Never(error.to_string())
    }
}

impl Transport {
    /// A fresh list in memory.
    pub fn memory() -> Self {
        Self::Memory(Outbox::new())
    }

    /// Reads a setting: `smtp://…`, `smtps://…`, `file:/path`, `memory` or `off`. See [`Smtp::parse`] for the
    /// first two. This is no `FromStr` on purpose: what parses settings by that trait likes to print the text
    /// that it could not read, and this one may hold a password.
    ///
    /// # Errors
    /// [`SettingError`], which never repeats the text.
    pub fn parse(setting: &str) -> Result<Self, SettingError> {
        match setting.trim() {
            "memory" => Ok(Self::memory()),
            "off" => Ok(Self::Off),
            text => match text.strip_prefix("file:") {
                Some(path) => folder(path).map(Self::File),
                None => Smtp::parse(text).map(Self::Smtp),
            },
        }
    }

    /// The same with another time to wait for each answer of a mail server (10 seconds unless told).
    #[must_use]
    pub fn with_timeout(self, timeout: Duration) -> Self {
        match self {
            Self::Smtp(server) => Self::Smtp(server.with_timeout(timeout)),
            other => other,
        }
    }

    /// Sends one mail and waits until it is gone: call it where blocking is fine.
    ///
    /// # Errors
    /// [`SendError`] says whether to try again.
    pub fn send(&self, message: &Message) -> Result<Sent, SendError> {
        let bytes = message.to_bytes()?;
        match self {
            Self::Smtp(server) => server.send(message, &bytes),
            Self::File(folder) => {
                folder.write(message, &bytes).map(Sent::Written).map_err(|error| not_written(folder, &error))
            }
            Self::Memory(outbox) => {
                outbox.keep(message.clone());
                Ok(Sent::Kept)
            }
            Self::Off => Ok(Sent::Dropped),
        }
    }

    /// Tries all but the mail: connects, greets, encrypts and signs in; or writes to the folder.
    ///
    /// # Errors
    /// Always [`SendError::Later`]: what is wrong is the setting, the server or the disk.
    pub fn check(&self) -> Result<(), SendError> {
        match self {
            Self::Smtp(server) => server.check(),
            Self::File(folder) => folder.check().map_err(|error| not_written(folder, &error)),
            Self::Memory(_) | Self::Off => Ok(()),
        }
    }
}

/// As a setting, but without user and password (with some providers the user is the password).
impl fmt::Display for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Smtp(server) => write!(f, "{server}"),
            Self::File(folder) => write!(f, "file:{}", folder.path().display()),
            Self::Memory(_) => f.write_str("memory"),
            Self::Off => f.write_str("off"),
        }
    }
}

fn folder(path: &str) -> Result<Folder, SettingError> {
    let path = match path.strip_prefix("//") {
        Some(path) if path.starts_with('/') => path,
        Some(_) => return Err(SettingError::Folder),
        None => path,
    };
    if path.is_empty() { Err(SettingError::Folder) } else { Ok(Folder::new(path)) }
}

/// A full disk or a missing right passes, once someone has seen to it.
fn not_written(folder: &Folder, error: &io::Error) -> SendError {
    SendError::Later(format!("can’t write to the mail folder {}: {error}", folder.path().display()))
}
