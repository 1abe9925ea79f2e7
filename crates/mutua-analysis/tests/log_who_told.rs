//! The same village by the giver's word, the receiver's, either's and both's.

mod log_support;

use log_support::{Names, data, rows};
use mutua_analysis::log::{DAY, Help, Kind, Log, Options, ToldBy, Word, who_told};

#[test]
fn reciprocity_by_each_word_equals_the_reference() {
    let set = data("nicaragua-aid");
    let mut persons = Names::default();
    let mut helps = Vec::new();
    for row in rows(&set.join("dyads.csv")) {
        let (giver, receiver) = (persons.number(&row["from"]), persons.number(&row["to"]));
        let told_by = match (row["said_by_giver"].as_str(), row["said_by_receiver"].as_str()) {
            ("1", "1") => ToldBy::Both,
            ("1", _) => ToldBy::Giver,
            (_, "1") => ToldBy::Receiver,
            _ => continue,
        };
        helps.push(Help {
            time: 0,
            giver,
            receiver,
            kind: Kind::PRACTICAL,
            minutes: 0.0,
            told_by: Some(told_by),
        });
    }
    let log = Log::new(persons.count(), helps, vec![], vec![]).unwrap();
    let told = who_told(&log, &Options::at(DAY)).unwrap().unwrap();
    let reference: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(set.join("reference.json")).unwrap()).unwrap();
    let mut all = Vec::new();
    for (word, key) in [
        (Word::Giver, "giver_report"),
        (Word::Receiver, "receiver_report"),
        (Word::Either, "either"),
        (Word::Both, "both"),
    ] {
        let found = told.by_word.iter().find(|by| by.word == word).unwrap().circle;
        let reference = &reference[key];
        assert_eq!(found.helps, reference["arcs"].as_u64().unwrap(), "{key}");
        // With every arc weighing the same, the share returned in the pair is 2M / m.
        let expected = reference["reciprocity_default"].as_f64().unwrap();
        assert!((found.reciprocity.unwrap() - expected).abs() < 1e-9, "{key}");
        all.push(expected);
    }
    let range = told.reciprocity.unwrap();
    assert!((range.low - all.iter().copied().fold(f64::INFINITY, f64::min)).abs() < 1e-9);
    assert!((range.high - all.iter().copied().fold(0.0, f64::max)).abs() < 1e-9);
    println!("reciprocity from {:.2} to {:.2}, by who told", range.low, range.high);
    assert!(told.given.iter().flatten().any(|range| range.low < range.high));
}

#[test]
fn a_log_without_marks_has_no_ranges() {
    let help = Help { time: 0, giver: 0, receiver: 1, kind: Kind::MORAL, minutes: 0.0, told_by: None };
    let log = Log::new(2, vec![help], vec![], vec![]).unwrap();
    assert_eq!(who_told(&log, &Options::at(DAY)).unwrap(), None);
}

#[test]
fn a_tie_that_hangs_on_who_told_is_marked() {
    let help = |week: i64, giver: u32, told_by| Help {
        time: week * 7 * DAY,
        giver,
        receiver: 1 - giver,
        kind: Kind::MORAL,
        minutes: 0.0,
        told_by: Some(told_by),
    };
    // What 0 gave both tell of. What 1 gave only 1 tells of.
    let helps =
        (0..30).flat_map(|week| [help(week, 0, ToldBy::Both), help(week, 1, ToldBy::Giver)]).collect();
    let log = Log::new(2, helps, vec![], vec![]).unwrap();
    let told = who_told(&log, &Options::at(30 * 7 * DAY)).unwrap().unwrap();
    let tie = told.ties[0];
    assert!(!tie.agrees());
    let labels = tie.findings.map(|finding| finding.unwrap().label);
    use mutua_analysis::log::Label::{Dependent, Interdependent};
    assert_eq!(labels, [Interdependent, Dependent, Interdependent, Dependent]);
}
