//! Applying to a circle, and the stewards' answers.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect},
};
use mutua_domain::{
    id::{CircleId, MembershipId},
    life::MembershipState,
};
use mutua_service::{
    Error,
    applications::{self, AnswerInput, ApplicationInput, Applications},
    circles::{self, FaceView},
};
use serde::Deserialize;

use super::{PageResult, go, render, render_problems};
use crate::{form::Form, frame::Frame, path::Path, state::Web, visitor::Visitor};

#[derive(Template)]
#[template(path = "circles/apply.html")]
struct ApplyPage<'a> {
    f: &'a Frame,
    face: FaceView,
    typed: Vec<String>,
}

/// A question with its field and what was typed.
struct AskedLine<'a> {
    field: String,
    question: &'a str,
    typed: &'a str,
}

impl ApplyPage<'_> {
    fn lines(&self) -> Vec<AskedLine<'_>> {
        let typed = |at: usize| self.typed.get(at).map_or("", String::as_str);
        let questions = self.face.questions.iter().enumerate();
        questions
            .map(|(at, question)| AskedLine {
                field: format!("answer-{}", at + 1),
                question,
                typed: typed(at),
            })
            .collect()
    }

    fn waits(&self) -> bool {
        self.face.my_state == Some(MembershipState::Applied)
    }
}

pub(super) async fn page(State(web): State<Web>, visitor: Visitor, Path(id): Path<CircleId>) -> PageResult {
    let (f, face) = web.page(&visitor, move |cx| circles::face(cx, id)).await?;
    if matches!(face.my_state, Some(MembershipState::Active | MembershipState::Paused)) {
        return Ok(Redirect::to(&format!("/circles/{id}")).into_response());
    }
    render(&web, &f, &ApplyPage { f: &f, face, typed: Vec::new() })
}

pub(super) async fn apply(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<CircleId>,
    Form(input): Form<ApplicationInput>,
) -> PageResult {
    let typed = input.answers.clone();
    match web.act(&visitor, move |cx| applications::apply(cx, id, &input)).await {
        Ok(_) => Ok(go(&web, &format!("/circles/{id}/apply"), "flash-applied")),
        Err(Error::Invalid(invalid)) => {
            let (f, face) = web.page(&visitor, move |cx| circles::face(cx, id)).await?;
            let f = f.with_problems(&invalid);
            render_problems(&web, &f, &ApplyPage { f: &f, face, typed })
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn withdraw(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<CircleId>,
) -> PageResult {
    web.act(&visitor, move |cx| {
        let mine = circles::face(cx, id)?.my_membership.ok_or(Error::NotFound)?;
        applications::withdraw(cx, mine)
    })
    .await?;
    Ok(go(&web, "/circles", "flash-application-withdrawn"))
}

#[derive(Template)]
#[template(path = "circles/applications.html")]
struct ApplicationsPage<'a> {
    f: &'a Frame,
    view: Applications,
    /// What was typed for which application, where it came back with a problem.
    typed: AnswerForm,
}

impl ApplicationsPage<'_> {
    fn words_for(&self, id: &MembershipId) -> &str {
        if self.typed.application == id.to_string() { &self.typed.words } else { "" }
    }
}

/// A steward's answer to one of the applications of the page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct AnswerForm {
    application: String,
    answer: String,
    words: String,
}

pub(super) async fn list(State(web): State<Web>, visitor: Visitor, Path(id): Path<CircleId>) -> PageResult {
    let (f, view) = web.page(&visitor, move |cx| applications::list(cx, id)).await?;
    render(&web, &f, &ApplicationsPage { f: &f, view, typed: AnswerForm::default() })
}

pub(super) async fn answer(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<CircleId>,
    Form(form): Form<AnswerForm>,
) -> PageResult {
    let which: MembershipId = form.application.parse().map_err(|_| Error::invalid("form", "choice"))?;
    let input = AnswerInput { answer: form.answer.clone(), words: Some(form.words.clone()) };
    let yes = input.answer == "yes";
    match web.act(&visitor, move |cx| applications::answer(cx, which, &input)).await {
        Ok(()) => {
            let flash = if yes { "flash-application-yes" } else { "flash-application-no" };
            Ok(go(&web, &format!("/circles/{id}/applications"), flash))
        }
        Err(Error::Invalid(invalid)) => {
            let (f, view) = web.page(&visitor, move |cx| applications::list(cx, id)).await?;
            let f = f.with_problems(&invalid);
            render_problems(&web, &f, &ApplicationsPage { f: &f, view, typed: form })
        }
        Err(error) => Err(error.into()),
    }
}
