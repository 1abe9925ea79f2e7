//! Pages, API and static files.
//!
//! A handler parses what came, calls one service function, and renders what that gives; rules and permissions are the
//! service's. [`pages`] holds the page structs with their templates beside them, [`api`] the same actions as JSON.
//!
//! **How to add a page**: see CONTRIBUTING.md, "How to add a thing".

mod assets;
mod borrowed;
mod carry;
mod error;
mod form;
mod frame;
mod guard;
mod limits;
mod live;
mod path;
mod proxies;
mod state;
mod visitor;

pub mod api;
pub mod metrics;
pub mod pages;
pub mod server;

use axum::{Router, middleware, routing::get};
use tower::ServiceBuilder;
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer, limit::RequestBodyLimitLayer};

use mutua_service::instance;

pub use limits::Limits;
pub use proxies::Proxies;
pub use state::Web;

/// The most that a request may carry: the longest texts, with room.
const BODY_LIMIT: usize = 256 * 1024;

/// Everything that is served to people.
pub fn router(web: Web) -> Router {
    Router::new()
        .merge(pages::router().layer(middleware::from_fn_with_state(web.clone(), carry::keep)))
        .nest("/api/v1", api::router())
        .route("/live", get(live::stream))
        .route("/static/{*path}", get(assets::serve))
        .route("/health", get(alive))
        .route("/ready", get(ready))
        .fallback(error::nothing_here)
        .layer(RequestBodyLimitLayer::new(BODY_LIMIT))
        // Files are larger, and say themselves how large they may be.
        .merge(pages::uploads())
        // From the outside in. As one layer: the router puts each of its own in a box, which every request copies.
        .layer(
            ServiceBuilder::new()
                .layer(middleware::from_fn_with_state(web.clone(), guard::log))
                .layer(CatchPanicLayer::custom(error::panicked))
                .layer(middleware::from_fn_with_state(web.clone(), guard::headers))
                .layer(CompressionLayer::new())
                .layer(middleware::from_fn_with_state(web.clone(), error::face))
                .layer(middleware::from_fn_with_state(web.clone(), limits::hold))
                .layer(middleware::from_fn_with_state(web.clone(), guard::same_origin))
                .layer(middleware::from_fn(guard::bodies)),
        )
        .with_state(web)
}

/// The process answers.
async fn alive() -> &'static str {
    "alive\n"
}

/// The database answers, and its migrations are done (they run before anything is served).
async fn ready(
    axum::extract::State(web): axum::extract::State<Web>,
) -> (axum::http::StatusCode, &'static str) {
    match web.app.read(&mutua_service::Credential::Nobody, instance::is_reached).await {
        Ok(()) => (axum::http::StatusCode::OK, "ready\n"),
        Err(_) => (axum::http::StatusCode::SERVICE_UNAVAILABLE, "the database doesn't answer\n"),
    }
}
