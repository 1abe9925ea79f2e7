//! `/api/v1/blocks`: whom I want nothing to do with.

use axum::{extract::State, http::StatusCode};
use mutua_domain::id::PersonId;
use mutua_service::blocks::{self, BlockInput, BlockView};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiJson, ApiResult, Caller};
use crate::{error::ProblemDetails, path::Path, state::Web};

pub(super) fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(end))
}

/// Whom I blocked.
#[utoipa::path(get, path = "/blocks", tag = "blocks", responses((status = 200, body = Vec<BlockView>)))]
async fn list(State(web): State<Web>, caller: Caller) -> ApiResult {
    caller.read(&web, blocks::mine).await
}

/// Block someone. Nobody is told.
#[utoipa::path(post, path = "/blocks", tag = "blocks", request_body = BlockInput, responses(
    (status = 201, body = Vec<BlockView>, description = "Whom I blocked, this person among them"),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn create(State(web): State<Web>, caller: Caller, ApiJson(input): ApiJson<BlockInput>) -> ApiResult {
    let content = input.clone();
    caller
        .write(&web, StatusCode::CREATED, &content, move |cx| {
            let person = input.parse()?;
            blocks::block(cx, person)?;
            blocks::mine(cx)
        })
        .await
}

/// Take a block back; the id is the person's.
#[utoipa::path(delete, path = "/blocks/{id}", tag = "blocks", params(("id" = Uuid, Path)), responses((status = 204)))]
async fn end(State(web): State<Web>, caller: Caller, Path(id): Path<PersonId>) -> ApiResult {
    caller.write(&web, StatusCode::NO_CONTENT, &(), move |cx| blocks::unblock(cx, id)).await
}
