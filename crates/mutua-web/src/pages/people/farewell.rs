//! Taking everything along, and leaving for good.

use askama::Template;
use axum::{extract::State, http::header, response::IntoResponse};
use axum_extra::extract::cookie::CookieJar;
use mutua_domain::Invalid;
use mutua_service::{
    Error,
    people::{
        export,
        farewell::{self, FarewellInput, FarewellView},
    },
};

use crate::{
    form::Form,
    frame::Frame,
    pages::{PageResult, go, render, render_problems},
    state::Web,
    visitor::{self, Visitor},
};

pub async fn export(State(web): State<Web>, visitor: Visitor) -> PageResult {
    let (_, document) = web.page(&visitor, export::everything).await?;
    let text = serde_json::to_string_pretty(&document).unwrap_or_default();
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"mutua-me.json\""),
    ];
    Ok((headers, text).into_response())
}

#[derive(Template)]
#[template(path = "people/delete.html")]
struct DeletePage<'a> {
    f: &'a Frame,
    view: FarewellView,
    open_asks: i64,
    promises: i64,
    circles: i64,
}

async fn show(web: &Web, visitor: &Visitor, invalid: Option<Invalid>) -> PageResult {
    let (f, view) = web.page(visitor, farewell::look).await?;
    let f = match &invalid {
        Some(invalid) => f.with_problems(invalid),
        None => f,
    };
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let page = DeletePage {
        f: &f,
        open_asks: count(view.open_asks),
        promises: count(view.promises),
        circles: count(view.circles),
        view,
    };
    if invalid.is_some() { render_problems(web, &f, &page) } else { render(web, &f, &page) }
}

pub async fn page(State(web): State<Web>, visitor: Visitor) -> PageResult {
    show(&web, &visitor, None).await
}

pub async fn delete(
    State(web): State<Web>,
    visitor: Visitor,
    Form(input): Form<FarewellInput>,
) -> PageResult {
    match farewell::delete(&web.app, &web.throttle, &visitor.credential, input).await {
        Ok(()) => {
            let jar = CookieJar::new().add(visitor::signed_out(web.https));
            Ok((jar, go(&web, "/sign-in", "flash-deleted")).into_response())
        }
        Err(Error::Invalid(invalid)) => show(&web, &visitor, Some(invalid)).await,
        // The page says which circle needs someone first.
        Err(Error::Conflict("last-steward")) => show(&web, &visitor, None).await,
        Err(error) => Err(error.into()),
    }
}
