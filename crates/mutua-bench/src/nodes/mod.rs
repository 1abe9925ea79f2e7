//! Several nodes on one PostgreSQL: they migrate an empty database at once, know of each other what they have to, share the
//! jobs, and are restarted one after the other without anyone noticing.

mod proxy;

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, ensure};
use tempfile::TempDir;

use crate::{
    crash::{Database, PEOPLE, SHAPE, sink::Sink, story::Stories},
    http::{Connection, Request},
    place::{free, wait_until_ready},
    process::Process,
    server::Server,
    world::{self, World},
};
use proxy::Proxy;

/// How many nodes there are.
const NODES: usize = 3;
/// How many people's stories go on meanwhile.
const STORIES: usize = 8;
/// How long news may take from one node to another.
const NEWS: Duration = Duration::from_secs(10);

/// What was seen.
#[derive(Debug, Clone)]
pub struct Seen {
    /// How many writes were acknowledged while each node was restarted.
    pub acknowledged: usize,
    /// Why requests had to be sent again meanwhile, one entry each time.
    pub sent_again: Vec<String>,
    /// How many mails left, each once.
    pub mails: usize,
}

/// A node.
#[derive(Debug)]
struct Node {
    at: SocketAddr,
    process: Option<Process>,
}

/// Where nodes are started from.
#[derive(Debug)]
struct Site<'a> {
    program: &'a Path,
    folder: &'a Path,
    database: &'a str,
    mail: Option<String>,
}

impl Site<'_> {
    /// Starts a node, without waiting until it is ready.
    fn start(&self, at: SocketAddr) -> anyhow::Result<Process> {
        let mut command = Command::new(self.program);
        command.args(["serve", "--listen", &at.to_string(), "--data"]).arg(self.folder);
        command.args(["--database", self.database]);
        if let Some(mail) = &self.mail {
            command.args(["--mail", mail]);
        }
        Process::start(&mut command)
    }

    fn nodes(&self, count: usize) -> anyhow::Result<Vec<Node>> {
        let mut nodes = Vec::new();
        for _ in 0..count {
            let at = free()?;
            nodes.push(Node { at, process: Some(self.start(at)?) });
        }
        for node in &nodes {
            wait_until_ready(node.at)?;
        }
        Ok(nodes)
    }
}

/// Two nodes begin on an empty database at once.
///
/// # Errors
/// Where one of them doesn't come up.
pub fn race(program: &Path) -> anyhow::Result<()> {
    let (postgres, folder) = (Server::start()?, tempfile::tempdir()?);
    std::fs::write(folder.path().join("instance.key"), format!("{}\n", "5b".repeat(32)))?;
    let database = postgres.create("race")?;
    let site = Site { program, folder: folder.path(), database: &database, mail: None };
    site.nodes(2).map(drop)
}

/// Three nodes, and a community.
#[derive(Debug)]
pub struct Cluster {
    program: PathBuf,
    folder: TempDir,
    world: World,
    sink: Sink,
    nodes: Vec<Node>,
    // Ends last.
    postgres: Server,
}

impl Cluster {
    /// Starts them.
    ///
    /// # Errors
    /// Where PostgreSQL or a node doesn't come up.
    pub fn start(program: &Path) -> anyhow::Result<Self> {
        let (postgres, folder, sink) = (Server::start()?, tempfile::tempdir()?, Sink::start()?);
        let address = postgres.create("nodes")?;
        let runtime = tokio::runtime::Runtime::new()?;
        let world = runtime.block_on(world::make(folder.path(), Some(&address), SHAPE))?;
        drop(runtime);
        let mut cluster =
            Self { program: program.to_owned(), folder, world, sink, nodes: Vec::new(), postgres };
        cluster.nodes = cluster.site().nodes(NODES)?;
        Ok(cluster)
    }

