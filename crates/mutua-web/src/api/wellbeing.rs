//! `/api/v1/circles/{id}/wellbeing`: a circle's four questions of the month; `/api/v1/wellbeing`: the caller's answers.

use axum::{
    extract::{Query, State},
    http::StatusCode,
};
use mutua_domain::id::{CircleId, WellbeingAnswerId};
use mutua_service::{
    Page, PageInput,
    wellbeing::{self, WellbeingAnswerView, WellbeingInput, WellbeingRoundInput, WellbeingView},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiJson, ApiResult, Caller};
use crate::{error::ProblemDetails, path::Path, state::Web};

pub(super) fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(of_circle, answer, switch))
        .routes(routes!(mine))
        .routes(routes!(show, delete))
}

/// A circle's four questions of the month, what I answered, and what the circle is shown of the months that are over.
#[utoipa::path(get, path = "/circles/{id}/wellbeing", tag = "wellbeing", params(("id" = Uuid, Path)), responses(
    (status = 200, body = WellbeingView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn of_circle(State(web): State<Web>, caller: Caller, Path(id): Path<CircleId>) -> ApiResult {
    caller.read(&web, move |cx| wellbeing::of_circle(cx, id)).await
}

/// Answer a circle's four questions. A second time in the month changes the first; what is left out stays.
#[utoipa::path(post, path = "/circles/{id}/wellbeing", tag = "wellbeing", params(("id" = Uuid, Path)), request_body = WellbeingInput, responses(
    (status = 201, body = WellbeingAnswerView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn answer(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<CircleId>,
    ApiJson(input): ApiJson<WellbeingInput>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::CREATED, &content, move |cx| wellbeing::answer(cx, id, &input)).await
}

/// Switch a circle's four questions on or off, as its steward.
#[utoipa::path(patch, path = "/circles/{id}/wellbeing", tag = "wellbeing", params(("id" = Uuid, Path)), request_body = WellbeingRoundInput, responses(
    (status = 200, body = WellbeingView),
    (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn switch(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<CircleId>,
    ApiJson(input): ApiJson<WellbeingRoundInput>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::OK, &content, move |cx| wellbeing::switch(cx, id, &input)).await
}

/// What I answered to the four questions of circles, newest first. Nobody else ever sees it.
#[utoipa::path(get, path = "/wellbeing", tag = "wellbeing", params(PageInput), responses(
    (status = 200, body = Page<WellbeingAnswerView>),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn mine(State(web): State<Web>, caller: Caller, Query(page): Query<PageInput>) -> ApiResult {
    caller.read(&web, move |cx| wellbeing::mine(cx, &page)).await
}

/// One of my answers.
#[utoipa::path(get, path = "/wellbeing/{id}", tag = "wellbeing", params(("id" = Uuid, Path)), responses(
    (status = 200, body = WellbeingAnswerView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn show(State(web): State<Web>, caller: Caller, Path(id): Path<WellbeingAnswerId>) -> ApiResult {
    caller.read(&web, move |cx| wellbeing::show(cx, id)).await
}

/// Delete one of my answers for good. What a circle was shown of a month that is over stays.
#[utoipa::path(delete, path = "/wellbeing/{id}", tag = "wellbeing", params(("id" = Uuid, Path)), responses(
    (status = 204),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn delete(State(web): State<Web>, caller: Caller, Path(id): Path<WellbeingAnswerId>) -> ApiResult {
    caller.write(&web, StatusCode::NO_CONTENT, &(), move |cx| wellbeing::delete(cx, id)).await
}
