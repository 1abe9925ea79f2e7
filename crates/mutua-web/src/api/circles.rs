//! `/api/v1/circles`.

use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use mutua_domain::id::CircleId;
use mutua_service::circles::{self, CircleInput, CircleView};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiJson, ApiResult, Caller};
use crate::{error::ProblemDetails, state::Web};

pub(super) fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(show))
}

/// My circles.
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

/// A circle that I am in.
#[utoipa::path(get, path = "/circles/{id}", tag = "circles", responses(
    (status = 200, body = CircleView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn show(State(web): State<Web>, caller: Caller, Path(id): Path<CircleId>) -> ApiResult {
    caller.read(&web, move |cx| circles::show(cx, id)).await
}
