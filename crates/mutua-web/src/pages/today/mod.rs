//! The first page: what I promised, what I asked, what is near me, what is new.

use askama::Template;
use axum::{Router, extract::State, routing::get};
use mutua_domain::life::PledgeState;
use mutua_service::{
    Actor, Credential,
    capacity::CapacityView,
    notices::{self, NoticeView},
    suggestions::SuggestionView,
    today::{self, Today},
};

use super::{PageResult, capacity::duration, people, render};
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
    /// Why something is suggested, in a sentence or two.
    fn why(&self, suggestion: &SuggestionView) -> String {
        let l = &self.f.l;
        let matched = suggestion.matched.then(|| l.t("suggestion-matched"));
        let reasons = suggestion.reasons.iter().map(|reason| l.word("suggestion-why", reason.as_str()));
        matched.into_iter().chain(reasons).collect::<Vec<_>>().join(" ")
    }
    /// What one said to be ready for.
    fn ready(&self) -> String {
        match self.today.capacity.minutes {
            Some(minutes) => self.f.l.t1("today-ready", "time", duration(self.f, minutes).as_str()),
            None => self.f.l.t("today-ready-unsaid").to_owned(),
        }
    }
    /// What is given and promised this week.
    fn load(&self) -> String {
        let CapacityView { given, promised, .. } = self.today.capacity;
        let (given, promised) = (duration(self.f, given), duration(self.f, promised));
        self.f.l.t2("today-load", "given", given.as_str(), "promised", promised.as_str())
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
