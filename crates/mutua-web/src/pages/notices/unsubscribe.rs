//! The page behind a mail's "turn this off": for people, and for mail programs that send its POST by themselves.

use askama::Template;
use axum::{Router, extract::State, routing::get};
use mutua_l10n::{Language, Locale};
use mutua_service::mails::unsubscribe::{self, Subject, UnsubscribeView};

use crate::{
    frame::Frame,
    pages::{PageResult, render},
    path::Path,
    state::Web,
    visitor::Visitor,
};

pub(super) fn router() -> Router<Web> {
    Router::new().route("/unsubscribe/{token}", get(ask).post(turn_off))
}

#[derive(Template)]
#[template(path = "notices/unsubscribe.html")]
struct UnsubscribePage<'a> {
    f: &'a Frame,
    /// What the mail is about; nothing for the mail of the day.
    what: Option<&'static str>,
    is_off: bool,
}

/// Opening the link changes nothing: programs open links by themselves.
async fn ask(State(web): State<Web>, visitor: Visitor, Path(token): Path<String>) -> PageResult {
    let (f, view) = web.page(&visitor, move |cx| unsubscribe::show(cx, &token)).await?;
    show(&web, f, &view)
}

/// No redirect follows: RFC 8058 wants none.
async fn turn_off(State(web): State<Web>, visitor: Visitor, Path(token): Path<String>) -> PageResult {
    let view = web.act(&visitor, move |cx| unsubscribe::turn_off(cx, &token)).await?;
    let (f, ()) = web.page(&visitor, |_| Ok(())).await?;
    show(&web, f, &view)
}

fn show(web: &Web, mut f: Frame, view: &UnsubscribeView) -> PageResult {
    if f.viewer.is_none() {
        f.l = Locale::new(Language::from_tag(&view.language).unwrap_or(f.l.language), "UTC");
    }
    let what = match view.subject {
        Subject::Kind(kind) => Some(f.l.word("notices-kind", kind.as_str())),
        Subject::Daily => None,
    };
    render(web, &f, &UnsubscribePage { f: &f, what, is_off: view.is_off })
}
