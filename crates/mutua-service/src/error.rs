//! Why an action didn't happen. Each edge turns it into its own words; nothing was saved in any of these cases.

use mutua_domain::Invalid;
use mutua_storage::StorageError;

/// What service functions give.
pub type Result<T> = std::result::Result<T, Error>;

/// Why an action didn't happen.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// Nobody is signed in, and this needs somebody.
    #[error("sign-in is needed")]
    SignInNeeded,
    /// It isn't there, or this person isn't to know that it is.
    #[error("not found")]
    NotFound,
    /// It is there and seen, but this step isn't theirs. The code is the tail of a message key (`refused-…`).
    #[error("refused: {0}")]
    Refused(&'static str),
    /// What was typed doesn't do.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// It has moved on meanwhile. The code is the tail of a message key (`conflict-…`).
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// Too much in a short time.
    #[error("too many; again in {0} s")]
    TooMany(i64),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// Something that can't be, was.
    #[error("internal: {0}")]
    Internal(String),
}

impl Error {
    /// One bad field.
    pub fn invalid(field: &'static str, code: &'static str) -> Self {
        Self::Invalid(Invalid::one(field, code))
    }
}
