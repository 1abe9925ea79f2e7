//! What stands before every handler: requests from other sites, bodies that are packed or don't come, headers that
//! browsers heed, the log.

use std::{
    io,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
    time::{Duration, Instant},
};

use axum::{
    body::{Body, BodyDataStream, Bytes, HttpBody as _},
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use mutua_service::Error;
use tokio::time::Sleep;
use tokio_stream::Stream;

use crate::{error::WebError, limits, state::Web};

/// How long the body of a request may take, from its head to its end.
const BODY_TIME: Duration = Duration::from_secs(30);
/// How many bytes a second are taken from a slow line; a long file may take as much longer.
const SLOWEST: u64 = 64 * 1024;
/// The most that is added for what a body says of its length.
const LONGEST: Duration = Duration::from_secs(180);

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

/// Refuses bodies that are packed, and those that don't come in time.
pub async fn bodies(request: Request, next: Next) -> Response {
    if limits::is_packed(&request) {
        return WebError(Error::invalid("form", "packed")).into_response();
    }
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let late = Arc::new(AtomicBool::new(false));
    let (parts, body) = request.into_parts();
    let length =
        parts.headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let more = Duration::from_secs(length.unwrap_or(0_u64) / SLOWEST).min(LONGEST);
    let body = Body::from_stream(InTime::new(body.into_data_stream(), BODY_TIME + more, Arc::clone(&late)));
    let response = next.run(Request::from_parts(parts, body)).await;
    if !late.load(Ordering::Relaxed) {
        return response;
    }
    // Whatever a handler made of half a body.
    let mut response = WebError(Error::invalid("form", "slow")).into_response();
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

/// A body that ends with an error once its time is over.
struct InTime {
    body: BodyDataStream,
    until: Pin<Box<Sleep>>,
    late: Arc<AtomicBool>,
}

impl InTime {
    fn new(body: BodyDataStream, time: Duration, late: Arc<AtomicBool>) -> Self {
        Self { body, until: Box::pin(tokio::time::sleep(time)), late }
    }
}

impl Stream for InTime {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.until.as_mut().poll(cx).is_ready() {
            self.late.store(true, Ordering::Relaxed);
            let error = io::Error::new(io::ErrorKind::TimedOut, "the body didn't come in time");
            return Poll::Ready(Some(Err(axum::Error::new(error))));
        }
        Pin::new(&mut self.body).poll_next(cx)
    }
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
    let signs_out = request.method() == Method::POST && request.uri().path() == "/sign-out";
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if signs_out {
        // What browsers keep of pages goes with the session.
        headers.insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    }
    for (name, value) in HEADERS {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if web.https {
        headers
            .entry(header::STRICT_TRANSPORT_SECURITY)
            .or_insert(HeaderValue::from_static("max-age=31536000; includeSubDomains"));
    }
    response
}

/// What the log knows of an address: its route, since the address itself can hold a secret.
fn route(request: &Request) -> String {
    let matched = request.extensions().get::<MatchedPath>();
    matched.map_or_else(|| "(none)".to_owned(), |path| path.as_str().to_owned())
}

/// One line a request, and the figures of it.
pub async fn log(State(web): State<Web>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let _under_way = web.metrics.as_ref().map(|metrics| metrics.begin());
    let method = request.method().clone();
    let route = route(&request);
    let response = next.run(request).await;
    let took = started.elapsed();
    if let Some(metrics) = &web.metrics {
        metrics.answered(&method, &route, response.status(), took);
    }
    let status = response.status().as_u16();
    let took = took.as_millis();
    tracing::info!(%method, route, status, ms = u64::try_from(took).unwrap_or(u64::MAX), "request");
    response
}
