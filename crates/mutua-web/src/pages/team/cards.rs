//! The way in and out as vCards: a file, a look at what it holds, and what of it is kept.

use askama::Template;
use axum::{
    extract::{FromRequest, Multipart, Request, State},
    http::header,
    response::{IntoResponse, Response},
};
use mutua_domain::{Invalid, Problem, id::SupporterId, life::SupporterSort};
use mutua_service::{
    Error,
    supporters::{
        SupporterInput,
        cards::{self, CardsRead, LARGEST, SeveralInput},
    },
};
use serde::Deserialize;

use crate::{
    form::Form,
    frame::{Frame, problem_text},
    pages::{PageResult, go, render, render_problems},
    path::Path,
    state::Web,
    visitor::Visitor,
};

fn file(name: &str, text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/vcard; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, text).into_response()
}

pub(super) async fn all(State(web): State<Web>, visitor: Visitor) -> PageResult {
    let (_, text) = web.page(&visitor, cards::of_team).await?;
    Ok(file("mutua-team.vcf", text))
}

pub(super) async fn one(State(web): State<Web>, visitor: Visitor, Path(id): Path<SupporterId>) -> PageResult {
    let (_, text) = web.page(&visitor, move |cx| cards::of_one(cx, id)).await?;
    Ok(file("mutua-contact.vcf", text))
}

#[derive(Template)]
#[template(path = "team/import.html")]
struct ImportPage<'a> {
    f: &'a Frame,
}

pub(super) async fn ask(State(web): State<Web>, visitor: Visitor) -> PageResult {
    let (f, ()) = web.page(&visitor, |cx| cx.me().map(drop)).await?;
    render(&web, &f, &ImportPage { f: &f })
}

/// The file of a form; a problem where there is none, or too much.
async fn read_file(request: Request) -> std::result::Result<Vec<u8>, Problem> {
    let unread = |status: axum::http::StatusCode| {
        if status == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
            Problem::new("cards-large").with("max", i64::try_from(LARGEST >> 20).unwrap_or(i64::MAX))
        } else {
            Problem::new("cards-none")
        }
    };
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| Problem::new("cards-none"))?;
    while let Some(field) = form.next_field().await.map_err(|error| unread(error.status()))? {
        if field.name() == Some("cards") {
            let bytes = field.bytes().await.map_err(|error| unread(error.status()))?;
            return if bytes.is_empty() { Err(Problem::new("required")) } else { Ok(bytes.to_vec()) };
        }
    }
    Err(Problem::new("required"))
}

pub(super) async fn look(State(web): State<Web>, visitor: Visitor, request: Request) -> PageResult {
    // Nothing is read for nobody.
    let (f, ()) = web.page(&visitor, |cx| cx.me().map(drop)).await?;
    let bytes = match read_file(request).await {
        Ok(bytes) => bytes,
        Err(problem) => {
            let f = f.with_problems(&Invalid(vec![("cards", problem)]));
            return render_problems(&web, &f, &ImportPage { f: &f });
        }
    };
    match web.page(&visitor, move |cx| cards::read(cx, &bytes)).await {
        Ok((f, read)) => render(&web, &f, &LookPage::new(&f, read)),
        Err(error) => match error.0 {
            Error::Invalid(invalid) => {
                let f = f.with_problems(&invalid);
                render_problems(&web, &f, &ImportPage { f: &f })
            }
            other => Err(other.into()),
        },
    }
}

#[derive(Template)]
#[template(path = "team/look.html")]
struct LookPage<'a> {
    f: &'a Frame,
    cards: Vec<Card>,
    nameless: i64,
    sorts: &'static [SupporterSort],
}

/// A card on the page.
struct Card {
    take: bool,
    known: bool,
    name: String,
    sort: String,
    ways: String,
    note: String,
    /// What is wrong with it.
    problem: Option<String>,
}

impl<'a> LookPage<'a> {
    fn new(f: &'a Frame, read: CardsRead) -> Self {
        let card = |card: cards::CardRead| Card {
            take: !card.known,
            known: card.known,
            name: card.name,
            sort: SupporterSort::Friend.as_str().to_owned(),
            ways: card.ways.unwrap_or_default(),
            note: card.note.unwrap_or_default(),
            problem: None,
        };
        Self {
            f,
            nameless: i64::try_from(read.nameless).unwrap_or(i64::MAX),
            cards: read.cards.into_iter().map(card).collect(),
            sorts: SupporterSort::ALL,
        }
    }

    /// The first card with a problem: what the summary leads to.
    fn is_first_bad(&self, at: &usize) -> bool {
        self.cards.iter().position(|card| card.problem.is_some()) == Some(*at)
    }
}

/// What of a look is kept: a value of each card in each list, and the places of those that are taken.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct KeepForm {
    take: Vec<String>,
    known: Vec<String>,
    name: Vec<String>,
    sort: Vec<String>,
    ways: Vec<String>,
    note: Vec<String>,
}

/// Says nothing of what was typed: it belongs in no log.
impl std::fmt::Debug for KeepForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeepForm")
    }
}

impl KeepForm {
    fn cards(&self) -> Vec<Card> {
        let of = |list: &[String], at: usize| list.get(at).cloned().unwrap_or_default();
        let card = |at: usize| Card {
            take: self.take.contains(&at.to_string()),
            known: self.known.contains(&at.to_string()),
            name: of(&self.name, at),
            sort: of(&self.sort, at),
            ways: of(&self.ways, at),
            note: of(&self.note, at),
            problem: None,
        };
        (0..self.name.len()).map(card).collect()
    }
}

fn input(card: &Card) -> SupporterInput {
    SupporterInput {
        name: Some(card.name.clone()),
        sort: Some(card.sort.clone()),
        ways: Some(card.ways.clone()),
        note: Some(card.note.clone()),
        ..SupporterInput::default()
    }
}

pub(super) async fn keep(State(web): State<Web>, visitor: Visitor, Form(form): Form<KeepForm>) -> PageResult {
    let cards = form.cards();
    let inputs = SeveralInput { supporters: cards.iter().filter(|card| card.take).map(input).collect() };
    let outcome = if inputs.supporters.is_empty() {
        Err(Error::invalid("take", "required"))
    } else {
        web.act(&visitor, move |cx| cards::keep(cx, &inputs)).await
    };
    match outcome {
        Ok(_) => Ok(go(&web, "/team", "flash-team-imported")),
        Err(Error::Invalid(invalid)) => again(&web, &visitor, cards, &invalid).await,
        Err(error) => Err(error.into()),
    }
}

/// The look once more, with what was typed and what is wrong with which card.
async fn again(web: &Web, visitor: &Visitor, mut cards: Vec<Card>, invalid: &Invalid) -> PageResult {
    let (f, ()) = web.page(visitor, |cx| cx.me().map(drop)).await?;
    for (_, problem) in &invalid.0 {
        let place = problem.args.get("place").and_then(|place| usize::try_from(place - 1).ok());
        let bad = place.and_then(|place| cards.iter_mut().filter(|card| card.take).nth(place));
        if let Some(bad) = bad {
            bad.problem = Some(problem_text(problem, &f.l));
        }
    }
    let f = f.with_problems(invalid);
    let page = LookPage { f: &f, cards, nameless: 0, sorts: SupporterSort::ALL };
    render_problems(web, &f, &page)
}
