//! The schemas in docs/researchers/schemas hold for what the commands say, and for nothing that is named otherwise.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

#[path = "../support/command.rs"]
mod command;
mod inputs;
mod strict;

use std::collections::BTreeSet;
use std::path::Path;

use jsonschema::{Draft, Validator};
use serde_json::Value;

use command::run;
use inputs::Inputs;

struct Schema {
    text: Value,
    validator: Validator,
}

impl Schema {
    fn of(command: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/researchers/schemas");
        let text = std::fs::read_to_string(folder.join(format!("{command}.schema.json"))).unwrap();
        let text: Value = serde_json::from_str(&text).unwrap();
        jsonschema::draft202012::meta::validate(&text).unwrap_or_else(|error| panic!("{command}: {error}"));
        let validator = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .should_validate_formats(true)
            .build(&text)
            .unwrap();
        Self { text, validator }
    }

    fn holds_for(&self, result: &Value, what: &str) {
        let wrong: Vec<String> = self
            .validator
            .iter_errors(result)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{what}:\n{}", wrong.join("\n"));
    }
}

/// Holds each result against the command's schema, then the schema against slips of the pen, then looks whether each
/// key that the schema speaks of was met.
fn check(command: &str, results: &[(String, Value)]) {
    let schema = Schema::of(command);
    let mut met = BTreeSet::new();
    for (what, result) in results {
        schema.holds_for(result, what);
        strict::no_slip_passes(&schema.validator, result, what);
        strict::keys_of(result, &mut met);
    }
    let unmet: Vec<_> = strict::keys_named(&schema.text).difference(&met).cloned().collect();
    assert!(unmet.is_empty(), "{command}: no result has {unmet:?}");
}

/// A call with more words.
fn with<'a>(call: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [call, more].concat()
}

fn results(calls: &[Vec<&str>]) -> Vec<(String, Value)> {
    calls.iter().map(|words| (words.join(" "), run(words))).collect()
}

#[test]
fn network() {
    let inputs = Inputs::new();
    let (empty, alone, one_tie) = (
        inputs.file("empty.csv", "from,to\n"),
        inputs.file("alone.csv", "from,to\nAna,Ana\n"),
        inputs.file("tie.csv", "from,to\nAna,Ben\n"),
    );
    // Shares of what is returned as a whole: sums in another order must not exceed 1.
    let mutual = inputs.file("mutual.csv", &inputs::all_returned());
    let bad =
        inputs.file("bad.csv", "from,to,w\nAna,Ben,1\nBen,Ana,soon\nCy\nBen,Cy,\n,Cy,2\nCy,Ana,3\nCy,Cy,1\n");
    let nodes = inputs.path("nodes.csv");
    let planted = inputs::data("planted-group/events.csv");
    let nicaragua = inputs::data("nicaragua-aid/dyads.csv");
    // So large that circulation isn't found in the work allowed would take too long here; triangles are left out.
    let without = ["--without", "betweenness,circulation"];
    let mut calls = vec![];
    for file in [&empty, &alone, &one_tie, &mutual] {
        calls.push(vec!["analyze", "network", file]);
        calls.push(vec!["analyze", "network", file, "--null", "5"]);
        calls.push(vec!["analyze", "network", file, "--undirected"]);
    }
    calls.push(vec!["analyze", "network", &mutual, "--weight", "w", "--null", "5"]);
    calls.push(vec!["analyze", "network", &bad, "--weight", "w", "--skip-bad-rows"]);
    calls
        .push(vec!["analyze", "network", &planted, "--weight", "minutes", "--null", "20", "--nodes", &nodes]);
    calls.push(vec!["analyze", "network", &planted, "--sources", "5"]);
    calls.push(vec!["analyze", "network", &planted, "--undirected", "--sources", "5", "--nodes", &nodes]);
    calls.push(with(&["analyze", "network", &planted], &without));
    calls.push(with(&["analyze", "network", &planted, "--undirected"], &without));
    calls.push(vec!["analyze", "network", &nicaragua, "--weight", "said_by_giver"]);
    let mut results = results(&calls);
    // A bracket takes minutes of work to come by, so one is put where a share stood.
    let (_, mut bracketed) = results[0].clone();
    bracketed["circulation_bracket"] = serde_json::json!({"lower": 0.4, "upper": 0.5});
    results.push(("a bracket".to_owned(), bracketed));
    check("network", &results);

    let schema = Schema::of("network");
    let (_, mut both) =
        results.iter().find(|(_, result)| result["circulation_share"].is_number()).unwrap().clone();
    both["circulation_bracket"] = serde_json::json!({"lower": 0.4, "upper": 0.5});
    assert!(!schema.validator.is_valid(&both), "there is a share or a bracket, never both");
}

#[test]
fn waves() {
    let inputs = Inputs::new();
    let (empty, one) = (
        inputs.file("empty.csv", "wave,from,to\n"),
        inputs.file("one.csv", "wave,from,to\n1,Ana,Ben\n1,Ana,Ana\n"),
    );
    let bad =
        inputs.file("bad.csv", "wave,from,to,w\n1,Ana,Ben,2\n,Ana,Ben,2\n2,Ana,Ben,soon\n2,Cy,Ben,\nCy\n");
    let (ties, persons) = (
        inputs.file("ties.csv", &inputs::of_years()),
        inputs.file("persons.csv", "id,wave\nP0,2022\nP1,2022\n"),
    );
    check(
        "waves",
        &results(&[
            vec!["analyze", "waves", &empty],
            vec!["analyze", "waves", &one, "--null", "3"],
            vec!["analyze", "waves", &bad, "--weight", "w", "--skip-bad-rows"],
            vec!["analyze", "waves", &ties, "--wave", "year", "--only", "kind=food", "--null", "3"],
            vec!["analyze", "waves", &ties, "--wave", "year", "--persons", &persons],
        ]),
    );
}

