//! What the commands write is what docs/researchers/schemas says, key by key.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::path::{Path, PathBuf};

use clap::Parser;
use mutua_report::{AnalyzeArgs, AnalyzeCommand, MatchArgs, Surroundings};
use serde_json::Value;

#[derive(Parser)]
#[expect(clippy::large_enum_variant, reason = "there is one, made once")]
enum Cli {
    #[command(flatten)]
    Analyze(AnalyzeCommand),
    Match(MatchArgs),
}

/// The JSON of a command, as it is called on the command line.
fn result(call: &str) -> Value {
    let call = format!("mutua {call} --format json");
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut surroundings =
        Surroundings { out: &mut out, err: &mut err, progress: false, quiet: true, color: false };
    match Cli::parse_from(call.split_whitespace()) {
        Cli::Analyze(command) => mutua_report::analyze(&AnalyzeArgs { command }, &mut surroundings),
        Cli::Match(args) => mutua_report::run_match(&args, &mut surroundings),
    }
    .unwrap_or_else(|failure| panic!("{call}: {failure}"));
    serde_json::from_slice(&out).unwrap()
}

fn schemas() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/researchers/schemas")
}

/// Fails with every place where a result isn't what its schema says.
fn check(schema: &str, call: &str) {
    let path = schemas().join(format!("{schema}.schema.json"));
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut wrong = Vec::new();
    compare(&schema, &result(call), "result", &mut wrong);
    assert!(wrong.is_empty(), "{call}\n{}", wrong.join("\n"));
}

/// The part of JSON Schema that the schemas use. A keyword that isn't known here is an error, so that none is written
/// in vain.
fn compare(schema: &Value, value: &Value, at: &str, wrong: &mut Vec<String>) {
    let schema = schema.as_object().unwrap_or_else(|| panic!("{at}: not a schema: {schema}"));
    for (keyword, rule) in schema {
        match keyword.as_str() {
            "$schema" | "title" | "description" => {}
            "type" => {
                let types = rule.as_array().cloned().unwrap_or_else(|| vec![rule.clone()]);
                if !types.iter().any(|name| is_of(name.as_str().unwrap(), value)) {
                    wrong.push(format!("{at}: {value} is not of type {rule}"));
                }
            }
            "enum" => {
                if !rule.as_array().unwrap().contains(value) {
                    wrong.push(format!("{at}: {value} is none of {rule}"));
                }
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    compare(rule, item, &format!("{at}[{index}]"), wrong);
                }
            }
            "properties" => {
                for (key, part) in value.as_object().into_iter().flatten() {
                    if let Some(rule) = rule.get(key) {
                        compare(rule, part, &format!("{at}.{key}"), wrong);
                    }
                }
            }
            "required" => {
                let missing = |key: &&Value| value.is_object() && value.get(key.as_str().unwrap()).is_none();
                let missing = rule.as_array().unwrap().iter().filter(missing);
                wrong.extend(missing.map(|key| format!("{at}: {key} is missing")));
            }
            "additionalProperties" => {
                let known =
                    |key: &str| schema.get("properties").is_some_and(|known| known.get(key).is_some());
                for (key, part) in value.as_object().into_iter().flatten().filter(|(key, _)| !known(key)) {
                    match rule {
                        Value::Bool(false) => wrong.push(format!("{at}: {key} is not in the schema")),
                        rule => compare(rule, part, &format!("{at}.{key}"), wrong),
                    }
                }
            }
            "anyOf" => {
                let fits = |rule: &Value| {
                    let mut wrong = Vec::new();
                    compare(rule, value, at, &mut wrong);
                    wrong.is_empty()
                };
                if !rule.as_array().unwrap().iter().any(fits) {
                    wrong.push(format!("{at}: fits none of anyOf"));
                }
            }
            other => panic!("{at}: the keyword {other} is not known here"),
        }
    }
}

