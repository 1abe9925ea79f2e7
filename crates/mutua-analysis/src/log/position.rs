//! Position on the line from dependence over interdependence to independence, and carrying.
//!
//! With rho the share of own needs that a person brings to others, and beta the share that they give of all help they
//! give or get:
//!
//! - I = max(0, 1 - 2 rho): keeping more than half to oneself;
//! - D = max(0, 1 - 2 beta) * min(1, 2 rho): bringing needs, and giving less than one gets;
//! - x = I - D, from -1 (dependence) over 0 (interdependence) to +1 (independence);
//! - carrying C = max(0, 2 beta - 1), apart from x: giving more than one gets.
//!
//! Both shares have Beta posteriors under Jeffreys priors; x and C follow by drawing from them. The definition and its
//! thirds are Mutua's own choices: they put the essays' continuum into numbers and claim no more.

use serde::{Deserialize, Serialize};

use super::needs::Keeping;
use super::ties::ENOUGH;
use crate::chance::BetaDraws;

/// Draws behind each position. At 2,000 the ends of an 80 % interval lie within a probability of 0.7 % (one standard
/// error) of where endless drawing would put them.
pub const DRAWS: usize = 2_000;

/// A word is said only where the whole interval lies on one side of this, or between it and its negative.
pub const THIRD: f64 = 1.0 / 3.0;

/// What a person gives and gets, in decayed episodes.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Exchange {
    /// Given to others.
    pub given: f64,
    /// Received from others.
    pub received: f64,
}

/// A posterior's median and its middle 80 %.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Half of the posterior lies below.
    pub median: f64,
    /// A tenth lies below.
    pub low: f64,
    /// A tenth lies above.
    pub high: f64,
    /// The largest standard error of the three that comes of drawing.
    pub drawing_error: f64,
}

/// Where on the line a position surely lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PositionWord {
    /// Below -1/3.
    Dependence,
    /// Between.
    Interdependence,
    /// Above 1/3.
    Independence,
}

/// A person's position.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Where, and how surely.
    pub x: Interval,
    /// The word, where the whole interval allows one.
    pub word: Option<PositionWord>,
}

/// x of one pair of shares.
///
/// ```
/// use mutua_analysis::log::continuum;
///
/// assert_eq!(continuum(0.0, 0.5), 1.0); // keeps everything
/// assert_eq!(continuum(1.0, 0.5), 0.0); // brings everything, gives as much as they get
/// assert_eq!(continuum(1.0, 0.0), -1.0); // brings everything, gives nothing
/// ```
#[must_use]
pub fn continuum(rho: f64, beta: f64) -> f64 {
    let independence = (1.0 - 2.0 * rho).max(0.0);
    let dependence = (1.0 - 2.0 * beta).max(0.0) * (2.0 * rho).min(1.0);
    independence - dependence
}

/// A person's position; `None` on fewer than five decayed needs or five decayed episodes.
///
/// The same `seed` draws the same stream for everyone, so that a person's position depends on nothing but their own
/// figures.
///
/// ```
/// use mutua_analysis::log::{Exchange, Keeping, PositionWord, position};
///
/// let keeping = Keeping { kept: 19.0, brought: 1.0 };
/// let found = position(&Exchange { given: 10.0, received: 10.0 }, &keeping, 1).unwrap();
/// assert!(found.x.low > 0.6 && found.x.high < 1.0);
/// assert_eq!(found.word, Some(PositionWord::Independence));
///
/// assert_eq!(position(&Exchange { given: 2.0, received: 2.0 }, &keeping, 1), None);
/// ```
#[must_use]
pub fn position(exchange: &Exchange, keeping: &Keeping, seed: u64) -> Option<Position> {
    position_with(exchange, keeping, seed, DRAWS)
}

/// [`position`] from another number of draws, at least 100.
#[must_use]
pub fn position_with(exchange: &Exchange, keeping: &Keeping, seed: u64, draws: usize) -> Option<Position> {
    let betas = betas(exchange, seed, draws)?;
    position_among(&betas, keeping, seed)
}

/// How much more a person gives than they get: C. `None` on fewer than five decayed episodes.
///
/// ```
/// use mutua_analysis::log::{Exchange, carrying};
///
/// let much = carrying(&Exchange { given: 45.0, received: 5.0 }, 1).unwrap();
/// assert!(much.low > 0.6 && much.high < 0.95);
/// assert_eq!(carrying(&Exchange { given: 2.0, received: 40.0 }, 1).unwrap().high, 0.0);
/// ```
#[must_use]
pub fn carrying(exchange: &Exchange, seed: u64) -> Option<Interval> {
    Some(carrying_among(betas(exchange, seed, DRAWS)?))
}

/// [`position`] and [`carrying`] from the same draws.
pub(crate) fn stand(
    exchange: &Exchange,
    keeping: &Keeping,
    seed: u64,
) -> (Option<Position>, Option<Interval>) {
    match betas(exchange, seed, DRAWS) {
        Some(betas) => (position_among(&betas, keeping, seed), Some(carrying_among(betas))),
        None => (None, None),
    }
}

