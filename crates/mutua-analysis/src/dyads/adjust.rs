//! Probabilities of many tests at once.

fn ascending(p: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
    order
}

/// So that none of all that hold by chance is called otherwise, but 5 times in 100 (Holm 1979).
pub(super) fn holm(p: &[f64]) -> Vec<f64> {
    let mut adjusted = vec![0.0; p.len()];
    let mut largest = 0.0f64;
    for (rank, k) in ascending(p).into_iter().enumerate() {
        largest = largest.max(p[k] * (p.len() - rank) as f64).min(1.0);
        adjusted[k] = largest;
    }
    adjusted
}

/// So that of those called otherwise no more than 5 in 100 hold by chance (Benjamini & Hochberg 1995).
pub(super) fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let mut adjusted = vec![0.0; p.len()];
    let mut smallest = 1.0f64;
    for (rank, k) in ascending(p).into_iter().enumerate().rev() {
        smallest = smallest.min(p[k] * p.len() as f64 / (rank + 1) as f64);
        adjusted[k] = smallest;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_are_adjusted_as_r_does() {
        // p.adjust(c(.01, .04, .03, .005), "holm"); p.adjust(..., "BH")
        let p = [0.01, 0.04, 0.03, 0.005];
        let agree = |got: Vec<f64>, want: [f64; 4]| got.iter().zip(want).all(|(a, b)| (a - b).abs() < 1e-12);
        assert!(agree(holm(&p), [0.03, 0.06, 0.06, 0.02]));
        assert!(agree(benjamini_hochberg(&p), [0.02, 0.04, 0.04, 0.02]));
    }
}
