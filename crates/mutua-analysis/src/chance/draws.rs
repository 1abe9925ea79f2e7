//! Draws from a Beta posterior.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Beta, Distribution};

/// An endless stream of draws from Beta(`a`, `b`), the same for the same seed.
///
/// ```
/// use mutua_analysis::chance::BetaDraws;
///
/// let first: Vec<f64> = BetaDraws::new(2.5, 7.5, 1).unwrap().take(3).collect();
/// let again: Vec<f64> = BetaDraws::new(2.5, 7.5, 1).unwrap().take(3).collect();
/// assert_eq!(first, again);
/// ```
#[derive(Debug, Clone)]
pub struct BetaDraws {
    beta: Beta<f64>,
    rng: ChaCha8Rng,
}

impl BetaDraws {
    /// Parameters are counts plus prior; `None` where one isn't positive and finite.
    #[must_use]
    pub fn new(a: f64, b: f64, seed: u64) -> Option<Self> {
        if !(a.is_finite() && b.is_finite()) {
            return None;
        }
        Some(Self { beta: Beta::new(a, b).ok()?, rng: ChaCha8Rng::seed_from_u64(seed) })
    }
}

impl Iterator for BetaDraws {
    type Item = f64;

    fn next(&mut self) -> Option<f64> {
        Some(self.beta.sample(&mut self.rng))
    }
}
