//! A reverse proxy as small as can be: each request goes to the next node in rotation.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail, ensure};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

use crate::http::{Connection, Request};

/// The longest request that it takes.
const LONGEST: usize = 1 << 20;
/// How long what is under way may take.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// A node with what is under way there.
#[derive(Debug, Clone)]
struct Member {
    at: SocketAddr,
    busy: Arc<AtomicUsize>,
}

#[derive(Debug)]
struct Rotation {
    nodes: Mutex<Vec<Member>>,
    next: AtomicUsize,
}

/// A request that is under way at a node, until this value ends.
struct UnderWay(Member);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.busy.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Rotation {
    fn next(&self) -> anyhow::Result<UnderWay> {
        let nodes = self.nodes.lock().unwrap_or_else(PoisonError::into_inner);
        let turn = self.next.fetch_add(1, Ordering::Relaxed);
        let member = nodes.get(turn % nodes.len().max(1)).cloned().context("no node is in rotation")?;
        member.busy.fetch_add(1, Ordering::SeqCst);
        Ok(UnderWay(member))
    }
}

/// The proxy; its thread ends with the program.
#[derive(Debug)]
pub struct Proxy {
    /// Where it listens.
    pub at: SocketAddr,
    rotation: Arc<Rotation>,
}

impl Proxy {
    /// Starts it before these nodes.
    ///
    /// # Errors
    /// Where it can't listen.
    pub fn start(nodes: &[SocketAddr]) -> anyhow::Result<Self> {
        let nodes = Mutex::new(nodes.iter().copied().map(member).collect());
        let rotation = Arc::new(Rotation { nodes, next: AtomicUsize::new(0) });
        let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
        listener.set_nonblocking(true)?;
        let at = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let shared = Arc::clone(&rotation);
        thread::spawn(move || {
            runtime.block_on(async move {
                let listener = TcpListener::from_std(listener)?;
                loop {
                    let (client, _) = listener.accept().await?;
                    // A client that goes away is no fault of anyone.
                    let shared = Arc::clone(&shared);
                    tokio::spawn(async move { drop(serve(client, &shared).await) });
                }
                #[expect(unreachable_code, reason = "says what a failure is")]
                anyhow::Ok(())
            })
        });
        Ok(Self { at, rotation })
    }

    /// Sends nothing more to a node, and waits until what is under way there is done: only then is it safe to end it.
    ///
    /// # Errors
    /// Where it takes too long.
    pub fn drain(&self, node: SocketAddr) -> anyhow::Result<()> {
        let mut nodes = self.nodes();
        let at = nodes.iter().position(|member| member.at == node).context("a node in rotation")?;
        let member = nodes.remove(at);
        drop(nodes);
        let until = Instant::now() + LONGEST_WAIT;
        while member.busy.load(Ordering::SeqCst) > 0 {
            ensure!(Instant::now() < until, "what is under way doesn't end");
            thread::sleep(Duration::from_millis(2));
        }
        Ok(())
    }

    /// Sends requests to a node again.
    pub fn put_back(&self, node: SocketAddr) {
        self.nodes().push(member(node));
    }

    fn nodes(&self) -> MutexGuard<'_, Vec<Member>> {
        self.rotation.nodes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn member(at: SocketAddr) -> Member {
    Member { at, busy: Arc::new(AtomicUsize::new(0)) }
}

async fn serve(mut client: TcpStream, rotation: &Rotation) -> anyhow::Result<()> {
    client.set_nodelay(true)?;
    loop {
        let request = read(&mut client).await?;
        let under_way = rotation.next()?;
        let mut node = Connection::open(under_way.0.at).await?;
        let reply = node.exchange(&request).await?;
        client.write_all(reply.head.as_bytes()).await?;
        client.write_all(reply.body).await?;
    }
}

/// The next request of a client, whole.
async fn read(client: &mut TcpStream) -> anyhow::Result<Request> {
    let mut bytes = Vec::new();
    loop {
        if client.read_buf(&mut bytes).await? == 0 {
            bail!("the client went away");
        }
        if bytes.len() > LONGEST {
            bail!("too long a request");
        }
        let Some(head_ends) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else { continue };
        let head = std::str::from_utf8(&bytes[..head_ends])?.to_ascii_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
        let length: usize = length.map_or(Ok(0), |length| length.trim().parse())?;
        if bytes.len() >= head_ends + 4 + length {
            return Ok(Request(bytes));
        }
    }
}
