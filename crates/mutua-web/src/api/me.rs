//! `/api/v1/me`, `/sessions`, `/tokens`, `/people`.

use axum::{extract::State, http::StatusCode, response::IntoResponse};
use mutua_domain::id::{PersonId, SessionId, TokenId};
use mutua_service::{
    people::{
        self, MeView, PersonView, ProfileInput, export,
        farewell::{self, FarewellInput, FarewellView},
    },
    sign_in::{self, SessionView},
    tokens::{self, NewTokenView, TokenInput, TokenView},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiJson, ApiResult, Caller};
use crate::{error::ProblemDetails, path::Path, state::Web};

pub(super) fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(show, change, delete))
        .routes(routes!(everything))
        .routes(routes!(look_farewell))
        .routes(routes!(list_sessions))
        .routes(routes!(end_session))
        .routes(routes!(list_tokens, create_token))
        .routes(routes!(revoke_token))
        .routes(routes!(person))
}

/// My account.
#[utoipa::path(get, path = "/me", tag = "me", responses((status = 200, body = MeView)))]
async fn show(State(web): State<Web>, caller: Caller) -> ApiResult {
    caller.read(&web, people::me).await
}

/// Change my profile. What is left out stays as it is.
#[utoipa::path(patch, path = "/me", tag = "me", request_body = ProfileInput, responses(
    (status = 200, body = MeView),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn change(State(web): State<Web>, caller: Caller, ApiJson(input): ApiJson<ProfileInput>) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::OK, &content, move |cx| people::change(cx, &input)).await
}

/// Delete my account, for good. Needs my password, or, where I have none, the word `delete`.
#[utoipa::path(delete, path = "/me", tag = "me", request_body = FarewellInput, responses(
    (status = 204),
    (status = 409, description = "A circle with other members has no other steward.", body = ProblemDetails,
        content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn delete(State(web): State<Web>, caller: Caller, ApiJson(input): ApiJson<FarewellInput>) -> ApiResult {
    farewell::delete(&web.app, &web.throttle, caller.credential(), input).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Everything that is kept about me, in one document.
#[utoipa::path(get, path = "/me/export", tag = "me", responses((status = 200, body = serde_json::Value)))]
async fn everything(State(web): State<Web>, caller: Caller) -> ApiResult {
    caller.read(&web, export::everything).await
}

/// What deleting my account would do, and what stands in the way.
#[utoipa::path(get, path = "/me/farewell", tag = "me", responses((status = 200, body = FarewellView)))]
async fn look_farewell(State(web): State<Web>, caller: Caller) -> ApiResult {
    caller.read(&web, farewell::look).await
}

/// Where I am signed in.
#[utoipa::path(get, path = "/sessions", tag = "sessions", responses((status = 200, body = Vec<SessionView>)))]
async fn list_sessions(State(web): State<Web>, caller: Caller) -> ApiResult {
    caller.read(&web, sign_in::sessions).await
}

/// Sign a browser out.
#[utoipa::path(delete, path = "/sessions/{id}", tag = "sessions", params(("id" = Uuid, Path)), responses(
    (status = 204),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn end_session(State(web): State<Web>, caller: Caller, Path(id): Path<SessionId>) -> ApiResult {
    caller.write(&web, StatusCode::NO_CONTENT, &(), move |cx| sign_in::end_session(cx, id)).await
}

/// My tokens, without their secrets.
#[utoipa::path(get, path = "/tokens", tag = "tokens", responses((status = 200, body = Vec<TokenView>)))]
async fn list_tokens(State(web): State<Web>, caller: Caller) -> ApiResult {
    caller.read(&web, tokens::mine).await
}

/// Make a token. Its secret is in this answer alone.
#[utoipa::path(post, path = "/tokens", tag = "tokens", request_body = TokenInput, responses(
    (status = 201, body = NewTokenView),
    (status = 403, description = "Guests have none.", body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn create_token(
    State(web): State<Web>,
    caller: Caller,
    ApiJson(input): ApiJson<TokenInput>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::CREATED, &content, move |cx| tokens::create(cx, &input)).await
}

/// Revoke a token.
#[utoipa::path(delete, path = "/tokens/{id}", tag = "tokens", params(("id" = Uuid, Path)), responses(
    (status = 204),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn revoke_token(State(web): State<Web>, caller: Caller, Path(id): Path<TokenId>) -> ApiResult {
    caller.write(&web, StatusCode::NO_CONTENT, &(), move |cx| tokens::revoke(cx, id)).await
}

/// A person with whom I share a circle, a pledge or a help.
#[utoipa::path(get, path = "/people/{id}", tag = "people", params(("id" = Uuid, Path)), responses(
    (status = 200, body = PersonView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn person(State(web): State<Web>, caller: Caller, Path(id): Path<PersonId>) -> ApiResult {
    caller.read(&web, move |cx| people::profile(cx, id)).await
}
