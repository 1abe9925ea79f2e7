//! An ask as it was typed, and the same checked.

use jiff::{SignedDuration, Timestamp, ToSpan, civil, tz::TimeZone};
use mutua_domain::{
    Invalid, Problem, Problems,
    id::{CircleId, NeedId, PersonId},
    kind::Kind,
    life::{AskWhen, Effort},
    text::{Line, Title, Words},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::lenient;

/// The most helpers that an ask can want.
const HELPERS_MOST: i64 = 20;
/// The most days for which an ask stays open.
pub(super) const DAYS_MOST: i64 = 90;
/// How many days it stays open unless its author says otherwise.
pub(super) const DAYS: i64 = 14;
/// The most times to choose from.
const TIMES_MOST: usize = 6;
/// The most people to choose.
const CHOSEN_MOST: usize = 50;
/// After how many days an ask can widen by itself.
const WIDEN_DAYS: [i64; 4] = [1, 2, 3, 7];

/// A new ask, as it was typed. Title, kind and circle are enough.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct AskInput {
    /// What is needed, in a few words.
    pub title: String,
    /// A little more about it.
    pub words: Option<String>,
    /// The kind of help: `practical`, `emotional`, `economic`, `ecological` or `moral`.
    pub kind: String,
    /// How much it asks, roughly: `minutes`, `hour`, `half_day`, `day` or `ongoing`.
    pub effort: Option<String>,
    /// When it is for: `open`, `by_date` or `choices`; found from `due` and `times` where it is left out.
    pub timing: Option<String>,
    /// The last day on which it helps, such as 2026-03-31, in the author's time zone.
    pub due: Option<String>,
    /// Up to six times to choose from, such as 2026-03-31T14:30 in the author's time zone, or with an offset; an end
    /// can follow after a slash.
    pub times: Vec<String>,
    /// The ends of the times in the same order, where they don't stand in `times`.
    pub times_end: Vec<String>,
    /// Where.
    pub place: Option<String>,
    /// The circle in which it is asked; the only one, or the one used last, where it is left out.
    pub circle: Option<String>,
    /// `chosen` (only the people in `chosen` see it) or `circle`. Where people are chosen, only they see it.
    pub reach: Option<String>,
    /// Ids of people who share a circle with the author.
    pub chosen: Vec<String>,
    /// After how many days without a yes it opens to the next wider circle by itself: 1, 2, 3, 7; `never` unless given.
    #[serde(deserialize_with = "lenient::text")]
    pub widen: Option<String>,
    /// Whether the name is kept back until a pledge is accepted.
    #[serde(deserialize_with = "lenient::yes_no")]
    #[schema(value_type = Option<bool>)]
    pub anonymous: Option<String>,
    /// How many helpers it takes, 1 to 20; 1 unless given.
    #[serde(deserialize_with = "lenient::text")]
    #[schema(value_type = Option<i64>)]
    pub helpers_wanted: Option<String>,
    /// How many days it stays open, 1 to 90; 14 unless given.
    #[serde(deserialize_with = "lenient::text")]
    #[schema(value_type = Option<i64>)]
    pub expires: Option<String>,
    /// The member of the circle for whom it is written.
    pub on_behalf_of: Option<String>,
    /// The kept need that it opens.
    pub need: Option<String>,
}

/// The same, checked.
#[derive(Debug, Clone)]
pub struct NewAsk {
    pub title: Title,
    pub words: Option<Words>,
    pub kind: Kind,
    pub effort: Effort,
    pub when: When,
    pub place: Option<Line>,
    pub circle: Option<CircleId>,
    pub chosen: Vec<PersonId>,
    pub widen_days: Option<i64>,
    pub anonymous: bool,
    pub helpers_wanted: i64,
    pub days: i64,
    pub on_behalf_of: Option<PersonId>,
    pub need: Option<NeedId>,
}

/// When an ask is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    pub timing: AskWhen,
    pub due_at: Option<Timestamp>,
    pub times: Vec<(Timestamp, Option<Timestamp>)>,
}

