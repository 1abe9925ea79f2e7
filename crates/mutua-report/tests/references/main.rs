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
#[path = "../support/command.rs"]
mod command;
mod matching;
mod networks;
#[path = "../support/sets.rs"]
mod sets;

use std::path::PathBuf;

use serde_json::Value;

use command::run;

/// A folder with data and their reference.
struct Set(PathBuf);

impl Set {
    fn find(name: &str) -> Option<Self> {
        sets::find(name).map(Self)
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
