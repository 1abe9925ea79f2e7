//! A circle's answer to "How are we?", and what its members share.

use askama::Template;
use axum::extract::State;
use mutua_domain::id::CircleId;
use mutua_service::{
    asks,
    capacity::{self, circle::CircleCapacity},
    check_ins::{
        self, SharedCheckIn,
        week::{self, CircleWeek},
    },
    circles, wellbeing,
};

use super::picture::{self, Bar};
use crate::{
    frame::Frame,
    pages::{PageResult, render},
    path::Path,
    state::Web,
    visitor::Visitor,
};

/// Up to how many open asks are counted.
const OPEN: i64 = 100;

#[derive(Template)]
#[template(path = "check_ins/circle.html")]
struct CirclePage<'a> {
    f: &'a Frame,
    circle: CircleId,
    name: String,
    weeks: Vec<CircleWeek>,
    bars: Vec<Bar>,
    shared: Vec<SharedCheckIn>,
    open_asks: i64,
    room: CircleCapacity,
    /// Whether the circle asks its four questions of the month, if it ever did; and whether the reader may switch them on.
    four: Option<bool>,
    steward: bool,
}

impl CirclePage<'_> {
    /// The last week that is shown.
    fn latest(&self) -> Option<&CircleWeek> {
        self.weeks.iter().rev().find(|week| week.answer.is_some())
    }
    fn asks_four(&self) -> bool {
        self.four == Some(true)
    }
    fn newest_first(&self) -> impl Iterator<Item = &CircleWeek> {
        self.weeks.iter().rev()
    }
}

pub(super) async fn show(State(web): State<Web>, visitor: Visitor, Path(id): Path<CircleId>) -> PageResult {
    let (f, (home, weeks, shared, open, room, (four, steward))) = web
        .page(&visitor, move |cx| {
            let home = circles::show(cx, id)?;
            let open = asks::open_in_circle(cx, id, OPEN)?.len();
            let room = capacity::circle::of_circle(cx, id)?;
            let round = wellbeing::state(cx, id)?;
            Ok((home, week::of_circle(cx, id)?, check_ins::of_circle(cx, id)?, open, room, round))
        })
        .await?;
    let page = CirclePage {
        f: &f,
        circle: id,
        name: home.name,
        bars: picture::bars(&weeks),
        weeks,
        shared,
        open_asks: i64::try_from(open).unwrap_or(i64::MAX),
        room,
        four,
        steward,
    };
    render(&web, &f, &page)
}
