//! A circle's monthly round: the four questions about personal wellbeing of the UK Office for National Statistics.
//!
//! A steward switches it on. Members answer if they like, each month anew; what they answer is sealed with their own key
//! and read by nobody else. [`month`] makes what the circle is shown once a month is over.

pub mod month;

use jiff::{Timestamp, civil::Date};
use mutua_domain::{
    Problem, Problems,
    id::{CircleId, PersonId, WellbeingAnswerId},
    life::{NoticeKind, WellbeingQuestion},
    policy::{Thing, Verb},
    score::Score,
};
use mutua_storage::tables::wellbeing::{self, AnswerRow, RoundRow};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use month::{WellbeingFigure, WellbeingMonth};

use crate::{
    Page, PageInput,
    cx::Cx,
    error::{Error, Result},
    lenient, live,
    notices::{self, Notice},
    people::CircleRef,
    secrets::PersonKey,
    standing,
};

/// What a sealed answer is bound to, with the id of its row.
const SEALED_AS: &str = "wellbeing";

/// The four numbers, so far as answered; as they are sealed.
#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WellbeingScores {
    /// "Overall, how satisfied are you with your life nowadays?" 0 (not at all) to 10 (completely).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub satisfied: Option<Score>,
    /// "Overall, to what extent do you feel that the things you do in your life are worthwhile?"
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worthwhile: Option<Score>,
    /// "Overall, how happy did you feel yesterday?"
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happy: Option<Score>,
    /// "Overall, how anxious did you feel yesterday?" Here 10 is the hard end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anxious: Option<Score>,
}

/// Says nothing of the numbers: they belong in no log.
impl std::fmt::Debug for WellbeingScores {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("WellbeingScores")
    }
}

impl WellbeingScores {
    /// What was answered to a question.
    pub const fn of(&self, question: WellbeingQuestion) -> Option<Score> {
        match question {
            WellbeingQuestion::Satisfied => self.satisfied,
            WellbeingQuestion::Worthwhile => self.worthwhile,
            WellbeingQuestion::Happy => self.happy,
            WellbeingQuestion::Anxious => self.anxious,
        }
    }

    /// Question by question what was answered, in their order.
    pub fn answered(&self) -> Vec<(WellbeingQuestion, Score)> {
        WellbeingQuestion::ALL.iter().filter_map(|question| Some((*question, self.of(*question)?))).collect()
    }

    fn seal(&self, cx: &Cx<'_, '_>, key: &PersonKey, id: WellbeingAnswerId) -> Result<Vec<u8>> {
        key.seal_value(SEALED_AS, id.0, self, &cx.app.entropy)
    }

    /// # Errors
    /// Where the key isn't its author's.
    pub(crate) fn open(key: &PersonKey, id: WellbeingAnswerId, sealed: &[u8]) -> Result<Self> {
        key.open_value(SEALED_AS, id.0, sealed)
    }
}

/// The four numbers as they were typed. Each may be left out; in a second answer of the same month what is left out stays,
/// and what is empty is taken away.
#[derive(Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct WellbeingInput {
    /// How satisfied with life, 0 (not at all) to 10 (completely).
    #[serde(deserialize_with = "lenient::text")]
    #[schema(value_type = Option<i64>)]
    pub satisfied: Option<String>,
    /// How worthwhile what one does, 0 to 10.
    #[serde(deserialize_with = "lenient::text")]
    #[schema(value_type = Option<i64>)]
    pub worthwhile: Option<String>,
    /// How happy yesterday, 0 to 10.
    #[serde(deserialize_with = "lenient::text")]
    #[schema(value_type = Option<i64>)]
    pub happy: Option<String>,
    /// How anxious yesterday, 0 to 10.
    #[serde(deserialize_with = "lenient::text")]
    #[schema(value_type = Option<i64>)]
    pub anxious: Option<String>,
}

/// Says nothing of what was typed: it belongs in no log.
impl std::fmt::Debug for WellbeingInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("WellbeingInput")
    }
}

impl WellbeingInput {
    /// What is typed where an answer stands already, to be typed over.
    pub fn of(scores: &WellbeingScores) -> Self {
        let text = |question| scores.of(question).map(|score| score.to_string());
        Self {
            satisfied: text(WellbeingQuestion::Satisfied),
            worthwhile: text(WellbeingQuestion::Worthwhile),
            happy: text(WellbeingQuestion::Happy),
            anxious: text(WellbeingQuestion::Anxious),
        }
    }

    /// The text for a question.
    pub fn text(&self, question: WellbeingQuestion) -> Option<&str> {
        match question {
            WellbeingQuestion::Satisfied => &self.satisfied,
            WellbeingQuestion::Worthwhile => &self.worthwhile,
            WellbeingQuestion::Happy => &self.happy,
            WellbeingQuestion::Anxious => &self.anxious,
        }
        .as_deref()
    }

