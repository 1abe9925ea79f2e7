//! Pages of offers.

use axum::Router;

use crate::state::Web;

pub(super) fn router() -> Router<Web> {
    Router::new()
}
