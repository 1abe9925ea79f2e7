//! What a circle shows: its inside to those in it, its face to others who may know of it, and the circles near it.

use mutua_domain::{
    id::{CircleId, MembershipId, PersonId},
    life::{Joining, MemberRole, MembershipState},
    policy::{self, Standing, Standings, Thing, Verb},
};
use mutua_storage::tables::{
    circles::{self, CircleRow, NearRow},
    memberships,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{CircleView, view};
use crate::{
    asks::{self, AskCard},
    cx::Cx,
    error::Result,
    notices,
    standing::{self, InCircle},
    thanks::{self, SharedThanks},
};

/// What others than its members may know of a circle.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FaceView {
    /// Its id.
    pub id: CircleId,
    /// Its name.
    pub name: String,
    /// What it is about.
    pub about: Option<String>,
    /// How people join.
    pub joining: Joining,
    /// How many are in it.
    pub members: i64,
    /// What those who apply are asked.
    pub questions: Vec<String>,
    /// Whether the reader may apply now.
    pub may_apply: bool,
    /// The reader's membership or application.
    pub my_membership: Option<MembershipId>,
    /// Where it stands.
    pub my_state: Option<MembershipState>,
}

/// Which face a circle has.
pub(crate) const fn face_of(circle: &CircleRow) -> Thing {
    match circle.joining {
        Joining::Invitation => Thing::CircleFace,
        Joining::Application | Joining::Nested => Thing::OpenCircleFace,
    }
}

/// The face of a circle.
///
/// # Errors
/// Where it isn't open to the person who acts.
pub fn face(cx: &mut Cx<'_, '_>, id: CircleId) -> Result<FaceView> {
    let here = standing::to_circle(cx, id)?;
    face_in(cx, here)
}

fn face_in(cx: &mut Cx<'_, '_>, here: InCircle) -> Result<FaceView> {
    let InCircle { circle, membership, standings } = here;
    let waits = membership.as_ref().is_some_and(|m| m.state == MembershipState::Applied);
    // Who applied while it was open still sees what they applied to.
    if waits {
        cx.require(standings.and(Standing::Owner), Thing::Application, Verb::See)?;
    } else {
        cx.require(standings, face_of(&circle), Verb::See)?;
    }
    let open = face_of(&circle) == Thing::OpenCircleFace;
    let inside = membership.as_ref().is_some_and(standing::is_in);
    Ok(FaceView {
        members: circles::count_members(cx.tx, circle.id)?,
        questions: if open { circles::questions(cx.tx, circle.id)? } else { Vec::new() },
        may_apply: open && !inside && cx.may(standings, Thing::Application, Verb::Create),
        id: circle.id,
        name: circle.name,
        about: circle.about,
        joining: circle.joining,
        my_membership: membership.as_ref().map(|m| m.id),
        my_state: membership.map(|m| m.state),
    })
}

/// A circle around or in another.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NearCircle {
    /// Its id.
    pub id: CircleId,
    /// Its name.
    pub name: String,
    /// What it is about.
    pub about: Option<String>,
    /// How many are in it.
    pub members: i64,
    /// Whether the reader is in it.
    pub mine: bool,
}

/// A person, as briefly as can be.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PersonBrief {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
}

/// What the reader may do in a circle: which buttons its page has.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[expect(clippy::struct_excessive_bools, reason = "each stands for a button of its own")]
pub struct CircleActs {
    /// Ask its members.
    pub ask: bool,
    /// Offer something here.
    pub offer: bool,
    /// Invite people.
    pub invite: bool,
    /// Change what it says of itself.
    pub edit: bool,
    /// Start a circle nested in it.
    pub nest: bool,
    /// Answer applications.
    pub answer: bool,
    /// Read its record.
    pub record: bool,
}

/// A circle's page.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CircleHome {
    /// The circle.
    #[serde(flatten)]
    pub circle: CircleView,
    /// The circles around it that the reader may know of, outermost first.
    pub around: Vec<NearCircle>,
    /// The circles nested in it that the reader may know of, by name.
    pub nested: Vec<NearCircle>,
    /// A dozen of its members.
    pub some: Vec<PersonBrief>,
    /// How many applications wait; 0 for those who can't answer them.
    pub applications: i64,
    /// What the reader may do here.
    pub acts: CircleActs,
}

/// A circle as far as the reader may look into it.
#[derive(Debug, Clone)]
pub enum Look {
    /// They are in it.
    Inside(Box<CircleHome>),
    /// They may know of it.
    Face(FaceView),
}

/// A circle as far as the person who acts may look into it.
///
/// # Errors
/// Where they aren't to know of it.
pub fn look(cx: &mut Cx<'_, '_>, id: CircleId) -> Result<Look> {
    let here = standing::to_circle(cx, id)?;
    if cx.may(here.standings, Thing::CircleInside, Verb::See) {
        home_in(cx, here).map(|home| Look::Inside(Box::new(home)))
    } else {
        face_in(cx, here).map(Look::Face)
    }
}

