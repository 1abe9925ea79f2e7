//! The page on which one side tells what came of a pledge.

use askama::Template;
use axum::{
    Router,
    extract::State,
    response::{IntoResponse, Redirect},
    routing::get,
};
use mutua_domain::{
    id::PledgeId,
    life::{Outcome, Side},
};
use mutua_service::{
    Error,
    helps::{self, FinishView, Finished, TellInput},
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
    Router::new().route("/pledges/{id}/finish", get(to_finish).post(finish))
}

#[derive(Template)]
#[template(path = "helps/finish.html")]
struct FinishPage<'a> {
    f: &'a Frame,
    pledge: FinishView,
    input: TellInput,
}

async fn to_finish(State(web): State<Web>, visitor: Visitor, Path(id): Path<PledgeId>) -> PageResult {
    let (f, pledge) = web.page(&visitor, move |cx| helps::to_finish(cx, id)).await?;
    // The other side told it first: its page has both words.
    if let Some(help) = pledge.help.filter(|_| pledge.mine) {
        return Ok(Redirect::to(&format!("/helps/{help}")).into_response());
    }
    render(&web, &f, &FinishPage { f: &f, pledge, input: TellInput::default() })
}

async fn finish(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<PledgeId>,
    Form(input): Form<TellInput>,
) -> PageResult {
    let typed = input.clone();
    match web.act(&visitor, move |cx| helps::finish(cx, id, &input)).await {
        Ok(finished) => {
            let (to, flash) = next(&finished);
            Ok(go(&web, &to, flash))
        }
        Err(Error::Invalid(invalid)) => {
            let (f, pledge) = web.page(&visitor, move |cx| helps::to_finish(cx, id)).await?;
            let f = f.with_problems(&invalid);
            render_problems(&web, &f, &FinishPage { f: &f, pledge, input: typed })
        }
        Err(error) => Err(error.into()),
    }
}

/// Where telling leads: the receiver to thanking, everyone else to what was told.
fn next(finished: &Finished) -> (String, &'static str) {
    let flash = match finished.outcome {
        Outcome::DidNotHappen => "flash-help-did-not-happen",
        Outcome::Done | Outcome::Partly => "flash-help-told",
    };
    let to = if !finished.mine {
        format!("/asks/{}", finished.ask)
    } else if finished.side == Side::Receiver && finished.outcome != Outcome::DidNotHappen {
        format!("/helps/{}/thanks", finished.help)
    } else {
        format!("/helps/{}", finished.help)
    };
    (to, flash)
}
