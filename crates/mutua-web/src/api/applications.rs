//! `/api/v1/applications`: asking to be let into a circle, and the answer. An application is a membership that hasn't
//! begun, and has its id.

use axum::{extract::State, http::StatusCode};
use mutua_domain::id::{CircleId, MembershipId};
use mutua_service::{
    applications::{self, AnswerInput, ApplicationInput, Applications},
    circles::FaceView,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiJson, ApiResult, Caller};
use crate::{error::ProblemDetails, path::Path, state::Web};

pub(super) fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(apply))
        .routes(routes!(list))
        .routes(routes!(answer))
        .routes(routes!(withdraw))
}

/// Ask to be let into a circle. `my_membership` in the answer is the application's id.
#[utoipa::path(post, path = "/circles/{id}/apply", tag = "applications", params(("id" = Uuid, Path)),
    request_body = ApplicationInput, responses(
        (status = 201, body = FaceView),
        (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
    ))]
async fn apply(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<CircleId>,
    ApiJson(input): ApiJson<ApplicationInput>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::CREATED, &content, move |cx| applications::apply(cx, id, &input)).await
}

/// Who waits for an answer (stewards), the longest first.
#[utoipa::path(get, path = "/circles/{id}/applications", tag = "applications", params(("id" = Uuid, Path)), responses(
    (status = 200, body = Applications),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn list(State(web): State<Web>, caller: Caller, Path(id): Path<CircleId>) -> ApiResult {
    caller.read(&web, move |cx| applications::list(cx, id)).await
}

/// Say yes or no to an application (stewards).
#[utoipa::path(post, path = "/applications/{id}/answer", tag = "applications", params(("id" = Uuid, Path)),
    request_body = AnswerInput, responses(
        (status = 204),
        (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
    ))]
async fn answer(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<MembershipId>,
    ApiJson(input): ApiJson<AnswerInput>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::OK, &content, move |cx| applications::answer(cx, id, &input)).await
}

/// Take my application back.
#[utoipa::path(delete, path = "/applications/{id}", tag = "applications", params(("id" = Uuid, Path)), responses(
    (status = 204),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn withdraw(State(web): State<Web>, caller: Caller, Path(id): Path<MembershipId>) -> ApiResult {
    caller.write(&web, StatusCode::NO_CONTENT, &(), move |cx| applications::withdraw(cx, id)).await
}
