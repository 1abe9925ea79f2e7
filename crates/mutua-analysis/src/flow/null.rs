//! How much would circulate if only chance chose the directions.

use rand::RngExt;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

use super::circulation::pairs::Pairs;
use super::circulation::share_of;
use super::error::FlowError;
use super::limits::Limits;

/// Circulation shares of a network whose directions chance has chosen. Made by [`direction_flip_null`].
#[derive(Debug, Clone, PartialEq)]
pub struct FlipNull {
    /// The share of the network as it is
    pub observed: f64,
    /// The share of each draw, in the order of draws
    pub shares: Vec<f64>,
    /// Their mean
    pub mean: f64,
    /// Their standard deviation (of a sample: divided by one less than the draws); 0 for a single draw
    pub sd: f64,
    sorted: Vec<f64>,
}

/// Shares nearer than this count as the same: they differ by rounding only.
const SAME: f64 = 1e-12;

impl FlipNull {
    fn new(observed: f64, shares: Vec<f64>) -> Self {
        let draws = shares.len() as f64;
        let mean = shares.iter().sum::<f64>() / draws;
        let squares: f64 = shares.iter().map(|share| (share - mean).powi(2)).sum();
        let sd = if shares.len() > 1 { (squares / (draws - 1.0)).sqrt() } else { 0.0 };
        let mut sorted = shares.clone();
        sorted.sort_by(f64::total_cmp);
        Self { observed, shares, mean, sd, sorted }
    }

    /// The quantile of the draws at `probability` in `[0, 1]`, between two draws on the straight line between them
    /// (type 7 of Hyndman & Fan 1996).
    ///
    /// # Panics
    /// Where `probability` isn't in `[0, 1]`.
    #[must_use]
    pub fn quantile(&self, probability: f64) -> f64 {
        assert!((0.0..=1.0).contains(&probability), "a probability is between 0 and 1");
        let place = probability * (self.sorted.len() - 1) as f64;
        let below = place.floor() as usize;
        let above = (below + 1).min(self.sorted.len() - 1);
        self.sorted[below] + (place - below as f64) * (self.sorted[above] - self.sorted[below])
    }

    /// Share of draws below the observed figure; draws equal to it count half.
    #[must_use]
    pub fn stands_at(&self) -> f64 {
        let below = self.shares.iter().filter(|share| **share < self.observed - SAME).count();
        let equal = self.shares.iter().filter(|share| (**share - self.observed).abs() <= SAME).count();
        (below as f64 + equal as f64 / 2.0) / self.shares.len() as f64
    }

    /// How likely chance gives as little circulation as was observed, or less: `(1 + draws at most as high) / (1 + draws)`.
    #[must_use]
    pub fn p_lower(&self) -> f64 {
        self.p(|share| share <= self.observed + SAME)
    }

    /// How likely chance gives as much circulation as was observed, or more: `(1 + draws at least as high) / (1 + draws)`.
    #[must_use]
    pub fn p_upper(&self) -> f64 {
        self.p(|share| share >= self.observed - SAME)
    }

    fn p(&self, counts: impl Fn(f64) -> bool) -> f64 {
        let extreme = self.shares.iter().filter(|share| counts(**share)).count();
        (1 + extreme) as f64 / (1 + self.shares.len()) as f64
    }
}

/// The share of help that circulates where each two persons swap what they give each other with probability 1/2.
///
/// This keeps who has to do with whom and how much, and the share returned within pairs; it loses every order of ranks. So a
/// share below it says that help runs down a hierarchy, and one within it that longer circles are what chance makes.
///
/// Draw `k` of a seed is the same whatever the number of draws and of threads. Each draw may take as much work as
/// `limits` say.
///
/// # Errors
/// As [`circulation`](fn@super::circulation); [`FlowError::NoDraws`] for no draws; [`FlowError::Stopped`] where the
/// limits came before a draw was exact, because a mean over brackets would be a guess.
///
/// # Examples
/// Three persons who help in a circle. Of the eight ways to choose directions two are circles, the others give nothing
/// back:
/// ```
/// use mutua_analysis::flow::{Limits, direction_flip_null};
///
/// let ties = [(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0)];
/// let null = direction_flip_null(3, &ties, 2000, 7, &Limits::none())?;
///
/// assert_eq!(null.observed, 1.0);
/// assert!((null.mean - 0.25).abs() < 0.04);
/// assert!((null.sd - 0.433).abs() < 0.02);
/// assert_eq!(null.quantile(0.5), 0.0);
/// assert!(null.p_upper() < 0.3);
/// # Ok::<(), mutua_analysis::flow::FlowError>(())
/// ```
pub fn direction_flip_null(
    persons: usize,
    ties: &[(u32, u32, f64)],
    draws: usize,
    seed: u64,
    limits: &Limits<'_>,
) -> Result<FlipNull, FlowError> {
    if draws == 0 {
        return Err(FlowError::NoDraws);
    }
    let pairs = Pairs::new(persons, ties)?;
    let observed = share_of(&pairs, limits).ok_or(FlowError::Stopped)?;
    let shares = (0..draws as u64)
        .into_par_iter()
        .map_init(
            || pairs.clone(),
            |drawn, draw| {
                flip(&pairs, drawn, seed, draw);
                share_of(drawn, limits)
            },
        )
        .collect::<Option<Vec<f64>>>()
        .ok_or(FlowError::Stopped)?;
    Ok(FlipNull::new(observed, shares))
}

fn flip(pairs: &Pairs, drawn: &mut Pairs, seed: u64, draw: u64) {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(draw);
    let mut bits = 0u64;
    for (position, (pair, own)) in pairs.list.iter().zip(&mut drawn.list).enumerate() {
        if position % 64 == 0 {
            bits = rng.random();
        }
        own.units = if bits & 1 == 1 { [pair.units[1], pair.units[0]] } else { pair.units };
        bits >>= 1;
    }
}