    fn site(&self) -> Site<'_> {
        Site {
            program: &self.program,
            folder: self.folder.path(),
            database: &self.world.database,
            mail: Some(self.sink.setting()),
        }
    }

    /// What is done on one node is seen live on another, and a session that ends on one has ended on all.
    ///
    /// # Errors
    /// Where it isn't so.
    pub fn know_of_each_other(&self) -> anyhow::Result<()> {
        let [one, two, three] = [0, 1, 2].map(|number| self.nodes[number].at);
        let cookie = self.world.cookie();
        let session = [("cookie", cookie.as_str()), ("sec-fetch-site", "same-origin")];
        let page = self.world.page();
        for node in [one, two, three] {
            ensure!(status(node, &Request::get(&page, &session))? == 200, "the session holds on each node");
        }
        let topic = format!("circle-{}", self.world.circle);
        let mut live = Live::open(three, &cookie, &topic)?;
        let token = format!("Bearer {}", self.world.people[3].1);
        let ask = serde_json::json!({"title": "A ladder", "kind": "practical", "circle": self.world.circle});
        let ask = Request::post("/api/v1/asks", &[("authorization", token.as_str())], &ask.to_string());
        ensure!(status(two, &ask)? == 201, "asked on the second node");
        live.until(&topic).context("seen live on the third node")?;
        ensure!(status(one, &Request::post("/sign-out", &session, ""))? == 303, "signed out on the first");
        for node in [two, three] {
            let status = status(node, &Request::get(&page, &session))?;
            ensure!(status != 200, "signed out everywhere");
        }
        Ok(())
    }

    /// Restarts one node after the other while people live on through a proxy. Afterwards one is killed, and the others do
    /// what it had begun.
    ///
    /// # Errors
    /// What was lost, doubled or half-done, and whatever else went wrong.
    pub fn roll(&mut self) -> anyhow::Result<Seen> {
        let database = Database::Postgres(self.world.database.clone());
        let addresses: Vec<SocketAddr> = self.nodes.iter().map(|node| node.at).collect();
        let proxy = Proxy::start(&addresses)?;
        let stories = Stories::new(&self.world, proxy.at, 5);
        let running = stories.begin(STORIES);
        for number in 0..self.nodes.len() {
            thread::sleep(Duration::from_millis(300));
            let at = self.nodes[number].at;
            proxy.drain(at)?;
            let process = self.nodes[number].process.take().context("a node that runs")?;
            process.end_kindly(Duration::from_secs(20))?;
            self.nodes[number].process = Some(self.site().start(at)?);
            wait_until_ready(at)?;
            proxy.put_back(at);
        }
        thread::sleep(Duration::from_millis(300));
        running.rest()?;
        let sent_again = stories.again().clone();
        let running = stories.begin(STORIES);
        thread::sleep(Duration::from_millis(300));
        self.nodes[0].process = None;
        proxy.drain(self.nodes[0].at)?;
        running.rest()?;
        let until = Instant::now() + Duration::from_secs(60);
        let at_most = |most: usize| -> anyhow::Result<()> {
            while database.mails_waiting()? > most.try_into()? {
                ensure!(Instant::now() < until, "{} mails still wait", database.mails_waiting()?);
                thread::sleep(Duration::from_millis(50));
            }
            Ok(())
        };
        // Whose lease it is isn't known: first the others do what they can, so that theirs aren't ended too.
        at_most(crate::crash::mails_at_once())?;
        database.end_leases()?;
        at_most(0)?;
        database.check(&stories, PEOPLE)?;
        let received = self.sink.received();
        let sent = database.mails_sent()?;
        let lost = sent.iter().filter(|id| !received.contains_key(*id)).count();
        ensure!(lost == 0, "{lost} mails count as sent and weren't received");
        // Only what the killed node had on its way can have come twice, under the same id.
        let twice = received.values().filter(|count| **count > 1).count();
        ensure!(twice <= crate::crash::mails_at_once(), "{twice} mails came twice");
        self.nodes[0].process = Some(self.site().start(self.nodes[0].at)?);
        wait_until_ready(self.nodes[0].at)?;
        Ok(Seen { acknowledged: stories.acknowledged(), sent_again, mails: received.len() })
    }

    /// Ends PostgreSQL too: so that nodes which look for it end before.
    pub fn end(mut self) {
        self.nodes.clear();
        drop(self.postgres);
    }
}

fn status(node: SocketAddr, request: &Request) -> anyhow::Result<u16> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async { Ok(Connection::open(node).await?.exchange(request).await?.status) })
}

/// An open page that follows a topic.
struct Live {
    stream: TcpStream,
    heard: Vec<u8>,
}

impl Live {
    fn open(node: SocketAddr, cookie: &str, topic: &str) -> anyhow::Result<Self> {
        let mut stream = TcpStream::connect(node)?;
        stream.set_read_timeout(Some(NEWS))?;
        let request = Request::get(&format!("/live?topics={topic}"), &[("cookie", cookie)]);
        stream.write_all(&request.0)?;
        let mut live = Self { stream, heard: Vec::new() };
        live.until("\r\n\r\n")?;
        let head = String::from_utf8_lossy(&live.heard).into_owned();
        ensure!(head.starts_with("HTTP/1.1 200"), "following was answered: {head}");
        live.heard.clear();
        Ok(live)
    }

    /// Reads until it hears this.
    fn until(&mut self, what: &str) -> anyhow::Result<()> {
        let mut piece = [0; 4096];
        while !String::from_utf8_lossy(&self.heard).contains(what) {
            let read = self.stream.read(&mut piece)?;
            ensure!(read > 0, "the stream ended");
            self.heard.extend_from_slice(&piece[..read]);
        }
        Ok(())
    }
}
