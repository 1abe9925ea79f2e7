//! `mutua analyze network`

use std::path::PathBuf;

use clap::Args;

use crate::output::{Failure, OutputArgs, Surroundings};

/// Options of `mutua analyze network`.
#[derive(Debug, Clone, Args)]
pub struct NetworkArgs {
    /// The file
    pub file: PathBuf,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Runs it.
///
/// # Errors
/// Where the file can't be read.
pub fn run(args: &NetworkArgs, _surroundings: &mut Surroundings<'_>) -> Result<(), Failure> {
    Err(Failure::Input(format!("{}: not there yet", args.file.display())))
}
