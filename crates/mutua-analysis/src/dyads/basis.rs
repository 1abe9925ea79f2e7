//! An orthonormal basis of a model's columns: well-conditioned whatever the units, and it tells which term is
//! determined by which.

use super::rows::DyadError;
use super::terms::Term;

/// Orthonormal columns with the outcome's least-squares residual, side by side in rows.
pub(super) struct Basis {
    /// Columns of the model
    pub terms: usize,
    /// Rows of `terms + 1` values; the last is the outcome's residual, scaled to a length of 1
    pub rows: Vec<f64>,
    /// Column-wise upper triangle of the change of basis: `X = Q R`
    triangle: Vec<Vec<f64>>,
    /// Least-squares coefficients in the basis
    outcome: Vec<f64>,
    /// Length of the residual
    pub scale: f64,
}

/// A column whose remainder is smaller than this part of it is taken for determined by the others.
const COLLINEAR: f64 = 1e-10;

impl Basis {
    /// By Gram-Schmidt, each column twice ("twice is enough", Giraud, Langou & Rozloznik 2005).
    pub(super) fn new(
        terms: &[Term],
        mut columns: Vec<Vec<f64>>,
        outcome: &[f64],
    ) -> Result<Self, DyadError> {
        let p = columns.len();
        let mut triangle: Vec<Vec<f64>> = Vec::with_capacity(p);
        for k in 0..p {
            let (done, rest) = columns.split_at_mut(k);
            let column = &mut rest[0];
            let before = length(column);
            let mut along = remove(done, column);
            let after = length(column);
            if after.is_nan() || after <= COLLINEAR * before {
                return Err(collinear(terms, &triangle, &along, k, before));
            }
            column.iter_mut().for_each(|v| *v /= after);
            along.push(after);
            triangle.push(along);
        }
        let mut residual = outcome.to_vec();
        let before = length(&residual);
        let along = remove(&columns, &mut residual);
        let scale = length(&residual);
        if scale.is_nan() || scale <= 1e-12 * before {
            return Err(DyadError::NoVariation);
        }
        let mut rows = Vec::with_capacity(outcome.len() * (p + 1));
        for (k, rest) in residual.iter().enumerate() {
            rows.extend(columns.iter().map(|c| c[k]));
            rows.push(rest / scale);
        }
        Ok(Self { terms: p, rows, triangle, outcome: along, scale })
    }

    /// Coefficients of the model's own columns, of the scaled residual's coefficients in the basis.
    pub(super) fn coefficients(&self, of_residual: &[f64]) -> Vec<f64> {
        let along = self.outcome.iter().zip(of_residual).map(|(a, b)| a + self.scale * b).collect();
        self.solve(along)
    }

    /// The covariance matrix of the model's own coefficients (its columns), of the one in the basis.
    pub(super) fn covariance(&self, in_basis: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let half: Vec<Vec<f64>> = in_basis.iter().map(|column| self.solve(column.clone())).collect();
        // half[j][i] = (R^-1 C)[i][j]; solving along j for each i gives R^-1 C R^-T.
        let p = half.len();
        (0..p).map(|i| self.solve((0..p).map(|j| half[j][i]).collect())).collect()
    }

    /// The logarithm of the determinant of `X'X`.
    pub(super) fn log_determinant(&self) -> f64 {
        2.0 * self.triangle.iter().enumerate().map(|(k, column)| column[k].ln()).sum::<f64>()
    }

    /// The value of a term in its own units, of a row of the basis.
    pub(super) fn original(&self, row: &[f64], term: usize) -> f64 {
        self.triangle[term].iter().zip(row).map(|(r, q)| r * q).sum()
    }

    /// The length of a term's column: no value of it is larger.
    pub(super) fn largest(&self, term: usize) -> f64 {
        length(&self.triangle[term])
    }

    fn solve(&self, b: Vec<f64>) -> Vec<f64> {
        solve_upper(&self.triangle, b)
    }
}

fn solve_upper(triangle: &[Vec<f64>], mut b: Vec<f64>) -> Vec<f64> {
    for k in (0..b.len()).rev() {
        b[k] /= triangle[k][k];
        for j in 0..k {
            b[j] -= triangle[k][j] * b[k];
        }
    }
    b
}

/// The length of a vector, safe for very large and very small values.
fn length(x: &[f64]) -> f64 {
    let largest = x.iter().fold(0.0f64, |m, v| m.max(v.abs()));
    if largest == 0.0 || !largest.is_finite() {
        return largest;
    }
    largest * x.iter().map(|v| (v / largest).powi(2)).sum::<f64>().sqrt()
}

/// Removes from `x` what lies along orthonormal columns, and gives how much that was.
fn remove(columns: &[Vec<f64>], x: &mut [f64]) -> Vec<f64> {
    let mut along = vec![0.0; columns.len()];
    for _ in 0..2 {
        for (column, sum) in columns.iter().zip(&mut along) {
            let dot: f64 = column.iter().zip(x.iter()).map(|(a, b)| a * b).sum();
            for (v, a) in x.iter_mut().zip(column) {
                *v -= dot * a;
            }
            *sum += dot;
        }
    }
    along
}

fn collinear(terms: &[Term], triangle: &[Vec<f64>], along: &[f64], k: usize, length: f64) -> DyadError {
    let weights = solve_upper(triangle, along.to_vec());
    let by = weights
        .iter()
        .enumerate()
        .filter(|(j, w)| w.abs() * triangle[*j].iter().map(|v| v * v).sum::<f64>().sqrt() > 1e-6 * length)
        .map(|(j, _)| terms[j])
        .collect();
    DyadError::Collinear { term: terms[k], by }
}
