//! Thanking for a help, and whether the circle may read it.

use askama::Template;
use axum::{
    Router,
    extract::State,
    routing::{get, post},
};
use mutua_domain::{
    id::{HelpId, ThanksId},
    life::Side,
};
use mutua_service::{
    Cx, Error, Result,
    helps::{self, HelpView},
    thanks::{self, ThanksAnswer, ThanksInput},
};

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
        .route("/helps/{id}/thanks", get(to_say).post(say))
        .route("/helps/{id}/thanks/answer", post(answer))
        .route("/helps/{id}/thanks/end", get(confirm_end).post(end))
}

#[derive(Template)]
#[template(path = "helps/thanks.html")]
struct ThanksPage<'a> {
    f: &'a Frame,
    help: HelpView,
    input: ThanksInput,
}

/// A help that the person who acts received: to thank is theirs.
fn received(cx: &mut Cx<'_, '_>, id: HelpId) -> Result<HelpView> {
    let help = helps::show(cx, id)?;
    if help.my_side == Side::Receiver { Ok(help) } else { Err(Error::Refused("default")) }
}

async fn to_say(State(web): State<Web>, visitor: Visitor, Path(id): Path<HelpId>) -> PageResult {
    let (f, help) = web.page(&visitor, move |cx| received(cx, id)).await?;
    let input = help.thanks.as_ref().map_or_else(ThanksInput::default, |thanks| ThanksInput {
        help: None,
        words: Some(thanks.words.clone()),
        audience: Some(thanks.audience.as_str().to_owned()),
    });
    render(&web, &f, &ThanksPage { f: &f, help, input })
}

async fn say(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<HelpId>,
    Form(input): Form<ThanksInput>,
) -> PageResult {
    let input = ThanksInput { help: Some(id.to_string()), ..input };
    let typed = input.clone();
    match web.act(&visitor, move |cx| thanks::say(cx, &input)).await {
        Ok(_) => Ok(go(&web, &format!("/helps/{id}"), "flash-thanked")),
        Err(Error::Invalid(invalid)) => {
            let (f, help) = web.page(&visitor, move |cx| received(cx, id)).await?;
            let f = f.with_problems(&invalid);
            render_problems(&web, &f, &ThanksPage { f: &f, help, input: typed })
        }
        Err(error) => Err(error.into()),
    }
}

/// The thanks of a help.
fn thanks_of(cx: &mut Cx<'_, '_>, id: HelpId) -> Result<ThanksId> {
    helps::show(cx, id)?.thanks.map(|thanks| thanks.id).ok_or(Error::NotFound)
}

async fn answer(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<HelpId>,
    Form(input): Form<ThanksAnswer>,
) -> PageResult {
    let thanks = web
        .act(&visitor, move |cx| {
            let thanks = thanks_of(cx, id)?;
            thanks::answer(cx, thanks, &input)
        })
        .await?;
    let flash = if thanks.shared { "flash-thanks-shared" } else { "flash-thanks-private" };
    Ok(go(&web, &format!("/helps/{id}"), flash))
}

#[derive(Template)]
#[template(path = "helps/thanks_end.html")]
struct EndPage<'a> {
    f: &'a Frame,
    help: HelpView,
}

async fn confirm_end(State(web): State<Web>, visitor: Visitor, Path(id): Path<HelpId>) -> PageResult {
    let (f, help) = web.page(&visitor, move |cx| received(cx, id)).await?;
    render(&web, &f, &EndPage { f: &f, help })
}

async fn end(State(web): State<Web>, visitor: Visitor, Path(id): Path<HelpId>) -> PageResult {
    web.act(&visitor, move |cx| {
        let thanks = thanks_of(cx, id)?;
        thanks::end(cx, thanks)
    })
    .await?;
    Ok(go(&web, &format!("/helps/{id}"), "flash-thanks-ended"))
}
