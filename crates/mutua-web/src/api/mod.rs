//! `/api/v1`: everything that the pages do, by the same service functions.
//!
//! Each area is a module of handlers with their OpenAPI descriptions. To add one: an [`OpenApiRouter`] merged in
//! [`documented`]; the snapshot of the description then changes, and the change is reviewed with it.

use std::sync::LazyLock;

use axum::{
    Router,
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use mutua_service::{Credential, Cx, Error, idempotency, sign_in};
use serde::{Serialize, de::DeserializeOwned};
use utoipa::{
    Modify, OpenApi,
    openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
};
use utoipa_axum::router::OpenApiRouter;

use crate::{
    error::{self, Unread, WebError},
    state::Web,
};

mod applications;
mod asks;
mod blocks;
mod capacity;
mod check_ins;
mod circles;
mod description;
mod helps;
mod invitations;
mod me;
mod memberships;
mod mirror;
mod needs;
mod notices;
mod offers;
mod pledges;
mod supporters;
mod thanks;
mod wellbeing;

/// What an API handler gives.
pub type ApiResult = Result<Response, WebError>;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Mutua",
        version = "1",
        description = "Everything that the pages of Mutua do. Answers to errors are `application/problem+json` (RFC 9457). \
            Lists come in pages: pass `next` as `cursor`. A POST with an `Idempotency-Key` can be sent again safely.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    servers((url = "/api/v1")),
    security(("token" = [])),
    modifiers(&BearerToken),
    components(schemas(crate::error::ProblemDetails))
)]
struct Description;

struct BearerToken;

impl Modify for BearerToken {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("A personal access token: Me → Tokens, or `mutua token create`."))
            .build();
        openapi.components.get_or_insert_default().add_security_scheme("token", SecurityScheme::Http(scheme));
    }
}

fn documented() -> OpenApiRouter<Web> {
    OpenApiRouter::with_openapi(Description::openapi())
        .merge(applications::router())
        .merge(asks::router())
        .merge(blocks::router())
        .merge(capacity::router())
        .merge(check_ins::router())
        .merge(circles::router())
        .merge(helps::router())
        .merge(invitations::router())
        .merge(me::router())
        .merge(memberships::router())
        .merge(mirror::router())
        .merge(needs::router())
        .merge(notices::router())
        .merge(offers::router())
        .merge(pledges::router())
        .merge(supporters::router())
        .merge(thanks::router())
        .merge(wellbeing::router())
}

/// The description, as `mutua openapi` prints it.
pub fn openapi() -> utoipa::openapi::OpenApi {
    description::completed(documented().split_for_parts().1)
}

/// The routes, and the description at `openapi.json`.
pub fn router() -> Router<Web> {
    let (routes, _) = documented().split_for_parts();
    routes.route("/openapi.json", axum::routing::get(described)).fallback(crate::error::nothing_here)
}

/// Made when it is first asked for, which on most instances never happens.
async fn described() -> Response {
    static TEXT: LazyLock<String> = LazyLock::new(|| serde_json::to_string(&openapi()).unwrap_or_default());
    ([(header::CONTENT_TYPE, "application/json")], TEXT.as_str()).into_response()
}

/// The token that a program shows.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<String> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
}

/// Who sends a request to the API: a bearer token, and the key that makes a POST safe to repeat.
#[derive(Debug, Clone)]
pub struct Caller {
    credential: Credential,
    idempotency_key: Option<String>,
    fingerprint: String,
}

impl FromRequestParts<Web> for Caller {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, WebError> {
        let text = |headers: &HeaderMap, name: &str| {
            headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
        };
        let credential = bearer(&parts.headers).map_or(Credential::Nobody, Credential::Token);
        Ok(Self {
            credential,
            idempotency_key: text(&parts.headers, "idempotency-key"),
            fingerprint: format!("{} {}", parts.method, parts.uri.path()),
        })
    }
}

impl Caller {
    /// What the caller shows, for actions that run outside of one transaction (a password is checked in between).
    pub fn credential(&self) -> &Credential {
        &self.credential
    }

    /// Answers with what an action reads.
    ///
    /// # Errors
    /// What the action gives.
    pub async fn read<T: Serialize>(
        &self,
        web: &Web,
        mut action: impl FnMut(&mut Cx<'_, '_>) -> mutua_service::Result<T> + Send + 'static,
    ) -> ApiResult {
        self.read_text(web, Box::new(move |cx| text(&action(cx)?))).await
    }

    /// Does something and answers with what it gives (204 where that is nothing). With an `Idempotency-Key`, a
    /// second request with the same key and content gets the first one's answer, and nothing is done twice.
    ///
    /// # Errors
    /// What the action gives; then nothing was kept.
    pub async fn write<T: Serialize>(
        &self,
        web: &Web,
        status: StatusCode,
        content: &(impl Serialize + Sync),
        mut action: impl FnMut(&mut Cx<'_, '_>) -> mutua_service::Result<T> + Send + 'static,
    ) -> ApiResult {
        let content = serde_json::to_string(content).unwrap_or_default();
        self.write_text(web, status, &content, Box::new(move |cx| text(&action(cx)?))).await
    }

    async fn read_text(&self, web: &Web, mut action: TextAction) -> ApiResult {
        let (body, unnoted) = web
            .app
            .read(&self.credential, move |cx| {
                cx.me()?;
                Ok((action(cx)?, sign_in::use_is_unnoted(cx)))
            })
            .await?;
        if unnoted {
            web.note_use(&self.credential).await;
        }
        Ok(json(StatusCode::OK, body))
    }

