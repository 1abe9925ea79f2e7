//! Every reference set by command: what `mutua analyze` and `mutua match` print beside the figures of established tools
//! (numpy, scipy, networkx, igraph, TripleR, nlme, lme4), within the tolerances of the sets.
//!
//! Sets whose licence lets them lie in the repository are read from `mutua-analysis/tests/data`, the others from the
//! folder that `MUTUA_SHARED_DATA` names (else `../shared/data` beside the repository), and passed over with a word where
//! that is missing.
#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test that can't go on fails, and says what it skips"
)]

mod agree;
mod matching;
mod networks;

use std::path::{Path, PathBuf};

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
fn run(words: &[&str]) -> Value {
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

/// A folder with data and their reference.
struct Set(PathBuf);

impl Set {
    fn find(name: &str) -> Option<Self> {
        let own = Path::new(env!("CARGO_MANIFEST_DIR"));
        let kept = own.join("../mutua-analysis/tests/data").join(name);
        let beside = own.join("../../../shared/data");
        let shared = std::env::var_os("MUTUA_SHARED_DATA").map_or(beside, PathBuf::from).join(name);
        let found = [kept, shared.clone()].into_iter().find(|folder| folder.is_dir());
        if found.is_none() {
            eprintln!("skipped: {} is not there", shared.display());
        }
        found.map(Self)
    }

    fn path(&self, file: &str) -> String {
        self.0.join(file).display().to_string()
    }

    fn text(&self, file: &str) -> String {
        std::fs::read_to_string(self.0.join(file)).unwrap()
    }

    fn reference(&self) -> Value {
        serde_json::from_str(&self.text("reference.json")).unwrap()
    }

    fn rows(&self, file: &str) -> Vec<csv::StringRecord> {
        csv::Reader::from_path(self.0.join(file)).unwrap().records().map(Result::unwrap).collect()
    }
}

/// Where tests write.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    fn file(&self, name: &str, content: &str) -> String {
        std::fs::write(self.path(name), content).unwrap();
        self.path(name)
    }

    /// Ties with a weight `w` each.
    fn ties(&self, ties: impl IntoIterator<Item = (String, String, f64)>) -> String {
        let rows: String = ties.into_iter().map(|(from, to, w)| format!("{from},{to},{w}\n")).collect();
        self.file("ties.csv", &format!("from,to,w\n{rows}"))
    }
}