fn is_of(name: &str, value: &Value) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("no such type: {other}"),
    }
}

struct Files(tempfile::TempDir);

impl Files {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A file for one test; gives its path.
    fn with(&self, name: &str, text: &str) -> String {
        let path = self.0.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    }
}

/// The folder of test data of the analysis library.
fn data(file: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../mutua-analysis/tests/data");
    folder.join(file).display().to_string()
}

#[test]
fn networks() {
    let files = Files::new();
    let nicaragua = data("nicaragua-aid/dyads.csv");
    check("network", &format!("network {nicaragua} --weight said_by_giver --null 5"));
    check("network", &format!("network {nicaragua} --without betweenness,circulation"));
    check("network", &format!("network {nicaragua} --sources 10 --without circulation"));
    check("network", &format!("network {}", files.with("one.csv", "from,to\na,a\n")));
    check("network", &format!("network {}", files.with("none.csv", "from,to\n")));
    let bad = files.with("bad.csv", "from,to,w\na,b,1\nb,a,x\nb,c\n");
    check("network", &format!("network {bad} --weight w --skip-bad-rows"));
    check("network-undirected", &format!("network {bad} --undirected --skip-bad-rows"));
    check(
        "network-undirected",
        &format!("network {} --undirected", files.with("ties.csv", "from,to\na,b\nb,c\n")),
    );
}

#[test]
fn logs() {
    let files = Files::new();
    let (events, needs, checkins) = (
        data("planted-group/events.csv"),
        data("planted-group/needs.csv"),
        data("planted-group/checkins.csv"),
    );
    check("log", &format!("log {events} --needs {needs} --checkins {checkins}"));
    check("log", &format!("log {events} --at 2024-03-01"));
    check("log", &format!("log {}", files.with("none.csv", "time,from,to\n2024-01-01,a,a\n")));
    let told =
        "time,from,to,told_by\n2024-01-01,a,b,giver\n2024-01-02,b,a,receiver\n2024-01-09,a,b,both\nx,y\n";
    check("log", &format!("log {} --skip-bad-rows", files.with("told.csv", told)));
}

#[test]
fn dyads() {
    let couples = data("acitelli-couples/pairwise.csv");
    let once =
        "--dyad dyad --person member --outcome satisfaction_a --actor other_pos_a --partner other_pos_p";
    check("dyads", &format!("dyads {couples} {once}"));
    check("dyads", &format!("dyads {couples} {once} --role role --method ml"));
    let diary = data("dyads-diary-simulated/diary.csv");
    let daily =
        "--dyad coupleID --person personID --outcome closeness --actor provided_support --time diaryday";
    check("dyads", &format!("dyads {diary} {daily} --by dyad_composition"));
    check("dyads", &format!("dyads {diary} {daily} --lag 1 --serial"));
}

#[test]
fn days() {
    check("days", &format!("days {}", data("planted-group/checkins.csv")));
}

#[test]
fn matches() {
    let files = Files::new();
    let one = r#"{"match_cost": [[3, null], [2, 6]], "marginal_load_slope": [5, 5], "capacity": [1, 0], "unmet_cost": [20, 9]}"#;
    check("match", &format!("match {}", files.with("one.json", one)));
    check("match", &format!("match {}", files.with("list.json", &format!("[{one}, {one}]"))));
    check("match", &format!("match {} --skip-bad-rows", files.with("bad.json", &format!("[{one}, {{}}]"))));
}

/// A schema that takes anything would make the tests above say nothing.
#[test]
fn schemas_refuse_what_they_do_not_know() {
    for schema in ["network", "network-undirected", "log", "dyads", "days"] {
        let text = std::fs::read_to_string(schemas().join(format!("{schema}.schema.json"))).unwrap();
        let schema: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(schema["additionalProperties"], false);
        assert!(schema["required"].as_array().unwrap().len() > 4);
        assert!(schema["description"].is_string());
    }
}
