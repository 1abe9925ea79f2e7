//! From rows to a network: adds repeats up, in memory that grows with persons and ties and not with rows.

use rayon::prelude::*;

use super::graph::{Arcs, LeftOut, Network};

/// Weights above this are refused: their squares and sums would leave the range of numbers.
pub const LARGEST_WEIGHT: f64 = 1e100;

/// Persons of one bucket: few enough that its ties fit a processor's cache.
const BUCKET_BITS: u32 = 10;
/// Rows that wait before they are added up, at the least.
const WAITING: usize = 1 << 20;

/// Why a row can't be part of a network.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum NetworkError {
    /// A weight that is not a number, infinite, negative or beyond [`LARGEST_WEIGHT`]
    #[error("the weight {weight} of row {row} is not a number from 0 to 1e100")]
    Weight {
        /// Which row, from 0
        row: u64,
        /// The weight
        weight: f64,
    },
    /// A person whose number is not below the number of persons
    #[error("row {row} names person {person}, but there are only {persons} persons, numbered from 0")]
    Person {
        /// Which row, from 0
        row: u64,
        /// The person
        person: u32,
        /// How many there are
        persons: usize,
    },
}

/// Ties of up to 1,024 givers: sorted, each once.
#[derive(Debug, Default, Clone)]
struct Bucket {
    keys: Vec<u64>,
    weights: Vec<f64>,
}

/// Rows that were not yet added up. Weights are kept only from the first that isn't 1.
#[derive(Debug, Default, Clone)]
struct Waiting {
    keys: Vec<u64>,
    weights: Vec<f64>,
}

/// Builds a [`Network`] row by row.
///
/// Rows come in any order; rows with the same giver and receiver add up. Help to oneself and rows of weight 0 are left
/// out and counted. The order of rows changes nothing but the last digits of sums of weights that aren't whole numbers.
///
/// ```
/// use mutua_analysis::network::NetworkBuilder;
///
/// let mut builder = NetworkBuilder::new();
/// for (giver, receiver, minutes) in [(0, 1, 30.0), (1, 2, 10.0), (0, 1, 15.0), (2, 2, 5.0)] {
///     builder.add(giver, receiver, minutes)?;
/// }
/// let network = builder.build(3)?;
/// assert_eq!(network.arc_count(), 2);
/// assert_eq!(network.weight(0, 1), 45.0);
/// assert_eq!(network.left_out().to_oneself, 1);
/// # Ok::<(), mutua_analysis::network::NetworkError>(())
/// ```
#[derive(Debug, Default, Clone)]
pub struct NetworkBuilder {
    waiting: Waiting,
    buckets: Vec<Bucket>,
    stored: usize,
    rows: u64,
    highest: Option<(u32, u64)>,
    left_out: LeftOut,
    undirected: bool,
}

impl NetworkBuilder {
    /// A network of help, whose arcs go from giver to receiver.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A network whose ties have no direction: each row counts for both.
    #[must_use]
    pub fn undirected() -> Self {
        Self { undirected: true, ..Self::default() }
    }

    /// Adds a row: `from` helped `to`, by `weight` (times, minutes, …).
    ///
    /// # Errors
    /// Where the weight is not a number from 0 to [`LARGEST_WEIGHT`]. Nothing was added then, and more can be.
    #[inline]
    pub fn add(&mut self, from: u32, to: u32, weight: f64) -> Result<(), NetworkError> {
        let row = self.rows;
        if !(0.0..=LARGEST_WEIGHT).contains(&weight) {
            return Err(NetworkError::Weight { row, weight });
        }
        self.rows += 1;
        let person = from.max(to);
        if self.highest.is_none_or(|(highest, _)| person > highest) {
            self.highest = Some((person, row));
        }
        if from == to {
            self.left_out.to_oneself += 1;
        } else if weight == 0.0 {
            self.left_out.of_no_weight += 1;
        } else {
            self.waiting.push(from, to, weight);
            if self.undirected {
                self.waiting.push(to, from, weight);
            }
            if self.waiting.keys.len() >= WAITING.max(self.stored) {
                self.add_up();
            }
        }
        Ok(())
    }

