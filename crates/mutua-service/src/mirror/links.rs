//! Linked days: whether one person's day carries over to another's next, where both agreed to have that looked at.
//!
//! One proposes, the other says yes; either ends it alone, and all that was computed goes at once. The two are compared with
//! nobody but themselves (`mutua_analysis::dyads::link_alone`): other people's days aren't used, so that nothing of them
//! can show in what these two are told. docs/adr/0008 says why.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use mutua_analysis::dyads::{Direction, LinkOptions, Linked, Series, link_alone};
use mutua_domain::{
    id::{DayLinkId, PersonId},
    life::{LinkConsent, LinkWord, NoticeKind},
    policy::{Standing, Thing, Verb},
};
use mutua_storage::tables::{
    asks, blocks,
    day_links::{self, LinkRow},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{AgreementInput, Place, WEEK, is_off, view::CENT};
use crate::{
    asks::PersonRef,
    check_ins::{Answer, day_of},
    cx::Cx,
    error::{Error, Result},
    jobs::{self, Job},
    lenient, live,
    notices::{self, Notice},
    standing,
};

/// So many pairs of consecutive days that both share are needed.
pub const NEEDED: i64 = 100;
/// Days of the last year count.
const LOOK_BACK: i64 = 365;
/// What is sealed is bound to the pair, and to this.
const SEALED_AS: &str = "linked-days";
/// The standard normal deviate beyond which a tenth lies.
const TENTH: f64 = 1.2816;
/// Nobody is told of the same proposal sooner again.
const AGAIN: SignedDuration = SignedDuration::from_hours(7 * 24);
/// The most people to choose from.
const FELLOWS: i64 = 200;

/// What was found of a pair, as it is sealed for each of them.
#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
struct Found {
    /// Pairs of consecutive days that both share.
    shared: i64,
    /// What the second's day does to the first's next.
    to_a: Carry,
    /// What the first's day does to the second's next.
    to_b: Carry,
}

/// What one's day carries over to the other's next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Carry {
    /// What is said of it.
    pub says: LinkWord,
    /// What a point more on one's day goes with on the other's next, in hundredths of a point.
    #[serde(default)]
    pub points: Option<Place>,
    /// With how many other days the pair's own was compared.
    #[serde(default)]
    pub comparisons: Option<i64>,
    /// In how many of them it was weaker.
    #[serde(default)]
    pub weaker: Option<i64>,
}

impl Carry {
    fn of(direction: &Direction, slides: usize) -> Self {
        let says = match (direction.linked, direction.effect) {
            (Linked::NotEnoughToSay, _) | (_, None) => LinkWord::NotEnough,
            (Linked::NotBeyondChance, _) => LinkWord::Chance,
            (Linked::Linked, Some(effect)) if effect.from_other >= 0.0 => LinkWord::SameWay,
            (Linked::Linked, Some(_)) => LinkWord::OtherWay,
        };
        let Some((effect, part)) = direction.effect.zip(direction.percentile) else {
            return Self { says, points: None, comparisons: None, weaker: None };
        };
        let place = |deviates: f64| hundredths(effect.from_other + deviates * effect.se);
        let slides = u32::try_from(slides).unwrap_or(u32::MAX);
        Self {
            says,
            points: Some(Place { median: place(0.0), low: place(-TENTH), high: place(TENTH) }),
            comparisons: Some(slides.into()),
            weaker: Some(whole(part * f64::from(slides))),
        }
    }
}

fn hundredths(points: f64) -> i64 {
    whole(points * CENT)
}

#[expect(clippy::cast_possible_truncation, reason = "scores and counts of days are small")]
fn whole(value: f64) -> i64 {
    value.round() as i64
}

/// A pair as one of the two sees it; the other sees the same.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DayLinkView {
    /// The other.
    pub person: PersonRef,
    /// Who said yes.
    pub consent: LinkConsent,
    /// Pairs of consecutive days on which both checked in, up to the hundred that are needed; nothing before the first look.
    pub shared: Option<i64>,
    /// What the other's day carries over to the reader's next.
    pub to_me: Option<Carry>,
    /// What the reader's day carries over to the other's next.
    pub to_them: Option<Carry>,
    /// When it was looked at last.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub made_at: Option<Timestamp>,
}

