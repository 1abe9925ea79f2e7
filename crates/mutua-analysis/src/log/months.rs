//! A log month by month.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::decay::HalfLife;
use super::types::{Outcome, Time};
use super::whole::Log;

/// No more than the latest hundred years are told month by month.
pub const MOST_MONTHS: usize = 1_200;

/// One calendar month (UTC).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Month {
    /// The year.
    pub year: i16,
    /// The month, from 1.
    pub month: i8,
    /// How many helps began in it.
    pub helps: u64,
    /// How many episodes began in it.
    pub episodes: u64,
    /// Minutes of its helps.
    pub minutes: f64,
    /// How many people gave.
    pub givers: u32,
    /// How many people got.
    pub receivers: u32,
    /// Direct reciprocity of the decayed episodes as of the month's end; `None` where there are none.
    pub reciprocity: Option<f64>,
    /// Needs kept.
    pub needs_kept: u64,
    /// Needs brought.
    pub needs_brought: u64,
    /// Check-ins, if any.
    pub check_ins: Option<Scores>,
}

/// Check-in scores of a month.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Scores {
    /// How many.
    pub count: u64,
    /// How many people.
    pub persons: u32,
    /// Half lie below.
    pub median: f64,
    /// A quarter lies below.
    pub lower_quartile: f64,
    /// A quarter lies above.
    pub upper_quartile: f64,
}

/// The months from a log's first moment to `at`.
#[derive(Debug, Clone)]
pub(crate) struct Calendar {
    /// The first moment of each month, in order.
    starts: Vec<Time>,
    /// What a sum keeps from the end of the month before to the end of this one.
    pub(crate) fades: Vec<f64>,
    at: Time,
    half_life: HalfLife,
}

impl Calendar {
    pub(crate) fn of(log: &Log, at: Time, half_life: HalfLife) -> Self {
        let starts = log.first(at).map_or_else(Vec::new, |first| month_starts(first, at));
        let mut calendar = Self { starts, fades: Vec::new(), at, half_life };
        calendar.fades = (0..calendar.len())
            .map(|month| {
                if month == 0 { 0.0 } else { half_life.weight(calendar.end(month - 1), calendar.end(month)) }
            })
            .collect();
        calendar
    }

    /// For what needs no months.
    pub(crate) fn without_months(at: Time, half_life: HalfLife) -> Self {
        Self { starts: Vec::new(), fades: Vec::new(), at, half_life }
    }

    pub(crate) fn len(&self) -> usize {
        self.starts.len()
    }

    /// Which month a moment lies in; `None` before the first month told.
    pub(crate) fn month_of(&self, time: Time) -> Option<usize> {
        self.starts.partition_point(|&start| start <= time).checked_sub(1)
    }

    /// What an episode that began at `time` weighs at the end of that month.
    pub(crate) fn weight_at_end(&self, time: Time, month: usize) -> f64 {
        self.half_life.weight(time, self.end(month))
    }

    fn end(&self, month: usize) -> Time {
        self.starts.get(month + 1).copied().unwrap_or(self.at)
    }

    /// Empty months, to be filled.
    pub(crate) fn months(&self) -> Vec<Month> {
        self.starts
            .iter()
            .map(|&start| {
                let date = date_of(start);
                Month {
                    year: date.year(),
                    month: date.month(),
                    helps: 0,
                    episodes: 0,
                    minutes: 0.0,
                    givers: 0,
                    receivers: 0,
                    reciprocity: None,
                    needs_kept: 0,
                    needs_brought: 0,
                    check_ins: None,
                }
            })
            .collect()
    }
}

