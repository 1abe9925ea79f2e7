//! Pages of helps, with the thanks and the loan that stand on them.

use askama::Template;
use axum::{
    Router,
    extract::{Query, State},
    routing::{get, post},
};
use mutua_domain::{
    Kind,
    id::{CircleId, HelpId},
    life::Side,
};
use mutua_service::{
    Error, Page,
    helps::{self, Companion, HelpQuery, HelpSummary, HelpView, RecordInput, TellInput},
    notices,
};
use serde::Serialize;

use super::{PageResult, go, render, render_problems};
use crate::{form::Form, frame::Frame, path::Path, state::Web, visitor::Visitor};

mod finish;
mod loans;
mod thanks;

pub(super) fn router() -> Router<Web> {
    Router::new()
        .route("/helps", get(list).post(record))
        .route("/helps/new", get(new))
        .route("/helps/{id}", get(show))
        .route("/helps/{id}/agree", post(agree))
        .route("/helps/{id}/tell", get(to_tell).post(tell))
        .merge(finish::router())
        .merge(loans::router())
        .merge(thanks::router())
}

#[derive(Template)]
#[template(path = "helps/list.html")]
struct ListPage<'a> {
    f: &'a Frame,
    helps: Page<HelpSummary>,
    side: String,
    kind: String,
    kinds: &'static [Kind],
    /// The address of this list, to which a cursor is added.
    base: String,
}

#[derive(Serialize)]
struct Filter<'a> {
    side: &'a str,
    kind: &'a str,
}

async fn list(State(web): State<Web>, visitor: Visitor, Query(query): Query<HelpQuery>) -> PageResult {
    let (side, kind) = (query.side.clone().unwrap_or_default(), query.kind.clone().unwrap_or_default());
    let (f, helps) = web.page(&visitor, move |cx| helps::mine(cx, &query)).await?;
    let filter = Filter { side: &side, kind: &kind };
    let base = format!("/helps?{}&", serde_html_form::to_string(&filter).unwrap_or_default());
    render(&web, &f, &ListPage { f: &f, helps, side, kind, kinds: Kind::ALL, base })
}

#[derive(Template)]
#[template(path = "helps/new.html")]
struct NewPage<'a> {
    f: &'a Frame,
    input: RecordInput,
    company: Vec<Companion>,
    /// The circles that are shared with any of them.
    circles: Vec<(CircleId, String)>,
}

impl<'a> NewPage<'a> {
    fn new(f: &'a Frame, input: RecordInput, company: Vec<Companion>) -> Self {
        let mut circles: Vec<_> = company.iter().flat_map(|each| each.circles.clone()).collect();
        circles.sort_by_key(|(id, name)| (name.to_lowercase(), *id));
        circles.dedup();
        Self { f, input, company, circles }
    }
}

async fn new(State(web): State<Web>, visitor: Visitor, Query(input): Query<RecordInput>) -> PageResult {
    let (f, company) = web.page(&visitor, helps::company).await?;
    render(&web, &f, &NewPage::new(&f, input, company))
}

async fn record(State(web): State<Web>, visitor: Visitor, Form(input): Form<RecordInput>) -> PageResult {
    let typed = input.clone();
    match web.act(&visitor, move |cx| helps::record(cx, &input)).await {
        Ok(help) => Ok(go(&web, &format!("/helps/{}", help.id), "flash-help-recorded")),
        Err(Error::Invalid(invalid)) => {
            let (f, company) = web.page(&visitor, helps::company).await?;
            let f = f.with_problems(&invalid);
            render_problems(&web, &f, &NewPage::new(&f, typed, company))
        }
        Err(error) => Err(error.into()),
    }
}

/// The name of the person across.
fn other(help: &HelpView) -> &str {
    if help.my_side == Side::Giver { &help.receiver_name } else { &help.giver_name }
}

#[derive(Template)]
#[template(path = "helps/show.html")]
struct ShowPage<'a> {
    f: &'a Frame,
    title: String,
    other: &'a str,
    help: &'a HelpView,
}

async fn show(State(web): State<Web>, visitor: Visitor, Path(id): Path<HelpId>) -> PageResult {
    let (f, (help, news)) =
        web.page(&visitor, move |cx| Ok((helps::show(cx, id)?, notices::news_of_help(cx, id)?))).await?;
    if news && !visitor.refresh {
        web.act(&visitor, move |cx| notices::read_about_help(cx, id)).await?;
    }
    let other = other(&help);
    let key = if help.my_side == Side::Giver { "help-you-gave" } else { "help-you-received" };
    let title = f.l.t1(key, "name", other);
    render(&web, &f, &ShowPage { f: &f, title, other, help: &help })
}

async fn agree(State(web): State<Web>, visitor: Visitor, Path(id): Path<HelpId>) -> PageResult {
    let help = web.act(&visitor, move |cx| helps::agree(cx, id)).await?;
    Ok(told(&web, &help, "flash-help-agreed"))
}

/// After telling: who received something is led to thanking, if they like.
fn told(web: &Web, help: &HelpView, flash: &str) -> axum::response::Response {
    let to =
        if help.may.thank { format!("/helps/{}/thanks", help.id) } else { format!("/helps/{}", help.id) };
    go(web, &to, flash)
}

#[derive(Template)]
#[template(path = "helps/tell.html")]
struct TellPage<'a> {
    f: &'a Frame,
    help: &'a HelpView,
    other: &'a str,
    input: TellInput,
}

async fn to_tell(State(web): State<Web>, visitor: Visitor, Path(id): Path<HelpId>) -> PageResult {
    let (f, help) = web.page(&visitor, move |cx| helps::show(cx, id)).await?;
    // The reader's own word comes first, if there is one; else the other's, to begin with.
    let input = help.tellings.first().map_or_else(TellInput::default, |told| TellInput {
        outcome: Some(told.outcome.as_str().to_owned()),
        minutes: told.minutes.map(|minutes| minutes.to_string()),
        words: told.words.clone().filter(|_| told.side == help.my_side),
        happened_on: Some(f.l.input_date(help.happened_at)),
    });
    render(&web, &f, &TellPage { f: &f, help: &help, other: other(&help), input })
}

async fn tell(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<HelpId>,
    Form(input): Form<TellInput>,
) -> PageResult {
    let typed = input.clone();
    match web.act(&visitor, move |cx| helps::tell(cx, id, &input)).await {
        Ok(help) => Ok(told(&web, &help, "flash-help-told")),
        Err(Error::Invalid(invalid)) => {
            let (f, help) = web.page(&visitor, move |cx| helps::show(cx, id)).await?;
            let f = f.with_problems(&invalid);
            let page = TellPage { f: &f, help: &help, other: other(&help), input: typed };
            render_problems(&web, &f, &page)
        }
        Err(error) => Err(error.into()),
    }
}