    async fn write_text(
        &self,
        web: &Web,
        status: StatusCode,
        content: &str,
        mut action: TextAction,
    ) -> ApiResult {
        let key = self.idempotency_key.clone();
        let fingerprint = format!("{} {content}", self.fingerprint);
        let (status, body) = web
            .app
            .write(&self.credential, move |cx| {
                cx.me()?;
                sign_in::note_use(cx)?;
                idempotency::once(cx, key.as_deref(), &fingerprint, &mut |cx| {
                    Ok((status.as_u16(), action(cx)?))
                })
            })
            .await?;
        if body == "null" {
            return Ok(StatusCode::NO_CONTENT.into_response());
        }
        Ok(json(StatusCode::from_u16(status).unwrap_or(StatusCode::OK), body))
    }
}

/// An action that gives its answer as it is sent: whatever it is made of, it is sent by the same code, which isn't compiled
/// for each.
type TextAction = Box<dyn FnMut(&mut Cx<'_, '_>) -> mutua_service::Result<String> + Send>;

fn text(view: &impl Serialize) -> mutua_service::Result<String> {
    serde_json::to_string(view).map_err(|error| Error::Internal(error.to_string()))
}

fn json(status: StatusCode, body: String) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}

/// A JSON body. What can't be read is answered as a problem that says where, to those alone who are signed in.
#[derive(Debug, Clone)]
pub struct ApiJson<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Web> for ApiJson<T> {
    type Rejection = Unread;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Unread> {
        let Some(token) = bearer(request.headers()) else {
            return Err(WebError(Error::SignInNeeded).into());
        };
        let unread = match object(request).await.and_then(|bytes| parse(&bytes)) {
            Ok(content) => return Ok(Self(content)),
            Err(unread) => unread,
        };
        Err(unless_unknown(web, token, unread).await)
    }
}

/// The body of a request that has to be a JSON object.
async fn object(request: Request) -> Result<Bytes, Unread> {
    let headers = request.headers().clone();
    let bytes = Bytes::from_request(request, &()).await;
    let bytes = bytes.map_err(|rejection| error::unread(&rejection))?;
    error::require_type(&headers, &bytes, "application/json")?;
    // An empty body stands for an object without fields.
    if bytes.is_empty() {
        return Ok(Bytes::from_static(b"{}"));
    }
    // A list would be read as the fields of an object in their order, which no program means.
    if bytes.trim_ascii_start().starts_with(b"{") { Ok(bytes) } else { Err(Unread::at(".")) }
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unread> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let content = serde_path_to_error::deserialize(&mut reader);
    let content = content.map_err(|error| Unread::at(&error.path().to_string()))?;
    reader.end().map(|()| content).map_err(|_| Unread::at("."))
}

/// What is wrong with a body, unless the token is nobody's: that comes first, as everywhere.
async fn unless_unknown(web: &Web, token: String, unread: Unread) -> Unread {
    let known = web.app.read(&Credential::Token(token), |cx| cx.me().map(drop)).await;
    known.map_or_else(|error| WebError(error).into(), |()| unread)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use serde_json::Value;

    /// What a program relies on, a line for each operation and each sort of object. The words of the description may
    /// change freely; these lines change only on purpose.
    fn digest(description: &Value) -> String {
        let object = |value: &Value| value.as_object().cloned().unwrap_or_default();
        let mut lines = String::new();
        for (path, methods) in object(&description["paths"]) {
            for (method, operation) in object(&methods) {
                let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
                let parameters: Vec<_> =
                    parameters.iter().filter(|p| p["in"] == "query").map(|p| &p["name"]).collect();
                let answers: Vec<String> = object(&operation["responses"])
                    .iter()
                    .map(|(status, answer)| {
                        format!("{status} {}", sort(&answer["content"]["application/json"]["schema"]))
                    })
                    .collect();
                let body = sort(&operation["requestBody"]["content"]["application/json"]["schema"]);
                let asks = parameters
                    .iter()
                    .map(|name| name.as_str().unwrap_or_default())
                    .collect::<Vec<_>>()
                    .join("&");
                let _ = writeln!(
                    lines,
                    "{} {path}?{asks} {body} -> {}",
                    method.to_uppercase(),
                    answers.join(", ")
                );
            }
        }
        for (name, schema) in object(&description["components"]["schemas"]) {
            let required: Vec<_> = schema["required"].as_array().cloned().unwrap_or_default();
            let fields: Vec<String> = object(&schema["properties"])
                .iter()
                .map(|(field, schema)| {
                    let may_lack = if required.contains(&Value::from(field.as_str())) { "" } else { "?" };
                    format!("{field}{may_lack} {}", sort(schema))
                })
                .collect();
            let _ = writeln!(
                lines,
                "{name}: {}",
                if fields.is_empty() { sort(&schema) } else { fields.join(", ") }
            );
        }
        lines
    }

    /// The name of a sort of value.
    fn sort(schema: &Value) -> String {
        let joined = |of: &Value| of.as_array().into_iter().flatten().map(sort).collect::<Vec<_>>().join("|");
        if let Some(name) = schema["$ref"].as_str() {
            return name.rsplit('/').next().unwrap_or_default().to_owned();
        }
        for several in ["oneOf", "anyOf", "allOf"] {
            if schema[several].is_array() {
                return joined(&schema[several]);
            }
        }
        match &schema["type"] {
            Value::String(kind) if kind == "array" => format!("[{}]", sort(&schema["items"])),
            Value::String(kind) => kind.clone(),
            Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("|"),
            _ => String::new(),
        }
    }

    #[test]
    fn what_programs_rely_on_is_as_it_was_reviewed() {
        let description = serde_json::to_value(super::openapi()).unwrap();
        insta::assert_snapshot!(digest(&description));
    }
}
