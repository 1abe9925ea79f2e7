//! Joining a circle by a link: signed in, with a new account, or as a guest.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use axum_extra::extract::cookie::CookieJar;
use mutua_domain::{Invalid, id::CircleId};
use mutua_service::{
    Error, Result,
    invitations::{self, Arrival, InvitationFace, InvitationState, JoinInput},
};

use crate::{
    error::encode,
    form::Form,
    frame::Frame,
    pages::{PageResult, go, render, render_problems},
    path::Path,
    state::Web,
    visitor::{self, Visitor},
};

#[derive(Template)]
#[template(path = "people/join.html")]
struct JoinPage<'a> {
    f: &'a Frame,
    token: &'a str,
    face: InvitationFace,
    input: JoinInput,
    /// Where to come back to after signing in.
    next: String,
}

async fn show(
    web: &Web,
    visitor: &Visitor,
    token: &str,
    input: JoinInput,
    invalid: Option<Invalid>,
) -> PageResult {
    let asked = token.to_owned();
    let (f, face) = web.page(visitor, move |cx| invitations::look(cx, &asked)).await?;
    let over = face.state != InvitationState::Open && face.already_in.is_none();
    let next = encode(&format!("/join/{token}"));
    let f = match &invalid {
        Some(invalid) => f.with_problems(invalid),
        None => f,
    };
    let page = JoinPage { f: &f, token, face, input, next };
    if invalid.is_some() {
        return render_problems(web, &f, &page);
    }
    let mut response = render(web, &f, &page)?;
    if over {
        *response.status_mut() = StatusCode::GONE;
    }
    Ok(response)
}

pub async fn page(State(web): State<Web>, visitor: Visitor, Path(token): Path<String>) -> PageResult {
    show(&web, &visitor, &token, JoinInput::default(), None).await
}

pub async fn accept(State(web): State<Web>, visitor: Visitor, Path(token): Path<String>) -> PageResult {
    let asked = token.clone();
    match web.act(&visitor, move |cx| invitations::accept(cx, &asked)).await {
        Ok(joined) => Ok(go(&web, &format!("/circles/{}", joined.circle), "flash-joined").into_response()),
        // The page says how it stands with the invitation now.
        Err(Error::Conflict(code)) if code.starts_with("invitation-") => {
            show(&web, &visitor, &token, JoinInput::default(), None).await
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "people/recovery.html")]
struct RecoveryPage<'a> {
    f: &'a Frame,
    link: &'a str,
    /// The circle that was joined just now.
    circle: Option<CircleId>,
}

/// The recovery link, shown this once.
pub(super) fn recovery_page(web: &Web, f: &Frame, link: &str, circle: Option<CircleId>) -> PageResult {
    render(web, f, &RecoveryPage { f, link, circle })
}

async fn arrived(
    web: &Web,
    visitor: &Visitor,
    token: &str,
    input: JoinInput,
    result: Result<Arrival>,
) -> PageResult {
    let Arrival { session, circle, recovery } = match result {
        Ok(arrival) => arrival,
        Err(Error::Invalid(invalid)) => return show(web, visitor, token, input, Some(invalid)).await,
        Err(Error::Conflict(code)) if code.starts_with("invitation-") => {
            return show(web, visitor, token, input, None).await;
        }
        Err(error) => return Err(error.into()),
    };
    let jar = CookieJar::new().add(visitor::signed_in(session.clone(), web.https));
    if let Some(link) = recovery {
        let (f, ()) = web.page(&visitor.signed_in(session), |_| Ok(())).await?;
        return Ok((jar, recovery_page(web, &f, &link, Some(circle))?).into_response());
    }
    let jar = jar.add(visitor::flash("flash-joined", web.https));
    Ok((jar, Redirect::to(&format!("/circles/{circle}"))).into_response())
}

pub async fn with_account(
    State(web): State<Web>,
    visitor: Visitor,
    Path(token): Path<String>,
    Form(input): Form<JoinInput>,
) -> PageResult {
    let language = visitor.language.tag();
    let result = match invitations::count_arrival(&web.app, &web.throttle, &visitor.from()) {
        Ok(()) => {
            invitations::join_with_account(&web.app, token.clone(), &input, language, visitor.from()).await
        }
        Err(error) => Err(error),
    };
    arrived(&web, &visitor, &token, input, result).await
}

/// A guest's form has a field of its own for the name, so that a problem stands beside the right one.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct GuestForm {
    guest_name: String,
}

pub async fn as_guest(
    State(web): State<Web>,
    visitor: Visitor,
    Path(token): Path<String>,
    Form(form): Form<GuestForm>,
) -> PageResult {
    let language = visitor.language.tag();
    let input = JoinInput { name: form.guest_name, ..JoinInput::default() };
    let result = match invitations::count_arrival(&web.app, &web.throttle, &visitor.from()) {
        Ok(()) => invitations::join_as_guest(&web.app, token.clone(), &input, language, visitor.from()).await,
        Err(error) => Err(error),
    };
    arrived(&web, &visitor, &token, input, result).await
}
