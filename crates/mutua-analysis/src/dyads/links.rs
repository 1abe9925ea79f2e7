//! Whether the days of two people are linked: does one's day carry over to the other's next day, more than chance?
//!
//! For persons a and b, `a(t + 1)` is regressed on `a(t)` and `b(t)`, each less the person's own mean, over the days on which
//! all three are known (a vector autoregression of order one, estimated direction by direction). A `t` beyond 1.96 is no
//! proof: days that are good or bad for everyone, and series that are no clean autoregressions, give such values more
//! often than 5 times in 100. So a pair is compared with *pseudo-pairs*: people who aren't a pair, on the same days, who
//! share all of that and nothing else (Ferrer & Helm 2013; Moulder et al. 2018 on surrogates).

use rayon::prelude::*;
use thiserror::Error;

use super::adjust::{benjamini_hochberg, holm};
use super::null::{Null, Scaled};
use super::two::Two;

/// What one person said, day by day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Series {
    /// Days in order, and what was said, less the mean
    pub(super) days: Vec<(i64, f64)>,
    /// Square sum of the scores, of which a part is what rounding leaves
    pub(super) scale: f64,
}

impl Series {
    /// A series of scores by day, in any order. What isn't finite is left out.
    ///
    /// # Errors
    /// The day of which there are two scores.
    pub fn new(scores: impl IntoIterator<Item = (i64, f64)>) -> Result<Self, i64> {
        let mut days: Vec<(i64, f64)> = scores.into_iter().filter(|(_, score)| score.is_finite()).collect();
        days.sort_by_key(|(day, _)| *day);
        if let Some(twice) = days.windows(2).find(|two| two[0].0 == two[1].0) {
            return Err(twice[0].0);
        }
        let scale = days.iter().map(|(_, s)| s * s).sum();
        Ok(Self { days, scale }.centred())
    }

    fn centred(mut self) -> Self {
        let mean = self.days.iter().map(|(_, s)| s).sum::<f64>() / self.days.len().max(1) as f64;
        self.days.iter_mut().for_each(|(_, s)| *s -= mean);
        self
    }

    /// How many days there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.days.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    /// Whether the score hardly ever changes, so that nothing can be said of what moves it.
    #[must_use]
    pub fn is_flat(&self) -> bool {
        let varies: f64 = self.days.iter().map(|(_, s)| s * s).sum();
        varies <= 1e-12 * self.scale
    }

    /// Two series on the days that both have, each less its mean over these.
    #[must_use]
    pub fn shared(a: &Self, b: &Self) -> (Self, Self) {
        let (mut left, mut right) =
            (Self { scale: a.scale, days: vec![] }, Self { scale: b.scale, days: vec![] });
        let mut theirs = b.days.iter().peekable();
        for (day, score) in &a.days {
            while theirs.next_if(|(other, _)| other < day).is_some() {}
            if let Some((_, other)) = theirs.next_if(|(other, _)| other == day) {
                left.days.push((*day, *score));
                right.days.push((*day, *other));
            }
        }
        (left.centred(), right.centred())
    }
}

/// What the day before says about a person's day.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct NextDay {
    /// Pairs of consecutive days it rests on
    pub n: usize,
    /// What one's own day carries over, per point
    pub own: f64,
    /// What the other's day carries over, per point
    pub from_other: f64,
    /// Standard error of `from_other`
    pub se: f64,
    /// `from_other / se`
    pub t: f64,
    /// Residual variance
    pub variance: f64,
}

