//! How often asks in a circle get an answer, and how soon: true, or not said.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use mutua_domain::{
    id::CircleId,
    policy::{Thing, Verb},
};
use mutua_storage::tables::asks::{self, AnswerTimeRow};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{cx::Cx, error::Result, standing};

/// How far back it looks.
const DAYS: i64 = 90;
/// The most asks that it looks at, so that its cost stays the same in a busy circle.
const ROWS: i64 = 500;
/// The fewest asks of which it speaks.
const ASKS: usize = 10;
/// So many hundredths fewer answers are clearly fewer.
const FALL: i64 = 20;
/// The fewest people who asked them.
const ASKERS: usize = 5;

/// How often asks in a circle got an answer lately, and how soon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct AnswerRate {
    /// Asks opened in the last 90 days.
    pub asked: i64,
    /// Those of them for which somebody pledged.
    pub answered: i64,
    /// Half of the answered ones had their first pledge within so many seconds.
    pub half_within_seconds: Option<i64>,
}

/// How often asks in a circle got an answer; nothing where there are fewer than ten asks or five askers.
///
/// # Errors
/// Where the circle isn't open to the person who acts.
pub fn answer_rate(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<Option<AnswerRate>> {
    let inside = standing::to_circle(cx, circle)?;
    cx.require(inside.standings, Thing::CircleInside, Verb::See)?;
    let since = cx.now.saturating_sub(SignedDuration::from_hours(24 * DAYS)).unwrap_or(cx.now);
    Ok(rate(&asks::answers(cx.tx, circle, since, ROWS)?))
}

/// Whether answers have become clearly rarer: of the last 45 days at least a fifth fewer asks were answered than of the 45
/// days before them. Only where each half has ten asks of five people, and asks of the last week don't count: they may
/// still be answered.
///
/// # Errors
/// What the database says.
pub(crate) fn answers_fall(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<bool> {
    let ago = |days: i64| cx.now.saturating_sub(SignedDuration::from_hours(24 * days)).unwrap_or(cx.now);
    let (from, middle, until) = (ago(DAYS + 7), ago(DAYS / 2 + 7), ago(7));
    let rows = asks::answers(cx.tx, circle, from, ROWS)?;
    let (lately, before): (Vec<_>, Vec<_>) =
        rows.into_iter().filter(|row| row.created_at < until).partition(|row| row.created_at >= middle);
    let (Some(lately), Some(before)) = (rate(&lately), rate(&before)) else { return Ok(false) };
    let percent = |rate: AnswerRate| rate.answered * 100 / rate.asked.max(1);
    Ok(percent(lately) + FALL <= percent(before))
}

fn rate(rows: &[AnswerTimeRow]) -> Option<AnswerRate> {
    let askers: BTreeSet<_> = rows.iter().map(|row| row.asker_id).collect();
    if rows.len() < ASKS || askers.len() < ASKERS {
        return None;
    }
    let mut seconds: Vec<i64> = rows
        .iter()
        .filter_map(|row| Some(row.first_pledge_at?.duration_since(row.created_at).as_secs()))
        .collect();
    seconds.sort_unstable();
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    Some(AnswerRate {
        asked: count(rows.len()),
        answered: count(seconds.len()),
        // The time that at least half of them kept.
        half_within_seconds: seconds.get(seconds.len().saturating_sub(1) / 2).copied(),
    })
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use mutua_domain::id::PersonId;
    use uuid::Uuid;

    use super::*;

    fn rows(askers: u128, answered_after_hours: &[Option<i64>]) -> Vec<AnswerTimeRow> {
        let start: Timestamp = "2025-03-03T09:00:00Z".parse().unwrap();
        answered_after_hours
            .iter()
            .enumerate()
            .map(|(n, hours)| AnswerTimeRow {
                asker_id: PersonId(Uuid::from_u128(n as u128 % askers)),
                created_at: start,
                first_pledge_at: hours.map(|h| start + SignedDuration::from_hours(h)),
            })
            .collect()
    }

    #[test]
    fn too_few_asks_or_askers_say_nothing() {
        assert_eq!(rate(&rows(5, &[Some(1); 9])), None);
        assert_eq!(rate(&rows(4, &[Some(1); 30])), None);
        assert!(rate(&rows(5, &[Some(1); 10])).is_some());
    }

    #[test]
    fn half_means_half() {
        let hours: Vec<_> = (1..=9).map(Some).chain([None]).collect();
        let rate = rate(&rows(5, &hours)).unwrap();
        assert_eq!((rate.asked, rate.answered, rate.half_within_seconds), (10, 9, Some(5 * 3600)));
    }

    #[test]
    fn where_nobody_answered_no_time_is_told() {
        let rate = rate(&rows(5, &[None; 10])).unwrap();
        assert_eq!((rate.answered, rate.half_within_seconds), (0, None));
    }
}
