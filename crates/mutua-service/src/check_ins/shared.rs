//! What others read of a check-in: number and words, never the layers.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date};
use mutua_domain::{
    id::{CheckInId, CircleId},
    life::{CheckInShare, MembershipState, NoticeKind},
    policy::{Thing, Verb},
    score::Score,
};
use mutua_storage::tables::{
    asks, blocks,
    check_ins::{self, CheckInRow, SharedRow},
    circles,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    Answer, CheckInView,
    input::{self, Audience},
    week,
};
use crate::{
    Page, PageInput,
    asks::PersonRef,
    cx::Cx,
    error::Result,
    live,
    notices::{self, Notice},
    people::CircleRef,
    standing,
};

/// How many days a circle's page looks back.
const RECENT: i64 = 7;
/// The most check-ins on a circle's page.
const MOST: i64 = 30;
/// The most people to choose from.
const FELLOWS: i64 = 200;

/// What someone shares of how they are.
#[derive(Clone, Serialize, ToSchema)]
pub struct SharedCheckIn {
    /// Its id.
    pub id: CheckInId,
    /// Whose it is.
    pub author: PersonRef,
    /// The day, on its author's calendar.
    #[schema(value_type = String, format = Date)]
    pub day: Date,
    /// 0 (very hard) to 10 (very well).
    pub score: Score,
    /// A few words.
    pub words: Option<String>,
    /// When it was given.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
}

/// Says nothing of the answer: it belongs in no log.
impl std::fmt::Debug for SharedCheckIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SharedCheckIn({})", self.id)
    }
}

/// Whom the person who acts can share with.
#[derive(Debug, Clone)]
pub struct CheckInChoices {
    /// People who share a circle with them, by name.
    pub people: Vec<PersonRef>,
    /// Their circles, by name.
    pub circles: Vec<CircleRef>,
}

/// Whom the person who acts can share with.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn choices(cx: &mut Cx<'_, '_>) -> Result<CheckInChoices> {
    let me = cx.me()?;
    let mut people: Vec<PersonRef> = asks::fellows(cx.tx, me, FELLOWS)?
        .into_iter()
        .map(|row| PersonRef { id: row.id, name: row.name })
        .collect();
    people.sort_by_cached_key(|person| person.name.to_lowercase());
    let mut circles: Vec<CircleRef> = circles::of_person(cx.tx, me)?
        .into_iter()
        .filter(|row| row.state != MembershipState::Applied)
        .map(|row| CircleRef { id: row.circle.id, name: row.circle.name })
        .collect();
    circles.sort_by_cached_key(|circle| circle.name.to_lowercase());
    Ok(CheckInChoices { people, circles })
}

/// Stores who reads it, and tells those who are new to it.
pub(super) fn spread(
    cx: &mut Cx<'_, '_>,
    row: &CheckInRow,
    audience: &Audience,
    before: Option<&CheckInView>,
) -> Result<()> {
    let told: BTreeSet<_> = before.iter().flat_map(|view| view.people.iter().map(|p| p.id)).collect();
    for person in &audience.people {
        check_ins::put_reader(cx.tx, row, *person)?;
        if !told.contains(person) && !blocks::between(cx.tx, row.person_id, *person)? {
            let notice = Notice {
                actor: Some(row.person_id),
                ..Notice::new(NoticeKind::SharedCheckIn, "check-in-shared")
            };
            notices::tell(cx, *person, notice)?;
        }
    }
    let shown = audience.share == CheckInShare::Circles;
    for circle in &audience.circles {
        check_ins::put_circle(cx.tx, row, *circle, shown)?;
        week::schedule(cx, *circle)?;
        cx.tx.announce(live::circle(*circle));
    }
    for circle in before.iter().flat_map(|view| &view.circles) {
        cx.tx.announce(live::circle(circle.id));
    }
    Ok(())
}

/// What others chose to share with the person who acts, newest first.
///
/// # Errors
/// Where nobody is signed in; a cursor that isn't one.
pub fn shared_with_me(cx: &mut Cx<'_, '_>, input: &PageInput) -> Result<Page<SharedCheckIn>> {
    let me = cx.me()?;
    let cursor = input.parse()?;
    let rows = check_ins::shared_with(cx.tx, me, (cursor.before, cursor.fetch()))?;
    let page = cursor.page(rows, |row| row.id.0);
    Ok(Page { items: opened(cx, page.items)?, next: page.next })
}

/// What members show in a circle these days, newest first.
///
/// # Errors
/// Where the person who acts isn't in it.
pub fn of_circle(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<Vec<SharedCheckIn>> {
    let seen = standing::to_circle(cx, circle)?;
    cx.require(seen.standings, Thing::SharedCheckIn, Verb::See)?;
    let me = cx.me()?;
    let since = input::day_of(cx.now, &cx.person()?.time_zone) - RECENT;
    let rows = check_ins::shown_in(cx.tx, circle, since, me, MOST)?;
    opened(cx, rows)
}

fn opened(cx: &mut Cx<'_, '_>, rows: Vec<SharedRow>) -> Result<Vec<SharedCheckIn>> {
    rows.into_iter()
        .map(|row| {
            let answer = Answer::open(&cx.person_key(row.person_id)?, row.id, &row.sealed)?;
            Ok(SharedCheckIn {
                id: row.id,
                author: PersonRef { id: row.person_id, name: row.name },
                day: input::date_of(row.day),
                score: answer.score,
                words: answer.words,
                created_at: row.created_at,
            })
        })
        .collect()
}
