//! Networks of help.

use crate::agree::{agree, near, network, social_relations};
use crate::{Desk, Set, run};

#[test]
fn the_planted_group() {
    let Some(set) = Set::find("planted-group") else { return };
    let (reference, events) = (set.reference(), set.path("events.csv"));
    network(
        &set,
        &Desk::new(),
        &[&events, "--weight", "minutes"],
        &reference["minutes"],
        "nodes_minutes.csv",
    );
    network(&set, &Desk::new(), &[&events], &reference["events"], "nodes_events.csv");
}

#[test]
fn aid_in_nicaragua_by_each_telling() {
    let Some(set) = Set::find("nicaragua-aid") else { return };
    let (reference, desk, dyads) = (set.reference(), Desk::new(), set.path("dyads.csv"));
    for (key, column) in [("receiver_report", "said_by_receiver"), ("giver_report", "said_by_giver")] {
        network(&set, &desk, &[&dyads, "--weight", column], &reference[key], &format!("nodes_{key}.csv"));
    }
    let told = |row: &csv::StringRecord| (&row[2] == "1", &row[3] == "1");
    type Telling = fn((bool, bool)) -> bool;
    let tellings: [(&str, Telling); 2] = [("both", |(a, b)| a && b), ("either", |(a, b)| a || b)];
    for (key, telling) in tellings {
        let rows = set.rows("dyads.csv");
        let rows = rows
            .iter()
            .map(|row| (row[0].to_owned(), row[1].to_owned(), f64::from(u8::from(telling(told(row))))));
        let file = desk.ties(rows);
        network(&set, &desk, &[&file, "--weight", "w"], &reference[key], &format!("nodes_{key}.csv"));
    }
    let model = &reference["social_relations_model"];
    let away: Vec<String> =
        model["dropped_persons"].as_array().unwrap().iter().map(ToString::to_string).collect();
    for (key, columns) in [("receiver_report", &[2][..]), ("giver_report", &[3]), ("sum_of_reports", &[2, 3])]
    {
        let rows = set.rows("dyads.csv");
        let asked = rows.iter().filter(|row| !away.iter().any(|away| *away == row[0] || *away == row[1]));
        let said =
            |row: &csv::StringRecord| columns.iter().map(|column| row[*column].parse().unwrap_or(0.0)).sum();
        let file = desk.ties(asked.map(|row| (row[0].to_owned(), row[1].to_owned(), said(row))));
        social_relations(&file, &["--weight", "w"], &model[key]);
    }
}

#[test]
fn managers() {
    let Some(set) = Set::find("krackhardt-managers") else { return };
    let reference = set.reference();
    for key in ["advice", "friendship", "reports_to"] {
        let file = set.path(&format!("{key}.csv"));
        network(&set, &Desk::new(), &[&file], &reference[key], &format!("nodes_{key}.csv"));
        if key != "reports_to" {
            social_relations(&file, &[], &reference["social_relations_model"][key]);
        }
    }
}

#[test]
fn lawyers() {
    let Some(set) = Set::find("lazega-law") else { return };
    let reference = set.reference();
    for key in ["advice", "friends", "cowork"] {
        let file = set.path(&format!("{key}.csv"));
        network(&set, &Desk::new(), &[&file], &reference[key], &format!("nodes_{key}.csv"));
    }
}

#[test]
fn messages() {
    let Some(set) = Set::find("eies-messages") else { return };
    let (reference, desk, file) = (set.reference(), Desk::new(), set.path("messages.csv"));
    network(&set, &desk, &[&file, "--weight", "messages"], &reference["messages"], "nodes_messages.csv");
    let rows = set.rows("messages.csv");
    let logarithms = desk.ties(
        rows.iter().map(|row| (row[0].to_owned(), row[1].to_owned(), row[2].parse::<f64>().unwrap().ln_1p())),
    );
    social_relations(&logarithms, &["--weight", "w"], &reference["social_relations_model_log1p"]);
}

#[test]
fn sharing_in_colombia_in_each_wave() {
    let Some(set) = Set::find("colombia-sharing-waves") else { return };
    let (reference, desk) = (set.reference(), Desk::new());
    for wave in 1..=4 {
        let nodes = format!("nodes_sharing_wave{wave}.csv");
        let there: Vec<String> = set.rows(&nodes).iter().map(|row| row[0].to_owned()).collect();
        let rows = set.rows("ties.csv");
        let rows = rows.iter().filter(|row| row[0] == wave.to_string() && &row[3] == "sharing");
        let rows = rows.filter(|row| [1, 2].iter().all(|at| there.iter().any(|one| *one == row[*at])));
        let file = desk.ties(rows.map(|row| (row[1].to_owned(), row[2].to_owned(), 1.0)));
        network(&set, &desk, &[&file], &reference[format!("sharing_wave{wave}")], &nodes);
    }
}

#[test]
fn bats() {
    let Some(set) = Set::find("vampire-bat-help-log") else { return };
    let (reference, desk) = (set.reference(), Desk::new());
    let events = set.path("events.csv");
    network(
        &set,
        &desk,
        &[&events, "--weight", "seconds"],
        &reference["all_seconds"],
        "nodes_all_seconds.csv",
    );
    for kind in ["food", "groom"] {
        let rows = set.rows("events.csv");
        let rows = rows.iter().filter(|row| &row[3] == kind);
        let file = desk.ties(rows.map(|row| (row[1].to_owned(), row[2].to_owned(), row[4].parse().unwrap())));
        let key = format!("{kind}_seconds");
        network(&set, &desk, &[&file, "--weight", "w"], &reference[&key], &format!("nodes_{key}.csv"));
    }
    let log = run(&["analyze", "log", &events, "--without", "circulation"]);
    assert_eq!(
        (&log["files"][0]["kept"], log["persons"].as_array().unwrap().len()),
        (&reference["counts"]["events"], 41)
    );
}

#[test]
fn gifts_without_direction() {
    let Some(set) = Set::find("taro-exchange") else { return };
    let (reference, ties) = (set.reference(), set.path("ties.csv"));
    let found = run(&["analyze", "network", &ties, "--from", "a", "--to", "b", "--undirected", "--exact"]);
    let (igraph, networkx) = (&reference["ties"]["igraph"], &reference["networkx"]);
    for key in [
        "nodes",
        "edges",
        "transitivity_global",
        "diameter",
        "mean_distance",
        "biconnected_components",
        "edge_connectivity",
        "vertex_connectivity",
    ] {
        agree(key, &found[key], &igraph[key]);
    }
    for key in ["nodes", "edges", "average_clustering", "bridges", "articulation_points", "betweenness"] {
        agree(key, &found[key], &networkx[key]);
    }
    for (person, degree) in igraph["degree"].as_array().unwrap().iter().enumerate() {
        near("degree", found["degree"][(person + 1).to_string()].as_f64().unwrap(), degree.as_f64().unwrap());
    }
}
