//! `mutua analyze network`, from file to result.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::path::{Path, PathBuf};

use clap::Parser;
use mutua_report::{AnalyzeArgs, AnalyzeCommand, Failure, Surroundings};
use serde_json::Value;

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: AnalyzeCommand,
}

/// What the command writes to standard output.
fn analyze(args: &[&str]) -> Result<String, Failure> {
    let cli = Cli::try_parse_from(["mutua", "network"].iter().chain(args)).unwrap();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut surroundings =
        Surroundings { out: &mut out, err: &mut err, progress: false, quiet: false, color: false };
    mutua_report::analyze(&AnalyzeArgs { command: cli.command }, &mut surroundings)?;
    Ok(String::from_utf8(out).unwrap())
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&analyze(&[args, &["--format", "json"]].concat()).unwrap()).unwrap()
}

fn planted(file: &str) -> String {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../mutua-analysis/tests/data/planted-group");
    data.join(file).display().to_string()
}

fn written(folder: &tempfile::TempDir, name: &str, content: &str) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    path
}

/// All of `expected` is in `found`, numbers to 1e-6; keys in `by_chance` aside.
fn agree(at: &str, found: &Value, expected: &Value, by_chance: &str) {
    match (found, expected) {
        _ if at.contains(by_chance) => {}
        (Value::Object(found), Value::Object(expected)) => {
            for (key, expected) in expected {
                let found = found.get(key).unwrap_or_else(|| panic!("{at}.{key} is missing"));
                agree(&format!("{at}.{key}"), found, expected, by_chance);
            }
        }
        (Value::Array(found), Value::Array(expected)) => {
            assert_eq!(found.len(), expected.len(), "{at}");
            found.iter().zip(expected).for_each(|(found, expected)| agree(at, found, expected, by_chance));
        }
        (Value::Number(found), Value::Number(expected)) => {
            let (found, expected) = (found.as_f64().unwrap(), expected.as_f64().unwrap());
            assert!((found - expected).abs() <= 1e-6 * expected.abs().max(1.0), "{at}: {found}, {expected}");
        }
        (found, expected) => assert_eq!(found, expected, "{at}"),
    }
}

#[test]
fn json_has_the_keys_and_figures_of_the_reference() {
    let reference = std::fs::read_to_string(planted("reference.json")).unwrap();
    let reference: Value = serde_json::from_str(&reference).unwrap();
    let (events, persons) = (planted("events.csv"), planted("truth_persons.csv"));
    let null = "direction_flip_null_of_circulation_share";
    for (key, weight) in [("minutes", &["--weight", "minutes"][..]), ("events", &[])] {
        let common = [&events, "--persons", &persons, "--null", "50", "--seed", "20240601"];
        let found = json(&[&common, weight].concat());
        let expected = &reference[key];
        agree(key, &found, expected, null);
        let number = |value: &Value, of: &str| value[null][of].as_f64().unwrap();
        // Both are means of 50 draws.
        let allowed = 4.0 * number(expected, "sd") * (2.0 / 50.0_f64).sqrt();
        assert!((number(&found, "mean") - number(expected, "mean")).abs() <= allowed);
        assert_eq!((&found[null]["draws"], &found[null]["seed"]), (&50.into(), &20_240_601.into()));
    }
}

#[test]
fn figures_of_each_person_go_into_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let nodes = folder.path().join("nodes.csv");
    let (events, persons) = (planted("events.csv"), planted("truth_persons.csv"));
    let args = [&events, "--persons", &persons, "--weight", "minutes", "--nodes", nodes.to_str().unwrap()];
    analyze(&args).unwrap();
    let read = |path: &Path| -> Vec<csv::StringRecord> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path).unwrap();
        reader.records().map(Result::unwrap).collect()
    };
    let (found, expected) = (read(&nodes), read(Path::new(&planted("nodes_minutes.csv"))));
    assert_eq!(found[0], expected[0]);
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(&expected).skip(1) {
        assert_eq!(found[0], expected[0]);
        for (found, expected) in found.iter().zip(expected).skip(1) {
            let (found, expected): (f64, f64) = (found.parse().unwrap(), expected.parse().unwrap());
            assert!((found - expected).abs() <= 1e-6 * expected.abs().max(1.0));
        }
    }
}

