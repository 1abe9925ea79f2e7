//! Pages of circles.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::IntoResponse,
    routing::get,
};
use mutua_domain::id::CircleId;
use mutua_service::{
    Error,
    circles::{self, CircleInput, CircleView},
};

use super::{PageResult, go, render, render_problems};
use crate::{form::Form, frame::Frame, state::Web, visitor::Visitor};

pub(super) fn router() -> Router<Web> {
    Router::new()
        .route("/circles", get(list).post(create))
        .route("/circles/new", get(new))
        .route("/circles/{id}", get(show))
}

#[derive(Template)]
#[template(path = "circles/list.html")]
struct ListPage<'a> {
    f: &'a Frame,
    circles: Vec<CircleView>,
}

async fn list(State(web): State<Web>, visitor: Visitor) -> PageResult {
    let (f, circles) = web.page(&visitor, circles::mine).await?;
    render(&web, &f, &ListPage { f: &f, circles })
}

#[derive(Template)]
#[template(path = "circles/new.html")]
struct NewPage<'a> {
    f: &'a Frame,
    input: CircleInput,
    /// The circles in which it can be nested.
    parents: Vec<CircleView>,
}

async fn new(State(web): State<Web>, visitor: Visitor) -> PageResult {
    let (f, parents) = web.page(&visitor, circles::mine).await?;
    render(&web, &f, &NewPage { f: &f, input: CircleInput::default(), parents })
}

async fn create(State(web): State<Web>, visitor: Visitor, Form(input): Form<CircleInput>) -> PageResult {
    let typed = input.clone();
    match web.act(&visitor, move |cx| circles::create(cx, &input)).await {
        Ok(circle) => {
            Ok(go(&web, &format!("/circles/{}", circle.id), "flash-circle-created").into_response())
        }
        Err(Error::Invalid(invalid)) => {
            let (f, parents) = web.page(&visitor, circles::mine).await?;
            let f = f.with_problems(&invalid);
            render_problems(&web, &f, &NewPage { f: &f, input: typed, parents })
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "circles/show.html")]
struct ShowPage<'a> {
    f: &'a Frame,
    circle: CircleView,
}

async fn show(State(web): State<Web>, visitor: Visitor, Path(id): Path<CircleId>) -> PageResult {
    let (f, circle) = web.page(&visitor, move |cx| circles::show(cx, id)).await?;
    render(&web, &f, &ShowPage { f: &f, circle })
}
