//! `/api/v1/mirror`: what the analysis says to the caller about their own reliance.

use axum::{extract::State, http::StatusCode};
use mutua_domain::id::{CircleId, PersonId};
use mutua_service::mirror::{
    self, AgreementInput, MirrorInput, MirrorView,
    circle::{self, CircleMirror, CircleSigns},
    links::{self, DayLinksView},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiJson, ApiResult, Caller};
use crate::{error::ProblemDetails, path::Path, state::Web};

pub(super) fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(show, turn))
        .routes(routes!(agree))
        .routes(routes!(day_links))
        .routes(routes!(agree_on_days))
        .routes(routes!(of_circle))
        .routes(routes!(signs))
}

/// My mirror. Nobody else ever sees it.
#[utoipa::path(get, path = "/mirror", tag = "mirror", responses((status = 200, body = MirrorView)))]
async fn show(State(web): State<Web>, caller: Caller) -> ApiResult {
    caller.read(&web, mirror::show).await
}

/// Turn my mirror on or off. Off, what it held is forgotten at once.
#[utoipa::path(patch, path = "/mirror", tag = "mirror", request_body = MirrorInput, responses((status = 200, body = MirrorView)))]
async fn turn(State(web): State<Web>, caller: Caller, ApiJson(input): ApiJson<MirrorInput>) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::OK, &content, move |cx| mirror::turn(cx, &input)).await
}

/// Say that the care between me and another is agreed on, or isn't. It counts once both say so.
#[utoipa::path(patch, path = "/mirror/ties/{id}", tag = "mirror", params(("id" = Uuid, Path)), request_body = AgreementInput, responses(
    (status = 200, body = MirrorView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn agree(
    State(web): State<Web>,
    caller: Caller,
    Path(person): Path<PersonId>,
    ApiJson(input): ApiJson<AgreementInput>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::OK, &content, move |cx| mirror::agree(cx, person, &input)).await
}

/// Linked days: with whom I let my days be compared, or could, and what was found.
#[utoipa::path(get, path = "/mirror/links", tag = "mirror", responses((status = 200, body = DayLinksView)))]
async fn day_links(State(web): State<Web>, caller: Caller) -> ApiResult {
    caller.read(&web, links::show).await
}

/// Let my days be compared with another's, or end it. It begins once both say so; ended, nothing of it is left.
#[utoipa::path(patch, path = "/mirror/links/{id}", tag = "mirror", params(("id" = Uuid, Path)), request_body = AgreementInput, responses(
    (status = 200, body = DayLinksView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn agree_on_days(
    State(web): State<Web>,
    caller: Caller,
    Path(person): Path<PersonId>,
    ApiJson(input): ApiJson<AgreementInput>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::OK, &content, move |cx| links::agree(cx, person, &input)).await
}

/// What the analysis says of a circle: weekly, rounded, over at least five.
#[utoipa::path(get, path = "/circles/{id}/mirror", tag = "mirror", params(("id" = Uuid, Path)), responses(
    (status = 200, body = CircleMirror),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn of_circle(State(web): State<Web>, caller: Caller, Path(id): Path<CircleId>) -> ApiResult {
    caller.read(&web, move |cx| circle::of_circle(cx, id)).await
}

/// Early signs of a circle's life, for its stewards.
#[utoipa::path(get, path = "/circles/{id}/signs", tag = "mirror", params(("id" = Uuid, Path)), responses(
    (status = 200, body = CircleSigns),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn signs(State(web): State<Web>, caller: Caller, Path(id): Path<CircleId>) -> ApiResult {
    caller.read(&web, move |cx| circle::signs(cx, id)).await
}
