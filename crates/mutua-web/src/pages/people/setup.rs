//! The first person of an empty instance.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect},
};
use axum_extra::extract::cookie::CookieJar;
use mutua_service::{
    Error,
    people::{
        setup::{self, SetupInput},
        time_zones,
    },
};

use super::sign_in::over;
use crate::{
    form::Form,
    frame::Frame,
    pages::{PageResult, render, render_problems},
    path::Path,
    state::Web,
    visitor::{self, Visitor},
};

#[derive(Template)]
#[template(path = "people/setup.html")]
struct SetupPage<'a> {
    f: &'a Frame,
    input: SetupInput,
    zones: Vec<String>,
}

pub async fn page(State(web): State<Web>, visitor: Visitor, Path(secret): Path<String>) -> PageResult {
    let (f, open) = web.page(&visitor, move |cx| setup::is_open(cx, &secret)).await?;
    if !open {
        return over(&web, &visitor, "setup").await;
    }
    render(&web, &f, &SetupPage { f: &f, input: SetupInput::default(), zones: time_zones() })
}

pub async fn set_up(
    State(web): State<Web>,
    visitor: Visitor,
    Path(secret): Path<String>,
    Form(input): Form<SetupInput>,
) -> PageResult {
    match setup::set_up(&web.app, secret, &input, visitor.language.tag(), visitor.from()).await {
        Ok(secret) => {
            let jar = CookieJar::new()
                .add(visitor::signed_in(secret, web.https))
                .add(visitor::flash("flash-set-up", web.https));
            Ok((jar, Redirect::to("/circles")).into_response())
        }
        Err(Error::Conflict(_)) => over(&web, &visitor, "setup").await,
        Err(Error::Invalid(invalid)) => {
            let (f, ()) = web.page(&visitor, |_| Ok(())).await?;
            let f = f.with_problems(&invalid);
            render_problems(&web, &f, &SetupPage { f: &f, input, zones: time_zones() })
        }
        Err(error) => Err(error.into()),
    }
}
