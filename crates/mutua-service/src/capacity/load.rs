//! What people promised and gave in a week, against what they said they are ready for.

use std::collections::{BTreeMap, HashSet};

use jiff::{SignedDuration, Timestamp, ToSpan, tz::TimeZone};
use mutua_domain::{
    capacity::{UNTOLD, WeekTimes},
    id::{CircleId, PersonId},
    life::Outcome,
};
use mutua_storage::tables::capacity::{self, CapacityRow, GivenRow, PromisedRow};

use super::rests;
use crate::{cx::Cx, error::Result, zones};

/// A Monday to Sunday on someone's own calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Week {
    begins: Timestamp,
    ends: Timestamp,
}

/// No week on anyone's calendar begins longer ago.
const LONGEST: SignedDuration = SignedDuration::from_hours(8 * 24);

impl Week {
    /// The one that a moment lies in.
    pub(crate) fn around(now: Timestamp, zone: &TimeZone) -> Self {
        let today = now.to_zoned(zone.clone()).date();
        let monday = today.saturating_sub(i64::from(today.weekday().to_monday_zero_offset()).days());
        let midnight = |date: jiff::civil::Date| date.to_zoned(zone.clone()).map(|at| at.timestamp());
        Self {
            begins: midnight(monday).unwrap_or(now),
            ends: midnight(monday.saturating_add(7.days())).unwrap_or(now),
        }
    }
}

/// What a person promised and gave in a week, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Load {
    pub(crate) given: i64,
    pub(crate) promised: i64,
    /// How many promises stand, for this week or later.
    pub(crate) promises: u32,
}

impl Load {
    pub(crate) const fn minutes(&self) -> i64 {
        self.given + self.promised
    }

    fn add_given(&mut self, row: &GivenRow, week: &Week) {
        if row.happened_at >= week.begins && row.happened_at < week.ends {
            self.given += minutes_given(row).unwrap_or(0);
        }
    }

    /// What has no time yet may be for this week, and what is overdue is.
    fn add_promised(&mut self, row: &PromisedRow, week: &Week) {
        self.promises += 1;
        if row.starts_at.or(row.due_at).is_none_or(|at| at < week.ends) {
            self.promised += row.effort.minutes();
        }
    }
}

/// As the giver told, or the receiver, or roughly as it was asked; nothing where both say that it didn't happen.
fn minutes_given(row: &GivenRow) -> Option<i64> {
    let happened = |outcome: Option<Outcome>| matches!(outcome, Some(Outcome::Done | Outcome::Partly));
    if !happened(row.giver_outcome) && !happened(row.receiver_outcome) {
        return None;
    }
    let told = row.giver_minutes.or(row.receiver_minutes);
    Some(told.unwrap_or_else(|| row.effort.map_or(UNTOLD, mutua_domain::life::Effort::minutes)))
}

/// What a person promised and gave, wherever.
pub(crate) fn of_person(cx: &mut Cx<'_, '_>, person: PersonId, week: &Week) -> Result<Load> {
    let mut load = Load::default();
    for row in capacity::promised(cx.tx, person)? {
        load.add_promised(&row, week);
    }
    for row in capacity::given(cx.tx, person, week.begins)? {
        load.add_given(&row, week);
    }
    Ok(load)
}

/// What is left of what a person is ready for.
#[derive(Debug, Clone)]
pub(crate) struct Ready {
    /// Minutes that they said; nothing where they said nothing.
    pub(crate) said: Option<i64>,
    pub(crate) times: WeekTimes,
    pub(crate) zone: TimeZone,
    pub(crate) rests: bool,
    pub(crate) load: Load,
}

impl Ready {
    pub(super) fn new(row: &CapacityRow, zone: TimeZone, load: Load, now: Timestamp) -> Self {
        let times = WeekTimes::from_bits(row.times);
        Self { said: row.minutes, times, zone, rests: rests(row.paused, row.paused_until, now), load }
    }

    /// Minutes that are left, where they said how many there are; none in a break.
    pub(crate) fn left(&self) -> Option<i64> {
        if self.rests { Some(0) } else { self.said.map(|said| (said - self.load.minutes()).max(0)) }
    }

