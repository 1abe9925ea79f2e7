//! `/api/v1/me`, `/sessions`, `/tokens`, `/blocks`.

use utoipa_axum::router::OpenApiRouter;

use crate::state::Web;

pub(super) fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
}
