//! A place with people, its server, and those who speak to it.

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    path::{Path, PathBuf},
    process::{Command, Output},
    thread,
    time::{Duration, Instant},
};

use mutua_bench::{
    place::free,
    process::{Process, Said},
    server::Server,
    world::{self, Shape, World},
};
use serde_json::{Value, json};
use tempfile::TempDir;

const SHAPE: Shape = Shape { circles: 1, people: 6, open: 2, past: 0, past_elsewhere: 0 };
/// How long anything that has to come may take.
pub const SOON: Duration = Duration::from_secs(20);

/// A place with a few people in one circle.
pub struct Place {
    pub folder: TempDir,
    pub world: World,
    pub at: SocketAddr,
    /// What is said to `serve` besides.
    pub options: Vec<String>,
    /// Its environment.
    pub environment: Vec<(String, String)>,
    server: Option<Process>,
    said: Said,
}

impl Place {
    /// On SQLite, not served yet.
    pub fn new() -> Self {
        Self::on(None)
    }

    /// On PostgreSQL, or in a file.
    pub fn on(database: Option<&str>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let world = runtime.block_on(world::make(folder.path(), database, SHAPE)).unwrap();
        drop(runtime);
        let (options, environment) = (vec!["--limits".into(), "off".into()], Vec::new());
        let at = free().unwrap();
        Self { folder, world, at, options, environment, server: None, said: Said::default() }
    }

    /// The file of its database.
    pub fn file(&self) -> PathBuf {
        PathBuf::from(&self.world.database)
    }

    /// A command of the program about this place.
    pub fn command(&self, name: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mutua"));
        command.args([name, "--database", &self.world.database, "--data"]).arg(self.folder.path());
        for name in ["MUTUA_INSTANCE_KEY", "MUTUA_CONFIG", "MUTUA_MAIL", "MUTUA_BASE_URL", "MUTUA_LOG"] {
            command.env_remove(name);
        }
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    fn serve(&self) -> Command {
        let mut command = self.command("serve");
        command.args(["--listen", &self.at.to_string()]).args(&self.options);
        command
    }

    /// Serves, and waits until it is ready.
    pub fn start(&mut self) {
        // Where a limit on files ends a write, that is told to whoever writes, as a full disk is.
        let serve = self.serve();
        let mut command = Command::new("sh");
        command
            .args(["-c", "trap '' XFSZ; exec \"$@\"", "sh"])
            .arg(serve.get_program())
            .args(serve.get_args());
        for (name, value) in serve.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        let (process, said) = Process::start_heard(&mut command).unwrap();
        (self.server, self.said) = (Some(process), said);
        let began = Instant::now();
        while self.try_get("/ready").is_none_or(|answer| answer.status != 200) {
            assert!(began.elapsed() < SOON, "it isn't ready: {}", self.said());
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Tries to serve, where that must not go well; what it said.
    pub fn must_not_start(&self, what: &str) -> String {
        let output = ends_by_itself(&mut self.serve(), what);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(!said.contains("panicked"), "{said}");
        said
    }

    /// Ends the server as an operator does; how long that took.
    pub fn end(&mut self) -> Duration {
        let began = Instant::now();
        self.server.take().unwrap().end_kindly(Duration::from_secs(30)).unwrap();
        began.elapsed()
    }

    /// The server's number.
    pub fn process(&self) -> u32 {
        self.server.as_ref().unwrap().id()
    }

    /// What the server said so far. It never panics, whatever happens to it.
    pub fn said(&self) -> String {
        let said = self.said.all();
        assert!(!said.contains("panicked"), "{said}");
        said
    }

    /// Waits until the server says this.
    pub fn must_say(&self, text: &str) {
        let began = Instant::now();
        while !self.said().contains(text) {
            assert!(began.elapsed() < SOON, "it doesn't say {text:?}: {}", self.said());
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Asks for a page as someone who is signed in.
    pub fn get(&self, path: &str) -> Answer {
        self.try_get(path).unwrap_or_else(|| panic!("no answer: {}", self.said.all()))
    }

    fn try_get(&self, path: &str) -> Option<Answer> {
        let head = format!("GET {path} HTTP/1.1\r\ncookie: {}\r\n", self.world.cookie());
        self.exchange(&head, "").ok()
    }

    /// Sends a form of a page.
    pub fn form(&self, path: &str, fields: &str) -> Answer {
        let head = format!(
            "POST {path} HTTP/1.1\r\ncookie: {}\r\nsec-fetch-site: same-origin\r\ncontent-type: \
             application/x-www-form-urlencoded\r\n",
            self.world.cookie()
        );
        self.exchange(&head, fields).unwrap()
    }

    /// Asks over the API.
    pub fn ask(&self, title: &str) -> Answer {
        let body = self.asking(title);
        self.exchange(&self.ask_head(), &body).unwrap()
    }

    /// The body of an ask.
    pub fn asking(&self, title: &str) -> String {
        json!({"title": title, "kind": "practical", "circle": self.world.circle}).to_string()
    }

    /// The head of an ask, without its length.
    pub fn ask_head(&self) -> String {
        let token = &self.world.people[2].1;
        format!(
            "POST /api/v1/asks HTTP/1.1\r\nauthorization: Bearer {token}\r\ncontent-type: application/json\r\n"
        )
    }

    /// Asks for a mailed link; then a mail waits.
    pub fn ask_for_a_mail(&self, person: usize) {
        let answer = self.form("/sign-in/mail", &format!("email=p{person}%40bench.example"));
        assert!(answer.status < 400, "{answer:?}");
    }

    fn exchange(&self, head: &str, body: &str) -> Result<Answer, String> {
        match send(self.at, head, body) {
            Heard::Whole(answer) => Ok(answer),
            other => Err(format!("{other:?}")),
        }
    }

    /// Runs SQL as it is.
    pub fn sql(&self, text: &str) {
        if self.world.database.starts_with("postgres") {
            let client = postgres::Client::connect(&self.world.database, postgres::NoTls);
            client.unwrap().batch_execute(text).unwrap();
        } else {
            self.open().execute_batch(text).unwrap();
        }
    }

    fn open(&self) -> rusqlite::Connection {
        let conn = rusqlite::Connection::open(self.file()).unwrap();
        conn.busy_timeout(Duration::from_secs(10)).unwrap();
        conn
    }

    /// A number that the database gives.
    pub fn count(&self, query: &str) -> i64 {
        if self.world.database.starts_with("postgres") {
            let client = postgres::Client::connect(&self.world.database, postgres::NoTls);
            client.unwrap().query_one(query, &[]).unwrap().get(0)
        } else {
            self.open().query_row(query, (), |row| row.get(0)).unwrap()
        }
    }

    /// How often an ask of this title is there.
    pub fn there(&self, title: &str) -> i64 {
        self.count(&format!("SELECT COUNT(*) FROM ask WHERE title = '{title}'"))
    }
}

/// Waits until something holds.
pub fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < SOON, "it never comes to this: {what}");
        thread::sleep(Duration::from_millis(20));
    }
}

/// Runs a command that has to end by itself.
fn ends_by_itself(command: &mut Command, what: &str) -> Output {
    let mut child =
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    let began = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if began.elapsed() > SOON {
            child.kill().unwrap();
            panic!("{what}, and it goes on: {:?}", child.wait_with_output().unwrap());
        }
        thread::sleep(Duration::from_millis(20));
    }
    child.wait_with_output().unwrap()
}

/// A server of PostgreSQL's; where nothing may be left out, it has to be there.
pub fn database_server() -> Option<Server> {
    if Server::is_installed() {
        return Some(Server::start().unwrap());
    }
    left_out("PostgreSQL isn't installed");
    None
}

/// Says what a test leaves out, or fails where nothing may be.
pub fn left_out(why: &str) {
    assert!(std::env::var_os("MUTUA_TEST_ALL").is_none(), "{why}: run ./scripts/test");
    mutua_bench::say(&format!("skipped: {why}"));
}

/// What came back of a request.
#[derive(Debug)]
pub enum Heard {
    /// An answer from its first byte to its last.
    Whole(Answer),
    /// Nothing at all: whoever asked knows that nothing was said.
    Nothing,
    /// A part of an answer.
    Torn(String),
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    /// Its body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// Whether a person or a program is told kindly that it failed, and when to try again; the number under which the
    /// operator finds it.
    pub fn must_fail_kindly(&self, status: u16, words: &str) -> String {
        assert_eq!(self.status, status, "{self:?}");
        assert!(self.body.contains(words), "{words:?} isn't in {self:?}");
        assert_eq!(self.head.contains("retry-after: "), status == 503, "{self:?}");
        if self.head.contains("application/problem+json") {
            let problem = self.json();
            let instance = problem["instance"].as_str().unwrap();
            return instance.strip_prefix("urn:mutua:failure:").unwrap().to_owned();
        }
        // The page doesn't take someone for signed out whose session can't be read: the browser would forget their drafts.
        assert!(!self.body.contains("data-signed-out") && !self.body.contains("href=\"/sign-in"), "{self:?}");
        let (_, rest) = self.body.split_once("umber: ").unwrap();
        rest[..8].to_owned()
    }

