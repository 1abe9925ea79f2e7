//! Unordered pairs of persons between whom there is help, in either or both directions.

use rayon::prelude::*;
use serde::Serialize;

use super::graph::{Network, balanced, split};
use super::sums;

/// Pairs of persons by how help goes between them.
///
/// Source: Holland & Leinhardt (1970). Agrees with igraph's `dyad_census`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct DyadCensus {
    /// Help goes both ways
    pub mutual: u64,
    /// Help goes one way
    pub asymmetric: u64,
    /// There is none
    pub null: u64,
}

/// What is between `person` and one other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Between {
    pub other: u32,
    pub given: f64,
    pub received: f64,
}

/// Sums over pairs that many figures rest on.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Totals {
    pub mutual: u64,
    pub asymmetric: u64,
    /// Sum of arcs' weights
    pub weight: f64,
    /// Sum of the lesser direction of each pair
    pub lesser: f64,
    /// Sum of the product of both directions
    pub product: f64,
    /// Sum of squared weights of arcs
    pub squares: f64,
    /// Sum of (difference of the directions) squared
    pub unit_energy: f64,
    /// Sum of (difference of the directions) squared, over their sum
    pub volume_energy: f64,
    /// Pairs whose volume loses digits when kept short
    pub long: u64,
}

impl Totals {
    fn count(&mut self, between: Between) {
        let (a, b) = (between.given, between.received);
        if a > 0.0 && b > 0.0 {
            self.mutual += 1;
        } else {
            self.asymmetric += 1;
        }
        self.weight += a + b;
        self.lesser += a.min(b);
        self.product += a * b;
        self.squares += a * a + b * b;
        self.unit_energy += (a - b) * (a - b);
        self.volume_energy += (a - b) * ((a - b) / (a + b));
        self.long += u64::from(f64::from((a + b) as f32) != a + b);
    }

    fn plus(self, other: Self) -> Self {
        Self {
            mutual: self.mutual + other.mutual,
            asymmetric: self.asymmetric + other.asymmetric,
            weight: self.weight + other.weight,
            lesser: self.lesser + other.lesser,
            product: self.product + other.product,
            squares: self.squares + other.squares,
            unit_energy: self.unit_energy + other.unit_energy,
            volume_energy: self.volume_energy + other.volume_energy,
            long: self.long + other.long,
        }
    }
}

/// The pairs of each person: with whom, and how much help there is both ways together.
#[derive(Debug, Clone)]
pub(super) struct Pairs {
    pub starts: Vec<usize>,
    pub others: Vec<u32>,
    pub volumes: Volumes,
    pub totals: Totals,
}

/// Help both ways together, of each entry of [`Pairs`]. Counts and other small whole numbers take half the room.
#[derive(Debug, Clone)]
pub(super) enum Volumes {
    Short(Vec<f32>),
    Long(Vec<f64>),
}

/// A number that may be kept short.
pub(super) trait Volume: Copy + Default + Send + Sync + Into<f64> {
    fn of(volume: f64) -> Self;
}

impl Volume for f32 {
    fn of(volume: f64) -> Self {
        volume as Self
    }
}

impl Volume for f64 {
    fn of(volume: f64) -> Self {
        volume
    }
}

impl Pairs {
    pub fn of(network: &Network) -> Self {
        let persons = network.persons();
        let counted = sums::pieces(persons, |range| {
            let mut totals = Totals::default();
            let mut counts = Vec::with_capacity(range.len());
            for person in range {
                let mut count = 0;
                for between in network.between(person) {
                    count += 1;
                    if between.other as usize > person {
                        totals.count(between);
                    }
                }
                counts.push(count);
            }
            (counts, totals)
        });
        let mut starts = Vec::with_capacity(persons + 1);
        starts.push(0);
        let mut totals = Totals::default();
        for (counts, of_piece) in counted {
            totals = totals.plus(of_piece);
            for count in counts {
                starts.push(starts[starts.len() - 1] + count);
            }
        }
        let mut others = vec![0; starts[persons]];
        let volumes = if totals.long == 0 {
            Volumes::Short(filled(network, &starts, &mut others))
        } else {
            Volumes::Long(filled(network, &starts, &mut others))
        };
        Self { starts, others, volumes, totals }
    }

    pub fn persons(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many pairs there are.
    pub fn count(&self) -> usize {
        self.others.len() / 2
    }

    #[inline]
    pub fn others(&self, person: usize) -> &[u32] {
        &self.others[self.starts[person]..self.starts[person + 1]]
    }

    pub fn census(&self) -> DyadCensus {
        let persons = self.persons() as u64;
        let Totals { mutual, asymmetric, .. } = self.totals;
        let all = persons * persons.saturating_sub(1) / 2;
        DyadCensus { mutual, asymmetric, null: all - mutual - asymmetric }
    }
}

/// Fills in the others, and gives the volumes.
fn filled<V: Volume>(network: &Network, starts: &[usize], others: &mut [u32]) -> Vec<V> {
    let mut volumes = vec![V::default(); others.len()];
    let ranges = balanced(starts, 4 * rayon::current_num_threads());
    let others = split(others, starts, &ranges);
    let pieces = split(&mut volumes, starts, &ranges);
    ranges.into_par_iter().zip(others).zip(pieces).for_each(|((range, others), volumes)| {
        let mut places = others.iter_mut().zip(volumes);
        for between in range.flat_map(|person| network.between(person)) {
            if let Some((other, volume)) = places.next() {
                *other = between.other;
                *volume = V::of(between.given + between.received);
            }
        }
    });
    volumes
}

impl Network {
    /// With whom a person has help, others ascending.
    #[inline]
    pub(super) fn between(&self, person: usize) -> impl Iterator<Item = Between> + '_ {
        let (receivers, given) = (self.out.others(person), self.out.weights(person));
        let (givers, received) = (self.back.others(person), self.back.weights(person));
        let (mut i, mut j) = (0, 0);
        std::iter::from_fn(move || {
            let to = receivers.get(i).copied();
            let from = givers.get(j).copied();
            let other = match (to, from) {
                (Some(to), Some(from)) => to.min(from),
                (to, from) => to.or(from)?,
            };
            let mut between = Between { other, given: 0.0, received: 0.0 };
            if to == Some(other) {
                between.given = given[i];
                i += 1;
            }
            if from == Some(other) {
                between.received = received[j];
                j += 1;
            }
            Some(between)
        })
    }
}
