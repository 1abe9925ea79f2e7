//! `mutua analyze` and `mutua match`, as they are typed.

use clap::Parser;
use mutua_report::{AnalyzeArgs, AnalyzeCommand, MatchArgs, Surroundings};
use serde_json::Value;

#[derive(Parser)]
enum Cli {
    Analyze(Box<Words>),
    Match(MatchArgs),
}

#[derive(clap::Args)]
struct Words {
    #[command(subcommand)]
    command: AnalyzeCommand,
}

/// What `mutua` prints for these words, as JSON.
pub fn run(words: &[&str]) -> Value {
    let words: Vec<&str> = ["mutua"].iter().chain(words).chain(&["--format", "json"]).copied().collect();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut surroundings =
        Surroundings { out: &mut out, err: &mut err, progress: false, quiet: true, color: false };
    let done = match Cli::try_parse_from(words.clone()).unwrap_or_else(|error| panic!("{error}")) {
        Cli::Analyze(words) => {
            mutua_report::analyze(&AnalyzeArgs { command: words.command }, &mut surroundings)
        }
        Cli::Match(args) => mutua_report::run_match(&args, &mut surroundings),
    };
    done.unwrap_or_else(|failure| panic!("{words:?}: {failure}"));
    serde_json::from_slice(&out).unwrap()
}
