//! `/api/v1/check-ins`: the caller's own, what others share with them, and a circle's answer.

use axum::{
    extract::{Query, State},
    http::StatusCode,
};
use mutua_domain::id::{CheckInId, CircleId};
use mutua_service::{
    Page, PageInput,
    check_ins::{
        self, CheckInInput, CheckInView, SharedCheckIn,
        low::{self, Kindness},
        setting::{self, CheckInSettingInput, CheckInSettingView},
        week::{self, CircleWeek},
    },
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiJson, ApiResult, Caller};
use crate::{error::ProblemDetails, path::Path, state::Web};

pub(super) fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list, answer))
        .routes(routes!(shared))
        .routes(routes!(lines))
        .routes(routes!(settings, change_settings))
        .routes(routes!(show, change, delete))
        .routes(routes!(of_circle))
        .routes(routes!(weeks))
}

/// My check-ins, newest first.
#[utoipa::path(get, path = "/check-ins", tag = "check-ins", params(PageInput), responses(
    (status = 200, body = Page<CheckInView>),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn list(State(web): State<Web>, caller: Caller, Query(page): Query<PageInput>) -> ApiResult {
    caller.read(&web, move |cx| check_ins::mine(cx, &page)).await
}

/// Check in. A second time on the same day changes the first.
#[utoipa::path(post, path = "/check-ins", tag = "check-ins", request_body = CheckInInput, responses(
    (status = 201, body = CheckInView),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn answer(State(web): State<Web>, caller: Caller, ApiJson(input): ApiJson<CheckInInput>) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::CREATED, &content, move |cx| check_ins::answer(cx, &input)).await
}

/// What others chose to share with me, newest first.
#[utoipa::path(get, path = "/check-ins/shared", tag = "check-ins", params(PageInput), responses(
    (status = 200, body = Page<SharedCheckIn>),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn shared(State(web): State<Web>, caller: Caller, Query(page): Query<PageInput>) -> ApiResult {
    caller.read(&web, move |cx| check_ins::shared_with_me(cx, &page)).await
}

/// Lines to call in my country, and the people I named.
#[utoipa::path(get, path = "/check-ins/lines", tag = "check-ins", responses((status = 200, body = Kindness)))]
async fn lines(State(web): State<Web>, caller: Caller) -> ApiResult {
    caller.read(&web, low::lines).await
}

/// How I want to be asked.
#[utoipa::path(get, path = "/check-ins/settings", tag = "check-ins", responses((status = 200, body = CheckInSettingView)))]
async fn settings(State(web): State<Web>, caller: Caller) -> ApiResult {
    caller.read(&web, setting::show).await
}

/// Change how I want to be asked; what is left out stays.
#[utoipa::path(patch, path = "/check-ins/settings", tag = "check-ins", request_body = CheckInSettingInput, responses(
    (status = 200, body = CheckInSettingView),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn change_settings(
    State(web): State<Web>,
    caller: Caller,
    ApiJson(input): ApiJson<CheckInSettingInput>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::OK, &content, move |cx| setting::change(cx, &input)).await
}

/// One of my check-ins.
#[utoipa::path(get, path = "/check-ins/{id}", tag = "check-ins", params(("id" = Uuid, Path)), responses(
    (status = 200, body = CheckInView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn show(State(web): State<Web>, caller: Caller, Path(id): Path<CheckInId>) -> ApiResult {
    caller.read(&web, move |cx| check_ins::show(cx, id)).await
}

/// Change one of my check-ins; what is left out stays.
#[utoipa::path(patch, path = "/check-ins/{id}", tag = "check-ins", params(("id" = Uuid, Path)), request_body = CheckInInput, responses(
    (status = 200, body = CheckInView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn change(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<CheckInId>,
    ApiJson(input): ApiJson<CheckInInput>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::OK, &content, move |cx| check_ins::change(cx, id, &input)).await
}

/// Delete one of my check-ins for good.
#[utoipa::path(delete, path = "/check-ins/{id}", tag = "check-ins", params(("id" = Uuid, Path)), responses(
    (status = 204),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn delete(State(web): State<Web>, caller: Caller, Path(id): Path<CheckInId>) -> ApiResult {
    caller.write(&web, StatusCode::NO_CONTENT, &(), move |cx| check_ins::delete(cx, id)).await
}

/// What members of a circle share of how they are, these days.
#[utoipa::path(get, path = "/circles/{id}/check-ins", tag = "check-ins", params(("id" = Uuid, Path)), responses(
    (status = 200, body = Vec<SharedCheckIn>),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn of_circle(State(web): State<Web>, caller: Caller, Path(id): Path<CircleId>) -> ApiResult {
    caller.read(&web, move |cx| check_ins::of_circle(cx, id)).await
}

/// A circle's answer, week by week.
#[utoipa::path(get, path = "/circles/{id}/weeks", tag = "check-ins", params(("id" = Uuid, Path)), responses(
    (status = 200, body = Vec<CircleWeek>),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn weeks(State(web): State<Web>, caller: Caller, Path(id): Path<CircleId>) -> ApiResult {
    caller.read(&web, move |cx| week::of_circle(cx, id)).await
}
