//! Where results go, in which form, and what is told meanwhile.

mod deliver;
mod table;
mod text;

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::read::{ReadOptions, Rows};

pub use deliver::{Report, deliver, write_whole};
pub use table::{Align, DataTable, MOST_ROWS, number, percent};
pub use text::Text;

/// The form of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a terminal
    Text,
    /// For programs
    Json,
    /// One self-contained page
    Html,
}

/// Options that every command has.
#[derive(Debug, Clone, Args)]
pub struct OutputArgs {
    /// The form of the result
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Write the result to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Leave rows out that can't be read, and say how many
    #[arg(long)]
    pub skip_bad_rows: bool,
}

impl OutputArgs {
    /// How files are to be read under these options.
    pub fn reading(&self, surroundings: &Surroundings<'_>) -> ReadOptions {
        ReadOptions {
            skip_bad_rows: self.skip_bad_rows,
            progress: surroundings.progress && !surroundings.quiet,
        }
    }
}

/// What surrounds a command: where results and remarks go, and whether progress is shown.
pub struct Surroundings<'a> {
    /// For results
    pub out: &'a mut dyn Write,
    /// For remarks, such as how many rows were left out
    pub err: &'a mut dyn Write,
    /// Whether a progress bar makes sense (standard error is a terminal, and nobody asked for quiet)
    pub progress: bool,
    /// Whether nothing but results and failures is to be said
    pub quiet: bool,
    /// Whether results as text may have colour (standard output is a terminal, or colour was asked for)
    pub color: bool,
}

impl Surroundings<'_> {
    /// Says something beside the result, unless quiet is wanted.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn remark(&mut self, remark: &str) -> Result<(), Failure> {
        if !self.quiet {
            writeln!(self.err, "{remark}")?;
        }
        Ok(())
    }

    /// Says which rows of a file don't count, if any.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn remark_rows(&mut self, rows: &Rows) -> Result<(), Failure> {
        rows.remark().map_or(Ok(()), |remark| self.remark(&remark))
    }
}

/// Why a command failed, as one message for a person.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// What was given can't be used; says where and why
    #[error("{0}")]
    Input(String),
    /// A file can't be read or written
    #[error("{what}: {}", in_words(why))]
    File {
        /// The file
        what: String,
        /// Why. The message has it, so it is no source of its own, which would say it twice.
        why: std::io::Error,
    },
}

/// Why a file can't be read or written, without the numbers of a system.
pub(crate) fn in_words(why: &std::io::Error) -> String {
    match why.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => "the system does not allow it".to_owned(),
        _ => why.to_string(),
    }
}

impl From<std::io::Error> for Failure {
    fn from(why: std::io::Error) -> Self {
        Self::File { what: "writing the result".to_owned(), why }
    }
}
