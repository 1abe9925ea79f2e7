//! A circle's four questions of the month: answering them, what the circle is shown, and one's own answers.

mod drawing;

use askama::Template;
use axum::{
    Router,
    extract::{Query, State},
    routing::{get, post},
};
use mutua_domain::{
    Invalid,
    id::{CircleId, WellbeingAnswerId},
    life::WellbeingQuestion,
};
use mutua_service::{
    Error, Page, PageInput,
    check_ins::week::GroupAnswer,
    circles,
    wellbeing::{
        self, WellbeingAnswerView, WellbeingInput, WellbeingMonth, WellbeingRoundInput, WellbeingView,
    },
};

use super::{PageResult, go, render, render_problems};
use crate::{form::Form, frame::Frame, path::Path, state::Web, visitor::Visitor};
use drawing::Drawing;

/// Where the Office for National Statistics publishes the questions, and how they are to be used.
const GUIDE: &str = "https://www.ons.gov.uk/peoplepopulationandcommunity/wellbeing/methodologies/personalwellbeingsurveyuserguide";

pub(super) fn router() -> Router<Web> {
    Router::new()
        .route("/circles/{id}/wellbeing", get(show).post(answer))
        .route("/circles/{id}/wellbeing/round", post(switch))
        .route("/wellbeing", get(mine))
        .route("/wellbeing/{id}/delete", get(confirm_delete).post(delete))
}

#[derive(Template)]
#[template(path = "wellbeing/show.html")]
struct ShowPage<'a> {
    f: &'a Frame,
    circle: CircleId,
    name: String,
    round: WellbeingView,
    input: WellbeingInput,
    drawings: Vec<Drawing>,
}

impl ShowPage<'_> {
    fn questions(&self) -> &'static [WellbeingQuestion] {
        WellbeingQuestion::ALL
    }
    fn value(&self, question: &WellbeingQuestion) -> &str {
        self.input.text(*question).unwrap_or_default()
    }
    fn is_reversed(&self, question: &WellbeingQuestion) -> bool {
        *question == WellbeingQuestion::Anxious
    }
    fn guide(&self) -> &'static str {
        GUIDE
    }
    /// The last month in which a question's figure is shown.
    fn latest(&self, question: &WellbeingQuestion) -> Option<(&WellbeingMonth, GroupAnswer)> {
        self.round.months.iter().rev().find_map(|month| Some((month, answer_in(month, *question)?)))
    }
    fn drawing(&self, question: &WellbeingQuestion) -> Option<&Drawing> {
        self.drawings.iter().find(|drawing| drawing.question == *question)
    }
    fn newest_first(&self) -> impl Iterator<Item = &WellbeingMonth> {
        self.round.months.iter().rev()
    }
    fn says_something(&self) -> bool {
        self.questions().iter().any(|question| self.latest(question).is_some())
    }
}

fn answer_in(month: &WellbeingMonth, question: WellbeingQuestion) -> Option<GroupAnswer> {
    month.figures.iter().find(|figure| figure.question == question)?.answer
}

/// The page; `typed` and its problems where the form came back.
async fn page(
    web: &Web,
    visitor: &Visitor,
    id: CircleId,
    typed: Option<(WellbeingInput, Invalid)>,
) -> PageResult {
    let (f, (home, round)) =
        web.page(visitor, move |cx| Ok((circles::show(cx, id)?, wellbeing::of_circle(cx, id)?))).await?;
    let drawings = WellbeingQuestion::ALL.iter().filter_map(|q| Drawing::of(&round.months, *q)).collect();
    let kept = round.mine.as_ref().map(|mine| WellbeingInput::of(&mine.scores)).unwrap_or_default();
    let (f, input, wrong) = match typed {
        Some((typed, invalid)) => (f.with_problems(&invalid), typed, true),
        None => (f, kept, false),
    };
    let page = ShowPage { f: &f, circle: id, name: home.name, round, input, drawings };
    if wrong { render_problems(web, &f, &page) } else { render(web, &f, &page) }
}

async fn show(State(web): State<Web>, visitor: Visitor, Path(id): Path<CircleId>) -> PageResult {
    page(&web, &visitor, id, None).await
}

async fn answer(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<CircleId>,
    Form(input): Form<WellbeingInput>,
) -> PageResult {
    let typed = input.clone();
    match web.act(&visitor, move |cx| wellbeing::answer(cx, id, &input)).await {
        Ok(_) => Ok(go(&web, &format!("/circles/{id}/wellbeing"), "flash-wellbeing")),
        Err(Error::Invalid(invalid)) => page(&web, &visitor, id, Some((typed, invalid))).await,
        Err(error) => Err(error.into()),
    }
}

async fn switch(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<CircleId>,
    Form(input): Form<WellbeingRoundInput>,
) -> PageResult {
    let view = web.act(&visitor, move |cx| wellbeing::switch(cx, id, &input)).await?;
    let flash = if view.on { "flash-wellbeing-on" } else { "flash-wellbeing-off" };
    Ok(go(&web, &format!("/circles/{id}/wellbeing"), flash))
}

#[derive(Template)]
#[template(path = "wellbeing/mine.html")]
struct MinePage<'a> {
    f: &'a Frame,
    mine: Page<WellbeingAnswerView>,
}

async fn mine(State(web): State<Web>, visitor: Visitor, Query(page): Query<PageInput>) -> PageResult {
    let (f, mine) = web.page(&visitor, move |cx| wellbeing::mine(cx, &page)).await?;
    render(&web, &f, &MinePage { f: &f, mine })
}

#[derive(Template)]
#[template(path = "wellbeing/delete.html")]
struct DeletePage<'a> {
    f: &'a Frame,
    answer: WellbeingAnswerView,
}

async fn confirm_delete(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<WellbeingAnswerId>,
) -> PageResult {
    let (f, answer) = web.page(&visitor, move |cx| wellbeing::show(cx, id)).await?;
    render(&web, &f, &DeletePage { f: &f, answer })
}

async fn delete(State(web): State<Web>, visitor: Visitor, Path(id): Path<WellbeingAnswerId>) -> PageResult {
    web.act(&visitor, move |cx| wellbeing::delete(cx, id)).await?;
    Ok(go(&web, "/wellbeing", "flash-wellbeing-deleted"))
}