impl When {
    /// The moment after which it no longer helps, if there is one.
    pub fn end(&self) -> Option<Timestamp> {
        match self.timing {
            AskWhen::Open => None,
            AskWhen::ByDate => self.due_at,
            AskWhen::Choices => self.times.iter().map(|(start, _)| *start).max(),
        }
    }
}

impl AskInput {
    /// Checks it, as typed at a moment in a time zone.
    ///
    /// # Errors
    /// Every problem there is.
    pub fn parse(&self, now: Timestamp, zone: &TimeZone) -> Result<NewAsk, Invalid> {
        let mut problems = Problems::new();
        let title = problems.take("title", Title::parse(&self.title));
        let words = problems.take("words", Words::optional(self.words.as_deref()));
        let kind = problems.take("kind", Kind::from_word(self.kind.trim()).ok_or(Problem::new("choice")));
        let effort = problems.take("effort", word(self.effort.as_deref(), Effort::Hour, Effort::from_word));
        let typed = TypedWhen {
            timing: self.timing.as_deref(),
            due: self.due.as_deref(),
            times: &self.times,
            ends: &self.times_end,
        };
        let when = typed.parse(&mut problems, now, zone);
        let place = problems.take("place", Line::optional(self.place.as_deref()));
        let circle = problems.take("circle", id(self.circle.as_deref()));
        let chosen = problems.take("chosen", self.chosen());
        let widen_days = problems.take("widen", widen(self.widen.as_deref()));
        let helpers_wanted =
            problems.take("helpers_wanted", number(self.helpers_wanted.as_deref(), 1, HELPERS_MOST));
        let days = problems.take("expires", number(self.expires.as_deref(), DAYS, DAYS_MOST));
        let on_behalf_of = problems.take("on_behalf_of", id(self.on_behalf_of.as_deref()));
        let need = problems.take("need", id(self.need.as_deref()));
        problems.build(|| {
            Some(NewAsk {
                title: title?,
                words: words?,
                kind: kind?,
                effort: effort?,
                when: when?,
                place: place?,
                circle: circle?,
                chosen: chosen?,
                widen_days: widen_days?,
                anonymous: lenient::is_yes(self.anonymous.as_deref()),
                helpers_wanted: helpers_wanted?,
                days: days?,
                on_behalf_of: on_behalf_of?,
                need: need?,
            })
        })
    }

    fn chosen(&self) -> Result<Vec<PersonId>, Problem> {
        let mut people = Vec::new();
        for text in self.chosen.iter().map(|text| text.trim()).filter(|text| !text.is_empty()) {
            let person: PersonId = text.parse().map_err(|_| Problem::new("choice"))?;
            if !people.contains(&person) {
                people.push(person);
            }
        }
        match self.reach.as_deref().map(str::trim) {
            None | Some("" | "circle") => {}
            Some("chosen") if !people.is_empty() => {}
            Some("chosen") => return Err(Problem::new("choose-someone")),
            Some(_) => return Err(Problem::new("choice")),
        }
        if people.len() > CHOSEN_MOST {
            let most = i64::try_from(CHOSEN_MOST).unwrap_or(i64::MAX);
            return Err(Problem::new("too-many").with("max", most));
        }
        Ok(people)
    }
}

/// When an ask is for, as it was typed.
pub(super) struct TypedWhen<'a> {
    pub timing: Option<&'a str>,
    pub due: Option<&'a str>,
    pub times: &'a [String],
    pub ends: &'a [String],
}

