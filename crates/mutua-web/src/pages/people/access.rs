//! What acts for a person: signed-in browsers, and tokens of programs.

use askama::Template;
use axum::{extract::State, response::IntoResponse};
use mutua_domain::{
    Invalid,
    id::{SessionId, TokenId},
    life::PersonState,
};
use mutua_service::{
    Error,
    sign_in::{self, SessionView},
    tokens::{self, NewTokenView, TokenInput, TokenView},
};

use crate::{
    form::Form,
    frame::Frame,
    pages::{PageResult, go, render, render_problems},
    path::Path,
    state::Web,
    visitor::Visitor,
};

#[derive(Template)]
#[template(path = "people/sessions.html")]
struct SessionsPage<'a> {
    f: &'a Frame,
    sessions: Vec<SessionView>,
    others: bool,
}

impl SessionsPage<'_> {
    /// "Firefox, Android" says more to most people than what browsers call themselves.
    fn browser(&self, agent: &str) -> String {
        let named = |names: &[(&str, &'static str)]| {
            names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
        };
        // Each also claims to be those after it.
        let browser = named(&[
            ("Edg", "Edge"),
            ("OPR/", "Opera"),
            ("Firefox/", "Firefox"),
            ("FxiOS/", "Firefox"),
            ("Chrome/", "Chrome"),
            ("CriOS/", "Chrome"),
            ("Safari/", "Safari"),
        ]);
        let system = named(&[
            ("Android", "Android"),
            ("iPhone", "iPhone"),
            ("iPad", "iPad"),
            ("Windows", "Windows"),
            ("Mac OS X", "macOS"),
            ("CrOS", "ChromeOS"),
            ("Linux", "Linux"),
        ]);
        match (browser, system) {
            (Some(browser), Some(system)) => format!("{browser}, {system}"),
            (Some(browser), None) => browser.to_owned(),
            _ => agent.to_owned(),
        }
    }
}

pub async fn sessions(State(web): State<Web>, visitor: Visitor) -> PageResult {
    let (f, sessions) = web.page(&visitor, sign_in::sessions).await?;
    let others = sessions.iter().any(|session| !session.current);
    render(&web, &f, &SessionsPage { f: &f, sessions, others })
}

pub async fn end_session(State(web): State<Web>, visitor: Visitor, Path(id): Path<SessionId>) -> PageResult {
    web.act(&visitor, move |cx| sign_in::end_session(cx, id)).await?;
    Ok(go(&web, "/me/sessions", "flash-session-ended").into_response())
}

pub async fn end_others(State(web): State<Web>, visitor: Visitor) -> PageResult {
    web.act(&visitor, sign_in::end_other_sessions).await?;
    Ok(go(&web, "/me/sessions", "flash-sessions-ended").into_response())
}

#[derive(Template)]
#[template(path = "people/tokens.html")]
struct TokensPage<'a> {
    f: &'a Frame,
    tokens: Vec<TokenView>,
    input: TokenInput,
    /// The one that was made just now, with its secret.
    new: Option<NewTokenView>,
    is_guest: bool,
}

async fn show(
    web: &Web,
    visitor: &Visitor,
    input: TokenInput,
    new: Option<NewTokenView>,
    invalid: Option<Invalid>,
) -> PageResult {
    let (f, (tokens, state)) = web.page(visitor, |cx| Ok((tokens::mine(cx)?, cx.person()?.state))).await?;
    let is_guest = state == PersonState::Guest;
    match &invalid {
        None => render(web, &f, &TokensPage { f: &f, tokens, input, new, is_guest }),
        Some(invalid) => {
            let f = f.with_problems(invalid);
            render_problems(web, &f, &TokensPage { f: &f, tokens, input, new, is_guest })
        }
    }
}

pub async fn tokens(State(web): State<Web>, visitor: Visitor) -> PageResult {
    show(&web, &visitor, TokenInput::default(), None, None).await
}

/// The answer to the form holds the secret: it is shown this once and kept nowhere.
pub async fn create_token(
    State(web): State<Web>,
    visitor: Visitor,
    Form(input): Form<TokenInput>,
) -> PageResult {
    let typed = input.clone();
    match web.act(&visitor, move |cx| tokens::create(cx, &input)).await {
        Ok(new) => show(&web, &visitor, TokenInput::default(), Some(new), None).await,
        Err(Error::Invalid(invalid)) => show(&web, &visitor, typed, None, Some(invalid)).await,
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "people/token_revoke.html")]
struct RevokePage<'a> {
    f: &'a Frame,
    token: TokenView,
}

pub async fn confirm_revoke(State(web): State<Web>, visitor: Visitor, Path(id): Path<TokenId>) -> PageResult {
    let (f, token) = web.page(&visitor, move |cx| tokens::show(cx, id)).await?;
    render(&web, &f, &RevokePage { f: &f, token })
}

pub async fn revoke_token(State(web): State<Web>, visitor: Visitor, Path(id): Path<TokenId>) -> PageResult {
    web.act(&visitor, move |cx| tokens::revoke(cx, id)).await?;
    Ok(go(&web, "/me/tokens", "flash-token-revoked").into_response())
}
