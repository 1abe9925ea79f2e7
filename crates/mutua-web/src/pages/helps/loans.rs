//! Calling a help a loan, and what becomes of it.

use askama::Template;
use axum::{
    Router,
    extract::State,
    routing::{get, post},
};
use mutua_domain::{id::HelpId, life::LoanState};
use mutua_service::{
    Error,
    helps::{self, HelpView},
    loans::{self, LoanAnswer, LoanInput},
};

use super::other;
use crate::{
    form::Form,
    frame::Frame,
    pages::{PageResult, go, render, render_problems},
    path::Path,
    state::Web,
    visitor::Visitor,
};

pub(super) fn router() -> Router<Web> {
    Router::new()
        .route("/helps/{id}/loan", get(to_propose).post(propose))
        .route("/helps/{id}/loan/answer", post(answer))
        .route("/helps/{id}/loan/returned", post(returned))
        .route("/helps/{id}/loan/let-go", post(let_go))
}

#[derive(Template)]
#[template(path = "helps/loan.html")]
struct LoanPage<'a> {
    f: &'a Frame,
    help: &'a HelpView,
    other: &'a str,
    input: LoanInput,
}

async fn to_propose(State(web): State<Web>, visitor: Visitor, Path(id): Path<HelpId>) -> PageResult {
    let (f, help) = web.page(&visitor, move |cx| helps::show(cx, id)).await?;
    if !help.may.propose_loan {
        return Err(Error::Conflict("loan-there").into());
    }
    let page = LoanPage { f: &f, help: &help, other: other(&help), input: LoanInput::default() };
    render(&web, &f, &page)
}

async fn propose(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<HelpId>,
    Form(input): Form<LoanInput>,
) -> PageResult {
    let typed = input.clone();
    match web.act(&visitor, move |cx| loans::propose(cx, id, &input)).await {
        Ok(_) => Ok(go(&web, &format!("/helps/{id}"), "flash-loan-proposed")),
        Err(Error::Invalid(invalid)) => {
            let (f, help) = web.page(&visitor, move |cx| helps::show(cx, id)).await?;
            let f = f.with_problems(&invalid);
            let page = LoanPage { f: &f, help: &help, other: other(&help), input: typed };
            render_problems(&web, &f, &page)
        }
        Err(error) => Err(error.into()),
    }
}

async fn answer(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<HelpId>,
    Form(input): Form<LoanAnswer>,
) -> PageResult {
    let help = web.act(&visitor, move |cx| loans::answer(cx, id, &input)).await?;
    let agreed = help.loan.is_some_and(|loan| loan.state == LoanState::Agreed);
    let flash = if agreed { "flash-loan-agreed" } else { "flash-loan-declined" };
    Ok(go(&web, &format!("/helps/{id}"), flash))
}

async fn returned(State(web): State<Web>, visitor: Visitor, Path(id): Path<HelpId>) -> PageResult {
    web.act(&visitor, move |cx| loans::returned(cx, id)).await?;
    Ok(go(&web, &format!("/helps/{id}"), "flash-loan-returned"))
}

async fn let_go(State(web): State<Web>, visitor: Visitor, Path(id): Path<HelpId>) -> PageResult {
    web.act(&visitor, move |cx| loans::let_go(cx, id)).await?;
    Ok(go(&web, &format!("/helps/{id}"), "flash-loan-let-go"))
}
