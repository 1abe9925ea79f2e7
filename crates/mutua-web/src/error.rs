//! One error, two faces: a page for people, RFC 9457 for programs.

use axum::{
    Json,
    extract::{FromRequestParts, Request, State, rejection::BytesRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Redirect, Response},
};
use mutua_domain::Entropy;
use mutua_l10n::{Language, Locale};
use mutua_service::{Credential, Error, StorageError};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    carry::Carried,
    frame::{Frame, FrameSeed, problem_text},
    pages,
    state::Web,
    visitor::Visitor,
};

/// A service error on its way out.
#[derive(Debug, Clone)]
pub struct WebError(pub Error);

impl From<Error> for WebError {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

/// What programs are told (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemDetails {
    /// What sort of problem: a word of ours.
    #[serde(rename = "type")]
    pub kind: String,
    /// The sort in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened and what to do.
    pub detail: String,
    /// The number under which the operator finds it in the log.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// What is wrong with which field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

/// What is wrong with a field.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldProblem {
    /// The field.
    pub field: String,
    /// A code that doesn't change with the language.
    pub code: String,
    /// The same in words.
    pub detail: String,
}

impl WebError {
    fn status(&self) -> StatusCode {
        match &self.0 {
            Error::SignInNeeded => StatusCode::UNAUTHORIZED,
            Error::NotFound => StatusCode::NOT_FOUND,
            Error::Refused(_) => StatusCode::FORBIDDEN,
            Error::Invalid(invalid) => {
                whole(invalid).map_or(StatusCode::UNPROCESSABLE_ENTITY, |problem| match problem.code {
                    "too-large" => StatusCode::PAYLOAD_TOO_LARGE,
                    "media-type" | "packed" => StatusCode::UNSUPPORTED_MEDIA_TYPE,
                    "slow" => StatusCode::REQUEST_TIMEOUT,
                    "method" => StatusCode::METHOD_NOT_ALLOWED,
                    _ => StatusCode::BAD_REQUEST,
                })
            }
            Error::Conflict(_) => StatusCode::CONFLICT,
            Error::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Error::Storage(error) if error.passes() => StatusCode::SERVICE_UNAVAILABLE,
            Error::Storage(_) | Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Whether it is our failure, so that the same may be sent again as it is.
    pub fn is_ours(&self) -> bool {
        self.status().is_server_error()
    }

    fn word(&self) -> &'static str {
        match self.status() {
            StatusCode::UNAUTHORIZED => "sign-in",
            StatusCode::NOT_FOUND => "not-found",
            StatusCode::FORBIDDEN => "refused",
            StatusCode::CONFLICT => "conflict",
            StatusCode::TOO_MANY_REQUESTS => "too-many",
            StatusCode::BAD_REQUEST
            | StatusCode::METHOD_NOT_ALLOWED
            | StatusCode::PAYLOAD_TOO_LARGE
            | StatusCode::REQUEST_TIMEOUT
            | StatusCode::UNSUPPORTED_MEDIA_TYPE
            | StatusCode::UNPROCESSABLE_ENTITY => "bad-request",
            _ => "internal",
        }
    }

    fn detail(&self, l: &Locale, id: &str) -> String {
        match &self.0 {
            Error::SignInNeeded => l.t("error-sign-in").to_owned(),
            Error::NotFound => l.t("error-not-found").to_owned(),
            Error::Refused(code) => l.t(&format!("refused-{code}")).to_owned(),
            Error::Conflict(code) => l.t(&format!("conflict-{code}")).to_owned(),
            Error::Invalid(invalid) if self.status() == StatusCode::UNPROCESSABLE_ENTITY => invalid
                .0
                .iter()
                .map(|(field, p)| format!("{field}: {}", problem_text(p, l)))
                .collect::<Vec<_>>()
                .join(" "),
            Error::Invalid(invalid) => match whole(invalid) {
                Some(problem) if problem.code != "form" => problem_text(problem, l),
                _ => l.t("error-bad-request").to_owned(),
            },
            Error::TooMany(seconds) => l.t1("error-too-many", "seconds", *seconds),
            Error::Storage(StorageError::Full(_)) => l.t1("error-full", "id", id),
            Error::Storage(StorageError::Damaged(_)) => l.t1("error-damaged", "id", id),
            Error::Storage(StorageError::Uncertain(_)) => l.t1("error-uncertain", "id", id),
            Error::Storage(error) if error.passes() => l.t1("error-busy", "id", id),
            Error::Storage(_) | Error::Internal(_) => l.t1("error-internal", "id", id),
        }
    }

    /// Logs what is ours to mend, under a number that the person is shown.
    fn report(&self) -> String {
        let id: [u8; 4] = Entropy::system().bytes();
        let id: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
        let way_out = match &self.0 {
            Error::Storage(error) => error.way_out(),
            _ => None,
        };
        match way_out {
            Some(mend) => tracing::error!(id, error = %self.0, mend, "a request failed"),
            None if self.status().is_server_error() => {
                tracing::error!(id, error = %self.0, "a request failed");
            }
            None => {}
        }
        id
    }
}

/// What is wrong with a request as a whole, where it isn't about a field.
fn whole(invalid: &mutua_domain::Invalid) -> Option<&mutua_domain::Problem> {
    invalid.0.iter().find(|(field, _)| *field == "form").map(|(_, problem)| problem)
}

/// What a request is told whose body couldn't be read: too long, or broken off.
pub fn unread(rejection: &BytesRejection) -> WebError {
    let code = if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE { "too-large" } else { "form" };
    WebError(Error::invalid("form", code))
}

/// The field that couldn't be read, as a path.
#[derive(Debug, Clone)]
struct UnreadField(String);

/// Why a program's JSON couldn't be read.
#[derive(Debug)]
pub struct Unread {
    error: WebError,
    field: Option<UnreadField>,
}

impl From<WebError> for Unread {
    fn from(error: WebError) -> Self {
        Self { error, field: None }
    }
}

impl Unread {
    /// It couldn't be read at this path; a dot is the whole.
    pub fn at(path: &str) -> Self {
        let field = (path != ".").then(|| UnreadField(path.to_owned()));
        Self { error: WebError(Error::invalid("form", "form")), field }
    }
}

impl IntoResponse for Unread {
    /// Bears the path; [`face`] tells it.
    fn into_response(self) -> Response {
        let mut response = self.error.into_response();
        if let Some(field) = self.field {
            response.extensions_mut().insert(field);
        }
        response
    }
}

/// Goes on only where a body says that it is what it has to be. Without a body there is nothing to say.
///
/// # Errors
/// `media-type` where it is something else.
pub fn require_type(headers: &HeaderMap, body: &[u8], wanted: &str) -> Result<(), WebError> {
    let said = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = said.split(';').next().unwrap_or_default().trim();
    if body.is_empty() || essence.eq_ignore_ascii_case(wanted) {
        return Ok(());
    }
    Err(WebError(Error::invalid("form", "media-type")))
}

impl IntoResponse for WebError {
    /// Bears the error; [`face`] gives it one.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Gives errors the face that the caller can read, in their language.
pub async fn face(State(web): State<Web>, request: Request, next: Next) -> Response {
    let is_get = request.method() == axum::http::Method::GET;
    let (mut parts, body) = request.into_parts();
    let Ok(visitor) = Visitor::from_request_parts(&mut parts, &web).await;
    parts.extensions.insert(visitor.clone());
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let error = match response.extensions_mut().remove::<WebError>() {
        Some(error) => error,
        None => match faceless(&response) {
            Some(code) => WebError(Error::invalid("form", code)),
            None => return response,
        },
    };
    let kept = [header::ALLOW, header::CONNECTION].map(|name| (response.headers_mut().remove(&name), name));
    let told =
        Told { field: response.extensions_mut().remove(), carried: response.extensions_mut().remove() };
    let mut response = with_face(&web, &error, &visitor, is_get, told).await;
    for (value, name) in kept {
        if let Some(value) = value {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// What is wrong where a layer or the router answered by itself: too much, a method that isn't taken, an address that
/// can't be read.
fn faceless(response: &Response) -> Option<&'static str> {
    let is_ours =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind != "text/plain; charset=utf-8");
    match response.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Some("too-large"),
        StatusCode::METHOD_NOT_ALLOWED => Some("method"),
        StatusCode::BAD_REQUEST if !is_ours => Some("form"),
        _ => None,
    }
}

/// What is told besides the error itself.
struct Told {
    /// To programs: the field that couldn't be read.
    field: Option<UnreadField>,
    /// To people: what they typed.
    carried: Option<Carried>,
}

async fn with_face(web: &Web, error: &WebError, visitor: &Visitor, is_get: bool, told: Told) -> Response {
    if visitor.path.starts_with("/api/") {
        return problem(error, visitor.language, told.field);
    }
    if matches!(error.0, Error::SignInNeeded) && is_get && !visitor.refresh {
        return Redirect::to(&format!("/sign-in?next={}", encode(&visitor.path))).into_response();
    }
    let frame = around(web, error, visitor).await;
    page(error, frame, told.carried)
}

/// What stands around an error: the same as around the person's other pages, unless the database is what failed.
async fn around(web: &Web, error: &WebError, visitor: &Visitor) -> Frame {
    let seed = FrameSeed { flash: None, ..visitor.frame_seed() };
    if !error.status().is_server_error()
        && let Ok((frame, ())) = web.page(visitor, |_| Ok(())).await
    {
        return Frame { flash: None, ..frame };
    }
    let is_unsure = !matches!(visitor.credential, Credential::Nobody);
    Frame { is_unsure, ..Frame::signed_out(&seed, web.app.clock.now()) }
}

/// A path as a query takes it.
pub fn encode(path: &str) -> String {
    path.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

fn page(error: &WebError, frame: Frame, carried: Option<Carried>) -> Response {
    let id = error.report();
    let title = frame.l.t(&format!("error-title-{}", error.word())).to_owned();
    let detail = error.detail(&frame.l, &id);
    let html = pages::error_page(frame, title, detail, carried);
    with_retry(error, (error.status(), Html(html)).into_response())
}

/// The problem as programs read it.
fn problem(error: &WebError, language: Language, unread: Option<UnreadField>) -> Response {
    let id = error.report();
    let l = Locale::new(language, "UTC");
    let status = error.status();
    let errors = match &error.0 {
        Error::Invalid(invalid) => invalid
            .0
            .iter()
            .map(|(field, problem)| FieldProblem {
                field: unread.as_ref().map_or_else(|| (*field).to_owned(), |field| field.0.clone()),
                code: problem.code.to_owned(),
                detail: problem_text(problem, &l),
            })
            .collect(),
        _ => Vec::new(),
    };
    let body = ProblemDetails {
        kind: format!("urn:mutua:problem:{}", error.word()),
        title: l.t(&format!("error-title-{}", error.word())).to_owned(),
        status: status.as_u16(),
        detail: error.detail(&l, &id),
        instance: status.is_server_error().then(|| format!("urn:mutua:failure:{id}")),
        errors,
    };
    let mut response = (status, Json(body)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    with_retry(error, response)
}

fn with_retry(error: &WebError, mut response: Response) -> Response {
    let seconds = match (&error.0, error.status()) {
        (Error::TooMany(seconds), _) => Some(*seconds),
        (_, StatusCode::SERVICE_UNAVAILABLE) => Some(5),
        _ => None,
    };
    if let Some(seconds) = seconds {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds.max(1).unsigned_abs()));
    }
    response
}

/// No route.
pub async fn nothing_here() -> WebError {
    WebError(Error::NotFound)
}

/// A handler panicked: a defect of ours. The answer is plain, since whatever makes pages may be what failed.
pub fn panicked(_cause: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("a handler panicked");
    (StatusCode::INTERNAL_SERVER_ERROR, "Something failed on our side. Nothing was saved by this, and nothing that was saved before is lost.\n")
        .into_response()
}
