//! Changing an ask, and the pages that say what a step will do before it is done.

use askama::Template;
use axum::{extract::State, response::IntoResponse};
use mutua_domain::{id::AskId, life::Effort};
use mutua_service::{
    Cx, Error, Result,
    asks::{self, AskEdit, AskView},
};

use crate::{
    form::Form,
    frame::Frame,
    pages::{PageResult, go, render, render_problems},
    path::Path,
    state::Web,
    visitor::Visitor,
};

/// How many times to choose from the page has room for.
const TIMES: usize = 6;

/// An ask, for the one whose step it is.
fn mine(cx: &mut Cx<'_, '_>, id: AskId) -> Result<AskView> {
    let view = asks::show(cx, id)?;
    if !view.card.mine {
        return Err(Error::Refused("default"));
    }
    if view.may.edit { Ok(view) } else { Err(Error::Conflict("ask-closed")) }
}

#[derive(Template)]
#[template(path = "asks/edit.html")]
struct EditPage<'a> {
    f: &'a Frame,
    view: AskView,
    input: AskEdit,
    efforts: &'static [Effort],
}

impl EditPage<'_> {
    fn text<'b>(&self, value: &'b Option<String>) -> &'b str {
        value.as_deref().unwrap_or_default()
    }
    fn times(&self) -> Vec<(String, String)> {
        let starts = self.input.times.as_deref().unwrap_or_default();
        let at = |list: &[String], n: usize| list.get(n).cloned().unwrap_or_default();
        (0..TIMES).map(|n| (at(starts, n), at(&self.input.times_end, n))).collect()
    }
    fn is_effort(&self, effort: &Effort) -> bool {
        self.input.effort.as_deref() == Some(effort.as_str())
    }
}

pub async fn edit(State(web): State<Web>, visitor: Visitor, Path(id): Path<AskId>) -> PageResult {
    let (f, view) = web.page(&visitor, move |cx| mine(cx, id)).await?;
    let input = AskEdit {
        title: Some(view.card.title.clone()),
        words: view.card.words.clone(),
        place: view.card.place.clone(),
        effort: Some(view.card.effort.as_str().to_owned()),
        due: view.card.due_at.map(|at| f.l.input_date(at)),
        times: Some(view.times.iter().map(|time| f.l.input_moment(time.starts_at)).collect()),
        times_end: view
            .times
            .iter()
            .map(|time| time.ends_at.map(|at| f.l.input_moment(at)).unwrap_or_default())
            .collect(),
    };
    render(&web, &f, &EditPage { f: &f, view, input, efforts: Effort::ALL })
}

pub async fn save(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<AskId>,
    Form(input): Form<AskEdit>,
) -> PageResult {
    let typed = input.clone();
    match web.act(&visitor, move |cx| asks::edit(cx, id, &input)).await {
        Ok(_) => Ok(go(&web, &format!("/asks/{id}"), "flash-ask-changed").into_response()),
        Err(Error::Invalid(invalid)) => {
            let (f, view) = web.page(&visitor, move |cx| mine(cx, id)).await?;
            let f = f.with_problems(&invalid);
            render_problems(&web, &f, &EditPage { f: &f, view, input: typed, efforts: Effort::ALL })
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "asks/withdraw.html")]
struct WithdrawPage<'a> {
    f: &'a Frame,
    view: AskView,
    pledges: i64,
}

pub async fn ask_withdraw(State(web): State<Web>, visitor: Visitor, Path(id): Path<AskId>) -> PageResult {
    let (f, view) = web.page(&visitor, move |cx| mine(cx, id)).await?;
    let pledges = view.pledges.iter().filter(|pledge| pledge.state.is_live()).count();
    let pledges = i64::try_from(pledges).unwrap_or(i64::MAX);
    render(&web, &f, &WithdrawPage { f: &f, view, pledges })
}

#[derive(Template)]
#[template(path = "asks/widen.html")]
struct WidenPage<'a> {
    f: &'a Frame,
    view: AskView,
}

pub async fn ask_widen(State(web): State<Web>, visitor: Visitor, Path(id): Path<AskId>) -> PageResult {
    let (f, view) = web.page(&visitor, move |cx| mine(cx, id)).await?;
    if view.wider.is_none() {
        return Err(Error::Conflict("widest").into());
    }
    render(&web, &f, &WidenPage { f: &f, view })
}
