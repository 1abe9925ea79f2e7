//! The first page: what I promised, what I asked, what is near me, what is new.

use askama::Template;
use axum::{
    Router,
    extract::State,
    response::{IntoResponse, Redirect},
    routing::get,
};
use mutua_domain::life::PledgeState;
use mutua_service::{
    Credential,
    notices::{self, NoticeView},
    today::{self, Today},
};

use super::{PageResult, render};
use crate::{frame::Frame, state::Web, visitor::Visitor};

/// How many notices stand on it.
const NEWS: i64 = 5;

pub(super) fn router() -> Router<Web> {
    Router::new().route("/", get(show))
}

#[derive(Template)]
#[template(path = "today/show.html")]
struct TodayPage<'a> {
    f: &'a Frame,
    today: Today,
    news: Vec<NoticeView>,
}

impl TodayPage<'_> {
    fn is_accepted(&self, state: &PledgeState) -> bool {
        *state == PledgeState::Accepted
    }
    fn is_quiet(&self) -> bool {
        self.today.promised.is_empty() && self.today.asked.is_empty() && self.today.near.is_empty()
    }
}

async fn show(State(web): State<Web>, visitor: Visitor) -> PageResult {
    if matches!(visitor.credential, Credential::Nobody) {
        return Ok(Redirect::to("/sign-in").into_response());
    }
    let (f, (today, news)) =
        web.page(&visitor, |cx| Ok((today::today(cx)?, notices::latest(cx, NEWS)?))).await?;
    render(&web, &f, &TodayPage { f: &f, today, news })
}
