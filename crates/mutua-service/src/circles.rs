//! Circles: starting one, nesting it, what its members see of it.

use jiff::Timestamp;
use mutua_domain::{
    Invalid, Problem, Problems,
    id::{CircleId, MembershipId},
    life::{Joining, MemberRole, MembershipState},
    policy::{Thing, Verb},
    text::{Line, Name, Words},
};
use mutua_storage::tables::circles::{self, CircleRow};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    cx::Cx,
    error::Result,
    live,
    standing::{self, InCircle},
};

/// A new circle, as it was typed.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct CircleInput {
    /// Its name.
    pub name: String,
    /// What it is about.
    pub about: Option<String>,
    /// What its members ask of each other.
    pub agreements: Option<String>,
    /// Where it is.
    pub place: Option<String>,
    /// The circle that it is nested in.
    pub parent: Option<String>,
    /// How people join: `invitation`, `application` or `nested`.
    pub joining: Option<String>,
}

/// The same, checked.
#[derive(Debug, Clone)]
pub struct NewCircle {
    name: Name,
    about: Option<Words>,
    agreements: Option<Words>,
    place: Option<Line>,
    parent: Option<CircleId>,
    joining: Joining,
}

impl CircleInput {
    /// Checks it.
    ///
    /// # Errors
    /// Every problem there is.
    pub fn parse(&self) -> std::result::Result<NewCircle, Invalid> {
        let mut problems = Problems::new();
        let name = problems.take("name", Name::parse(&self.name));
        let about = problems.take("about", Words::optional(self.about.as_deref()));
        let agreements = problems.take("agreements", Words::optional(self.agreements.as_deref()));
        let place = problems.take("place", Line::optional(self.place.as_deref()));
        let parent = problems.take(
            "parent",
            match self.parent.as_deref() {
                None | Some("") => Ok(None),
                Some(text) => text.parse().map(Some).map_err(|_| Problem::new("choice")),
            },
        );
        let joining = problems.take(
            "joining",
            match self.joining.as_deref() {
                None | Some("") => Ok(Joining::Invitation),
                Some(word) => Joining::from_word(word).ok_or_else(|| Problem::new("choice")),
            },
        );
        problems.build(|| {
            Some(NewCircle {
                name: name?,
                about: about?,
                agreements: agreements?,
                place: place?,
                parent: parent?,
                joining: joining?,
            })
        })
    }
}

/// A circle as someone in it sees it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CircleView {
    /// Its id.
    pub id: CircleId,
    /// The circle that it is nested in.
    pub parent: Option<CircleId>,
    /// Its name.
    pub name: String,
    /// What it is about.
    pub about: Option<String>,
    /// What its members ask of each other.
    pub agreements: Option<String>,
    /// Where it is.
    pub place: Option<String>,
    /// How people join.
    pub joining: Joining,
    /// How many are in it.
    pub members: i64,
    /// What the reader is in it.
    pub my_role: Option<MemberRole>,
    /// Where the reader's membership stands.
    pub my_state: Option<MembershipState>,
    /// When it was started.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
}

fn view(circle: CircleRow, members: i64, mine: Option<(MemberRole, MembershipState)>) -> CircleView {
    CircleView {
        id: circle.id,
        parent: circle.parent_id,
        name: circle.name,
        about: circle.about,
        agreements: circle.agreements,
        place: circle.place,
        joining: circle.joining,
        members,
        my_role: mine.map(|(role, _)| role),
        my_state: mine.map(|(_, state)| state),
        created_at: circle.created_at,
    }
}

/// Starts a circle; who starts it is its first steward.
///
/// # Errors
/// Its problems; a parent in which the person may not nest one.
pub fn create(cx: &mut Cx<'_, '_>, input: &CircleInput) -> Result<CircleView> {
    let me = cx.me()?;
    cx.require(standing::at_the_door(cx), Thing::NewCircle, Verb::Create)?;
    let new = input.parse()?;
    if let Some(parent) = new.parent {
        let above = standing::to_circle(cx, parent)?;
        cx.require(above.standings, Thing::CircleInside, Verb::Create)?;
        cx.tx.announce(live::circle(parent));
    }
    let circle = CircleRow {
        id: cx.id(),
        parent_id: new.parent,
        name: new.name.into_string(),
        about: new.about.map(Words::into_string),
        agreements: new.agreements.map(Words::into_string),
        place: new.place.map(Line::into_string),
        joining: new.joining,
        created_at: cx.now,
    };
    circles::create(cx.tx, &circle, me)?;
    let membership: MembershipId = cx.id();
    let (role, state) = (MemberRole::Steward, MembershipState::Active);
    circles::join(cx.tx, (circle.id, me, membership), role, state, cx.now)?;
    cx.tx.announce(live::person(me));
    Ok(view(circle, 1, Some((role, state))))
}

/// The circles of the person who acts, by name.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn mine(cx: &mut Cx<'_, '_>) -> Result<Vec<CircleView>> {
    let me = cx.me()?;
    let mut circles: Vec<CircleView> = circles::of_person(cx.tx, me)?
        .into_iter()
        .map(|row| view(row.circle, row.members, Some((row.role, row.state))))
        .collect();
    circles.sort_by_key(|circle| circle.name.to_lowercase());
    Ok(circles)
}

/// A circle, for someone in it.
///
/// # Errors
/// Where there is none, or it isn't open to the person who acts.
pub fn show(cx: &mut Cx<'_, '_>, id: CircleId) -> Result<CircleView> {
    let InCircle { circle, membership, standings } = standing::to_circle(cx, id)?;
    cx.require(standings, Thing::CircleInside, Verb::See)?;
    let members = circles::count_members(cx.tx, id)?;
    Ok(view(circle, members, membership.map(|m| (m.role, m.state))))
}