/// Regresses a person's day on their own and the other's day before, without an intercept since both are centred.
///
/// Days count where the person said something then and the day after, and the other then. Nothing comes of it where
/// fewer than three such days are there, or one of the two hardly ever moves, or both move alike.
///
/// # Examples
/// ```
/// use mutua_analysis::dyads::{Series, next_day};
///
/// // b's day comes back in a's next day.
/// let b = [5.0, 7.0, 4.0, 6.0, 8.0, 3.0, 5.0, 6.0];
/// let a = [5.0, 5.1, 6.9, 4.2, 5.8, 8.1, 3.1, 4.9];
/// let series = |x: &[f64]| Series::new((0..).zip(x.iter().copied())).unwrap();
/// let found = next_day(&series(&a), &series(&b)).unwrap();
/// assert_eq!(found.n, 7);
/// assert!(found.from_other > 0.9 && found.t > 5.0);
/// ```
#[must_use]
pub fn next_day(person: &Series, other: &Series) -> Option<NextDay> {
    let (mut known, mut own_next, mut other_next, mut next_next) = (Two::ZERO, 0.0, 0.0, 0.0);
    let mut n = 0usize;
    let mut theirs = other.days.iter().peekable();
    for two in person.days.windows(2) {
        let ((day, own), (after, next)) = (two[0], two[1]);
        if day.checked_add(1) != Some(after) {
            continue;
        }
        while theirs.next_if(|(d, _)| *d < day).is_some() {}
        let Some((_, other)) = theirs.peek().filter(|(d, _)| *d == day) else { continue };
        known.a += own * own;
        known.b += own * other;
        known.c += other * other;
        own_next += own * next;
        other_next += other * next;
        next_next += next * next;
        n += 1;
    }
    let singular = known.determinant() <= 1e-12 * known.a * known.c;
    if n < 3 || person.is_flat() || other.is_flat() || singular {
        return None;
    }
    let inverse = known.inverse();
    let own = inverse.a * own_next + inverse.b * other_next;
    let from_other = inverse.b * own_next + inverse.c * other_next;
    let rest = (next_next - own * own_next - from_other * other_next).max(0.0);
    let variance = rest / (n as f64 - 2.0);
    let se = (variance * inverse.c).sqrt();
    (se > 0.0).then(|| NextDay { n, own, from_other, se, t: from_other / se, variance })
}

/// How strongly two persons' days keep what they were, together: the largest absolute eigenvalue of
/// `[[a.own, a.from_other], [b.from_other, b.own]]`. Below 1 the two return to their usual days.
#[must_use]
pub fn spectral_radius(a: &NextDay, b: &NextDay) -> f64 {
    let (half, product) = (0.5 * (a.own + b.own), a.from_other * b.from_other);
    let determinant = a.own * b.own - product;
    let discriminant = half * half - determinant;
    if discriminant >= 0.0 { half.abs() + discriminant.sqrt() } else { determinant.sqrt() }
}

/// Consecutive days on which both said something, and the day after too.
#[must_use]
pub fn shared_steps(a: &Series, b: &Series) -> usize {
    let (shared, _) = Series::shared(a, b);
    shared.days.windows(2).filter(|two| two[0].0.checked_add(1) == Some(two[1].0)).count()
}

/// What is said of a direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Linked {
    /// Beyond what people who aren't a pair show
    Linked,
    /// Within that
    NotBeyondChance,
    /// Too few days, or days that hardly differ
    NotEnoughToSay,
}

/// How the test is done.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LinkOptions {
    /// Consecutive days that two people must share before anything is said
    pub least_steps: usize,
    /// The part of pseudo-pairs that a pair has to exceed
    pub percentile: f64,
    /// At most so many pseudo-pairs (directions) are taken; where there are more, that many are drawn
    pub pseudo_pairs: usize,
    /// For drawing them
    pub seed: u64,
}

impl Default for LinkOptions {
    fn default() -> Self {
        Self { least_steps: 100, percentile: 0.95, pseudo_pairs: 20_000, seed: 0 }
    }
}

/// One direction of a pair: what the other's day does to this person's next.
#[derive(Debug, Clone, PartialEq)]
pub struct Direction {
    /// Whose next day
    pub person: usize,
    /// The effect; nothing where it can't be computed
    pub effect: Option<NextDay>,
    /// The part of the comparisons whose `|t|` is smaller
    pub percentile: Option<f64>,
    /// Probability of a `|t|` as large by chance
    pub p: Option<f64>,
    /// The same after taking into account how many directions were looked at
    pub p_adjusted: Option<f64>,
    /// What is said
    pub linked: Linked,
}

