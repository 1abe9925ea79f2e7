//! Pages on which someone says that they want nothing to do with someone else.

use askama::Template;
use axum::{Router, extract::State, routing::get};
use mutua_domain::id::PersonId;
use mutua_service::blocks::{self, BlockInput, BlockView};

use super::{PageResult, go, render};
use crate::{form::Form, frame::Frame, path::Path, state::Web, visitor::Visitor};

pub(super) fn router() -> Router<Web> {
    Router::new()
        .route("/people/{id}/block", get(confirm).post(block))
        .route("/me/blocks", get(list).post(unblock))
}

#[derive(Template)]
#[template(path = "blocks/confirm.html")]
struct ConfirmPage<'a> {
    f: &'a Frame,
    name: String,
    already: bool,
}

async fn confirm(State(web): State<Web>, visitor: Visitor, Path(id): Path<PersonId>) -> PageResult {
    let (f, (name, already)) = web.page(&visitor, move |cx| blocks::about_to(cx, id)).await?;
    render(&web, &f, &ConfirmPage { f: &f, name, already })
}

async fn block(State(web): State<Web>, visitor: Visitor, Path(id): Path<PersonId>) -> PageResult {
    web.act(&visitor, move |cx| blocks::block(cx, id)).await?;
    Ok(go(&web, "/me/blocks", "flash-blocked"))
}

#[derive(Template)]
#[template(path = "blocks/list.html")]
struct ListPage<'a> {
    f: &'a Frame,
    blocks: Vec<BlockView>,
}

async fn list(State(web): State<Web>, visitor: Visitor) -> PageResult {
    let (f, blocks) = web.page(&visitor, blocks::mine).await?;
    render(&web, &f, &ListPage { f: &f, blocks })
}

async fn unblock(State(web): State<Web>, visitor: Visitor, Form(input): Form<BlockInput>) -> PageResult {
    let person = input.parse()?;
    web.act(&visitor, move |cx| blocks::unblock(cx, person)).await?;
    Ok(go(&web, "/me/blocks", "flash-unblocked"))
}
