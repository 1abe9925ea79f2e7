//! Asks to helpers.

use serde_json::json;

use crate::{Desk, Set, run};

#[test]
fn convex_instances() {
    let Some(set) = Set::find("assignment") else { return };
    let found = run(&["match", &set.path("convex_instances.json")]);
    let expected = &set.reference()["convex_instances"];
    let found = found.as_array().unwrap();
    assert_eq!(found.len(), expected.as_object().unwrap().len());
    for instance in found {
        let expected = &expected[instance["name"].as_str().unwrap()];
        assert_eq!(instance["total_cost"].as_f64(), expected["optimal_total_cost"].as_f64());
    }
}

#[test]
fn a_hundred_to_a_hundred() {
    let Some(set) = Set::find("assignment") else { return };
    let costs: Vec<Vec<f64>> = set
        .text("assign100.csv")
        .lines()
        .map(|line| line.split(',').map(|cost| cost.trim().parse().unwrap()).collect())
        .collect();
    let instance = json!({
        "match_cost": costs,
        "marginal_load_slope": vec![0; 100],
        "capacity": vec![1; 100],
        "unmet_cost": vec![None::<f64>; 100],
    });
    let desk = Desk::new();
    let found = run(&["match", &desk.file("assign100.json", &instance.to_string())]);
    assert_eq!(found["total_cost"].as_f64(), set.reference()["assign100"]["optimal_cost"].as_f64());
    assert_eq!(found["unmet"], json!([]));
}
