//! Support teams: the people on whom a person leans, and who lean on them, members of this place or not.
//!
//! A team is its person's alone. Who stands on it isn't told and can't see it. What is kept of someone is sealed with the
//! key of the one who keeps it; only name and ways to reach of an outside contact can be shared, with one circle
//! ([`shared`]). Where a member leaves, is deleted, or one of the two blocks the other, the entry stays as a name that
//! its owner keeps: it leads nowhere, and nothing is brought to mind.
//!
//! [`touch`] is when the two were last in touch, [`cards`] the way in and out as vCards. Services will stand on teams
//! too: beside `member_id` there is room for where they are kept.

pub mod cards;
mod input;
pub mod shared;
pub mod touch;

use jiff::Timestamp;
use mutua_domain::{
    Invalid, Kind,
    id::{PersonId, SupporterId},
    life::{SupporterSort, TouchRhythm},
    policy::{Thing, Verb},
};
use mutua_storage::tables::supporters::{self, SupporterRow};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use input::{Readers, SupporterInput, choices};

use crate::{
    cx::Cx,
    error::{Error, Result},
    live,
    people::CircleRef,
    secrets::PersonKey,
    standing,
};

/// What the sealed words are bound to, with the id of their row.
const SEALED_AS: &str = "supporter";
/// The most people on one team: an address book is something else.
pub const MOST: i64 = 200;

/// What a person keeps of someone, as it is sealed.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub(crate) name: String,
    pub(crate) sort: SupporterSort,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ways: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
    #[serde(default)]
    pub(crate) gives: Vec<Kind>,
    #[serde(default)]
    pub(crate) receives: Vec<Kind>,
}

impl Kept {
    fn seal(&self, cx: &Cx<'_, '_>, key: &PersonKey, id: SupporterId) -> Result<Vec<u8>> {
        key.seal_value(SEALED_AS, id.0, self, &cx.app.entropy)
    }

    /// # Errors
    /// Where the key isn't its owner's.
    pub(crate) fn open(key: &PersonKey, id: SupporterId, sealed: &[u8]) -> Result<Self> {
        key.open_value(SEALED_AS, id.0, sealed)
    }
}

/// Someone on a support team, for the one whose team it is.
#[derive(Clone, Serialize, ToSchema)]
pub struct SupporterView {
    /// Its id.
    pub id: SupporterId,
    /// Who it is, where it is someone here whom the owner still knows.
    pub member: Option<PersonId>,
    /// Whether it was added as someone here; without `member` it is a name that is kept now.
    pub from_here: bool,
    /// Their name.
    pub name: String,
    /// What they are to the owner.
    pub sort: SupporterSort,
    /// Ways to reach them.
    pub ways: Option<String>,
    /// A note.
    pub note: Option<String>,
    /// What they give the owner.
    pub gives: Vec<Kind>,
    /// What the owner gives them.
    pub receives: Vec<Kind>,
    /// How often the owner wants to be in touch.
    pub rhythm: TouchRhythm,
    /// When they were last in touch, as far as it is known here.
    #[schema(value_type = String, format = DateTime)]
    pub touched_at: Timestamp,
    /// Whether it is time again.
    pub due: bool,
    /// The circle that reads name and ways to reach.
    pub shared_with: Option<CircleRef>,
    /// When they were added.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// When the entry was last changed.
    #[schema(value_type = String, format = DateTime)]
    pub changed_at: Timestamp,
}

/// Says nothing of what is kept: it belongs in no log.
impl std::fmt::Debug for SupporterView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SupporterView({})", self.id)
    }
}

impl SupporterView {
    /// Whether they give this kind.
    pub fn gives(&self, kind: Kind) -> bool {
        self.gives.contains(&kind)
    }

    /// Whether the owner gives them this kind.
    pub fn receives(&self, kind: Kind) -> bool {
        self.receives.contains(&kind)
    }
}

/// How many give and receive a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Flow {
    /// The kind.
    pub kind: Kind,
    /// How many give it to the owner.
    pub give: usize,
    /// To how many the owner gives it.
    pub receive: usize,
}

