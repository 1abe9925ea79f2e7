//! Circulation against linear programmes solved with HiGHS, on real networks of help.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]
#![expect(clippy::print_stderr, reason = "a test says that it was skipped")]

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use mutua_analysis::flow::{Limits, circulation, direction_flip_null};
use serde_json::Value;

type Ties = (usize, Vec<(u32, u32, f64)>);

fn shared(set: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("MUTUA_SHARED_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    let found = folder.join(set);
    if found.is_dir() {
        return Some(found);
    }
    eprintln!("skipped: {} isn't there", found.display());
    None
}

/// Reads ties of a file. `weight` tells from a row what it weighs, none to leave it out.
fn ties(file: &Path, from: &str, to: &str, weight: impl Fn(&HashMap<String, String>) -> Option<f64>) -> Ties {
    let mut persons = HashMap::new();
    let mut ties = Vec::new();
    for row in csv::Reader::from_path(file).unwrap().deserialize() {
        let row: HashMap<String, String> = row.unwrap();
        if let Some(weight) = weight(&row) {
            let mut number = |name: &str| {
                let next = persons.len() as u32;
                *persons.entry(row[name].clone()).or_insert(next)
            };
            ties.push((number(from), number(to), weight));
        }
    }
    (persons.len(), ties)
}

fn unit(_: &HashMap<String, String>) -> Option<f64> {
    Some(1.0)
}

fn column(name: &str) -> impl Fn(&HashMap<String, String>) -> Option<f64> {
    move |row| row[name].parse().ok().filter(|weight| *weight > 0.0)
}

fn networks(set: &str, folder: &Path) -> Vec<(String, Ties)> {
    let file = |name: &str| folder.join(name);
    match set {
        "eies-messages" => {
            vec![("messages".into(), ties(&file("messages.csv"), "from", "to", column("messages")))]
        }
        "krackhardt-managers" => ["advice", "friendship", "reports_to"]
            .map(|name| (name.to_owned(), ties(&file(&format!("{name}.csv")), "from", "to", unit)))
            .to_vec(),
        "lazega-law" => ["advice", "friends", "cowork"]
            .map(|name| (name.to_owned(), ties(&file(&format!("{name}.csv")), "from", "to", unit)))
            .to_vec(),
        "nicaragua-aid" => {
            let read = |told: fn(bool, bool) -> bool| {
                ties(&file("dyads.csv"), "from", "to", move |row| {
                    told(row["said_by_receiver"] == "1", row["said_by_giver"] == "1").then_some(1.0)
                })
            };
            vec![
                ("receiver_report".into(), read(|receiver, _| receiver)),
                ("giver_report".into(), read(|_, giver| giver)),
                ("both".into(), read(|receiver, giver| receiver && giver)),
                ("either".into(), read(|receiver, giver| receiver || giver)),
            ]
        }
        "planted-group" => vec![
            ("minutes".into(), ties(&file("events.csv"), "from", "to", column("minutes"))),
            ("events".into(), ties(&file("events.csv"), "from", "to", unit)),
        ],
        "vampire-bat-help-log" => ["food", "groom", "all"]
            .map(|kind| {
                let of_kind = |row: &HashMap<String, String>| kind == "all" || row["kind"] == kind;
                let seconds = column("seconds");
                let read = ties(&file("events.csv"), "from", "to", |row| {
                    of_kind(row).then(|| seconds(row)).flatten()
                });
                (format!("{kind}_seconds"), read)
            })
            .to_vec(),
        "colombia-sharing-waves" => ["1", "2", "3", "4"]
            .map(|wave| {
                // Who wasn't interviewed in a wave is left out of it.
                let away = masked(&file("persons.csv"), wave);
                let read = ties(&file("ties.csv"), "from", "to", |row| {
                    (row["wave"] == wave
                        && row["kind"] == "sharing"
                        && !away.contains(&row["from"])
                        && !away.contains(&row["to"]))
                    .then_some(1.0)
                });
                (format!("sharing_wave{wave}"), read)
            })
            .to_vec(),
        _ => unreachable!("no such set"),
    }
}

fn masked(file: &Path, wave: &str) -> HashSet<String> {
    let rows = csv::Reader::from_path(file).unwrap().into_deserialize::<HashMap<String, String>>();
    rows.map(Result::unwrap)
        .filter(|row| row[&format!("masked_{wave}")] == "1")
        .map(|row| row["id"].clone())
        .collect()
}

const SETS: [&str; 7] = [
    "eies-messages",
    "krackhardt-managers",
    "lazega-law",
    "nicaragua-aid",
    "planted-group",
    "vampire-bat-help-log",
    "colombia-sharing-waves",
];

fn each_network(mut test: impl FnMut(&str, usize, &[(u32, u32, f64)], &Value)) {
    for set in SETS {
        let Some(folder) = shared(set) else { return };
        let text = std::fs::read_to_string(folder.join("reference.json")).unwrap();
        let reference: Value = serde_json::from_str(&text).unwrap();
        for (name, (persons, ties)) in networks(set, &folder) {
            assert!(reference[&name].is_object(), "{set} has no {name}");
            test(&format!("{set}/{name}"), persons, &ties, &reference[&name]);
        }
    }
}

#[test]
fn shares_are_those_of_the_linear_programme() {
    each_network(|name, persons, ties, reference| {
        let found = circulation(persons, ties, &Limits::none()).unwrap();
        for (what, value) in [
            ("circulation_share", found.share()),
            ("squartini_r", Some(found.direct)),
            ("beyond_pairs_share", found.beyond_pairs()),
            ("one_way_share", found.one_way()),
        ] {
            let expected = reference[what].as_f64().unwrap();
            let value = value.unwrap();
            assert!((value - expected).abs() < 1e-7, "{name}: {what} is {value}, not {expected}");
        }
    });
}

#[test]
fn the_null_is_where_other_draws_put_it() {
    each_network(|name, persons, ties, reference| {
        let expected = &reference["direction_flip_null_of_circulation_share"];
        let Some(draws) = expected["draws"].as_f64() else { return };
        let null = direction_flip_null(persons, ties, 200, 1, &Limits::none()).unwrap();
        let (mean, sd) = (expected["mean"].as_f64().unwrap(), expected["sd"].as_f64().unwrap());
        assert!((null.mean - mean).abs() < 4.0 * sd / draws.sqrt(), "{name}: mean {} not {mean}", null.mean);
        // The standard error of a standard deviation is about sd / sqrt(2 draws).
        assert!((null.sd - sd).abs() < 4.0 * sd / (2.0 * draws).sqrt(), "{name}: sd {} not {sd}", null.sd);
    });
}
