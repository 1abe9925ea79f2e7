//! Tellings and recorded helps as they are typed.

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use mutua_domain::{
    Invalid, Kind, Problem, Problems,
    capacity::MOST_MINUTES,
    id::{CircleId, PersonId},
    life::{Outcome, Side},
    text::Words,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{cx::Cx, error::Result, lenient, needs::parse_kind, zones};

/// One side's word on a help, as it was typed.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct TellInput {
    /// `done`, `partly` or `did_not_happen`.
    pub outcome: Option<String>,
    /// About how many minutes it took, if that matters.
    #[serde(deserialize_with = "lenient::text")]
    #[schema(value_type = Option<i64>)]
    pub minutes: Option<String>,
    /// How it was.
    pub words: Option<String>,
    /// The day on which it happened; today unless given.
    pub happened_on: Option<String>,
}

/// The same, checked.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub outcome: Outcome,
    pub minutes: Option<i64>,
    pub words: Option<Words>,
    /// When it happened, where that was said.
    pub happened_at: Option<Timestamp>,
}

/// A help with no ask before it, as it was typed.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct RecordInput {
    /// With whom.
    pub with: Option<String>,
    /// The side of the one who tells it: `giver` or `receiver`.
    pub side: Option<String>,
    /// Its kind.
    pub kind: Option<String>,
    /// A circle that both are in; may be left out where there is only one.
    pub circle: Option<String>,
    /// `done` (unless given) or `partly`.
    pub outcome: Option<String>,
    /// About how many minutes it took, if that matters.
    #[serde(deserialize_with = "lenient::text")]
    #[schema(value_type = Option<i64>)]
    pub minutes: Option<String>,
    /// How it was.
    pub words: Option<String>,
    /// The day on which it happened; today unless given.
    pub happened_on: Option<String>,
}

/// The same, checked.
#[derive(Debug, Clone)]
pub(super) struct Recorded {
    pub with: PersonId,
    pub side: Side,
    pub kind: Kind,
    pub circle: Option<CircleId>,
    pub told: Told,
}

/// The moment and the time zone in which something was typed.
pub(crate) struct Typed {
    pub now: Timestamp,
    pub zone: TimeZone,
}

impl Typed {
    /// By the person who acts, now.
    pub fn by(cx: &Cx<'_, '_>) -> Result<Self> {
        let zone = zones::of(&cx.person()?.time_zone);
        Ok(Self { now: cx.now, zone })
    }

    /// A day that isn't to come: this moment for today, else its noon.
    fn past_day(&self, text: Option<&str>) -> std::result::Result<Option<Timestamp>, Problem> {
        let Some(date) = day(text)? else { return Ok(None) };
        let today = self.now.to_zoned(self.zone.clone()).date();
        if date > today {
            return Err(Problem::new("future"));
        }
        if date < today.saturating_sub(20.years()) {
            return Err(Problem::new("date"));
        }
        if date == today { Ok(Some(self.now)) } else { self.noon(date).map(Some) }
    }

    /// A day that isn't past.
    pub fn coming_day(&self, text: Option<&str>) -> std::result::Result<Option<Timestamp>, Problem> {
        let Some(date) = day(text)? else { return Ok(None) };
        let today = self.now.to_zoned(self.zone.clone()).date();
        if date < today {
            return Err(Problem::new("past"));
        }
        if date > today.saturating_add(50.years()) {
            return Err(Problem::new("date"));
        }
        self.noon(date).map(Some)
    }

    fn noon(&self, date: Date) -> std::result::Result<Timestamp, Problem> {
        let noon = date.at(12, 0, 0, 0).to_zoned(self.zone.clone());
        noon.map(|noon| noon.timestamp()).map_err(|_| Problem::new("date"))
    }
}

fn day(text: Option<&str>) -> std::result::Result<Option<Date>, Problem> {
    match text.map(str::trim) {
        None | Some("") => Ok(None),
        Some(text) => text.parse().map(Some).map_err(|_| Problem::new("date")),
    }
}

fn minutes(text: Option<&str>) -> std::result::Result<Option<i64>, Problem> {
    match text.map(str::trim) {
        None | Some("") => Ok(None),
        Some(text) => text
            .parse()
            .ok()
            .filter(|minutes| (1..=MOST_MINUTES).contains(minutes))
            .map(Some)
            .ok_or_else(|| Problem::new("number").with("min", 1).with("max", MOST_MINUTES)),
    }
}

impl TellInput {
    /// Checks it.
    ///
    /// # Errors
    /// Every problem there is.
    pub(super) fn parse(&self, typed: &Typed) -> std::result::Result<Told, Invalid> {
        let mut problems = Problems::new();
        let told = self.take(&mut problems, typed);
        problems.build(|| told)
    }

    fn take(&self, problems: &mut Problems, typed: &Typed) -> Option<Told> {
        let outcome = problems.take(
            "outcome",
            match self.outcome.as_deref() {
                None | Some("") => Err(Problem::new("required")),
                Some(word) => Outcome::from_word(word).ok_or_else(|| Problem::new("choice")),
            },
        );
        let minutes = problems.take("minutes", minutes(self.minutes.as_deref()));
        let words = problems.take("words", Words::optional(self.words.as_deref()));
        let happened_at = problems.take("happened_on", typed.past_day(self.happened_on.as_deref()));
        let outcome = outcome?;
        // What did not happen took no time.
        let minutes = minutes?.filter(|_| outcome != Outcome::DidNotHappen);
        Some(Told { outcome, minutes, words: words?, happened_at: happened_at? })
    }
}

impl RecordInput {
    /// Checks it.
    ///
    /// # Errors
    /// Every problem there is.
    pub(super) fn parse(&self, typed: &Typed) -> std::result::Result<Recorded, Invalid> {
        let mut problems = Problems::new();
        let with = problems.take(
            "with",
            match self.with.as_deref() {
                None | Some("") => Err(Problem::new("required")),
                Some(text) => text.parse().map_err(|_| Problem::new("choice")),
            },
        );
        let side = problems.take(
            "side",
            match self.side.as_deref() {
                None | Some("") => Err(Problem::new("required")),
                Some(word) => Side::from_word(word).ok_or_else(|| Problem::new("choice")),
            },
        );
        let kind = problems.take("kind", parse_kind(self.kind.as_deref()));
        let circle = problems.take(
            "circle",
            match self.circle.as_deref() {
                None | Some("") => Ok(None),
                Some(text) => text.parse().map(Some).map_err(|_| Problem::new("choice")),
            },
        );
        let outcome = self.outcome.clone().filter(|word| !word.is_empty());
        let telling = TellInput {
            outcome: outcome.or_else(|| Some(Outcome::Done.as_str().to_owned())),
            minutes: self.minutes.clone(),
            words: self.words.clone(),
            happened_on: self.happened_on.clone(),
        };
        let told = telling.take(&mut problems, typed);
        if told.as_ref().is_some_and(|told| told.outcome == Outcome::DidNotHappen) {
            problems.add("outcome", Problem::new("choice"));
        }
        problems
            .build(|| Some(Recorded { with: with?, side: side?, kind: kind?, circle: circle?, told: told? }))
    }
}
