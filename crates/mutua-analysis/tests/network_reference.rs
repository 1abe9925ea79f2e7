//! Every figure against those of established tools (numpy, scipy, networkx, igraph, sna, TripleR), on real networks.
//!
//! Two sets lie in `data/`; the others are read from the folder that `MUTUA_SHARED_DATA` names (else `../shared/data`
//! beside the repository), and passed over with a word where it is missing.
#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test that can't go on fails, and says what it skips"
)]

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use mutua_analysis::network::{
    BetweennessChoice, FigureOptions, Figures, Network, SocialRelationsModel, betweenness, connectivity,
    figures, social_relations_model, undirected,
};
use serde_json::Value;

type Row = HashMap<String, String>;

fn of_repository(set: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(set)
}

fn shared(set: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = std::env::var_os("MUTUA_SHARED_DATA").map_or(beside, PathBuf::from).join(set);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: {} is not there", folder.display());
    None
}

fn rows(file: &Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(file).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn reference(folder: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(folder.join("reference.json")).unwrap()).unwrap()
}

/// A network whose persons have names.
struct Named {
    names: Vec<String>,
    network: Network,
}

impl Named {
    /// Persons are those of the file of per-person figures, so that those without help are there too.
    fn new(nodes: &Path, rows: impl IntoIterator<Item = (String, String, f64)>) -> Self {
        let mut names: Vec<String> =
            self::rows(nodes).into_iter().map(|mut row| row.remove("id").unwrap()).collect();
        names.sort();
        let number = |name: &String| names.binary_search(name).unwrap() as u32;
        let rows: Vec<_> = rows.into_iter().map(|(a, b, w)| (number(&a), number(&b), w)).collect();
        let network = Network::new(names.len(), rows).unwrap();
        Self { names, network }
    }

    fn read(folder: &Path, file: &str, nodes: &str, weight: Option<&str>) -> Self {
        Self::of(folder, file, nodes, |row| weight.map_or(1.0, |column| row[column].parse().unwrap_or(0.0)))
    }

    fn of(folder: &Path, file: &str, nodes: &str, weight: impl Fn(&Row) -> f64) -> Self {
        let rows = rows(&folder.join(file));
        let rows = rows.iter().map(|row| (row["from"].clone(), row["to"].clone(), weight(row)));
        Self::new(&folder.join(nodes), rows)
    }

    fn check(&self, expected: &Value, nodes: &Path) {
        let options = FigureOptions { betweenness: BetweennessChoice::Exact, ..FigureOptions::default() };
        let found = figures(&self.network, &options);
        self.check_counts(&found, expected);
        check_closed_forms(&found, expected);
        check_order(&found, expected);
        self.check_fragility(&found, expected);
        self.check_persons(&found, nodes);
    }

    fn check_counts(&self, found: &Figures, expected: &Value) {
        assert_eq!(self.network.persons() as u64, expected["nodes"]);
        assert_eq!(self.network.arc_count() as u64, expected["arcs"]);
        assert_eq!(serde_json::to_value(found.reciprocity.dyad_census).unwrap(), expected["dyad_census"]);
        assert_eq!(found.connectivity.components.count as u64, expected["components_undirected"]);
        assert_eq!(found.connectivity.bridges.len() as u64, expected["bridges"]);
        assert_eq!(found.largest_strong_component as u64, expected["largest_strong_component"]);
        let points: BTreeSet<_> = found
            .connectivity
            .articulation_points
            .iter()
            .map(|&person| &*self.names[person as usize])
            .collect();
        let expected: BTreeSet<_> = expected["articulation_points"]
            .as_array()
            .unwrap()
            .iter()
            .map(|name| name.as_str().unwrap())
            .collect();
        assert_eq!(points, expected);
    }

    fn check_fragility(&self, found: &Figures, expected: &Value) {
        let totals = &expected["fragility_totals"];
        let sum = |of: fn(&mutua_analysis::network::Reliance) -> u32| -> u64 {
            found.fragility.iter().map(|reliance| u64::from(of(reliance))).sum()
        };
        assert_eq!(sum(|reliance| reliance.lose_all), totals["pairs_lose_all"]);
        assert_eq!(sum(|reliance| reliance.lose_half_or_more), totals["pairs_lose_half_or_more"]);
        for top in expected["fragility_top5"].as_array().unwrap() {
            let person = self.names.iter().position(|name| *name == top[0]).unwrap();
            assert_eq!(serde_json::to_value(found.fragility[person]).unwrap(), top[1]);
        }
    }

