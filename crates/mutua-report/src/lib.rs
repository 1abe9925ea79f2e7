//! The commands `analyze` and `match`: read files, call [`mutua_analysis`], write text, JSON or a page.
//!
//! What lives here: reading of analysis files, the options of the commands, and the forms of their results. What must
//! not: measures (they are `mutua-analysis`'s), and anything of the application: this crate knows neither its
//! database nor its pages.
//!
//! To add a command: a file in [`commands`] with its options (`clap::Args`), a result that is `Serialize` (its JSON), a
//! text form and a page; a variant of [`AnalyzeCommand`].

pub mod commands;
pub mod html;
pub mod output;
pub mod read;

use clap::{Args, Subcommand};

pub use commands::matching::MatchArgs;
pub use output::{Failure, Surroundings};

/// `mutua analyze`.
#[derive(Debug, Clone, Args)]
pub struct AnalyzeArgs {
    #[command(subcommand)]
    pub command: AnalyzeCommand,
}

/// What can be analyzed.
#[derive(Debug, Clone, Subcommand)]
pub enum AnalyzeCommand {
    /// A network of help: who helps whom, and how much
    Network(commands::network::NetworkArgs),
    /// A network looked at several times: how ties last, end, begin and are returned
    Waves(commands::waves::WavesArgs),
    /// A log of help over time: ties, positions, load, coverage
    Log(commands::log::LogArgs),
    /// Pairs who keep diaries: the actor-partner interdependence model
    Dyads(commands::dyads::DyadsArgs),
    /// Check-ins of many persons: whose days are linked
    Days(commands::days::DaysArgs),
}

/// Runs `mutua analyze`.
///
/// # Errors
/// Where a file can't be read, or holds what can't be analyzed.
pub fn analyze(args: &AnalyzeArgs, surroundings: &mut Surroundings<'_>) -> Result<(), Failure> {
    match &args.command {
        AnalyzeCommand::Network(args) => commands::network::run(args, surroundings),
        AnalyzeCommand::Waves(args) => commands::waves::run(args, surroundings),
        AnalyzeCommand::Log(args) => commands::log::run(args, surroundings),
        AnalyzeCommand::Dyads(args) => commands::dyads::run(args, surroundings),
        AnalyzeCommand::Days(args) => commands::days::run(args, surroundings),
    }
}

/// Runs `mutua match`.
///
/// # Errors
/// Where a file can't be read, or holds no instance.
pub fn run_match(args: &MatchArgs, surroundings: &mut Surroundings<'_>) -> Result<(), Failure> {
    commands::matching::run(args, surroundings)
}
