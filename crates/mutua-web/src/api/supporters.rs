//! `/api/v1/supporters`: the caller's own support team, and contacts that a circle reads.

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
};
use mutua_domain::id::{CircleId, SupporterId};
use mutua_service::supporters::{
    self, SupporterInput, SupporterView, Team,
    cards::{self, Added, CardsInput, CardsRead, SeveralInput},
    shared::{self, SharedContact},
    touch,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiJson, ApiResult, Caller};
use crate::{error::ProblemDetails, path::Path, state::Web};

pub(super) fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(team, add))
        .routes(routes!(all_cards, read_cards))
        .routes(routes!(add_several))
        .routes(routes!(show, change, remove))
        .routes(routes!(card))
        .routes(routes!(in_touch))
        .routes(routes!(rest))
        .routes(routes!(of_circle))
}

/// My support team, what flows by kind, and the kinds that nobody on it gives.
#[utoipa::path(get, path = "/supporters", tag = "supporters", responses((status = 200, body = Team)))]
async fn team(State(web): State<Web>, caller: Caller) -> ApiResult {
    caller.read(&web, supporters::team).await
}

/// Take someone onto my team. Whoever it is isn't told.
#[utoipa::path(post, path = "/supporters", tag = "supporters", request_body = SupporterInput, responses(
    (status = 201, body = SupporterView),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn add(State(web): State<Web>, caller: Caller, ApiJson(input): ApiJson<SupporterInput>) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::CREATED, &content, move |cx| supporters::add(cx, &input)).await
}

/// My whole team as vCards: names, ways to reach, notes.
#[utoipa::path(get, path = "/supporters/cards", tag = "supporters", responses(
    (status = 200, body = String, content_type = "text/vcard"),
))]
async fn all_cards(State(web): State<Web>, caller: Caller) -> ApiResult {
    let text = web
        .app
        .read(caller.credential(), |cx| {
            cx.me()?;
            cards::of_team(cx)
        })
        .await?;
    Ok(([(header::CONTENT_TYPE, "text/vcard; charset=utf-8")], text).into_response())
}

/// Read a file of vCards, for a look. Nothing is kept.
#[utoipa::path(post, path = "/supporters/cards", tag = "supporters", request_body = CardsInput, responses(
    (status = 200, body = CardsRead),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn read_cards(
    State(web): State<Web>,
    caller: Caller,
    ApiJson(input): ApiJson<CardsInput>,
) -> ApiResult {
    caller.read(&web, move |cx| cards::read(cx, input.cards.as_bytes())).await
}

/// Take several onto my team, all or none.
#[utoipa::path(post, path = "/supporters/several", tag = "supporters", request_body = SeveralInput, responses(
    (status = 201, body = Added),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn add_several(
    State(web): State<Web>,
    caller: Caller,
    ApiJson(input): ApiJson<SeveralInput>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::CREATED, &content, move |cx| cards::keep(cx, &input)).await
}

/// One of my team.
#[utoipa::path(get, path = "/supporters/{id}", tag = "supporters", params(("id" = Uuid, Path)), responses(
    (status = 200, body = SupporterView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn show(State(web): State<Web>, caller: Caller, Path(id): Path<SupporterId>) -> ApiResult {
    caller.read(&web, move |cx| supporters::show(cx, id)).await
}

/// Change what I keep of someone; what is left out stays.
#[utoipa::path(patch, path = "/supporters/{id}", tag = "supporters", params(("id" = Uuid, Path)), request_body = SupporterInput, responses(
    (status = 200, body = SupporterView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn change(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<SupporterId>,
    ApiJson(input): ApiJson<SupporterInput>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::OK, &content, move |cx| supporters::change(cx, id, &input)).await
}

/// Take someone off my team for good. Whoever it is isn't told.
#[utoipa::path(delete, path = "/supporters/{id}", tag = "supporters", params(("id" = Uuid, Path)), responses(
    (status = 204),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn remove(State(web): State<Web>, caller: Caller, Path(id): Path<SupporterId>) -> ApiResult {
    caller.write(&web, StatusCode::NO_CONTENT, &(), move |cx| supporters::remove(cx, id)).await
}

/// One of my team as a vCard: name, ways to reach, note.
#[utoipa::path(get, path = "/supporters/{id}/card", tag = "supporters", params(("id" = Uuid, Path)), responses(
    (status = 200, body = String, content_type = "text/vcard"),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn card(State(web): State<Web>, caller: Caller, Path(id): Path<SupporterId>) -> ApiResult {
    let text = web
        .app
        .read(caller.credential(), move |cx| {
            cx.me()?;
            cards::of_one(cx, id)
        })
        .await?;
    Ok(([(header::CONTENT_TYPE, "text/vcard; charset=utf-8")], text).into_response())
}

/// We were in touch.
#[utoipa::path(post, path = "/supporters/{id}/in-touch", tag = "supporters", params(("id" = Uuid, Path)), responses(
    (status = 200, body = SupporterView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn in_touch(State(web): State<Web>, caller: Caller, Path(id): Path<SupporterId>) -> ApiResult {
    caller.write(&web, StatusCode::OK, &(), move |cx| touch::note(cx, id)).await
}

/// Let it rest for as long as the rhythm is.
#[utoipa::path(post, path = "/supporters/{id}/rest", tag = "supporters", params(("id" = Uuid, Path)), responses(
    (status = 200, body = SupporterView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn rest(State(web): State<Web>, caller: Caller, Path(id): Path<SupporterId>) -> ApiResult {
    caller.write(&web, StatusCode::OK, &(), move |cx| touch::rest(cx, id)).await
}

/// Contacts that members share with a circle: names and ways to reach.
#[utoipa::path(get, path = "/circles/{id}/contacts", tag = "supporters", params(("id" = Uuid, Path)), responses(
    (status = 200, body = Vec<SharedContact>),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn of_circle(State(web): State<Web>, caller: Caller, Path(id): Path<CircleId>) -> ApiResult {
    caller.read(&web, move |cx| shared::of_circle(cx, id)).await
}
