//! Betweenness: how often a person lies on the shortest ways along which help can travel.

use std::sync::{Mutex, PoisonError};

use rand::SeedableRng;
use rand::seq::index;
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

use super::graph::{Arcs, Network};

/// Sources are dealt into this many groups, whatever the number of threads, and groups are added in order: so sums come
/// out the same.
const GROUPS: usize = 32;
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
    let (sums, _) = from_sources(network, &sources, false);
    Betweenness { of: halved(network, sums), sample: None }
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
    let (sums, squares) = from_sources(network, &drawn, true);
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

/// For each person the sum over sources of how much the source depends on them, and of the squares.
fn from_sources(network: &Network, sources: &[u32], squares: bool) -> (Vec<f64>, Vec<f64>) {
    let persons = network.persons();
    let renumbered = (persons > RENUMBERED).then(|| Renumbered::of(&network.out));
    let (steps, place) = match &renumbered {
        Some(renumbered) => {
            (Steps { starts: &renumbered.starts, others: &renumbered.others }, Some(&renumbered.place))
        }
        None => (Steps { starts: &network.out.starts, others: &network.out.others }, None),
    };
    let groups = GROUPS.min(sources.len());
    let mut sums = vec![0.0; persons];
    let mut sums_of_squares = vec![0.0; if squares { persons } else { 0 }];
    // As many groups at once as there are threads: each needs room for all persons.
    let at_once = rayon::current_num_threads().max(1);
    let walkers = Mutex::new(Vec::new());
    let all: Vec<usize> = (0..groups).collect();
    for some in all.chunks(at_once) {
        let found: Vec<Group> = some
            .par_iter()
            .map(|group| {
                let mut of = Group::new(persons, squares);
                let kept = walkers.lock().unwrap_or_else(PoisonError::into_inner).pop();
                let mut walker = kept.unwrap_or_else(|| Walker::new(persons));
                for source in sources.iter().skip(*group).step_by(groups) {
                    let source = place.map_or(*source, |place| place[*source as usize]);
                    walker.from(steps, source, &mut of);
                }
                walkers.lock().unwrap_or_else(PoisonError::into_inner).push(walker);
                of
            })
            .collect();
        for group in found {
            sums.iter_mut().zip(&group.sums).for_each(|(sum, part)| *sum += part);
            sums_of_squares.iter_mut().zip(&group.squares).for_each(|(sum, part)| *sum += part);
        }
    }
    match place {
        Some(place) => (moved_back(&sums, place), moved_back(&sums_of_squares, place)),
        None => (sums, sums_of_squares),
    }
}

fn moved_back(values: &[f64], place: &[u32]) -> Vec<f64> {
    if values.is_empty() { Vec::new() } else { place.iter().map(|&at| values[at as usize]).collect() }
}

/// Sums over the sources of a group.
struct Group {
    sums: Vec<f64>,
    squares: Vec<f64>,
}

impl Group {
    fn new(persons: usize, squares: bool) -> Self {
        Self { sums: vec![0.0; persons], squares: vec![0.0; if squares { persons } else { 0 }] }
    }
}

/// Along which arcs one can go.
#[derive(Clone, Copy)]
struct Steps<'a> {
    starts: &'a [usize],
    others: &'a [u32],
}

impl Steps<'_> {
    #[inline]
    fn from(&self, person: u32) -> &[u32] {
        &self.others[self.starts[person as usize]..self.starts[person as usize + 1]]
    }
}

/// The same arcs, persons with the most arcs first.
struct Renumbered {
    starts: Vec<usize>,
    others: Vec<u32>,
    /// The new number of each person
    place: Vec<u32>,
}

impl Renumbered {
    fn of(arcs: &Arcs) -> Self {
        let persons = arcs.starts.len() - 1;
        let mut received = vec![0_u32; persons];
        arcs.others.iter().for_each(|&other| received[other as usize] += 1);
        let mut order: Vec<u32> = (0..persons as u32).collect();
        order.par_sort_by_key(|&person| std::cmp::Reverse(received[person as usize]));
        let mut place = vec![0_u32; persons];
        order.iter().zip(0_u32..).for_each(|(&person, at)| place[person as usize] = at);
        let mut starts = Vec::with_capacity(persons + 1);
        starts.push(0);
        let mut others = Vec::with_capacity(arcs.others.len());
        for &person in &order {
            let first = others.len();
            others.extend(arcs.others(person as usize).iter().map(|&other| place[other as usize]));
            others[first..].sort_unstable();
            starts.push(others.len());
        }
        Self { starts, others, place }
    }
}

/// Steps from a source. Few networks are deep, and in one byte the steps of all persons fit a processor's cache, where
/// each arc looks them up twice.
trait Level: Copy + Eq {
    /// Not reached
    const FAR: Self;

