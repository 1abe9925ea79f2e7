//! `/api/v1/asks`.

use axum::{
    extract::{Query, State},
    http::StatusCode,
};
use mutua_domain::id::AskId;
use mutua_service::{
    Error, Page, PageInput,
    asks::{self, AskCard, AskEdit, AskFilter, AskInput, AskView},
    pledges::{self, PledgeInput, PledgeView},
    threads::{self, MessageInput, MessageView},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiJson, ApiResult, Caller};
use crate::{
    error::{ProblemDetails, WebError},
    path::Path,
    state::Web,
};

pub(super) fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(show, edit))
        .routes(routes!(widen))
        .routes(routes!(withdraw))
        .routes(routes!(met))
        .routes(routes!(reopen))
        .routes(routes!(still_needed))
        .routes(routes!(take_over))
        .routes(routes!(messages, say))
        .routes(routes!(pledge))
}

/// Which page of which asks.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ListQuery {
    circle: Option<String>,
    kind: Option<String>,
    state: Option<String>,
    mine: Option<String>,
    cursor: Option<String>,
    limit: Option<String>,
}

impl ListQuery {
    pub(crate) fn parse(self) -> Result<(AskFilter, PageInput), WebError> {
        let limit = match self.limit.as_deref() {
            None | Some("") => None,
            Some(text) => Some(text.parse().map_err(|_| Error::invalid("limit", "choice"))?),
        };
        let filter = AskFilter { circle: self.circle, kind: self.kind, state: self.state, mine: self.mine };
        Ok((filter, PageInput { cursor: self.cursor, limit }))
    }
}

/// Open asks that reach me, newest first; or those of a circle, of a kind, in a state, or my own.
#[utoipa::path(get, path = "/asks", tag = "asks", params(AskFilter, PageInput), responses(
    (status = 200, body = Page<AskCard>),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn list(State(web): State<Web>, caller: Caller, Query(query): Query<ListQuery>) -> ApiResult {
    let (filter, page) = query.parse()?;
    caller.read(&web, move |cx| asks::list(cx, &filter, &page)).await
}

/// Ask for help.
#[utoipa::path(post, path = "/asks", tag = "asks", request_body = AskInput, responses(
    (status = 201, body = AskView),
    (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn create(State(web): State<Web>, caller: Caller, ApiJson(input): ApiJson<AskInput>) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::CREATED, &content, move |cx| asks::create(cx, &input)).await
}

/// An ask.
#[utoipa::path(get, path = "/asks/{id}", tag = "asks", params(("id" = Uuid, Path)), responses(
    (status = 200, body = AskView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn show(State(web): State<Web>, caller: Caller, Path(id): Path<AskId>) -> ApiResult {
    caller.read(&web, move |cx| asks::show(cx, id)).await
}

/// Change an ask of mine. Those who pledged are told.
#[utoipa::path(patch, path = "/asks/{id}", tag = "asks", params(("id" = Uuid, Path)), request_body = AskEdit, responses(
    (status = 200, body = AskView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn edit(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<AskId>,
    ApiJson(input): ApiJson<AskEdit>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::OK, &content, move |cx| asks::edit(cx, id, &input)).await
}

/// Open an ask of mine to the next wider circle.
#[utoipa::path(post, path = "/asks/{id}/widen", tag = "asks", params(("id" = Uuid, Path)), responses(
    (status = 200, body = AskView),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn widen(State(web): State<Web>, caller: Caller, Path(id): Path<AskId>) -> ApiResult {
    caller.write(&web, StatusCode::OK, &(), move |cx| asks::widen(cx, id)).await
}

/// Take an ask of mine back. Those who pledged are told kindly.
#[utoipa::path(post, path = "/asks/{id}/withdraw", tag = "asks", params(("id" = Uuid, Path)), responses(
    (status = 200, body = AskView),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn withdraw(State(web): State<Web>, caller: Caller, Path(id): Path<AskId>) -> ApiResult {
    caller.write(&web, StatusCode::OK, &(), move |cx| asks::withdraw(cx, id)).await
}

/// Say that what I asked for is met.
#[utoipa::path(post, path = "/asks/{id}/met", tag = "asks", params(("id" = Uuid, Path)), responses(
    (status = 200, body = AskView),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn met(State(web): State<Web>, caller: Caller, Path(id): Path<AskId>) -> ApiResult {
    caller.write(&web, StatusCode::OK, &(), move |cx| asks::met(cx, id)).await
}

/// Open an ask of mine again that ran out or seemed met.
#[utoipa::path(post, path = "/asks/{id}/reopen", tag = "asks", params(("id" = Uuid, Path)), responses(
    (status = 200, body = AskView),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn reopen(State(web): State<Web>, caller: Caller, Path(id): Path<AskId>) -> ApiResult {
    caller.write(&web, StatusCode::OK, &(), move |cx| asks::reopen(cx, id)).await
}

/// Whether an ask is still needed.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
struct StillNeededInput {
    /// Yes keeps it open for as long as at first; no ends it.
    needed: bool,
}

/// Answer whether an ask of mine is still needed.
#[utoipa::path(post, path = "/asks/{id}/still-needed", tag = "asks", params(("id" = Uuid, Path)),
    request_body = StillNeededInput, responses(
    (status = 200, body = AskView),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn still_needed(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<AskId>,
    ApiJson(input): ApiJson<StillNeededInput>,
) -> ApiResult {
    let yes = input.needed;
    caller.write(&web, StatusCode::OK, &input, move |cx| asks::still_needed(cx, id, yes)).await
}

/// Make an ask my own that was written for me.
#[utoipa::path(post, path = "/asks/{id}/take-over", tag = "asks", params(("id" = Uuid, Path)), responses(
    (status = 200, body = AskView),
    (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn take_over(State(web): State<Web>, caller: Caller, Path(id): Path<AskId>) -> ApiResult {
    caller.write(&web, StatusCode::OK, &(), move |cx| asks::take_over(cx, id)).await
}

/// The thread of an ask that I am involved in, newest first.
#[utoipa::path(get, path = "/asks/{id}/messages", tag = "asks", params(("id" = Uuid, Path), PageInput), responses(
    (status = 200, body = Page<MessageView>),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn messages(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<AskId>,
    Query(query): Query<ListQuery>,
) -> ApiResult {
    let (_, page) = query.parse()?;
    caller.read(&web, move |cx| threads::list(cx, id, &page)).await
}

/// Say something to all who are involved in an ask.
#[utoipa::path(post, path = "/asks/{id}/messages", tag = "asks", params(("id" = Uuid, Path)), request_body = MessageInput,
    responses(
    (status = 201, body = MessageView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn say(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<AskId>,
    ApiJson(input): ApiJson<MessageInput>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::CREATED, &content, move |cx| threads::say(cx, id, &input)).await
}

/// Pledge for an ask.
#[utoipa::path(post, path = "/asks/{id}/pledges", tag = "asks", params(("id" = Uuid, Path)), request_body = PledgeInput,
    responses(
    (status = 201, body = PledgeView),
    (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn pledge(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<AskId>,
    ApiJson(input): ApiJson<PledgeInput>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::CREATED, &content, move |cx| pledges::pledge(cx, id, &input)).await
}
