//! Circles: starting one, nesting it, changing it, what its members see of it.

use jiff::Timestamp;
use mutua_domain::{
    Invalid, Problem, Problems,
    id::{CircleId, MembershipId},
    life::{Joining, MemberRole, MembershipState, NoticeKind, PersonState},
    policy::{Thing, Verb},
    text::{Line, Name, Words},
};
use mutua_storage::tables::{
    circles::{self, CircleRow, MyCircleRow},
    memberships,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    cx::Cx,
    error::{Error, Result},
    lenient, live,
    notices::{self, Notice},
    standing::{self, InCircle},
};

mod look;

pub(crate) use look::face_of;
pub use look::{
    CircleActs, CircleHome, CirclePage, FaceView, Look, NearCircle, PersonBrief, face, home, look, page,
};

/// The most questions that a circle asks of those who apply.
const MOST_QUESTIONS: usize = 5;

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
    /// What those who apply are asked: up to five questions. Empty ones are left out.
    pub questions: Vec<String>,
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
    questions: Vec<String>,
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
        let joining = problems.take("joining", joining(self.joining.as_deref()));
        let questions = problems.take("questions", questions(&self.questions));
        problems.build(|| {
            Some(NewCircle {
                name: name?,
                about: about?,
                agreements: agreements?,
                place: place?,
                parent: parent?,
                joining: joining?,
                questions: questions?,
            })
        })
    }
}

fn joining(typed: Option<&str>) -> std::result::Result<Joining, Problem> {
    match typed {
        None | Some("") => Ok(Joining::Invitation),
        Some(word) => Joining::from_word(word).ok_or_else(|| Problem::new("choice")),
    }
}

fn questions(typed: &[String]) -> std::result::Result<Vec<String>, Problem> {
    let mut questions = Vec::new();
    for text in typed {
        if let Some(question) = Line::optional(Some(text))? {
            questions.push(question.into_string());
        }
    }
    if questions.len() > MOST_QUESTIONS {
        return Err(Problem::new("questions").with("max", 5));
    }
    Ok(questions)
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
    /// Whether its stewards may have its asks matched with those who could help.
    pub matching: bool,
    /// How many are in it.
    pub members: i64,
    /// The reader's membership.
    pub my_membership: Option<MembershipId>,
    /// What the reader is in it.
    pub my_role: Option<MemberRole>,
    /// Where the reader's membership stands.
    pub my_state: Option<MembershipState>,
    /// When it was started.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
}

type Mine = (MembershipId, MemberRole, MembershipState);

fn view(circle: CircleRow, members: i64, mine: Option<Mine>) -> CircleView {
    CircleView {
        id: circle.id,
        parent: circle.parent_id,
        name: circle.name,
        about: circle.about,
        agreements: circle.agreements,
        place: circle.place,
        joining: circle.joining,
        matching: circle.matching,
        members,
        my_membership: mine.map(|(id, ..)| id),
        my_role: mine.map(|(_, role, _)| role),
        my_state: mine.map(|(.., state)| state),
        created_at: circle.created_at,
    }
}

/// Starts a circle; who starts it is its first steward. Where it is nested, the stewards of the circle around it are
/// told.
///
/// # Errors
/// Its problems; a guest; a parent in which the person may not nest one.
pub fn create(cx: &mut Cx<'_, '_>, input: &CircleInput) -> Result<CircleView> {
    let me = cx.me()?;
    cx.require(standing::at_the_door(cx), Thing::NewCircle, Verb::Create)?;
    if cx.person()?.state != PersonState::Full {
        return Err(Error::Refused("guest-circle"));
    }
    let new = input.parse()?;
    if let Some(parent) = new.parent {
        let above = standing::to_circle(cx, parent)?;
        cx.require(above.standings, Thing::CircleInside, Verb::Create)?;
    }
    let circle = CircleRow {
        id: cx.id(),
        parent_id: new.parent,
        name: new.name.into_string(),
        about: new.about.map(Words::into_string),
        agreements: new.agreements.map(Words::into_string),
        place: new.place.map(Line::into_string),
        joining: new.joining,
        matching: false,
        created_at: cx.now,
    };
    circles::create(cx.tx, &circle, me)?;
    circles::put_questions(cx.tx, circle.id, &new.questions)?;
    let membership: MembershipId = cx.id();
    let (role, state) = (MemberRole::Steward, MembershipState::Active);
    circles::join(cx.tx, (circle.id, me, membership), role, state, cx.now)?;
    if let Some(parent) = new.parent {
        tell_around(cx, parent, circle.id)?;
    }
    cx.tx.announce(live::person(me));
    Ok(view(circle, 1, Some((membership, role, state))))
}

