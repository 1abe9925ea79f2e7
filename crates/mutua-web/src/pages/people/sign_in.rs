//! Signing in and out. A link that signs in shows a page with one button first: programs that scan mail open links.

use askama::Template;
use axum::{
    extract::{Query, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::cookie::CookieJar;
use mutua_domain::{Invalid, Problem};
use mutua_service::{
    Credential, Error,
    sign_in::{self, SignInInput},
};
use serde::Deserialize;

use crate::{
    carry::{Carried, CarryInput, local_path},
    error::WebError,
    form::Form,
    frame::Frame,
    pages::{PageResult, go, render, render_problems},
    path::Path,
    state::Web,
    visitor::{self, Visitor},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Next {
    next: String,
}

/// What stands on the sign-in page, besides the address and the password.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct SignInForm {
    email: String,
    password: String,
    next: String,
    carry: String,
    carry_to: String,
}

impl SignInForm {
    fn carried(&self) -> Option<Carried> {
        CarryInput { carry: self.carry.clone(), carry_to: self.carry_to.clone() }.read()
    }
}

#[derive(Template)]
#[template(path = "people/sign_in.html")]
struct SignInPage<'a> {
    f: &'a Frame,
    email: &'a str,
    next: &'a str,
    carried: Option<Carried>,
    mail: bool,
    demo: &'a [(String, String)],
}

impl<'a> SignInPage<'a> {
    fn new(web: &'a Web, f: &'a Frame, form: &'a SignInForm) -> Self {
        Self {
            f,
            email: &form.email,
            next: local_path(&form.next).unwrap_or_default(),
            carried: form.carried(),
            mail: web.app.settings.mail,
            demo: &web.demo,
        }
    }
}

pub async fn page(State(web): State<Web>, visitor: Visitor, Query(Next { next }): Query<Next>) -> PageResult {
    let (f, ()) = web.page(&visitor, |_| Ok(())).await?;
    if f.viewer.is_some() {
        return Ok(Redirect::to(local_path(&next).unwrap_or("/")).into_response());
    }
    let form = SignInForm { next, ..SignInForm::default() };
    render(&web, &f, &SignInPage::new(&web, &f, &form))
}

/// The sign-in page in answer to a form that arrived after the session had ended.
///
/// # Errors
/// Where the template fails.
pub fn sign_in_to_go_on(web: &Web, visitor: &Visitor, carried: Carried) -> PageResult {
    let f = Frame::signed_out(&visitor.frame_seed(), web.app.clock.now());
    let form = SignInForm { carry: carried.json(), carry_to: carried.to, ..SignInForm::default() };
    let mut response = render(web, &f, &SignInPage::new(web, &f, &form))?;
    *response.status_mut() = StatusCode::UNAUTHORIZED;
    Ok(response)
}

/// The form again, beside what was wrong. What is carried stays on it.
async fn again(web: &Web, visitor: &Visitor, form: &SignInForm, error: Error) -> PageResult {
    let (invalid, wait) = match error {
        Error::Invalid(invalid) => (invalid, None),
        Error::TooMany(seconds) => {
            let minutes = (seconds + 59) / 60;
            (Invalid(vec![("email", Problem::new("too-many-tries").with("minutes", minutes))]), Some(seconds))
        }
        other => return Err(other.into()),
    };
    let (f, ()) = web.page(visitor, |_| Ok(())).await?;
    let f = f.with_problems(&invalid);
    let mut response = render_problems(web, &f, &SignInPage::new(web, &f, form))?;
    if let Some(seconds) = wait {
        *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds.unsigned_abs()));
    }
    Ok(response)
}

#[derive(Template)]
#[template(path = "people/go_on.html")]
struct GoOnPage<'a> {
    f: &'a Frame,
    carried: Carried,
}

/// Sets the cookie, and goes on: to the form that was interrupted, or to a page.
async fn welcome(
    web: &Web,
    visitor: &Visitor,
    secret: String,
    next: &str,
    carried: Option<Carried>,
) -> PageResult {
    // The session that this browser had before ends with the new one: its secret is worth nothing any more.
    if !matches!(visitor.credential, Credential::Nobody) {
        web.act(visitor, sign_in::sign_out).await?;
    }
    let jar = CookieJar::new().add(visitor::signed_in(secret.clone(), web.https));
    let Some(carried) = carried else {
        return Ok((jar, Redirect::to(local_path(next).unwrap_or("/"))).into_response());
    };
    let (f, ()) = web.page(&visitor.signed_in(secret), |_| Ok(())).await?;
    let page = render(web, &f, &GoOnPage { f: &f, carried })?;
    Ok((jar, page).into_response())
}