/// The first moments of the months from the one that `first` lies in to the one that `at` lies in; of more than
/// [`MOST_MONTHS`] the latest.
fn month_starts(first: Time, at: Time) -> Vec<Time> {
    let mut starts = Vec::new();
    let mut month = date_of(first).first_of_month();
    let others = i64::try_from(MOST_MONTHS - 1).unwrap_or(i64::MAX);
    if let Ok(earliest) = date_of(at).first_of_month().checked_sub(others.months()) {
        month = month.max(earliest);
    }
    loop {
        // The calendar's very first month begins before its first moment, and is left out.
        if let Ok(start) = TimeZone::UTC.to_timestamp(month.to_datetime(jiff::civil::Time::midnight())) {
            if start.as_microsecond() > at {
                break;
            }
            starts.push(start.as_microsecond());
        }
        let Ok(next) = month.checked_add(1.month()) else { break };
        month = next;
    }
    starts
}

/// The date (UTC) of a moment; moments beyond the calendar's years become its first or last.
fn date_of(time: Time) -> Date {
    let moment =
        Timestamp::from_microsecond(time).unwrap_or(if time < 0 { Timestamp::MIN } else { Timestamp::MAX });
    TimeZone::UTC.to_datetime(moment).date()
}

/// Fills in what needs and check-ins tell.
pub(crate) fn fill_answers(months: &mut [Month], calendar: &Calendar, log: &Log) {
    for need in log.needs().iter().filter(|need| need.time <= calendar.at) {
        if let Some(month) = calendar.month_of(need.time) {
            match need.outcome {
                Outcome::Kept => months[month].needs_kept += 1,
                Outcome::Brought => months[month].needs_brought += 1,
            }
        }
    }
    let mut scores: Vec<Vec<(f64, u32)>> = vec![Vec::new(); months.len()];
    for check_in in log.check_ins().iter().filter(|check_in| check_in.time <= calendar.at) {
        if let Some(month) = calendar.month_of(check_in.time) {
            scores[month].push((check_in.score, check_in.person));
        }
    }
    for (month, scores) in months.iter_mut().zip(scores) {
        month.check_ins = summary(scores);
    }
}

fn summary(mut scores: Vec<(f64, u32)>) -> Option<Scores> {
    if scores.is_empty() {
        return None;
    }
    let mut persons: Vec<u32> = scores.iter().map(|&(_, person)| person).collect();
    persons.sort_unstable();
    persons.dedup();
    scores.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
    let values: Vec<f64> = scores.iter().map(|&(score, _)| score).collect();
    Some(Scores {
        count: values.len() as u64,
        persons: u32::try_from(persons.len()).unwrap_or(u32::MAX),
        median: quantile(&values, 0.5),
        lower_quartile: quantile(&values, 0.25),
        upper_quartile: quantile(&values, 0.75),
    })
}

/// Linear between order statistics, as R's type 7 and NumPy's default.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "ranks lie between 0 and the number of values"
)]
pub(crate) fn quantile(sorted: &[f64], share: f64) -> f64 {
    let last = sorted.len() - 1;
    let rank = share.clamp(0.0, 1.0) * last as f64;
    let below = rank.floor() as usize;
    let (lower, upper) = (sorted[below], sorted[(below + 1).min(last)]);
    lower + (upper - lower) * (rank - below as f64)
}

#[cfg(test)]
mod tests {
    use super::super::types::DAY;
    use super::*;

    #[test]
    fn months_begin_on_their_first() {
        let starts = month_starts(0, 60 * DAY);
        assert_eq!(starts, [0, 31 * DAY, 59 * DAY]);
    }

    #[test]
    fn moments_at_the_ends_of_the_calendar_do_no_harm() {
        assert!(!month_starts(i64::MAX, i64::MAX).is_empty());
        assert_eq!(month_starts(i64::MIN, 0).len(), MOST_MONTHS);
        assert_eq!(month_starts(i64::MIN, i64::MIN).len(), 0, "its month began before there were moments");
    }

    #[test]
    fn quantiles_are_numpy_s() {
        // numpy.quantile([1, 2, 4, 8], [.25, .5, .75]) is [1.75, 3., 5.]
        let values = [1.0, 2.0, 4.0, 8.0];
        assert_eq!([0.25, 0.5, 0.75].map(|share| quantile(&values, share)), [1.75, 3.0, 5.0]);
    }
}
