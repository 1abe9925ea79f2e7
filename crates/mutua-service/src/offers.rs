//! Standing offers: a willingness to help that members of a circle find by what they need.
//!
//! An offer is answered by asking its author. It is found only while its author is active in its circle, and never
//! across a block.

use jiff::Timestamp;
use mutua_domain::{
    Invalid, Kind, Problem, Problems,
    id::{CircleId, OfferId, PersonId},
    life::{MembershipState, OfferState},
    policy::{Standing, Standings, Thing, Verb},
    text::{Line, Title, Words, search_words},
};
use mutua_storage::tables::{
    blocks, circles,
    offers::{self, OfferFilter, OfferIndex, OfferRow, OfferWords},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Page, PageInput,
    cx::Cx,
    error::{Error, Result},
    live,
    needs::parse_kind,
    standing,
};

/// The most skills of one offer.
const MOST_SKILLS: usize = 10;
/// The most characters of a skill.
const LONGEST_SKILL: usize = 40;
/// How many circles around a circle an offer can reach.
const DEEPEST: usize = 10;

/// An offer as it was typed. In a change, what is left out stays as it is.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct OfferInput {
    /// The circle that it is offered in; can't be changed later.
    pub circle: Option<String>,
    /// `circle`: found there alone; `around`: in the circles around it too.
    pub reach: Option<String>,
    /// Its kind.
    pub kind: Option<String>,
    /// What is offered, in a few words.
    pub title: Option<String>,
    /// More about it.
    pub words: Option<String>,
    /// Up to 10 skills; a comma ends one.
    pub skills: Option<Vec<String>>,
    /// When.
    pub times: Option<String>,
    /// How often.
    pub how_often: Option<String>,
    /// In a change: `open`, `paused` or `closed`.
    pub state: Option<String>,
}

/// The same, checked.
#[derive(Debug, Clone)]
pub struct NewOffer {
    circle: CircleId,
    around: bool,
    kind: Kind,
    title: Title,
    words: Option<Words>,
    skills: Vec<String>,
    times: Option<Line>,
    how_often: Option<Line>,
    state: OfferState,
}

impl OfferInput {
    /// Checks it.
    ///
    /// # Errors
    /// Every problem there is.
    pub fn parse(&self) -> std::result::Result<NewOffer, Invalid> {
        let mut problems = Problems::new();
        let circle = problems.take(
            "circle",
            match self.circle.as_deref() {
                None | Some("") => Err(Problem::new("required")),
                Some(text) => text.parse().map_err(|_| Problem::new("choice")),
            },
        );
        let around = problems.take(
            "reach",
            match self.reach.as_deref() {
                None | Some("" | "circle") => Ok(false),
                Some("around") => Ok(true),
                Some(_) => Err(Problem::new("choice")),
            },
        );
        let kind = problems.take("kind", parse_kind(self.kind.as_deref()));
        let title = problems.take("title", Title::parse(self.title.as_deref().unwrap_or_default()));
        let words = problems.take("words", Words::optional(self.words.as_deref()));
        let skills = problems.take("skills", parse_skills(self.skills.as_deref().unwrap_or_default()));
        let times = problems.take("times", Line::optional(self.times.as_deref()));
        let how_often = problems.take("how_often", Line::optional(self.how_often.as_deref()));
        let state = problems.take(
            "state",
            match self.state.as_deref() {
                None | Some("") => Ok(OfferState::Open),
                Some(word) => OfferState::from_word(word).ok_or_else(|| Problem::new("choice")),
            },
        );
        problems.build(|| {
            Some(NewOffer {
                circle: circle?,
                around: around?,
                kind: kind?,
                title: title?,
                words: words?,
                skills: skills?,
                times: times?,
                how_often: how_often?,
                state: state?,
            })
        })
    }

    /// The whole of an offer after this change.
    fn over(&self, row: &OfferRow) -> Self {
        let kept = |new: &Option<String>, old: &Option<String>| new.clone().or_else(|| old.clone());
        Self {
            circle: Some(row.circle_id.to_string()),
            reach: kept(&self.reach, &Some(if row.reaches > 1 { "around" } else { "circle" }.to_owned())),
            kind: kept(&self.kind, &Some(row.kind.as_str().to_owned())),
            title: kept(&self.title, &Some(row.title.clone())),
            words: kept(&self.words, &row.words),
            skills: self.skills.clone().or_else(|| Some(skills(row))),
            times: kept(&self.times, &row.times),
            how_often: kept(&self.how_often, &row.how_often),
            state: kept(&self.state, &Some(row.state.as_str().to_owned())),
        }
    }
}

fn parse_skills(typed: &[String]) -> std::result::Result<Vec<String>, Problem> {
    let mut skills: Vec<String> = Vec::new();
    for text in typed.iter().flat_map(|text| text.split([',', ';', '\n'])) {
        let Some(skill) = Line::optional(Some(text))? else { continue };
        if skill.as_str().chars().count() > LONGEST_SKILL {
            return Err(Problem::new("too-long").with("max", LONGEST_SKILL as i64));
        }
        if !skills.iter().any(|other| other.to_lowercase() == skill.as_str().to_lowercase()) {
            skills.push(skill.into_string());
        }
    }
    if skills.len() > MOST_SKILLS {
        return Err(Problem::new("skills-many").with("max", MOST_SKILLS as i64));
    }
    Ok(skills)
}