/// Two people's days.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Consecutive days that they share
    pub steps: usize,
    /// What the second person's day does to the first's next, and the other way round
    pub directions: [Direction; 2],
    /// See [`spectral_radius`]
    pub spectral_radius: Option<f64>,
}

/// What many people's days say.
#[derive(Debug, Clone, PartialEq)]
pub struct Links {
    /// One for each pair that was asked for
    pub pairs: Vec<Link>,
    /// Directions between people who aren't a pair that pairs were compared with
    pub pseudo: usize,
    /// The `|t|` that a direction has to exceed; nothing where too few pseudo-pairs were there
    pub threshold: Option<f64>,
    /// The part of pseudo-pairs beyond a `|t|` of 1.96, which would be .05 if the usual theory held
    pub pseudo_beyond_196: Option<f64>,
    /// Median of the `t` of pseudo-pairs: above 0 where days are good or bad for everyone
    pub pseudo_median: Option<f64>,
}

/// Why links can't be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum LinkError {
    /// A pair names a person who isn't there
    #[error("there is no person {0}")]
    NoSuchPerson(usize),
    /// A pair of a person with themselves
    #[error("person {0} can't be a pair alone")]
    Alone(usize),
}

/// So few pseudo-pairs tell no percentile: it takes 20 to have one beyond the 95th.
const LEAST_PSEUDO: usize = 20;

/// Tests whether the days of pairs are linked, each against everyone who isn't a pair.
///
/// Pseudo-pairs are all ordered couples of persons that aren't among `pairs` and share enough consecutive days. They live
/// through the same days, so what moves everyone at once moves them too. `p` is the part of pseudo-pairs with a `|t|` as
/// large (with the pair itself counted, Phipson & Smyth 2010); `p_adjusted` is Holm's (1979), over all directions that were
/// tested; what is *said* rests on the percentile alone, so of pairs that aren't linked about 5 directions in 100 are
/// called so.
///
/// # Errors
/// See [`LinkError`].
///
/// # Examples
/// Two people with hardly any days: not enough to say.
/// ```
/// use mutua_analysis::dyads::{LinkOptions, Linked, Series, link_pairs};
///
/// let short = Series::new([(0, 5.0), (1, 6.0), (2, 4.0), (3, 7.0)]).unwrap();
/// let links = link_pairs(&[short.clone(), short], &[(0, 1)], &LinkOptions::default()).unwrap();
/// assert_eq!(links.pairs[0].directions[0].linked, Linked::NotEnoughToSay);
/// ```
pub fn link_pairs(
    series: &[Series],
    pairs: &[(usize, usize)],
    options: &LinkOptions,
) -> Result<Links, LinkError> {
    check(series, pairs)?;
    let null = Null::of_strangers(series, pairs, options);
    let threshold = null.threshold(options.percentile).filter(|_| null.len() >= LEAST_PSEUDO);
    let mut found: Vec<Link> = pairs.par_iter().map(|pair| effects(series, *pair)).collect();
    for link in &mut found {
        let enough = link.steps >= options.least_steps;
        for direction in &mut link.directions {
            let Some(effect) = direction.effect.filter(|_| enough) else { continue };
            let Some(threshold) = threshold else { continue };
            direction.percentile = Some(null.part_below(effect.t));
            direction.p = Some(null.p(effect.t));
            direction.linked =
                if effect.t.abs() > threshold { Linked::Linked } else { Linked::NotBeyondChance };
        }
    }
    adjust(&mut found, holm);
    Ok(Links {
        pairs: found,
        pseudo: null.len(),
        threshold,
        pseudo_beyond_196: null.part_beyond(1.96),
        pseudo_median: null.median(),
    })
}

