//! "How are we?": checking in, what stands of it, what others share, how one is asked.

mod circle;
mod picture;
mod setting;

use askama::Template;
use axum::{
    Router,
    extract::{Query, State},
    routing::{get, post},
};
use mutua_domain::{
    Invalid,
    id::CheckInId,
    life::{CheckInShare, Layer},
};
use mutua_service::{
    Error, Page, PageInput,
    check_ins::{
        self, CheckInChoices, CheckInInput, CheckInView, SharedCheckIn,
        low::{self, Kindness},
    },
    supporters::cards::link_of,
};

use super::{PageResult, go, render, render_problems};
use crate::{form::Form, frame::Frame, path::Path, state::Web, visitor::Visitor};
use picture::Picture;

/// How many days the picture of one's own answers goes back.
const PICTURED: i64 = 60;
/// How many wishes there are to choose from.
const WISHES: i64 = 7;

pub(super) fn router() -> Router<Web> {
    Router::new()
        .route("/check-ins", get(list).post(answer))
        .route("/check-ins/shared", get(shared))
        .route("/check-ins/settings", get(setting::show).post(setting::change))
        .route("/check-ins/lines", get(setting::lines))
        .route("/check-ins/{id}", get(show).post(change))
        .route("/check-ins/{id}/delete", get(confirm_delete).post(delete))
        .route("/check-ins/wish/off", post(setting::no_wish))
        .route("/circles/{id}/check-ins", get(circle::show))
}

#[derive(Template)]
#[template(path = "check_ins/list.html")]
struct ListPage<'a> {
    f: &'a Frame,
    today: Option<CheckInView>,
    past: Page<CheckInView>,
    picture: Option<Picture>,
    input: CheckInInput,
}

impl ListPage<'_> {
    fn pictured(&self) -> i64 {
        PICTURED
    }
}

async fn read_list(
    web: &Web,
    visitor: &Visitor,
    page: PageInput,
) -> Result<(Frame, (Option<CheckInView>, Page<CheckInView>, Option<Picture>)), crate::error::WebError> {
    web.page(visitor, move |cx| {
        // There is one a day at the most.
        let picture = Picture::of(&check_ins::course(cx, PICTURED)?, PICTURED);
        Ok((check_ins::todays(cx)?, check_ins::mine(cx, &page)?, picture))
    })
    .await
}

async fn list(State(web): State<Web>, visitor: Visitor, Query(page): Query<PageInput>) -> PageResult {
    let (f, (today, past, picture)) = read_list(&web, &visitor, page).await?;
    render(&web, &f, &ListPage { f: &f, today, past, picture, input: CheckInInput::default() })
}

async fn answer(State(web): State<Web>, visitor: Visitor, Form(input): Form<CheckInInput>) -> PageResult {
    let typed = input.clone();
    match web.act(&visitor, move |cx| check_ins::answer(cx, &input)).await {
        Ok(view) => Ok(go(&web, &format!("/check-ins/{}", view.id), "flash-check-in")),
        Err(Error::Invalid(invalid)) => {
            let (f, (today, past, picture)) = read_list(&web, &visitor, PageInput::default()).await?;
            let f = f.with_problems(&invalid);
            render_problems(&web, &f, &ListPage { f: &f, today, past, picture, input: typed })
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "check_ins/show.html")]
struct ShowPage<'a> {
    f: &'a Frame,
    check_in: CheckInView,
    input: CheckInInput,
    choices: CheckInChoices,
    kindness: Option<Kindness>,
    wish: Option<String>,
    layers: &'static [Layer],
    shares: &'static [CheckInShare],
}

