//! The support team: its picture and its gaps, one of it, and contacts that a circle reads.

mod cards;
mod picture;

use askama::Template;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Query, State},
    routing::{get, post},
};
use mutua_domain::{
    Invalid, Kind,
    id::{CircleId, SupporterId},
    life::{SupporterSort, TouchRhythm},
};
use mutua_service::{
    Error,
    asks::PersonRef,
    circles,
    supporters::{
        self, Readers, SupporterInput, SupporterView, Team,
        cards::{LARGEST, link_of},
        shared::{self, SharedContact},
        touch::{self, TimeAgain},
    },
};
use serde::Deserialize;

use super::{PageResult, go, render, render_problems};
use crate::{form::Form, frame::Frame, path::Path, state::Web, visitor::Visitor};
use picture::Picture;

/// The most people with whom it is time again that the page names.
const TIME_AGAIN: usize = 10;
/// What a form says around a file.
const AROUND: usize = 64 * 1024;

pub(super) fn router() -> Router<Web> {
    Router::new()
        .route("/team", get(team).post(add))
        .route("/team/new", get(new))
        .route("/team/cards.vcf", get(cards::all))
        .route("/team/{id}", get(show).post(change))
        .route("/team/{id}/card.vcf", get(cards::one))
        .route("/team/{id}/in-touch", post(in_touch))
        .route("/team/{id}/rest", post(rest))
        .route("/team/{id}/remove", get(confirm_remove).post(remove))
        .route("/circles/{id}/contacts", get(contacts))
}

/// What takes a file, and the look at what it holds.
pub(super) fn uploads() -> Router<Web> {
    Router::new()
        .route("/team/import", get(cards::ask).post(cards::look))
        .layer(DefaultBodyLimit::max(LARGEST + AROUND))
        .route("/team/import/keep", post(cards::keep))
}

#[derive(Template)]
#[template(path = "team/list.html")]
struct TeamPage<'a> {
    f: &'a Frame,
    team: Team,
    again: Vec<TimeAgain>,
    picture: Option<Picture>,
}

impl TeamPage<'_> {
    fn kinds(&self, kinds: &[Kind]) -> String {
        let words: Vec<&str> = kinds.iter().map(|kind| self.f.l.word("kind", kind.as_str())).collect();
        words.join(", ")
    }
    fn number(&self, n: &usize) -> i64 {
        i64::try_from(*n).unwrap_or(i64::MAX)
    }
}

async fn team(State(web): State<Web>, visitor: Visitor) -> PageResult {
    let (f, (team, again)) =
        web.page(&visitor, |cx| Ok((supporters::team(cx)?, touch::due(cx, TIME_AGAIN)?))).await?;
    let picture = Picture::of(&f, &team.items);
    render(&web, &f, &TeamPage { f: &f, team, again, picture })
}

#[derive(Template)]
#[template(path = "team/new.html")]
struct NewPage<'a> {
    f: &'a Frame,
    form: Fields,
}

/// What the form needs, for someone new and for someone who is there.
struct Fields {
    input: SupporterInput,
    people: Vec<PersonRef>,
    circles: Vec<Readers>,
    /// Whether it is someone here, whose name is known and whose entry is shared with nobody.
    from_here: bool,
    kinds: &'static [Kind],
    sorts: &'static [SupporterSort],
    rhythms: &'static [TouchRhythm],
}

impl Fields {
    fn new(
        input: SupporterInput,
        (people, circles): (Vec<PersonRef>, Vec<Readers>),
        from_here: bool,
    ) -> Self {
        let (kinds, sorts, rhythms) = (Kind::ALL, SupporterSort::ALL, TouchRhythm::ALL);
        Self { input, people, circles, from_here, kinds, sorts, rhythms }
    }
    fn text<'b>(&self, value: &'b Option<String>) -> &'b str {
        value.as_deref().unwrap_or_default()
    }
    fn is(&self, value: &Option<String>, word: impl ToString) -> bool {
        value.as_deref().unwrap_or_default() == word.to_string()
    }
    fn rhythm(&self, rhythm: &TouchRhythm) -> bool {
        match self.input.rhythm.as_deref() {
            None | Some("") => *rhythm == TouchRhythm::Unset,
            Some(word) => word == rhythm.as_str(),
        }
    }
}

/// What a link to the page can bring along.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Start {
    gives: Option<String>,
    member: Option<String>,
}

async fn new(State(web): State<Web>, visitor: Visitor, Query(start): Query<Start>) -> PageResult {
    let input = SupporterInput {
        gives: start.gives.map(|kind| vec![kind]),
        member: start.member,
        ..SupporterInput::default()
    };
    let (f, choices) = web.page(&visitor, supporters::choices).await?;
    render(&web, &f, &NewPage { f: &f, form: Fields::new(input, choices, false) })
}