#[test]
fn log() {
    let inputs = Inputs::new();
    let empty = inputs.file("empty.csv", "time,from,to\n");
    let alone = inputs.file("alone.csv", "time,from,to\n2024-05-31,Ana,Ana\n");
    let told = inputs.file("told.csv", &inputs::told_by());
    let seconds = inputs.file(
        "seconds.csv",
        "time,from,to,seconds\n2024-05-31,Ana,Ben,90\nlater,Ana,Ben,1\n2024-06-01,Ben,Ana,\n",
    );
    let weight = inputs.file("weight.csv", "time,from,to,weight\n2024-05-31,Ana,Ben,2.5\n");
    let old = inputs.file("old.csv", "time,from,to\n0044-03-15,Brutus,Caesar\n2024-05-31,Ana,Ben\n");
    let events = inputs::data("planted-group/events.csv");
    let needs = inputs::data("planted-group/needs.csv");
    let checkins = inputs::data("planted-group/checkins.csv");
    check(
        "log",
        &results(&[
            vec!["analyze", "log", &empty],
            vec!["analyze", "log", &alone],
            vec!["analyze", "log", &told],
            vec!["analyze", "log", &seconds, "--skip-bad-rows"],
            vec!["analyze", "log", &weight, "--half-life", "180", "--seed", "7"],
            vec!["analyze", "log", &old],
            vec!["analyze", "log", &events, "--needs", &needs, "--checkins", &checkins],
            vec!["analyze", "log", &events, "--at", "2024-06-30", "--without", "circulation"],
            vec!["analyze", "log", &events, "--at", "2020-01-01"],
        ]),
    );
}

#[test]
fn dyads() {
    let inputs = Inputs::new();
    let couples = inputs::data("acitelli-couples/pairwise.csv");
    let diary = inputs::data("dyads-diary-simulated/diary.csv");
    let gaps = inputs.file("gaps.csv", &inputs::gaps());
    let alike = with(&["analyze", "dyads", &couples], &inputs::COUPLES);
    let diary = with(&["analyze", "dyads", &diary], &inputs::DIARY);
    let gaps = with(&["analyze", "dyads", &gaps, "--skip-bad-rows"], &inputs::GAPS);
    let support = with(&diary, &["--actor", "provided_support"]);
    let yesterday = with(&diary, &["--actor", "closeness", "--lag", "1"]);
    let calls = [
        with(&alike, &[]),
        with(&alike, &["--partner", "other_pos_p", "--method", "ml"]),
        with(&alike, &["--role", "role"]),
        with(&alike, &["--covariate", "tension_a"]),
        with(&support, &["--by", "dyad_composition"]),
        with(&support, &["--by", "dyad_composition", "--role", "gender"]),
        with(&support, &["--structure", "dyad", "--centre", "nothing"]),
        with(&support, &["--structure", "members"]),
        with(&support, &["--structure", "intercepts", "--serial"]),
        with(&yesterday, &[]),
        with(&yesterday, &["--serial"]),
        with(&gaps, &[]),
    ];
    check("dyads", &results(&calls));
}

#[test]
fn days() {
    let inputs = Inputs::new();
    let empty = inputs.file("empty.csv", "date,person,score\n");
    let alone =
        inputs.file("alone.csv", "date,person,score\n2024-05-31,Ana,5\n2024-05-31,Ana,6\nsoon,Ana,6\n");
    let group = inputs::data("planted-group/checkins.csv");
    let pairs = inputs.file("pairs.csv", "a,b\nP01,P02\nP02,P01\nP03,P04\n");
    check(
        "days",
        &results(&[
            vec!["analyze", "days", &empty],
            vec!["analyze", "days", &alone, "--skip-bad-rows"],
            vec!["analyze", "days", &group],
            vec!["analyze", "days", &group, "--pairs", &pairs, "--seed", "3"],
        ]),
    );
}

#[test]
fn matching() {
    let inputs = Inputs::new();
    let known = inputs::data("../matching_data/convex_instances.json");
    let one = inputs.file(
        "one.json",
        r#"{"match_cost": [[3, null], [2, 6]], "marginal_load_slope": [5, 5], "capacity": [2, 1], "unmet_cost": [20, null]}"#,
    );
    let unmet = inputs.file(
        "unmet.json",
        r#"{"name": "crowd", "match_cost": [[1], [2], [9]], "marginal_load_slope": [1], "capacity": [2], "unmet_cost": [5, 5, 5]}"#,
    );
    let none = inputs.file("none.json", "[]");
    let left_out = inputs.file(
        "left_out.json",
        r#"[{"match_cost": [[1]], "marginal_load_slope": [0], "capacity": [0]}, {"match_cost": [], "marginal_load_slope": [], "capacity": []}]"#,
    );
    check(
        "match",
        &results(&[
            vec!["match", &known],
            vec!["match", &one],
            vec!["match", &unmet],
            vec!["match", &none],
            vec!["match", &left_out, "--skip-bad-rows"],
        ]),
    );
}
