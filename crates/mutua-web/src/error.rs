//! One error, two faces: a page for people, RFC 9457 for programs.

use axum::{
    Json,
    extract::{FromRequestParts, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Redirect, Response},
};
use mutua_domain::Entropy;
use mutua_l10n::{Language, Locale};
use mutua_service::Error;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
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
            Error::Invalid(invalid) if invalid.0.iter().any(|(field, _)| *field == "form") => {
                StatusCode::BAD_REQUEST
            }
            Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Error::Conflict(_) => StatusCode::CONFLICT,
            Error::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Error::Storage(
                mutua_service::StorageError::Busy(_) | mutua_service::StorageError::Unavailable(_),
            ) => StatusCode::SERVICE_UNAVAILABLE,
            Error::Storage(_) | Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn word(&self) -> &'static str {
        match self.status() {
            StatusCode::UNAUTHORIZED => "sign-in",
            StatusCode::NOT_FOUND => "not-found",
            StatusCode::FORBIDDEN => "refused",
            StatusCode::CONFLICT => "conflict",
            StatusCode::TOO_MANY_REQUESTS => "too-many",
            StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => "bad-request",
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
            Error::Invalid(_) => l.t("error-bad-request").to_owned(),
            Error::TooMany(seconds) => l.t1("error-too-many", "seconds", *seconds),
            Error::Storage(
                mutua_service::StorageError::Busy(_) | mutua_service::StorageError::Unavailable(_),
            ) => l.t1("error-busy", "id", id),
            Error::Storage(_) | Error::Internal(_) => l.t1("error-internal", "id", id),
        }
    }

    /// Logs what is ours to mend, under a number that the person is shown.
    fn report(&self) -> String {
        let id: [u8; 4] = Entropy::system().bytes();
        let id: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
        if self.status().is_server_error() {
            tracing::error!(id, error = %self.0, "a request failed");
        }
        id
    }
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
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let error = match response.extensions_mut().remove::<WebError>() {
        Some(error) => error,
        // The limit layer answers by itself.
        None if response.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            WebError(Error::invalid("form", "too-large"))
        }
        None => return response,
    };
    if visitor.path.starts_with("/api/") {
        return problem(&error, visitor.language);
    }
    if matches!(error.0, Error::SignInNeeded) && is_get && !visitor.refresh {
        return Redirect::to(&format!("/sign-in?next={}", encode(&visitor.path))).into_response();
    }
    let frame = around(&web, &error, &visitor).await;
    page(&error, frame)
}

/// What stands around an error: the same as around the person's other pages, unless the database is what failed.
async fn around(web: &Web, error: &WebError, visitor: &Visitor) -> Frame {
    let seed = FrameSeed { flash: None, ..visitor.frame_seed() };
    if error.status().is_server_error() {
        return Frame::signed_out(&seed, web.app.clock.now());
    }
    match web.page(visitor, |_| Ok(())).await {
        Ok((frame, ())) => Frame { flash: None, ..frame },
        Err(_) => Frame::signed_out(&seed, web.app.clock.now()),
    }
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

fn page(error: &WebError, frame: Frame) -> Response {
    let id = error.report();
    let title = frame.l.t(&format!("error-title-{}", error.word())).to_owned();
    let detail = error.detail(&frame.l, &id);
    let html = pages::error_page(frame, title, detail);
    with_retry(error, (error.status(), Html(html)).into_response())
}

/// The problem as programs read it.
fn problem(error: &WebError, language: Language) -> Response {
    let id = error.report();
    let l = Locale::new(language, "UTC");
    let status = error.status();
    let errors = match &error.0 {
        Error::Invalid(invalid) => invalid
            .0
            .iter()
            .map(|(field, problem)| FieldProblem {
                field: (*field).to_owned(),
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
