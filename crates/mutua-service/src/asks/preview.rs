//! Before an ask is sent: where it can be asked, and who would see it.

use jiff::Timestamp;
use mutua_domain::{id::CircleId, kind::Kind, life::MembershipState};
use mutua_storage::tables::{asks, circles};

use super::{
    answers::{self, AnswerRate},
    create,
    input::AskInput,
    view::{PersonRef, person_ref},
};
use crate::{cx::Cx, error::Result};

/// The most people among whom a page lets choose.
const FELLOWS: i64 = 200;

/// A circle in which one can ask.
#[derive(Debug, Clone)]
pub struct CircleChoice {
    /// Its id.
    pub id: CircleId,
    /// Its name.
    pub name: String,
    /// How many others would see it.
    pub others: i64,
    /// The circle around it, to which an ask can be widened.
    pub wider: Option<String>,
    /// Whether it is the one that is meant unless another is chosen.
    pub usual: bool,
}

/// What one can choose from when asking.
#[derive(Debug, Clone)]
pub struct AskChoices {
    /// Circles, by name.
    pub circles: Vec<CircleChoice>,
    /// People who share a circle with the author, by name.
    pub people: Vec<PersonRef>,
    /// How often asks get an answer in the usual circle.
    pub rate: Option<AnswerRate>,
    /// Whether the author is in circles but takes a break from all of them.
    pub paused: bool,
}

/// What the person who acts can choose from when asking; `wanted` is the circle that a link names.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn choices(cx: &mut Cx<'_, '_>, wanted: Option<CircleId>) -> Result<AskChoices> {
    let me = cx.me()?;
    let mine = circles::of_person(cx.tx, me)?;
    let usual = create::usual_circle(cx)?;
    let is_active = |id| mine.iter().any(|row| row.circle.id == id && row.state == MembershipState::Active);
    let usual = wanted.filter(|id| is_active(*id)).or(usual);
    let mut found = Vec::new();
    for row in mine.iter().filter(|row| row.state == MembershipState::Active) {
        let wider = match row.circle.parent_id {
            Some(parent) => circles::find(cx.tx, parent)?.map(|circle| circle.name),
            None => None,
        };
        found.push(CircleChoice {
            id: row.circle.id,
            name: row.circle.name.clone(),
            others: row.members - 1,
            wider,
            usual: usual == Some(row.circle.id),
        });
    }
    found.sort_by_cached_key(|circle| circle.name.to_lowercase());
    let mut people: Vec<PersonRef> =
        asks::fellows(cx.tx, me, FELLOWS)?.into_iter().map(|row| person_ref(row.id, row.name)).collect();
    people.sort_by_cached_key(|person| person.name.to_lowercase());
    let rate = match usual {
        Some(circle) => answers::answer_rate(cx, circle)?,
        None => None,
    };
    let paused = found.is_empty() && mine.iter().any(|row| row.state == MembershipState::Paused);
    Ok(AskChoices { circles: found, people, rate, paused })
}

/// What would happen if an ask were sent as it is.
#[derive(Debug, Clone)]
pub struct AskPreview {
    /// What is needed.
    pub title: String,
    /// A little more about it.
    pub words: Option<String>,
    /// The kind of help.
    pub kind: Kind,
    /// The circle in which it would be asked.
    pub circle: String,
    /// How many others are in it.
    pub others: i64,
    /// Who would see it, where people were chosen.
    pub chosen: Vec<PersonRef>,
    /// Where it would open to by itself, and when.
    pub widens: Option<(String, Timestamp)>,
    /// Whether the name is kept back.
    pub anonymous: bool,
    /// The end of the last day on which it helps.
    pub due_at: Option<Timestamp>,
    /// How many days it stays open.
    pub days: i64,
}

/// Checks an ask as [`super::create`] does and says who would see it. Nothing is stored.
///
/// # Errors
/// As for [`super::create`].
pub fn preview(cx: &mut Cx<'_, '_>, input: &AskInput) -> Result<AskPreview> {
    let me = cx.me()?;
    let new = input.parse(cx.now, &create::zone(cx)?)?;
    let circle = create::circle_of(cx, &new)?;
    create::check_people(cx, &new, &circle)?;
    let others = circles::count_members(cx.tx, circle.id)? - 1;
    let mut chosen: Vec<PersonRef> = asks::fellows(cx.tx, me, FELLOWS)?
        .into_iter()
        .filter(|row| new.chosen.contains(&row.id))
        .map(|row| person_ref(row.id, row.name))
        .collect();
    chosen.sort_by_cached_key(|person| person.name.to_lowercase());
    let next = match (new.chosen.is_empty(), circle.parent_id) {
        (false, _) => Some(circle.name.clone()),
        (true, Some(parent)) => circles::find(cx.tx, parent)?.map(|circle| circle.name),
        (true, None) => None,
    };
    let widens = new
        .widen_days
        .and_then(|days| Some((next?, create::later(cx.now, jiff::SignedDuration::from_hours(24 * days)))));
    Ok(AskPreview {
        title: new.title.into_string(),
        words: new.words.map(mutua_domain::text::Words::into_string),
        kind: new.kind,
        circle: circle.name,
        others,
        chosen,
        widens,
        anonymous: new.anonymous,
        due_at: new.when.due_at,
        days: new.days,
    })
}