async fn add(State(web): State<Web>, visitor: Visitor, Form(input): Form<SupporterInput>) -> PageResult {
    let typed = input.clone();
    match web.act(&visitor, move |cx| supporters::add(cx, &input)).await {
        Ok(_) => Ok(go(&web, "/team", "flash-team-added")),
        Err(Error::Invalid(invalid)) => {
            let (f, choices) = web.page(&visitor, supporters::choices).await?;
            let f = f.with_problems(&invalid);
            render_problems(&web, &f, &NewPage { f: &f, form: Fields::new(typed, choices, false) })
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "team/show.html")]
struct ShowPage<'a> {
    f: &'a Frame,
    one: SupporterView,
    form: Fields,
}

impl ShowPage<'_> {
    fn link(&self, way: &str) -> Option<String> {
        link_of(way)
    }
}

/// The page of one; `typed` and its problems where it came back.
async fn page(
    web: &Web,
    visitor: &Visitor,
    id: SupporterId,
    typed: Option<(SupporterInput, Invalid)>,
) -> PageResult {
    let (f, (one, choices)) =
        web.page(visitor, move |cx| Ok((supporters::show(cx, id)?, supporters::choices(cx)?))).await?;
    let from_here = one.from_here;
    match typed {
        None => {
            let form = Fields::new(SupporterInput::of(&one), choices, from_here);
            render(web, &f, &ShowPage { f: &f, one, form })
        }
        Some((input, invalid)) => {
            let f = f.with_problems(&invalid);
            render_problems(web, &f, &ShowPage { f: &f, one, form: Fields::new(input, choices, from_here) })
        }
    }
}

async fn show(State(web): State<Web>, visitor: Visitor, Path(id): Path<SupporterId>) -> PageResult {
    page(&web, &visitor, id, None).await
}

async fn change(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<SupporterId>,
    Form(input): Form<SupporterInput>,
) -> PageResult {
    let typed = input.clone();
    match web.act(&visitor, move |cx| supporters::change(cx, id, &input)).await {
        Ok(_) => Ok(go(&web, &format!("/team/{id}"), "flash-saved")),
        Err(Error::Invalid(invalid)) => page(&web, &visitor, id, Some((typed, invalid))).await,
        Err(error) => Err(error.into()),
    }
}

async fn in_touch(State(web): State<Web>, visitor: Visitor, Path(id): Path<SupporterId>) -> PageResult {
    web.act(&visitor, move |cx| touch::note(cx, id)).await?;
    Ok(go(&web, "/team", "flash-team-in-touch"))
}

async fn rest(State(web): State<Web>, visitor: Visitor, Path(id): Path<SupporterId>) -> PageResult {
    web.act(&visitor, move |cx| touch::rest(cx, id)).await?;
    Ok(go(&web, "/team", "flash-team-rests"))
}

#[derive(Template)]
#[template(path = "team/remove.html")]
struct RemovePage<'a> {
    f: &'a Frame,
    one: SupporterView,
}

async fn confirm_remove(State(web): State<Web>, visitor: Visitor, Path(id): Path<SupporterId>) -> PageResult {
    let (f, one) = web.page(&visitor, move |cx| supporters::show(cx, id)).await?;
    render(&web, &f, &RemovePage { f: &f, one })
}

async fn remove(State(web): State<Web>, visitor: Visitor, Path(id): Path<SupporterId>) -> PageResult {
    web.act(&visitor, move |cx| supporters::remove(cx, id)).await?;
    Ok(go(&web, "/team", "flash-team-removed"))
}

#[derive(Template)]
#[template(path = "team/contacts.html")]
struct ContactsPage<'a> {
    f: &'a Frame,
    circle: CircleId,
    name: String,
    contacts: Vec<SharedContact>,
}

impl ContactsPage<'_> {
    fn link(&self, way: &str) -> Option<String> {
        link_of(way)
    }
    fn is_mine(&self, contact: &SharedContact) -> bool {
        self.f.viewer.as_ref().is_some_and(|viewer| viewer.id == contact.by.id)
    }
}

async fn contacts(State(web): State<Web>, visitor: Visitor, Path(id): Path<CircleId>) -> PageResult {
    let (f, (home, contacts)) =
        web.page(&visitor, move |cx| Ok((circles::show(cx, id)?, shared::of_circle(cx, id)?))).await?;
    render(&web, &f, &ContactsPage { f: &f, circle: id, name: home.name, contacts })
}