    /// Whether there is room for anything at all.
    pub(crate) fn has_room(&self) -> bool {
        self.left().is_none_or(|left| left > 0)
    }
}

/// The active members of a circle with what each is ready for.
pub(crate) fn in_circle(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<BTreeMap<PersonId, Ready>> {
    let mut ready = BTreeMap::new();
    let mut weeks = BTreeMap::new();
    for row in capacity::members(cx.tx, circle)? {
        let zone = zones::of(&row.time_zone);
        weeks.insert(row.person_id, Week::around(cx.now, &zone));
        let said = CapacityRow {
            minutes: row.minutes,
            times: row.times.unwrap_or(0),
            paused: row.paused.unwrap_or(false),
            paused_until: row.paused_until,
        };
        ready.insert(row.person_id, Ready::new(&said, zone, Load::default(), cx.now));
    }
    for row in capacity::promised_in(cx.tx, circle)? {
        if let (Some(person), Some(week)) = (ready.get_mut(&row.person_id), weeks.get(&row.person_id)) {
            person.load.add_promised(&row, week);
        }
    }
    let since = cx.now.saturating_sub(LONGEST).unwrap_or(cx.now);
    for row in capacity::given_in(cx.tx, circle, since)? {
        if let (Some(person), Some(week)) = (ready.get_mut(&row.giver_id), weeks.get(&row.giver_id)) {
            person.load.add_given(&row, week);
        }
    }
    Ok(ready)
}

/// Those of a circle's members who have no room now: they take a break, or have given what they said they would.
pub(crate) fn without_room(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<HashSet<PersonId>> {
    if !capacity::any_in(cx.tx, circle)? {
        return Ok(HashSet::new());
    }
    let ready = in_circle(cx, circle)?;
    Ok(ready.into_iter().filter(|(_, ready)| !ready.has_room()).map(|(person, _)| person).collect())
}

#[cfg(test)]
mod tests {
    use mutua_domain::life::Effort;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_week_is_that_of_ones_own_calendar() {
        // Monday in Auckland, Sunday in Lima.
        let now = at("2025-03-02T20:00:00Z");
        let week = |zone| Week::around(now, &zones::of(zone));
        assert_eq!(week("Pacific/Auckland").begins, at("2025-03-02T11:00:00Z"));
        assert_eq!(week("America/Lima").ends, at("2025-03-03T05:00:00Z"));
        // The clock goes forward within it: it has an hour less.
        let spring = Week::around(at("2025-03-28T12:00:00Z"), &zones::of("Europe/Berlin"));
        assert_eq!(spring.ends.duration_since(spring.begins), SignedDuration::from_hours(7 * 24 - 1));
    }

    #[test]
    fn what_was_told_counts_before_what_was_asked() {
        let row = |giver: Option<(Outcome, Option<i64>)>,
                   receiver: Option<(Outcome, Option<i64>)>,
                   effort| GivenRow {
            giver_id: PersonId(uuid::Uuid::nil()),
            happened_at: at("2025-03-03T09:00:00Z"),
            effort,
            giver_outcome: giver.map(|(outcome, _)| outcome),
            giver_minutes: giver.and_then(|(_, minutes)| minutes),
            receiver_outcome: receiver.map(|(outcome, _)| outcome),
            receiver_minutes: receiver.and_then(|(_, minutes)| minutes),
        };
        let (done, not) = (Outcome::Done, Outcome::DidNotHappen);
        for (given, minutes) in [
            (row(Some((done, Some(20))), Some((done, Some(50))), Some(Effort::Day)), Some(20)),
            (row(None, Some((done, Some(50))), Some(Effort::Day)), Some(50)),
            (row(Some((done, None)), None, Some(Effort::HalfDay)), Some(240)),
            (row(Some((done, None)), None, None), Some(UNTOLD)),
            (row(Some((not, Some(5))), None, Some(Effort::Hour)), None),
            (row(Some((not, None)), Some((done, None)), Some(Effort::Hour)), Some(60)),
        ] {
            assert_eq!(minutes_given(&given), minutes);
        }
    }
}