impl TypedWhen<'_> {
    /// Checks it. What is typed counts: a day makes it "by a date", times make it a choice.
    pub fn parse(&self, problems: &mut Problems, now: Timestamp, zone: &TimeZone) -> Option<When> {
        let due = problems.take("due", due(self.due, zone));
        let times = problems.take("times", self.times(zone));
        let (due, times) = (due?, times?);
        let timing = match self.timing.map(str::trim) {
            None | Some("") if !times.is_empty() => AskWhen::Choices,
            None | Some("") if due.is_some() => AskWhen::ByDate,
            None | Some("") => AskWhen::Open,
            Some(word) => {
                problems.take("timing", AskWhen::from_word(word).ok_or_else(|| Problem::new("choice")))?
            }
        };
        match timing {
            AskWhen::ByDate if due.is_none() => problems.add("due", Problem::new("required")),
            AskWhen::ByDate if due.is_some_and(|at| at <= now) => problems.add("due", Problem::new("past")),
            AskWhen::Choices if times.is_empty() => problems.add("times", Problem::new("required")),
            AskWhen::Choices if times.iter().any(|(start, _)| *start <= now) => {
                problems.add("times", Problem::new("past"));
            }
            _ => {}
        }
        Some(When {
            timing,
            due_at: due.filter(|_| timing == AskWhen::ByDate),
            times: if timing == AskWhen::Choices { times } else { Vec::new() },
        })
    }

    fn times(&self, zone: &TimeZone) -> Result<Vec<(Timestamp, Option<Timestamp>)>, Problem> {
        let mut times = Vec::new();
        for (index, text) in self.times.iter().enumerate() {
            let (start, end) = text.split_once('/').unwrap_or((text, ""));
            let end = if end.is_empty() { self.ends.get(index).map_or("", String::as_str) } else { end };
            if start.trim().is_empty() && end.trim().is_empty() {
                continue;
            }
            let start = moment(start, zone)?;
            let end = if end.trim().is_empty() { None } else { Some(moment(end, zone)?) };
            if end.is_some_and(|end| end <= start) {
                return Err(Problem::new("end-before-start"));
            }
            if !times.contains(&(start, end)) {
                times.push((start, end));
            }
        }
        if times.len() > TIMES_MOST {
            let most = i64::try_from(TIMES_MOST).unwrap_or(i64::MAX);
            return Err(Problem::new("too-many").with("max", most));
        }
        times.sort();
        Ok(times)
    }
}

/// The end of a day in a time zone.
fn due(text: Option<&str>, zone: &TimeZone) -> Result<Option<Timestamp>, Problem> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let bad = || Problem::new("date");
    let day: civil::Date = text.parse().map_err(|_| bad())?;
    let next = day.checked_add(1.day()).map_err(|_| bad())?.to_zoned(zone.clone()).map_err(|_| bad())?;
    within_reason(next.timestamp().checked_sub(SignedDuration::from_secs(1)).map_err(|_| bad())?, "date")
        .map(Some)
}

/// A moment: local to a time zone, or with an offset of its own.
fn moment(text: &str, zone: &TimeZone) -> Result<Timestamp, Problem> {
    let text = text.trim();
    let at = match text.parse::<Timestamp>() {
        Ok(at) => at,
        Err(_) => text
            .parse::<civil::DateTime>()
            .and_then(|local| local.to_zoned(zone.clone()))
            .map_err(|_| Problem::new("moment"))?
            .timestamp(),
    };
    let at = Timestamp::from_second(at.as_second()).map_err(|_| Problem::new("moment"))?;
    within_reason(at, "moment")
}

/// Years that calendars and both databases bear.
fn within_reason(at: Timestamp, code: &'static str) -> Result<Timestamp, Problem> {
    let year = at.to_zoned(TimeZone::UTC).year();
    if (1970..=9000).contains(&year) { Ok(at) } else { Err(Problem::new(code)) }
}

/// A word of a vocabulary, or what counts where none is given.
pub(super) fn word<T>(
    text: Option<&str>,
    otherwise: T,
    from_word: impl Fn(&str) -> Option<T>,
) -> Result<T, Problem> {
    match text.map(str::trim) {
        None | Some("") => Ok(otherwise),
        Some(word) => from_word(word).ok_or_else(|| Problem::new("choice")),
    }
}

/// An id, if one is given.
pub(crate) fn id<T: std::str::FromStr>(text: Option<&str>) -> Result<Option<T>, Problem> {
    match text.map(str::trim) {
        None | Some("") => Ok(None),
        Some(text) => text.parse().map(Some).map_err(|_| Problem::new("choice")),
    }
}

