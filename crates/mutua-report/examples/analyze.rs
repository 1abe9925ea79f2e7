//! The commands `analyze` and `match` alone, without the application: quick to build, for those who need no more.
//!
//! ```sh
//! cargo run --release -p mutua-report --example analyze -- network ties.csv
//! ```

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use mutua_report::{AnalyzeArgs, AnalyzeCommand, MatchArgs, Surroundings};

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
#[expect(clippy::large_enum_variant, reason = "there is one, made once")]
enum Command {
    #[command(flatten)]
    Analyze(AnalyzeCommand),
    /// Match asks to helpers
    Match(MatchArgs),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let color = std::io::stdout().is_terminal();
    let (mut out, mut err) = (std::io::stdout().lock(), std::io::stderr());
    let progress = err.is_terminal();
    let mut surroundings = Surroundings { out: &mut out, err: &mut err, progress, quiet: false, color };
    let done = match cli.command {
        Command::Analyze(command) => mutua_report::analyze(&AnalyzeArgs { command }, &mut surroundings),
        Command::Match(args) => mutua_report::run_match(&args, &mut surroundings),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let _ = writeln!(std::io::stderr(), "analyze: {failure}");
            ExitCode::FAILURE
        }
    }
}
