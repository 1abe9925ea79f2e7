//! `mutua analyze dyads` and `days` as a person meets them: options, results in all forms, refusals.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod days;
mod dyads;

use std::path::PathBuf;

use clap::{Parser, error::ErrorKind};
use mutua_report::{AnalyzeCommand, Surroundings};
use serde_json::Value;

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: AnalyzeCommand,
}

struct Outcome {
    out: String,
    err: String,
}

/// Runs `analyze` with these words; a failure is its message.
fn analyze(words: &[&str]) -> Result<Outcome, String> {
    let command = Cli::try_parse_from(std::iter::once("analyze").chain(words.iter().copied()))
        .map_err(|error| format!("usage: {error}"))?
        .command;
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut surroundings =
        Surroundings { out: &mut out, err: &mut err, progress: false, quiet: false, color: false };
    let done = mutua_report::analyze(&mutua_report::AnalyzeArgs { command }, &mut surroundings);
    done.map_err(|failure| failure.to_string())?;
    Ok(Outcome { out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() })
}

fn json(words: &[&str]) -> Value {
    let words: Vec<&str> = words.iter().copied().chain(["--format", "json"]).collect();
    serde_json::from_str(&analyze(&words).unwrap().out).unwrap()
}

fn refused(words: &[&str]) -> String {
    match analyze(words) {
        Ok(outcome) => panic!("not refused: {}", outcome.out),
        Err(message) => message,
    }
}

/// A file of the analysis library's tests.
fn set(file: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../mutua-analysis/tests/data");
    folder.join(file).display().to_string()
}

/// A file with this content, for as long as the returned folder lives.
fn file(content: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("made.csv");
    std::fs::write(&path, content).unwrap();
    let path = path.display().to_string();
    (folder, path)
}

#[track_caller]
fn close(got: &Value, want: &Value) {
    let (got, want) = (got.as_f64().unwrap(), want.as_f64().unwrap());
    assert!((got - want).abs() <= 1e-4 * want.abs().max(1e-6), "{got} instead of {want}");
}

#[track_caller]
fn is_a_page(html: &str) {
    assert!(html.starts_with("<!doctype html>") && html.contains("<svg") && html.contains("</html>"));
    assert!(!html.contains("<script") && !html.contains("src=\"http") && !html.contains("NaN"));
}

#[test]
fn help_teaches_by_example() {
    for command in ["dyads", "days"] {
        let error = Cli::try_parse_from(["analyze", command, "--help"]).err().unwrap();
        assert_eq!(error.kind(), ErrorKind::DisplayHelp);
        let help = error.to_string();
        assert!(help.contains("Examples:") && help.contains(&format!("mutua analyze {command} ")), "{help}");
    }
}