/// Looks at every pair of people, where it isn't known who belongs together.
///
/// There are no strangers to compare with then, so the middle of all directions serves as the picture of chance (Efron 2004,
/// empirical null): each `t` is taken less the median of all and divided by their spread (at least 1), which takes out what
/// common days do to everyone. `p_adjusted` bounds the share of false ones among those called linked (Benjamini & Hochberg
/// 1995), and a direction is called linked where it is below 1 less `options.percentile`.
#[must_use]
pub fn link_everyone(series: &[Series], options: &LinkOptions) -> (Vec<(usize, usize)>, Links) {
    let pairs: Vec<(usize, usize)> = (0..series.len()).flat_map(|b| (0..b).map(move |a| (a, b))).collect();
    let mut found: Vec<Link> = pairs.par_iter().map(|pair| effects(series, *pair)).collect();
    let enough = |link: &Link| link.steps >= options.least_steps;
    let all: Vec<f64> = found
        .iter()
        .filter(|link| enough(link))
        .flat_map(|link| link.directions.iter().filter_map(|d| d.effect.map(|e| e.t)))
        .collect();
    let null = Null::new(all);
    let scaled = (null.len() >= LEAST_PSEUDO).then(|| Scaled::of(&null));
    for link in found.iter_mut().filter(|link| enough(link)) {
        for direction in &mut link.directions {
            if let (Some(effect), Some(scaled)) = (direction.effect, &scaled) {
                direction.percentile = Some(null.part_below(effect.t));
                direction.p = Some(scaled.p(effect.t, effect.n));
            }
        }
    }
    adjust(&mut found, benjamini_hochberg);
    for direction in found.iter_mut().flat_map(|link| &mut link.directions) {
        if let Some(p) = direction.p_adjusted {
            direction.linked =
                if p <= 1.0 - options.percentile { Linked::Linked } else { Linked::NotBeyondChance };
        }
    }
    let links = Links {
        pairs: found,
        pseudo: null.len(),
        threshold: None,
        pseudo_beyond_196: null.part_beyond(1.96),
        pseudo_median: null.median(),
    };
    (pairs, links)
}

fn check(series: &[Series], pairs: &[(usize, usize)]) -> Result<(), LinkError> {
    for (a, b) in pairs {
        if let Some(missing) = [a, b].into_iter().find(|p| **p >= series.len()) {
            return Err(LinkError::NoSuchPerson(*missing));
        }
        if a == b {
            return Err(LinkError::Alone(*a));
        }
    }
    Ok(())
}

fn effects(series: &[Series], (a, b): (usize, usize)) -> Link {
    let direction = |person: usize, other: usize| Direction {
        person,
        effect: next_day(&series[person], &series[other]),
        percentile: None,
        p: None,
        p_adjusted: None,
        linked: Linked::NotEnoughToSay,
    };
    let directions = [direction(a, b), direction(b, a)];
    let spectral_radius =
        directions[0].effect.zip(directions[1].effect).map(|(a, b)| spectral_radius(&a, &b));
    Link { steps: shared_steps(&series[a], &series[b]), directions, spectral_radius }
}

/// Adjusts the probabilities of all directions that have one.
fn adjust(links: &mut [Link], by: fn(&[f64]) -> Vec<f64>) {
    let mut tested: Vec<&mut Direction> =
        links.iter_mut().flat_map(|link| &mut link.directions).filter(|d| d.p.is_some()).collect();
    let adjusted = by(&tested.iter().filter_map(|d| d.p).collect::<Vec<_>>());
    for (direction, p) in tested.iter_mut().zip(adjusted) {
        direction.p_adjusted = Some(p);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flat_series_says_nothing() {
        let flat = Series::new((0..50).map(|d| (d, 0.1 + 0.2))).unwrap();
        let lively = Series::new((0..50).map(|d| (d, f64::from((d * 7 % 11) as i32)))).unwrap();
        assert!(flat.is_flat() && !lively.is_flat());
        assert!(next_day(&lively, &flat).is_none() && next_day(&flat, &lively).is_none());
    }
}