    /// Nothing where it is too deep for this kind of number.
    fn of(level: usize) -> Option<Self>;
}

impl Level for u8 {
    const FAR: Self = Self::MAX;

    fn of(level: usize) -> Option<Self> {
        Self::try_from(level).ok().filter(|level| *level != Self::FAR)
    }
}

impl Level for u32 {
    const FAR: Self = Self::MAX;

    fn of(level: usize) -> Option<Self> {
        Self::try_from(level).ok().filter(|level| *level != Self::FAR)
    }
}

/// Goes from one source after another.
struct Walker {
    persons: usize,
    shallow: Walk<u8>,
    /// Made when the first source reaches too deep
    deep: Option<Walk<u32>>,
}

impl Walker {
    fn new(persons: usize) -> Self {
        Self { persons, shallow: Walk::new(persons), deep: None }
    }

    fn from(&mut self, steps: Steps<'_>, source: u32, group: &mut Group) {
        if self.deep.is_none() && self.shallow.from(steps, source, group) {
            return;
        }
        // The others of a deep network are most likely as deep.
        let deep = self.deep.get_or_insert_with(|| Walk::new(self.persons));
        deep.from(steps, source, group);
    }
}

/// One search from one source, and the way back.
struct Walk<L> {
    /// Steps from the source
    distance: Vec<L>,
    /// Shortest ways from the source
    ways: Vec<f64>,
    /// On the way back: (1 + dependency) / ways
    share: Vec<f64>,
    order: Vec<u32>,
    levels: Vec<usize>,
    /// By what the ways of each level were divided, beside what those of the level before were
    scales: Vec<f64>,
}

/// Ways beyond this number are counted in larger units.
const MANY: f64 = 1e150;
/// Levels below this are too near for that many ways.
const DEEP: usize = 16;

impl<L: Level> Walk<L> {
    fn new(persons: usize) -> Self {
        Self {
            distance: vec![L::FAR; persons],
            ways: vec![0.0; persons],
            share: vec![0.0; persons],
            order: Vec::with_capacity(persons),
            levels: Vec::new(),
            scales: Vec::new(),
        }
    }

    /// Adds what the source depends on; adds nothing, and says no, where the network is too deep.
    fn from(&mut self, steps: Steps<'_>, source: u32, group: &mut Group) -> bool {
        let done = self.out(steps, source).and_then(|()| self.back(steps, source, group)).is_some();
        for &person in &self.order {
            self.distance[person as usize] = L::FAR;
        }
        self.order.clear();
        self.levels.clear();
        self.scales.clear();
        done
    }

    fn out(&mut self, steps: Steps<'_>, source: u32) -> Option<()> {
        self.distance[source as usize] = L::of(0)?;
        self.ways[source as usize] = 1.0;
        self.order.push(source);
        self.levels.push(0);
        let mut first = 0;
        while first < self.order.len() {
            let last = self.order.len();
            self.levels.push(last);
            let next = L::of(self.levels.len() - 1)?;
            for at in first..last {
                let person = self.order[at];
                let ways = self.ways[person as usize];
                for &other in steps.from(person) {
                    let distance = &mut self.distance[other as usize];
                    if *distance == L::FAR {
                        *distance = next;
                        self.ways[other as usize] = ways;
                        self.order.push(other);
                    } else if *distance == next {
                        self.ways[other as usize] += ways;
                    }
                }
            }
            self.scale(last);
            first = last;
        }
        Some(())
    }

    /// Counts the ways of the newest level in larger units where they are too many for a number.
    fn scale(&mut self, first: usize) {
        let level = &self.order[first..];
        let many = self.levels.len() > DEEP && level.iter().any(|&person| self.ways[person as usize] > MANY);
        if many {
            level.iter().for_each(|&person| self.ways[person as usize] /= MANY);
        }
        self.scales.push(if many { MANY } else { 1.0 });
    }

    fn back(&mut self, steps: Steps<'_>, source: u32, group: &mut Group) -> Option<()> {
        // Whether levels fit is known after the way out.
        for level in (0..self.levels.len() - 1).rev() {
            let next = L::of(level + 1)?;
            // The last level leads nowhere further.
            let leaf = level + 2 == self.levels.len();
            for at in self.levels[level]..self.levels[level + 1] {
                let person = self.order[at];
                let mut shares = 0.0;
                if !leaf {
                    for &other in steps.from(person) {
                        if self.distance[other as usize] == next {
                            shares += self.share[other as usize];
                        }
                    }
                }
                let ways = self.ways[person as usize];
                let dependency = ways * shares / self.scales[level];
                self.share[person as usize] = (1.0 + dependency) / ways;
                if person != source {
                    group.sums[person as usize] += dependency;
                    if let Some(squares) = group.squares.get_mut(person as usize) {
                        *squares += dependency * dependency;
                    }
                }
            }
        }
        Some(())
    }
}
