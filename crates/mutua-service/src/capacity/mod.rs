//! What a person is ready to give in a week: said by them, read by nobody else, respected by suggestions and notices.
//!
//! [`load`] sets it against what they promised and gave, [`circle`] is the sum that a circle sees. A break from
//! everything is part of it: nobody is told of it, and nobody sees it.

pub mod circle;
pub(crate) mod load;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use mutua_domain::{
    Problem, Problems,
    capacity::{MOST_MINUTES, WeekTimes},
    id::PersonId,
    policy::{Thing, Verb},
};
use mutua_storage::tables::capacity::{self, CapacityRow};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{cx::Cx, error::Result, lenient, live, memberships, standing};
use load::{Ready, Week};

/// What someone said who said nothing.
const UNSAID: CapacityRow = CapacityRow { minutes: None, times: 0, paused: false, paused_until: None };

/// What the person who acts is ready to give, and how much of it is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CapacityView {
    /// Minutes of a week; none where they said nothing.
    pub minutes: Option<i64>,
    /// The parts of a week in which they have time (`monday_morning`); none where any may do.
    pub times: Vec<String>,
    /// Whether they take a break from everything.
    pub paused: bool,
    /// The day on which it ends, where they said one.
    #[schema(value_type = Option<String>, format = Date)]
    pub paused_until: Option<Date>,
    /// Minutes given since Monday: as told, or roughly as asked.
    pub given: i64,
    /// Minutes promised for this week, roughly.
    pub promised: i64,
    /// Whether that is more than they are ready for.
    pub much: bool,
}

impl CapacityView {
    /// Given and promised.
    #[must_use]
    pub const fn used(&self) -> i64 {
        self.given + self.promised
    }
}

/// What a person is ready to give, as it was typed. What is left out stays as it is.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct CapacityInput {
    /// Minutes of a week, up to 10080; empty for nothing said.
    #[serde(deserialize_with = "lenient::text")]
    #[schema(value_type = Option<i64>)]
    pub minutes: Option<String>,
    /// The parts of a week (`monday_morning`, `saturday_evening`), all of them.
    #[serde(deserialize_with = "lenient::list")]
    #[schema(value_type = Option<Vec<String>>)]
    pub times: Option<Vec<String>>,
    /// Whether to take a break from everything.
    #[serde(deserialize_with = "lenient::text")]
    #[schema(value_type = Option<bool>)]
    pub paused: Option<String>,
    /// The day on which the break ends (2025-03-31); without one it goes on until the person comes back.
    pub paused_until: Option<String>,
}

/// What the person who acts is ready to give.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn show(cx: &mut Cx<'_, '_>) -> Result<CapacityView> {
    let me = cx.me()?;
    cx.require(standing::to_own(cx, me), Thing::Capacity, Verb::See)?;
    let zone = zone_of(&cx.person()?.time_zone);
    let row = capacity::find(cx.tx, me)?.unwrap_or(UNSAID);
    let week = Week::around(cx.now, &zone);
    let used = load::of_person(cx, me, &week)?;
    let paused = rests(&row, cx.now);
    let much = row.minutes.is_some_and(|ready| used.minutes() > ready) || (paused && used.promised > 0);
    Ok(CapacityView {
        minutes: row.minutes,
        times: WeekTimes::from_bits(row.times).words(),
        paused,
        paused_until: row.paused_until.filter(|_| paused).map(|until| until.to_zoned(zone).date()),
        given: used.given,
        promised: used.promised,
        much,
    })
}

/// Changes it.
///
/// # Errors
/// Its problems; where nobody is signed in.
pub fn change(cx: &mut Cx<'_, '_>, input: &CapacityInput) -> Result<CapacityView> {
    let me = cx.me()?;
    cx.require(standing::to_own(cx, me), Thing::Capacity, Verb::Edit)?;
    let zone = cx.person()?.time_zone.clone();
    let mut row = capacity::find(cx.tx, me)?.unwrap_or(UNSAID);
    let mut problems = Problems::new();
    if let Some(text) = input.minutes.as_deref()
        && let Some(minutes) = problems.take("minutes", parse_minutes(text))
    {
        row.minutes = minutes;
    }
    if let Some(words) = &input.times
        && let Some(times) = problems.take("times", parse_times(words))
    {
        row.times = times.bits();
    }
    if input.paused.is_some() {
        row.paused = lenient::is_yes(input.paused.as_deref());
        row.paused_until = None;
    }
    if row.paused && input.paused_until.is_some() {
        let until = memberships::break_ends(input.paused_until.as_deref(), &zone, cx.now);
        row.paused_until = problems.take("paused_until", until).flatten();
    }
    problems.finish()?;
    capacity::put(cx.tx, me, &row, cx.now)?;
    circle::schedule_all(cx, me)?;
    cx.tx.announce(live::person(me));
    show(cx)
}

fn parse_minutes(text: &str) -> std::result::Result<Option<i64>, Problem> {
    match text.trim() {
        "" => Ok(None),
        text => match text.parse::<i64>() {
            Ok(minutes) if (0..=MOST_MINUTES).contains(&minutes) => Ok(Some(minutes)),
            _ => Err(Problem::new("number").with("min", 0).with("max", MOST_MINUTES)),
        },
    }
}

fn parse_times(words: &[String]) -> std::result::Result<WeekTimes, Problem> {
    let all = words.iter().try_fold(WeekTimes::default(), |times, word| times.and_word(word));
    all.ok_or_else(|| Problem::new("choice"))
}

pub(crate) fn zone_of(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// Whether a person takes a break from everything.
fn rests(row: &CapacityRow, now: Timestamp) -> bool {
    row.paused && row.paused_until.is_none_or(|until| until > now)
}

/// The same, for whom a notice is for.
pub(crate) fn is_resting(cx: &mut Cx<'_, '_>, person: PersonId) -> Result<bool> {
    Ok(capacity::find(cx.tx, person)?.is_some_and(|row| rests(&row, cx.now)))
}

/// What is left of the week of the person who acts.
pub(crate) fn my_ready(cx: &mut Cx<'_, '_>) -> Result<Ready> {
    let person = cx.person()?.clone();
    let zone = zone_of(&person.time_zone);
    let row = capacity::find(cx.tx, person.id)?.unwrap_or(UNSAID);
    let used = load::of_person(cx, person.id, &Week::around(cx.now, &zone))?;
    Ok(Ready::new(&row, zone, used, cx.now))
}
