//! `/api/v1/helps`, with the loans that lie under them, and how a pledge is finished.

use axum::{
    extract::{Query, State},
    http::StatusCode,
};
use mutua_domain::id::{HelpId, PledgeId};
use mutua_service::{
    Page,
    helps::{self, Finished, HelpQuery, HelpSummary, HelpView, RecordInput, TellInput},
    loans::{self, LoanAnswer, LoanInput},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiJson, ApiResult, Caller};
use crate::{error::ProblemDetails, path::Path, state::Web};

pub(super) fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list, record))
        .routes(routes!(show))
        .routes(routes!(tell))
        .routes(routes!(agree))
        .routes(routes!(finish))
        .routes(routes!(propose_loan))
        .routes(routes!(answer_loan))
        .routes(routes!(loan_returned))
        .routes(routes!(let_loan_go))
}

/// My helps, given and received, newest first.
#[utoipa::path(get, path = "/helps", tag = "helps", params(HelpQuery), responses(
    (status = 200, body = Page<HelpSummary>),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn list(State(web): State<Web>, caller: Caller, Query(query): Query<HelpQuery>) -> ApiResult {
    caller.read(&web, move |cx| helps::mine(cx, &query)).await
}

/// Write down a help that no ask came before.
#[utoipa::path(post, path = "/helps", tag = "helps", request_body = RecordInput, responses(
    (status = 201, body = HelpView),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn record(State(web): State<Web>, caller: Caller, ApiJson(input): ApiJson<RecordInput>) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::CREATED, &content, move |cx| helps::record(cx, &input)).await
}

/// A help that I gave or received, with both tellings.
#[utoipa::path(get, path = "/helps/{id}", tag = "helps", params(("id" = Uuid, Path)), responses(
    (status = 200, body = HelpView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn show(State(web): State<Web>, caller: Caller, Path(id): Path<HelpId>) -> ApiResult {
    caller.read(&web, move |cx| helps::show(cx, id)).await
}

/// Tell a help in my own words, or correct what I told within 14 days.
#[utoipa::path(post, path = "/helps/{id}/tell", tag = "helps", params(("id" = Uuid, Path)), request_body = TellInput, responses(
    (status = 200, body = HelpView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn tell(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<HelpId>,
    ApiJson(input): ApiJson<TellInput>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::OK, &content, move |cx| helps::tell(cx, id, &input)).await
}

/// Agree to what the other side told.
#[utoipa::path(post, path = "/helps/{id}/agree", tag = "helps", params(("id" = Uuid, Path)), responses(
    (status = 200, body = HelpView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn agree(State(web): State<Web>, caller: Caller, Path(id): Path<HelpId>) -> ApiResult {
    caller.write(&web, StatusCode::OK, &(), move |cx| helps::agree(cx, id)).await
}

/// Tell what came of an accepted pledge: done, partly, or it did not happen.
#[utoipa::path(post, path = "/pledges/{id}/finish", tag = "pledges", params(("id" = Uuid, Path)), request_body = TellInput, responses(
    (status = 200, body = Finished),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn finish(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<PledgeId>,
    ApiJson(input): ApiJson<TellInput>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::OK, &content, move |cx| helps::finish(cx, id, &input)).await
}

/// Call an economic help a loan. It is one only if the other side agrees.
#[utoipa::path(post, path = "/helps/{id}/loan", tag = "helps", params(("id" = Uuid, Path)), request_body = LoanInput, responses(
    (status = 201, body = HelpView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 422, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn propose_loan(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<HelpId>,
    ApiJson(input): ApiJson<LoanInput>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::CREATED, &content, move |cx| loans::propose(cx, id, &input)).await
}

/// Say yes to a loan, or that it stays a gift.
#[utoipa::path(post, path = "/helps/{id}/loan/answer", tag = "helps", params(("id" = Uuid, Path)), request_body = LoanAnswer, responses(
    (status = 200, body = HelpView),
    (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn answer_loan(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<HelpId>,
    ApiJson(input): ApiJson<LoanAnswer>,
) -> ApiResult {
    let content = input.clone();
    caller.write(&web, StatusCode::OK, &content, move |cx| loans::answer(cx, id, &input)).await
}

/// Say that a loan came back.
#[utoipa::path(post, path = "/helps/{id}/loan/returned", tag = "helps", params(("id" = Uuid, Path)), responses(
    (status = 200, body = HelpView),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn loan_returned(State(web): State<Web>, caller: Caller, Path(id): Path<HelpId>) -> ApiResult {
    caller.write(&web, StatusCode::OK, &(), move |cx| loans::returned(cx, id)).await
}

/// Let a loan go: from then on it is a gift.
#[utoipa::path(post, path = "/helps/{id}/loan/let-go", tag = "helps", params(("id" = Uuid, Path)), responses(
    (status = 200, body = HelpView),
    (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
    (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
))]
async fn let_loan_go(State(web): State<Web>, caller: Caller, Path(id): Path<HelpId>) -> ApiResult {
    caller.write(&web, StatusCode::OK, &(), move |cx| loans::let_go(cx, id)).await
}
