//! `/api/v1/thanks`.

use axum::{
    extract::{Query, State},
    http::StatusCode,
};
use mutua_domain::id::{CircleId, ThanksId};
use mutua_service::{
    Page, PageInput,
    thanks::{self, SharedThanks, ThanksAnswer, ThanksInput, ThanksView},
};
use serde::Deserialize;
use utoipa::{
    IntoParams, PartialSchema, ToSchema,
    openapi::{RefOr, Schema, schema::AnyOfBuilder},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiJson, ApiResult, Caller};
use crate::{error::ProblemDetails, path::Path, state::Web};

pub(super) fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(list, say)).routes(routes!(answer)).routes(routes!(end))
}

/// Which thanks to list.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ThanksQuery {
    /// Those that this circle reads; without it, those that I got.
    circle: Option<CircleId>,
    /// Where the last page ended.
    cursor: Option<String>,
    /// How many entries, 1 to 100; 30 unless given.
    limit: Option<i64>,
}

/// Thanks that I got, or that a circle reads. By hand, since a page without entries is both.
struct ThanksList;

impl PartialSchema for ThanksList {
    fn schema() -> RefOr<Schema> {
        let both =
            AnyOfBuilder::new().item(Page::<ThanksView>::schema()).item(Page::<SharedThanks>::schema());
        both.description(Some("Thanks that I got, or that a circle reads.")).into()
    }
}

impl ToSchema for ThanksList {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        Page::<ThanksView>::schemas(schemas);
        Page::<SharedThanks>::schemas(schemas);
    }
}

/// Thanks that I got; with `circle`, those that both sides want that circle to read. Newest first.
#[utoipa::path(get, path = "/thanks", tag = "thanks", params(ThanksQuery), responses(
    (status = 200, body = ThanksList),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn list(State(web): State<Web>, caller: Caller, Query(query): Query<ThanksQuery>) -> ApiResult {
    let page = PageInput { cursor: query.cursor, limit: query.limit };
    match query.circle {
        Some(circle) => caller.read(&web, move |cx| thanks::shared(cx, circle, &page)).await,
        None => caller.read(&web, move |cx| thanks::mine(cx, &page)).await,
    }
}

/// Thank for a help that I received, or give my thanks other words: there is one for each help.
#[utoipa::path(post, path = "/thanks", tag = "thanks", request_body = ThanksInput, responses(
    (status = 201, body = ThanksView),
    (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn say(State(web): State<Web>, caller: Caller, ApiJson(input): ApiJson<ThanksInput>) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::CREATED, &content, move |cx| thanks::say(cx, &input)).await
}

/// Say whether the circle may read thanks that I got; a no takes them out again.
#[utoipa::path(post, path = "/thanks/{id}/answer", tag = "thanks", params(("id" = Uuid, Path)), request_body = ThanksAnswer, responses(
    (status = 200, body = ThanksView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn answer(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<ThanksId>,
    ApiJson(input): ApiJson<ThanksAnswer>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::OK, &content, move |cx| thanks::answer(cx, id, &input)).await
}

/// Take my thanks back for good.
#[utoipa::path(delete, path = "/thanks/{id}", tag = "thanks", params(("id" = Uuid, Path)), responses(
    (status = 204),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn end(State(web): State<Web>, caller: Caller, Path(id): Path<ThanksId>) -> ApiResult {
    caller.write(&web, StatusCode::NO_CONTENT, &(), move |cx| thanks::end(cx, id).map(|_| ())).await
}
