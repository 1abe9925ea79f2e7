//! `/api/v1/notices` and `/api/v1/notice-settings`.

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::StatusCode,
};
use mutua_service::{
    Error, Page,
    notices::{self, NoticeView, NoticesInput, ReadInput, SettingsInput, SettingsView},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiJson, ApiResult, Caller};
use crate::{error::ProblemDetails, state::Web};

pub(super) fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(read))
        .routes(routes!(settings, change_settings))
}

/// What I was told, newest first.
#[utoipa::path(get, path = "/notices", tag = "notices", params(NoticesInput), responses(
    (status = 200, body = Page<NoticeView>),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    query: Result<Query<NoticesInput>, QueryRejection>,
) -> ApiResult {
    let Query(input) = query.map_err(|_| Error::invalid("form", "form"))?;
    caller.read(&web, move |cx| notices::list(cx, &input)).await
}

/// Mark notices as read.
#[utoipa::path(post, path = "/notices/read", tag = "notices", request_body = ReadInput, responses(
    (status = 204),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn read(State(web): State<Web>, caller: Caller, ApiJson(input): ApiJson<ReadInput>) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::OK, &content, move |cx| notices::read(cx, &input)).await
}

/// When I get mail about what.
#[utoipa::path(get, path = "/notice-settings", tag = "notices", responses((status = 200, body = SettingsView)))]
async fn settings(State(web): State<Web>, caller: Caller) -> ApiResult {
    caller.read(&web, notices::settings).await
}

/// Change when I get mail about what.
#[utoipa::path(patch, path = "/notice-settings", tag = "notices", request_body = SettingsInput, responses(
    (status = 200, body = SettingsView),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn change_settings(
    State(web): State<Web>,
    caller: Caller,
    ApiJson(input): ApiJson<SettingsInput>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::OK, &content, move |cx| notices::change_settings(cx, &input)).await
}