    /// Checks it, over what was answered before.
    fn parse(&self, before: WellbeingScores) -> Result<WellbeingScores> {
        let mut problems = Problems::new();
        let mut take = |question: WellbeingQuestion| match self.text(question).map(str::trim) {
            None => before.of(question),
            Some("") => None,
            Some(text) => problems.take(question.as_str(), Score::parse(text)),
        };
        let scores = WellbeingScores {
            satisfied: take(WellbeingQuestion::Satisfied),
            worthwhile: take(WellbeingQuestion::Worthwhile),
            happy: take(WellbeingQuestion::Happy),
            anxious: take(WellbeingQuestion::Anxious),
        };
        problems.finish()?;
        if scores == WellbeingScores::default() {
            let mut problems = Problems::new();
            problems.add(WellbeingQuestion::Satisfied.as_str(), Problem::new("wellbeing-none"));
            problems.finish()?;
        }
        Ok(scores)
    }
}

/// Whether a circle is to ask, as it was typed.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct WellbeingRoundInput {
    /// It is.
    #[serde(deserialize_with = "lenient::yes_no")]
    #[schema(value_type = Option<bool>)]
    pub on: Option<String>,
}

/// What a person answered in a circle's month, for that person alone.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WellbeingAnswerView {
    /// Its id.
    pub id: WellbeingAnswerId,
    /// In which circle.
    pub circle: CircleRef,
    /// The first day of the month.
    #[schema(value_type = String, format = Date)]
    pub month: Date,
    /// The numbers.
    #[serde(flatten)]
    pub scores: WellbeingScores,
    /// When it was given.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// When it was last changed.
    #[schema(value_type = String, format = DateTime)]
    pub changed_at: Timestamp,
}

/// A circle's monthly round, for one of its members.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WellbeingView {
    /// Whether the circle asks.
    pub on: bool,
    /// Whether the reader may switch it on and off.
    pub may_switch: bool,
    /// The first day of the month that runs on the reader's calendar.
    #[schema(value_type = String, format = Date)]
    pub month: Date,
    /// What the reader answered in it. Nobody else ever sees this.
    pub mine: Option<WellbeingAnswerView>,
    /// The months that are over, oldest first.
    pub months: Vec<WellbeingMonth>,
}