fn tell_around(cx: &mut Cx<'_, '_>, parent: CircleId, nested: CircleId) -> Result<()> {
    let actor = Some(cx.me()?);
    for steward in memberships::stewards(cx.tx, parent)? {
        let notice =
            Notice { circle: Some(nested), actor, ..Notice::new(NoticeKind::Membership, "circle-nested") };
        notices::tell(cx, steward, notice)?;
    }
    cx.tx.announce(live::circle(parent));
    Ok(())
}

/// What is to be changed about a circle. What is left out stays as it is; what is empty is taken away.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct CircleChange {
    /// Its name.
    pub name: Option<String>,
    /// What it is about.
    pub about: Option<String>,
    /// What its members ask of each other.
    pub agreements: Option<String>,
    /// Where it is.
    pub place: Option<String>,
    /// How people join: `invitation`, `application` or `nested`.
    pub joining: Option<String>,
    /// What those who apply are asked: up to five questions.
    pub questions: Option<Vec<String>>,
    /// Whether its stewards may have its open asks matched with those who could help.
    #[serde(deserialize_with = "lenient::yes_no")]
    #[schema(value_type = Option<bool>)]
    pub matching: Option<String>,
}

impl CircleChange {
    /// The circle as it would be, and its questions where they change.
    fn parse(&self, mut circle: CircleRow) -> std::result::Result<(CircleRow, Option<Vec<String>>), Invalid> {
        let mut problems = Problems::new();
        if let Some(name) = &self.name
            && let Some(name) = problems.take("name", Name::parse(name))
        {
            circle.name = name.into_string();
        }
        if let Some(about) = &self.about
            && let Some(about) = problems.take("about", Words::optional(Some(about)))
        {
            circle.about = about.map(Words::into_string);
        }
        if let Some(agreements) = &self.agreements
            && let Some(agreements) = problems.take("agreements", Words::optional(Some(agreements)))
        {
            circle.agreements = agreements.map(Words::into_string);
        }
        if let Some(place) = &self.place
            && let Some(place) = problems.take("place", Line::optional(Some(place)))
        {
            circle.place = place.map(Line::into_string);
        }
        if let Some(word) = &self.joining
            && let Some(joining) = problems.take("joining", joining(Some(word)))
        {
            circle.joining = joining;
        }
        if self.matching.is_some() {
            circle.matching = lenient::is_yes(self.matching.as_deref());
        }
        let questions =
            self.questions.as_deref().and_then(|typed| problems.take("questions", questions(typed)));
        problems.finish()?;
        Ok((circle, questions))
    }
}

/// Changes what a circle says of itself; for its stewards.
///
/// # Errors
/// Its problems; someone who isn't a steward.
pub fn change(cx: &mut Cx<'_, '_>, id: CircleId, input: &CircleChange) -> Result<CircleView> {
    let InCircle { circle, standings, .. } = standing::to_circle(cx, id)?;
    cx.require(standings, Thing::CircleInside, Verb::Edit)?;
    let (circle, questions) = input.parse(circle)?;
    circles::change(cx.tx, &circle, cx.now)?;
    if let Some(questions) = questions {
        circles::put_questions(cx.tx, id, &questions)?;
    }
    cx.tx.announce(live::circle(id));
    show(cx, id)
}

/// A circle with its questions, for a steward who is about to change it.
///
/// # Errors
/// Where it isn't theirs to change.
pub fn to_change(cx: &mut Cx<'_, '_>, id: CircleId) -> Result<(CircleView, Vec<String>)> {
    let here = standing::to_circle(cx, id)?;
    cx.require(here.standings, Thing::CircleInside, Verb::Edit)?;
    Ok((show(cx, id)?, circles::questions(cx.tx, id)?))
}

/// The circles of the person who acts, by name. Of one that they have applied to, they see its face.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn mine(cx: &mut Cx<'_, '_>) -> Result<Vec<CircleView>> {
    let me = cx.me()?;
    let mut circles: Vec<CircleView> = circles::of_person(cx.tx, me)?.into_iter().map(mine_view).collect();
    circles.sort_by_cached_key(|circle| circle.name.to_lowercase());
    Ok(circles)
}

fn mine_view(row: MyCircleRow) -> CircleView {
    let mut circle = view(row.circle, row.members, Some((row.membership, row.role, row.state)));
    if row.state == MembershipState::Applied {
        (circle.agreements, circle.place) = (None, None);
    }
    circle
}

/// A circle, for someone in it.
///
/// # Errors
/// Where there is none, or it isn't open to the person who acts.
pub fn show(cx: &mut Cx<'_, '_>, id: CircleId) -> Result<CircleView> {
    let InCircle { circle, membership, standings } = standing::to_circle(cx, id)?;
    cx.require(standings, Thing::CircleInside, Verb::See)?;
    let members = circles::count_members(cx.tx, id)?;
    Ok(view(circle, members, membership.map(|m| (m.id, m.role, m.state))))
}
