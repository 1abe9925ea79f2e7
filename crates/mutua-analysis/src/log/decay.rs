//! How evidence fades: half of its weight is gone after each half-life.

use serde::{Deserialize, Serialize};

use super::types::{LogError, Span, Time, days_between};

/// The time in which evidence loses half of its weight.
///
/// ```
/// use mutua_analysis::log::{DAY, HalfLife};
///
/// let half_life = HalfLife::default();
/// assert_eq!(half_life.days(), 90.0);
/// assert_eq!(half_life.weight(0, 90 * DAY), 0.5);
/// assert_eq!(half_life.weight(0, 180 * DAY), 0.25);
/// assert!(HalfLife::from_days(30.0).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct HalfLife(f64);

impl HalfLife {
    /// The shortest that is allowed, in days.
    pub const SHORTEST: f64 = 60.0;
    /// The longest that is allowed, in days.
    pub const LONGEST: f64 = 180.0;

    /// A half-life of so many days.
    ///
    /// # Errors
    /// Where it is not between [`Self::SHORTEST`] and [`Self::LONGEST`]: shorter and a month's silence wipes a
    /// friendship out, longer and a year-old habit outweighs what people do now.
    pub fn from_days(days: f64) -> Result<Self, LogError> {
        if (Self::SHORTEST..=Self::LONGEST).contains(&days) {
            Ok(Self(days))
        } else {
            Err(LogError::HalfLife(days))
        }
    }

    /// In days.
    #[must_use]
    pub fn days(self) -> f64 {
        self.0
    }

    /// What evidence from `time` weighs at `at`: 2^(-age / half-life), 1 for what is no older than `at`.
    #[must_use]
    pub fn weight(self, time: Time, at: Time) -> f64 {
        self.fade(days_between(time, at))
    }

    /// What is left of a weight of 1 after so many days.
    #[must_use]
    pub fn fade(self, days: f64) -> f64 {
        (-days.max(0.0) / self.0).exp2()
    }

    /// Decayed days: the integral of the weight over what of the spans lies before `at`, in days.
    ///
    /// With every day of the past it approaches half-life / ln 2, 129.8 days for the default.
    ///
    /// ```
    /// use mutua_analysis::log::{DAY, HalfLife, Span};
    ///
    /// let half_life = HalfLife::default();
    /// let since_always = [Span { from: -40_000 * DAY, until: None }];
    /// assert!((half_life.decayed_days(&since_always, 0) - 90.0 / 2f64.ln()).abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn decayed_days(self, spans: &[Span], at: Time) -> f64 {
        spans.iter().map(|span| self.span_days(span.from, span.until.unwrap_or(at).min(at), at)).sum()
    }

    /// Decayed days in which two people's spans overlap. Each one's spans must be sorted and apart from each other.
    #[must_use]
    pub fn shared_days(self, one: &[Span], other: &[Span], at: Time) -> f64 {
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while let (Some(a), Some(b)) = (one.get(i), other.get(j)) {
            let (end_a, end_b) = (a.until.unwrap_or(at).min(at), b.until.unwrap_or(at).min(at));
            sum += self.span_days(a.from.max(b.from), end_a.min(end_b), at);
            if end_a <= end_b {
                i += 1;
            } else {
                j += 1;
            }
        }
        sum
    }

    fn span_days(self, from: Time, until: Time, at: Time) -> f64 {
        if until <= from {
            return 0.0;
        }
        let rate = std::f64::consts::LN_2 / self.0;
        (self.weight(until, at) - self.weight(from, at)) / rate
    }
}

impl Default for HalfLife {
    /// 90 days. On a real log of help its forecasts are the best of those tried from 7 to 365 days.
    fn default() -> Self {
        Self(90.0)
    }
}

impl TryFrom<f64> for HalfLife {
    type Error = LogError;

    fn try_from(days: f64) -> Result<Self, LogError> {
        Self::from_days(days)
    }
}

impl From<HalfLife> for f64 {
    fn from(half_life: HalfLife) -> Self {
        half_life.0
    }
}

/// Sorts spans and joins those that touch, as [`HalfLife::shared_days`] needs them.
#[must_use]
pub fn tidy_spans(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|span| span.until.is_none_or(|until| until > span.from));
    spans.sort_by_key(|span| span.from);
    let mut tidy: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match tidy.last_mut() {
            Some(last) if last.until.is_none_or(|until| until >= span.from) => {
                last.until = match (last.until, span.until) {
                    (Some(one), Some(other)) => Some(one.max(other)),
                    _ => None,
                };
            }
            _ => tidy.push(span),
        }
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::types::DAY;

    fn span(from: i64, until: i64) -> Span {
        Span { from: from * DAY, until: Some(until * DAY) }
    }

    #[test]
    fn only_days_that_both_were_there_count() {
        let half_life = HalfLife::default();
        let one = [span(0, 10), span(20, 30), Span { from: 50 * DAY, until: None }];
        let other = [span(5, 25), Span { from: 60 * DAY, until: None }];
        let both = [span(5, 10), span(20, 25), Span { from: 60 * DAY, until: None }];
        let at = 100 * DAY;
        let shared = half_life.shared_days(&one, &other, at);
        assert!((shared - half_life.decayed_days(&both, at)).abs() < 1e-12);
        assert!((shared - half_life.shared_days(&other, &one, at)).abs() < 1e-12);
    }

    #[test]
    fn a_span_after_the_moment_counts_nothing() {
        assert_eq!(HalfLife::default().decayed_days(&[span(5, 9)], 3 * DAY), 0.0);
    }

    #[test]
    fn spans_that_touch_become_one() {
        let tidy = tidy_spans(vec![span(8, 12), span(0, 5), span(5, 6), span(3, 3), span(11, 11)]);
        assert_eq!(tidy, vec![span(0, 6), span(8, 12)]);
    }
}
