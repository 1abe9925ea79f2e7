//! `/api/v1/circles`: circles, their faces, and their records.

use axum::{
    extract::{Query, State},
    http::StatusCode,
};
use mutua_domain::id::CircleId;
use mutua_service::{
    PageInput,
    circles::{self, CircleChange, CircleHome, CircleInput, CircleView, FaceView},
    memberships::{self, CircleRecord},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiJson, ApiResult, Caller};
use crate::{error::ProblemDetails, path::Path, state::Web};

pub(super) fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(show, change))
        .routes(routes!(face))
        .routes(routes!(records))
}

/// My circles, and those that I have applied to.
#[utoipa::path(get, path = "/circles", tag = "circles", responses((status = 200, body = Vec<CircleView>)))]
async fn list(State(web): State<Web>, caller: Caller) -> ApiResult {
    caller.read(&web, circles::mine).await
}

/// Start a circle.
#[utoipa::path(post, path = "/circles", tag = "circles", request_body = CircleInput, responses(
    (status = 201, body = CircleView),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn create(State(web): State<Web>, caller: Caller, ApiJson(input): ApiJson<CircleInput>) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::CREATED, &content, move |cx| circles::create(cx, &input)).await
}

/// A circle that I am in, with the circles near it and what I may do there.
#[utoipa::path(get, path = "/circles/{id}", tag = "circles", params(("id" = Uuid, Path)), responses(
    (status = 200, body = CircleHome),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn show(State(web): State<Web>, caller: Caller, Path(id): Path<CircleId>) -> ApiResult {
    caller.read(&web, move |cx| circles::home(cx, id)).await
}

/// Change a circle (stewards). What is left out stays; what is empty is taken away.
#[utoipa::path(patch, path = "/circles/{id}", tag = "circles", params(("id" = Uuid, Path)), request_body = CircleChange,
    responses(
        (status = 200, body = CircleView),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
    ))]
async fn change(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<CircleId>,
    ApiJson(input): ApiJson<CircleChange>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::OK, &content, move |cx| circles::change(cx, id, &input)).await
}

/// What others than its members may know of a circle, and what it asks of those who apply.
#[utoipa::path(get, path = "/circles/{id}/face", tag = "circles", params(("id" = Uuid, Path)), responses(
    (status = 200, body = FaceView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn face(State(web): State<Web>, caller: Caller, Path(id): Path<CircleId>) -> ApiResult {
    caller.read(&web, move |cx| circles::face(cx, id)).await
}

/// What stewards did in a circle, and why (stewards).
#[utoipa::path(get, path = "/circles/{id}/records", tag = "circles", params(("id" = Uuid, Path), PageInput), responses(
    (status = 200, body = CircleRecord),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn records(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<CircleId>,
    Query(page): Query<PageInput>,
) -> ApiResult {
    caller.read(&web, move |cx| memberships::of_circle(cx, id, &page)).await
}
