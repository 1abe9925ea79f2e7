//! Asks and their answers: how many were answered, and how soon.

use serde::{Deserialize, Serialize};

use super::types::{DAY, Time};

/// One ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// When it was opened.
    pub asked: Time,
    /// When somebody first pledged; `None`: nobody did.
    pub answered: Option<Time>,
    /// When it was closed without an answer; `None`: it is still open.
    pub closed: Option<Time>,
}

/// How asks fared.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Answers {
    /// Asks that were opened.
    pub asks: u64,
    /// Of those, answered.
    pub answered: u64,
    /// Of those, still open and unanswered.
    pub open: u64,
    /// Answered by those no longer open; `None` where all are open.
    pub rate: Option<f64>,
    /// Days until half of all asks have an answer; `None` where half never had one.
    pub median_days: Option<f64>,
}

/// How asks fared until `at`.
///
/// Open and closed asks count as waiting for as long as they waited: the median is Kaplan and Meier's (1958), which
/// those who still wait don't flatter.
///
/// ```
/// use mutua_analysis::log::{Asked, DAY, answers};
///
/// let ask = |answered: Option<i64>| Asked { asked: 0, answered: answered.map(|day| day * DAY), closed: None };
/// let found = answers(&[ask(Some(1)), ask(Some(2)), ask(Some(3)), ask(None)], 10 * DAY);
/// assert_eq!((found.answered, found.open), (3, 1));
/// assert_eq!(found.rate, Some(1.0));
/// // Two of four are answered after two days; the median of the three answered ones says the same, by luck.
/// assert_eq!(found.median_days, Some(2.0));
/// ```
#[must_use]
pub fn answers(asks: &[Asked], at: Time) -> Answers {
    // How long each waited, and whether an answer ended it.
    let mut waits: Vec<(Time, bool)> = Vec::with_capacity(asks.len());
    let (mut answered, mut open) = (0, 0);
    for ask in asks.iter().filter(|ask| ask.asked <= at) {
        let until = |end: Time| end.saturating_sub(ask.asked).max(0);
        match (ask.answered.filter(|&end| end <= at), ask.closed.filter(|&end| end <= at)) {
            (Some(end), _) => {
                answered += 1;
                waits.push((until(end), true));
            }
            (None, Some(end)) => waits.push((until(end), false)),
            (None, None) => {
                open += 1;
                waits.push((until(at), false));
            }
        }
    }
    let asks = waits.len() as u64;
    let ended = asks - open;
    #[expect(clippy::cast_precision_loss, reason = "numbers of asks are far below 2^52")]
    let rate = (ended > 0).then(|| answered as f64 / ended as f64);
    Answers { asks, answered, open, rate, median_days: median_wait(waits) }
}

/// The first moment at which the share that still waits is a half or less.
#[expect(
    clippy::cast_precision_loss,
    reason = "numbers of asks are far below 2^52, and waits far below 285 years"
)]
fn median_wait(mut waits: Vec<(Time, bool)>) -> Option<f64> {
    // Of equal waits, answers come before those who gave up just then.
    waits.sort_unstable_by_key(|&(wait, ended)| (wait, !ended));
    let mut waiting = waits.len() as f64;
    let mut share = 1.0;
    for (wait, ended) in waits {
        if ended {
            share *= 1.0 - 1.0 / waiting;
            if share <= 0.5 + 1e-12 {
                return Some(wait as f64 / DAY as f64);
            }
        }
        waiting -= 1.0;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_who_still_wait_lengthen_the_median() {
        let ask = |asked: i64, answered: Option<i64>| Asked {
            asked: asked * DAY,
            answered: answered.map(|day| day * DAY),
            closed: None,
        };
        let quick = [ask(0, Some(1)), ask(0, Some(1)), ask(0, Some(9))];
        assert_eq!(answers(&quick, 20 * DAY).median_days, Some(1.0));
        let waiting: Vec<Asked> = quick.into_iter().chain([ask(0, None), ask(0, None)]).collect();
        assert_eq!(answers(&waiting, 20 * DAY).median_days, Some(9.0));
        assert_eq!(answers(&waiting[3..], 20 * DAY).median_days, None);
    }

    #[test]
    fn what_comes_after_the_moment_has_not_happened() {
        let ask = Asked { asked: 0, answered: Some(5 * DAY), closed: None };
        let found = answers(&[ask, Asked { asked: 9 * DAY, ..ask }], 3 * DAY);
        assert_eq!((found.asks, found.answered, found.open, found.rate), (1, 0, 1, None));
    }

    #[test]
    fn a_closed_ask_lowers_the_rate() {
        let closed = Asked { asked: 0, answered: None, closed: Some(DAY) };
        let met = Asked { asked: 0, answered: Some(DAY), closed: Some(2 * DAY) };
        assert_eq!(answers(&[closed, met], 9 * DAY).rate, Some(0.5));
    }
}
