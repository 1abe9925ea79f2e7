//! Answering a pledge, and taking one back.

use askama::Template;
use axum::extract::State;
use mutua_domain::id::PledgeId;
use mutua_service::{
    Error,
    pledges::{self, PledgeView, ReplyInput},
};

use super::acts::after;
use crate::{
    form::Form,
    frame::Frame,
    pages::{PageResult, render, render_problems},
    path::Path,
    state::Web,
    visitor::Visitor,
};

pub async fn accept(State(web): State<Web>, visitor: Visitor, Path(id): Path<PledgeId>) -> PageResult {
    let (_, pledge) = web.page(&visitor, move |cx| pledges::show(cx, id)).await?;
    let result = web.act(&visitor, move |cx| pledges::accept(cx, id)).await;
    after(&web, &format!("/asks/{}", pledge.ask.id), "flash-pledge-accepted", result)
}

/// A page with room for a word, before a pledge is declined or taken back.
#[derive(Template)]
#[template(path = "asks/reply.html")]
struct ReplyPage<'a> {
    f: &'a Frame,
    pledge: PledgeView,
    words: String,
    /// `decline` or `withdraw`: the message keys and the address.
    act: &'static str,
}

async fn page(web: &Web, visitor: &Visitor, id: PledgeId, act: &'static str) -> PageResult {
    let (f, pledge) = web.page(visitor, move |cx| pledges::show(cx, id)).await?;
    if pledge.mine != (act == "withdraw") {
        return Err(Error::Refused("default").into());
    }
    render(web, &f, &ReplyPage { f: &f, pledge, words: String::new(), act })
}

pub async fn ask_decline(State(web): State<Web>, visitor: Visitor, Path(id): Path<PledgeId>) -> PageResult {
    page(&web, &visitor, id, "decline").await
}

pub async fn ask_withdraw(State(web): State<Web>, visitor: Visitor, Path(id): Path<PledgeId>) -> PageResult {
    page(&web, &visitor, id, "withdraw").await
}

async fn answer(
    web: &Web,
    visitor: &Visitor,
    id: PledgeId,
    (act, flash): (&'static str, &'static str),
    input: ReplyInput,
) -> PageResult {
    let (f, pledge) = web.page(visitor, move |cx| pledges::show(cx, id)).await?;
    let words = input.words.clone().unwrap_or_default();
    let result = web
        .act(visitor, move |cx| match act {
            "decline" => pledges::decline(cx, id, &input),
            _ => pledges::withdraw(cx, id, &input),
        })
        .await;
    if let Err(Error::Invalid(invalid)) = &result {
        let f = f.with_problems(invalid);
        return render_problems(web, &f, &ReplyPage { f: &f, pledge, words, act });
    }
    after(web, &format!("/asks/{}", pledge.ask.id), flash, result)
}

pub async fn decline(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<PledgeId>,
    Form(input): Form<ReplyInput>,
) -> PageResult {
    answer(&web, &visitor, id, ("decline", "flash-pledge-declined"), input).await
}

pub async fn withdraw(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<PledgeId>,
    Form(input): Form<ReplyInput>,
) -> PageResult {
    answer(&web, &visitor, id, ("withdraw", "flash-pledge-withdrawn"), input).await
}
