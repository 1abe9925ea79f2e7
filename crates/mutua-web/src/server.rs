//! The door: how many may stand in it, and how long one may keep it open without a word.
//!
//! axum's own server takes as many connections as come and waits for ever for what they have to say. This one doesn't, so
//! that a few slow or very many clients don't keep the others out: a ceiling of connections, a part of it for one address,
//! time limits on heads and on answers that nobody reads. (Bodies are [`crate::guard`]'s.)

use std::{
    collections::HashMap,
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{Router, body::Body, extract::ConnectInfo, http::Request};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt as _;

use crate::{metrics::Open, state::Web};

/// How the door is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Door {
    /// How many connections are held at once. Who comes then waits outside until one ends.
    pub connections: usize,
    /// How long the head of a request may take; also how long a connection may rest between two of them.
    pub head: Duration,
    /// How long an answer may be stuck because its reader doesn't take it.
    pub unread: Duration,
}

impl Default for Door {
    fn default() -> Self {
        Self { connections: 900, head: Duration::from_secs(30), unread: Duration::from_secs(60) }
    }
}

/// The most bytes that the head of a request may have before its last piece comes: twice as many in all.
const HEAD: usize = 64 * 1024;
/// How long to wait where the system can't give another connection.
const BREATH: Duration = Duration::from_millis(100);

/// Serves until told to end, and then finishes what is under way.
pub async fn serve(
    listener: TcpListener,
    web: &Web,
    router: Router,
    door: Door,
    ending: watch::Receiver<bool>,
) {
    let mut told = ending;
    let places = Arc::new(Semaphore::new(door.connections.max(2)));
    let neighbours = Neighbours::new(door.connections / 2);
    let under_way = GracefulShutdown::new();
    loop {
        let entered = tokio::select! {
            _ = told.wait_for(|told| *told) => break,
            entered = enter(&listener, &places) => entered,
        };
        let Some((stream, peer, place)) = entered else { continue };
        // A trusted proxy brings everyone.
        let neighbour = if web.proxies.trust(peer.ip()) { None } else { Some(neighbours.take(peer.ip())) };
        let Some(neighbour) = neighbour.map_or(Some(None), |taken| taken.map(Some)) else {
            if let Some(metrics) = &web.metrics {
                metrics.turn_away();
            }
            continue;
        };
        let held = Held {
            _place: place,
            _neighbour: neighbour,
            _open: web.metrics.as_ref().map(|m| m.connection()),
        };
        let connection = under_way.watch(connection(stream, peer, router.clone(), door));
        tokio::spawn(async move {
            // One that breaks off is its client's matter.
            let _ = connection.await;
            drop(held);
        });
    }
    drop(listener);
    under_way.shutdown().await;
}

/// What a connection holds while it lives.
struct Held {
    _place: OwnedSemaphorePermit,
    _neighbour: Option<Neighbour>,
    _open: Option<Open>,
}

/// The next connection, once there is a place for it.
async fn enter(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, peer)) => Some((stream, peer, place)),
        Err(error) => {
            tracing::warn!(%error, "a connection can't be taken");
            tokio::time::sleep(BREATH).await;
            None
        }
    }
}

fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    door: Door,
) -> impl hyper_util::server::graceful::GracefulConnection<Output = Result<(), hyper::Error>> + Send {
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(door.unread));
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request)
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(door.head)
        .max_buf_size(HEAD)
        .serve_connection(TokioIo::new(Box::pin(stream)), service)
}

/// How many connections each address holds.
#[derive(Debug, Clone)]
struct Neighbours {
    held: Arc<Mutex<HashMap<IpAddr, usize>>>,
    most: usize,
}

/// One of them.
#[derive(Debug)]
struct Neighbour {
    all: Neighbours,
    address: IpAddr,
}

impl Neighbours {
    fn new(most: usize) -> Self {
        Self { held: Arc::default(), most: most.max(1) }
    }

    /// One more, if this address hasn't too many.
    fn take(&self, address: IpAddr) -> Option<Neighbour> {
        let address = address.to_canonical();
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let count = held.entry(address).or_default();
        if *count >= self.most {
            return None;
        }
        *count += 1;
        drop(held);
        Some(Neighbour { all: self.clone(), address })
    }
}

impl Drop for Neighbour {
    fn drop(&mut self) {
        let mut held = self.all.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = held.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                held.remove(&self.address);
            }
        }
    }
}
