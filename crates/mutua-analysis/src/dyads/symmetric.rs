//! Small symmetric matrices: the cross-products of a model's columns.
//!
//! They have about 3 to 15 rows and are factorised a few dozen times a fit, so a plain Cholesky serves better than a
//! linear algebra library's blocked one: of the cross-products of the predictors *and* the outcome it gives in one
//! pass the determinant, the coefficients, and (its last pivot) the residual sum of squares.

use std::ops::Range;

/// A symmetric matrix, of which only the lower triangle is kept, row after row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Symmetric {
    order: usize,
    lower: Vec<f64>,
}

fn at(row: usize, column: usize) -> usize {
    row * (row + 1) / 2 + column
}

impl Symmetric {
    pub(super) fn zero(order: usize) -> Self {
        Self { order, lower: vec![0.0; at(order, 0)] }
    }

    pub(super) fn order(&self) -> usize {
        self.order
    }

    pub(super) fn get(&self, row: usize, column: usize) -> f64 {
        self.lower[at(row.max(column), row.min(column))]
    }

    pub(super) fn set(&mut self, row: usize, column: usize, value: f64) {
        self.lower[at(row.max(column), row.min(column))] = value;
    }

    pub(super) fn is_finite(&self) -> bool {
        self.lower.iter().all(|v| v.is_finite())
    }

    /// The largest absolute value on the diagonal.
    pub(super) fn largest_diagonal(&self) -> f64 {
        (0..self.order).map(|k| self.get(k, k).abs()).fold(0.0, f64::max)
    }

    /// Adds `factor` times another of the same order.
    pub(super) fn add(&mut self, factor: f64, other: &Self) {
        if factor != 0.0 {
            for (mine, theirs) in self.lower.iter_mut().zip(&other.lower) {
                *mine += factor * theirs;
            }
        }
    }

    /// Adds `factor * x x'`.
    pub(super) fn add_square(&mut self, factor: f64, x: &[f64]) {
        let mut cells = self.lower.iter_mut();
        for (row, a) in x.iter().enumerate() {
            let scaled = factor * a;
            for (cell, b) in cells.by_ref().take(row + 1).zip(x) {
                *cell += scaled * b;
            }
        }
    }

    /// Adds `factor * (x y' + y x')`.
    pub(super) fn add_cross(&mut self, factor: f64, x: &[f64], y: &[f64]) {
        let mut cells = self.lower.iter_mut();
        for row in 0..x.len() {
            let (a, b) = (factor * x[row], factor * y[row]);
            for (cell, (c, d)) in cells.by_ref().take(row + 1).zip(x.iter().zip(y)) {
                *cell += a * d + b * c;
            }
        }
    }

    /// The lower Cholesky factor, or `None` where the matrix isn't positive definite (or holds something not finite).
    pub(super) fn factor(&self) -> Option<Factor> {
        let mut l = self.lower.clone();
        for row in 0..self.order {
            for column in 0..=row {
                let earlier = |r: usize| -> Range<usize> { at(r, 0)..at(r, column) };
                let dot: f64 = l[earlier(row)].iter().zip(&l[earlier(column)]).map(|(a, b)| a * b).sum();
                let rest = l[at(row, column)] - dot;
                if row == column {
                    if !(rest > 0.0 && rest.is_finite()) {
                        return None;
                    }
                    l[at(row, row)] = rest.sqrt();
                } else {
                    l[at(row, column)] = rest / l[at(column, column)];
                }
            }
        }
        Some(Factor { order: self.order, lower: l })
    }
}

/// A lower Cholesky factor `L` of `L L'`.
#[derive(Debug, Clone)]
pub(super) struct Factor {
    order: usize,
    lower: Vec<f64>,
}

impl Factor {
    pub(super) fn get(&self, row: usize, column: usize) -> f64 {
        if column > row { 0.0 } else { self.lower[at(row, column)] }
    }

    /// The logarithm of the determinant of the leading block of `L L'` of this order.
    pub(super) fn log_determinant(&self, order: usize) -> f64 {
        2.0 * (0..order).map(|k| self.get(k, k).ln()).sum::<f64>()
    }

    /// Solves `L' x = b` for the leading block of the order of `b`.
    pub(super) fn solve_transposed(&self, mut b: Vec<f64>) -> Vec<f64> {
        for row in (0..b.len()).rev() {
            let later: f64 = (row + 1..b.len()).map(|k| self.get(k, row) * b[k]).sum();
            b[row] = (b[row] - later) / self.get(row, row);
        }
        b
    }

    /// Solves `L x = b` for the leading block of the order of `b`.
    pub(super) fn solve(&self, mut b: Vec<f64>) -> Vec<f64> {
        for row in 0..b.len() {
            let earlier: f64 = (0..row).map(|k| self.get(row, k) * b[k]).sum();
            b[row] = (b[row] - earlier) / self.get(row, row);
        }
        b
    }

    /// The columns of the inverse of `L L'`.
    pub(super) fn inverse(&self, order: usize) -> Vec<Vec<f64>> {
        (0..order.min(self.order))
            .map(|k| {
                let mut unit = vec![0.0; order];
                unit[k] = 1.0;
                self.solve_transposed(self.solve(unit))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_factor_inverts_and_tells_the_determinant() {
        let mut m = Symmetric::zero(2);
        m.add_square(1.0, &[2.0, 1.0]);
        m.add_square(1.0, &[0.0, 3.0]);
        m.add_cross(0.5, &[1.0, 0.0], &[0.0, 2.0]);
        // [[4, 3], [3, 10]]
        let factor = m.factor().unwrap();
        assert!((factor.log_determinant(2) - 31f64.ln()).abs() < 1e-12);
        let inverse = factor.inverse(2);
        assert!((inverse[0][0] - 10.0 / 31.0).abs() < 1e-12);
        assert!((inverse[0][1] + 3.0 / 31.0).abs() < 1e-12);
        assert_eq!(m.order(), 2);
        m.add(-2.0, &m.clone());
        assert!(m.factor().is_none());
    }
}
