//! Pages of notices and their settings; links in mails.

mod unsubscribe;

use askama::Template;
use axum::{
    Router,
    extract::{Query, State},
    response::IntoResponse,
    routing::{get, post},
};
use mutua_domain::{id::NoticeId, life::NoticeMode};
use mutua_service::{
    Error,
    notices::{self, NoticeView, NoticesInput, ReadInput, SettingsInput, SettingsView},
};

use super::{PageResult, go, render, render_problems};
use crate::{form::Form, frame::Frame, state::Web, visitor::Visitor};

pub(super) fn router() -> Router<Web> {
    Router::new()
        .route("/notices", get(list))
        .route("/notices/unread", get(unread))
        .route("/notices/read", post(read))
        .route("/notices/settings", get(settings).post(change_settings))
        .merge(unsubscribe::router())
}

/// The notices of one day.
struct Day {
    name: String,
    notices: Vec<NoticeView>,
}

#[derive(Template)]
#[template(path = "notices/list.html")]
struct ListPage<'a> {
    f: &'a Frame,
    days: Vec<Day>,
    /// The newest that the page shows: what came since isn't marked as read by it.
    newest: Option<NoticeId>,
    next: Option<String>,
}

async fn list(
    State(web): State<Web>,
    visitor: Visitor,
    query: Result<Query<NoticesInput>, axum::extract::rejection::QueryRejection>,
) -> PageResult {
    let Query(input) = query.map_err(|_| Error::invalid("form", "form"))?;
    let (f, page) = web.page(&visitor, move |cx| notices::list(cx, &input)).await?;
    let newest = page.items.first().map(|notice| notice.id);
    let next = page.next;
    let mut days: Vec<Day> = Vec::new();
    for notice in page.items {
        let name = f.l.day(notice.created_at, f.now);
        match days.last_mut() {
            Some(day) if day.name == name => day.notices.push(notice),
            _ => days.push(Day { name, notices: vec![notice] }),
        }
    }
    render(&web, &f, &ListPage { f: &f, days, newest, next })
}

/// The count in the header, for pages that are open.
async fn unread(State(web): State<Web>, visitor: Visitor) -> PageResult {
    let (f, ()) = web.page(&visitor, |cx| cx.me().map(|_| ())).await?;
    render(&web, &f, &f.news_count())
}

async fn read(State(web): State<Web>, visitor: Visitor, Form(input): Form<ReadInput>) -> PageResult {
    web.act(&visitor, move |cx| notices::read(cx, &input)).await?;
    Ok(go(&web, "/notices", "flash-notices-read").into_response())
}

#[derive(Template)]
#[template(path = "notices/settings.html")]
struct SettingsPage<'a> {
    f: &'a Frame,
    settings: SettingsView,
}

async fn settings(State(web): State<Web>, visitor: Visitor) -> PageResult {
    let (f, settings) = web.page(&visitor, notices::settings).await?;
    render(&web, &f, &SettingsPage { f: &f, settings })
}

async fn change_settings(
    State(web): State<Web>,
    visitor: Visitor,
    Form(input): Form<SettingsInput>,
) -> PageResult {
    match web.act(&visitor, move |cx| notices::change_settings(cx, &input)).await {
        Ok(_) => Ok(go(&web, "/notices/settings", "flash-notice-settings-saved").into_response()),
        Err(Error::Invalid(invalid)) => {
            let (f, settings) = web.page(&visitor, notices::settings).await?;
            let f = f.with_problems(&invalid);
            render_problems(&web, &f, &SettingsPage { f: &f, settings })
        }
        Err(error) => Err(error.into()),
    }
}
