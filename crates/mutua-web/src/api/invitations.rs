//! `/api/v1/invitations`.

use utoipa_axum::router::OpenApiRouter;

use crate::state::Web;

pub(super) fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
}
