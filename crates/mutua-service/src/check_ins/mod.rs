//! Check-ins: "How are we?", a number from 0 to 10, if wished layer by layer and in a few words.
//!
//! What a person answers is sealed with their own key. Others read of it only what its author shares: number and words,
//! never the layers. Days without one mean nothing; nobody counts them.
//!
//! [`low`] is what is said after days that were hard, [`week`] the circle's answer, [`setting`] how one wants to be asked.

mod input;
pub mod low;
pub mod setting;
mod shared;
pub mod week;

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use mutua_domain::{
    id::{CheckInId, PersonId},
    life::CheckInShare,
    policy::{Thing, Verb},
    score::Score,
};
use mutua_storage::tables::check_ins::{self, CheckInRow};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use input::CheckInInput;
pub(crate) use input::{date_of, day_of};
pub use shared::{CheckInChoices, SharedCheckIn, choices, of_circle, shared_with_me};

use crate::{
    Page, PageInput,
    asks::PersonRef,
    cx::Cx,
    error::{Error, Result},
    live,
    people::CircleRef,
    secrets::PersonKey,
    standing,
};

/// What the sealed answer is bound to, with the id of its row.
const SEALED_AS: &str = "check-in";

/// A number for each layer that was answered.
#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Layers {
    /// The body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Score>,
    /// Thoughts and feelings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inner_life: Option<Score>,
    /// The partner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<Score>,
    /// Friends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub friends: Option<Score>,
    /// Family.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family: Option<Score>,
    /// Groups.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub groups: Option<Score>,
    /// The wider world.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wider_world: Option<Score>,
}

impl Layers {
    /// Word of the layer and what was answered, from the inside outward.
    pub fn answered(&self) -> Vec<(&'static str, Score)> {
        use mutua_domain::life::Layer;
        let all = [
            (Layer::Body, self.body),
            (Layer::InnerLife, self.inner_life),
            (Layer::Partner, self.partner),
            (Layer::Friends, self.friends),
            (Layer::Family, self.family),
            (Layer::Groups, self.groups),
            (Layer::WiderWorld, self.wider_world),
        ];
        all.into_iter().filter_map(|(layer, score)| Some((layer.as_str(), score?))).collect()
    }
}

/// What a person answered, as it is sealed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Answer {
    pub(crate) score: Score,
    #[serde(default)]
    pub(crate) layers: Layers,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) words: Option<String>,
}

impl Answer {
    fn seal(&self, cx: &Cx<'_, '_>, key: &PersonKey, id: CheckInId) -> Result<Vec<u8>> {
        key.seal_value(SEALED_AS, id.0, self, &cx.app.entropy)
    }

    /// # Errors
    /// Where the key isn't its author's.
    pub(crate) fn open(key: &PersonKey, id: CheckInId, sealed: &[u8]) -> Result<Self> {
        key.open_value(SEALED_AS, id.0, sealed)
    }
}

/// A check-in, for its author.
#[derive(Clone, Serialize, ToSchema)]
pub struct CheckInView {
    /// Its id.
    pub id: CheckInId,
    /// The day, on its author's calendar.
    #[schema(value_type = String, format = Date)]
    pub day: Date,
    /// 0 (very hard) to 10 (very well).
    pub score: Score,
    /// Layer by layer, so far as answered. Nobody else ever sees these.
    pub layers: Layers,
    /// A few words.
    pub words: Option<String>,
    /// How far it is shared.
    pub share: CheckInShare,
    /// The people who read number and words.
    pub people: Vec<PersonRef>,
    /// The circles in whose answers it counts; with `circles` their members read number and words.
    pub circles: Vec<CircleRef>,
    /// When it was first given.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// When it was last changed.
    #[schema(value_type = String, format = DateTime)]
    pub changed_at: Timestamp,
}

/// Says nothing of the answer: it belongs in no log.
impl std::fmt::Debug for CheckInView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "CheckInView({})", self.id)
    }
}

fn view(cx: &mut Cx<'_, '_>, row: &CheckInRow) -> Result<CheckInView> {
    views(cx, row.person_id, std::slice::from_ref(row))?.pop().ok_or(Error::NotFound)
}

/// Check-ins of one person. Who reads them is looked up for all at once.
fn views(cx: &mut Cx<'_, '_>, person: PersonId, rows: &[CheckInRow]) -> Result<Vec<CheckInView>> {
    let ids = rows.iter().map(|row| row.id);
    let Some(span) = ids.clone().min().zip(ids.max()) else { return Ok(Vec::new()) };
    let key = cx.person_key(person)?;
    let mut people: BTreeMap<CheckInId, Vec<PersonRef>> = BTreeMap::new();
    for (of, id, name) in check_ins::readers(cx.tx, person, span)? {
        people.entry(of).or_default().push(PersonRef { id, name });
    }
    let mut circles: BTreeMap<CheckInId, Vec<CircleRef>> = BTreeMap::new();
    for (of, id, name) in check_ins::circles(cx.tx, person, span)? {
        circles.entry(of).or_default().push(CircleRef { id, name });
    }
    let view = |row: &CheckInRow| {
        let answer = Answer::open(&key, row.id, &row.sealed)?;
        let mut people = people.remove(&row.id).unwrap_or_default();
        people.sort_by_cached_key(|person| person.name.to_lowercase());
        let mut circles = circles.remove(&row.id).unwrap_or_default();
        circles.sort_by_cached_key(|circle| circle.name.to_lowercase());
        Ok(CheckInView {
            id: row.id,
            day: input::date_of(row.day),
            score: answer.score,
            layers: answer.layers,
            words: answer.words,
            share: row.share,
            people,
            circles,
            created_at: row.created_at,
            changed_at: row.changed_at,
        })
    };
    rows.iter().map(view).collect()
}

