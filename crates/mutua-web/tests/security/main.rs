//! What an attacker tries, over every address and every form: other sites' requests, other cookies, other places to go,
//! files outside, bodies that are too big or too deep or something else, scripts and statements in every field, guessing.
//!
//! Addresses come from the router's code and the API's description, forms from the pages: a new one is tried without being
//! named here.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

#[path = "../leaks/routes.rs"]
mod routes;
#[path = "../support/mod.rs"]
mod support;

mod bodies;
mod cookies;
mod doors;
mod forms;
mod headers;
mod limits;
mod limits_of_nodes;
mod limits_on_use;
mod sites_of_others;

use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use mutua_domain::{
    id::{CircleId, PersonId},
    text::NewPassword,
};
use mutua_service::{Settings, passwords};
use tower::ServiceExt;

use support::Site;

pub const PASSWORD: &str = "four warm words here";

/// An answer with all its headers.
pub struct Full {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Full {
    /// A header's text; empty where it isn't there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// Sends a request as it is.
pub async fn send(site: &Site, request: Request<Body>) -> Full {
    let response = site.router.clone().oneshot(request).await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    Full { status, headers, text: String::from_utf8_lossy(&bytes).into_owned() }
}

/// A request of a browser in which a person is signed in.
pub fn of(cookie: &str, method: &str, path: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(path).header(header::COOKIE, format!("mutua={cookie}"))
}

/// A session's secret.
pub async fn session(site: &Site, person: PersonId) -> String {
    site.t.act(None, move |cx| mutua_service::sign_in::open_session(cx, person, None)).await.unwrap()
}

/// Ana, with a password, who looks after a circle in which Ben is.
pub async fn street(site: &Site) -> (PersonId, PersonId, CircleId) {
    let (ana, ben) = (site.t.person("Ana").await, site.t.person("Ben").await);
    let hash = passwords::hash(&site.t.app, NewPassword::parse(PASSWORD).unwrap()).await.unwrap();
    site.t
        .act(None, move |cx| Ok(mutua_storage::tables::people::set_password(cx.tx, ana, &hash, cx.now)?))
        .await
        .unwrap();
    let circle = site.t.circle("Linden Street", ana, &[ben], None).await;
    (ana, ben, circle)
}

/// A site: one is enough where the database has no part in it.
pub fn site() -> Site {
    support::sites().remove(0)
}

/// The same as it is behind https.
pub fn behind_https(site: Site) -> Site {
    let settings = Settings { base_url: "https://mutua.example".into(), ..Settings::default() };
    let app = site.t.app.clone().with_settings(settings);
    let database = site.t.database;
    Site::of(mutua_service::testing::TestApp { app, database }, |web| web.limited(mutua_web::Limits::Off))
}

/// Addresses with ids that are nobody's: what stands before every handler answers them too.
pub fn everywhere() -> (Vec<String>, Vec<(String, String)>) {
    let fill = |pattern: &str| {
        let id = "01955b3b-0000-7000-8000-000000000000";
        pattern.replace("{id}", id).replace("{token}", "x").replace("{secret}", "x").replace("{*path}", "x")
    };
    let pages = routes::of_pages().iter().map(|pattern| fill(pattern)).collect();
    let api = routes::of_api()
        .into_iter()
        .map(|(method, pattern)| (method, format!("/api/v1{}", fill(&pattern))))
        .collect();
    (pages, api)
}
