//! Who sends a request to a page: their cookie, their language, what they looked at.

use std::{
    convert::Infallible,
    net::{IpAddr, SocketAddr},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, header, request::Parts},
};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use mutua_l10n::Language;
use mutua_service::{Credential, sign_in};

use crate::{frame::FrameSeed, state::Web};

/// Who sends a request to a page.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// What their cookie shows.
    pub credential: Credential,
    /// The language that their browser asks for; a person's own setting wins over it.
    pub language: Language,
    /// The path they asked for, with its query.
    pub path: String,
    /// Whether the browser asks to refresh a part of an open page.
    pub refresh: bool,
    /// The browser's name for itself, for the list of sessions.
    pub agent: Option<String>,
    /// Where the request comes from, for what is limited by it.
    network: Option<IpAddr>,
    flash: Option<String>,
    theme: Option<String>,
}

/// The cookie that carries a session.
fn session_cookie(https: bool) -> &'static str {
    // Browsers take the __Host- prefix over https alone.
    if https { "__Host-mutua" } else { "mutua" }
}

/// The cookie with the message that the next page shows.
fn flash_cookie(https: bool) -> &'static str {
    if https { "__Host-mutua-flash" } else { "mutua-flash" }
}

/// The cookie that remembers light or dark.
fn theme_cookie(https: bool) -> &'static str {
    if https { "__Host-mutua-theme" } else { "mutua-theme" }
}

impl FromRequestParts<Web> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Infallible> {
        // Whatever would give an error its face has found out already.
        if let Some(visitor) = parts.extensions.get::<Self>() {
            return Ok(visitor.clone());
        }
        let jar = CookieJar::from_headers(&parts.headers);
        let value = |name: &str| jar.get(name).map(|cookie| cookie.value().to_owned());
        Ok(Self {
            credential: value(session_cookie(web.https)).map_or(Credential::Nobody, Credential::Session),
            language: accepted(&parts.headers),
            path: parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
            refresh: parts.headers.contains_key("hx-request"),
            agent: parts
                .headers
                .get(header::USER_AGENT)
                .and_then(|v| v.to_str().ok())
                .map(|agent| agent.chars().take(200).collect()),
            network: parts
                .extensions
                .get::<ConnectInfo<SocketAddr>>()
                .and_then(|peer| web.proxies.client(peer.0.ip(), &parts.headers)),
            flash: value(flash_cookie(web.https)),
            theme: value(theme_cookie(web.https)),
        })
    }
}

/// The session that a browser's cookie shows.
pub fn credential(headers: &HeaderMap, https: bool) -> Credential {
    let jar = CookieJar::from_headers(headers);
    let secret = jar.get(session_cookie(https)).map(|cookie| cookie.value().to_owned());
    secret.map_or(Credential::Nobody, Credential::Session)
}

/// The language that a browser asks for.
pub fn accepted(headers: &HeaderMap) -> Language {
    headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .map_or(Language::English, Language::negotiate)
}

impl Visitor {
    /// Where the request comes from, as signing in takes it.
    pub fn from(&self) -> sign_in::From {
        sign_in::From { address: self.network, agent: self.agent.clone() }
    }

    /// The same visitor, now signed in.
    #[must_use]
    pub fn signed_in(&self, secret: String) -> Self {
        Self { credential: Credential::Session(secret), ..self.clone() }
    }

    /// What the frame of a page needs of this.
    pub fn frame_seed(&self) -> FrameSeed {
        FrameSeed {
            language: self.language,
            path: self.path.clone(),
            flash: self.flash.clone(),
            theme: self.theme.clone(),
        }
    }
}

fn cookie(name: &'static str, value: String, https: bool) -> Cookie<'static> {
    Cookie::build((name, value)).path("/").http_only(true).same_site(SameSite::Lax).secure(https).build()
}

/// The cookie that signs a browser in.
pub fn signed_in(secret: String, https: bool) -> Cookie<'static> {
    let mut cookie = cookie(session_cookie(https), secret, https);
    cookie.make_permanent();
    cookie
}

/// The cookie that signs it out.
pub fn signed_out(https: bool) -> Cookie<'static> {
    let mut cookie = cookie(session_cookie(https), String::new(), https);
    cookie.make_removal();
    cookie
}

/// Shows a message (a key, never words of people) on the next page.
pub fn flash(key: &str, https: bool) -> Cookie<'static> {
    cookie(flash_cookie(https), key.to_owned(), https)
}

/// The message was shown.
pub fn flash_shown(https: bool) -> Cookie<'static> {
    let mut cookie = cookie(flash_cookie(https), String::new(), https);
    cookie.make_removal();
    cookie
}

/// Remembers light or dark on this browser.
pub fn theme(choice: &str, https: bool) -> Cookie<'static> {
    let mut cookie = cookie(theme_cookie(https), choice.to_owned(), https);
    cookie.make_permanent();
    cookie
}
