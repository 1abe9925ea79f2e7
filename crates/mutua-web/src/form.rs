//! Forms: the body of a POST as an input struct.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
};
use mutua_service::Error;
use serde::de::DeserializeOwned;

use crate::error::{self, WebError};

/// A submitted form. Fields may repeat; whatever is empty is `None` or an empty list.
#[derive(Debug, Clone)]
pub struct Form<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = WebError;

    async fn from_request(request: Request, state: &S) -> Result<Self, WebError> {
        let headers = request.headers().clone();
        let bytes =
            Bytes::from_request(request, state).await.map_err(|rejection| error::unread(&rejection))?;
        error::require_type(&headers, &bytes, "application/x-www-form-urlencoded")?;
        serde_html_form::from_bytes(&bytes).map(Form).map_err(|_| WebError(Error::invalid("form", "form")))
    }
}
