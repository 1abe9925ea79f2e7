//! `/api/v1/offers`.

use axum::{
    extract::{Query, State},
    http::StatusCode,
};
use mutua_domain::id::OfferId;
use mutua_service::{
    Page,
    offers::{self, OfferInput, OfferQuery, OfferView},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiJson, ApiResult, Caller};
use crate::{error::ProblemDetails, path::Path, state::Web};

pub(super) fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(show, change, delete))
}

/// Offers that reach me, newest first.
#[utoipa::path(get, path = "/offers", tag = "offers", params(OfferQuery), responses(
    (status = 200, body = Page<OfferView>),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn list(State(web): State<Web>, caller: Caller, Query(query): Query<OfferQuery>) -> ApiResult {
    caller.read(&web, move |cx| offers::list(cx, &query)).await
}

/// Offer something.
#[utoipa::path(post, path = "/offers", tag = "offers", request_body = OfferInput, responses(
    (status = 201, body = OfferView),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn create(State(web): State<Web>, caller: Caller, ApiJson(input): ApiJson<OfferInput>) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::CREATED, &content, move |cx| offers::create(cx, &input)).await
}

/// An offer.
#[utoipa::path(get, path = "/offers/{id}", tag = "offers", params(("id" = Uuid, Path)), responses(
    (status = 200, body = OfferView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn show(State(web): State<Web>, caller: Caller, Path(id): Path<OfferId>) -> ApiResult {
    caller.read(&web, move |cx| offers::show(cx, id)).await
}

/// Change one of my offers, or its state.
#[utoipa::path(patch, path = "/offers/{id}", tag = "offers", params(("id" = Uuid, Path)), request_body = OfferInput, responses(
    (status = 200, body = OfferView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn change(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<OfferId>,
    ApiJson(input): ApiJson<OfferInput>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::OK, &content, move |cx| offers::change(cx, id, &input)).await
}

/// Delete one of my offers for good.
#[utoipa::path(delete, path = "/offers/{id}", tag = "offers", params(("id" = Uuid, Path)), responses(
    (status = 204),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn delete(State(web): State<Web>, caller: Caller, Path(id): Path<OfferId>) -> ApiResult {
    caller.write(&web, StatusCode::NO_CONTENT, &(), move |cx| offers::delete(cx, id)).await
}
