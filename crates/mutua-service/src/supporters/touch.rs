//! When two were last in touch, and when that is brought to mind: on the first page, kindly, and never as a count of what
//! somebody failed to do.
//!
//! Real contact starts it anew: a tap, a help, thanks, words in a thread. Those are noted by the functions that do them,
//! in the same transaction. What a person may not know (who asks without a name) starts nothing on their team.

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, time},
    tz::TimeZone,
};
use mutua_domain::{
    id::{PersonId, SupporterId},
    life::NoticeKind,
    policy::{Thing, Verb},
};
use mutua_storage::tables::{
    people,
    supporters::{self, SupporterRow},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Kept, SupporterView, own};
use crate::{
    cx::Cx,
    error::{Error, Result},
    jobs::{self, Job},
    live,
    notices::{self, Notice},
    standing, zones,
};

/// The hour at which it is brought to mind, on one's own clock.
const HOUR: i8 = 8;

/// Someone with whom it is time to be in touch again.
#[derive(Clone, Serialize, ToSchema)]
pub struct TimeAgain {
    /// The entry.
    pub id: SupporterId,
    /// Their name.
    pub name: String,
    /// Ways to reach them.
    pub ways: Option<String>,
    /// How many days ago they were last in touch.
    pub days: i64,
}

/// Says nothing of whom it is about: it belongs in no log.
impl std::fmt::Debug for TimeAgain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TimeAgain({})", self.id)
    }
}

impl TimeAgain {
    /// How long ago it was, in round words: a message key, and its count.
    pub const fn since(&self) -> (&'static str, i64) {
        match self.days {
            ..14 => ("touch-days", self.days),
            14..63 => ("touch-weeks", self.days / 7),
            _ => ("touch-months", self.days / 30),
        }
    }
}

fn morning_of(date: Date, zone: &TimeZone) -> Timestamp {
    date.to_datetime(time(HOUR, 0, 0, 0)).to_zoned(zone.clone()).map_or(Timestamp::MAX, |at| at.timestamp())
}

/// When it is time again; never where there is no rhythm, or where the two know each other here no more.
fn due_at(row: &SupporterRow, zone: &str) -> Option<Timestamp> {
    let days = row.rhythm.days()?;
    if row.member_id.is_some() && row.name.is_none() {
        return None;
    }
    let zone = zones::of(zone);
    let last = row.touched_at.to_zoned(zone.clone()).date();
    let due = morning_of(last.saturating_add(days.days()), &zone);
    Some(row.rests_until.map_or(due, |rests| due.max(rests)))
}

pub(super) fn is_due(row: &SupporterRow, now: Timestamp, zone: &str) -> bool {
    due_at(row, zone).is_some_and(|at| at <= now)
}

/// With whom it is time to be in touch again: those who have waited longest first, at most `most` of them.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn due(cx: &mut Cx<'_, '_>, most: usize) -> Result<Vec<TimeAgain>> {
    let me = cx.me()?;
    cx.require(standing::to_own(cx, me), Thing::Supporter, Verb::See)?;
    let (now, zone) = (cx.now, cx.person()?.time_zone.clone());
    let mut rows: Vec<SupporterRow> = supporters::with_rhythm(cx.tx, me)?;
    rows.retain(|row| is_due(row, now, &zone));
    rows.sort_by_key(|row| row.touched_at);
    rows.truncate(most);
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = cx.person_key(me)?;
    rows.into_iter()
        .map(|row| {
            let kept = Kept::open(&key, row.id, &row.sealed)?;
            Ok(TimeAgain {
                id: row.id,
                name: row.name.unwrap_or(kept.name),
                ways: kept.ways,
                days: now.duration_since(row.touched_at).as_hours() / 24,
            })
        })
        .collect()
}

/// The person who acts was in touch with someone of their team.
///
/// # Errors
/// Where it isn't theirs.
pub fn note(cx: &mut Cx<'_, '_>, id: SupporterId) -> Result<SupporterView> {
    let row = own(cx, id, Verb::Edit)?;
    supporters::touch(cx.tx, row.person_id, id, cx.now)?;
    plan(cx, row.person_id)?;
    cx.tx.announce(live::person(row.person_id));
    super::show(cx, id)
}

/// Lets it rest for as long as the rhythm is, without saying that they were in touch.
///
/// # Errors
/// Where it isn't theirs.
pub fn rest(cx: &mut Cx<'_, '_>, id: SupporterId) -> Result<SupporterView> {
    let row = own(cx, id, Verb::Edit)?;
    let zone = zones::of(&cx.person()?.time_zone);
    let days = row.rhythm.days().unwrap_or(1);
    let until = cx.now.to_zoned(zone.clone()).date().saturating_add(days.days());
    supporters::rest(cx.tx, row.person_id, id, morning_of(until, &zone))?;
    plan(cx, row.person_id)?;
    cx.tx.announce(live::person(row.person_id));
    super::show(cx, id)
}

