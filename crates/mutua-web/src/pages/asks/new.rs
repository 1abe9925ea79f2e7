//! Asking: the page with three fields, and the look at who will see it.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect},
};
use mutua_domain::{Invalid, id::CircleId, kind::Kind, life::Effort};
use mutua_service::{
    Cx, Error, Result,
    asks::{self, AskChoices, AskInput, AskPreview},
    check_ins, needs,
};
use serde::Deserialize;

use crate::{
    form::Form,
    frame::Frame,
    pages::{PageResult, go, render, render_problems},
    state::Web,
    visitor::Visitor,
};

/// How many times to choose from the page has room for.
const TIMES: usize = 4;
/// After how many days an ask can widen by itself.
const WIDEN: [&str; 4] = ["1", "2", "3", "7"];
/// Up to so many circles stand as choices to tap; more stand in a list.
const TAPPED: usize = 6;

#[derive(Template)]
#[template(path = "asks/new.html")]
struct NewPage<'a> {
    f: &'a Frame,
    input: AskInput,
    choices: AskChoices,
    preview: Option<AskPreview>,
    kinds: &'static [Kind],
    efforts: &'static [Effort],
    widen: [&'static str; 4],
}

impl NewPage<'_> {
    fn of<'a>(
        f: &'a Frame,
        input: AskInput,
        choices: AskChoices,
        preview: Option<AskPreview>,
    ) -> NewPage<'a> {
        NewPage { f, input, choices, preview, kinds: Kind::ALL, efforts: Effort::ALL, widen: WIDEN }
    }

    fn is_circle(&self, circle: &asks::CircleChoice) -> bool {
        match self.input.circle.as_deref() {
            None | Some("") => circle.usual,
            Some(text) => text == circle.id.to_string(),
        }
    }
    fn is_chosen(&self, person: &asks::PersonRef) -> bool {
        self.input.chosen.iter().any(|text| *text == person.id.to_string())
    }
    fn is_for(&self, person: &asks::PersonRef) -> bool {
        self.input.on_behalf_of.as_deref() == Some(person.id.to_string().as_str())
    }
    fn is_effort(&self, effort: &Effort) -> bool {
        match self.input.effort.as_deref() {
            None | Some("") => *effort == Effort::Hour,
            Some(word) => word == effort.as_str(),
        }
    }
    fn is_anonymous(&self) -> bool {
        self.input.anonymous.is_some()
    }
    fn tapped(&self) -> bool {
        self.choices.circles.len() <= TAPPED
    }
    fn has_wider(&self) -> bool {
        !self.choices.people.is_empty() || self.choices.circles.iter().any(|circle| circle.wider.is_some())
    }
    /// Start and end of each row of times.
    fn times(&self) -> Vec<(String, String)> {
        let at = |list: &[String], n: usize| list.get(n).cloned().unwrap_or_default();
        (0..TIMES).map(|n| (at(&self.input.times, n), at(&self.input.times_end, n))).collect()
    }
    /// Whether the part that is folded away holds something already.
    fn is_more_open(&self) -> bool {
        const FOLDED: [&str; 10] = [
            "words",
            "due",
            "times",
            "place",
            "effort",
            "widen",
            "helpers_wanted",
            "expires",
            "on_behalf_of",
            "need",
        ];
        FOLDED.iter().any(|field| self.f.errors.has(field)) || self.input.words.is_some()
    }
    fn text<'b>(&self, value: &'b Option<String>) -> &'b str {
        value.as_deref().unwrap_or_default()
    }
}

/// What a link to the page can bring along.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Start {
    circle: Option<String>,
    need: Option<String>,
    check_in: Option<String>,
    title: Option<String>,
    kind: Option<String>,
}

pub async fn new(State(web): State<Web>, visitor: Visitor, Query(start): Query<Start>) -> PageResult {
    let from_check_in = start.check_in.is_some();
    let (f, (mut input, choices)) = web
        .page(&visitor, move |cx| {
            let input = begin(cx, &start)?;
            let choices = asks::choices(cx, circle(&input))?;
            Ok((input, choices))
        })
        .await?;
    if from_check_in && input.title.is_empty() {
        f.l.t("check-in-ask-title").clone_into(&mut input.title);
    }
    render(&web, &f, &NewPage::of(&f, input, choices, None))
}

fn circle(input: &AskInput) -> Option<CircleId> {
    input.circle.as_deref().and_then(|text| text.parse().ok())
}

/// The ask as the link begins it; a kept need brings its kind and its words.
fn begin(cx: &mut Cx<'_, '_>, start: &Start) -> Result<AskInput> {
    let mut input = AskInput {
        circle: start.circle.clone(),
        title: start.title.clone().unwrap_or_default(),
        kind: start.kind.clone().unwrap_or_default(),
        ..Default::default()
    };
    if let Some(need) = start.need.as_deref().and_then(|text| text.parse().ok()) {
        let (kind, words) = needs::words_for_ask(cx, need)?;
        kind.as_str().clone_into(&mut input.kind);
        input.title = words;
        input.need = start.need.clone();
    }
    if let Some(check_in) = start.check_in.as_deref().and_then(|text| text.parse().ok()) {
        input.words = check_ins::words_for_ask(cx, check_in)?;
        Kind::Emotional.as_str().clone_into(&mut input.kind);
    }
    Ok(input)
}

/// A look at an ask before it is sent was reloaded.
pub async fn back_to_new() -> Redirect {
    Redirect::to("/asks/new")
}

pub async fn preview(State(web): State<Web>, visitor: Visitor, Form(input): Form<AskInput>) -> PageResult {
    let typed = input.clone();
    let looked = web
        .page(&visitor, move |cx| Ok((asks::preview(cx, &input)?, asks::choices(cx, circle(&input))?)))
        .await;
    match looked {
        Ok((f, (preview, choices))) => render(&web, &f, &NewPage::of(&f, typed, choices, Some(preview))),
        Err(error) => match error.0 {
            Error::Invalid(invalid) => again(&web, &visitor, typed, &invalid).await,
            other => Err(other.into()),
        },
    }
}

pub async fn create(State(web): State<Web>, visitor: Visitor, Form(input): Form<AskInput>) -> PageResult {
    let typed = input.clone();
    match web.act(&visitor, move |cx| asks::create(cx, &input)).await {
        Ok(ask) => Ok(go(&web, &format!("/asks/{}", ask.card.id), "flash-ask-created").into_response()),
        Err(Error::Invalid(invalid)) => again(&web, &visitor, typed, &invalid).await,
        Err(error) => Err(error.into()),
    }
}

/// The page once more, with what was typed and what is wrong with it.
async fn again(web: &Web, visitor: &Visitor, typed: AskInput, invalid: &Invalid) -> PageResult {
    let wanted = circle(&typed);
    let (f, choices) = web.page(visitor, move |cx| asks::choices(cx, wanted)).await?;
    let f = f.with_problems(invalid);
    render_problems(web, &f, &NewPage::of(&f, typed, choices, None))
}
