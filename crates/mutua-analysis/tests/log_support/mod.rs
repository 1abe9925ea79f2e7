//! Reads the test data's logs.
#![expect(dead_code, reason = "each test file uses a part of it")]
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "test data that can't be read fails the test")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use mutua_analysis::log::{CheckIn, Help, Kind, Need, Outcome, Time};

/// Texts numbered in the order of their first appearance.
#[derive(Default)]
pub struct Names {
    numbers: HashMap<String, u32>,
    pub names: Vec<String>,
}

impl Names {
    pub fn number(&mut self, name: &str) -> u32 {
        *self.numbers.entry(name.to_owned()).or_insert_with(|| {
            self.names.push(name.to_owned());
            u32::try_from(self.names.len() - 1).unwrap()
        })
    }

    pub fn known(&self, name: &str) -> u32 {
        self.numbers[name]
    }

    pub fn count(&self) -> u32 {
        u32::try_from(self.names.len()).unwrap()
    }
}

pub fn time(text: &str) -> Time {
    let local: DateTime = text.parse().unwrap();
    TimeZone::UTC.to_timestamp(local).unwrap().as_microsecond()
}

/// Each row as a map from column to value.
pub fn rows(path: &Path) -> Vec<HashMap<String, String>> {
    csv::Reader::from_path(path).unwrap().deserialize().map(Result::unwrap).collect()
}

pub fn data(set: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(set)
}

/// A set that isn't in the repository; `None` where it isn't there.
pub fn shared(set: &str) -> Option<PathBuf> {
    let shared = std::env::var_os("MUTUA_SHARED_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    let path = shared.join(set);
    if !path.is_dir() {
        println!("skipped: {} is not there", path.display());
        return None;
    }
    Some(path)
}

pub fn helps(path: &Path, minutes: &str, per: f64, persons: &mut Names, kinds: &mut Names) -> Vec<Help> {
    rows(path)
        .iter()
        .map(|row| Help {
            time: time(&row["time"]),
            giver: persons.number(&row["from"]),
            receiver: persons.number(&row["to"]),
            kind: Kind(u16::try_from(kinds.number(&row["kind"])).unwrap()),
            minutes: row[minutes].parse::<f64>().unwrap() / per,
            told_by: None,
        })
        .collect()
}

pub fn needs(path: &Path, persons: &mut Names) -> Vec<Need> {
    rows(path)
        .iter()
        .map(|row| Need {
            time: time(&row["time"]),
            person: persons.number(&row["person"]),
            outcome: if row["outcome"] == "kept" { Outcome::Kept } else { Outcome::Brought },
        })
        .collect()
}

pub fn check_ins(path: &Path, persons: &mut Names) -> Vec<CheckIn> {
    rows(path)
        .iter()
        .map(|row| CheckIn {
            time: time(&format!("{}T00:00:00", row["date"])),
            person: persons.number(&row["person"]),
            score: row["score"].parse().unwrap(),
        })
        .collect()
}