pub async fn by_password(
    State(web): State<Web>,
    visitor: Visitor,
    Form(form): Form<SignInForm>,
) -> PageResult {
    let input = SignInInput { email: form.email.clone(), password: form.password.clone() };
    match sign_in::by_password(&web.app, &web.throttle, input, visitor.from()).await {
        Ok(secret) => welcome(&web, &visitor, secret, &form.next, form.carried()).await,
        Err(error) => again(&web, &visitor, &form, error).await,
    }
}

#[derive(Template)]
#[template(path = "people/mailed.html")]
struct MailedPage<'a> {
    f: &'a Frame,
    email: &'a str,
    carried: Option<Carried>,
}

pub async fn mail_link(State(web): State<Web>, visitor: Visitor, Form(form): Form<SignInForm>) -> PageResult {
    let next = local_path(&form.next).map(str::to_owned);
    if let Err(error) = sign_in::mail_link(&web.app, &web.throttle, &form.email, next).await {
        return again(&web, &visitor, &form, error).await;
    }
    let (f, ()) = web.page(&visitor, |_| Ok(())).await?;
    render(&web, &f, &MailedPage { f: &f, email: form.email.trim(), carried: form.carried() })
}

#[derive(Template)]
#[template(path = "people/link.html")]
struct LinkPage<'a> {
    f: &'a Frame,
    next: &'a str,
}

#[derive(Template)]
#[template(path = "people/link_over.html")]
struct LinkOverPage<'a> {
    f: &'a Frame,
    /// What sort of link: the tail of message keys.
    what: &'static str,
}

/// The page for a link that doesn't work any more: it says so, and what to do.
pub(super) async fn over(web: &Web, visitor: &Visitor, what: &'static str) -> PageResult {
    let (f, ()) = web.page(visitor, |_| Ok(())).await?;
    let mut response = render(web, &f, &LinkOverPage { f: &f, what })?;
    *response.status_mut() = StatusCode::GONE;
    Ok(response)
}

pub async fn link_page(
    State(web): State<Web>,
    visitor: Visitor,
    Path(secret): Path<String>,
    Query(Next { next }): Query<Next>,
) -> PageResult {
    let (f, works) = web.page(&visitor, move |cx| sign_in::link_works(cx, &secret)).await?;
    if !works {
        return over(&web, &visitor, "sign-in").await;
    }
    render(&web, &f, &LinkPage { f: &f, next: local_path(&next).unwrap_or_default() })
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct LinkForm {
    next: String,
    new_password: String,
}

pub async fn by_link(
    State(web): State<Web>,
    visitor: Visitor,
    Path(secret): Path<String>,
    Form(form): Form<LinkForm>,
) -> PageResult {
    match sign_in::by_link(&web.app, secret, Some(form.new_password), visitor.from()).await {
        Ok(secret) => welcome(&web, &visitor, secret, &form.next, None).await,
        Err(Error::Conflict(_)) => over(&web, &visitor, "sign-in").await,
        Err(Error::Invalid(invalid)) => {
            let (f, ()) = web.page(&visitor, |_| Ok(())).await?;
            let f = f.with_problems(&invalid);
            let next = local_path(&form.next).unwrap_or_default();
            render_problems(&web, &f, &LinkPage { f: &f, next })
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "people/recover.html")]
struct RecoverPage<'a> {
    f: &'a Frame,
    name: String,
}

pub async fn recover_page(
    State(web): State<Web>,
    visitor: Visitor,
    Path(secret): Path<String>,
) -> PageResult {
    match web.page(&visitor, move |cx| sign_in::recovery_name(cx, &secret)).await {
        Ok((f, name)) => render(&web, &f, &RecoverPage { f: &f, name }),
        Err(WebError(Error::Conflict(_))) => over(&web, &visitor, "recovery").await,
        Err(error) => Err(error),
    }
}

pub async fn recover(State(web): State<Web>, visitor: Visitor, Path(secret): Path<String>) -> PageResult {
    let from = visitor.from();
    match web.act(&visitor, move |cx| sign_in::by_recovery(cx, &secret, &from)).await {
        Ok(secret) => welcome(&web, &visitor, secret, "/", None).await,
        Err(Error::Conflict(_)) => over(&web, &visitor, "recovery").await,
        Err(error) => Err(error.into()),
    }
}

pub async fn sign_out(State(web): State<Web>, visitor: Visitor) -> PageResult {
    web.act(&visitor, sign_in::sign_out).await?;
    let jar = CookieJar::new().add(visitor::signed_out(web.https));
    let response: Response = go(&web, "/sign-in", "flash-signed-out");
    Ok((jar, response).into_response())
}
