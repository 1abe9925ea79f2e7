//! The likelihood's sums when residuals of different times don't correlate.
//!
//! A dyad's covariance matrix is `V = D + Z G Z'`: `D` has a 2 by 2 block for each time with both members (compound
//! symmetry, or with two variances) and a single value for each time with one; `Z` has a column for each member and `G`
//! is the covariance of the members' intercepts. So `W' V^-1 W = W' D^-1 W - (Z' D^-1 W)' M (Z' D^-1 W)` with a 2 by 2 `M`
//! that depends on the dyad by its numbers of times alone. All of it is linear in cross-products that don't depend on
//! the parameters and can be summed once: an evaluation costs the same for ten dyads as for a million, as long as
//! they have the same few patterns of missing days.

use std::collections::BTreeMap;

use super::symmetric::Symmetric;
use super::two::{Covariance, Two};

/// What is known of one dyad: times with both members, with the first alone, with the second alone.
type Times = [u32; 3];

/// Dyads with the same numbers of times.
struct Alike {
    dyads: f64,
    /// Cross-products of the four sums of rows (first and second member where both are there, first alone, second
    /// alone), lower triangle, summed over dyads
    cross: Vec<Symmetric>,
}

/// The sums.
pub(super) struct Blocks {
    width: usize,
    /// Times with both, with the first alone, with the second alone
    times: [f64; 3],
    /// Cross-products where both are there: first with first, first with second, second with second
    both: [Symmetric; 3],
    /// Cross-products of those alone
    alone: [Symmetric; 2],
    /// By numbers of times; empty where no intercepts vary
    alike: BTreeMap<Times, Alike>,
}

/// Rows in order of dyad, time and member, as the likelihoods take them.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    /// Values in a row
    pub width: usize,
    pub values: &'a [f64],
    pub dyad: &'a [u32],
    pub time: &'a [i64],
    pub member: &'a [u8],
}

impl<'a> Cells<'a> {
    pub(super) fn row(&self, k: usize) -> &'a [f64] {
        &self.values[k * self.width..(k + 1) * self.width]
    }

    /// Whether the rows `k` and `k + 1` are the two members at one time.
    pub(super) fn is_pair(&self, k: usize) -> bool {
        k + 1 < self.dyad.len() && (self.dyad[k], self.time[k]) == (self.dyad[k + 1], self.time[k + 1])
    }

    /// The ranges of the dyads.
    pub(super) fn dyads(&self) -> Vec<std::ops::Range<usize>> {
        let mut ranges = Vec::new();
        let mut start = 0;
        for rows in self.dyad.chunk_by(|a, b| a == b) {
            ranges.push(start..start + rows.len());
            start += rows.len();
        }
        ranges
    }
}

impl Blocks {
    /// Sums over all rows, and by dyad too where intercepts may vary.
    pub(super) fn new(cells: Cells<'_>, with_intercepts: bool) -> Self {
        let width = cells.width;
        let zero = || Symmetric::zero(width);
        let mut blocks = Self {
            width,
            times: [0.0; 3],
            both: [zero(), zero(), zero()],
            alone: [zero(), zero()],
            alike: BTreeMap::new(),
        };
        let mut sums = [vec![0.0; width], vec![0.0; width], vec![0.0; width], vec![0.0; width]];
        for range in cells.dyads() {
            let mut times: Times = [0; 3];
            sums.iter_mut().for_each(|s| s.fill(0.0));
            let mut k = range.start;
            while k < range.end {
                let row = cells.row(k);
                if cells.is_pair(k) {
                    blocks.add_pair(row, cells.row(k + 1));
                    add(&mut sums[0], row);
                    add(&mut sums[1], cells.row(k + 1));
                    times[0] += 1;
                    k += 2;
                } else {
                    let member = usize::from(cells.member[k]);
                    blocks.alone[member].add_square(1.0, row);
                    add(&mut sums[2 + member], row);
                    times[1 + member] += 1;
                    k += 1;
                }
            }
            for (all, these) in blocks.times.iter_mut().zip(times) {
                *all += f64::from(these);
            }
            if with_intercepts {
                blocks.add_dyad(times, &sums);
            }
        }
        blocks
    }

    fn add_pair(&mut self, first: &[f64], second: &[f64]) {
        self.both[0].add_square(1.0, first);
        self.both[1].add_cross(1.0, first, second);
        self.both[2].add_square(1.0, second);
    }

    fn add_dyad(&mut self, times: Times, sums: &[Vec<f64>; 4]) {
        let width = self.width;
        let alike = self
            .alike
            .entry(times)
            .or_insert_with(|| Alike { dyads: 0.0, cross: vec![Symmetric::zero(width); 10] });
        alike.dyads += 1.0;
        let mut cross = alike.cross.iter_mut();
        for (j, sum) in sums.iter().enumerate() {
            for (other, cross) in sums[..j].iter().zip(cross.by_ref()) {
                cross.add_cross(1.0, sum, other);
            }
            if let Some(cross) = cross.next() {
                cross.add_square(1.0, sum);
            }
        }
    }

    /// `W' V^-1 W` and the logarithm of the determinant of `V`, or `None` where `V` isn't positive definite.
    pub(super) fn evaluate(&self, covariance: &Covariance) -> Option<(Symmetric, f64)> {
        let residual = covariance.residual;
        let determinant = residual.determinant();
        if !(determinant > 0.0 && residual.a > 0.0 && determinant.is_finite()) {
            return None;
        }
        let precision = residual.inverse();
        let mut sum = Symmetric::zero(self.width);
        sum.add(precision.a, &self.both[0]);
        sum.add(precision.b, &self.both[1]);
        sum.add(precision.c, &self.both[2]);
        sum.add(1.0 / residual.a, &self.alone[0]);
        sum.add(1.0 / residual.c, &self.alone[1]);
        let mut log_determinant = self.times[0] * determinant.ln()
            + self.times[1] * residual.a.ln()
            + self.times[2] * residual.c.ln();
        if !covariance.intercepts.is_zero() {
            for (times, alike) in &self.alike {
                let (weights, log) = absorb(*times, residual, precision, covariance.intercepts)?;
                log_determinant += alike.dyads * log;
                for (weight, cross) in weights.iter().zip(&alike.cross) {
                    sum.add(-weight, cross);
                }
            }
        }
        Some((sum, log_determinant))
    }
}

/// The weights of the cross-products of a dyad's four sums, and its part of the determinant.
fn absorb(times: Times, residual: Two, precision: Two, intercepts: Two) -> Option<([f64; 10], f64)> {
    let [both, first, second] = times.map(f64::from);
    let (alone_first, alone_second) = (1.0 / residual.a, 1.0 / residual.c);
    let known = Two {
        a: both * precision.a + first * alone_first,
        b: both * precision.b,
        c: both * precision.c + second * alone_second,
    };
    let (m, log) = known.absorbed(intercepts)?;
    // Z' D^-1 W is these combinations of the four sums.
    let combined =
        [[precision.a, precision.b, alone_first, 0.0], [precision.b, precision.c, 0.0, alone_second]];
    let mut weights = [0.0; 10];
    let mut next = weights.iter_mut();
    for j in 0..4 {
        for i in 0..=j {
            let [f, s] = combined;
            let weight = m.a * f[i] * f[j] + m.b * (f[i] * s[j] + s[i] * f[j]) + m.c * s[i] * s[j];
            if let Some(place) = next.next() {
                *place = weight;
            }
        }
    }
    Some((weights, log))
}

fn add(sum: &mut [f64], row: &[f64]) {
    for (s, v) in sum.iter_mut().zip(row) {
        *s += v;
    }
}
