//! PostgreSQL: a few threads, each with a connection of the synchronous client.
//!
//! Writes run SERIALIZABLE and are run again when they got in another's way, so that a rule checked in a
//! transaction holds when it is kept, as on SQLite with its one writer. Reads run on one snapshot.
//!
//! PostgreSQL sees conflicts by the page, or by the table where that is small, so in a small community nearly every two
//! writes are in each other's way. A write that was in another's way [`CROWDED`] times runs with no other beside it on this
//! node, and with none on other nodes that had no luck either, so that each is kept after a few tries.

use std::{
    sync::{Arc, Mutex, PoisonError, RwLock, mpsc},
    thread,
    time::{Duration, Instant},
};

use postgres::{Client, IsolationLevel, NoTls, fallible_iterator::FallibleIterator};
use tokio::sync::broadcast;

use crate::{
    error::StorageError,
    meter::{Meter, seconds},
    sqlite_lanes::{give, spawn},
    store::{OpenOptions, Work},
    tx::{Prepared, Tx},
};

/// How often a write is tried before its person is asked to try again.
const TRIES: u32 = 24;
/// The longest wait between two tries, in milliseconds.
const LONGEST_WAIT: u32 = 200;
/// After how many tries a write runs alone.
const CROWDED: u32 = 2;
/// The lock of PostgreSQL's that writes without luck hold, one after the other over all nodes.
const NO_LUCK: i64 = 0x6d75_7475_6177;
/// The channel on which nodes tell each other what changed.
const CHANNEL: &str = "mutua_live";
/// How long a work waits for a connection that was lost.
const PATIENCE: Duration = Duration::from_secs(5);

pub(crate) struct PostgresLanes {
    lane: mpsc::Sender<Box<dyn Work>>,
    writes: mpsc::Sender<Box<dyn Work>>,
}

struct Connection {
    url: String,
    client: Option<(Client, Prepared)>,
    /// Held by each write: shared, or alone where it had no luck.
    gate: Arc<RwLock<()>>,
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
        let lane = threads("read", (url, meter), half, read_one)?;
        let writes = threads("write", (url, meter), half, write_one)?;
        let url = url.to_owned();
        spawn("listen", move || listen(&url, &announcements))?;
        Ok(Self { lane, writes })
    }

    pub(crate) fn read(&self, work: Box<dyn Work>) {
        give(&self.lane, work);
    }

    pub(crate) fn write(&self, work: Box<dyn Work>) {
        give(&self.writes, work);
    }
}

fn threads(
    name: &str,
    (url, meter): (&str, &Meter),
    count: usize,
    run: fn(&mut Connection, Box<dyn Work>),
) -> Result<mpsc::Sender<Box<dyn Work>>, StorageError> {
    let (lane, waiting) = mpsc::channel();
    let waiting = Arc::new(Mutex::new(waiting));
    let gate = Arc::<RwLock<()>>::default();
    for number in 0..count {
        let waiting: Arc<Mutex<mpsc::Receiver<Box<dyn Work>>>> = Arc::clone(&waiting);
        let (gate, meter) = (Arc::clone(&gate), meter.clone());
        let mut connection = Connection { url: url.to_owned(), client: None, gate, meter };
        spawn(&format!("{name}-{number}"), move || {
            loop {
                let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok(work) = next else { return };
                run(&mut connection, work);
            }
        })?;
    }
    Ok(lane)
}

impl Connection {
    /// The open connection, opened again where it was lost.
    fn client(&mut self) -> Result<&mut (Client, Prepared), StorageError> {
        if self.client.as_ref().is_some_and(|(client, _)| client.is_closed()) {
            self.client = None;
        }
        if self.client.is_none() {
            self.client = Some((connect_patiently(&self.url)?, Prepared::new()));
        }
        self.client.as_mut().ok_or_else(|| StorageError::Unavailable("no connection".into()))
    }

    fn forget_if_lost(&mut self, error: &StorageError) {
        if matches!(error, StorageError::Unavailable(_)) {
            self.client = None;
        }
    }
}

fn connect_patiently(url: &str) -> Result<Client, StorageError> {
    let until = Instant::now() + PATIENCE;
    loop {
        match connect(url) {
            Ok(client) => return Ok(client),
            Err(error) if Instant::now() >= until => return Err(error),
            Err(_) => thread::sleep(Duration::from_millis(100)),
        }
    }
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
        config.connect_timeout(Duration::from_secs(5));
    }
    Ok(config.application_name("mutua").connect(NoTls)?)
}

fn read_one(connection: &mut Connection, mut work: Box<dyn Work>) {
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

fn write_one(connection: &mut Connection, mut work: Box<dyn Work>) {
    let mut tries = 0;
    let outcome = loop {
        tries += 1;
        match write_at(connection, work.as_mut(), tries) {
            Attempt::Kept(topics) => break Ok(topics),
            Attempt::Refused => break Ok(Vec::new()),
            Attempt::Again(error) if tries >= TRIES => break Err(error),
            Attempt::Again(_) => {
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

fn write_at(connection: &mut Connection, work: &mut dyn Work, tries: u32) -> Attempt {
    // Nobody waits at the gate for a connection that is yet to be made.
    if let Err(error) = connection.client() {
        return Attempt::Failed(error);
    }
    let gate = Arc::clone(&connection.gate);
    if tries <= CROWDED {
        let _shared = gate.read().unwrap_or_else(PoisonError::into_inner);
        write_once(connection, work)
    } else {
        let _alone = gate.write().unwrap_or_else(PoisonError::into_inner);
        write_in_turn(connection, work)
    }
}

/// The wait after a try: longer each time, and not the same on two nodes, which would else meet again and again.
fn wait(tries: u32) -> Duration {
    let rhythm = 4 + std::process::id() % 5;
    Duration::from_millis(u64::from((tries * tries * rhythm / 4).min(LONGEST_WAIT)))
}

/// The lock is taken before the transaction: its snapshot has to be one from after the wait.
fn write_in_turn(connection: &mut Connection, work: &mut dyn Work) -> Attempt {
    let mut run = |statement| match connection.client() {
        Ok((client, _)) => client.execute(statement, &[&NO_LUCK]).map(drop).map_err(StorageError::from),
        Err(error) => Err(error),
    };
    if let Err(error) = run("SELECT pg_advisory_lock($1)") {
        return Attempt::Failed(error);
    }
    let attempt = write_once(connection, work);
    let given_back = match connection.client() {
        Ok((client, _)) => client.execute("SELECT pg_advisory_unlock($1)", &[&NO_LUCK]),
        // With the connection the lock is gone.
        Err(_) => return attempt,
    };
    if given_back.is_err() {
        connection.client = None;
    }
    attempt
}

fn write_once(connection: &mut Connection, work: &mut dyn Work) -> Attempt {
    let commits = connection.meter.commits.clone();
    let (client, prepared) = match connection.client() {
        Ok(open) => open,
        Err(error) => return Attempt::Failed(error),
    };
    let tx = match client.build_transaction().isolation_level(IsolationLevel::Serializable).start() {
        Ok(tx) => tx,
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
        Err(error) => Attempt::Failed(error.into()),
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
