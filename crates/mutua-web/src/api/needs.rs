//! `/api/v1/needs`: the caller's own, which nobody else sees.

use axum::{
    extract::{Query, State},
    http::StatusCode,
};
use mutua_domain::id::NeedId;
use mutua_service::{
    Page,
    needs::{self, NeedInput, NeedQuery, NeedView},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiJson, ApiResult, Caller};
use crate::{error::ProblemDetails, path::Path, state::Web};

pub(super) fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(list, keep)).routes(routes!(show, change, delete))
}

/// My needs, newest first.
#[utoipa::path(get, path = "/needs", tag = "needs", params(NeedQuery), responses(
    (status = 200, body = Page<NeedView>),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn list(State(web): State<Web>, caller: Caller, Query(query): Query<NeedQuery>) -> ApiResult {
    caller.read(&web, move |cx| needs::mine(cx, &query)).await
}

/// Keep a need.
#[utoipa::path(post, path = "/needs", tag = "needs", request_body = NeedInput, responses(
    (status = 201, body = NeedView),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn keep(State(web): State<Web>, caller: Caller, ApiJson(input): ApiJson<NeedInput>) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::CREATED, &content, move |cx| needs::keep(cx, &input)).await
}

/// One of my needs.
#[utoipa::path(get, path = "/needs/{id}", tag = "needs", params(("id" = Uuid, Path)), responses(
    (status = 200, body = NeedView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn show(State(web): State<Web>, caller: Caller, Path(id): Path<NeedId>) -> ApiResult {
    caller.read(&web, move |cx| needs::show(cx, id)).await
}

/// Change words, kind or state of a need.
#[utoipa::path(patch, path = "/needs/{id}", tag = "needs", params(("id" = Uuid, Path)), request_body = NeedInput, responses(
    (status = 200, body = NeedView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn change(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<NeedId>,
    ApiJson(input): ApiJson<NeedInput>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::OK, &content, move |cx| needs::change(cx, id, &input)).await
}

/// Delete a need for good.
#[utoipa::path(delete, path = "/needs/{id}", tag = "needs", params(("id" = Uuid, Path)), responses(
    (status = 204),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn delete(State(web): State<Web>, caller: Caller, Path(id): Path<NeedId>) -> ApiResult {
    caller.write(&web, StatusCode::NO_CONTENT, &(), move |cx| needs::delete(cx, id)).await
}
