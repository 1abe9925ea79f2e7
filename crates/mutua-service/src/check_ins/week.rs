//! A circle's answer to "How are we?": made once a week, over at least five, and never so that a difference between two
//! weeks gives one person away.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp, civil::Date};
use mutua_domain::{
    group_figure,
    id::{CircleId, PersonId},
    policy::{Thing, Verb},
};
use mutua_storage::tables::circle_weeks::{self, WeekRow};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Answer, input};
use crate::{
    cx::Cx,
    error::Result,
    jobs::{self, Job},
    live, standing,
};

/// How many weeks a page looks back.
const LOOK_BACK: i64 = 26;
/// How many weeks that were missed (the server was off) are made up for.
const MAKE_UP: i64 = 4;
/// A week is made when its Sunday is over everywhere on earth.
const AFTER_MONDAY: SignedDuration = SignedDuration::from_hours(13);

/// One week of a circle.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CircleWeek {
    /// Its Monday.
    #[schema(value_type = String, format = Date)]
    pub monday: Date,
    /// The circle's answer; none where fewer than five answered, or showing it would give someone away.
    pub answer: Option<GroupAnswer>,
}

/// How a circle is, over at least five people: whole numbers from 0 (very hard) to 10 (very well).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GroupAnswer {
    /// At least so many answered, and fewer than five more.
    pub voices: i64,
    /// Half of them answered at least this.
    pub median: i64,
    /// A quarter answered at most this.
    pub low: i64,
    /// A quarter answered at least this.
    pub high: i64,
}

/// The week of a day: weeks begin on Mondays, and 1970-01-01 was a Thursday.
const fn week_of(day: i64) -> i64 {
    (day + 3).div_euclid(7)
}

/// The Monday of a week, as a day.
const fn monday_of(week: i64) -> i64 {
    week * 7 - 3
}

fn moment_after(week: i64) -> Timestamp {
    let monday = input::date_of(monday_of(week + 1));
    let midnight = monday.to_zoned(jiff::tz::TimeZone::UTC).map(|at| at.timestamp());
    midnight.unwrap_or(Timestamp::MAX).saturating_add(AFTER_MONDAY).unwrap_or(Timestamp::MAX)
}

/// The Monday of a week.
pub(crate) fn monday(week: i64) -> Date {
    input::date_of(monday_of(week))
}

/// The last week that is over everywhere on earth.
pub(crate) fn closed(now: Timestamp) -> i64 {
    week_of(input::day_of(now - AFTER_MONDAY, "UTC")) - 1
}

/// When the next week closes.
pub(crate) fn next_close(now: Timestamp) -> Timestamp {
    moment_after(closed(now) + 1)
}

/// Sees to it that the running week is made when it is over.
pub(super) fn schedule(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<()> {
    let week = week_of(input::day_of(cx.now, "UTC"));
    // On a Monday morning some are still in the week before; its job waits already, or follows from this one.
    let at = if moment_after(week - 1) > cx.now { moment_after(week - 1) } else { moment_after(week) };
    jobs::schedule_once(cx, Job::CircleWeek, circle, at)
}

/// Makes the weeks of a circle that are over and weren't made.
///
/// # Errors
/// What the database says.
pub fn make(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<()> {
    let running = week_of(input::day_of(cx.now - AFTER_MONDAY, "UTC"));
    for week in running - MAKE_UP..running {
        if circle_weeks::find(cx.tx, circle, week)?.is_none() {
            make_week(cx, circle, week)?;
        }
    }
    if circle_weeks::any_since(cx.tx, circle, monday_of(running))? {
        jobs::schedule(cx, Job::CircleWeek, circle, moment_after(running))?;
    }
    cx.tx.announce(live::circle(circle));
    Ok(())
}

fn make_week(cx: &mut Cx<'_, '_>, circle: CircleId, week: i64) -> Result<()> {
    let means = means(cx, circle, week)?;
    if means.is_empty() {
        return Ok(());
    }
    let voices: BTreeSet<PersonId> = means.keys().copied().collect();
    let last = match circle_weeks::last_shown(cx.tx, circle, week)? {
        Some(last) => Some(circle_weeks::voices(cx.tx, circle, last)?.into_iter().collect()),
        None => None,
    };
    let values: Vec<f64> = means.into_values().collect();
    let spread = group_figure::spread(&values).filter(|_| group_figure::may_show(&voices, last.as_ref()));
    let row = WeekRow {
        week,
        shown: spread.is_some(),
        voices: spread.and_then(|_| i64::try_from(group_figure::band(voices.len())).ok()),
        median: spread.map(|s| s.median),
        low: spread.map(|s| s.low),
        high: spread.map(|s| s.high),
    };
    let voices: Vec<PersonId> = voices.into_iter().collect();
    Ok(circle_weeks::put(cx.tx, circle, &row, &voices, cx.now)?)
}

/// The mean of each person's answers in a week: who answers more often has no louder voice.
fn means(cx: &mut Cx<'_, '_>, circle: CircleId, week: i64) -> Result<BTreeMap<PersonId, f64>> {
    let days = (monday_of(week), monday_of(week + 1));
    let mut sums: BTreeMap<PersonId, (f64, f64)> = BTreeMap::new();
    for row in circle_weeks::counted(cx.tx, circle, days)? {
        let answer = Answer::open(&cx.person_key(row.person_id)?, row.id, &row.sealed)?;
        let (sum, count) = sums.entry(row.person_id).or_default();
        *sum += f64::from(answer.score.get());
        *count += 1.0;
    }
    Ok(sums.into_iter().map(|(person, (sum, count))| (person, sum / count)).collect())
}

/// A circle's answers of the last half year, oldest first.
///
/// # Errors
/// Where the person who acts isn't in it.
pub fn of_circle(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<Vec<CircleWeek>> {
    let seen = standing::to_circle(cx, circle)?;
    cx.require(seen.standings, Thing::GroupAnswer, Verb::See)?;
    let since = week_of(input::day_of(cx.now, "UTC")) - LOOK_BACK;
    let rows = circle_weeks::since(cx.tx, circle, since)?;
    Ok(rows
        .into_iter()
        .map(|row| CircleWeek {
            monday: input::date_of(monday_of(row.week)),
            answer: match (row.shown, row.voices, row.median, row.low, row.high) {
                (true, Some(voices), Some(median), Some(low), Some(high)) => {
                    Some(GroupAnswer { voices, median, low, high })
                }
                _ => None,
            },
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_begin_on_mondays() {
        let monday = input::day_of("2025-03-03T00:00:00Z".parse().unwrap(), "UTC");
        let week = week_of(monday);
        assert_eq!(monday_of(week), monday);
        assert_eq!(
            (week_of(monday - 1), week_of(monday + 6), week_of(monday + 7)),
            (week - 1, week, week + 1)
        );
        assert_eq!(moment_after(week).to_string(), "2025-03-10T13:00:00Z");
    }
}