/// A support team.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Team {
    /// Who stands on it: by what they are, then by name.
    pub items: Vec<SupporterView>,
    /// What flows, by kind.
    pub flows: Vec<Flow>,
    /// The kinds that nobody on it gives.
    pub gaps: Vec<Kind>,
}

fn view(cx: &mut Cx<'_, '_>, row: SupporterRow) -> Result<SupporterView> {
    let kept = Kept::open(&cx.person_key(row.person_id)?, row.id, &row.sealed)?;
    let zone = cx.person()?.time_zone.clone();
    Ok(seen(kept, row, cx.now, &zone))
}

fn seen(kept: Kept, row: SupporterRow, now: Timestamp, zone: &str) -> SupporterView {
    let due = touch::is_due(&row, now, zone);
    let shared_with = row.circle_id.map(|id| CircleRef { id, name: row.circle_name.unwrap_or_default() });
    SupporterView {
        id: row.id,
        member: row.member_id.filter(|_| row.name.is_some()),
        from_here: row.member_id.is_some(),
        name: row.name.unwrap_or(kept.name),
        sort: kept.sort,
        ways: kept.ways,
        note: kept.note,
        gives: kept.gives,
        receives: kept.receives,
        rhythm: row.rhythm,
        touched_at: row.touched_at,
        due,
        shared_with,
        created_at: row.created_at,
        changed_at: row.changed_at,
    }
}

/// The entries of the person who acts, opened.
fn opened(cx: &mut Cx<'_, '_>, rows: Vec<SupporterRow>) -> Result<Vec<SupporterView>> {
    // Who never kept anything has no key, and reading makes none.
    let Some(owner) = rows.first().map(|row| row.person_id) else { return Ok(Vec::new()) };
    let key = cx.person_key(owner)?;
    let (now, zone) = (cx.now, cx.person()?.time_zone.clone());
    rows.into_iter().map(|row| Ok(seen(Kept::open(&key, row.id, &row.sealed)?, row, now, &zone))).collect()
}

/// An entry of the person who acts; to anyone else it isn't there.
fn own(cx: &mut Cx<'_, '_>, id: SupporterId, verb: Verb) -> Result<SupporterRow> {
    let me = cx.me()?;
    let row = supporters::find(cx.tx, me, id)?.ok_or(Error::NotFound)?;
    cx.require(standing::to_own(cx, row.person_id), Thing::Supporter, verb)?;
    Ok(row)
}

/// The support team of the person who acts.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn team(cx: &mut Cx<'_, '_>) -> Result<Team> {
    let me = cx.me()?;
    cx.require(standing::to_own(cx, me), Thing::Supporter, Verb::See)?;
    let rows = supporters::of_person(cx.tx, me)?;
    let mut items = opened(cx, rows)?;
    items.sort_by_cached_key(|one| (one.sort, one.name.to_lowercase(), one.id));
    let flows: Vec<Flow> = Kind::ALL
        .iter()
        .map(|kind| Flow {
            kind: *kind,
            give: items.iter().filter(|one| one.gives(*kind)).count(),
            receive: items.iter().filter(|one| one.receives(*kind)).count(),
        })
        .collect();
    let gaps = flows.iter().filter(|flow| flow.give == 0).map(|flow| flow.kind).collect();
    Ok(Team { items, flows, gaps })
}

/// One of the team of the person who acts.
///
/// # Errors
/// Where it isn't theirs.
pub fn show(cx: &mut Cx<'_, '_>, id: SupporterId) -> Result<SupporterView> {
    let row = own(cx, id, Verb::See)?;
    view(cx, row)
}

/// Takes someone onto the team of the person who acts. Whoever it is isn't told.
///
/// # Errors
/// Its problems; `team-full` beyond [`MOST`].
pub fn add(cx: &mut Cx<'_, '_>, input: &SupporterInput) -> Result<SupporterView> {
    let me = cx.me()?;
    let parsed = input.parse(cx, None)?;
    if supporters::count(cx.tx, me)? >= MOST {
        return Err(Error::Conflict("team-full"));
    }
    let id = put(cx, me, parsed)?;
    touch::plan(cx, me)?;
    cx.tx.announce(live::person(me));
    show(cx, id)
}

