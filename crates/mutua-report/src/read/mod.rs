//! Reading of analysis files: CSV with a header, or Parquet.
//!
//! What lives here: how bytes become columns of numbers. What must not: what the columns mean for anyone. Each kind of
//! file has one function ([`helps`], [`network`], [`needs`], [`checkins`], [`table`]); all share the same rules:
//!
//! - A file whose name ends in `.parquet` or `.pq`, or that begins with Parquet's mark, is Parquet. All else is CSV in
//!   UTF-8: with commas, semicolons or tabs, whichever the header line holds most; with or without byte order mark;
//!   lines end as they like; values may be quoted. `-` is standard input, for CSV alone.
//! - Columns are found by name; other columns are ignored, whatever they hold. Spaces around a value don't count.
//! - Persons are texts, numbered from 0 in the order in which they first appear ([`Names`]).
//! - Times are RFC 3339, or local without a zone, which are read as UTC. A date alone is its midnight.
//! - A row that can't be read stops the reading with a message that names file, line, column and reason; with
//!   [`ReadOptions::skip_bad_rows`] it is left out and counted ([`Rows`]).
//! - Help to oneself is left out and counted; it is no mistake. Rows that repeat are kept. Any order will do.
//! - A file with nothing in it is a failure; a header with no rows is not.
//!
//! Reading runs on all of rayon's threads and gives the same whatever their number.
//!
//! To add a kind of file: a `Shape` with its `Part` in a file of its own, and a function here.

mod cell;
mod checkins;
mod csv;
mod failure;
mod helps;
mod names;
mod needs;
mod network;
mod parquet;
mod progress;
mod rows;
mod shape;
mod source;
mod table;
mod tally;
#[cfg(test)]
mod tests;
mod time;
mod waves;

use std::path::{Path, PathBuf};

pub use checkins::{Checkins, checkins};
pub use failure::ReadFailure;
pub use helps::{AboutHelps, AmountUnit, HelpRow, Helps, ToldBy, each_help, helps};
pub use names::Names;
pub use needs::{Needs, needs};
pub use network::{Arcs, TieColumns, Ties, network, ties};
pub use rows::{Place, Reason, Rows, Skipped};
pub use table::{Column, Table, Wanted, table};
pub use waves::{MOST_WAVES, Waves, waves};

/// Where a file is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file
    File(PathBuf),
    /// Standard input (CSV alone)
    Stdin,
    /// Bytes at hand, with the name that messages give them
    Bytes(String, bytes::Bytes),
}

impl From<&Path> for Source {
    /// `-` is standard input.
    fn from(path: &Path) -> Self {
        if path.as_os_str() == "-" { Self::Stdin } else { Self::File(path.to_owned()) }
    }
}

impl From<&PathBuf> for Source {
    fn from(path: &PathBuf) -> Self {
        Self::from(path.as_path())
    }
}

impl Source {
    /// Bytes at hand, for tests and for those who hold a file already.
    pub fn bytes(name: &str, bytes: impl Into<bytes::Bytes>) -> Self {
        Self::Bytes(name.to_owned(), bytes.into())
    }

    /// What messages call it.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Stdin => "standard input".to_owned(),
            Self::Bytes(name, _) => name.clone(),
        }
    }
}

/// How to read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Leave rows out that can't be read, and count them, instead of stopping at the first
    pub skip_bad_rows: bool,
    /// Show a progress bar on standard error
    pub progress: bool,
}