    fn check_persons(&self, found: &Figures, nodes: &Path) {
        let betweenness = &found.betweenness.as_ref().unwrap().of;
        let unit = found.order.unit_potential.as_ref().unwrap();
        let volume = found.order.volume_potential.as_ref().unwrap();
        for row in rows(nodes) {
            let person = self.names.iter().position(|name| *name == row["id"]).unwrap();
            let number = |column: &str| row[column].parse::<f64>().unwrap();
            let of = person as u32;
            assert_eq!(self.network.receivers(of).len() as f64, number("out_arcs"));
            assert_eq!(self.network.givers(of).len() as f64, number("in_arcs"));
            near("given", self.network.given(of), number("given"), 1e-9);
            near("received", self.network.received(of), number("received"), 1e-9);
            near("unit potential", unit[person], number("hodge_unit_potential"), 1e-6);
            near("volume potential", volume[person], number("hodge_volume_potential"), 1e-6);
            near("betweenness", betweenness[person], number("betweenness"), 1e-9);
        }
    }
}

/// The reference has ten digits.
fn near(what: &str, found: f64, expected: f64, tolerance: f64) {
    let tolerance = tolerance.max(1e-9) * expected.abs().max(1.0);
    assert!((found - expected).abs() <= tolerance, "{what}: {found} instead of {expected}");
}

fn same(found: Option<f64>, expected: &Value, key: &str, tolerance: f64) {
    match (found, expected[key].as_f64()) {
        (Some(found), Some(expected)) => near(key, found, expected, tolerance),
        (found, expected) => assert_eq!(found, expected, "{key}"),
    }
}

fn check_closed_forms(found: &Figures, expected: &Value) {
    let (reciprocity, concentration) = (&found.reciprocity, &found.concentration);
    for (key, found) in [
        ("reciprocity_default", reciprocity.default),
        ("reciprocity_ratio", reciprocity.ratio),
        ("density", reciprocity.density),
        ("garlaschelli_loffredo_rho", reciprocity.garlaschelli_loffredo_rho),
        ("katz_powell_rho", reciprocity.katz_powell_rho),
        ("total_weight", Some(reciprocity.total_weight)),
        ("squartini_r", reciprocity.squartini_r),
        ("net_imbalance_share", concentration.net_imbalance_share),
        ("gini_given", concentration.gini_given),
        ("gini_received", concentration.gini_received),
        ("hhi_given", concentration.hhi_given),
        ("hhi_received", concentration.hhi_received),
        ("mean_received_concentration_hhi", concentration.mean_received_concentration_hhi),
    ] {
        same(found, expected, key, 1e-9);
    }
}

fn check_order(found: &Figures, expected: &Value) {
    same(found.order.trophic_incoherence_f0, expected, "trophic_incoherence_F0", 1e-6);
    for (hodge, expected) in [
        (&found.order.hodge_unit, &expected["hodge_unit"]),
        (&found.order.hodge_volume, &expected["hodge_volume"]),
    ] {
        assert_eq!(hodge.pairs as u64, expected["pairs"]);
        assert_eq!(hodge.components as u64, expected["components"]);
        near("total_energy", hodge.total_energy, expected["total_energy"].as_f64().unwrap(), 1e-9);
        same(hodge.gradient_fraction, expected, "gradient_fraction", 1e-6);
        same(hodge.cyclic_fraction, expected, "cyclic_fraction", 1e-6);
        same(hodge.null_gradient_fraction, expected, "null_gradient_fraction", 1e-9);
        if expected["triangles"].is_u64() {
            let curl = hodge.curl.as_ref().unwrap();
            assert_eq!(curl.triangles as u64, expected["triangles"]);
            same(curl.curl_fraction, expected, "curl_fraction", 1e-6);
            same(curl.harmonic_fraction, expected, "harmonic_fraction", 1e-6);
        }
    }
}