/// A circle's monthly round.
///
/// # Errors
/// Where the person who acts isn't in the circle.
pub fn of_circle(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<WellbeingView> {
    let here = standing::to_circle(cx, circle)?;
    cx.require(here.standings, Thing::WellbeingRound, Verb::See)?;
    let me = cx.me()?;
    let running = my_month(cx)?;
    let mine = match wellbeing::in_month(cx.tx, circle, running, me)? {
        Some(row) => {
            let circle = CircleRef { id: circle, name: here.circle.name.clone() };
            Some(view(cx, row, circle)?)
        }
        None => None,
    };
    Ok(WellbeingView {
        on: is_on(cx, circle)?,
        may_switch: cx.may(here.standings, Thing::WellbeingRound, Verb::Edit),
        month: month::first_day(running),
        mine,
        months: month::shown(cx, circle)?,
    })
}

fn is_on(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<bool> {
    Ok(wellbeing::round(cx.tx, circle)?.is_some_and(|round| round.is_on))
}

/// The month that runs on the calendar of the person who acts.
fn my_month(cx: &Cx<'_, '_>) -> Result<i64> {
    Ok(month::running(cx.now, &cx.person()?.time_zone))
}

fn view(cx: &mut Cx<'_, '_>, row: AnswerRow, circle: CircleRef) -> Result<WellbeingAnswerView> {
    let scores = WellbeingScores::open(&cx.person_key(row.person_id)?, row.id, &row.sealed)?;
    Ok(WellbeingAnswerView {
        id: row.id,
        circle,
        month: month::first_day(row.month),
        scores,
        created_at: row.created_at,
        changed_at: row.changed_at,
    })
}

/// Switches a circle's round on or off. Members are told when it is switched on, once a month at the most.
///
/// # Errors
/// Where the person who acts isn't a steward of it.
pub fn switch(cx: &mut Cx<'_, '_>, circle: CircleId, input: &WellbeingRoundInput) -> Result<WellbeingView> {
    let here = standing::to_circle(cx, circle)?;
    cx.require(here.standings, Thing::WellbeingRound, Verb::Edit)?;
    let on = lenient::is_yes(input.on.as_deref());
    if on != is_on(cx, circle)? {
        let told_month = wellbeing::round(cx.tx, circle)?.map_or(month::NEVER, |round| round.told_month);
        wellbeing::put_round(cx.tx, circle, &RoundRow { is_on: on, told_month }, cx.now)?;
        if on {
            tell(cx, circle)?;
            month::schedule(cx, circle)?;
        }
        cx.tx.announce(live::circle(circle));
    }
    of_circle(cx, circle)
}

/// Tells the members of a circle that asks that its questions of the month wait: once a month, and nobody twice.
fn tell(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<()> {
    let now = month::running(cx.now, "UTC");
    let Some(round) = wellbeing::round(cx.tx, circle)?.filter(|round| round.is_on && round.told_month < now)
    else {
        return Ok(());
    };
    wellbeing::put_round(cx.tx, circle, &RoundRow { told_month: now, ..round }, cx.now)?;
    for person in wellbeing::to_ask(cx.tx, circle, now)? {
        let notice = Notice { circle: Some(circle), ..Notice::new(NoticeKind::Wellbeing, "wellbeing") };
        notices::tell(cx, person, notice)?;
    }
    Ok(())
}

/// Answers a circle's questions of the running month. A second time in the month changes the first.
///
/// # Errors
/// Where the person who acts isn't in the circle; [`Error::Conflict`] where it doesn't ask; its problems.
pub fn answer(cx: &mut Cx<'_, '_>, circle: CircleId, input: &WellbeingInput) -> Result<WellbeingAnswerView> {
    let here = standing::to_circle(cx, circle)?;
    cx.require(here.standings, Thing::WellbeingRound, Verb::Answer)?;
    let me = cx.me()?;
    if !is_on(cx, circle)? {
        return Err(Error::Conflict("wellbeing-off"));
    }
    let key = cx.person_key(me)?;
    let month = my_month(cx)?;
    let row = match wellbeing::in_month(cx.tx, circle, month, me)? {
        Some(mut row) => {
            let scores = input.parse(WellbeingScores::open(&key, row.id, &row.sealed)?)?;
            row.sealed = scores.seal(cx, &key, row.id)?;
            row.changed_at = cx.now;
            wellbeing::change(cx.tx, row.id, &row.sealed, cx.now)?;
            row
        }
        None => first(cx, (circle, month, me), &key, input)?,
    };
    month::schedule(cx, circle)?;
    cx.tx.announce(live::person(me));
    view(cx, row, CircleRef { id: circle, name: here.circle.name })
}

fn first(
    cx: &mut Cx<'_, '_>,
    (circle_id, month, person_id): (CircleId, i64, PersonId),
    key: &PersonKey,
    input: &WellbeingInput,
) -> Result<AnswerRow> {
    let scores = input.parse(WellbeingScores::default())?;
    let id: WellbeingAnswerId = cx.id();
    let sealed = scores.seal(cx, key, id)?;
    let row = AnswerRow { circle_id, month, person_id, id, sealed, created_at: cx.now, changed_at: cx.now };
    wellbeing::put(cx.tx, &row)?;
    Ok(row)
}

/// What the person who acts answered, in all circles, newest first; also in those that they left.
///
/// # Errors
/// Where nobody is signed in; a cursor that isn't one.
pub fn mine(cx: &mut Cx<'_, '_>, input: &PageInput) -> Result<Page<WellbeingAnswerView>> {
    let me = cx.me()?;
    cx.require(standing::to_own(cx, me), Thing::WellbeingAnswer, Verb::See)?;
    let cursor = input.parse()?;
    let rows = wellbeing::of_person(cx.tx, me, (cursor.before, cursor.fetch()))?;
    let page = cursor.page(rows, |row| row.id.0);
    let names = wellbeing::circle_names(cx.tx, me)?;
    let mut items = Vec::with_capacity(page.items.len());
    for row in page.items {
        let id = row.circle_id;
        let name =
            names.iter().find(|(circle, _)| *circle == id).map_or_else(String::new, |(_, name)| name.clone());
        items.push(view(cx, row, CircleRef { id, name })?);
    }
    Ok(Page { items, next: page.next })
}

fn own(cx: &mut Cx<'_, '_>, id: WellbeingAnswerId, verb: Verb) -> Result<AnswerRow> {
    cx.me()?;
    let row = wellbeing::find(cx.tx, id)?.ok_or(Error::NotFound)?;
    cx.require(standing::to_own(cx, row.person_id), Thing::WellbeingAnswer, verb)?;
    Ok(row)
}

/// One answer of the person who acts.
///
/// # Errors
/// Where it isn't theirs.
pub fn show(cx: &mut Cx<'_, '_>, id: WellbeingAnswerId) -> Result<WellbeingAnswerView> {
    let row = own(cx, id, Verb::See)?;
    let name =
        mutua_storage::tables::circles::find(cx.tx, row.circle_id)?.map_or_else(String::new, |c| c.name);
    let circle = CircleRef { id: row.circle_id, name };
    view(cx, row, circle)
}

/// Deletes it for good. Figures of a month that is over stay as they were shown.
///
/// # Errors
/// Where it isn't theirs.
pub fn delete(cx: &mut Cx<'_, '_>, id: WellbeingAnswerId) -> Result<()> {
    let row = own(cx, id, Verb::Edit)?;
    wellbeing::delete(cx.tx, row.id)?;
    cx.tx.announce(live::person(row.person_id));
    Ok(())
}

/// Whether a circle asks, if it ever did, and whether the person who acts may switch that: for a page that leads there.
///
/// # Errors
/// Where the person who acts isn't in the circle.
pub fn state(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<(Option<bool>, bool)> {
    let here = standing::to_circle(cx, circle)?;
    cx.require(here.standings, Thing::WellbeingRound, Verb::See)?;
    let on = wellbeing::round(cx.tx, circle)?.map(|round| round.is_on);
    Ok((on, cx.may(here.standings, Thing::WellbeingRound, Verb::Edit)))
}
