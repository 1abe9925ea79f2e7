//! What was typed isn't lost when the session has ended meanwhile, or the database fails.
//!
//! A form that arrives without anyone signed in is answered with the sign-in page, which carries the form's fields along;
//! after signing in, a page holds them and one button that sends them to where they were going. A form that can't be kept
//! now is answered with a page that says so and holds them too. They travel in the person's own browser alone. Passwords
//! are never carried.

use axum::{
    body::{Body, to_bytes},
    extract::{FromRequestParts, Request, State},
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use mutua_service::Error;
use serde::Deserialize;

use crate::{BODY_LIMIT, error::WebError, pages, state::Web, visitor::Visitor};

/// The most that is carried; a longer text than pages take anyway.
const MOST: usize = 64 * 1024;
/// The longest path that is gone on to.
const LONGEST_PATH: usize = 2000;

/// Fields of a form on their way around the sign-in page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// Where they were going: a path of ours.
    pub to: String,
    /// Names and values.
    pub fields: Vec<(String, String)>,
}

/// The same as hidden inputs hold it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct CarryInput {
    /// Names and values, as JSON.
    pub carry: String,
    /// Where they were going.
    pub carry_to: String,
}

impl Carried {
    fn new(to: &str, fields: Vec<(String, String)>) -> Option<Self> {
        let fields: Vec<(String, String)> =
            fields.into_iter().filter(|(name, _)| !name.contains("password")).collect();
        let size: usize = fields.iter().map(|(name, value)| name.len() + value.len()).sum();
        (size <= MOST).then(|| local_path(to).map(|to| Self { to: to.to_owned(), fields }))?
    }

    /// As one hidden input holds it.
    pub fn json(&self) -> String {
        serde_json::to_string(&self.fields).unwrap_or_default()
    }
}

impl CarryInput {
    /// What is carried, if it is fit to be.
    pub fn read(&self) -> Option<Carried> {
        let fields = (self.carry.len() <= MOST * 2).then(|| serde_json::from_str(&self.carry).ok())??;
        Carried::new(&self.carry_to, fields)
    }
}

/// A path of this site, if it is nothing else: no other host, no scheme, nothing that browsers read as one.
pub fn local_path(text: &str) -> Option<&str> {
    let bad = |c: char| c.is_control() || c == '\\' || c.is_whitespace();
    let ok = text.len() <= LONGEST_PATH
        && text.starts_with('/')
        && !text.starts_with("//")
        && !text.chars().any(bad)
        && !text.starts_with("/sign-in")
        && !text.starts_with("/sign-out");
    ok.then_some(text)
}

/// Holds a form's body while its handler runs, and gives it to the sign-in page where nobody was signed in.
pub async fn keep(State(web): State<Web>, request: Request, next: Next) -> Response {
    let is_form = request.method() == Method::POST
        && !request.headers().contains_key("hx-request")
        && request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    if !is_form {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, BODY_LIMIT).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let Ok(visitor) = Visitor::from_request_parts(&mut parts, &web).await;
    let request = Request::from_parts(parts, Body::from(bytes.clone()));
    let mut response = next.run(request).await;
    let needs_sign_in = match response.extensions().get::<WebError>() {
        Some(error) if matches!(error.0, Error::SignInNeeded) => true,
        Some(error) if error.is_ours() => false,
        _ => return response,
    };
    let fields = serde_html_form::from_bytes::<Vec<(String, String)>>(&bytes).unwrap_or_default();
    let Some(carried) = Carried::new(&visitor.path, fields) else { return response };
    if needs_sign_in {
        return pages::people::sign_in_to_go_on(&web, &visitor, carried)
            .unwrap_or_else(IntoResponse::into_response);
    }
    response.extensions_mut().insert(carried);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_ours_are_gone_on_to() {
        for good in ["/", "/asks/new?kind=moral", "/circles/1#a", "/a/%2F/b", "/me//x"] {
            assert_eq!(local_path(good), Some(good));
        }
        for bad in [
            "",
            "asks",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https://evil.example",
            "javascript:x",
            "/\t/evil.example",
            "/\n/evil.example",
            " /asks",
            "/ /x",
            "/sign-in?next=/sign-in",
            "/sign-out",
        ] {
            assert_eq!(local_path(bad), None, "{bad:?}");
        }
        assert_eq!(local_path(&format!("/{}", "a".repeat(3000))), None);
    }

    #[test]
    fn passwords_are_not_carried_and_what_is_too_much_is_not_either() {
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let carried =
            Carried::new("/x", vec![field("title", "A lift"), field("new_password", "secret")]).unwrap();
        assert_eq!(carried.fields, [field("title", "A lift")]);
        let again = CarryInput { carry: carried.json(), carry_to: "/x".into() }.read();
        assert_eq!(again, Some(carried));
        assert_eq!(Carried::new("/x", vec![field("a", &"a".repeat(MOST + 1))]), None);
        assert_eq!(CarryInput { carry: "{".into(), carry_to: "/x".into() }.read(), None);
        assert_eq!(CarryInput { carry: "[]".into(), carry_to: "//evil.example".into() }.read(), None);
    }
}
