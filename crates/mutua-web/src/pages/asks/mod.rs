//! Pages of asks, with their pledges and threads.

mod acts;
mod change;
mod lists;
mod new;
mod pledges;
mod show;

use axum::{
    Router,
    routing::{get, post},
};

use crate::state::Web;

pub(super) fn router() -> Router<Web> {
    Router::new()
        .route("/asks", get(lists::list).post(new::create))
        .route("/asks/new", get(new::new))
        .route("/asks/preview", get(new::back_to_new).post(new::preview))
        .route("/asks/copy", get(lists::copy))
        .route("/asks/list.txt", get(lists::text))
        .route("/asks/{id}", get(show::show))
        .route("/asks/{id}/edit", get(change::edit).post(change::save))
        .route("/asks/{id}/withdraw", get(change::ask_withdraw).post(acts::withdraw))
        .route("/asks/{id}/widen", get(change::ask_widen).post(acts::widen))
        .route("/asks/{id}/met", post(acts::met))
        .route("/asks/{id}/reopen", post(acts::reopen))
        .route("/asks/{id}/still-needed", post(acts::still_needed))
        .route("/asks/{id}/take-over", post(acts::take_over))
        .route("/asks/{id}/pledges", post(show::pledge))
        .route("/asks/{id}/messages", post(show::say))
        .route("/asks/{id}/decline-rest", post(acts::decline_rest))
        .route("/pledges/{id}/accept", post(pledges::accept))
        .route("/pledges/{id}/decline", get(pledges::ask_decline).post(pledges::decline))
        .route("/pledges/{id}/withdraw", get(pledges::ask_withdraw).post(pledges::withdraw))
}
