//! Browsers and API clients for tests: they speak HTTP to the router, without a socket.
#![allow(dead_code, clippy::allow_attributes, reason = "each test file uses its own part of this")]

use std::collections::BTreeMap;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use mutua_domain::{id::PersonId, text::Name};
use mutua_service::{
    sign_in,
    testing::{self, TestApp},
    tokens,
};
use mutua_web::{Limits, Web};
use tower::ServiceExt;

/// A site on a fresh database.
pub struct Site {
    pub t: TestApp,
    pub router: Router,
    /// What the operator sees of it.
    pub figures: Router,
}

impl Site {
    /// An application as it is served; what it does is counted.
    pub fn of(t: TestApp, change: impl FnOnce(Web) -> Web) -> Self {
        let web = change(Web::new(t.app.clone()).measured());
        Self { router: mutua_web::router(web.clone()), figures: mutua_web::metrics::router(web), t }
    }
}

/// A site on a fresh database of each sort that is to be had. Tests do in a moment, in which the clock stands still, what
/// takes people a day, so nothing is limited that isn't about guessing.
pub fn sites() -> Vec<Site> {
    testing::apps().into_iter().map(|t| Site::of(t, |web| web.limited(Limits::Off))).collect()
}

/// An answer.
pub struct Answer {
    pub status: StatusCode,
    pub location: Option<String>,
    pub clear_site_data: Option<String>,
    pub content_type: String,
    pub text: String,
    pub cookies: Vec<String>,
}

impl Answer {
    /// The text of every element that a CSS selector finds.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let selector = scraper::Selector::parse(selector).unwrap();
        scraper::Html::parse_document(&self.text)
            .select(&selector)
            .map(|element| {
                element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
            })
            .collect()
    }

    /// Whether a CSS selector finds anything.
    pub fn has(&self, selector: &str) -> bool {
        !self.texts(selector).is_empty()
    }

    /// An attribute of every element that a CSS selector finds.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let selector = scraper::Selector::parse(selector).unwrap();
        scraper::Html::parse_document(&self.text)
            .select(&selector)
            .filter_map(|element| element.value().attr(name).map(str::to_owned))
            .collect()
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }
}

/// A browser with its cookies, or a program with its token.
pub struct Client {
    router: Router,
    cookies: BTreeMap<String, String>,
    token: Option<String>,
}

impl Site {
    /// A browser in which nobody is signed in.
    pub fn browser(&self) -> Client {
        Client { router: self.router.clone(), cookies: BTreeMap::new(), token: None }
    }

    /// A browser in which a person is signed in.
    pub async fn browser_of(&self, person: PersonId) -> Client {
        let secret =
            self.t.act(None, move |cx| sign_in::open_session(cx, person, Some("test"))).await.unwrap();
        let mut browser = self.browser();
        browser.cookies.insert("mutua".into(), secret);
        browser
    }

    /// A program with this token.
    pub fn program_with(&self, token: &str) -> Client {
        Client { token: Some(token.to_owned()), ..self.browser() }
    }

    /// A program with a person's token.
    pub async fn program_of(&self, person: PersonId) -> Client {
        let name = Name::parse("test").unwrap();
        let (_, secret) = self.t.act(None, move |cx| tokens::issue(cx, person, &name, None)).await.unwrap();
        Client { token: Some(secret), ..self.browser() }
    }
}

impl Client {
    /// Puts a cookie into this browser.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// Takes over another browser's cookies.
    pub fn copy_cookies(&mut self, other: &Self) {
        self.cookies.clone_from(&other.cookies);
    }

    async fn send(&mut self, mut request: Request<Body>) -> Answer {
        let headers = request.headers_mut();
        if !self.cookies.is_empty() {
            let cookies: Vec<String> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            headers.insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        if let Some(token) = &self.token {
            headers.insert(header::AUTHORIZATION, format!("Bearer {token}").parse().unwrap());
        }
        let (head, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let header_text = |name: header::HeaderName| {
            head.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
        };
        let (status, location) = (head.status, header_text(header::LOCATION));
        let content_type = header_text(header::CONTENT_TYPE).unwrap_or_default();
        let clear_site_data = header_text(header::HeaderName::from_static("clear-site-data"));
        let set: Vec<String> = head
            .headers
            .get_all(header::SET_COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok().map(str::to_owned))
            .collect();
        for cookie in &set {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status,
            location,
            clear_site_data,
            content_type,
            text: String::from_utf8_lossy(&bytes).into_owned(),
            cookies: set,
        }
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = serde_html_form::to_string(fields).unwrap();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .unwrap();
        self.send(request).await
    }

    /// Sends a form and follows to where it leads.
    pub async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.post(path, fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.text);
        self.get(&answer.location.unwrap()).await
    }

    /// Sends a body of any sort.
    pub async fn post_raw(&mut self, path: &str, content_type: &str, body: String) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, content_type).body(Body::from(body));
        self.send(request.unwrap()).await
    }

    /// Calls the API.
    pub async fn call(&mut self, method: &str, path: &str, body: serde_json::Value) -> Answer {
        self.call_with_key(method, path, body, None).await
    }

    /// Calls the API with an idempotency key.
    pub async fn call_with_key(
        &mut self,
        method: &str,
        path: &str,
        body: serde_json::Value,
        key: Option<&str>,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header(header::CONTENT_TYPE, "application/json");
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        self.send(request.body(body).unwrap()).await
    }
}
