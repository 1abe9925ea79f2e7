//! Pages of helps, thanks and loans.

use axum::Router;

use crate::state::Web;

pub(super) fn router() -> Router<Web> {
    Router::new()
}
