//! `mutua analyze waves`, from files to result.
#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test that can't go on fails, and says what it skips"
)]

#[path = "support/sets.rs"]
mod sets;

use clap::Parser;
use mutua_report::{AnalyzeArgs, AnalyzeCommand, Surroundings};
use serde_json::{Value, json};

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: AnalyzeCommand,
}

fn waves(args: &[&str]) -> Result<String, String> {
    let cli =
        Cli::try_parse_from(["analyze", "waves"].iter().chain(args)).map_err(|error| error.to_string())?;
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut surroundings =
        Surroundings { out: &mut out, err: &mut err, progress: false, quiet: false, color: false };
    mutua_report::analyze(&AnalyzeArgs { command: cli.command }, &mut surroundings)
        .map_err(|failure| failure.to_string())?;
    Ok(String::from_utf8(out).unwrap())
}

fn found(args: &[&str]) -> Value {
    serde_json::from_str(&waves(&[args, &["--format", "json"]].concat()).unwrap()).unwrap()
}

struct Files(tempfile::TempDir);

impl Files {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, content: &str) -> String {
        let path = self.0.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.display().to_string()
    }
}

/// Waves out of order; one row of another kind; Dia is named in the second wave by it alone.
const TIES: &str = "wave,from,to,kind\n10,Ana,Ben,food\n10,Ben,Ana,food\n9,Ana,Ben,food\n9,Ben,Cy,food\n9,Cy,Cy,food\n\
                    10,Dia,Ana,rides\n9,Dia,Ana,food\n";

