//! The pages behind links in mails that do one thing without signing in.

use askama::Template;
use axum::{Router, extract::State, routing::get};
use mutua_l10n::{Language, Locale};
use mutua_service::{
    Error,
    acts::{self, ActInput, ActView, Acted, Shown},
};

use super::{PageResult, render, render_problems};
use crate::{form::Form, frame::Frame, path::Path, state::Web, visitor::Visitor};

pub(super) fn router() -> Router<Web> {
    Router::new().route("/do/{token}", get(show).post(perform))
}

#[derive(Template)]
#[template(path = "acts/show.html")]
struct ActPage<'a> {
    f: &'a Frame,
    view: ActView,
    typed: ActInput,
}

/// Opening the link changes nothing: programs open links by themselves.
async fn show(State(web): State<Web>, visitor: Visitor, Path(token): Path<String>) -> PageResult {
    let (f, view) = web.page(&visitor, move |cx| acts::show(cx, &token)).await?;
    let f = speaking(f, &view.language, &view.time_zone);
    render(&web, &f, &ActPage { f: &f, view, typed: ActInput::default() })
}

#[derive(Template)]
#[template(path = "acts/done.html")]
struct DonePage<'a> {
    f: &'a Frame,
    acted: Acted,
}

async fn perform(
    State(web): State<Web>,
    visitor: Visitor,
    Path(token): Path<String>,
    Form(input): Form<ActInput>,
) -> PageResult {
    let (again, typed) = (token.clone(), input.clone());
    match web.act(&visitor, move |cx| acts::perform(cx, &token, &input)).await {
        Ok(acted) => {
            let (f, ()) = web.page(&visitor, |_| Ok(())).await?;
            let f = speaking(f, &acted.language, "UTC");
            render(&web, &f, &DonePage { f: &f, acted })
        }
        Err(Error::Invalid(invalid)) => {
            let (f, view) = web.page(&visitor, move |cx| acts::show(cx, &again)).await?;
            let f = speaking(f, &view.language, &view.time_zone).with_problems(&invalid);
            render_problems(&web, &f, &ActPage { f: &f, view, typed })
        }
        Err(error) => Err(error.into()),
    }
}

/// Where nobody is signed in, the page speaks the language of the person whose link it is.
fn speaking(mut f: Frame, language: &str, time_zone: &str) -> Frame {
    if f.viewer.is_none() {
        f.l = Locale::new(Language::from_tag(language).unwrap_or(f.l.language), time_zone);
    }
    f
}
