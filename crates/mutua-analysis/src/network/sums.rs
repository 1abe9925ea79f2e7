//! Sums in parallel that come out the same, bit by bit, whatever the number of threads: numbers are added in pieces of
//! fixed size, and the pieces in their order.

use rayon::prelude::*;

/// How many items make a piece.
pub(super) const PIECE: usize = 4096;

/// The sum of `term(i)` over `0..n`.
pub(super) fn sum(n: usize, term: impl Fn(usize) -> f64 + Sync) -> f64 {
    pieces(n, |range| range.map(&term).sum::<f64>()).into_iter().sum()
}

/// What `of` gives for each piece of `0..n`, in order.
pub(super) fn pieces<T: Send>(n: usize, of: impl Fn(std::ops::Range<usize>) -> T + Sync) -> Vec<T> {
    (0..n.div_ceil(PIECE)).into_par_iter().map(|k| of(k * PIECE..((k + 1) * PIECE).min(n))).collect()
}

/// `a / b`, or nothing where that has no meaning.
pub(super) fn ratio(a: f64, b: f64) -> Option<f64> {
    let share = a / b;
    (b != 0.0 && share.is_finite()).then_some(share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_do_not_depend_on_threads() {
        let term = |i: usize| 1.0 / (i as f64 + 0.3);
        let with = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| sum(100_003, term))
        };
        assert_eq!(with(1).to_bits(), with(2).to_bits());
        assert!((with(2) - (0..100_003).map(term).sum::<f64>()).abs() < 1e-10);
    }

    #[test]
    fn a_share_of_nothing_is_nothing() {
        assert_eq!(ratio(0.0, 0.0), None);
        assert_eq!(ratio(1.0, 0.0), None);
        assert_eq!(ratio(1.0, 4.0), Some(0.25));
    }
}
