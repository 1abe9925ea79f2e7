//! Where results go, in which form, and what is told meanwhile.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

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
}

/// Why a command failed, as one message for a person.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// What was given can't be used; says where and why
    #[error("{0}")]
    Input(String),
    /// A file can't be read or written
    #[error("{what}: {source}")]
    File {
        /// The file
        what: String,
        /// Why
        #[source]
        source: std::io::Error,
    },
}

impl From<std::io::Error> for Failure {
    fn from(source: std::io::Error) -> Self {
        Self::File { what: "writing the result".to_owned(), source }
    }
}
