//! Opening an ask.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use mutua_domain::{
    Invalid, Problem, Problems,
    id::{CircleId, PersonId},
    life::{AskState, MembershipState, NoticeKind, Reach},
    policy::{Thing, Verb},
    text::{Line, Words},
};
use mutua_storage::tables::{
    asks::{self, AskRow, TimeRow},
    circles,
};

use super::{
    input::{AskInput, DAYS_MOST, NewAsk, When},
    life,
    reach::{self, from_asker},
    view::{self, AskView},
};
use crate::{
    cx::Cx,
    error::{Error, Result},
    mirror,
    notices::{self, Notice},
    standing, zones,
};

/// Opens an ask to the people whom its author means, and tells them.
///
/// # Errors
/// Its problems; a circle in which the person may not ask, or from which they take a break (`paused`).
pub fn create(cx: &mut Cx<'_, '_>, input: &AskInput) -> Result<AskView> {
    let me = cx.me()?;
    let new = input.parse(cx.now, &zone(cx)?)?;
    let circle = circle_of(cx, &new)?;
    check_people(cx, &new, &circle)?;
    let ask = row(cx, me, &new, &circle);
    asks::create(cx.tx, &ask)?;
    put_times(cx, &ask, &new.when)?;
    put_need(cx, &ask, &new)?;
    mirror::need_changed(cx, ask.asker_id)?;
    if new.chosen.is_empty() {
        reach::open_to(cx, &ask, circle.id)?;
    } else {
        open_to_chosen(cx, &ask, &new.chosen)?;
    }
    if ask.asker_id != me {
        let notice = Notice { actor: Some(me), ..reach::about(&ask, NoticeKind::OnBehalf, "on-behalf") };
        notices::tell(cx, ask.asker_id, notice)?;
    }
    life::plan(cx, &ask)?;
    reach::announce(cx, &ask)?;
    view::show(cx, ask.id)
}

/// The time zone of the person who acts.
pub(super) fn zone(cx: &Cx<'_, '_>) -> Result<TimeZone> {
    Ok(zones::of(&cx.person()?.time_zone))
}

/// The circle in which it is asked: the one given, else the one used last, else the only one.
pub(super) fn circle_of(cx: &mut Cx<'_, '_>, new: &NewAsk) -> Result<circles::CircleRow> {
    let id = match new.circle {
        Some(id) => id,
        None => usual_circle(cx)?.ok_or_else(|| Error::invalid("circle", "required"))?,
    };
    // A circle that one doesn't know of and one that isn't there are the same bad choice.
    let inside = standing::to_circle(cx, id).map_err(|error| match error {
        Error::NotFound => Error::invalid("circle", "choice"),
        other => other,
    })?;
    if !cx.may(inside.standings, Thing::Ask, Verb::Create) {
        let paused = inside.membership.is_some_and(|m| m.state == MembershipState::Paused);
        return Err(if paused { Error::Refused("paused") } else { Error::invalid("circle", "choice") });
    }
    if inside.membership.is_some_and(|m| m.state == MembershipState::Paused) {
        return Err(Error::Refused("paused"));
    }
    if new.widen_days.is_some() && new.chosen.is_empty() && inside.circle.parent_id.is_none() {
        return Err(Error::invalid("widen", "widen-top"));
    }
    Ok(inside.circle)
}

/// The circle that a person means when they name none.
pub(super) fn usual_circle(cx: &mut Cx<'_, '_>) -> Result<Option<CircleId>> {
    let me = cx.me()?;
    let active: Vec<CircleId> = circles::of_person(cx.tx, me)?
        .into_iter()
        .filter(|row| row.state == MembershipState::Active)
        .map(|row| row.circle.id)
        .collect();
    if let [only] = active[..] {
        return Ok(Some(only));
    }
    Ok(asks::last_circle(cx.tx, me)?.filter(|last| active.contains(last)))
}

