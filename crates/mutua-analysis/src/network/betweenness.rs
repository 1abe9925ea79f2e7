//! Betweenness: how often a person lies on the shortest ways along which help can travel.

use std::sync::{Mutex, PoisonError};

use rand::SeedableRng;
use rand::seq::index;
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

use super::graph::{Arcs, Network, balanced, split};
use super::wave::{BYTES_A_PERSON, Dependencies, Ground, LANES, Rows, Wave};

/// Waves are dealt into this many groups, whatever the number of threads, and groups are added in order: so sums come
/// out the same.
const GROUPS: usize = 32;
/// As many waves go at once as there are threads and find room in so many bytes.
const ROOM: usize = 1 << 28;
/// Above this many persons, arcs are renumbered so that those of persons with many lie together.
const RENUMBERED: usize = 20_000;
/// How sure the bound of the error is.
pub const BETWEENNESS_CONFIDENCE: f64 = 0.9;

/// Betweenness of each person, from all sources or from some.
#[derive(Debug, Clone, PartialEq)]
pub struct Betweenness {
    /// For each person: number of pairs of others on whose shortest ways they lie, parts of ways counted as parts.
    /// Not normalised
    pub of: Vec<f64>,
    /// How many sources were drawn; nothing where all were taken and the figures are exact
    pub sample: Option<Sample>,
}

/// How a sample was drawn, and how far it may be off.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// How many sources
    pub sources: usize,
    /// With the probability [`BETWEENNESS_CONFIDENCE`], no person's figure is further off than this (Hoeffding's
    /// inequality over all persons at once: safe and wide)
    pub error_bound: f64,
    /// For each person, the standard error of their figure
    pub standard_errors: Vec<f64>,
}

/// Exact betweenness: directed, each arc one step, not normalised. In a network without direction each pair counts once.
///
/// Source: Brandes (2001) *A faster algorithm for betweenness centrality*, J. Math. Sociol. 25:163-177. In time
/// proportional to persons times arcs, in parallel. Agrees with networkx and igraph.
///
/// ```
/// use mutua_analysis::network::{Network, betweenness};
///
/// // From 0 to 3 there are two ways, of which each of 1 and 2 has one.
/// let network = Network::new(4, [(0, 1, 1.0), (0, 2, 1.0), (1, 3, 1.0), (2, 3, 1.0)])?;
/// assert_eq!(betweenness(&network).of, [0.0, 0.5, 0.5, 0.0]);
/// # Ok::<(), mutua_analysis::network::NetworkError>(())
/// ```
#[must_use]
pub fn betweenness(network: &Network) -> Betweenness {
    let sources: Vec<u32> = (0..network.persons() as u32).collect();
    let found = from_sources(network, &sources, false);
    Betweenness { of: halved(network, found.sums), sample: None }
}

/// Betweenness estimated from `sources` persons drawn by `seed`, each equally likely, none twice.
///
/// Source: Brandes & Pich (2007) *Centrality estimation in large networks*, Int. J. Bifurcation and Chaos 17:2303-2318;
/// the bound is Hoeffding's (1963), which holds for draws without replacement, for all persons at once. Exact where
/// `sources` reaches the number of persons.
///
/// ```
/// use mutua_analysis::network::{Network, sampled_betweenness};
///
/// let ring = Network::new(100, (0..100).map(|i| (i, (i + 1) % 100, 1.0)))?;
/// let found = sampled_betweenness(&ring, 20, 7);
/// let sample = found.sample.unwrap();
/// // In a ring everyone's is 98 * 99 / 2.
/// assert!(found.of.iter().all(|estimate| (estimate - 4851.0).abs() <= sample.error_bound));
/// # Ok::<(), mutua_analysis::network::NetworkError>(())
/// ```
#[must_use]
pub fn sampled_betweenness(network: &Network, sources: usize, seed: u64) -> Betweenness {
    let persons = network.persons();
    if sources >= persons {
        return betweenness(network);
    }
    let drawn = index::sample(&mut ChaCha8Rng::seed_from_u64(seed), persons, sources);
    let drawn: Vec<u32> = drawn.into_iter().map(|person| person as u32).collect();
    let Dependencies { sums, squares } = from_sources(network, &drawn, true);
    let (n, k) = (persons as f64, sources as f64);
    let half = if network.is_directed() { 1.0 } else { 0.5 };
    let scale = if sources == 0 { 0.0 } else { n / k * half };
    let standard_error = |sum: f64, squares: f64| {
        let variance = (squares - sum * sum / k).max(0.0) / (k - 1.0);
        n * half * (variance / k * (1.0 - k / n)).sqrt()
    };
    let unlikely = 2.0 * n / (1.0 - BETWEENNESS_CONFIDENCE);
    let sample = Sample {
        sources,
        error_bound: n * half * (n - 2.0).max(0.0) * (unlikely.ln() / (2.0 * k)).sqrt(),
        standard_errors: sums
            .iter()
            .zip(&squares)
            .map(|(&sum, &squares)| standard_error(sum, squares))
            .collect(),
    };
    Betweenness { of: sums.iter().map(|sum| sum * scale).collect(), sample: Some(sample) }
}

