//! Kills the server under load, starts it again, and compares with what was acknowledged.
//!
//! People live through stories (ask, pledge, yes, words, help, thanks), one request after another, each with an
//! idempotency key. A request whose answer got lost is sent again with its key until it is answered, as a good client
//! does. After each kill the stories are let come to rest, and the database is read: what was acknowledged is there
//! once, and nothing is half-done.

mod check;
pub mod sink;
pub(crate) mod story;

use std::{
    net::SocketAddr,
    path::PathBuf,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, ensure};
use mutua_domain::Entropy;
use tempfile::TempDir;

use crate::{
    place::{free, wait_until_ready},
    process::Process,
    server::Server,
    world::{self, Shape, World},
};

pub use check::Database;
use sink::Sink;
use story::Stories;

/// The circle in which it happens.
pub(crate) const SHAPE: Shape = Shape { circles: 1, people: PEOPLE, open: 0, past: 0, past_elsewhere: 0 };
pub(crate) const PEOPLE: usize = 24;
/// How many stories go on at once.
const STORIES: usize = 12;

/// What is done.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The program `mutua`.
    pub program: PathBuf,
    /// Whether on PostgreSQL.
    pub postgres: bool,
    /// How often something is killed.
    pub rounds: usize,
    /// The longest time before a kill.
    pub longest: Duration,
    /// Decides the moments.
    pub seed: u64,
}

/// What was seen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Seen {
    /// How often the server was killed.
    pub kills: usize,
    /// How often PostgreSQL was.
    pub database_kills: usize,
    /// How many writes were acknowledged.
    pub acknowledged: usize,
    /// How many were sent again because their answer got lost.
    pub sent_again: usize,
    /// How many mails left.
    pub mails: usize,
    /// How many of them came twice, under the same id: those that were on their way at a kill.
    pub mails_twice: usize,
}

impl std::fmt::Display for Seen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} kills of the server and {} of PostgreSQL: {} acknowledged writes ({} sent again), each there once; {} \
             mails, each sent, {} of them a second time under the same id",
            self.kills, self.database_kills, self.acknowledged, self.sent_again, self.mails, self.mails_twice
        )
    }
}

/// Does it.
///
/// # Errors
/// What was lost, doubled or half-done, and whatever else went wrong.
pub fn run(plan: &Plan) -> anyhow::Result<Seen> {
    let mut field = Field::make(plan)?;
    let entropy = Entropy::seeded(plan.seed);
    let mut seen = Seen::default();
    for round in 0..plan.rounds {
        field.round(plan, &entropy, round, &mut seen).with_context(|| format!("round {round}"))?;
        crate::say(&format!("round {}: {} writes so far", round + 1, field.stories.acknowledged()));
    }
    seen.acknowledged = field.stories.acknowledged();
    seen.sent_again = field.stories.sent_again();
    field.end(&mut seen)?;
    Ok(seen)
}

struct Field {
    program: PathBuf,
    folder: TempDir,
    world: World,
    database: Database,
    postgres: Option<Server>,
    sink: Sink,
    at: SocketAddr,
    stories: Stories,
    process: Option<Process>,
}

impl Field {
    fn make(plan: &Plan) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let postgres = plan.postgres.then(Server::start).transpose()?;
        let address = postgres.as_ref().map(|server| server.create("crash")).transpose()?;
        let runtime = tokio::runtime::Runtime::new()?;
        let world = runtime.block_on(world::make(folder.path(), address.as_deref(), SHAPE))?;
        drop(runtime);
        let database = match &address {
            Some(address) => Database::Postgres(address.clone()),
            None => Database::Sqlite(folder.path().join("mutua.db")),
        };
        let (at, sink) = (free()?, Sink::start()?);
        let stories = Stories::new(&world, at, plan.seed);
        let program = plan.program.clone();
        Ok(Self { program, folder, world, database, postgres, sink, at, stories, process: None })
    }

    /// Starts the server and waits until it is ready.
    fn start(&mut self) -> anyhow::Result<()> {
        let mut command = Command::new(&self.program);
        command.args(["serve", "--listen", &self.at.to_string(), "--mail", &self.sink.setting(), "--data"]);
        command.arg(self.folder.path()).args(["--database", &self.world.database]);
        // A few people do in a minute what many do in a day.
        command.args(["--limits", "off"]);
        self.process = Some(Process::start(&mut command)?);
        wait_until_ready(self.at)
    }

    fn round(&mut self, plan: &Plan, entropy: &Entropy, round: usize, seen: &mut Seen) -> anyhow::Result<()> {
        if self.process.is_none() {
            self.start()?;
        }
        let running = self.stories.begin(STORIES);
        let longest = u64::try_from(plan.longest.as_millis())?.max(2);
        thread::sleep(Duration::from_millis(50 + entropy.below(longest)));
        let database_too = self.postgres.is_some() && !round.is_multiple_of(3);
        if database_too {
            self.kill_postgres(entropy)?;
            seen.database_kills += 1;
        }
        // In some rounds PostgreSQL alone is killed, and the server has to find it again.
        if !database_too || round % 3 == 1 {
            self.process = None;
            seen.kills += 1;
            self.start()?;
        }
        thread::sleep(Duration::from_millis(100));
        running.rest()?;
        self.database.check(&self.stories, PEOPLE)?;
        self.database.let_an_hour_pass()
    }

    fn kill_postgres(&mut self, entropy: &Entropy) -> anyhow::Result<()> {
        let Some(server) = &mut self.postgres else { return Ok(()) };
        server.kill()?;
        thread::sleep(Duration::from_millis(entropy.below(400)));
        server.restart()
    }

    /// Lets the mails go out, ends the server as an operator does, and counts.
    fn end(mut self, seen: &mut Seen) -> anyhow::Result<()> {
        self.process = None;
        seen.kills += 1;
        self.database.end_leases()?;
        self.start()?;
        let until = Instant::now() + Duration::from_secs(120);
        while self.database.mails_waiting()? > 0 {
            ensure!(Instant::now() < until, "{} mails still wait", self.database.mails_waiting()?);
            thread::sleep(Duration::from_millis(100));
        }
        if let Some(process) = self.process.take() {
            process.end_kindly(Duration::from_secs(20))?;
        }
        self.database.check(&self.stories, PEOPLE)?;
        let received = self.sink.received();
        let sent = self.database.mails_sent()?;
        let lost: Vec<&String> = sent.iter().filter(|id| !received.contains_key(*id)).collect();
        ensure!(lost.is_empty(), "{} mails count as sent and weren't received: {lost:?}", lost.len());
        let doubled = received.values().filter(|count| **count > 1).count();
        let most = (seen.kills + seen.database_kills) * mails_at_once();
        ensure!(doubled <= most, "{doubled} mails came twice; at most {most} were on their way at a kill");
        seen.mails = received.len();
        seen.mails_twice = doubled;
        Ok(())
    }
}

/// How many mails a worker has on their way at once.
pub(crate) const fn mails_at_once() -> usize {
    4
}

/// Whether PostgreSQL can be started here.
pub fn has_postgres() -> bool {
    Server::is_installed()
}