/// Whom it is for, and who was chosen: people with whom the author shares a circle.
pub(super) fn check_people(cx: &mut Cx<'_, '_>, new: &NewAsk, circle: &circles::CircleRow) -> Result<()> {
    let me = cx.me()?;
    let mut problems = Problems::new();
    if let Some(other) = new.on_behalf_of {
        if other == me || !asks::is_fellow_in(cx.tx, circle.id, other, me)? {
            problems.add("on_behalf_of", Problem::new("choice"));
        } else if new.need.is_some() {
            // A kept need is its person's alone; another's ask doesn't open it.
            problems.add("need", Problem::new("choice"));
        }
    }
    for person in &new.chosen {
        if *person == me || Some(*person) == new.on_behalf_of || !asks::share_a_circle(cx.tx, me, *person)? {
            problems.add("chosen", Problem::new("choice"));
            break;
        }
    }
    Ok(problems.finish()?)
}

fn row(cx: &Cx<'_, '_>, me: PersonId, new: &NewAsk, circle: &circles::CircleRow) -> AskRow {
    let lasts = SignedDuration::from_hours(24 * new.days);
    let expires_at = end(cx.now, lasts, new.when.end());
    AskRow {
        circle_id: circle.id,
        id: cx.id(),
        asker_id: new.on_behalf_of.unwrap_or(me),
        writer_id: me,
        title: new.title.as_str().to_owned(),
        words: new.words.clone().map(Words::into_string),
        kind: new.kind,
        effort: new.effort,
        timing: new.when.timing,
        due_at: new.when.due_at,
        place: new.place.clone().map(Line::into_string),
        reach: if new.chosen.is_empty() { Reach::Circle } else { Reach::Chosen },
        anonymous: new.anonymous,
        helpers_wanted: new.helpers_wanted,
        state: AskState::Open,
        widen_at: new.widen_days.map(|days| later(cx.now, SignedDuration::from_hours(24 * days))),
        expires_at,
        lasts: micros(expires_at.duration_since(cx.now)),
        probed_at: None,
        first_pledge_at: None,
        closed_at: None,
        created_at: cx.now,
        changed_at: cx.now,
    }
}

/// When an ask ends that lasts so long from now and helps until then.
pub(super) fn end(now: Timestamp, lasts: SignedDuration, no_use_after: Option<Timestamp>) -> Timestamp {
    let longest = SignedDuration::from_hours(24 * DAYS_MOST);
    let full = later(now, lasts.min(longest));
    match no_use_after {
        Some(end) if end > now => end.min(full),
        _ => full,
    }
}

/// So much later; the latest moment there is, beyond that.
pub(super) fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.saturating_add(by).unwrap_or(at)
}

/// A length in microseconds, as it is stored.
pub(super) fn micros(length: SignedDuration) -> i64 {
    i64::try_from(length.as_micros()).unwrap_or(i64::MAX)
}

pub(super) fn put_times(cx: &mut Cx<'_, '_>, ask: &AskRow, when: &When) -> Result<()> {
    for (starts_at, ends_at) in &when.times {
        let time = TimeRow { id: cx.id(), starts_at: *starts_at, ends_at: *ends_at };
        asks::put_time(cx.tx, ask, &time)?;
    }
    Ok(())
}

fn put_need(cx: &mut Cx<'_, '_>, ask: &AskRow, new: &NewAsk) -> Result<()> {
    match new.need {
        Some(need) if asks::need_asked(cx.tx, ask, need)? => Ok(()),
        Some(_) => Err(Invalid::one("need", "choice").into()),
        None => {
            let id = cx.id();
            Ok(asks::put_need(cx.tx, ask, id)?)
        }
    }
}

fn open_to_chosen(cx: &mut Cx<'_, '_>, ask: &AskRow, chosen: &[PersonId]) -> Result<()> {
    for person in chosen {
        asks::put_chosen(cx.tx, ask, *person)?;
        // Someone whom the one it is for has blocked, or who blocked them, neither sees it nor hears of it.
        let (_, blocked) = asks::ties(cx.tx, ask, *person)?;
        if blocked {
            continue;
        }
        notices::tell(cx, *person, from_asker(ask, NoticeKind::NewAsk, "ask-chosen"))?;
    }
    Ok(())
}
