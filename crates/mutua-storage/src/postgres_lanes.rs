//! PostgreSQL: a few threads, each with a connection of the synchronous client.
//!
//! Writes run SERIALIZABLE and are run again when they got in another's way, so that a rule checked in a
//! transaction holds when it is kept, as on SQLite with its one writer. Reads run on one snapshot.
//!
//! PostgreSQL sees conflicts by the page, or by the table where that is small, so in a small community nearly every two
//! writes are in each other's way. A write that was in another's way [`CROWDED`] times runs with no other beside it, on
//! this node or any other, so that nothing is left that it could be in the way of. Those who wait for that come in turn.

use std::{
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use postgres::{Client, IsolationLevel, NoTls, error::SqlState, fallible_iterator::FallibleIterator};
use tokio::sync::broadcast;

use crate::{
    error::StorageError,
    meter::{Meter, seconds},
    postgres_reach::{Lane, Reach, Sort},
    sqlite_lanes::spawn,
    store::{OpenOptions, Work},
    tx::{Prepared, Tx},
};

/// How often a write is tried before its person is asked to try again: more than it takes while only nodes of this version
/// write.
const TRIES: u32 = 8;
/// After how many tries a write runs alone.
const CROWDED: u32 = 2;
/// What each write locks before it looks at anything: a table that every database has, and that nothing but a migration
/// writes. PostgreSQL gives it in turn, and takes it back with the transaction, however that ends.
const BESIDE_OTHERS: &str = "LOCK TABLE refinery_schema_history IN ROW SHARE MODE";
const ALONE: &str = "LOCK TABLE refinery_schema_history IN EXCLUSIVE MODE";
/// How long one attempt to connect may take.
const ATTEMPT: Duration = Duration::from_secs(5);
/// How long a line may be dead before it is given up.
const SILENCE: Duration = Duration::from_secs(30);
/// After so long a rest it is asked whether a connection still holds.
const RESTED: Duration = Duration::from_secs(1);
/// How long a thread that can't connect leaves the work to those that are.
const REST: Duration = Duration::from_millis(250);
/// The channel on which nodes tell each other what changed.
const CHANNEL: &str = "mutua_live";

pub(crate) struct PostgresLanes {
    reads: Arc<Lane>,
    writes: Arc<Lane>,
}

struct Connection {
    url: String,
    cut_off: Duration,
    client: Option<(Client, Prepared)>,
    /// When it was last used: one that has rested may have been ended from the other side meanwhile.
    used: Instant,
    lane: Arc<Lane>,
    /// The one that takes this one's work where this one has no connection.
    other: Arc<Lane>,
    reach: Arc<Reach>,
    meter: Meter,
}

impl PostgresLanes {
    pub(crate) fn open(
        url: &str,
        options: &OpenOptions,
        announcements: broadcast::Sender<String>,
        meter: &Meter,
    ) -> Result<Self, StorageError> {
        let half = (options.connections / 2).max(1);
        let (reads, writes) = (Arc::<Lane>::default(), Arc::<Lane>::default());
        let reach = Arc::<Reach>::default();
        let connection = |lane: &Arc<Lane>, other: &Arc<Lane>| Connection {
            url: url.to_owned(),
            cut_off: options.cut_off,
            client: None,
            used: Instant::now(),
            lane: Arc::clone(lane),
            other: Arc::clone(other),
            reach: Arc::clone(&reach),
            meter: meter.clone(),
        };
        for number in 0..half {
            let (mut read, mut write) = (connection(&reads, &writes), connection(&writes, &reads));
            spawn(&format!("read-{number}"), move || work_loop(&mut read))?;
            spawn(&format!("write-{number}"), move || work_loop(&mut write))?;
        }
        let url = url.to_owned();
        spawn("listen", move || listen(&url, &announcements))?;
        Ok(Self { reads, writes })
    }

    pub(crate) fn read(&self, work: Work) {
        self.reads.give((work, Sort::Read));
    }

    pub(crate) fn write(&self, work: Work) {
        self.writes.give((work, Sort::Write));
    }
}

impl Drop for PostgresLanes {
    fn drop(&mut self) {
        self.reads.close();
        self.writes.close();
    }
}

fn work_loop(connection: &mut Connection) {
    let (lane, other) = (Arc::clone(&connection.lane), Arc::clone(&connection.other));
    while let Some((work, sort)) = lane.take() {
        match connection.ready() {
            Ok(()) => {
                match sort {
                    Sort::Read => read_one(connection, work),
                    Sort::Write => write_one(connection, work),
                }
                connection.used = Instant::now();
            }
            // PostgreSQL has no room for this one too: the work is left to those that are connected.
            Err(_) if lane.connected() > 0 => {
                lane.give_back((work, sort));
                thread::sleep(REST);
            }
            Err(_) if other.connected() > 0 => {
                other.give((work, sort));
                lane.hand_over(&other);
                thread::sleep(REST);
            }
            Err(error) => work.answer(Err(error)),
        }
    }
}

impl Connection {
    /// Sees to an open connection; tried patiently where no other thread has one.
    fn ready(&mut self) -> Result<(), StorageError> {
        if self.used.elapsed() > RESTED
            && let Some((client, _)) = &mut self.client
            && client.is_valid(ATTEMPT).is_err()
        {
            self.forget();
        }
        self.client().map(drop)
    }

    /// The open connection, opened again where it was lost.
    fn client(&mut self) -> Result<&mut (Client, Prepared), StorageError> {
        if self.client.as_ref().is_some_and(|(client, _)| client.is_closed()) {
            self.forget();
        }
        if self.client.is_none() {
            let attempt = || connect_for_work(&self.url, self.cut_off);
            let client =
                if self.lane.connected() > 0 { attempt()? } else { self.reach.patiently(attempt)? };
            self.reach.is_there();
            self.lane.count(1);
            self.client = Some((client, Prepared::new()));
        }
        self.client.as_mut().ok_or_else(|| StorageError::Unavailable("no connection".into()))
    }

    fn forget(&mut self) {
        if self.client.take().is_some() {
            self.lane.count(-1);
        }
    }

    fn forget_if_lost(&mut self, error: &StorageError) {
        if matches!(error, StorageError::Unavailable(_) | StorageError::Uncertain(_)) {
            self.forget();
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.forget();
    }
}

/// A connection on which nothing goes on for ever, by [`OpenOptions::cut_off`].
fn connect_for_work(url: &str, cut_off: Duration) -> Result<Client, StorageError> {
    let mut client = connect(url)?;
    for limit in ["statement_timeout", "idle_in_transaction_session_timeout"] {
        client.batch_execute(&format!("SET {limit} = {}", cut_off.as_millis()))?;
    }
    Ok(client)
}

/// Runs work with a synchronous client on a thread of its own: the client can't be used on a thread that drives
/// asynchronous tasks, and the caller may well be on one.
pub(crate) fn off_runtime<T: Send>(
    work: impl FnOnce() -> Result<T, StorageError> + Send,
) -> Result<T, StorageError> {
    thread::scope(|scope| scope.spawn(work).join())
        .unwrap_or_else(|_| Err(StorageError::Panicked("a thread of the database".into())))
}

/// Connects with the settings that the code relies on.
pub(crate) fn connect(url: &str) -> Result<Client, StorageError> {
    let mut config: postgres::Config =
        url.parse().map_err(|error: postgres::Error| StorageError::Other(error.to_string()))?;
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(ATTEMPT);
    }
    // A server that vanished without a word is noticed within a minute.
    if config.get_tcp_user_timeout().is_none() {
        config.tcp_user_timeout(SILENCE);
    }
    config.keepalives_idle(SILENCE).keepalives_interval(SILENCE / 3).keepalives_retries(3);
    Ok(config.application_name("mutua").connect(NoTls)?)
}

fn read_one(connection: &mut Connection, mut work: Work) {
    let outcome = (|| {
        let (client, prepared) = connection.client()?;
        let tx = client
            .build_transaction()
            .read_only(true)
            .isolation_level(IsolationLevel::RepeatableRead)
            .start()?;
        let mut tx = Tx::postgres(tx, prepared);
        work.run(&mut tx);
        tx.commit_postgres()?;
        Ok(())
    })();
    if let Err(error) = &outcome {
        connection.forget_if_lost(error);
    }
    work.answer(outcome);
}

fn write_one(connection: &mut Connection, mut work: Work) {
    let mut tries = 0;
    let outcome = loop {
        tries += 1;
        match write_once(connection, &mut work, tries) {
            Attempt::Kept(topics) => break Ok(topics),
            Attempt::Refused => break Ok(Vec::new()),
            Attempt::Again(error) if tries >= TRIES => break Err(error),
            Attempt::Again(_) => {
                work.rests();
                connection.meter.conflicts.inc();
                thread::sleep(wait(tries));
            }
            Attempt::Failed(error) => {
                connection.forget_if_lost(&error);
                break Err(error);
            }
        }
    };
    let topics = match outcome {
        Ok(topics) => {
            work.answer(Ok(()));
            topics
        }
        Err(error) => {
            work.answer(Err(error));
            return;
        }
    };
    if let (false, Ok((client, _))) = (topics.is_empty(), connection.client()) {
        for topic in topics {
            // Lost news cost a page its freshness, never its truth.
            let _ = client.execute("SELECT pg_notify($1, $2)", &[&CHANNEL, &topic]);
        }
    }
}

enum Attempt {
    Kept(Vec<String>),
    Refused,
    Again(StorageError),
    Failed(StorageError),
}

/// The wait after a try: longer each time, and not the same on two nodes, which would else meet again and again.
fn wait(tries: u32) -> Duration {
    let rhythm = 4 + std::process::id() % 5;
    Duration::from_millis(u64::from(tries * tries * rhythm / 4))
}

fn write_once(connection: &mut Connection, work: &mut Work, tries: u32) -> Attempt {
    let commits = connection.meter.commits.clone();
    let (client, prepared) = match connection.client() {
        Ok(open) => open,
        Err(error) => return Attempt::Failed(error),
    };
    // The lock comes first: what a transaction sees is what was kept when it first looked, so it has to have waited before.
    let begun = client.build_transaction().isolation_level(IsolationLevel::Serializable).start();
    let begun = begun.and_then(|mut tx| {
        tx.batch_execute(if tries <= CROWDED { BESIDE_OTHERS } else { ALONE })?;
        Ok(tx)
    });
    let tx = match begun {
        Ok(tx) => tx,
        Err(error) if error.code() == Some(&SqlState::QUERY_CANCELED) => {
            return Attempt::Failed(StorageError::Busy("its turn didn't come".into()));
        }
        Err(error) => return Attempt::Failed(error.into()),
    };
    let mut tx = Tx::postgres(tx, prepared);
    let keep = work.run(&mut tx);
    if tx.must_retry {
        return Attempt::Again(StorageError::Busy("others were writing the same".into()));
    }
    if !keep {
        return Attempt::Refused;
    }
    let began = Instant::now();
    let outcome = tx.commit_postgres();
    commits.observe(seconds(began.elapsed()));
    match outcome {
        Ok(topics) => Attempt::Kept(topics),
        Err(error) if error.code().is_some_and(|code| matches!(code.code(), "40001" | "40P01")) => {
            Attempt::Again(error.into())
        }
        // The line broke, or the server ends: its answer may have been on its way.
        Err(error) => Attempt::Failed(match StorageError::from(error) {
            StorageError::Unavailable(text) => StorageError::Uncertain(text),
            other => other,
        }),
    }
}

fn listen(url: &str, announcements: &broadcast::Sender<String>) {
    loop {
        if let Ok(mut client) = connect(url)
            && client.batch_execute(&format!("LISTEN {CHANNEL}")).is_ok()
        {
            let mut news = client.notifications();
            let mut waiting = news.blocking_iter();
            while let Ok(Some(notification)) = waiting.next() {
                let _ = announcements.send(notification.payload().to_owned());
            }
        }
        // The connection was lost: try again until the database is back.
        thread::sleep(Duration::from_secs(1));
    }
}
