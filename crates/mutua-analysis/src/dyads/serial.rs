//! The likelihood's sums when a member's residuals correlate over time.
//!
//! The two residuals of a time follow a stationary autoregression of order one with the same coefficient:
//! `cov(e_i(t), e_j(s)) = R_ij serial^|t - s|` (in SAS "UN@AR(1)"; Kenny, Kashy & Cook 2006, ch. 13). It is a Markov process, so
//! that a Kalman filter (Harvey 1989, ch. 3) gives the exact likelihood, whichever days of whichever member are missing, in
//! time proportional to the rows.

use rayon::prelude::*;

use super::blocks::Cells;
use super::symmetric::Symmetric;
use super::two::{Covariance, Two};

/// Dyads summed by one task: fixed, so that sums are the same for any number of threads.
const CHUNK: usize = 512;

/// Sums of rows of which the residuals correlate over time.
pub(super) struct Serial<'a> {
    pub cells: Cells<'a>,
    pub dyads: Vec<std::ops::Range<usize>>,
}

impl Serial<'_> {
    /// `W' V^-1 W` and the logarithm of the determinant of `V`, or `None` where `V` isn't positive definite.
    pub(super) fn evaluate(&self, covariance: &Covariance) -> Option<(Symmetric, f64)> {
        let residual = covariance.residual;
        if !(residual.determinant() > 0.0 && residual.a > 0.0 && covariance.serial.abs() < 1.0) {
            return None;
        }
        let parts: Vec<Option<(Symmetric, f64)>> = self
            .dyads
            .par_chunks(CHUNK)
            .map(|dyads| {
                let mut filter = Filter::new(self.cells.width, covariance);
                for range in dyads {
                    filter.dyad(&self.cells, range.clone())?;
                }
                Some((filter.sum, filter.log_determinant))
            })
            .collect();
        let mut sum = Symmetric::zero(self.cells.width);
        let mut log_determinant = 0.0;
        for part in parts {
            let (part, log) = part?;
            sum.add(1.0, &part);
            log_determinant += log;
        }
        Some((sum, log_determinant))
    }
}

/// A filter that runs over every column of a dyad at once, and over the members' intercepts as two columns more.
struct Filter<'a> {
    covariance: &'a Covariance,
    width: usize,
    sum: Symmetric,
    log_determinant: f64,
    /// What is expected of each member, by column
    expected: [Vec<f64>; 2],
    /// How uncertain that is
    uncertain: Two,
    surprise: Vec<f64>,
    /// `Z' D^-1 W`
    between: [Vec<f64>; 2],
    /// `Z' D^-1 Z`
    known: Two,
}

impl<'a> Filter<'a> {
    fn new(width: usize, covariance: &'a Covariance) -> Self {
        Self {
            covariance,
            width,
            sum: Symmetric::zero(width),
            log_determinant: 0.0,
            expected: [vec![0.0; width + 2], vec![0.0; width + 2]],
            uncertain: covariance.residual,
            surprise: vec![0.0; width + 2],
            between: [vec![0.0; width], vec![0.0; width]],
            known: Two::ZERO,
        }
    }

    fn dyad(&mut self, cells: &Cells<'_>, range: std::ops::Range<usize>) -> Option<()> {
        self.expected.iter_mut().for_each(|e| e.fill(0.0));
        self.uncertain = self.covariance.residual;
        let intercepts = self.covariance.intercepts;
        let mut last = None;
        for k in range {
            if let Some(last) = last.replace(cells.time[k]) {
                self.pass(cells.time[k] - last);
            }
            self.observe(usize::from(cells.member[k]), cells.row(k))?;
        }
        if !intercepts.is_zero() {
            let (m, log) = self.known.absorbed(intercepts)?;
            self.log_determinant += log;
            let [first, second] = &self.between;
            self.sum.add_square(-m.a, first);
            self.sum.add_cross(-m.b, first, second);
            self.sum.add_square(-m.c, second);
        }
        self.between.iter_mut().for_each(|b| b.fill(0.0));
        self.known = Two::ZERO;
        Some(())
    }

    /// Time passes.
    fn pass(&mut self, gap: i64) {
        if gap == 0 {
            return;
        }
        let kept = self.covariance.serial.powi(i32::try_from(gap).unwrap_or(i32::MAX));
        self.expected.iter_mut().flatten().for_each(|e| *e *= kept);
        let (old, new) = (kept * kept, 1.0 - kept * kept);
        let (u, r) = (self.uncertain, self.covariance.residual);
        self.uncertain = Two { a: old * u.a + new * r.a, b: old * u.b + new * r.b, c: old * u.c + new * r.c };
    }

    /// A member's row is seen.
    fn observe(&mut self, member: usize, row: &[f64]) -> Option<()> {
        let u = self.uncertain;
        let (variance, other) = if member == 0 { (u.a, u.c) } else { (u.c, u.a) };
        if !(variance > 0.0 && variance.is_finite()) {
            return None;
        }
        let intercepts = [f64::from(u8::from(member == 0)), f64::from(u8::from(member == 1))];
        for ((surprise, value), expected) in
            self.surprise.iter_mut().zip(row.iter().chain(&intercepts)).zip(&self.expected[member])
        {
            *surprise = value - expected;
        }
        let gain = u.b / variance;
        for (expected, surprise) in self.expected[1 - member].iter_mut().zip(&self.surprise) {
            *expected += gain * surprise;
        }
        for (expected, surprise) in self.expected[member].iter_mut().zip(&self.surprise) {
            *expected += surprise;
        }
        let rest = (other - u.b * gain).max(0.0);
        self.uncertain =
            if member == 0 { Two { a: 0.0, b: 0.0, c: rest } } else { Two { a: rest, b: 0.0, c: 0.0 } };
        self.log_determinant += variance.ln();
        let (values, z) = self.surprise.split_at(self.width);
        let precision = 1.0 / variance;
        self.sum.add_square(precision, values);
        if !self.covariance.intercepts.is_zero() {
            for (between, z) in self.between.iter_mut().zip(z) {
                for (b, v) in between.iter_mut().zip(values) {
                    *b += precision * z * v;
                }
            }
            self.known.a += precision * z[0] * z[0];
            self.known.b += precision * z[0] * z[1];
            self.known.c += precision * z[1] * z[1];
        }
        Some(())
    }
}