impl NewOffer {
    /// The folded words by which it is found.
    fn search_words(&self) -> Vec<String> {
        let words = self.words.as_ref().map(Words::as_str).unwrap_or_default();
        search_words(&format!("{} {words} {}", self.title, self.skills.join(" ")))
    }

    fn row(&self) -> OfferWords<'_> {
        OfferWords {
            kind: self.kind,
            title: self.title.as_str(),
            words: self.words.as_ref().map(Words::as_str),
            times: self.times.as_ref().map(Line::as_str),
            how_often: self.how_often.as_ref().map(Line::as_str),
            state: self.state,
        }
    }
}

/// An offer, as its reader may see it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OfferView {
    /// Its id.
    pub id: OfferId,
    /// Who offers it.
    pub person: PersonId,
    /// Their name.
    pub person_name: String,
    /// Whether it is the reader's own.
    pub mine: bool,
    /// The circle through which the reader sees it.
    pub circle_name: String,
    /// `circle` or `around`.
    pub reach: &'static str,
    /// Its kind.
    pub kind: Kind,
    /// What is offered.
    pub title: String,
    /// More about it.
    pub words: Option<String>,
    /// Its skills.
    pub skills: Vec<String>,
    /// When.
    pub times: Option<String>,
    /// How often.
    pub how_often: Option<String>,
    /// Where it stands.
    pub state: OfferState,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
}

/// Which offers to list.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct OfferQuery {
    /// Words; an offer has to have one that begins with each.
    pub q: Option<String>,
    /// Only offers of this kind.
    pub kind: Option<String>,
    /// Only offers that reach this circle.
    pub circle: Option<String>,
    /// `true`: my own, in every state, instead.
    pub mine: Option<String>,
    /// Where the last page ended.
    pub cursor: Option<String>,
    /// How many entries, 1 to 100; 30 unless given.
    pub limit: Option<i64>,
}

impl OfferQuery {
    fn filter(&self) -> std::result::Result<OfferFilter, Invalid> {
        let mut problems = Problems::new();
        let kind = problems.take(
            "kind",
            match self.kind.as_deref() {
                None | Some("") => Ok(None),
                word => parse_kind(word).map(Some),
            },
        );
        let circle = problems.take(
            "circle",
            match self.circle.as_deref() {
                None | Some("") => Ok(None),
                Some(text) => text.parse().map(Some).map_err(|_| Problem::new("choice")),
            },
        );
        let mut words = search_words(self.q.as_deref().unwrap_or_default());
        // The longest words say most.
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words.truncate(offers::MOST_WORDS);
        problems.build(|| Some(OfferFilter { circle: circle?, kind: kind?, person: None, words }))
    }
}

fn skills(row: &OfferRow) -> Vec<String> {
    row.skills.iter().flat_map(|skills| skills.split(',')).map(str::to_owned).collect()
}

fn view(row: OfferRow, me: PersonId) -> OfferView {
    OfferView {
        skills: skills(&row),
        id: row.id,
        mine: row.person_id == me,
        person: row.person_id,
        person_name: row.person_name,
        circle_name: row.through.unwrap_or(row.circle_name),
        reach: if row.reaches > 1 { "around" } else { "circle" },
        kind: row.kind,
        title: row.title,
        words: row.words,
        times: row.times,
        how_often: row.how_often,
        state: row.state,
        created_at: row.created_at,
    }
}

/// The circles that an offer reaches: its own, and those around it whose stewards don't keep its author out.
fn reach(cx: &mut Cx<'_, '_>, circle: CircleId, author: PersonId, around: bool) -> Result<Vec<CircleId>> {
    let mut reached = vec![circle];
    let mut at = circle;
    while around && reached.len() <= DEEPEST {
        let Some(above) = circles::find(cx.tx, at)?.and_then(|circle| circle.parent_id) else { break };
        if reached.contains(&above) {
            break;
        }
        if circles::membership(cx.tx, above, author)?.is_none_or(|membership| !membership.barred) {
            reached.push(above);
        }
        at = above;
    }
    Ok(reached)
}

/// Offers something.
///
/// # Errors
/// Its problems; a circle in which the person doesn't take part, or from which they take a break (`paused`).
pub fn create(cx: &mut Cx<'_, '_>, input: &OfferInput) -> Result<OfferView> {
    let me = cx.me()?;
    let new = OfferInput { state: None, ..input.clone() }.parse()?;
    let within = standing::to_circle(cx, new.circle)?;
    cx.require(within.standings, Thing::Offer, Verb::Create)?;
    // Also a steward, who looks after the circle during a break, offers nothing then.
    if within.membership.is_some_and(|mine| mine.state == MembershipState::Paused) {
        return Err(Error::Refused("paused"));
    }
    let id: OfferId = cx.id();
    let reach = reach(cx, new.circle, me, new.around)?;
    let index = OfferIndex { reach: &reach, open: true, skills: &new.skills, words: &new.search_words() };
    offers::put(cx.tx, (new.circle, id, me), &new.row(), &index, cx.now)?;
    announce(cx, me, &reach);
    show(cx, id)
}

