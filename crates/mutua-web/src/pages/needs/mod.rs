//! Pages of needs.

use axum::Router;

use crate::state::Web;

pub(super) fn router() -> Router<Web> {
    Router::new()
}
