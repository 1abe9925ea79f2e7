//! Matching the open asks of a circle, for its stewards.

use askama::Template;
use axum::extract::State;
use mutua_domain::id::CircleId;
use mutua_service::{
    Error,
    circles::{self, CircleView},
    suggestions::round::{self, RoundView},
};

use crate::{
    frame::Frame,
    pages::{PageResult, render},
    path::Path,
    state::Web,
    visitor::Visitor,
};

#[derive(Template)]
#[template(path = "circles/matching.html")]
struct MatchingPage<'a> {
    f: &'a Frame,
    circle: CircleView,
    /// What came of it, once it was done.
    round: Option<RoundView>,
}

impl MatchingPage<'_> {
    fn number(&self, count: &usize) -> i64 {
        i64::try_from(*count).unwrap_or(i64::MAX)
    }
}

pub(super) async fn look(State(web): State<Web>, visitor: Visitor, Path(id): Path<CircleId>) -> PageResult {
    let (f, (circle, _)) = web.page(&visitor, move |cx| circles::to_change(cx, id)).await?;
    if !circle.matching {
        return Err(Error::Refused("matching-off").into());
    }
    render(&web, &f, &MatchingPage { f: &f, circle, round: None })
}

pub(super) async fn make(State(web): State<Web>, visitor: Visitor, Path(id): Path<CircleId>) -> PageResult {
    let round = web.act(&visitor, move |cx| round::make(cx, id)).await?;
    let (f, (circle, _)) = web.page(&visitor, move |cx| circles::to_change(cx, id)).await?;
    render(&web, &f, &MatchingPage { f: &f, circle, round: Some(round) })
}