    /// How many rows were added, those left out included.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// The network of `persons` persons, numbered from 0.
    ///
    /// # Errors
    /// Where a row named a person beyond those.
    pub fn build(mut self, persons: usize) -> Result<Network, NetworkError> {
        if let Some((person, row)) = self.highest.filter(|(person, _)| *person as usize >= persons) {
            return Err(NetworkError::Person { row, person, persons });
        }
        self.add_up();
        self.waiting = Waiting::default();
        let given = arcs_of(persons, self.buckets);
        Ok(Network::from_given(given, self.left_out, !self.undirected))
    }

    fn add_up(&mut self) {
        let Some((highest, _)) = self.highest else { return };
        let buckets = (highest >> BUCKET_BITS) as usize + 1;
        if self.buckets.len() < buckets {
            self.buckets.resize_with(buckets, Bucket::default);
        }
        let parts = self.waiting.part(buckets);
        self.waiting.clear();
        self.buckets.par_iter_mut().enumerate().for_each(|(b, bucket)| bucket.take_in(&parts, b));
        self.stored = self.buckets.iter().map(|bucket| bucket.keys.len()).sum();
    }
}

impl Waiting {
    #[inline]
    fn push(&mut self, from: u32, to: u32, weight: f64) {
        if weight != 1.0 && self.weights.is_empty() {
            self.weights.resize(self.keys.len(), 1.0);
            self.keys.push(key(from, to));
            self.weights.push(weight);
        } else {
            if !self.weights.is_empty() {
                self.weights.push(weight);
            }
            self.keys.push(key(from, to));
        }
    }

    fn clear(&mut self) {
        self.keys.clear();
        self.weights.clear();
    }

    /// Cuts what waits into pieces, and sorts each by bucket.
    fn part(&self, buckets: usize) -> Vec<Part> {
        const PIECE: usize = 1 << 19;
        (0..self.keys.len().div_ceil(PIECE))
            .into_par_iter()
            .map(|piece| {
                let range = piece * PIECE..((piece + 1) * PIECE).min(self.keys.len());
                let weights = self.weights.get(range.clone()).unwrap_or_default();
                Part::new(&self.keys[range], weights, buckets)
            })
            .collect()
    }
}

/// A piece of the rows that wait, sorted by bucket.
struct Part {
    starts: Vec<u32>,
    keys: Vec<u64>,
    weights: Vec<f64>,
}

impl Part {
    fn new(keys: &[u64], weights: &[f64], buckets: usize) -> Self {
        let bucket = |key: u64| (key >> (32 + BUCKET_BITS)) as usize;
        let mut starts = vec![0_u32; buckets + 1];
        for &key in keys {
            starts[bucket(key) + 1] += 1;
        }
        for b in 0..buckets {
            starts[b + 1] += starts[b];
        }
        let mut next = starts.clone();
        let mut part = Self { starts, keys: vec![0; keys.len()], weights: vec![0.0; weights.len()] };
        for (row, &key) in keys.iter().enumerate() {
            let place = &mut next[bucket(key)];
            part.keys[*place as usize] = key;
            if let Some(&weight) = weights.get(row) {
                part.weights[*place as usize] = weight;
            }
            *place += 1;
        }
        part
    }

    fn of(&self, bucket: usize) -> (&[u64], &[f64]) {
        let range = self.starts[bucket] as usize..self.starts[bucket + 1] as usize;
        (&self.keys[range.clone()], self.weights.get(range).unwrap_or_default())
    }
}

