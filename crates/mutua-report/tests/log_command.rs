//! `mutua analyze log`, as it is called.

use std::path::{Path, PathBuf};

use clap::Parser;
use mutua_report::{AnalyzeArgs, AnalyzeCommand, Failure, Surroundings, analyze};
use serde_json::Value;

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: AnalyzeCommand,
}

fn planted(file: &str) -> String {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../mutua-analysis/tests/data/planted-group").join(file);
    path.display().to_string()
}

/// Standard output and what was said beside it, or the failure.
fn run(args: &[&str]) -> Result<(String, String), Failure> {
    let cli = Cli::try_parse_from(["analyze", "log"].iter().chain(args)).expect("these options are right");
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut surroundings =
        Surroundings { out: &mut out, err: &mut err, progress: false, quiet: false, color: false };
    analyze(&AnalyzeArgs { command: cli.command }, &mut surroundings)?;
    Ok((String::from_utf8(out).expect("UTF-8"), String::from_utf8(err).expect("UTF-8")))
}

fn json(args: &[&str]) -> Value {
    let args: Vec<&str> = args.iter().copied().chain(["--format", "json"]).collect();
    let (out, _) = run(&args).unwrap_or_else(|failure| panic!("{failure}"));
    serde_json::from_str(&out).expect("JSON")
}

fn whole_planted_group() -> Value {
    json(&[&planted("events.csv"), "--needs", &planted("needs.csv"), "--checkins", &planted("checkins.csv")])
}

fn file(folder: &tempfile::TempDir, name: &str, content: &str) -> String {
    let path: PathBuf = folder.path().join(name);
    std::fs::write(&path, content).expect("a file in a fresh folder");
    path.display().to_string()
}

#[test]
fn every_planted_tie_is_there_and_none_is_wrong() {
    let result = whole_planted_group();
    let mut truth = csv::Reader::from_path(planted("truth_ties.csv")).expect("the truth");
    let (mut undecided, mut seen) = (0, 0);
    for row in truth.records() {
        let row = row.expect("a row");
        let tie = result["ties"]
            .as_array()
            .expect("ties")
            .iter()
            .find(|tie| tie["a"] == row[0] && tie["b"] == row[1])
            .expect("each pair is there, in the order of names");
        seen += 1;
        match (&row[2], tie["label"].as_str().expect("a label")) {
            (_, "not_enough_to_say") => undecided += 1,
            ("independent", "independent") | ("interdependent", "interdependent") => {
                assert_eq!(tie["giver"], Value::Null);
            }
            ("dependent" | "ring", "dependent") | ("codependent", "codependent") => {
                assert_eq!(tie["giver"], row[3])
            }
            (planted, said) => panic!("{row:?}: planted {planted}, said {said}"),
        }
    }
    assert_eq!((seen, undecided), (276, 5));
}

#[test]
fn the_keys_are_those_that_programs_rely_on() {
    let result = whole_planted_group();
    assert_eq!(result["at"], "2024-12-29T14:15:00Z");
    assert_eq!(result["half_life_days"], 90.0);
    let person = &result["persons"][0];
    for key in ["id", "given", "received", "kept", "brought", "position", "word", "carrying", "by_kind"] {
        assert!(person.get(key).is_some(), "{key}");
    }
    for key in ["median", "low", "high"] {
        assert!(person["position"][key].is_f64(), "{key}");
    }
    let tie = &result["ties"][0];
    for key in ["a", "b", "label", "giver", "probabilities", "n", "days"] {
        assert!(tie.get(key).is_some(), "{key}");
    }
    for key in ["independent", "interdependent", "a_gives", "b_gives"] {
        assert!(tie["probabilities"][key].is_f64(), "{key}");
    }
    assert!(result["coverage"]["transport"]["two_or_more"].is_u64());
    let circulation = &result["circulation"];
    let (share, direct) = (
        circulation["circulation_share"].as_f64().expect("exact"),
        circulation["direct"].as_f64().expect("direct"),
    );
    assert!(direct <= share && share <= 1.0);
    assert!((direct - result["totals"]["reciprocity"].as_f64().expect("reciprocity")).abs() < 1e-9);
    assert!(circulation["direction_flip_null"]["mean"].is_f64());
    assert_eq!(result["months"].as_array().expect("months").len(), 12);
    assert_eq!(result["who_told"], Value::Null);
}

#[test]
fn the_order_of_rows_makes_no_difference() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = std::fs::read_to_string(planted("events.csv")).expect("the log");
    let (header, rows) = text.split_once('\n').expect("a header");
    let mut rows: Vec<&str> = rows.lines().collect();
    rows.reverse();
    let reversed = file(&folder, "events.csv", &format!("{header}\n{}\n", rows.join("\n")));
    let (mut one, mut other) = (json(&[&planted("events.csv")]), json(&[&reversed]));
    for result in [&mut one, &mut other] {
        result["files"] = Value::Null;
    }
    assert_eq!(one, other);
}

#[test]
fn text_fits_a_terminal_and_diagnoses_nobody() {
    let needs = planted("needs.csv");
    let (text, _) = run(&[&planted("events.csv"), "--needs", &needs]).expect("text");
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    assert!(
        text.contains("ahead of")
            && text.contains("not enough to say")
            && text.contains("rely on each other")
    );
    assert!(!text.to_lowercase().contains("codepend"));
    let (page, _) = run(&[&planted("events.csv"), "--needs", &needs, "--format", "html"]).expect("a page");
    assert!(!page.to_lowercase().contains("codepend"));
    assert!(page.matches("<svg").count() >= 5, "ties, positions, coverage, circulation, months");
    assert!(page.matches("<table").count() >= page.matches("<figure").count(), "each drawing has its table");
}

