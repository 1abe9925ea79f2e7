//! Pages of persons: signing in, joining, one's own account.

use axum::Router;

use crate::state::Web;

pub(super) fn router() -> Router<Web> {
    Router::new()
}
