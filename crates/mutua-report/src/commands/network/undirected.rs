//! The result for networks whose ties have no direction.

use std::collections::BTreeMap;

use mutua_analysis::network::{Betweenness, Undirected, betweenness_by_choice, connectivity, undirected};
use serde::Serialize;

use super::NetworkArgs;
use super::ranking::by_name;
use crate::read::{Rows, Ties};

/// Up to how many persons the result holds figures of each; `--nodes` has no such limit.
const EACH: usize = 1_000;

/// The figures of a network without direction.
#[derive(Serialize)]
pub(super) struct UndirectedResult {
    #[serde(flatten)]
    pub whole: Undirected,
    pub components: usize,
    pub articulation_points: Vec<String>,
    pub bridges: Vec<(String, String)>,
    pub biconnected_components: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub degree: Option<BTreeMap<String, usize>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub betweenness: Option<BTreeMap<String, f64>>,
    pub notes: Vec<String>,
    pub rows: Rows,
    #[serde(skip)]
    found: Option<Betweenness>,
    /// Names in order, and ties, for the drawing
    #[serde(skip)]
    pub names: Vec<String>,
    #[serde(skip)]
    pub ties: Vec<(u32, u32, f64)>,
}

impl UndirectedResult {
    pub(super) fn new(args: &NetworkArgs, ties: &Ties) -> Self {
        let held = connectivity(&ties.network);
        let found = betweenness_by_choice(&ties.network, args.figure_options().betweenness, args.seed);
        let name = |person: u32| ties.names.get(person).to_owned();
        let persons = by_name(&ties.names);
        let in_order = |person: &u32| (name(*person), ties.network.receivers(*person).len());
        let few = persons.len() <= EACH;
        let mut articulation_points: Vec<String> =
            held.articulation_points.iter().map(|&person| name(person)).collect();
        articulation_points.sort_unstable();
        let mut bridges: Vec<_> = held
            .bridges
            .iter()
            .map(|&(a, b)| if name(a) < name(b) { (name(a), name(b)) } else { (name(b), name(a)) })
            .collect();
        bridges.sort_unstable();
        let sample = found.as_ref().and_then(|found| found.sample.as_ref());
        let notes = sample.map(|sample| format!("Betweenness is estimated from {} persons.", sample.sources));
        Self {
            whole: undirected(&ties.network),
            components: held.components.count,
            articulation_points,
            bridges,
            biconnected_components: held.biconnected_components,
            degree: few.then(|| persons.iter().map(in_order).collect()),
            betweenness: found.as_ref().filter(|_| few).map(|found| {
                persons.iter().map(|&person| (name(person), found.of[person as usize])).collect()
            }),
            notes: notes.into_iter().collect(),
            rows: ties.rows.clone(),
            found,
            names: ties.names.iter().map(str::to_owned).collect(),
            ties: ties.network.arcs().filter(|(a, b, _)| a < b).collect(),
        }
    }

    pub(super) fn betweenness_by_person(&self) -> Option<&[f64]> {
        self.found.as_ref().map(|found| found.of.as_slice())
    }
}