fn check_model(found: Option<SocialRelationsModel>, expected: &Value) {
    let found = serde_json::to_value(found.unwrap()).unwrap();
    for (key, expected) in expected.as_object().unwrap() {
        match expected {
            Value::Number(number) => near(key, found[key].as_f64().unwrap(), number.as_f64().unwrap(), 1e-9),
            Value::Object(shares) if key == "shares" => {
                for (key, expected) in shares {
                    near(key, found["shares"][key].as_f64().unwrap(), expected.as_f64().unwrap(), 1e-9);
                }
            }
            _ => assert_eq!(key, "tripler_standard_errors"),
        }
    }
}

#[test]
fn the_planted_group_agrees() {
    let folder = of_repository("planted-group");
    let reference = reference(&folder);
    for (key, weight) in [("minutes", Some("minutes")), ("events", None)] {
        let nodes = format!("nodes_{key}.csv");
        Named::read(&folder, "events.csv", &nodes, weight).check(&reference[key], &folder.join(&nodes));
    }
}

#[test]
fn aid_in_nicaragua_agrees_by_each_telling() {
    let folder = of_repository("nicaragua-aid");
    let reference = reference(&folder);
    let said = |row: &Row, column: &str| row[column] == "1";
    type Telling = (&'static str, fn(bool, bool) -> bool);
    let tellings: [Telling; 4] = [
        ("receiver_report", |receiver, _| receiver),
        ("giver_report", |_, giver| giver),
        ("both", |receiver, giver| receiver && giver),
        ("either", |receiver, giver| receiver || giver),
    ];
    for (key, telling) in tellings {
        let nodes = format!("nodes_{key}.csv");
        let weight = |row: &Row| {
            f64::from(u8::from(telling(said(row, "said_by_receiver"), said(row, "said_by_giver"))))
        };
        Named::of(&folder, "dyads.csv", &nodes, weight).check(&reference[key], &folder.join(&nodes));
    }
}

#[test]
fn the_social_relations_model_agrees_in_nicaragua() {
    let folder = of_repository("nicaragua-aid");
    let expected = &reference(&folder)["social_relations_model"];
    let away =
        |name: &str| {
            expected["dropped_persons"].as_array().unwrap().iter().any(|one| {
                one.as_u64().is_some_and(|id| name.parse() == Ok(id)) || one.as_str() == Some(name)
            })
        };
    let all = rows(&folder.join("dyads.csv"));
    let asked: Vec<_> = all.iter().filter(|row| !away(&row["from"]) && !away(&row["to"])).collect();
    let persons: BTreeSet<&String> = asked.iter().map(|row| &row["from"]).collect();
    let number = |name: &String| persons.iter().position(|one| *one == name).unwrap() as u32;
    let said = |row: &Row, column: &str| row[column].parse::<f64>().unwrap_or(0.0);
    for (key, columns) in [
        ("receiver_report", &["said_by_receiver"][..]),
        ("giver_report", &["said_by_giver"]),
        ("sum_of_reports", &["said_by_receiver", "said_by_giver"]),
    ] {
        let rows = asked.iter().map(|row| {
            let weight = columns.iter().map(|column| said(row, column)).sum();
            (number(&row["from"]), number(&row["to"]), weight)
        });
        let network = Network::new(persons.len(), rows).unwrap();
        check_model(social_relations_model(&network), &expected[key]);
    }
}

#[test]
fn managers_agree() {
    let Some(folder) = shared("krackhardt-managers") else { return };
    let reference = reference(&folder);
    for key in ["advice", "friendship", "reports_to"] {
        let nodes = format!("nodes_{key}.csv");
        let named = Named::read(&folder, &format!("{key}.csv"), &nodes, None);
        named.check(&reference[key], &folder.join(&nodes));
        if key != "reports_to" {
            check_model(social_relations_model(&named.network), &reference["social_relations_model"][key]);
        }
    }
}

#[test]
fn messages_agree() {
    let Some(folder) = shared("eies-messages") else { return };
    let reference = reference(&folder);
    let named = Named::read(&folder, "messages.csv", "nodes_messages.csv", Some("messages"));
    assert_eq!(named.network.left_out().to_oneself, 20);
    named.check(&reference["messages"], &folder.join("nodes_messages.csv"));
    let logarithms = named.network.map_weights(f64::ln_1p).unwrap();
    check_model(social_relations_model(&logarithms), &reference["social_relations_model_log1p"]);
}

#[test]
fn lawyers_agree() {
    let Some(folder) = shared("lazega-law") else { return };
    let reference = reference(&folder);
    for key in ["advice", "friends", "cowork"] {
        let nodes = format!("nodes_{key}.csv");
        Named::read(&folder, &format!("{key}.csv"), &nodes, None)
            .check(&reference[key], &folder.join(&nodes));
    }
}

#[test]
fn sharing_in_colombia_agrees_in_each_wave() {
    let Some(folder) = shared("colombia-sharing-waves") else { return };
    let reference = reference(&folder);
    let masked: Vec<Row> = rows(&folder.join("persons.csv"));
    for wave in 1..=4 {
        let (key, nodes) = (format!("sharing_wave{wave}"), format!("nodes_sharing_wave{wave}.csv"));
        let away: BTreeSet<&String> =
            masked.iter().filter(|row| row[&format!("masked_{wave}")] == "1").map(|row| &row["id"]).collect();
        let ties: Vec<Row> = rows(&folder.join("ties.csv"))
            .into_iter()
            .filter(|row| row["wave"] == wave.to_string() && row["kind"] == "sharing")
            .filter(|row| !away.contains(&row["from"]) && !away.contains(&row["to"]))
            .collect();
        let ties = ties.iter().map(|row| (row["from"].clone(), row["to"].clone(), 1.0));
        Named::new(&folder.join(&nodes), ties).check(&reference[&key], &folder.join(&nodes));
    }
}

#[test]
fn bats_agree() {
    let Some(folder) = shared("vampire-bat-help-log") else { return };
    let reference = reference(&folder);
    for (key, kind) in
        [("food_seconds", Some("food")), ("groom_seconds", Some("groom")), ("all_seconds", None)]
    {
        let nodes = format!("nodes_{key}.csv");
        let weight = |row: &Row| {
            if kind.is_none_or(|kind| row["kind"] == kind) { row["seconds"].parse().unwrap() } else { 0.0 }
        };
        Named::of(&folder, "events.csv", &nodes, weight).check(&reference[key], &folder.join(&nodes));
    }
}

#[test]
fn gifts_without_direction_agree() {
    let Some(folder) = shared("taro-exchange") else { return };
    let reference = reference(&folder);
    let ties = rows(&folder.join("ties.csv"));
    let number = |name: &str| name.parse::<u32>().unwrap() - 1;
    let mut builder = mutua_analysis::network::NetworkBuilder::undirected();
    for tie in &ties {
        builder.add(number(&tie["a"]), number(&tie["b"]), 1.0).unwrap();
    }
    let network = builder.build(22).unwrap();
    let (igraph, networkx) = (&reference["ties"]["igraph"], &reference["networkx"]);
    let (whole, held) = (undirected(&network), connectivity(&network));
    assert_eq!((whole.nodes as u64, whole.edges as u64), (22, igraph["edges"].as_u64().unwrap()));
    same(whole.transitivity_global, igraph, "transitivity_global", 1e-9);
    same(whole.average_clustering, networkx, "average_clustering", 1e-9);
    same(whole.mean_distance, igraph, "mean_distance", 1e-9);
    assert_eq!(whole.diameter.map(u64::from), igraph["diameter"].as_u64());
    assert_eq!(whole.edge_connectivity, Some(3));
    assert_eq!(whole.vertex_connectivity, Some(2));
    assert_eq!(held.biconnected_components as u64, igraph["biconnected_components"]);
    assert_eq!((held.articulation_points.len(), held.bridges.len()), (0, 0));
    for (person, found) in betweenness(&network).of.iter().enumerate() {
        near(
            "betweenness",
            *found,
            networkx["betweenness"][(person + 1).to_string()].as_f64().unwrap(),
            1e-9,
        );
        assert_eq!(network.receivers(person as u32).len() as u64, igraph["degree"][person]);
    }
}
