//! Why a file can't be read.

use super::rows::{Place, Reason};
use crate::output::{Failure, in_words};

/// Why a file can't be read, as a message that names the file and the place.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadFailure {
    /// The file can't be opened or read
    #[error("{file}: {}", in_words(why))]
    File {
        /// The file
        file: String,
        /// Why. The message has it, so it is no source of its own, which would say it twice.
        why: std::io::Error,
    },
    /// There is not even a header
    #[error("{file}: empty: a header line with the names of the columns is needed")]
    Nothing {
        /// The file
        file: String,
    },
    /// A column is missing
    #[error("{file}: no column {}; there {}", quoted(missing), listed(there))]
    NoColumn {
        /// The file
        file: String,
        /// Names of columns that are needed and missing
        missing: Vec<String>,
        /// Names of columns that are there
        there: Vec<String>,
    },
    /// A row can't be read
    #[error("{file}, line {}{}: {}{reason}. With --skip-bad-rows such rows are left out and counted", place.line, column(place), value(place, *reason))]
    Row {
        /// The file
        file: String,
        /// Where
        place: Place,
        /// Why
        reason: Reason,
    },
    /// The file as a whole isn't what it should be
    #[error("{file}: {why}")]
    Form {
        /// The file
        file: String,
        /// Why
        why: String,
    },
}

impl From<ReadFailure> for Failure {
    fn from(failure: ReadFailure) -> Self {
        match failure {
            ReadFailure::File { file, why } => Self::File { what: file, why },
            other => Self::Input(other.to_string()),
        }
    }
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}

fn listed(names: &[String]) -> String {
    const SHOWN: usize = 30;
    let mut text = match names.len() {
        0 => return "are none".to_owned(),
        1 => format!("is {}", quoted(names)),
        _ => format!("are {}", quoted(&names[..names.len().min(SHOWN)])),
    };
    if names.len() > SHOWN {
        text.push_str(&format!(" and {} more", names.len() - SHOWN));
    }
    text
}

fn column(place: &Place) -> String {
    place.column.as_ref().map(|name| format!(", column \"{name}\"")).unwrap_or_default()
}

fn value(place: &Place, reason: Reason) -> String {
    match reason {
        _ if place.value.is_empty() => String::new(),
        Reason::WrongNumberOfValues => format!("{}: ", place.value),
        _ => format!("\"{}\" is ", place.value),
    }
}
