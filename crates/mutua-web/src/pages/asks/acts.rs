//! Steps of an ask that take one tap.

use axum::extract::State;
use mutua_domain::id::AskId;
use mutua_service::{Cx, Error, Result, asks, pledges};
use serde::Deserialize;

use crate::{
    error::WebError,
    form::Form,
    pages::{PageResult, go},
    path::Path,
    state::Web,
    visitor::Visitor,
};

/// Does one step and goes back to the ask. Where things have moved on, the ask says how it stands now.
async fn step<T: Send + 'static>(
    web: &Web,
    visitor: &Visitor,
    id: AskId,
    flash: &'static str,
    action: impl FnMut(&mut Cx<'_, '_>) -> Result<T> + Send + 'static,
) -> PageResult {
    after(web, &format!("/asks/{id}"), flash, web.act(visitor, action).await)
}

/// Goes to a page with what was done, or with why it was not needed any more.
pub(super) fn after<T>(web: &Web, to: &str, flash: &str, result: Result<T>) -> PageResult {
    match result {
        Ok(_) => Ok(go(web, to, flash)),
        Err(Error::Conflict(code)) => Ok(go(web, to, &format!("conflict-{code}"))),
        Err(error) => Err(WebError(error)),
    }
}

pub async fn withdraw(State(web): State<Web>, visitor: Visitor, Path(id): Path<AskId>) -> PageResult {
    step(&web, &visitor, id, "flash-ask-withdrawn", move |cx| asks::withdraw(cx, id)).await
}

pub async fn widen(State(web): State<Web>, visitor: Visitor, Path(id): Path<AskId>) -> PageResult {
    step(&web, &visitor, id, "flash-ask-widened", move |cx| asks::widen(cx, id)).await
}

pub async fn met(State(web): State<Web>, visitor: Visitor, Path(id): Path<AskId>) -> PageResult {
    step(&web, &visitor, id, "flash-ask-met", move |cx| asks::met(cx, id)).await
}

pub async fn reopen(State(web): State<Web>, visitor: Visitor, Path(id): Path<AskId>) -> PageResult {
    step(&web, &visitor, id, "flash-ask-reopened", move |cx| asks::reopen(cx, id)).await
}

pub async fn take_over(State(web): State<Web>, visitor: Visitor, Path(id): Path<AskId>) -> PageResult {
    step(&web, &visitor, id, "flash-ask-taken-over", move |cx| asks::take_over(cx, id)).await
}

pub async fn decline_rest(State(web): State<Web>, visitor: Visitor, Path(id): Path<AskId>) -> PageResult {
    step(&web, &visitor, id, "flash-pledges-declined", move |cx| pledges::decline_rest(cx, id)).await
}

/// The answer to "still needed?".
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Answer {
    needed: String,
}

pub async fn still_needed(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<AskId>,
    Form(answer): Form<Answer>,
) -> PageResult {
    let (yes, flash) = match answer.needed.as_str() {
        "yes" => (true, "flash-ask-goes-on"),
        "no" => (false, "flash-ask-withdrawn"),
        _ => return Err(WebError(Error::invalid("form", "form"))),
    };
    step(&web, &visitor, id, flash, move |cx| asks::still_needed(cx, id, yes)).await
}