/// The pairs of a person.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DayLinksView {
    /// How many pairs of consecutive days are needed.
    pub needed: i64,
    /// Those that stand or wait, by name.
    pub links: Vec<DayLinkView>,
}

/// The pairs of the person who acts.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn show(cx: &mut Cx<'_, '_>) -> Result<DayLinksView> {
    let me = cx.me()?;
    cx.require(standing::to_own(cx, me), Thing::LinkedDays, Verb::See)?;
    if is_off(cx, me)? {
        return Ok(DayLinksView { needed: NEEDED, links: Vec::new() });
    }
    let names: HashMap<PersonId, String> = day_links::names(cx.tx, me)?.into_iter().collect();
    let mut links = Vec::new();
    for row in day_links::of_person(cx.tx, me)? {
        let other = row.other(me);
        if let Some(name) = names.get(&other) {
            links.push(view(cx, me, &row, PersonRef { id: other, name: name.clone() })?);
        }
    }
    links.sort_by_cached_key(|link| link.person.name.to_lowercase());
    Ok(DayLinksView { needed: NEEDED, links })
}

fn view(cx: &mut Cx<'_, '_>, me: PersonId, row: &LinkRow, person: PersonRef) -> Result<DayLinkView> {
    let consent = match (row.agrees(me), row.agrees(person.id)) {
        (true, true) => LinkConsent::Both,
        (true, false) => LinkConsent::Mine,
        (false, _) => LinkConsent::Theirs,
    };
    let found: Option<Found> = match row.sealed(me).filter(|_| consent == LinkConsent::Both) {
        Some(sealed) => Some(cx.person_key(me)?.open_value(SEALED_AS, row.id.0, sealed)?),
        None => None,
    };
    let mine_is_a = row.a_id == me;
    let sides =
        found.map(|found| if mine_is_a { (found.to_a, found.to_b) } else { (found.to_b, found.to_a) });
    Ok(DayLinkView {
        person,
        consent,
        shared: found.map(|found| found.shared.min(NEEDED)),
        to_me: sides.map(|(to_me, _)| to_me),
        to_them: sides.map(|(_, to_them)| to_them),
        made_at: row.made_at,
    })
}

/// People to whom the person who acts could propose it, by name.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn choices(cx: &mut Cx<'_, '_>) -> Result<Vec<PersonRef>> {
    let me = cx.me()?;
    let taken: Vec<PersonId> = day_links::of_person(cx.tx, me)?.iter().map(|row| row.other(me)).collect();
    let mut people: Vec<PersonRef> = asks::fellows(cx.tx, me, FELLOWS)?
        .into_iter()
        .filter(|row| !taken.contains(&row.id))
        .map(|row| PersonRef { id: row.id, name: row.name })
        .collect();
    people.sort_by_cached_key(|person| person.name.to_lowercase());
    Ok(people)
}

/// Says that the days of the person who acts may be compared with another's, or that they may not any more. It counts once
/// both said yes. Either ends it alone: then nothing of it is left, and the other isn't told.
///
/// # Errors
/// Where the two share no circle, or one blocked the other; [`Error::Conflict`] while the mirror is off.
pub fn agree(cx: &mut Cx<'_, '_>, other: PersonId, input: &AgreementInput) -> Result<DayLinksView> {
    let me = cx.me()?;
    let blocked = blocks::between(cx.tx, me, other)?;
    let standings = standing::to_own(cx, me).and_if(blocked, Standing::Blocked);
    cx.require(standings, Thing::LinkedDays, Verb::Edit)?;
    if lenient::is_yes(input.agreed.as_deref()) {
        say_yes(cx, me, other)?;
    } else {
        day_links::between(cx.tx, me, other)?.ok_or(Error::NotFound)?;
        part(cx, me, other)?;
    }
    show(cx)
}

fn say_yes(cx: &mut Cx<'_, '_>, me: PersonId, other: PersonId) -> Result<()> {
    let before = day_links::between(cx.tx, me, other)?;
    if me == other || (before.is_none() && !asks::share_a_circle(cx.tx, me, other)?) {
        return Err(Error::NotFound);
    }
    if is_off(cx, me)? {
        return Err(Error::Conflict("mirror-off"));
    }
    if before.as_ref().is_some_and(|row| row.agrees(me)) {
        return Ok(());
    }
    let id = before.as_ref().map_or_else(|| cx.id(), |row| row.id);
    day_links::agree(cx.tx, (me, other), id, cx.now)?;
    let what = if before.is_some() { "days-agreed" } else { "days-proposed" };
    tell(cx, (me, other), what)?;
    if before.is_some() {
        jobs::schedule(cx, Job::LinkedDays, id, cx.now)?;
    }
    announce(cx, me, other);
    Ok(())
}