impl Bucket {
    fn take_in(&mut self, parts: &[Part], b: usize) {
        let rows: usize = parts.iter().map(|part| part.of(b).0.len()).sum();
        if rows == 0 {
            return;
        }
        let fresh = if parts.iter().all(|part| part.weights.is_empty()) {
            let mut keys = Vec::with_capacity(rows);
            parts.iter().for_each(|part| keys.extend_from_slice(part.of(b).0));
            keys.sort_unstable();
            Self::of_sorted(keys.into_iter().map(|key| (key, 1.0)))
        } else {
            let mut items = Vec::with_capacity(rows);
            for part in parts {
                let (keys, weights) = part.of(b);
                let weights = weights.iter().copied().chain(std::iter::repeat(1.0));
                items.extend(keys.iter().copied().zip(weights));
            }
            items.sort_unstable_by(|a: &(u64, f64), b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
            Self::of_sorted(items.into_iter())
        };
        *self = if self.keys.is_empty() { fresh } else { self.merged(&fresh) };
    }

    fn of_sorted(items: impl Iterator<Item = (u64, f64)>) -> Self {
        let mut bucket = Self::default();
        for (key, weight) in items {
            match (bucket.keys.last(), bucket.weights.last_mut()) {
                (Some(&last), Some(sum)) if last == key => *sum += weight,
                _ => {
                    bucket.keys.push(key);
                    bucket.weights.push(weight);
                }
            }
        }
        bucket.keys.shrink_to_fit();
        bucket.weights.shrink_to_fit();
        bucket
    }

    fn merged(&self, other: &Self) -> Self {
        let (mut i, mut j) = (0, 0);
        Self::of_sorted(std::iter::from_fn(|| {
            let (a, b) = (self.keys.get(i), other.keys.get(j));
            match (a, b) {
                (Some(a), b) if b.is_none_or(|b| a <= b) => {
                    i += 1;
                    Some((*a, self.weights[i - 1]))
                }
                (_, Some(b)) => {
                    j += 1;
                    Some((*b, other.weights[j - 1]))
                }
                _ => None,
            }
        }))
    }
}

#[inline]
fn key(from: u32, to: u32) -> u64 {
    u64::from(from) << 32 | u64::from(to)
}

/// Buckets, laid end to end.
fn arcs_of(persons: usize, buckets: Vec<Bucket>) -> Arcs {
    let total = buckets.iter().map(|bucket| bucket.keys.len()).sum();
    let mut starts = Vec::with_capacity(persons + 1);
    starts.push(0);
    let mut others = Vec::with_capacity(total);
    let mut weights = Vec::with_capacity(total);
    for bucket in buckets {
        for &key in &bucket.keys {
            let from = (key >> 32) as usize;
            starts.resize(from + 1, others.len());
            others.push(key as u32);
        }
        weights.extend_from_slice(&bucket.weights);
    }
    starts.resize(persons + 1, total);
    Arcs { starts, others, weights }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_no_weight() {
        let mut builder = NetworkBuilder::new();
        for weight in [f64::NAN, f64::INFINITY, -1.0, 1e101] {
            assert!(matches!(builder.add(0, 1, weight), Err(NetworkError::Weight { row: 0, .. })));
        }
        assert_eq!(builder.rows(), 0);
        builder.add(0, 1, 0.0).unwrap();
        builder.add(0, 1, LARGEST_WEIGHT).unwrap();
        let network = builder.build(2).unwrap();
        assert_eq!((network.arc_count(), network.left_out().of_no_weight), (1, 1));
    }

    #[test]
    fn refuses_a_person_that_is_not_there() {
        let mut builder = NetworkBuilder::new();
        builder.add(0, 1, 1.0).unwrap();
        builder.add(7, 1, 1.0).unwrap();
        let failure = builder.build(7).unwrap_err();
        assert_eq!(failure, NetworkError::Person { row: 1, person: 7, persons: 7 });
    }

    #[test]
    fn adds_up_in_rounds_as_at_once() {
        let mut builder = NetworkBuilder::new();
        let mut expected = std::collections::BTreeMap::new();
        let mut state = 1_u64;
        for row in 0..30_000_u64 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let (from, to) = ((state >> 40) as u32 % 3_000, (state >> 20) as u32 % 50);
            let weight = if row < 10_000 { 1.0 } else { ((state >> 33) % 8) as f64 };
            builder.add(from, to, weight).unwrap();
            if from != to && weight > 0.0 {
                *expected.entry((from, to)).or_insert(0.0) += weight;
            }
            if row % 7_000 == 6_999 {
                builder.add_up();
            }
        }
        let network = builder.build(3_000).unwrap();
        let found: Vec<_> = network.arcs().collect();
        let expected: Vec<_> = expected.into_iter().map(|((from, to), w)| (from, to, w)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_tie_without_direction_counts_both_ways() {
        let mut builder = NetworkBuilder::undirected();
        builder.add(0, 1, 2.0).unwrap();
        builder.add(1, 0, 3.0).unwrap();
        let network = builder.build(2).unwrap();
        assert_eq!((network.weight(0, 1), network.weight(1, 0)), (5.0, 5.0));
    }
}