impl ShowPage<'_> {
    fn is_share(&self, share: &CheckInShare) -> bool {
        self.input.share.as_deref() == Some(share.as_str())
    }
    fn reads(&self, id: impl ToString) -> bool {
        self.input.people.contains(&id.to_string())
    }
    fn counts(&self, id: impl ToString) -> bool {
        self.input.circles.contains(&id.to_string())
    }
    fn icon(&self, share: &CheckInShare) -> &'static str {
        share_icon(*share)
    }
    fn link(&self, way: &str) -> Option<String> {
        link_of(way)
    }
    /// Whether the part that is folded away holds something, or something is wrong with it.
    fn is_outward(&self) -> bool {
        self.layers
            .iter()
            .any(|layer| !self.input.layer(layer.as_str()).is_empty() || self.f.errors.has(layer.as_str()))
    }
}

/// The icon of an audience.
const fn share_icon(share: CheckInShare) -> &'static str {
    match share {
        CheckInShare::Nobody => "lock",
        CheckInShare::Counted => "anonymous",
        CheckInShare::People => "heart",
        CheckInShare::Circles => "people",
    }
}

/// The page of one check-in; `typed` and its problems where it came back.
async fn page(
    web: &Web,
    visitor: &Visitor,
    id: CheckInId,
    typed: Option<(CheckInInput, Invalid)>,
) -> PageResult {
    let (f, (check_in, choices, kindness, setting)) = web
        .page(visitor, move |cx| {
            let check_in = check_ins::show(cx, id)?;
            let latest = check_ins::mine(cx, &PageInput { cursor: None, limit: Some(1) })?;
            let is_latest = latest.items.first().is_some_and(|first| first.id == id);
            let kindness = if is_latest { low::kindness(cx)? } else { None };
            Ok((check_in, check_ins::choices(cx)?, kindness, check_ins::setting::show(cx)?))
        })
        .await?;
    let wish = setting.wish.then(|| {
        // Another one each day, the same one all day.
        let number = i64::from(check_in.day.day_of_year()) % WISHES + 1;
        format!("wish-{number}")
    });
    let (layers, shares) = (Layer::ALL, CheckInShare::ALL);
    let make =
        |f, input| ShowPage { f, check_in: check_in.clone(), input, choices, kindness, wish, layers, shares };
    match typed {
        None => render(web, &f, &make(&f, CheckInInput::of(&check_in))),
        Some((input, invalid)) => {
            let f = f.with_problems(&invalid);
            render_problems(web, &f, &make(&f, input))
        }
    }
}

async fn show(State(web): State<Web>, visitor: Visitor, Path(id): Path<CheckInId>) -> PageResult {
    page(&web, &visitor, id, None).await
}

async fn change(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<CheckInId>,
    Form(input): Form<CheckInInput>,
) -> PageResult {
    let typed = input.clone();
    match web.act(&visitor, move |cx| check_ins::change(cx, id, &input)).await {
        Ok(_) => Ok(go(&web, &format!("/check-ins/{id}"), "flash-check-in-saved")),
        Err(Error::Invalid(invalid)) => page(&web, &visitor, id, Some((typed, invalid))).await,
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "check_ins/delete.html")]
struct DeletePage<'a> {
    f: &'a Frame,
    check_in: CheckInView,
}

async fn confirm_delete(State(web): State<Web>, visitor: Visitor, Path(id): Path<CheckInId>) -> PageResult {
    let (f, check_in) = web.page(&visitor, move |cx| check_ins::show(cx, id)).await?;
    render(&web, &f, &DeletePage { f: &f, check_in })
}

async fn delete(State(web): State<Web>, visitor: Visitor, Path(id): Path<CheckInId>) -> PageResult {
    web.act(&visitor, move |cx| check_ins::delete(cx, id)).await?;
    Ok(go(&web, "/check-ins", "flash-check-in-deleted"))
}

#[derive(Template)]
#[template(path = "check_ins/shared.html")]
struct SharedPage<'a> {
    f: &'a Frame,
    shared: Page<SharedCheckIn>,
}

async fn shared(State(web): State<Web>, visitor: Visitor, Query(page): Query<PageInput>) -> PageResult {
    let (f, shared) = web.page(&visitor, move |cx| check_ins::shared_with_me(cx, &page)).await?;
    render(&web, &f, &SharedPage { f: &f, shared })
}