/// The other is told, unless they were lately, or have no mirror in which it would stand.
fn tell(cx: &mut Cx<'_, '_>, (me, other): (PersonId, PersonId), what: &'static str) -> Result<()> {
    let since = cx.now.saturating_sub(AGAIN).unwrap_or(cx.now);
    if is_off(cx, other)? || day_links::was_told(cx.tx, (other, me), what, since)? {
        return Ok(());
    }
    notices::tell(cx, other, Notice { actor: Some(me), ..Notice::new(NoticeKind::SharedCheckIn, what) })
}

fn announce(cx: &mut Cx<'_, '_>, one: PersonId, other: PersonId) {
    cx.tx.announce(live::person(one));
    cx.tx.announce(live::person(other));
}

/// Ends it between two, where there is anything to end: one took it back, or blocked the other.
///
/// # Errors
/// What the database says.
pub(crate) fn part(cx: &mut Cx<'_, '_>, one: PersonId, other: PersonId) -> Result<()> {
    if day_links::delete(cx.tx, one, other)? {
        announce(cx, one, other);
    }
    Ok(())
}

/// Ends it with everyone: the mirror was turned off.
///
/// # Errors
/// What the database says.
pub(super) fn part_from_all(cx: &mut Cx<'_, '_>, person: PersonId) -> Result<()> {
    for row in day_links::of_person(cx.tx, person)? {
        cx.tx.announce(live::person(row.other(person)));
    }
    Ok(day_links::delete_of(cx.tx, person)?)
}

/// Ends it with those with whom a person shares no circle any more. To be called once they have left one.
///
/// # Errors
/// What the database says.
pub(crate) fn left(cx: &mut Cx<'_, '_>, person: PersonId) -> Result<()> {
    for row in day_links::of_person(cx.tx, person)? {
        cx.tx.announce(live::person(row.other(person)));
    }
    Ok(day_links::delete_apart(cx.tx, person)?)
}

/// Compares the days of two people who agreed to it, and comes back in a week.
///
/// # Errors
/// [`Error::NotFound`] where they don't agree any more.
pub fn compare(cx: &mut Cx<'_, '_>, id: DayLinkId) -> Result<()> {
    let row = day_links::find(cx.tx, id)?.filter(LinkRow::is_agreed).ok_or(Error::NotFound)?;
    let (a, b) = (days(cx, row.a_id)?, days(cx, row.b_id)?);
    let linked = link_alone(&a, &b, &options());
    let found = Found {
        shared: i64::try_from(linked.steps).unwrap_or(i64::MAX),
        to_a: Carry::of(&linked.directions[0], linked.slides[0]),
        to_b: Carry::of(&linked.directions[1], linked.slides[1]),
    };
    let mut seal = |person: PersonId| {
        let key = cx.person_key(person)?;
        key.seal_value(SEALED_AS, id.0, &found, &cx.app.entropy)
    };
    let sealed = (seal(row.a_id)?, seal(row.b_id)?);
    day_links::set_found(cx.tx, id, sealed, cx.now)?;
    announce(cx, row.a_id, row.b_id);
    jobs::schedule(cx, Job::LinkedDays, id, cx.now + WEEK)
}

fn options() -> LinkOptions {
    LinkOptions { least_steps: usize::try_from(NEEDED).unwrap_or(usize::MAX), ..LinkOptions::default() }
}

/// What a person answered on the days of the last year, each on their own calendar.
fn days(cx: &mut Cx<'_, '_>, person: PersonId) -> Result<Series> {
    let rows = day_links::days(cx.tx, person, day_of(cx.now, "UTC") - LOOK_BACK)?;
    if rows.is_empty() {
        return Ok(Series::default());
    }
    let key = cx.person_key(person)?;
    let mut scores = Vec::with_capacity(rows.len());
    for row in rows {
        scores.push((row.day, f64::from(Answer::open(&key, row.id, &row.sealed)?.score.get())));
    }
    Series::new(scores).map_err(|day| Error::Internal(format!("two check-ins on day {day}")))
}