/// All that a circle's page shows.
#[derive(Debug, Clone)]
pub struct CirclePage {
    /// The circle, as far as the reader may look into it.
    pub look: Look,
    /// The newest open asks that its members see; none for those outside.
    pub asks: Vec<AskCard>,
    /// The latest thanks that both sides want it to read; none for those outside.
    pub thanks: Vec<SharedThanks>,
    /// Whether the reader hasn't read something about the circle itself.
    pub news: bool,
}

/// All that a circle's page shows, with so many asks and thanks. How the reader stands to the circle is found out once.
///
/// # Errors
/// Where they aren't to know of it.
pub fn page(cx: &mut Cx<'_, '_>, id: CircleId, (asks, thanks): (i64, i64)) -> Result<CirclePage> {
    let here = standing::to_circle(cx, id)?;
    let news = notices::news_of_circle(cx, id)?;
    if !cx.may(here.standings, Thing::CircleInside, Verb::See) {
        let look = Look::Face(face_in(cx, here)?);
        return Ok(CirclePage { look, asks: Vec::new(), thanks: Vec::new(), news });
    }
    let asks = asks::open_in(cx, &here, asks)?;
    let thanks = thanks::shared_in(cx, &here, thanks)?;
    Ok(CirclePage { look: Look::Inside(Box::new(home_in(cx, here)?)), asks, thanks, news })
}

/// A circle with what is near it, for someone in it.
///
/// # Errors
/// Where it isn't open to the person who acts.
pub fn home(cx: &mut Cx<'_, '_>, id: CircleId) -> Result<CircleHome> {
    let here = standing::to_circle(cx, id)?;
    cx.require(here.standings, Thing::CircleInside, Verb::See)?;
    home_in(cx, here)
}

fn home_in(cx: &mut Cx<'_, '_>, here: InCircle) -> Result<CircleHome> {
    let me = cx.me()?;
    let InCircle { circle, membership, standings } = here;
    let id = circle.id;
    let acts = acts(cx, standings);
    let steward_here = membership.as_ref().is_some_and(standing::is_steward);
    let (members, waiting) = circles::counts(cx.tx, id)?;
    let around = if circle.parent_id.is_some() { circles::around(cx.tx, id, me)? } else { Vec::new() };
    let nested = circles::nested(cx.tx, id, me)?;
    let some = memberships::some(cx.tx, id)?.into_iter().map(|(id, name)| PersonBrief { id, name }).collect();
    Ok(CircleHome {
        circle: view(circle, members, membership.map(|m| (m.id, m.role, m.state))),
        around: visible_around(cx, around),
        nested: visible_nested(cx, nested, steward_here),
        some,
        applications: if acts.answer { waiting } else { 0 },
        acts,
    })
}

fn acts(cx: &Cx<'_, '_>, standings: Standings) -> CircleActs {
    CircleActs {
        ask: cx.may(standings, Thing::Ask, Verb::Create),
        offer: cx.may(standings, Thing::Offer, Verb::Create),
        invite: cx.may(standings, Thing::Invitation, Verb::Create),
        edit: cx.may(standings, Thing::CircleInside, Verb::Edit),
        nest: cx.may(standings, Thing::CircleInside, Verb::Create),
        answer: cx.may(standings, Thing::Application, Verb::Answer),
        record: cx.may(standings, Thing::Record, Verb::See) && standings.has(Standing::Steward),
    }
}

fn visible_around(cx: &Cx<'_, '_>, rows: Vec<NearRow>) -> Vec<NearCircle> {
    let mut seen = Vec::new();
    // Outermost first: what one is in the circle before is what one is to this one as to a nested one.
    let mut steward_above = false;
    for row in rows {
        let steward_here = row_is_steward(&row);
        seen.extend(visible(cx, row, steward_above));
        steward_above = steward_here;
    }
    seen
}

fn visible_nested(cx: &Cx<'_, '_>, rows: Vec<NearRow>, steward_above: bool) -> Vec<NearCircle> {
    let mut seen: Vec<NearCircle> =
        rows.into_iter().filter_map(|row| visible(cx, row, steward_above)).collect();
    seen.sort_by_cached_key(|circle| circle.name.to_lowercase());
    seen
}

fn row_is_steward(row: &NearRow) -> bool {
    row.role == Some(MemberRole::Steward)
        && matches!(row.state, Some(MembershipState::Active | MembershipState::Paused))
}

/// A circle nearby, where its face is open to the person who acts. One in which nobody is has ended.
fn visible(cx: &Cx<'_, '_>, row: NearRow, steward_above: bool) -> Option<NearCircle> {
    let mine = matches!(row.state, Some(MembershipState::Active | MembershipState::Paused));
    let thing = match row.joining {
        Joining::Invitation => Thing::CircleFace,
        Joining::Application | Joining::Nested => Thing::OpenCircleFace,
    };
    let standings = standing::at_the_door(cx)
        .and_if(mine, Standing::Member)
        .and_if(row.state == Some(MembershipState::Left), Standing::Left)
        .and_if(row_is_steward(&row), Standing::Steward)
        .and_if(steward_above, Standing::ParentSteward)
        .and_if(row.barred == Some(true), Standing::Blocked);
    let visible = row.members > 0 && policy::allows(standings, thing, Verb::See);
    visible.then_some(NearCircle { id: row.id, name: row.name, about: row.about, members: row.members, mine })
}