fn put(cx: &mut Cx<'_, '_>, me: PersonId, parsed: input::Parsed) -> Result<SupporterId> {
    let key = cx.person_key(me)?;
    let id: SupporterId = cx.id();
    let row = SupporterRow {
        person_id: me,
        id,
        member_id: parsed.member,
        sealed: parsed.kept.seal(cx, &key, id)?,
        rhythm: parsed.rhythm,
        touched_at: cx.now,
        rests_until: None,
        noticed_at: None,
        created_at: cx.now,
        changed_at: cx.now,
        name: None,
        circle_id: None,
        circle_name: None,
    };
    supporters::put(cx.tx, &row)?;
    supporters::share(cx.tx, me, id, parsed.circle, cx.now)?;
    if let Some(circle) = parsed.circle {
        cx.tx.announce(live::circle(circle));
    }
    Ok(id)
}

/// Takes several outside contacts onto the team of the person who acts, all or none.
///
/// # Errors
/// The problems of the first that has any, under its place in the list; `team-full` beyond [`MOST`].
pub fn add_all(cx: &mut Cx<'_, '_>, inputs: &[SupporterInput]) -> Result<usize> {
    let me = cx.me()?;
    let room = MOST - supporters::count(cx.tx, me)?;
    if i64::try_from(inputs.len()).unwrap_or(i64::MAX) > room {
        return Err(Error::Conflict("team-full"));
    }
    for (place, input) in (1..).zip(inputs) {
        let parsed = input.parse(cx, None).map_err(|error| at_place(error, place))?;
        put(cx, me, parsed)?;
    }
    touch::plan(cx, me)?;
    cx.tx.announce(live::person(me));
    Ok(inputs.len())
}

/// Problems that say where in a list they are.
fn at_place(error: Error, place: i64) -> Error {
    match error {
        Error::Invalid(invalid) => {
            let problems =
                invalid.0.into_iter().map(|(field, problem)| (field, problem.with("place", place)));
            Error::Invalid(Invalid(problems.collect()))
        }
        other => other,
    }
}

/// Changes what the person who acts keeps of someone; what is left out stays.
///
/// # Errors
/// Where it isn't theirs; its problems.
pub fn change(cx: &mut Cx<'_, '_>, id: SupporterId, input: &SupporterInput) -> Result<SupporterView> {
    let mut row = own(cx, id, Verb::Edit)?;
    let before = view(cx, row.clone())?;
    let parsed = input.parse(cx, Some(&before))?;
    let key = cx.person_key(row.person_id)?;
    if parsed.rhythm != row.rhythm {
        row.rhythm = parsed.rhythm;
        (row.rests_until, row.noticed_at) = (None, None);
    }
    row.sealed = parsed.kept.seal(cx, &key, id)?;
    supporters::change(cx.tx, &row, cx.now)?;
    if row.circle_id != parsed.circle {
        supporters::share(cx.tx, row.person_id, id, parsed.circle, cx.now)?;
    }
    for circle in row.circle_id.into_iter().chain(parsed.circle) {
        cx.tx.announce(live::circle(circle));
    }
    touch::plan(cx, row.person_id)?;
    cx.tx.announce(live::person(row.person_id));
    show(cx, id)
}

/// Takes someone off the team of the person who acts, for good. Whoever it is isn't told.
///
/// # Errors
/// Where it isn't theirs.
pub fn remove(cx: &mut Cx<'_, '_>, id: SupporterId) -> Result<()> {
    let row = own(cx, id, Verb::Edit)?;
    supporters::delete(cx.tx, row.person_id, id)?;
    if let Some(circle) = row.circle_id {
        cx.tx.announce(live::circle(circle));
    }
    cx.tx.announce(live::person(row.person_id));
    Ok(())
}
