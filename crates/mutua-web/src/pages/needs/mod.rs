//! Pages of needs: seen by the one whose they are, and nobody else.

use askama::Template;
use axum::{
    Router,
    extract::{Query, State},
    routing::{get, post},
};
use mutua_domain::{id::NeedId, life::NeedState};
use mutua_service::{
    Error, Page,
    needs::{self, NeedInput, NeedQuery, NeedView},
};

use super::{PageResult, go, render, render_problems};
use crate::{form::Form, frame::Frame, path::Path, state::Web, visitor::Visitor};

pub(super) fn router() -> Router<Web> {
    Router::new()
        .route("/needs", get(list).post(keep))
        .route("/needs/{id}", get(show).post(edit))
        .route("/needs/{id}/state", post(set_state))
        .route("/needs/{id}/delete", get(confirm_delete).post(delete))
}

#[derive(Template)]
#[template(path = "needs/list.html")]
struct ListPage<'a> {
    f: &'a Frame,
    needs: Page<NeedView>,
    input: NeedInput,
    shown: NeedState,
    states: &'static [NeedState],
}

impl ListPage<'_> {
    fn base(&self) -> String {
        format!("/needs?state={}&", self.shown.as_str())
    }
}

/// The state that a list shows: kept unless its reader says otherwise.
fn shown(query: &mut NeedQuery) -> NeedState {
    let shown = query.state.as_deref().and_then(NeedState::from_word).unwrap_or(NeedState::Kept);
    query.state = Some(shown.as_str().to_owned());
    shown
}

async fn list(State(web): State<Web>, visitor: Visitor, Query(mut query): Query<NeedQuery>) -> PageResult {
    let shown = shown(&mut query);
    let (f, needs) = web.page(&visitor, move |cx| needs::mine(cx, &query)).await?;
    let input = NeedInput::default();
    render(&web, &f, &ListPage { f: &f, needs, input, shown, states: NeedState::ALL })
}

async fn keep(State(web): State<Web>, visitor: Visitor, Form(input): Form<NeedInput>) -> PageResult {
    let typed = input.clone();
    match web.act(&visitor, move |cx| needs::keep(cx, &input)).await {
        Ok(_) => Ok(go(&web, "/needs", "flash-need-kept")),
        Err(Error::Invalid(invalid)) => {
            let mut query = NeedQuery::default();
            let shown = shown(&mut query);
            let (f, needs) = web.page(&visitor, move |cx| needs::mine(cx, &query)).await?;
            let f = f.with_problems(&invalid);
            let page = ListPage { f: &f, needs, input: typed, shown, states: NeedState::ALL };
            render_problems(&web, &f, &page)
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "needs/show.html")]
struct ShowPage<'a> {
    f: &'a Frame,
    need: NeedView,
    input: NeedInput,
    /// The states that it can be moved to by hand, each with the message of its button.
    moves: Vec<(&'static str, &'static str)>,
}

impl<'a> ShowPage<'a> {
    fn new(f: &'a Frame, need: NeedView, input: Option<NeedInput>) -> Self {
        let moves = [
            (NeedState::Met, "need-is-met"),
            (NeedState::LetGo, "need-let-go"),
            (NeedState::Kept, "need-keep-again"),
        ];
        let moves = moves
            .into_iter()
            .filter(|(state, _)| need.state.may_become(*state))
            .map(|(state, label)| (state.as_str(), label))
            .collect();
        let input = input.unwrap_or_else(|| NeedInput {
            words: Some(need.words.clone()),
            kind: Some(need.kind.as_str().to_owned()),
            state: None,
        });
        Self { f, need, input, moves }
    }
}

async fn show(State(web): State<Web>, visitor: Visitor, Path(id): Path<NeedId>) -> PageResult {
    let (f, need) = web.page(&visitor, move |cx| needs::show(cx, id)).await?;
    render(&web, &f, &ShowPage::new(&f, need, None))
}

async fn edit(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<NeedId>,
    Form(input): Form<NeedInput>,
) -> PageResult {
    let typed = input.clone();
    match web.act(&visitor, move |cx| needs::change(cx, id, &input)).await {
        Ok(_) => Ok(go(&web, &format!("/needs/{id}"), "flash-saved")),
        Err(Error::Invalid(invalid)) => {
            let (f, need) = web.page(&visitor, move |cx| needs::show(cx, id)).await?;
            let f = f.with_problems(&invalid);
            render_problems(&web, &f, &ShowPage::new(&f, need, Some(typed)))
        }
        Err(error) => Err(error.into()),
    }
}

async fn set_state(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<NeedId>,
    Form(input): Form<NeedInput>,
) -> PageResult {
    let input = NeedInput { state: input.state, ..Default::default() };
    let need = web.act(&visitor, move |cx| needs::change(cx, id, &input)).await?;
    let flash = match need.state {
        NeedState::Met => "flash-need-met",
        NeedState::LetGo => "flash-need-let-go",
        NeedState::Kept | NeedState::Asked => "flash-need-kept",
    };
    Ok(go(&web, &format!("/needs/{id}"), flash))
}

#[derive(Template)]
#[template(path = "needs/delete.html")]
struct DeletePage<'a> {
    f: &'a Frame,
    need: NeedView,
}

async fn confirm_delete(State(web): State<Web>, visitor: Visitor, Path(id): Path<NeedId>) -> PageResult {
    let (f, need) = web.page(&visitor, move |cx| needs::show(cx, id)).await?;
    render(&web, &f, &DeletePage { f: &f, need })
}

async fn delete(State(web): State<Web>, visitor: Visitor, Path(id): Path<NeedId>) -> PageResult {
    web.act(&visitor, move |cx| needs::delete(cx, id)).await?;
    Ok(go(&web, "/needs", "flash-need-deleted"))
}
