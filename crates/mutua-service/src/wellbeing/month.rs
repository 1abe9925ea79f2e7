//! What a circle is shown of a month: made once when it is over, question by question, over at least five, and never so
//! that a difference between two months gives one person away.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date, tz::TimeZone};
use mutua_domain::{
    group_figure::{self, Figure},
    id::{CircleId, PersonId},
    life::WellbeingQuestion,
};
use mutua_storage::tables::{memberships, wellbeing};
use serde::Serialize;
use utoipa::ToSchema;

use super::{WellbeingScores, is_on, tell};
use crate::{
    check_ins::week::GroupAnswer,
    cx::Cx,
    error::Result,
    group_figures,
    jobs::{self, Job},
    live, zones,
};

/// How many months a page looks back.
const LOOK_BACK: i64 = 24;
/// How many months that were missed (the server was off) are made up for.
const MAKE_UP: i64 = 3;
/// A month is made when its last day is over everywhere on earth.
const AFTER_FIRST: SignedDuration = SignedDuration::from_hours(13);
/// Before every month.
pub(super) const NEVER: i64 = i64::MIN;
/// The month from which months are counted.
const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// One month of a circle.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WellbeingMonth {
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    pub month: Date,
    /// The four questions, in their order.
    pub figures: Vec<WellbeingFigure>,
}

/// What a circle answered to one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct WellbeingFigure {
    /// Which.
    pub question: WellbeingQuestion,
    /// None where fewer than five answered, or showing it would give someone away.
    pub answer: Option<GroupAnswer>,
}

/// The month that runs at a moment in a time zone.
pub(super) fn running(now: Timestamp, time_zone: &str) -> i64 {
    let zone = zones::of(time_zone);
    let date = now.to_zoned(zone).date();
    (i64::from(date.year()) - 1970) * 12 + i64::from(date.month()) - 1
}

/// The first day of a month.
pub(crate) fn first_day(month: i64) -> Date {
    EPOCH.saturating_add(month.months())
}

fn moment_after(month: i64) -> Timestamp {
    let midnight = first_day(month + 1).to_zoned(TimeZone::UTC).map(|at| at.timestamp());
    midnight.unwrap_or(Timestamp::MAX).saturating_add(AFTER_FIRST).unwrap_or(Timestamp::MAX)
}

/// The month that isn't over yet everywhere on earth.
fn open(now: Timestamp) -> i64 {
    running(now - AFTER_FIRST, "UTC")
}

/// Sees to it that the month that runs is made when it is over.
pub(super) fn schedule(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<()> {
    let at = moment_after(open(cx.now));
    jobs::schedule_once(cx, Job::WellbeingMonth, circle, at)
}

/// Makes the months of a circle that are over and weren't made, and asks anew. Where it is switched off nothing is made.
///
/// # Errors
/// What the database says.
pub fn make(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<()> {
    // A circle that has ended asks nobody.
    if !is_on(cx, circle)? || !memberships::anybody(cx.tx, circle)? {
        return Ok(());
    }
    let open = open(cx.now);
    for month in open - MAKE_UP..open {
        if !group_figures::is_made(cx, circle, Figure::of(WellbeingQuestion::Satisfied), month)? {
            make_month(cx, circle, month)?;
        }
    }
    tell(cx, circle)?;
    cx.tx.announce(live::circle(circle));
    jobs::schedule(cx, Job::WellbeingMonth, circle, moment_after(open))
}

/// A month without any answer is no month.
fn make_month(cx: &mut Cx<'_, '_>, circle: CircleId, month: i64) -> Result<()> {
    let mut answers: BTreeMap<PersonId, WellbeingScores> = BTreeMap::new();
    for row in wellbeing::counted(cx.tx, circle, month)? {
        let scores = WellbeingScores::open(&cx.person_key(row.person_id)?, row.id, &row.sealed)?;
        answers.insert(row.person_id, scores);
    }
    if answers.is_empty() {
        return Ok(());
    }
    for question in WellbeingQuestion::ALL {
        // Each has its own contributors: a question may be left out.
        let scores: BTreeMap<PersonId, f64> = answers
            .iter()
            .filter_map(|(person, scores)| Some((*person, f64::from(scores.of(*question)?.get()))))
            .collect();
        let values: Vec<f64> = scores.values().copied().collect();
        let figure = figure(&values);
        group_figures::keep(
            cx,
            (circle, Figure::of(*question), month),
            scores.into_keys().collect(),
            &figure,
        )?;
    }
    Ok(())
}

fn figure(values: &[f64]) -> Option<GroupAnswer> {
    let spread = group_figure::spread(values)?;
    let voices = i64::try_from(group_figure::band(values.len())).ok()?;
    Some(GroupAnswer { voices, median: spread.median, low: spread.low, high: spread.high })
}

/// The months that are over, oldest first, each with all four questions.
pub(super) fn shown(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<Vec<WellbeingMonth>> {
    let since = open(cx.now) - LOOK_BACK;
    let mut months: BTreeMap<i64, Vec<WellbeingFigure>> = BTreeMap::new();
    for question in WellbeingQuestion::ALL {
        for (month, answer) in group_figures::since(cx, circle, Figure::of(*question), since)? {
            months.entry(month).or_default().push(WellbeingFigure { question: *question, answer });
        }
    }
    Ok(months
        .into_iter()
        .map(|(month, figures)| WellbeingMonth { month: first_day(month), figures })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_counted_and_close_when_they_are_over_everywhere() {
        let at = |text: &str| -> Timestamp { text.parse().unwrap() };
        let march = running(at("2025-03-03T09:00:00Z"), "UTC");
        assert_eq!((first_day(march).to_string(), march), ("2025-03-01".into(), 662));
        assert_eq!(running(at("2025-03-31T23:30:00Z"), "Europe/Berlin"), march + 1);
        assert_eq!(running(at("2025-04-01T02:00:00Z"), "America/Lima"), march);
        assert_eq!(moment_after(march).to_string(), "2025-04-01T13:00:00Z");
        assert_eq!((open(at("2025-04-01T12:59:00Z")), open(at("2025-04-01T13:00:00Z"))), (march, march + 1));
        assert_eq!(first_day(running(at("1969-12-31T12:00:00Z"), "UTC")).to_string(), "1969-12-01");
    }
}
