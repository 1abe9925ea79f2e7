//! Finds data sets that lie in the repository or beside it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use mutua_analysis::dyads::Series;
use serde_json::Value;

/// The folder of a data set, or nothing (and a word) where it isn't there.
pub fn folder(set: &str) -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let beside = std::env::var_os("MUTUA_SHARED_DATA")
        .map_or_else(|| here.join("../../../shared/data"), PathBuf::from);
    let found = [here.join("tests/data").join(set), beside.join(set)].into_iter().find(|f| f.is_dir());
    if found.is_none() {
        println!("skipped: no data set {set}; name the folder of data sets in MUTUA_SHARED_DATA");
    }
    found
}

pub fn reference(folder: &Path) -> Value {
    serde_json::from_reader(std::fs::File::open(folder.join("reference.json")).unwrap()).unwrap()
}

pub type Rows = Vec<BTreeMap<String, String>>;

pub fn rows(file: &Path) -> Rows {
    csv::Reader::from_path(file).unwrap().deserialize().map(|row| row.unwrap()).collect()
}

/// Check-ins by person, in the order of their names.
pub fn checkins(folder: &Path) -> (Vec<String>, Vec<Series>) {
    let mut scores: BTreeMap<String, Vec<(i64, f64)>> = BTreeMap::new();
    for row in rows(&folder.join("checkins.csv")) {
        let date: jiff::civil::Date = row["date"].parse().unwrap();
        let day = i64::from((date - jiff::civil::date(1970, 1, 1)).get_days());
        scores.entry(row["person"].clone()).or_default().push((day, row["score"].parse().unwrap()));
    }
    scores.into_iter().map(|(person, scores)| (person, Series::new(scores).unwrap())).unzip()
}

#[track_caller]
pub fn close(what: &str, got: f64, want: f64, tolerance: f64) {
    assert!((got - want).abs() <= tolerance * want.abs().max(1e-6), "{what}: {got} instead of {want}");
}
