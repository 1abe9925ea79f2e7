//! The first page: what I promised, what I asked, what is near me, what is new.

use askama::Template;
use axum::{Router, extract::State, routing::get};
use mutua_domain::life::PledgeState;
use mutua_service::{
    Actor, Credential,
    notices::{self, NoticeView},
    today::{self, Today},
};

use super::{PageResult, people, render};
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
        return people::landing(&web, &visitor).await;
    }
    let read = web.page(&visitor, |cx| {
        // A session that has ended leaves its cookie behind: whoever shows it is a stranger.
        if cx.actor == Actor::Nobody {
            Ok(None)
        } else {
            Ok(Some((today::today(cx)?, notices::latest(cx, NEWS)?)))
        }
    });
    let (f, Some((today, news))) = read.await? else { return people::landing(&web, &visitor).await };
    render(&web, &f, &TodayPage { f: &f, today, news })
}
