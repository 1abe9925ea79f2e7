//! Pages. Each area is a folder: handlers, page structs, and their templates beside them.
//!
//! A page struct has the frame as `f` and what the service gave; its template extends `layout.html` and shows shared
//! pieces as `{{ f.icon("ask") }}` (`pieces.rs`). Handlers stay within 30 lines: parse, one service call, render.

use askama::Template;
use axum::{
    Router,
    response::{Html, IntoResponse, Redirect, Response},
};
use axum_extra::extract::cookie::CookieJar;

use crate::{borrowed, carry::Carried, error::WebError, frame::Frame, state::Web, visitor};

pub mod about;
pub mod acts;
pub mod asks;
pub mod blocks;
pub mod capacity;
pub mod check_ins;
pub mod circles;
pub mod helps;
pub mod mirror;
pub mod needs;
pub mod notices;
pub mod offers;
pub mod people;
pub mod pieces;
pub mod team;
pub mod today;
pub mod wellbeing;

/// More bytes than most pages have.
const ROOM: usize = 24 * 1024;

/// What a page's handler gives.
pub type PageResult = Result<Response, WebError>;

/// Every page.
pub fn router() -> Router<Web> {
    Router::new()
        .merge(about::router())
        .merge(acts::router())
        .merge(asks::router())
        .merge(blocks::router())
        .merge(capacity::router())
        .merge(check_ins::router())
        .merge(circles::router())
        .merge(helps::router())
        .merge(mirror::router())
        .merge(needs::router())
        .merge(notices::router())
        .merge(offers::router())
        .merge(people::router())
        .merge(team::router())
        .merge(today::router())
        .merge(wellbeing::router())
}

/// Pages that take files.
pub fn uploads() -> Router<Web> {
    team::uploads()
}

/// Renders a page; a message that was shown once is forgotten.
///
/// # Errors
/// Where the template fails, which only a defect makes it do.
pub fn render(web: &Web, frame: &Frame, page: &impl Template) -> PageResult {
    let html = html(page).map_err(|error| WebError(mutua_service::Error::Internal(error.to_string())))?;
    let html = in_its_language(frame, html);
    let jar = CookieJar::new();
    let jar = if frame.flash.is_some() { jar.add(visitor::flash_shown(web.https)) } else { jar };
    Ok((jar, Html(html)).into_response())
}

/// A page's text. Most find room in what is taken at first, and needn't be moved while they grow.
///
/// # Errors
/// Where the template fails, which only a defect makes it do.
pub fn html(page: &impl Template) -> askama::Result<String> {
    let mut html = String::with_capacity(ROOM);
    page.render_into(&mut html)?;
    Ok(html)
}

/// Where the language of a page is only begun, the words that it borrows are named as English.
fn in_its_language(frame: &Frame, html: String) -> String {
    if frame.l.language.is_begun() { borrowed::named(&html) } else { html }
}

/// The same for a form that came back with problems.
///
/// # Errors
/// As for [`render`].
pub fn render_problems(web: &Web, frame: &Frame, page: &impl Template) -> PageResult {
    let mut response = render(web, frame, page)?;
    *response.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// Goes on to a page (303), which says once what was done (`flash-…`).
pub fn go(web: &Web, to: &str, flash: &str) -> Response {
    (CookieJar::new().add(visitor::flash(flash, web.https)), Redirect::to(to)).into_response()
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    f: Frame,
    title: String,
    detail: String,
    carried: Option<Carried>,
}

/// The page that says that something didn't work. What was typed is on it, to be sent again.
pub fn error_page(f: Frame, title: String, detail: String, carried: Option<Carried>) -> String {
    let page = ErrorPage { f, title, detail, carried };
    let html = html(&page).unwrap_or_default();
    in_its_language(&page.f, html)
}
