//! Reads the data sets of the tests.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use serde_json::Value;

/// Columns of a file.
pub struct Table {
    columns: BTreeMap<String, Vec<String>>,
}

fn path(set: &str, file: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(set).join(file)
}

impl Table {
    pub fn read(set: &str, file: &str) -> Self {
        let mut reader = csv::Reader::from_path(path(set, file)).unwrap();
        let header = reader.headers().unwrap().clone();
        let mut columns: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for record in reader.records() {
            for (name, value) in header.iter().zip(record.unwrap().iter()) {
                columns.entry(name.to_owned()).or_default().push(value.to_owned());
            }
        }
        Self { columns }
    }

    pub fn texts(&self, name: &str) -> &[String] {
        &self.columns[name]
    }

    pub fn numbers(&self, name: &str) -> Vec<f64> {
        self.texts(name).iter().map(|v| v.parse().unwrap_or(f64::NAN)).collect()
    }

    pub fn days(&self, name: &str) -> Vec<i64> {
        self.texts(name).iter().map(|v| v.parse().unwrap()).collect()
    }

    /// Numbers from 0, in the order of first appearance.
    pub fn ids(&self, name: &str) -> Vec<u32> {
        let mut known = HashMap::new();
        self.texts(name)
            .iter()
            .map(|v| {
                let next = u32::try_from(known.len()).unwrap();
                *known.entry(v).or_insert(next)
            })
            .collect()
    }
}

pub fn reference(set: &str) -> Value {
    serde_json::from_reader(std::fs::File::open(path(set, "reference.json")).unwrap()).unwrap()
}

/// Asserts that two figures agree within a relative tolerance.
#[track_caller]
pub fn close(what: &str, got: f64, want: f64, tolerance: f64) {
    let scale = want.abs().max(1e-8);
    assert!((got - want).abs() <= tolerance * scale, "{what}: {got} instead of {want}");
}
