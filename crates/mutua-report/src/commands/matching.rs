//! `mutua match`

use std::path::PathBuf;

use clap::Args;

use crate::output::{Failure, OutputArgs, Surroundings};

/// Options of `mutua match`.
#[derive(Debug, Clone, Args)]
pub struct MatchArgs {
    /// The file
    pub file: PathBuf,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Runs it.
///
/// # Errors
/// Where the file can't be read.
pub fn run(args: &MatchArgs, _surroundings: &mut Surroundings<'_>) -> Result<(), Failure> {
    Err(Failure::Input(format!("{}: not there yet", args.file.display())))
}
