//! `/api/v1/needs`.

use utoipa_axum::router::OpenApiRouter;

use crate::state::Web;

pub(super) fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
}