fn halved(network: &Network, mut sums: Vec<f64>) -> Vec<f64> {
    if !network.is_directed() {
        sums.iter_mut().for_each(|sum| *sum /= 2.0);
    }
    sums
}

/// What all sources together depend on.
fn from_sources(network: &Network, sources: &[u32], squares: bool) -> Dependencies {
    let persons = network.persons();
    let renumbered = (persons > RENUMBERED).then(|| Renumbered::of(network));
    let Some(Renumbered { place, out, back }) = renumbered else {
        let ground = Ground::new(rows(&network.out), rows(&network.back));
        return along(&ground, persons, sources, squares);
    };
    let sources: Vec<u32> = sources.iter().map(|&source| place[source as usize]).collect();
    let found = along(&Ground::new(out.rows(), back.rows()), persons, &sources, squares);
    Dependencies { sums: moved_back(&found.sums, &place), squares: moved_back(&found.squares, &place) }
}

fn rows(arcs: &Arcs) -> Rows<'_> {
    Rows { starts: &arcs.starts, others: &arcs.others }
}

fn along(ground: &Ground<'_>, persons: usize, sources: &[u32], squares: bool) -> Dependencies {
    let groups = GROUPS.min(sources.len().div_ceil(LANES));
    let mut sums = Dependencies::none(persons, squares);
    let fit = ROOM / (persons * BYTES_A_PERSON).max(1);
    let at_once = rayon::current_num_threads().min(fit).max(1);
    let waves = Mutex::new(Vec::new());
    let all: Vec<usize> = (0..groups).collect();
    for some in all.chunks(at_once) {
        let found: Vec<Dependencies> = some
            .par_iter()
            .map(|group| {
                let mut of = Dependencies::none(persons, squares);
                let kept = waves.lock().unwrap_or_else(PoisonError::into_inner).pop();
                let mut wave = kept.unwrap_or_else(|| Wave::new(persons));
                for sources in sources.chunks(LANES).skip(*group).step_by(groups) {
                    wave.from(ground, sources, &mut of);
                }
                waves.lock().unwrap_or_else(PoisonError::into_inner).push(wave);
                of
            })
            .collect();
        found.iter().for_each(|group| sums.add(group));
    }
    sums
}

fn moved_back(values: &[f64], place: &[u32]) -> Vec<f64> {
    if values.is_empty() { Vec::new() } else { place.iter().map(|&at| values[at as usize]).collect() }
}

/// The same arcs, persons with the most arcs first: what is looked up most lies together.
struct Renumbered {
    /// The new number of each person
    place: Vec<u32>,
    out: Moved,
    back: Moved,
}

struct Moved {
    starts: Vec<usize>,
    others: Vec<u32>,
}

impl Renumbered {
    fn of(network: &Network) -> Self {
        let persons = network.persons();
        let mut order: Vec<u32> = (0..persons as u32).collect();
        let arcs = |person: usize| network.out.count(person) + network.back.count(person);
        order.par_sort_by_key(|&person| std::cmp::Reverse(arcs(person as usize)));
        let mut place = vec![0_u32; persons];
        order.iter().zip(0_u32..).for_each(|(&person, at)| place[person as usize] = at);
        let moved = |arcs| Moved::of(arcs, &order, &place);
        let (out, back) = rayon::join(|| moved(&network.out), || moved(&network.back));
        Self { place, out, back }
    }
}

impl Moved {
    fn of(arcs: &Arcs, order: &[u32], place: &[u32]) -> Self {
        let mut starts = Vec::with_capacity(order.len() + 1);
        starts.push(0);
        starts.extend(order.iter().scan(0, |end, &person| {
            *end += arcs.count(person as usize);
            Some(*end)
        }));
        let mut others = vec![0; arcs.others.len()];
        let ranges = balanced(&starts, GROUPS);
        let rows = split(&mut others, &starts, &ranges);
        ranges.par_iter().zip(rows).for_each(|(range, mut rows)| {
            for &person in &order[range.clone()] {
                let from = arcs.others(person as usize);
                let (row, rest) = std::mem::take(&mut rows).split_at_mut(from.len());
                row.iter_mut().zip(from).for_each(|(to, &other)| *to = place[other as usize]);
                row.sort_unstable();
                rows = rest;
            }
        });
        Self { starts, others }
    }

    fn rows(&self) -> Rows<'_> {
        Rows { starts: &self.starts, others: &self.others }
    }
}
