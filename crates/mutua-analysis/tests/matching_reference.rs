//! Matching against known optima.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]
#![expect(clippy::print_stderr, reason = "a test says that it was skipped")]

use std::path::{Path, PathBuf};

use mutua_analysis::flow::matching::{Helper, Instance, Matching, lower_bound, matching};
use serde_json::Value;

fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("MUTUA_SHARED_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    let found = folder.join("assignment");
    if found.is_dir() {
        return Some(found);
    }
    eprintln!("skipped: {} isn't there", found.display());
    None
}

fn instance(from: &Value, with_load: bool) -> Instance {
    let helpers =
        from["capacity"].as_array().unwrap().iter().zip(from["marginal_load_slope"].as_array().unwrap());
    let helpers = helpers
        .map(|(capacity, slope)| Helper {
            capacity: capacity.as_u64().unwrap() as u32,
            slope: if with_load { slope.as_f64().unwrap() } else { 0.0 },
        })
        .collect();
    let rows = from["match_cost"].as_array().unwrap().iter().map(|row| {
        let costs = row.as_array().unwrap().iter().enumerate();
        costs.filter_map(|(helper, cost)| Some((helper, cost.as_f64()?))).collect()
    });
    let unmet = from["unmet_cost"].as_array().unwrap().iter().map(Value::as_f64).collect();
    Instance::from_rows(helpers, rows.collect(), unmet).unwrap()
}

fn proven(instance: &Instance) -> Matching {
    let found = matching(instance).unwrap();
    assert_eq!(lower_bound(instance, &found.prices), found.total_cost);
    for (helper, load) in instance.helpers().iter().zip(&found.load) {
        assert!(*load <= helper.capacity);
    }
    found
}

/// Name, optimum, optimum with all slopes 0.
const OPTIMA: [(&str, f64, f64); 6] = [
    ("g1_4x3", 146.0, 110.0),
    ("g2_8x5", 362.0, 258.0),
    ("g3_15x6", 606.0, 411.0),
    ("g4_30x10", 1296.0, 670.0),
    ("g5_60x20", 1741.0, 572.0),
    ("g6_12x30", 44.0, 42.0),
];

#[test]
fn convex_instances_have_their_known_optima() {
    let instances: Value = serde_json::from_str(include_str!("matching_data/convex_instances.json")).unwrap();
    assert_eq!(instances.as_array().unwrap().len(), OPTIMA.len());
    for (given, (name, with_load, without)) in instances.as_array().unwrap().iter().zip(OPTIMA) {
        assert_eq!(given["name"], name);
        assert_eq!(proven(&instance(given, true)).total_cost, with_load, "{name}");
        assert_eq!(proven(&instance(given, false)).total_cost, without, "{name} without load");
    }
}

#[test]
fn assign100_costs_305() {
    let Some(folder) = shared() else { return };
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).from_path(folder.join("assign100.csv")).unwrap();
    let rows: Vec<Vec<(usize, f64)>> =
        reader.deserialize::<Vec<f64>>().map(|row| row.unwrap().into_iter().enumerate().collect()).collect();
    let asks = rows.len();
    assert_eq!(asks, 100);
    let helpers = vec![Helper { capacity: 1, slope: 0.0 }; 100];
    let instance = Instance::from_rows(helpers, rows, vec![None; asks]).unwrap();
    assert_eq!(proven(&instance).total_cost, 305.0);
}