/// A check-in of the person who acts; to anyone else it isn't there.
fn own(cx: &mut Cx<'_, '_>, id: CheckInId, verb: Verb) -> Result<CheckInRow> {
    let me = cx.me()?;
    let row = check_ins::find(cx.tx, me, id)?.ok_or(Error::NotFound)?;
    cx.require(standing::to_own(cx, row.person_id), Thing::CheckIn, verb)?;
    Ok(row)
}

/// Checks in. A second time on the same day, of the person's own calendar, changes the first.
///
/// # Errors
/// Its problems.
pub fn answer(cx: &mut Cx<'_, '_>, input: &CheckInInput) -> Result<CheckInView> {
    let me = cx.me()?;
    let today = input::day_of(cx.now, &cx.person()?.time_zone);
    if let Some(row) = check_ins::on_day(cx.tx, me, today)? {
        return write(cx, row, input, false);
    }
    let row = CheckInRow {
        person_id: me,
        id: cx.id(),
        day: today,
        share: CheckInShare::Nobody,
        sealed: Vec::new(),
        created_at: cx.now,
        changed_at: cx.now,
    };
    write(cx, row, input, true)
}

/// Gives a check-in another answer or audience; what is left out stays.
///
/// # Errors
/// Where it isn't theirs; its problems.
pub fn change(cx: &mut Cx<'_, '_>, id: CheckInId, input: &CheckInInput) -> Result<CheckInView> {
    let row = own(cx, id, Verb::Edit)?;
    write(cx, row, input, false)
}

fn write(
    cx: &mut Cx<'_, '_>,
    mut row: CheckInRow,
    input: &CheckInInput,
    is_new: bool,
) -> Result<CheckInView> {
    let key = cx.person_key(row.person_id)?;
    let before = if is_new { None } else { Some(view(cx, &row)?) };
    let whole = input.over(before.as_ref());
    let (answer, audience) = whole.parse(cx)?;
    row.share = audience.share;
    row.sealed = answer.seal(cx, &key, row.id)?;
    if is_new {
        check_ins::put(cx.tx, &row)?;
    } else {
        check_ins::change(cx.tx, &row, cx.now)?;
    }
    shared::spread(cx, &row, &audience, before.as_ref())?;
    if before.as_ref().is_none_or(|before| before.score != answer.score) {
        low::notice_low(cx, row.person_id)?;
    }
    cx.tx.announce(live::person(row.person_id));
    view(cx, &row)
}

/// The check-ins of the person who acts, newest first.
///
/// # Errors
/// Where nobody is signed in; a cursor that isn't one.
pub fn mine(cx: &mut Cx<'_, '_>, input: &PageInput) -> Result<Page<CheckInView>> {
    let me = cx.me()?;
    let cursor = input.parse()?;
    let rows = check_ins::of_person(cx.tx, me, (cursor.before, cursor.fetch()))?;
    let page = cursor.page(rows, |row| row.id.0);
    Ok(Page { items: views(cx, me, &page.items)?, next: page.next })
}

/// One check-in of the person who acts.
///
/// # Errors
/// Where it isn't theirs.
pub fn show(cx: &mut Cx<'_, '_>, id: CheckInId) -> Result<CheckInView> {
    let row = own(cx, id, Verb::See)?;
    view(cx, &row)
}

/// Today's check-in of the person who acts, on their calendar.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn todays(cx: &mut Cx<'_, '_>) -> Result<Option<CheckInView>> {
    let me = cx.me()?;
    let today = input::day_of(cx.now, &cx.person()?.time_zone);
    match check_ins::on_day(cx.tx, me, today)? {
        Some(row) => view(cx, &row).map(Some),
        None => Ok(None),
    }
}

/// Deletes it for good. A circle's answer that it was part of stays as it was shown.
///
/// # Errors
/// Where it isn't theirs.
pub fn delete(cx: &mut Cx<'_, '_>, id: CheckInId) -> Result<()> {
    let row = own(cx, id, Verb::Edit)?;
    check_ins::delete(cx.tx, row.person_id, row.id)?;
    cx.tx.announce(live::person(row.person_id));
    Ok(())
}

/// The words with which an ask begins that is made of a check-in; nothing is sent by it.
///
/// # Errors
/// Where it isn't theirs.
pub fn words_for_ask(cx: &mut Cx<'_, '_>, id: CheckInId) -> Result<Option<String>> {
    Ok(show(cx, id)?.words)
}

/// The scores of the person who acts with their days, newest first, at most `most` of them.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn course(cx: &mut Cx<'_, '_>, most: i64) -> Result<Vec<(Date, Score)>> {
    let me = cx.me()?;
    cx.require(standing::to_own(cx, me), Thing::CheckIn, Verb::See)?;
    Ok(latest_scores(cx, me, most)?.into_iter().map(|(day, score)| (input::date_of(day), score)).collect())
}

/// The scores of a person with their days, newest first, at most `most` of them.
fn latest_scores(cx: &mut Cx<'_, '_>, person: PersonId, most: i64) -> Result<Vec<(i64, Score)>> {
    let rows = check_ins::of_person(cx.tx, person, (uuid::Uuid::max(), most))?;
    // Who never wrote anything has no key, and reading makes none.
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = cx.person_key(person)?;
    rows.into_iter().map(|row| Ok((row.day, Answer::open(&key, row.id, &row.sealed)?.score))).collect()
}
