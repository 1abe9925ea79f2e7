//! What is found against what is expected.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{Desk, Set, run};

/// Counts are whole and exact; closed forms to 1e-9; the linear programme to 1e-7; what is solved for by steps to 1e-6.
/// The references have ten digits.
fn tolerance(at: &str) -> f64 {
    match at {
        _ if ["circulation", "beyond", "one_way"].iter().any(|part| at.contains(part)) => 1e-7,
        _ if ["hodge", "trophic"].iter().any(|part| at.contains(part)) => 1e-6,
        _ => 1e-9,
    }
}

pub fn near(at: &str, found: f64, expected: f64) {
    let allowed = tolerance(at) * expected.abs().max(1.0);
    assert!((found - expected).abs() <= allowed, "{at}: {found} instead of {expected}");
}

/// All of `expected` is in `found`. What is ranked is compared by its figures: equals may come in any order.
pub fn agree(at: &str, found: &Value, expected: &Value) {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            for (key, expected) in expected {
                let here = format!("{at}.{key}");
                match key.as_str() {
                    "direction_flip_null_of_circulation_share" => by_chance(&here, &found[key], expected),
                    "betweenness_top5" | "fragility_top5" => ranked(&here, &found[key], expected),
                    "top_giver" => near(&here, number(&found[key]["share"]), number(&expected["share"])),
                    "articulation_points" => assert_eq!(names(&found[key]), names(expected), "{here}"),
                    "tripler_standard_errors" => {}
                    _ => {
                        let found = found.get(key).unwrap_or_else(|| panic!("{here} is missing"));
                        agree(&here, found, expected);
                    }
                }
            }
        }
        (Value::Number(_), Value::Number(_)) => near(at, number(found), number(expected)),
        _ => assert_eq!(found, expected, "{at}"),
    }
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn names(list: &Value) -> Vec<String> {
    let mut names: Vec<String> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|name| name.as_str().map_or_else(|| name.to_string(), str::to_owned))
        .collect();
    names.sort_unstable();
    names
}

/// Both are means of draws.
fn by_chance(at: &str, found: &Value, expected: &Value) {
    let draws = |value: &Value| number(&value["draws"]);
    let allowed = 4.0 * number(&expected["sd"]) * (1.0 / draws(found) + 1.0 / draws(expected)).sqrt();
    let (found, expected) = (number(&found["mean"]), number(&expected["mean"]));
    assert!((found - expected).abs() <= allowed, "{at}: {found} instead of {expected}");
}

fn ranked(at: &str, found: &Value, expected: &Value) {
    let (found, expected) = (found.as_array().unwrap(), expected.as_array().unwrap());
    assert_eq!(found.len(), expected.len(), "{at}");
    for (found, expected) in found.iter().zip(expected) {
        match (&found[1], &expected[1]) {
            (Value::Object(found), Value::Object(expected)) => {
                assert_eq!(found["lose_half_or_more"], expected["lose_half_or_more"], "{at}");
            }
            (found, expected) => near(at, number(found), number(expected)),
        }
    }
}

/// A network by command against a block of its reference, and `--nodes` against the file of persons. `persons` names
/// everyone who belongs to the group, also those without ties.
pub fn network(set: &Set, desk: &Desk, words: &[&str], expected: &Value, persons: &str) {
    let (nodes, all) = (desk.path("nodes.csv"), set.path(persons));
    let mut call = ["analyze", "network"].to_vec();
    call.extend(words);
    call.extend(["--persons", &all, "--nodes", &nodes, "--exact"]);
    if expected["direction_flip_null_of_circulation_share"].is_object() {
        call.extend(["--null", "20"]);
    }
    agree(persons, &run(&call), expected);
    let read = |path: &str| -> BTreeMap<String, csv::StringRecord> {
        let mut reader = csv::Reader::from_path(path).unwrap();
        assert_eq!(reader.headers().unwrap().iter().next(), Some("id"));
        reader.records().map(|row| row.unwrap()).map(|row| (row[0].to_owned(), row)).collect()
    };
    let (found, expected) = (read(&nodes), read(&all));
    assert_eq!(found.len(), expected.len(), "{persons}");
    let columns = csv::Reader::from_path(&all).unwrap().headers().unwrap().clone();
    for (name, expected) in &expected {
        for ((column, found), expected) in columns.iter().zip(&found[name]).zip(expected).skip(1) {
            near(&format!("{persons}, {name}: {column}"), found.parse().unwrap(), expected.parse().unwrap());
        }
    }
}

/// The social relations model by command against its block.
pub fn social_relations(file: &str, words: &[&str], expected: &Value) {
    let call = [&["analyze", "network", file, "--without", "betweenness,circulation"], words].concat();
    agree(file, &run(&call)["social_relations_model"], expected);
}
