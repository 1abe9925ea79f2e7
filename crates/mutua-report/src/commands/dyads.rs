//! `mutua analyze dyads`

use std::path::PathBuf;

use clap::Args;

use crate::output::{Failure, OutputArgs, Surroundings};

/// Options of `mutua analyze dyads`.
#[derive(Debug, Clone, Args)]
pub struct DyadsArgs {
    /// The file
    pub file: PathBuf,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Runs it.
///
/// # Errors
/// Where the file can't be read.
pub fn run(args: &DyadsArgs, _surroundings: &mut Surroundings<'_>) -> Result<(), Failure> {
    Err(Failure::Input(format!("{}: not there yet", args.file.display())))
}
