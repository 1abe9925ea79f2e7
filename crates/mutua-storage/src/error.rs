//! What can go wrong with a database, by kind rather than by the name of a constraint.

/// The kind of rule of the schema that a statement ran against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Violation {
    /// There is one already.
    Unique,
    /// It points to something that isn't there.
    Reference,
    /// A value that the column doesn't take.
    Value,
}

/// A failure of the database, not of the person.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StorageError {
    /// A rule of the schema was broken.
    #[error("the schema refused it ({0:?}): {1}")]
    Refused(Violation, String),
    /// Others are writing; the same may succeed later.
    #[error("the database is busy: {0}")]
    Busy(String),
    /// The database can't be reached.
    #[error("the database can't be used now: {0}")]
    Unavailable(String),
    /// Nothing more can be written where the database is: the disk is full, a quota or a limit on files is met.
    #[error("nothing more can be written where the database is: {0}")]
    Full(String),
    /// The file isn't what it was: damaged, cut short, empty, or no database at all.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// The database went away while it was to keep something, so nobody knows whether it did.
    #[error("the database went away before it said whether it kept this: {0}")]
    Uncertain(String),
    /// A stored value isn't what the code expects.
    #[error("a stored value can't be read: {0}")]
    Decode(String),
    /// The code that ran in the transaction panicked; nothing of it was kept.
    #[error("the work in the transaction failed: {0}")]
    Panicked(String),
    /// Anything else.
    #[error("{0}")]
    Other(String),
}

impl StorageError {
    /// Whether there is one already.
    pub const fn is_unique(&self) -> bool {
        matches!(self, Self::Refused(Violation::Unique, _))
    }

    /// Whether the same may succeed later, without anything being changed in the program.
    pub const fn passes(&self) -> bool {
        matches!(self, Self::Busy(_) | Self::Unavailable(_) | Self::Full(_) | Self::Uncertain(_))
    }

    /// What the operator does about it, where something can be done.
    pub const fn way_out(&self) -> Option<&'static str> {
        match self {
            Self::Busy(_) => Some(
                "if it goes on, another program holds the database's lock: find and end it (fuser, or pg_stat_activity)",
            ),
            Self::Unavailable(_) | Self::Uncertain(_) => Some(
                "see that the database runs, is reached, takes another connection, and can be written by this user; it \
                 is looked for again by itself",
            ),
            Self::Full(_) => Some(
                "make room there (disk, quota, limit on the size of files; df -h says how much there is): writing goes \
                 on by itself then. If there is room, look at the disk (dmesg)",
            ),
            Self::Damaged(_) => Some(
                "stop the server, keep the file as it is, restore the last backup (docs/operators/backup.md), then look \
                 at the disk; `mutua doctor` says more",
            ),
            Self::Refused(..) | Self::Decode(_) | Self::Panicked(_) | Self::Other(_) => None,
        }
    }
}

impl From<rusqlite::Error> for StorageError {
    fn from(error: rusqlite::Error) -> Self {
        Self::from(&error)
    }
}

impl From<&rusqlite::Error> for StorageError {
    fn from(error: &rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as C;
        let text = error.to_string();
        match error.sqlite_error() {
            Some(inner) => match (inner.code, inner.extended_code) {
                // SQLITE_CONSTRAINT_UNIQUE, _PRIMARYKEY, _ROWID
                (C::ConstraintViolation, 2067 | 1555 | 2579) => Self::Refused(Violation::Unique, text),
                // SQLITE_CONSTRAINT_FOREIGNKEY
                (C::ConstraintViolation, 787) => Self::Refused(Violation::Reference, text),
                (C::ConstraintViolation, _) => Self::Refused(Violation::Value, text),
                (C::DatabaseBusy | C::DatabaseLocked, _) => Self::Busy(text),
                // SQLITE_IOERR_WRITE is what a quota or a limit on files gives.
                (C::DiskFull, _) | (C::SystemIoFailure, 778) => Self::Full(text),
                (C::DatabaseCorrupt | C::NotADatabase, _) => Self::Damaged(text),
                (C::CannotOpen | C::SystemIoFailure | C::ReadOnly, _) => Self::Unavailable(text),
                _ => Self::Other(text),
            },
            None => Self::Other(text),
        }
    }
}

impl From<postgres::Error> for StorageError {
    fn from(error: postgres::Error) -> Self {
        Self::from(&error)
    }
}

impl From<&postgres::Error> for StorageError {
    fn from(error: &postgres::Error) -> Self {
        let text = match error.as_db_error() {
            // Detail can hold values that people typed, so the message alone goes on.
            Some(inner) => format!("{} ({})", inner.message(), inner.code().code()),
            None => error.to_string(),
        };
        let Some(code) = error.code() else {
            return Self::Unavailable(text);
        };
        match code.code() {
            "23505" => Self::Refused(Violation::Unique, text),
            "23503" => Self::Refused(Violation::Reference, text),
            code if code.starts_with("23") || code.starts_with("22") => Self::Refused(Violation::Value, text),
            "40001" | "40P01" | "55P03" => Self::Busy(text),
            "53100" => Self::Full(text),
            "XX001" | "XX002" => Self::Damaged(text),
            // It became one that takes no writes: its twin took over. Or this node was silent for too long in a transaction.
            "25006" | "25P03" => Self::Unavailable(text),
            code if code.starts_with("08") || code.starts_with("53") || code.starts_with("57") => {
                Self::Unavailable(text)
            }
            _ => Self::Other(text),
        }
    }
}
