//! What a person can give in a week, what of it is used, and what to do where it has become much.

mod drawing;

use askama::Template;
use axum::{
    Router,
    extract::State,
    routing::{get, post},
};
use mutua_domain::{
    Invalid,
    capacity::{Day, DayPart, WeekTimes},
    id::{AskId, PledgeId},
    life::{PledgeState, PledgeWish},
};
use mutua_service::{
    Error,
    capacity::{self, CapacityInput, CapacityView},
    pledges::{self, PledgeView, WishInput},
    suggestions,
};

use super::{PageResult, go, render, render_problems};
use crate::{form::Form, frame::Frame, path::Path, state::Web, visitor::Visitor};
use drawing::Bar;

/// The most promises that the page lists.
const PROMISES: i64 = 50;
/// What can be chosen, in minutes of a week; more by the API.
const CHOICES: [i64; 7] = [0, 30, 60, 120, 240, 480, 960];

pub(super) fn router() -> Router<Web> {
    Router::new()
        .route("/capacity", get(show).post(change))
        .route("/pledges/{id}/wish", post(wish))
        .route("/asks/{id}/not-for-me", post(not_for_me))
}

#[derive(Template)]
#[template(path = "capacity/show.html")]
struct ShowPage<'a> {
    f: &'a Frame,
    capacity: CapacityView,
    /// What they promised and the asker said yes to.
    promises: Vec<PledgeView>,
    bar: Option<Bar>,
    input: CapacityInput,
    choices: Vec<i64>,
    days: &'static [Day],
    parts: &'static [DayPart],
}

impl ShowPage<'_> {
    fn time(&self, minutes: &i64) -> String {
        duration(self.f, *minutes)
    }
    fn is_chosen(&self, minutes: &i64) -> bool {
        self.input.minutes.as_deref() == Some(minutes.to_string().as_str())
    }
    fn has_time(&self, day: &Day, part: &DayPart) -> bool {
        let word = WeekTimes::word(*day, *part);
        self.input.times.as_ref().is_some_and(|times| times.contains(&word))
    }
    fn word(&self, day: &Day, part: &DayPart) -> String {
        WeekTimes::word(*day, *part)
    }
    fn hands_over(&self, pledge: &PledgeView) -> bool {
        pledge.wish == Some(PledgeWish::HandOver)
    }
}

/// Minutes in words: "40 minutes", "2 hours", "1 h 30 min".
pub(super) fn duration(f: &Frame, minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => f.l.t1("duration-minutes", "minutes", minutes),
        (hours, 0) => f.l.t1("duration-hours", "hours", hours),
        (hours, minutes) => f.l.t2("duration-both", "hours", hours, "minutes", minutes),
    }
}

/// The page; `typed` and its problems where it came back.
async fn page(web: &Web, visitor: &Visitor, typed: Option<(CapacityInput, Invalid)>) -> PageResult {
    let (f, (capacity, promised)) =
        web.page(visitor, |cx| Ok((capacity::show(cx)?, pledges::promised(cx, PROMISES)?))).await?;
    let promises = promised.into_iter().filter(|pledge| pledge.state == PledgeState::Accepted).collect();
    let (input, invalid) = match typed {
        Some((input, invalid)) => (input, Some(invalid)),
        None => (of(&capacity), None),
    };
    let f = match &invalid {
        Some(invalid) => f.with_problems(invalid),
        None => f,
    };
    let (bar, choices) = (Bar::of(&capacity), choices(capacity.minutes));
    let (days, parts) = (Day::ALL, DayPart::ALL);
    let page = ShowPage { f: &f, capacity, promises, bar, input, choices, days, parts };
    if invalid.is_some() { render_problems(web, &f, &page) } else { render(web, &f, &page) }
}

fn of(view: &CapacityView) -> CapacityInput {
    CapacityInput {
        minutes: view.minutes.map(|minutes| minutes.to_string()),
        times: Some(view.times.clone()),
        paused: None,
        paused_until: None,
    }
}

/// What can be chosen, with what was said by another way.
fn choices(said: Option<i64>) -> Vec<i64> {
    let mut choices: Vec<i64> = CHOICES.into_iter().chain(said).collect();
    choices.sort_unstable();
    choices.dedup();
    choices
}

async fn show(State(web): State<Web>, visitor: Visitor) -> PageResult {
    page(&web, &visitor, None).await
}

async fn change(State(web): State<Web>, visitor: Visitor, Form(input): Form<CapacityInput>) -> PageResult {
    let typed = input.clone();
    match web.act(&visitor, move |cx| capacity::change(cx, &input)).await {
        Ok(_) => Ok(go(&web, "/capacity", "flash-saved")),
        Err(Error::Invalid(invalid)) => {
            // Of the other form on the page, what is kept is shown.
            let typed = if typed.times.is_none() { CapacityInput { minutes: None, ..typed } } else { typed };
            page(&web, &visitor, Some((typed, invalid))).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn wish(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<PledgeId>,
    Form(input): Form<WishInput>,
) -> PageResult {
    let pledge = web.act(&visitor, move |cx| pledges::wish(cx, id, &input)).await?;
    let flash = match pledge.wish {
        Some(PledgeWish::HandOver) => "flash-wish-hand-over",
        Some(PledgeWish::Second) => "flash-wish-second",
        None => "flash-wish-none",
    };
    Ok(go(&web, "/capacity", flash))
}

async fn not_for_me(State(web): State<Web>, visitor: Visitor, Path(id): Path<AskId>) -> PageResult {
    web.act(&visitor, move |cx| suggestions::decline(cx, id)).await?;
    Ok(go(&web, "/", "flash-not-for-me"))
}