fn announce(cx: &mut Cx<'_, '_>, author: PersonId, reach: &[CircleId]) {
    for circle in reach {
        cx.tx.announce(live::circle(*circle));
    }
    cx.tx.announce(live::person(author));
}

/// An offer with how the person who acts stands to it, and the name of the circle through which they see it.
fn to_offer(cx: &mut Cx<'_, '_>, id: OfferId) -> Result<(OfferRow, Standings)> {
    let me = cx.me()?;
    let mut row = offers::find(cx.tx, id)?.ok_or(Error::NotFound)?;
    let mut standings = standing::to_own(cx, row.person_id);
    if row.person_id == me {
        return Ok((row, standings));
    }
    if blocks::between(cx.tx, me, row.person_id)? {
        return Ok((row, standings.and(Standing::Blocked)));
    }
    if circles::membership(cx.tx, row.circle_id, me)?.is_some_and(|mine| mine.barred) {
        return Ok((row, standings.and(Standing::Blocked)));
    }
    let author = circles::membership(cx.tx, row.circle_id, row.person_id)?;
    let there = author.is_some_and(|author| author.state == MembershipState::Active);
    if row.state == OfferState::Open && there {
        let mut through = None;
        for (circle, name, state) in offers::seen_by(cx.tx, me, (row.circle_id, row.id))? {
            if matches!(state, Some(MembershipState::Active | MembershipState::Paused))
                && circles::membership(cx.tx, circle, row.person_id)?.is_none_or(|author| !author.barred)
            {
                standings = standings.and(Standing::Member);
                through = if circle == row.circle_id { Some(name) } else { through.or(Some(name)) };
            }
        }
        row.through = through;
    }
    Ok((row, standings))
}

/// An offer.
///
/// # Errors
/// Where it isn't there, or doesn't reach the person who acts.
pub fn show(cx: &mut Cx<'_, '_>, id: OfferId) -> Result<OfferView> {
    let (row, standings) = to_offer(cx, id)?;
    cx.require(standings, Thing::Offer, Verb::See)?;
    let me = cx.me()?;
    Ok(view(row, me))
}

/// Changes an offer or its state; what is left out stays.
///
/// # Errors
/// Where it isn't theirs, or its problems.
pub fn change(cx: &mut Cx<'_, '_>, id: OfferId, input: &OfferInput) -> Result<OfferView> {
    let (row, standings) = to_offer(cx, id)?;
    cx.require(standings, Thing::Offer, Verb::Edit)?;
    let new = input.over(&row).parse()?;
    let reach = reach(cx, row.circle_id, row.person_id, new.around)?;
    let open = new.state == OfferState::Open;
    let index = OfferIndex { reach: &reach, open, skills: &new.skills, words: &new.search_words() };
    offers::update(cx.tx, (row.circle_id, row.id), &new.row(), &index, cx.now)?;
    announce(cx, row.person_id, &reach);
    show(cx, id)
}

/// Deletes an offer for good.
///
/// # Errors
/// Where it isn't theirs.
pub fn delete(cx: &mut Cx<'_, '_>, id: OfferId) -> Result<()> {
    let (row, standings) = to_offer(cx, id)?;
    cx.require(standings, Thing::Offer, Verb::Edit)?;
    offers::delete(cx.tx, row.circle_id, row.id)?;
    announce(cx, row.person_id, &[row.circle_id]);
    Ok(())
}

/// The offers that the person who acts may see and looks for, newest first; or all of their own.
///
/// # Errors
/// Where nobody is signed in; a filter or cursor that isn't one.
pub fn list(cx: &mut Cx<'_, '_>, query: &OfferQuery) -> Result<Page<OfferView>> {
    let me = cx.me()?;
    let filter = query.filter()?;
    let cursor = PageInput { cursor: query.cursor.clone(), limit: query.limit }.parse()?;
    let span = (cursor.before, cursor.fetch());
    let rows = if query.mine.as_deref() == Some("true") {
        offers::mine(cx.tx, me, span)?
    } else {
        offers::found(cx.tx, me, &filter, span)?
    };
    Ok(cursor.page(rows, |row| row.id.0).map(|row| view(row, me)))
}

/// What a person offers, as the person who acts may see it: for the person's page.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn of_person(cx: &mut Cx<'_, '_>, person: PersonId) -> Result<Vec<OfferView>> {
    let me = cx.me()?;
    let filter = OfferFilter { person: Some(person), ..Default::default() };
    let cursor = PageInput::default().parse()?;
    let rows = offers::found(cx.tx, me, &filter, (cursor.before, cursor.limit))?;
    Ok(rows.into_iter().map(|row| view(row, me)).collect())
}
