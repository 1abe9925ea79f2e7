//! Pages of asks, with their pledges and threads.

use axum::Router;

use crate::state::Web;

pub(super) fn router() -> Router<Web> {
    Router::new()
}
