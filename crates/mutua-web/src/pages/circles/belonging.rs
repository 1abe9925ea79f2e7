//! One's own place in a circle: a break, stepping back, handing over, leaving.

use askama::Template;
use axum::extract::State;
use mutua_domain::id::CircleId;
use mutua_service::{
    Error,
    circles::{self, CircleView},
    memberships::{self, HandOverInput, LeaveView, Parting, PauseInput},
};

use super::{PageResult, go, render, render_problems};
use crate::{form::Form, frame::Frame, path::Path, state::Web, visitor::Visitor};

#[derive(Template)]
#[template(path = "circles/pause.html")]
struct PausePage<'a> {
    f: &'a Frame,
    circle: CircleView,
    input: PauseInput,
}

pub(super) async fn pause_page(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<CircleId>,
) -> PageResult {
    let (f, circle) = web.page(&visitor, move |cx| circles::show(cx, id)).await?;
    render(&web, &f, &PausePage { f: &f, circle, input: PauseInput::default() })
}

pub(super) async fn pause(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<CircleId>,
    Form(input): Form<PauseInput>,
) -> PageResult {
    let typed = input.clone();
    let done = web
        .act(&visitor, move |cx| {
            let mine = memberships::mine_in(cx, id)?;
            memberships::pause(cx, mine, &input)
        })
        .await;
    match done {
        Ok(_) => Ok(go(&web, &format!("/circles/{id}"), "flash-paused")),
        Err(Error::Invalid(invalid)) => {
            let (f, circle) = web.page(&visitor, move |cx| circles::show(cx, id)).await?;
            let f = f.with_problems(&invalid);
            render_problems(&web, &f, &PausePage { f: &f, circle, input: typed })
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn resume(State(web): State<Web>, visitor: Visitor, Path(id): Path<CircleId>) -> PageResult {
    web.act(&visitor, move |cx| {
        let mine = memberships::mine_in(cx, id)?;
        memberships::resume(cx, mine)
    })
    .await?;
    Ok(go(&web, &format!("/circles/{id}"), "flash-resumed"))
}

/// Leaving, or stepping back as a steward: with a successor where one is needed.
#[derive(Template)]
#[template(path = "circles/leave.html")]
struct LeavePage<'a> {
    f: &'a Frame,
    view: LeaveView,
    leaves: bool,
    chosen: String,
}

async fn parting_page(web: &Web, visitor: &Visitor, id: CircleId, leaves: bool) -> PageResult {
    let (f, view) = web.page(visitor, move |cx| memberships::leave_view(cx, id)).await?;
    if !leaves && !view.steward {
        return Err(Error::Refused("default").into());
    }
    render(web, &f, &LeavePage { f: &f, view, leaves, chosen: String::new() })
}

pub(super) async fn leave_page(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<CircleId>,
) -> PageResult {
    parting_page(&web, &visitor, id, true).await
}

pub(super) async fn step_down_page(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<CircleId>,
) -> PageResult {
    parting_page(&web, &visitor, id, false).await
}

pub(super) async fn leave(State(web): State<Web>, visitor: Visitor, Path(id): Path<CircleId>) -> PageResult {
    web.act(&visitor, move |cx| {
        let mine = memberships::mine_in(cx, id)?;
        memberships::leave(cx, mine)
    })
    .await?;
    Ok(go(&web, "/circles", "flash-left"))
}

pub(super) async fn step_down(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<CircleId>,
) -> PageResult {
    web.act(&visitor, move |cx| {
        let mine = memberships::mine_in(cx, id)?;
        memberships::end_steward(cx, mine)
    })
    .await?;
    Ok(go(&web, &format!("/circles/{id}"), "flash-stepped-down"))
}

pub(super) async fn hand_over(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<CircleId>,
    Form(input): Form<HandOverInput>,
) -> PageResult {
    let typed = input.clone();
    let done = web
        .act(&visitor, move |cx| {
            let mine = memberships::mine_in(cx, id)?;
            memberships::hand_over(cx, mine, &input)
        })
        .await;
    match done {
        Ok(None) => Ok(go(&web, "/circles", "flash-left")),
        Ok(Some(_)) => Ok(go(&web, &format!("/circles/{id}"), "flash-stepped-down")),
        Err(Error::Invalid(invalid)) => {
            let (f, view) = web.page(&visitor, move |cx| memberships::leave_view(cx, id)).await?;
            let f = f.with_problems(&invalid);
            let leaves = typed.then.as_deref() == Some("leave");
            render_problems(&web, &f, &LeavePage { f: &f, view, leaves, chosen: typed.to })
        }
        Err(error) => Err(error.into()),
    }
}