    /// The form on a page that holds what was typed, as the browser would send it again: where to, and what.
    pub fn kept(&self) -> (String, String) {
        let (_, rest) = self.body.split_once("<form method=\"post\" action=\"").unwrap();
        let (to, rest) = rest.split_once('"').unwrap();
        let (form, _) = rest.split_once("</form>").unwrap();
        let fields: Vec<String> = form
            .split("<input type=\"hidden\" name=\"")
            .skip(1)
            .map(|input| {
                let (name, rest) = input.split_once('"').unwrap();
                let value = rest.strip_prefix(" value=\"").unwrap().split_once('"').unwrap().0;
                format!("{name}={}", value.replace(' ', "+"))
            })
            .collect();
        (to.to_owned(), fields.join("&"))
    }
}

/// Sends a request on a connection of its own, and reads until that ends.
pub fn send(to: SocketAddr, head: &str, body: &str) -> Heard {
    let Ok(mut stream) = TcpStream::connect(to) else { return Heard::Nothing };
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let text =
        format!("{head}host: localhost\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    if stream.write_all(text.as_bytes()).is_err() {
        return Heard::Nothing;
    }
    hear(stream)
}

/// Reads an answer until the connection ends.
pub fn hear(mut stream: TcpStream) -> Heard {
    let mut bytes = Vec::new();
    let ended = stream.read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    if bytes.is_empty() {
        return Heard::Nothing;
    }
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return Heard::Torn(text) };
    let head = head.to_lowercase();
    let length = head.split("\r\n").find_map(|line| line.strip_prefix("content-length: "));
    let whole = match length {
        Some(length) => length.parse() == Ok(body.len()),
        None => ended.is_ok() && body.ends_with("0\r\n\r\n"),
    };
    if !whole {
        return Heard::Torn(text);
    }
    let status = head[9..12].parse().unwrap();
    Heard::Whole(Answer { status, body: body.to_owned(), head })
}

/// The bytes of a file.
pub fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}
