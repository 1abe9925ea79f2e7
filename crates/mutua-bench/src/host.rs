//! The server that is measured, in a process of its own: the real router, and what it is compared with, each on a port.

use std::{
    io::BufRead as _,
    net::SocketAddr,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context as _, ensure};
use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::State,
    http::{Request, StatusCode, header},
    response::{Html, IntoResponse as _, Response},
    routing::get,
};
use mutua_domain::id::{CircleId, PersonId};
use mutua_service::Credential;
use mutua_storage::{OpenOptions, StorageError, Store, Tx, tables};
use mutua_web::{Limits, Web, pages::circles::bare::BarePage};
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;
use tower::ServiceExt as _;
use uuid::Uuid;

use crate::world::World;

/// Where the sides of the comparison listen.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Ports {
    /// The real router.
    pub real: SocketAddr,
    /// The same bytes from memory.
    pub memory: SocketAddr,
    /// The page's queries and its rendering: no session, no policy, no middleware.
    pub bare: SocketAddr,
    /// How many bytes the page has.
    pub bytes: usize,
}

/// Serves a community until its standard input ends. It prints its [`Ports`], and answers `loop SECONDS TASKS` with how
/// many times a second the bare queries ran.
///
/// # Errors
/// Where the database can't be opened, or the page isn't there.
pub async fn run(world: &Path) -> anyhow::Result<()> {
    let world: World = serde_json::from_slice(&std::fs::read(world)?)?;
    log();
    let app = world.open(&OpenOptions::default())?;
    // As many requests as can be, from one person; the counting itself is part of what is measured.
    let web = Web::new(app).limited(Limits::Wider(1000));
    let credential = Credential::Session(world.session.clone());
    let page = Arc::new(BarePage::read(&web, &credential, world.circle).await?);
    let bare = Bare { store: web.app.store.clone(), page, circle: world.circle, viewer: world.viewer };
    let real = mutua_web::router(web);
    let bytes = answer(&real, &world).await?;
    let length = bytes.len();
    let memory = Router::new().route("/circles/{id}", get(move || async move { Html(bytes.clone()) }));
    let queries = Router::new().route("/circles/{id}", get(show)).with_state(bare.clone());
    let ports = Ports {
        real: serve(real).await?,
        memory: serve(memory).await?,
        bare: serve(queries).await?,
        bytes: length,
    };
    crate::result(&serde_json::to_string(&ports)?);
    tokio::task::spawn_blocking(move || commands(&bare)).await?
}

/// As the product logs: a line a request, to standard error.
fn log() {
    let filter = tracing_subscriber::EnvFilter::new("info,refinery_core=warn");
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(false);
    let _ = log.with_target(false).try_init();
}

async fn answer(real: &Router, world: &World) -> anyhow::Result<Bytes> {
    let request = Request::get(world.page()).header(header::COOKIE, world.cookie()).body(Body::empty())?;
    let response = real.clone().oneshot(request).await?;
    ensure!(response.status() == StatusCode::OK, "the page answers {}", response.status());
    Ok(to_bytes(response.into_body(), usize::MAX).await?)
}

async fn serve(router: Router) -> anyhow::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
    Ok(address)
}

#[derive(Debug, Clone)]
struct Bare {
    store: Store,
    page: Arc<BarePage>,
    circle: CircleId,
    viewer: PersonId,
}

async fn show(State(bare): State<Bare>) -> Response {
    let (circle, viewer, lists) = (bare.circle, bare.viewer, bare.page.lists());
    let read = bare.store.read(move |tx| queries(tx, circle, viewer, lists)).await;
    match (read, bare.page.render()) {
        (Ok(_), Ok(html)) => Html(html).into_response(),
        _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// What the page reads, each once: nothing to find out who asks, nothing to find out whether they may.
fn queries(
    tx: &mut Tx<'_>,
    circle: CircleId,
    viewer: PersonId,
    (asks, thanks): (i64, i64),
) -> Result<usize, StorageError> {
    let open = mutua_domain::life::AskState::Open;
    let slice = tables::ask_cards::Slice { before: Uuid::max(), kind: None, limit: asks };
    let name = tables::circles::find(tx, circle)?.map(|found| found.name).unwrap_or_default();
    let member = tables::circles::membership(tx, circle, viewer)?.is_some();
    let (members, _) = tables::circles::counts(tx, circle)?;
    let rows = tables::circles::nested(tx, circle, viewer)?.len()
        + tables::memberships::some(tx, circle)?.len()
        + tables::ask_cards::in_circle(tx, viewer, (circle, &name), open, slice)?.len()
        + tables::thanks::shared(tx, circle, viewer, (Uuid::max(), thanks))?.len();
    let unread = tables::notices::unread(tx, viewer)?;
    Ok(rows + usize::from(!name.is_empty()) + usize::from(member) + usize::from(members + unread > 0))
}

fn commands(bare: &Bare) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let words: Vec<&str> = line.split_whitespace().collect();
        let ["loop", seconds, tasks] = words[..] else { anyhow::bail!("no command: {line}") };
        let lasts = Duration::from_secs_f64(seconds.parse().context("seconds")?);
        let rate = runtime.block_on(turns(bare, lasts, tasks.parse().context("tasks")?))?;
        crate::result(&rate.to_string());
    }
    Ok(())
}

/// How many times a second the bare queries run, so many at once.
async fn turns(bare: &Bare, lasts: Duration, tasks: usize) -> anyhow::Result<f64> {
    let started = Instant::now();
    let running: Vec<_> = (0..tasks)
        .map(|_| {
            let bare = bare.clone();
            tokio::spawn(async move {
                let mut count = 0_u32;
                while started.elapsed() < lasts {
                    let (circle, viewer, lists) = (bare.circle, bare.viewer, bare.page.lists());
                    bare.store.read(move |tx| queries(tx, circle, viewer, lists)).await?;
                    count += 1;
                }
                Ok::<_, StorageError>(count)
            })
        })
        .collect();
    let mut count = 0;
    for task in running {
        count += task.await??;
    }
    Ok(f64::from(count) / started.elapsed().as_secs_f64())
}
