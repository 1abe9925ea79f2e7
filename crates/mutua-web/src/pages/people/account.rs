//! How a person gets in: address, password, a guest's recovery link, a guest who becomes a full account.

use askama::Template;
use axum::{extract::State, response::IntoResponse};
use mutua_domain::{Invalid, life::PersonState};
use mutua_service::{
    Error,
    people::{
        self, MeView,
        accounts::{self, AddressInput, FullInput, PasswordInput},
    },
    sign_in,
};

use super::{join, sign_in::over};
use crate::{
    error::WebError,
    form::Form,
    frame::Frame,
    pages::{PageResult, go, render, render_problems},
    path::Path,
    state::Web,
    visitor::Visitor,
};

#[derive(Template)]
#[template(path = "people/address.html")]
struct AddressPage<'a> {
    f: &'a Frame,
    me: MeView,
    email: String,
    mail: bool,
}

async fn show_address(web: &Web, visitor: &Visitor, email: String, invalid: Option<Invalid>) -> PageResult {
    let (f, me) = web.page(visitor, people::me).await?;
    if me.state != PersonState::Full {
        return Err(WebError(Error::Refused("guest-address")));
    }
    let mail = web.app.settings.mail;
    match &invalid {
        None => render(web, &f, &AddressPage { f: &f, me, email, mail }),
        Some(invalid) => {
            let f = f.with_problems(invalid);
            render_problems(web, &f, &AddressPage { f: &f, me, email, mail })
        }
    }
}

pub async fn address_page(State(web): State<Web>, visitor: Visitor) -> PageResult {
    show_address(&web, &visitor, String::new(), None).await
}

pub async fn change_address(
    State(web): State<Web>,
    visitor: Visitor,
    Form(input): Form<AddressInput>,
) -> PageResult {
    let email = input.email.clone();
    match accounts::change_address(&web.app, &web.throttle, &visitor.credential, input).await {
        Ok(()) => Ok(go(&web, "/me/address", "flash-address-mailed").into_response()),
        Err(Error::Invalid(invalid)) => show_address(&web, &visitor, email, Some(invalid)).await,
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "people/address_confirm.html")]
struct ConfirmPage<'a> {
    f: &'a Frame,
    address: String,
}

pub async fn confirm_page(
    State(web): State<Web>,
    visitor: Visitor,
    Path(secret): Path<String>,
) -> PageResult {
    match web.page(&visitor, move |cx| accounts::address_of_link(cx, &secret)).await? {
        (f, Some(address)) => render(&web, &f, &ConfirmPage { f: &f, address }),
        (_, None) => over(&web, &visitor, "address").await,
    }
}

pub async fn confirm(State(web): State<Web>, visitor: Visitor, Path(secret): Path<String>) -> PageResult {
    match web.act(&visitor, move |cx| accounts::confirm_address(cx, &secret)).await {
        Ok(()) => Ok(go(&web, "/me", "flash-address-confirmed").into_response()),
        Err(Error::Conflict("link-over")) => over(&web, &visitor, "address").await,
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "people/password.html")]
struct PasswordPage<'a> {
    f: &'a Frame,
    me: MeView,
}

async fn show_password(web: &Web, visitor: &Visitor, invalid: Option<Invalid>) -> PageResult {
    let (f, me) = web.page(visitor, people::me).await?;
    if me.state != PersonState::Full {
        return Err(WebError(Error::Refused("guest-address")));
    }
    match &invalid {
        None => render(web, &f, &PasswordPage { f: &f, me }),
        Some(invalid) => {
            let f = f.with_problems(invalid);
            render_problems(web, &f, &PasswordPage { f: &f, me })
        }
    }
}

pub async fn password_page(State(web): State<Web>, visitor: Visitor) -> PageResult {
    show_password(&web, &visitor, None).await
}

pub async fn change_password(
    State(web): State<Web>,
    visitor: Visitor,
    Form(input): Form<PasswordInput>,
) -> PageResult {
    match accounts::change_password(&web.app, &web.throttle, &visitor.credential, input).await {
        Ok(()) => Ok(go(&web, "/me", "flash-password-changed").into_response()),
        Err(Error::Invalid(invalid)) => show_password(&web, &visitor, Some(invalid)).await,
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "people/full.html")]
struct FullPage<'a> {
    f: &'a Frame,
    email: String,
}

async fn show_full(web: &Web, visitor: &Visitor, email: String, invalid: Option<Invalid>) -> PageResult {
    let (f, me) = web.page(visitor, people::me).await?;
    if me.state != PersonState::Guest {
        return Err(WebError(Error::Conflict("already-full")));
    }
    match &invalid {
        None => render(web, &f, &FullPage { f: &f, email }),
        Some(invalid) => {
            let f = f.with_problems(invalid);
            render_problems(web, &f, &FullPage { f: &f, email })
        }
    }
}

pub async fn full_page(State(web): State<Web>, visitor: Visitor) -> PageResult {
    show_full(&web, &visitor, String::new(), None).await
}

pub async fn become_full(
    State(web): State<Web>,
    visitor: Visitor,
    Form(input): Form<FullInput>,
) -> PageResult {
    let email = input.email.clone();
    match accounts::become_full(&web.app, &visitor.credential, input).await {
        Ok(()) => Ok(go(&web, "/me", "flash-full").into_response()),
        Err(Error::Invalid(invalid)) => show_full(&web, &visitor, email, Some(invalid)).await,
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "people/recovery_new.html")]
struct NewRecoveryPage<'a> {
    f: &'a Frame,
    me: MeView,
}

pub async fn recovery_page(State(web): State<Web>, visitor: Visitor) -> PageResult {
    let (f, me) = web.page(&visitor, people::me).await?;
    if me.state != PersonState::Guest {
        return Err(WebError(Error::Refused("recovery-full")));
    }
    render(&web, &f, &NewRecoveryPage { f: &f, me })
}

/// The answer to the form holds the link: it is shown this once and kept nowhere.
pub async fn new_recovery(State(web): State<Web>, visitor: Visitor) -> PageResult {
    let link = web.act(&visitor, sign_in::new_recovery_link).await?;
    let (f, ()) = web.page(&visitor, |_| Ok(())).await?;
    join::recovery_page(&web, &f, &link, None)
}
