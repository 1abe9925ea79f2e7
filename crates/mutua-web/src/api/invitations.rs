//! `/api/v1/invitations`.

use axum::{
    Json,
    extract::{Query, State},
    http::StatusCode,
    response::IntoResponse,
};
use mutua_domain::id::{CircleId, InvitationId};
use mutua_service::{
    Error, Page, PageInput,
    invitations::{self, InvitationFace, InvitationInput, InvitationView, JoinedView},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
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
        .routes(routes!(look))
        .routes(routes!(accept))
        .routes(routes!(show, revoke))
}

/// Whose invitations.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct OfCircle {
    /// The circle, which I look after.
    #[param(value_type = uuid::Uuid, required = true)]
    circle: String,
    /// Where the last page ended, as it said in `next`.
    #[param(required = false)]
    cursor: Option<String>,
    /// How many entries, 1 to 100; 30 unless given.
    #[param(required = false)]
    limit: Option<i64>,
}

/// The invitations of a circle that I look after, newest first.
#[utoipa::path(get, path = "/invitations", tag = "invitations", params(OfCircle), responses(
    (status = 200, body = Page<InvitationView>),
    (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn list(State(web): State<Web>, caller: Caller, Query(of): Query<OfCircle>) -> ApiResult {
    let circle: Option<CircleId> = of.circle.parse().ok();
    let page = PageInput { cursor: of.cursor, limit: of.limit };
    caller
        .read(&web, move |cx| {
            let circle = circle.ok_or_else(|| Error::invalid("circle", "choice"))?;
            invitations::list(cx, circle, &page).map(|(_, page)| page)
        })
        .await
}

/// Make an invitation to a circle that I look after.
#[utoipa::path(post, path = "/invitations", tag = "invitations", request_body = InvitationInput, responses(
    (status = 201, body = InvitationView),
    (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn create(
    State(web): State<Web>,
    caller: Caller,
    ApiJson(input): ApiJson<InvitationInput>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::CREATED, &content, move |cx| invitations::create(cx, &input)).await
}

/// One invitation of a circle that I look after.
#[utoipa::path(get, path = "/invitations/{id}", tag = "invitations", params(("id" = Uuid, Path)), responses(
    (status = 200, body = InvitationView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn show(State(web): State<Web>, caller: Caller, Path(id): Path<InvitationId>) -> ApiResult {
    caller.read(&web, move |cx| invitations::show(cx, id)).await
}

/// Take an invitation back. Who joined by it stays.
#[utoipa::path(delete, path = "/invitations/{id}", tag = "invitations", params(("id" = Uuid, Path)), responses(
    (status = 204),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn revoke(State(web): State<Web>, caller: Caller, Path(id): Path<InvitationId>) -> ApiResult {
    caller.write(&web, StatusCode::NO_CONTENT, &(), move |cx| invitations::revoke(cx, id)).await
}

/// An invitation's link, by what stands after `/join/` in it.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct TokenOfLink {
    /// What the link carries.
    #[param(required = true)]
    #[schema(required = true)]
    token: String,
}

/// What an invitation is to. Whoever has its link may read it; no token of one's own is needed.
#[utoipa::path(get, path = "/invitations/look", tag = "invitations", params(TokenOfLink), security(()), responses(
    (status = 200, body = InvitationFace),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn look(State(web): State<Web>, caller: Caller, Query(of): Query<TokenOfLink>) -> ApiResult {
    let face = web
        .app
        .read(caller.credential(), move |cx| invitations::look(cx, &of.token))
        .await
        .map_err(WebError)?;
    Ok(Json(face).into_response())
}

/// Join the circle of an invitation.
#[utoipa::path(post, path = "/invitations/accept", tag = "invitations", request_body = TokenOfLink, responses(
    (status = 200, body = JoinedView),
    (status = 403, description = "Its stewards keep me out.", body = ProblemDetails,
        content_type = "application/problem+json"),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, description = "It has ended, is used up or was taken back.", body = ProblemDetails,
        content_type = "application/problem+json"),
))]
async fn accept(State(web): State<Web>, caller: Caller, ApiJson(of): ApiJson<TokenOfLink>) -> ApiResult {
    let content = of.clone();
    caller.write(&web, StatusCode::OK, &content, move |cx| invitations::accept(cx, &of.token)).await
}
