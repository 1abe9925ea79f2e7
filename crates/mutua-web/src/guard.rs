//! What stands before every handler: requests from other sites, headers that browsers heed, the log.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use mutua_service::Error;

use crate::{error::WebError, state::Web};

/// Refuses requests that change something and come from another site's page.
///
/// Browsers say where a request comes from in `Sec-Fetch-Site`, older ones in `Origin`; programs send neither, and
/// have no cookie that a page could ride on. Cookies are `SameSite=Lax` besides.
pub async fn same_origin(State(web): State<Web>, request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) || is_ours(&web, &request) {
        return next.run(request).await;
    }
    tracing::warn!(route = route(&request), "a request from another site was refused");
    WebError(Error::Refused("other-site")).into_response()
}

fn is_ours(web: &Web, request: &Request) -> bool {
    // A mail program's one-click unsubscribe (RFC 8058) comes from wherever, and its link is its own proof.
    if request.uri().path().starts_with("/unsubscribe/") {
        return true;
    }
    let get = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = get("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = get("origin") else { return true };
    let host = get("host").unwrap_or_default();
    origin == web.app.settings.base_url || origin.split_once("://").is_some_and(|(_, rest)| rest == host)
}

const HEADERS: &[(&str, &str)] = &[
    (
        "content-security-policy",
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
];

/// Headers that browsers heed. What a person sees is kept out of shared caches and of the "back" of a next person.
pub async fn headers(State(web): State<Web>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if web.https {
        headers
            .entry(header::STRICT_TRANSPORT_SECURITY)
            .or_insert(HeaderValue::from_static("max-age=31536000"));
    }
    response
}

/// What the log knows of an address: its route, since the address itself can hold a secret.
fn route(request: &Request) -> String {
    let matched = request.extensions().get::<MatchedPath>();
    matched.map_or_else(|| "(none)".to_owned(), |path| path.as_str().to_owned())
}

/// One line a request.
pub async fn log(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let route = route(&request);
    let response = next.run(request).await;
    let status = response.status().as_u16();
    let took = started.elapsed().as_millis();
    tracing::info!(%method, route, status, ms = u64::try_from(took).unwrap_or(u64::MAX), "request");
    response
}
