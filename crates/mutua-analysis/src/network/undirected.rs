//! Figures of networks whose ties have no direction.

use rayon::prelude::*;
use serde::Serialize;

use super::graph::Network;
use super::pairs::Pairs;
use super::robustness;
use super::sums::ratio;

/// Persons times ties up to which all distances are measured.
const DISTANCES: u64 = 4_000_000_000;

/// Figures of ties without direction, whatever direction arcs have. Beyond the sizes that each field names, nothing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Undirected {
    /// Persons
    pub nodes: usize,
    /// Ties
    pub edges: usize,
    /// Closed triples among connected triples. Agrees with igraph's `transitivity(type = "global")`
    pub transitivity_global: Option<f64>,
    /// Mean over persons of the share of their pairs of neighbours who are tied; 0 for those with fewer than two.
    /// Watts & Strogatz (1998); agrees with networkx's `average_clustering`
    pub average_clustering: Option<f64>,
    /// The longest of all shortest ways (persons times ties up to 4e9)
    pub diameter: Option<u32>,
    /// The mean of all shortest ways between persons who can reach each other (same size)
    pub mean_distance: Option<f64>,
    /// How many ties must end to split the network; 0 where it is split (up to 2,000 persons)
    pub edge_connectivity: Option<usize>,
    /// How many persons must leave to split the network (up to 500 persons)
    pub vertex_connectivity: Option<usize>,
}

/// Figures of ties without direction.
///
/// ```
/// use mutua_analysis::network::{Network, undirected};
///
/// let square = [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0), (3, 0, 1.0)];
/// let found = undirected(&Network::new(4, square)?);
/// assert_eq!((found.edges, found.diameter), (4, Some(2)));
/// assert_eq!((found.edge_connectivity, found.vertex_connectivity), (Some(2), Some(2)));
/// assert_eq!(found.transitivity_global, Some(0.0));
/// # Ok::<(), mutua_analysis::network::NetworkError>(())
/// ```
#[must_use]
pub fn undirected(network: &Network) -> Undirected {
    let pairs = Pairs::of(network);
    let (transitivity_global, average_clustering) = clustering(&pairs);
    let (diameter, mean_distance) = distances(&pairs);
    Undirected {
        nodes: pairs.persons(),
        edges: pairs.count(),
        transitivity_global,
        average_clustering,
        diameter,
        mean_distance,
        edge_connectivity: robustness::edge_connectivity(&pairs),
        vertex_connectivity: robustness::vertex_connectivity(&pairs),
    }
}

fn clustering(pairs: &Pairs) -> (Option<f64>, Option<f64>) {
    let persons = pairs.persons();
    let of_person = |person: usize| {
        let row = pairs.others(person);
        let tied: usize = row.iter().map(|&other| in_both(row, pairs.others(other as usize))).sum();
        (tied as f64, (row.len() * row.len().saturating_sub(1)) as f64)
    };
    let triples: Vec<(f64, f64)> = (0..persons).into_par_iter().map(of_person).collect();
    let closed: f64 = triples.iter().map(|(closed, _)| closed).sum();
    let all: f64 = triples.iter().map(|(_, all)| all).sum();
    let local: f64 = triples.iter().map(|&(closed, all)| if all > 0.0 { closed / all } else { 0.0 }).sum();
    (ratio(closed, all), ratio(local, persons as f64))
}

/// How many are in both lists. The longer is searched for each of the shorter.
fn in_both(a: &[u32], b: &[u32]) -> usize {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.iter().filter(|one| long.binary_search(one).is_ok()).count()
}

fn distances(pairs: &Pairs) -> (Option<u32>, Option<f64>) {
    let persons = pairs.persons();
    if (persons as u64).saturating_mul(pairs.others.len() as u64) > DISTANCES {
        return (None, None);
    }
    let room = || (vec![u32::MAX; persons], Vec::with_capacity(persons));
    let found: Vec<(u32, u64, u64)> = (0..persons)
        .into_par_iter()
        .map_init(room, |(distance, order), source| from_one(pairs, source as u32, distance, order))
        .collect();
    let longest = found.iter().map(|(longest, ..)| *longest).max();
    let (sum, reached) = found.iter().fold((0, 0), |(sum, reached), of| (sum + of.1, reached + of.2));
    (longest, ratio(sum as f64, reached as f64))
}

/// The longest distance from `source`, the sum of all, and how many others were reached.
fn from_one(pairs: &Pairs, source: u32, distance: &mut [u32], order: &mut Vec<u32>) -> (u32, u64, u64) {
    order.push(source);
    distance[source as usize] = 0;
    let (mut at, mut longest, mut sum) = (0, 0, 0);
    while let Some(&person) = order.get(at) {
        longest = distance[person as usize];
        sum += u64::from(longest);
        for &other in pairs.others(person as usize) {
            if distance[other as usize] == u32::MAX {
                distance[other as usize] = longest + 1;
                order.push(other);
            }
        }
        at += 1;
    }
    let reached = order.len() as u64 - 1;
    order.drain(..).for_each(|person| distance[person as usize] = u32::MAX);
    (longest, sum, reached)
}