#[test]
fn who_told_gives_ranges() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut rows = String::from("time,from,to,told_by\n");
    for week in 0..30 {
        let day = week * 7;
        let date = jiff::civil::date(2024, 1, 1).checked_add(jiff::Span::new().days(day)).expect("a date");
        rows.push_str(&format!("{date},Ana,Ben,both\n{date},Ben,Ana,giver\n"));
    }
    let result = json(&[&file(&folder, "helps.csv", &rows)]);
    let told = &result["who_told"];
    assert_eq!(told["reciprocity"], serde_json::json!({"low": 0.0, "high": 1.0}));
    assert_eq!(told["by_word"]["both"]["labels"]["dependent"], 1);
    assert_eq!(result["ties"][0]["label"], "interdependent");
    assert_eq!(result["ties"][0]["whoever_told"], false);
    assert_eq!(result["persons"][1]["who_told"]["given"]["low"], 0.0);
}

#[test]
fn small_and_odd_logs_have_answers() {
    let folder = tempfile::tempdir().expect("a folder");
    let empty = file(&folder, "empty.csv", "time,from,to\n");
    let result = json(&[&empty]);
    assert_eq!((&result["persons"], &result["ties"]), (&serde_json::json!([]), &serde_json::json!([])));
    assert_eq!(result["circulation"], Value::Null);
    for format in ["text", "html"] {
        let (out, _) = run(&[&empty, "--format", format]).expect("an answer");
        assert!(out.contains("nothing to say"), "{out}");
    }
    let alone = file(&folder, "alone.csv", "time,from,to\n2024-05-31,Ana,Ana\n2024-05-31,Ana,Ben\n");
    let (out, said) = run(&[&alone, "--format", "json"]).expect("an answer");
    let result: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(result["files"][0]["self_help"], 1);
    assert_eq!(result["ties"][0]["label"], "not_enough_to_say");
    assert!(said.contains("same"), "{said}");
    assert!(result["persons"][0]["load"]["given_per_week"].is_null(), "no amounts, no load");
}

#[test]
fn circulation_can_be_left_out_and_that_is_said() {
    let events = planted("events.csv");
    let call = [&events, "--without", "circulation"];
    let (mut without, mut with) = (json(&call), json(&[&events]));
    assert!(with["circulation"].take().is_object() && without["circulation"].take().is_null());
    assert_eq!(without, with, "nothing else differs");
    for format in ["text", "html"] {
        let (out, _) = run(&[&call[..], &["--format", format]].concat()).expect("an answer");
        assert!(out.contains("Circulation was left out"), "{out}");
    }
}

#[test]
fn of_more_ties_than_a_table_holds_those_that_say_most_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut rows = String::from("time,from,to\n");
    for (a, b) in (0..40).flat_map(|a| (0..a).map(move |b| (a, b))) {
        rows.push_str(&format!("2024-01-01,P{b:02},P{a:02}\n"));
    }
    for week in 0..30 {
        let date = jiff::civil::date(2024, 1, 2).saturating_add(jiff::Span::new().days(week * 7));
        rows.push_str(&format!("{date},P38,P39\n{date},P39,P38\n{date},P36,P37\n"));
        rows.push_str(&format!("{date},P34,P35\n{date},P34,P35\n"));
    }
    let helps = file(&folder, "helps.csv", &rows);
    let (text, _) = run(&[&helps]).expect("text");
    let told: Vec<&str> = text.lines().skip_while(|line| !line.contains("between")).skip(1).collect();
    assert!(told[0].trim().starts_with("P38      P39  rely on each other"), "{text}");
    assert!(told[1].contains("mostly one way") && told[2].contains("mostly one way"), "{text}");
    assert!(text.contains("Of 780 ties of those who ever helped each other the 500"), "{text}");
    assert!(text.contains("and 755 more"), "{text}");
    let (page, _) = run(&[&helps, "--format", "html"]).expect("a page");
    assert!(page.contains("And 280 more rows"));
    let ties = json(&[&helps]);
    assert_eq!(ties["ties"].as_array().expect("ties").len(), 780, "a program gets all");
    assert_eq!((&ties["ties"][0]["a"], &ties["ties"][0]["b"]), (&Value::from("P00"), &Value::from("P01")));
}

#[test]
fn later_than_the_moment_counts_nothing() {
    let half = json(&[&planted("events.csv"), "--at", "2024-06-30"]);
    assert_eq!(half["at"], "2024-06-30T23:59:59.999999Z");
    assert_eq!(half["months"].as_array().expect("months").len(), 6);
    let before = json(&[&planted("events.csv"), "--at", "2020-01-01T00:00:00Z"]);
    assert_eq!(before["totals"]["helps"], 0);
    // Of the 24 one is known from needs alone.
    assert_eq!(before["ties"].as_array().expect("ties").len(), 23 * 22 / 2);
}

#[test]
fn wrong_options_are_told() {
    let parse = |args: &[&str]| Cli::try_parse_from(["analyze", "log", "helps.csv"].iter().chain(args));
    for (args, word) in [
        (["--half-life", "30"], "between 60 and 180"),
        (["--half-life", "long"], "not a number"),
        (["--at", "yesterday"], "not a time"),
    ] {
        let Err(error) = parse(&args) else { panic!("{args:?} is wrong") };
        assert!(error.to_string().contains(word), "{error}");
    }
    assert!(parse(&["--half-life", "180", "--at", "2024-05-31T14:00:00+02:00"]).is_ok());
}