#[test]
fn what_lasted_ended_and_began_is_counted_among_those_who_were_there_both_times() {
    let files = Files::new();
    let ties = files.file("ties.csv", TIES);
    let result = found(&[&ties, "--only", "kind=food"]);
    assert_eq!(result["waves"][0]["wave"], "9", "waves go by number");
    assert_eq!((&result["rows_of_others"], &result["rows"]["self_help"]), (&json!(1), &json!(1)));
    assert_eq!((&result["waves"][0]["nodes"], &result["waves"][1]["nodes"]), (&json!(4), &json!(3)));
    let change = &result["changes"][0];
    let counts =
        ["persons_in_both", "persons_who_left", "kept", "ended", "started", "ties_of_those_who_left"];
    assert_eq!(counts.map(|key| change[key].as_u64().unwrap()), [3, 1, 1, 1, 1, 1]);
    assert_eq!(change["rates"]["reciprocation"]["count"], 1);
    assert!(change["rates"]["reciprocation"]["low"].is_null(), "of two there is not enough to say");
    let text = waves(&[&ties, "--only", "kind=food"]).unwrap();
    assert!(text.contains("From 9 to 10") && text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let page = waves(&[&ties, "--format", "html"]).unwrap();
    assert!(page.contains("<svg") && !page.contains("<script") && !page.contains("NaN"));
}

#[test]
fn who_was_there_can_be_said_in_three_ways() {
    let files = Files::new();
    let ties = files.file("ties.csv", TIES);
    let long = files.file("long.csv", "id,wave\nAna,9\nBen,9\nCy,9\nAna,10\nBen,10\nEve,10\nAna,11\n");
    let result = found(&[&ties, "--persons", &long]);
    assert_eq!(result["ties_left_out"], 2, "Dia was never there");
    let nodes = |result: &Value| -> Vec<u64> {
        result["waves"].as_array().unwrap().iter().map(|wave| wave["nodes"].as_u64().unwrap()).collect()
    };
    assert_eq!(nodes(&result), [3, 3, 1], "a wave without ties is a wave");
    let all = files.file("all.csv", "id\nAna\nBen\nCy\nDia\nEve\n");
    assert_eq!(nodes(&found(&[&ties, "--persons", &all])), [5, 5]);
    let wide = files.file("wide.csv", "id,gone9,gone10\nAna,0,0\nBen,,0\nCy,1,0\nDia,0,1\n");
    let result = found(&[&ties, "--persons", &wide, "--absent", "gone"]);
    assert_eq!((nodes(&result), &result["ties_left_out"]), (vec![3, 3], &json!(2)));
}

#[test]
fn refusals_name_file_line_column_and_reason() {
    let files = Files::new();
    let ties = files.file("ties.csv", TIES);
    let refused = |args: &[&str]| waves(args).unwrap_err();
    let bad = files
        .file("bad.csv", "wave,from,to,w\n1,Ana,Ben,2\n,Ana,Ben,2\n1,Ana,,2\n1,Ana,Ben,-1\n1,Ana,Ben,\n");
    let message = refused(&[&bad, "--weight", "w"]);
    assert!(
        message.contains("bad.csv") && message.contains("line 3") && message.contains("wave"),
        "{message}"
    );
    let result = found(&[&bad, "--weight", "w", "--skip-bad-rows"]);
    assert_eq!((&result["rows"]["kept"], &result["rows"]["without_amount"]), (&json!(2), &json!(1)));
    assert_eq!(result["rows"]["skipped"].as_array().unwrap().len(), 2);
    assert!(refused(&[&ties, "--wave", "year"]).contains("year"));
    assert!(refused(&[&ties, "--only", "kind"]).contains("kind=sharing"));
    let wide = files.file("wide.csv", "id,gone9,gone10\nAna,0,maybe\n");
    let message = refused(&[&ties, "--persons", &wide, "--absent", "gone"]);
    assert!(message.contains("row 1") && message.contains("\"maybe\""), "{message}");
    assert!(refused(&[&ties, "--persons", &wide, "--absent", "lost"]).contains("lost9"));
    let nameless = files.file("nameless.csv", "id,wave\n,9\n");
    assert!(refused(&[&ties, "--persons", &nameless]).contains("id is empty"));
    let times: String = (0..1_001).map(|at| format!("{at},Ana,Ben\n")).collect();
    let log = files.file("log.csv", &format!("wave,from,to\n{times}"));
    assert!(refused(&[&log]).contains("can't be waves"));
}

#[test]
fn no_ties_and_one_wave_say_so() {
    let files = Files::new();
    let header = files.file("header.csv", "wave,from,to\n");
    assert_eq!(found(&[&header])["changes"], json!([]));
    let one = files.file("one.csv", "wave,from,to\n1,Ana,Ben\n");
    assert!(waves(&[&one]).unwrap().contains("nothing to compare"));
    for file in [&header, &one] {
        waves(&[file, "--format", "html"]).unwrap();
    }
}

#[test]
fn sharing_in_colombia_is_as_the_reference_has_it() {
    let Some(set) = sets::find("colombia-sharing-waves") else { return };
    let reference: Value =
        serde_json::from_str(&std::fs::read_to_string(set.join("reference.json")).unwrap()).unwrap();
    let path = |name: &str| set.join(name).display().to_string();
    let (ties, persons) = (path("ties.csv"), path("persons.csv"));
    let result = found(&[
        &ties,
        "--only",
        "kind=sharing",
        "--persons",
        &persons,
        "--absent",
        "masked_",
        "--null",
        "20",
    ]);
    let mut compared = 0;
    let mut agree = |found: &Value, expected: &Value| {
        for (key, value) in found.as_object().unwrap() {
            let Some(expected) = expected.get(key) else { continue };
            compared += 1;
            match (value.as_f64(), expected.as_f64()) {
                (Some(value), Some(expected)) => {
                    assert!(
                        (value - expected).abs() <= 1e-7 * expected.abs().max(1.0),
                        "{key}: {value}, {expected}"
                    );
                }
                _ => assert_eq!(value, expected, "{key}"),
            }
        }
    };
    for wave in 1..=4 {
        agree(&result["waves"][wave - 1], &reference[format!("sharing_wave{wave}")]);
    }
    for wave in 1..=3 {
        agree(&result["changes"][wave - 1], &reference[format!("change_wave{wave}_to_{}", wave + 1)]);
    }
    assert_eq!(compared, 4 * 17 + 3 * 5, "keys of the reference that were met");
    let text =
        waves(&[&ties, "--only", "kind=sharing", "--persons", &persons, "--absent", "masked_"]).unwrap();
    assert!(text.contains("Of 102 ties 42 last (41.2 %;"), "{text}");
}