/// Draws of the share given.
fn betas(exchange: &Exchange, seed: u64, draws: usize) -> Option<Vec<f64>> {
    if exchange.given + exchange.received < ENOUGH {
        return None;
    }
    let draw = BetaDraws::new(exchange.given + 0.5, exchange.received + 0.5, seed.wrapping_add(1))?;
    Some(draw.take(draws.max(100)).collect())
}

fn position_among(betas: &[f64], keeping: &Keeping, seed: u64) -> Option<Position> {
    if keeping.total() < ENOUGH {
        return None;
    }
    let rhos = BetaDraws::new(keeping.brought + 0.5, keeping.kept + 0.5, seed)?;
    let x = interval(rhos.zip(betas).map(|(rho, &beta)| continuum(rho, beta)).collect());
    Some(Position { x, word: word(&x) })
}

fn carrying_among(betas: Vec<f64>) -> Interval {
    interval(betas.into_iter().map(|beta| (2.0 * beta - 1.0).max(0.0)).collect())
}

fn word(x: &Interval) -> Option<PositionWord> {
    if x.low > THIRD {
        Some(PositionWord::Independence)
    } else if x.high < -THIRD {
        Some(PositionWord::Dependence)
    } else if x.low > -THIRD && x.high < THIRD {
        Some(PositionWord::Interdependence)
    } else {
        None
    }
}

/// Median and middle 80 % of draws. The error of each comes from the order statistics one standard error of the rank to
/// either side (David & Nagaraja 2003, *Order Statistics*, sec. 7.1).
fn interval(mut draws: Vec<f64>) -> Interval {
    draws.sort_unstable_by(f64::total_cmp);
    let (low, low_error) = quantile(&draws, 0.1);
    let (median, median_error) = quantile(&draws, 0.5);
    let (high, high_error) = quantile(&draws, 0.9);
    Interval { median, low, high, drawing_error: low_error.max(median_error).max(high_error) }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "ranks lie between 0 and the number of draws"
)]
fn quantile(sorted: &[f64], share: f64) -> (f64, f64) {
    let last = sorted.len().saturating_sub(1);
    let rank = share * last as f64;
    let at = |rank: f64| {
        let rank = rank.clamp(0.0, last as f64);
        let below = rank.floor();
        let (lower, upper) = (sorted[below as usize], sorted[(below as usize + 1).min(last)]);
        lower + (upper - lower) * (rank - below)
    };
    let spread = (sorted.len() as f64 * share * (1.0 - share)).sqrt();
    (at(rank), (at(rank + spread) - at(rank - spread)) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exchange(given: f64, received: f64) -> Exchange {
        Exchange { given, received }
    }

    fn keeping(kept: f64, brought: f64) -> Keeping {
        Keeping { kept, brought }
    }

    #[test]
    fn the_line_has_its_ends_and_its_middle() {
        assert_eq!(continuum(0.5, 0.5), 0.0);
        assert_eq!(continuum(0.5, 0.9), 0.0);
        assert_eq!(continuum(0.25, 0.25), 0.25);
        for rho in [0.0, 0.1, 0.5, 0.8, 1.0] {
            for beta in [0.0, 0.3, 0.5, 1.0] {
                assert!((-1.0..=1.0).contains(&continuum(rho, beta)));
            }
        }
    }

    #[test]
    fn words_need_the_whole_interval() {
        let word = |low, high| word(&Interval { median: 0.0, low, high, drawing_error: 0.0 });
        assert_eq!(word(0.34, 0.9), Some(PositionWord::Independence));
        assert_eq!(word(0.33, 0.9), None);
        assert_eq!(word(-0.9, -0.34), Some(PositionWord::Dependence));
        assert_eq!(word(-0.3, 0.3), Some(PositionWord::Interdependence));
        assert_eq!(word(-0.4, 0.3), None);
    }

    #[test]
    fn the_same_seed_gives_the_same_position() {
        let of = |seed| position(&exchange(12.0, 7.0), &keeping(6.0, 9.0), seed).unwrap();
        assert_eq!(of(7), of(7));
        let (one, other) = (of(7).x, of(8).x);
        assert!((one.median - other.median).abs() < 6.0 * one.drawing_error);
        assert!((one.low - other.low).abs() < 6.0 * one.drawing_error);
    }

    #[test]
    fn carrying_agrees_with_the_quantiles_of_its_beta() {
        // scipy.stats.beta.ppf([.1, .5, .9], 20.5, 5.5) * 2 - 1
        let exact = [0.365_302_640_329_287_4, 0.591_862_003_547_289_9, 0.768_520_501_781_186_9];
        let found = carrying(&exchange(20.0, 5.0), 3).unwrap();
        for (found_at, exact) in [found.low, found.median, found.high].into_iter().zip(exact) {
            assert!((found_at - exact).abs() < 4.0 * found.drawing_error, "{found_at} {exact}");
        }
        assert!(found.drawing_error < 0.01);
    }

    #[test]
    fn too_little_gives_nothing() {
        assert_eq!(position(&exchange(4.9, 0.0), &keeping(9.0, 9.0), 1), None);
        assert_eq!(position(&exchange(9.0, 9.0), &keeping(4.9, 0.0), 1), None);
        assert_eq!(carrying(&exchange(2.0, 2.0), 1), None);
    }
}