/// A whole number from 1, or what counts where none is given.
fn number(text: Option<&str>, otherwise: i64, most: i64) -> Result<i64, Problem> {
    let bad = || Problem::new("number").with("min", 1).with("max", most);
    match text.map(str::trim) {
        None | Some("") => Ok(otherwise),
        Some(text) => text.parse().ok().filter(|n| (1..=most).contains(n)).ok_or_else(bad),
    }
}

fn widen(text: Option<&str>) -> Result<Option<i64>, Problem> {
    match text.map(str::trim) {
        None | Some("" | "never") => Ok(None),
        Some(text) => {
            let days = text.parse().ok().filter(|days| WIDEN_DAYS.contains(days));
            days.map(Some).ok_or_else(|| Problem::new("choice"))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn now() -> Timestamp {
        "2025-03-03T09:00:00Z".parse().unwrap()
    }

    fn input() -> AskInput {
        AskInput { title: "A lift".into(), kind: "practical".into(), ..Default::default() }
    }

    #[test]
    fn a_day_ends_where_its_author_lives() {
        for (zone, end) in [
            ("Europe/Dublin", "2025-03-30T22:59:59Z"),
            ("Pacific/Auckland", "2025-03-30T10:59:59Z"),
            ("America/Los_Angeles", "2025-03-31T06:59:59Z"),
        ] {
            let zone = TimeZone::get(zone).unwrap();
            let ask = AskInput { due: Some("2025-03-30".into()), ..input() }.parse(now(), &zone).unwrap();
            assert_eq!(ask.when.due_at, Some(end.parse().unwrap()));
            assert_eq!(ask.when.timing, AskWhen::ByDate);
        }
    }

    #[test]
    fn times_are_local_unless_they_say_otherwise_and_may_have_an_end() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let ask = AskInput {
            times: vec!["2025-03-07T10:00Z".into(), "".into(), "2025-03-06T14:30/2025-03-06T15:30".into()],
            ..input()
        }
        .parse(now(), &zone)
        .unwrap();
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert_eq!(
            ask.when.times,
            [
                (at("2025-03-06T13:30:00Z"), Some(at("2025-03-06T14:30:00Z"))),
                (at("2025-03-07T10:00:00Z"), None)
            ]
        );
    }

    #[test]
    fn all_problems_are_told_at_once() {
        let bad = AskInput {
            effort: Some("huge".into()),
            due: Some("tomorrow".into()),
            times: vec!["noon".into()],
            circle: Some("x".into()),
            reach: Some("chosen".into()),
            widen: Some("5".into()),
            helpers_wanted: Some("21".into()),
            expires: Some("0".into()),
            ..Default::default()
        };
        let Invalid(problems) = bad.parse(now(), &TimeZone::UTC).unwrap_err();
        let fields: Vec<&str> = problems.iter().map(|(field, _)| *field).collect();
        assert_eq!(
            fields,
            [
                "title",
                "kind",
                "effort",
                "due",
                "times",
                "circle",
                "chosen",
                "widen",
                "helpers_wanted",
                "expires"
            ]
        );
    }

    proptest! {
        #[test]
        fn no_input_breaks_it(due in ".{0,30}", time in ".{0,40}", end in ".{0,20}", number in ".{0,12}") {
            let _ = AskInput {
                due: Some(due), times: vec![time], times_end: vec![end], expires: Some(number.clone()),
                helpers_wanted: Some(number.clone()), widen: Some(number), ..input()
            }.parse(now(), &TimeZone::UTC);
        }

        #[test]
        fn no_day_breaks_it(year in -9999i16..=9999, month in 1i8..=12, day in 1i8..=28, hour in 0i8..24) {
            let day = civil::date(year, month, day);
            let _ = AskInput { due: Some(day.to_string()), times: vec![day.at(hour, 0, 0, 0).to_string()], ..input() }
                .parse(now(), &TimeZone::get("Pacific/Kiritimati").unwrap());
        }
    }
}
