//! The parts of a path. An address whose parts can't be read is one with nothing behind it: 404, like any other.

use axum::{
    extract::{FromRequestParts, Path as AxumPath},
    http::request::Parts,
};
use mutua_service::Error;
use serde::de::DeserializeOwned;

use crate::error::WebError;

/// The parts of a path, as axum reads them; what can't be read isn't there.
#[derive(Debug, Clone, Copy)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, WebError> {
        AxumPath::from_request_parts(parts, state)
            .await
            .map(|AxumPath(value)| Self(value))
            .map_err(|_| WebError(Error::NotFound))
    }
}
