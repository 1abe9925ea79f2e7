//! What chance looks like: the `t` of people who aren't a pair.

use std::collections::HashSet;

use rand::{RngExt, SeedableRng};
use rayon::prelude::*;
use statrs::distribution::{ContinuousCDF, StudentsT};

use super::links::{LinkOptions, Series, next_day, shared_steps};

/// Values of `t`, by size and by absolute size.
pub(super) struct Null {
    signed: Vec<f64>,
    absolute: Vec<f64>,
}

impl Null {
    pub(super) fn new(mut signed: Vec<f64>) -> Self {
        signed.sort_by(f64::total_cmp);
        let mut absolute: Vec<f64> = signed.iter().map(|t| t.abs()).collect();
        absolute.sort_by(f64::total_cmp);
        Self { signed, absolute }
    }

    /// Of all ordered couples of people who are no pair and share enough days; where there are too many, of as many drawn.
    pub(super) fn of_strangers(series: &[Series], pairs: &[(usize, usize)], options: &LinkOptions) -> Self {
        let known: HashSet<(usize, usize)> = pairs.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]).collect();
        let persons = series.len();
        let couple = |k: usize| (k / persons, k % persons);
        let strangers = |k: &usize| {
            let (a, b) = couple(*k);
            a != b && !known.contains(&(a, b))
        };
        let t = |k: usize| {
            let (a, b) = couple(k);
            (shared_steps(&series[a], &series[b]) >= options.least_steps)
                .then(|| next_day(&series[a], &series[b]).map(|e| e.t))
                .flatten()
        };
        let all = persons.saturating_mul(persons);
        if all <= options.pseudo_pairs.saturating_mul(2) {
            let couples: Vec<usize> = (0..all).filter(strangers).collect();
            return Self::new(couples.into_par_iter().filter_map(t).collect());
        }
        // Drawn without repeats, in a fixed order whatever the threads; a few rounds, as not all share enough days.
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(options.seed);
        let mut drawn = HashSet::new();
        let mut found = Vec::new();
        for _ in 0..8 {
            let round: Vec<usize> = (0..options.pseudo_pairs)
                .map(|_| rng.random_range(0..all))
                .filter(|k| strangers(k) && drawn.insert(*k))
                .collect();
            found.extend(round.into_par_iter().filter_map(t).collect::<Vec<_>>());
            if found.len() >= options.pseudo_pairs {
                break;
            }
        }
        found.truncate(options.pseudo_pairs);
        Self::new(found)
    }

    pub(super) fn len(&self) -> usize {
        self.signed.len()
    }

    /// The absolute value below which this part lies: the smallest value with at least that part at or below it.
    pub(super) fn threshold(&self, part: f64) -> Option<f64> {
        let rank = (part * self.absolute.len() as f64).ceil().max(1.0) as usize;
        self.absolute.get(rank - 1).copied()
    }

    pub(super) fn part_below(&self, t: f64) -> f64 {
        self.absolute.partition_point(|a| *a < t.abs()) as f64 / self.absolute.len().max(1) as f64
    }

    /// The part that is as large, with the one that is asked for counted.
    pub(super) fn p(&self, t: f64) -> f64 {
        let below = self.absolute.partition_point(|a| *a < t.abs());
        (self.absolute.len() - below + 1) as f64 / (self.absolute.len() + 1) as f64
    }

    pub(super) fn part_beyond(&self, t: f64) -> Option<f64> {
        let below = self.absolute.partition_point(|a| *a <= t);
        (self.len() > 0).then(|| (self.len() - below) as f64 / self.len() as f64)
    }

    pub(super) fn median(&self) -> Option<f64> {
        middle(&self.signed)
    }
}

fn middle(sorted: &[f64]) -> Option<f64> {
    let n = sorted.len();
    (n > 0).then(|| 0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]))
}

/// The middle of many `t`, most of which are chance: its place and its width.
pub(super) struct Scaled {
    place: f64,
    width: f64,
}

impl Scaled {
    pub(super) fn of(null: &Null) -> Self {
        let place = null.median().unwrap_or(0.0);
        let mut off: Vec<f64> = null.signed.iter().map(|t| (t - place).abs()).collect();
        off.sort_by(f64::total_cmp);
        // The median of the absolute value of a standard normal is .6745.
        let width = middle(&off).unwrap_or(1.0) / 0.674_489_750_196_081_7;
        Self { place, width: width.max(1.0) }
    }

    /// Probability of a value as far out, of an effect that rests on `n` days.
    pub(super) fn p(&self, t: f64, n: usize) -> f64 {
        let z = ((t - self.place) / self.width).abs();
        let df = (n as f64 - 2.0).max(1.0);
        StudentsT::new(0.0, 1.0, df).map_or(1.0, |student| (2.0 * student.sf(z)).clamp(0.0, 1.0))
    }
}