#[test]
fn what_has_no_meaning_is_null() {
    let folder = tempfile::tempdir().unwrap();
    for (name, content, persons) in [
        ("header.csv", "from,to\n", 0),
        ("alone.csv", "from,to\nAna,Ana\n", 1),
        ("nothing.csv", "from,to,weight\nAna,Ben,0\n", 2),
    ] {
        let path = written(&folder, name, content);
        let weight = if name == "nothing.csv" { &["--weight", "weight"][..] } else { &[] };
        let found = json(&[&[path.to_str().unwrap(), "--null", "5"], weight].concat());
        assert_eq!((&found["nodes"], &found["arcs"]), (&persons.into(), &0.into()), "{name}");
        for key in ["reciprocity_default", "squartini_r", "circulation_share", "gini_given", "top_giver"] {
            assert!(found[key].is_null(), "{name}: {key}");
        }
        for format in ["text", "html"] {
            analyze(&[path.to_str().unwrap(), "--format", format]).unwrap();
        }
    }
}

#[test]
fn text_fits_a_terminal_and_says_what_figures_mean() {
    let text = analyze(&[&planted("events.csv"), "--weight", "minutes", "--null", "20"]).unwrap();
    // The first line has the file's path, as long as it is.
    assert!(text.lines().skip(1).all(|line| line.chars().count() <= 80), "{text}");
    for words in ["comes back", "by chance", "would lose all", "P12", "one has all"] {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn the_page_stands_alone() {
    let page = analyze(&[&planted("events.csv"), "--null", "20", "--format", "html"]).unwrap();
    assert!(page.starts_with("<!doctype html>") && page.contains("<svg"));
    assert!(!page.contains("<script") && !page.contains("src=") && !page.contains("@import"));
    assert!(page.contains("Circulation against chance"));
}

#[test]
fn a_seed_repeats_itself() {
    let log = planted("events.csv");
    let draw = |seed: &str| json(&[&log, "--null", "20", "--seed", seed, "--sources", "5"]);
    assert_eq!(draw("3"), draw("3"));
    assert_ne!(draw("3")["betweenness_top5"], draw("4")["betweenness_top5"]);
    assert_eq!(draw("3")["betweenness_sample"]["sources"], 5);
}

#[test]
fn gifts_have_no_direction() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(&folder, "gifts.csv", "a,b\nAna,Ben\nBen,Cy\nCy,Ana\nCy,Dia\nDia,Dia\n");
    let args = [path.to_str().unwrap(), "--from", "a", "--to", "b", "--undirected"];
    let found = json(&args);
    assert_eq!((&found["nodes"], &found["edges"]), (&4.into(), &4.into()));
    assert_eq!(found["articulation_points"], serde_json::json!(["Cy"]));
    assert_eq!(found["bridges"], serde_json::json!([["Cy", "Dia"]]));
    assert_eq!(found["betweenness"]["Cy"], 2.0);
    assert_eq!(found["degree"]["Cy"], 3);
    assert_eq!((&found["edge_connectivity"], &found["vertex_connectivity"]), (&1.into(), &1.into()));
    assert!(analyze(&args).unwrap().contains("who holds parts together  1"));
    assert!(analyze(&[&args[..], &["--format", "html"]].concat()).unwrap().contains("<svg"));
}

#[test]
fn what_was_left_out_is_said() {
    let found = json(&[&planted("events.csv"), "--without", "betweenness,circulation"]);
    assert!(found["betweenness_top5"].is_null() && found["circulation_share"].is_null());
    let notes = found["notes"].as_array().unwrap();
    assert_eq!(notes.len(), 2);
    let failure = analyze(&[&planted("events.csv"), "--without", "circulation", "--null", "9"]).unwrap_err();
    assert!(failure.to_string().contains("--null"));
    let failure = analyze(&[&planted("events.csv"), "--weight", "hours"]).unwrap_err();
    assert!(failure.to_string().contains("\"hours\""), "{failure}");
}

#[test]
fn a_time_limit_gives_a_bracket_that_holds_the_share() {
    let folder = tempfile::tempdir().unwrap();
    let rows = (0..60_000_u64).map(|row| {
        let hash = row.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("{},{},{}\n", (hash >> 33) % 3_000, (hash >> 47) % 2_900 % 2_000, 1 + (hash >> 20) % 9)
    });
    let file = written(&folder, "many.csv", &format!("from,to,w\n{}", rows.collect::<String>()));
    let args = [file.to_str().unwrap(), "--weight", "w", "--without", "betweenness"];
    let exact = json(&args);
    let share = exact["circulation_share"].as_f64().unwrap();
    assert!(exact.get("circulation_bracket").is_none());
    let limited = json(&[&args[..], &["--time-limit", "0"]].concat());
    assert!(limited["circulation_share"].is_null());
    let bracket = |end: &str| limited["circulation_bracket"][end].as_f64().unwrap();
    assert!(bracket("lower") <= share && share <= bracket("upper"));
    assert!(bracket("lower") >= exact["squartini_r"].as_f64().unwrap() - 1e-12);
    let patient = json(&[&args[..], &["--time-limit", "1e9"]].concat());
    assert_eq!(patient["circulation_share"], exact["circulation_share"]);
}
