//! Pages of circles: the list, a new one, one's inside or face, changing it. Being in one is in the modules below.

use askama::Template;
use axum::{
    Router,
    extract::State,
    response::IntoResponse,
    routing::{get, post},
};
use mutua_domain::{
    id::CircleId,
    life::{Joining, MembershipState},
};
use mutua_service::{
    Error,
    asks::AskCard,
    circles::{self, CircleChange, CircleHome, CircleInput, CirclePage, CircleView, FaceView, Look},
    notices,
    thanks::SharedThanks,
};
use serde::Deserialize;

use super::{PageResult, go, render, render_problems};
use crate::{form::Form, frame::Frame, path::Path, state::Web, visitor::Visitor};

mod applying;
#[cfg(feature = "measure")]
pub mod bare;
mod belonging;
mod matching;
mod members;
mod records;

pub(super) fn router() -> Router<Web> {
    Router::new()
        .route("/circles", get(list).post(create))
        .route("/circles/new", get(new))
        .route("/circles/{id}", get(show))
        .route("/circles/{id}/edit", get(edit).post(change))
        .route("/circles/{id}/matching", get(matching::look).post(matching::make))
        .route("/circles/{id}/members", get(members::list))
        .route("/circles/{id}/pause", get(belonging::pause_page).post(belonging::pause))
        .route("/circles/{id}/resume", post(belonging::resume))
        .route("/circles/{id}/leave", get(belonging::leave_page).post(belonging::leave))
        .route("/circles/{id}/step-down", get(belonging::step_down_page).post(belonging::step_down))
        .route("/circles/{id}/hand-over", post(belonging::hand_over))
        .route("/circles/{id}/apply", get(applying::page).post(applying::apply))
        .route("/circles/{id}/apply/withdraw", post(applying::withdraw))
        .route("/circles/{id}/applications", get(applying::list).post(applying::answer))
        .route("/circles/{id}/record", get(records::of_circle).post(records::let_back))
        .route("/memberships/{id}/role", get(members::role_page).post(members::change_role))
        .route("/memberships/{id}/remove", get(members::remove_page).post(members::remove))
        .route("/me/records", get(records::mine))
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
    joinings: &'static [Joining],
    /// The circles in which it can be nested.
    parents: Vec<CircleView>,
}

/// The circle in which the new one is to be nested, where a page says so.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Within {
    parent: Option<String>,
}

/// Where one can be nested: where the person is active.
fn parents(circles: Vec<CircleView>) -> Vec<CircleView> {
    circles.into_iter().filter(|circle| circle.my_state == Some(MembershipState::Active)).collect()
}

async fn new(
    State(web): State<Web>,
    visitor: Visitor,
    axum::extract::Query(within): axum::extract::Query<Within>,
) -> PageResult {
    let (f, circles) = web.page(&visitor, circles::mine).await?;
    let input = CircleInput { parent: within.parent, ..CircleInput::default() };
    render(&web, &f, &NewPage { f: &f, input, joinings: Joining::ALL, parents: parents(circles) })
}

async fn create(State(web): State<Web>, visitor: Visitor, Form(input): Form<CircleInput>) -> PageResult {
    let typed = input.clone();
    match web.act(&visitor, move |cx| circles::create(cx, &input)).await {
        Ok(circle) => {
            Ok(go(&web, &format!("/circles/{}", circle.id), "flash-circle-created").into_response())
        }
        Err(Error::Invalid(invalid)) => {
            let (f, circles) = web.page(&visitor, circles::mine).await?;
            let f = f.with_problems(&invalid);
            let page = NewPage { f: &f, input: typed, joinings: Joining::ALL, parents: parents(circles) };
            render_problems(&web, &f, &page)
        }
        Err(error) => Err(error.into()),
    }
}

/// How many asks stand on the page of a circle.
const ASKS: i64 = 6;
/// How many thanks the page of a circle shows.
const THANKS: i64 = 3;

#[derive(Template)]
#[template(path = "circles/show.html")]
struct ShowPage<'a> {
    f: &'a Frame,
    home: CircleHome,
    /// The newest open asks that its members see.
    asks: Vec<AskCard>,
    /// The latest thanks that both sides want the circle to read.
    thanks: Vec<SharedThanks>,
}

#[derive(Template)]
#[template(path = "circles/face.html")]
struct FacePage<'a> {
    f: &'a Frame,
    face: FaceView,
}

async fn show(State(web): State<Web>, visitor: Visitor, Path(id): Path<CircleId>) -> PageResult {
    let (f, page) = web.page(&visitor, move |cx| circles::page(cx, id, (ASKS, THANKS))).await?;
    let CirclePage { look, asks, thanks, news } = page;
    if news && !visitor.refresh {
        web.act(&visitor, move |cx| notices::read_about_circle(cx, id)).await?;
    }
    match look {
        Look::Inside(home) => render(&web, &f, &ShowPage { f: &f, home: *home, asks, thanks }),
        Look::Face(face) => render(&web, &f, &FacePage { f: &f, face }),
    }
}

/// The form in which a circle is changed. All of its fields are sent, the empty ones too.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct EditForm {
    name: String,
    about: String,
    agreements: String,
    place: String,
    joining: String,
    questions: Vec<String>,
    /// Sent where the box is ticked.
    matching: String,
}

impl EditForm {
    fn of(circle: CircleView, questions: Vec<String>) -> Self {
        Self {
            name: circle.name,
            about: circle.about.unwrap_or_default(),
            agreements: circle.agreements.unwrap_or_default(),
            place: circle.place.unwrap_or_default(),
            joining: circle.joining.as_str().to_owned(),
            questions,
            matching: circle.matching.to_string(),
        }
    }

    fn change(&self) -> CircleChange {
        CircleChange {
            name: Some(self.name.clone()),
            about: Some(self.about.clone()),
            agreements: Some(self.agreements.clone()),
            place: Some(self.place.clone()),
            joining: Some(self.joining.clone()),
            questions: Some(self.questions.clone()),
            matching: Some(self.matching.clone()),
        }
    }
}

#[derive(Template)]
#[template(path = "circles/edit.html")]
struct EditPage<'a> {
    f: &'a Frame,
    id: CircleId,
    form: EditForm,
    joinings: &'static [Joining],
}

impl EditPage<'_> {
    /// Five numbered lines for questions, filled as far as there are any.
    fn lines(&self) -> Vec<(i64, &str)> {
        let typed = self.form.questions.iter().map(String::as_str);
        (1..).zip(typed.chain(std::iter::repeat("")).take(5.max(self.form.questions.len()))).collect()
    }
}

async fn edit(State(web): State<Web>, visitor: Visitor, Path(id): Path<CircleId>) -> PageResult {
    let (f, (circle, questions)) = web.page(&visitor, move |cx| circles::to_change(cx, id)).await?;
    let form = EditForm::of(circle, questions);
    render(&web, &f, &EditPage { f: &f, id, form, joinings: Joining::ALL })
}

async fn change(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<CircleId>,
    Form(form): Form<EditForm>,
) -> PageResult {
    let input = form.change();
    match web.act(&visitor, move |cx| circles::change(cx, id, &input)).await {
        Ok(_) => Ok(go(&web, &format!("/circles/{id}"), "flash-circle-changed")),
        Err(Error::Invalid(invalid)) => {
            let (f, _) = web.page(&visitor, move |cx| circles::to_change(cx, id)).await?;
            let f = f.with_problems(&invalid);
            render_problems(&web, &f, &EditPage { f: &f, id, form, joinings: Joining::ALL })
        }
        Err(error) => Err(error.into()),
    }
}