/// Notes on one person's team that they were in touch with another, if that one stands there. To be called only where
/// the one whose team it is knows with whom they were in touch.
pub(crate) fn was_in_touch(
    cx: &mut Cx<'_, '_>,
    owner: PersonId,
    other: PersonId,
    at: Timestamp,
) -> Result<()> {
    if let Some(id) = supporters::of_member(cx.tx, owner, other)? {
        supporters::touch(cx.tx, owner, id, at.min(cx.now))?;
        plan(cx, owner)?;
    }
    Ok(())
}

/// The same on the teams of both.
pub(crate) fn were_in_touch(cx: &mut Cx<'_, '_>, a: PersonId, b: PersonId, at: Timestamp) -> Result<()> {
    was_in_touch(cx, a, b, at)?;
    was_in_touch(cx, b, a, at)
}

/// Sees to it that a person is told when it is time again. One that waits and finds nothing does nothing.
pub(super) fn plan(cx: &mut Cx<'_, '_>, person: PersonId) -> Result<()> {
    let rows = supporters::with_rhythm(cx.tx, person)?;
    if rows.is_empty() {
        return Ok(());
    }
    let zone = people::actor(cx.tx, person)?.ok_or(Error::NotFound)?.time_zone;
    let next = rows.iter().filter_map(|row| untold(row, &zone)).min();
    let Some(next) = next else { return Ok(()) };
    let at = if next > cx.now {
        next
    } else {
        let zone = zones::of(&zone);
        morning_of(cx.now.to_zoned(zone.clone()).date().saturating_add(1.day()), &zone)
    };
    jobs::schedule(cx, Job::KeepTouch, person, at)
}

/// When it is time again, where its person wasn't told of that already.
fn untold(row: &SupporterRow, zone: &str) -> Option<Timestamp> {
    due_at(row, zone).filter(|due| row.noticed_at.is_none_or(|told| told < *due))
}

/// Tells a person that it is time again for some of their team, once for all of them.
///
/// # Errors
/// What the database says.
pub fn remind(cx: &mut Cx<'_, '_>, person: PersonId) -> Result<()> {
    let zone = people::actor(cx.tx, person)?.ok_or(Error::NotFound)?.time_zone;
    let rows = supporters::with_rhythm(cx.tx, person)?;
    let now = cx.now;
    let due: Vec<_> = rows.iter().filter(|row| untold(row, &zone).is_some_and(|at| at <= now)).collect();
    for row in &due {
        supporters::noticed(cx.tx, person, row.id, now)?;
    }
    if !due.is_empty() {
        notices::tell(cx, person, Notice::new(NoticeKind::KeepTouch, "keep-touch"))?;
    }
    plan(cx, person)
}

#[cfg(test)]
mod tests {
    use mutua_domain::life::TouchRhythm;

    use super::*;

    fn row(rhythm: TouchRhythm) -> SupporterRow {
        let at = |text: &str| -> Timestamp { text.parse().unwrap() };
        let touched_at = at("2025-03-03T23:30:00Z");
        SupporterRow {
            person_id: PersonId(uuid::Uuid::from_u128(1)),
            id: SupporterId(uuid::Uuid::from_u128(2)),
            member_id: None,
            sealed: Vec::new(),
            rhythm,
            touched_at,
            rests_until: None,
            noticed_at: None,
            created_at: touched_at,
            changed_at: touched_at,
            name: None,
            circle_id: None,
            circle_name: None,
        }
    }

    #[test]
    fn it_is_time_again_in_the_morning_of_ones_own_calendar() {
        let due = |rhythm, zone| due_at(&row(rhythm), zone).map(|at| at.to_string());
        assert_eq!(due(TouchRhythm::Weekly, "UTC").unwrap(), "2025-03-10T08:00:00Z");
        // There it was the next day already.
        assert_eq!(due(TouchRhythm::Weekly, "Europe/Berlin").unwrap(), "2025-03-11T07:00:00Z");
        assert_eq!(due(TouchRhythm::Monthly, "not a zone").unwrap(), "2025-04-02T08:00:00Z");
        assert_eq!(due(TouchRhythm::Unset, "UTC"), None);
    }

    #[test]
    fn a_name_that_leads_nowhere_any_more_is_never_brought_to_mind() {
        let one =
            SupporterRow { member_id: Some(PersonId(uuid::Uuid::from_u128(9))), ..row(TouchRhythm::Weekly) };
        assert_eq!(due_at(&one, "UTC"), None);
        assert!(due_at(&SupporterRow { name: Some("Ben".into()), ..one }, "UTC").is_some());
    }
}
