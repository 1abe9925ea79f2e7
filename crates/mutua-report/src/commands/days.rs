//! `mutua analyze days`

use std::path::PathBuf;

use clap::Args;

use crate::output::{Failure, OutputArgs, Surroundings};

/// Options of `mutua analyze days`.
#[derive(Debug, Clone, Args)]
pub struct DaysArgs {
    /// The file
    pub file: PathBuf,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Runs it.
///
/// # Errors
/// Where the file can't be read.
pub fn run(args: &DaysArgs, _surroundings: &mut Surroundings<'_>) -> Result<(), Failure> {
    Err(Failure::Input(format!("{}: not there yet", args.file.display())))
}
