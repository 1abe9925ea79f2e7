//! What a person is ready to give in a week: said by them, read by nobody else, respected by suggestions and notices.
//!
//! [`load`] sets it against what they promised and gave, [`circle`] is the sum that a circle sees. A break from
//! everything is part of it: nobody is told of it, and nobody sees it.

pub mod circle;
pub(crate) mod load;

use jiff::{Timestamp, civil::Date};
use mutua_domain::{
    Problem, Problems,
    capacity::{MOST_MINUTES, WeekTimes},
    policy::{Thing, Verb},
};
use mutua_storage::tables::capacity::{self, CapacityRow};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{cx::Cx, error::Result, lenient, live, memberships, standing, zones};
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
    #[serde(deserialize_with = "lenient::yes_no")]
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
    Ok(mine(cx)?.0)
}

/// The same, with what is left of it for suggestions.
pub(crate) fn mine(cx: &mut Cx<'_, '_>) -> Result<(CapacityView, Ready)> {
    let me = cx.me()?;
    cx.require(standing::to_own(cx, me), Thing::Capacity, Verb::See)?;
    let zone = zones::of(&cx.person()?.time_zone);
    let row = capacity::find(cx.tx, me)?.unwrap_or(UNSAID);
    let used = load::of_person(cx, me, &Week::around(cx.now, &zone))?;
    let ready = Ready::new(&row, zone, used, cx.now);
    Ok((view(&row, &ready), ready))
}

fn view(row: &CapacityRow, ready: &Ready) -> CapacityView {
    let Ready { said, times, zone, rests, load } = ready;
    let too_much = said.is_some_and(|said| load.minutes() > said);
    CapacityView {
        minutes: *said,
        times: times.words(),
        paused: *rests,
        paused_until: row.paused_until.filter(|_| *rests).map(|until| until.to_zoned(zone.clone()).date()),
        given: load.given,
        promised: load.promised,
        much: too_much || (*rests && load.promised > 0),
    }
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

/// Whether someone who said so takes a break from everything now.
pub(crate) fn rests(paused: bool, until: Option<Timestamp>, now: Timestamp) -> bool {
    paused && until.is_none_or(|until| until > now)
}
