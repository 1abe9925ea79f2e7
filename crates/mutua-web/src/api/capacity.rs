//! `/api/v1/capacity` and `/api/v1/suggestions`: what the caller is ready to give, and what they could do.

use axum::{extract::State, http::StatusCode};
use mutua_domain::id::{AskId, CircleId};
use mutua_service::{
    capacity::{
        self, CapacityInput, CapacityView,
        circle::{self, CircleCapacity},
    },
    suggestions::{
        self, SuggestionView,
        round::{self, RoundView},
    },
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiJson, ApiResult, Caller};
use crate::{error::ProblemDetails, path::Path, state::Web};

/// How many suggestions are given.
const SUGGESTIONS: usize = 20;

pub(super) fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(show, change))
        .routes(routes!(of_circle))
        .routes(routes!(list))
        .routes(routes!(not_for_me))
        .routes(routes!(make))
}

/// What I am ready to give in a week, and how much of it is used. Nobody else sees it.
#[utoipa::path(get, path = "/capacity", tag = "capacity", responses((status = 200, body = CapacityView)))]
async fn show(State(web): State<Web>, caller: Caller) -> ApiResult {
    caller.read(&web, capacity::show).await
}

/// Say what I am ready to give, when I have time, or that I take a break from everything. What is left out stays.
#[utoipa::path(patch, path = "/capacity", tag = "capacity", request_body = CapacityInput, responses(
    (status = 200, body = CapacityView),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn change(State(web): State<Web>, caller: Caller, ApiJson(input): ApiJson<CapacityInput>) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::OK, &content, move |cx| capacity::change(cx, &input)).await
}

/// How much help a circle has room for: weekly, rounded, over at least five.
#[utoipa::path(get, path = "/circles/{id}/capacity", tag = "capacity", params(("id" = Uuid, Path)), responses(
    (status = 200, body = CircleCapacity),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn of_circle(State(web): State<Web>, caller: Caller, Path(id): Path<CircleId>) -> ApiResult {
    caller.read(&web, move |cx| circle::of_circle(cx, id)).await
}

/// What I could do, best first, with reasons.
#[utoipa::path(get, path = "/suggestions", tag = "capacity", responses((status = 200, body = Vec<SuggestionView>)))]
async fn list(State(web): State<Web>, caller: Caller) -> ApiResult {
    caller.read(&web, |cx| suggestions::mine(cx, SUGGESTIONS)).await
}

/// "Not for me": this ask is no longer suggested to me. Nobody is told.
#[utoipa::path(delete, path = "/suggestions/{id}", tag = "capacity", params(("id" = Uuid, Path, description = "The ask")), responses(
    (status = 204),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn not_for_me(State(web): State<Web>, caller: Caller, Path(id): Path<AskId>) -> ApiResult {
    caller.write(&web, StatusCode::NO_CONTENT, &(), move |cx| suggestions::decline(cx, id)).await
}

/// Suggest each open ask of my circle to one who could do it; for its stewards, where the circle wants it. To whom one went
/// is told to them alone.
#[utoipa::path(post, path = "/circles/{id}/matching", tag = "capacity", params(("id" = Uuid, Path)), responses(
    (status = 200, body = RoundView),
    (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn make(State(web): State<Web>, caller: Caller, Path(id): Path<CircleId>) -> ApiResult {
    caller.write(&web, StatusCode::OK, &(), move |cx| round::make(cx, id)).await
}
