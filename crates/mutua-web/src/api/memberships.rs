//! `/api/v1/memberships`: being in a circle, and what is recorded about oneself.

use axum::{
    extract::{Query, State},
    http::StatusCode,
};
use mutua_domain::id::{CircleId, MembershipId};
use mutua_service::{
    Page, PageInput,
    memberships::{self, HandOverInput, MembershipChange, MembershipView, MyRecordView, RemovalInput},
};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiJson, ApiResult, Caller};
use crate::{error::ProblemDetails, path::Path, state::Web};

pub(super) fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(show, change, end))
        .routes(routes!(hand_over))
        .routes(routes!(my_records))
}

/// Whose memberships.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfCircle {
    /// The circle whose members are wanted; without one, my own memberships.
    #[param(value_type = Option<uuid::Uuid>)]
    circle: Option<CircleId>,
    /// Where the last page ended, as it said in `next`.
    cursor: Option<String>,
    /// How many entries, 1 to 100; 30 unless given.
    limit: Option<i64>,
}

/// The members of a circle, the newest first; or my own memberships and applications.
#[utoipa::path(get, path = "/memberships", tag = "memberships", params(OfCircle), responses(
    (status = 200, body = Page<MembershipView>),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn list(State(web): State<Web>, caller: Caller, Query(of): Query<OfCircle>) -> ApiResult {
    let page = PageInput { cursor: of.cursor, limit: of.limit };
    match of.circle {
        Some(circle) => caller.read(&web, move |cx| memberships::list(cx, circle, &page)).await,
        None => caller.read(&web, memberships::mine).await,
    }
}

/// A membership.
#[utoipa::path(get, path = "/memberships/{id}", tag = "memberships", params(("id" = Uuid, Path)), responses(
    (status = 200, body = MembershipView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn show(State(web): State<Web>, caller: Caller, Path(id): Path<MembershipId>) -> ApiResult {
    caller.read(&web, move |cx| memberships::show(cx, id)).await
}

/// Take a break (`state: paused`), come back (`state: active`), change a role (stewards), or let someone back who was
/// kept out (`kept_out: false`, stewards). One of these at a time.
#[utoipa::path(patch, path = "/memberships/{id}", tag = "memberships", params(("id" = Uuid, Path)),
    request_body = MembershipChange, responses(
        (status = 200, body = MembershipView),
        (status = 204, description = "Let back"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
    ))]
async fn change(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<MembershipId>,
    ApiJson(input): ApiJson<MembershipChange>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::OK, &content, move |cx| memberships::change(cx, id, &input)).await
}

/// Leave a circle, or remove someone from it (stewards, with a reason).
#[utoipa::path(delete, path = "/memberships/{id}", tag = "memberships", params(("id" = Uuid, Path)),
    request_body(content = RemovalInput, description = "For removing someone else; leave it out to leave."), responses(
        (status = 204),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
    ))]
async fn end(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<MembershipId>,
    ApiJson(input): ApiJson<RemovalInput>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::NO_CONTENT, &content, move |cx| memberships::end(cx, id, &input)).await
}

/// Hand a circle over to another steward, and stay as a member or leave (204).
#[utoipa::path(post, path = "/memberships/{id}/hand-over", tag = "memberships", params(("id" = Uuid, Path)),
    request_body = HandOverInput, responses(
        (status = 200, body = MembershipView),
        (status = 204, description = "Handed over and left"),
        (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
    ))]
async fn hand_over(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<MembershipId>,
    ApiJson(input): ApiJson<HandOverInput>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::OK, &content, move |cx| memberships::hand_over(cx, id, &input)).await
}

/// What stewards did that concerns me, and why.
#[utoipa::path(get, path = "/me/records", tag = "memberships", params(PageInput), responses(
    (status = 200, body = Page<MyRecordView>),
))]
async fn my_records(State(web): State<Web>, caller: Caller, Query(page): Query<PageInput>) -> ApiResult {
    caller.read(&web, move |cx| memberships::about_me(cx, &page)).await
}
