//! `/api/v1/pledges`.

use axum::{
    extract::{Query, State},
    http::StatusCode,
};
use mutua_domain::id::PledgeId;
use mutua_service::{
    Error, Page, PageInput,
    pledges::{self, PledgeInput, PledgeView, ReplyInput, WishInput},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiJson, ApiResult, Caller, asks::ListQuery};
use crate::{error::ProblemDetails, path::Path, state::Web};

pub(super) fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(show))
        .routes(routes!(accept))
        .routes(routes!(decline))
        .routes(routes!(withdraw))
        .routes(routes!(wish))
}

/// A pledge with the ask that it is for.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
struct NewPledgeInput {
    /// The ask's id.
    ask: String,
    /// A few words to the asker.
    words: Option<String>,
    /// The id of one of the ask's times, where it leaves a choice.
    time: Option<String>,
}

/// My pledges, newest first.
#[utoipa::path(get, path = "/pledges", tag = "pledges", params(PageInput), responses(
    (status = 200, body = Page<PledgeView>),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn list(State(web): State<Web>, caller: Caller, Query(query): Query<ListQuery>) -> ApiResult {
    let (_, page) = query.parse()?;
    caller.read(&web, move |cx| pledges::mine(cx, &page)).await
}

/// Pledge for an ask.
#[utoipa::path(post, path = "/pledges", tag = "pledges", request_body = NewPledgeInput, responses(
    (status = 201, body = PledgeView),
    (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn create(
    State(web): State<Web>,
    caller: Caller,
    ApiJson(input): ApiJson<NewPledgeInput>,
) -> ApiResult {
    let content = input.clone();
    let pledge = PledgeInput { words: input.words, time: input.time };
    caller
        .write(&web, StatusCode::CREATED, &content, move |cx| {
            let ask = input.ask.parse().map_err(|_| Error::invalid("ask", "choice"))?;
            pledges::pledge(cx, ask, &pledge)
        })
        .await
}

/// A pledge of mine, or one for an ask of mine.
#[utoipa::path(get, path = "/pledges/{id}", tag = "pledges", params(("id" = Uuid, Path)), responses(
    (status = 200, body = PledgeView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn show(State(web): State<Web>, caller: Caller, Path(id): Path<PledgeId>) -> ApiResult {
    caller.read(&web, move |cx| pledges::show(cx, id)).await
}

/// Say yes to a pledge for an ask of mine. Both sides then see how to reach each other.
#[utoipa::path(post, path = "/pledges/{id}/accept", tag = "pledges", params(("id" = Uuid, Path)), responses(
    (status = 200, body = PledgeView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn accept(State(web): State<Web>, caller: Caller, Path(id): Path<PledgeId>) -> ApiResult {
    caller.write(&web, StatusCode::OK, &(), move |cx| pledges::accept(cx, id)).await
}

/// Say no, kindly, to a pledge for an ask of mine.
#[utoipa::path(post, path = "/pledges/{id}/decline", tag = "pledges", params(("id" = Uuid, Path)),
    request_body = ReplyInput, responses(
    (status = 200, body = PledgeView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn decline(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<PledgeId>,
    ApiJson(input): ApiJson<ReplyInput>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::OK, &content, move |cx| pledges::decline(cx, id, &input)).await
}

/// Take a pledge of mine back, with a word. The asker is told.
#[utoipa::path(post, path = "/pledges/{id}/withdraw", tag = "pledges", params(("id" = Uuid, Path)),
    request_body = ReplyInput, responses(
    (status = 200, body = PledgeView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn withdraw(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<PledgeId>,
    ApiJson(input): ApiJson<ReplyInput>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::OK, &content, move |cx| pledges::withdraw(cx, id, &input)).await
}

/// Wish that another takes a promise of mine over, or shares it; or go on as promised. The pledge stands until another was
/// found.
#[utoipa::path(post, path = "/pledges/{id}/wish", tag = "pledges", params(("id" = Uuid, Path)),
    request_body = WishInput, responses(
    (status = 200, body = PledgeView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn wish(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<PledgeId>,
    ApiJson(input): ApiJson<WishInput>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::OK, &content, move |cx| pledges::wish(cx, id, &input)).await
}
