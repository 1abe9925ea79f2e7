//! The database as the rest of the code sees it: [`Store::read`] and [`Store::write`].

use std::{
    path::PathBuf,
    str::FromStr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::sync::{broadcast, oneshot};

use crate::{
    error::StorageError,
    inspect,
    meter::{Meter, Passage},
    migrate,
    postgres_lanes::PostgresLanes,
    sqlite_lanes::SqliteLanes,
    turn::{self, Turn},
    tx::Tx,
};

/// Where the database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// A file.
    Sqlite(PathBuf),
    /// A `postgres://` address.
    Postgres(String),
}

impl FromStr for Address {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Self::Postgres(text.to_owned())
        } else {
            Self::Sqlite(PathBuf::from(text))
        })
    }
}

impl std::fmt::Display for Address {
    /// The address without a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => path.display().fmt(f),
            Self::Postgres(text) => {
                let (scheme, rest) = text.split_once("://").unwrap_or(("postgres", text));
                let rest = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
                let rest = rest.split_once('?').map_or(rest, |(before, _)| before);
                write!(f, "{scheme}://{rest}")
            }
        }
    }
}

/// How the database is opened.
#[derive(Debug, Clone)]
pub struct OpenOptions {
    /// How many reads run at once on SQLite.
    pub readers: usize,
    /// How many connections to PostgreSQL are held.
    pub connections: usize,
    /// How long PostgreSQL lets a statement run, and a transaction wait for its next one: a node that froze would keep all
    /// others from writing.
    pub cut_off: Duration,
    /// Whether a commit on SQLite waits until it is on the disk. Off only for a demo being filled.
    pub durable: bool,
}

impl Default for OpenOptions {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self { readers: cores.clamp(2, 8), connections: 16, cut_off: turn::STATEMENT, durable: true }
    }
}

/// The database. Clones share it.
#[derive(Clone)]
pub struct Store {
    lanes: Lanes,
    announcements: broadcast::Sender<String>,
    meter: Meter,
}

#[derive(Clone)]
enum Lanes {
    Sqlite(Arc<SqliteLanes>),
    Postgres(Arc<PostgresLanes>),
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.lanes {
            Lanes::Sqlite(_) => "Store(sqlite)",
            Lanes::Postgres(_) => "Store(postgres)",
        })
    }
}

/// Work that runs in a transaction on a lane's thread, perhaps more than once, and is answered once. What it gives stays
/// with whoever sent it: so all work is of one type, and its way through the lanes isn't compiled for each action.
pub(crate) struct Work {
    /// Whether the transaction is to be kept.
    code: Box<dyn FnMut(&mut Tx<'_>) -> bool + Send>,
    /// How the last run ended.
    last: Option<Result<bool, StorageError>>,
    reply: oneshot::Sender<Result<(), StorageError>>,
    passage: Passage,
    turn: Arc<Turn>,
}

impl Work {
    /// Runs; whether the transaction is to be kept.
    pub(crate) fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        let began = self.passage.begins();
        if !self.turn.begin() {
            return false;
        }
        tx.told_to(&self.turn);
        let code = &mut self.code;
        let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| code(tx)));
        self.passage.ran(began);
        let ended = ended.map_err(|cause| {
            let text = cause
                .downcast_ref::<&str>()
                .map(|text| (*text).to_owned())
                .or_else(|| cause.downcast_ref::<String>().cloned())
                .unwrap_or_default();
            StorageError::Panicked(text)
        });
        let keep = matches!(ended, Ok(true));
        self.last = Some(ended);
        keep
    }

    /// The last run was taken back, and another follows.
    pub(crate) fn rests(&self) {
        self.turn.rests();
    }

    /// Answers with how the last run ended, or with why it couldn't be kept.
    pub(crate) fn answer(self, kept: Result<(), StorageError>) {
        let answer = match self.last {
            // It has an error of its own to give.
            Some(Ok(false)) => Ok(()),
            Some(Err(panicked)) => Err(panicked),
            Some(Ok(true)) | None => kept,
        };
        // Nobody waits any longer: the request was given up. What was kept stays kept.
        let _ = self.reply.send(answer);
    }
}

impl Store {
    /// Opens the database, creating and migrating it as needed.
    ///
    /// # Errors
    /// Where it can't be opened or migrated.
    pub fn open(address: &Address, options: &OpenOptions) -> Result<Self, StorageError> {
        let Address::Sqlite(path) = address else {
            migrate::migrate(address)?;
            return Self::attach(address, options);
        };
        inspect::refuse_damaged(path)?;
        // The last one to leave a file writes all to it and tidies up, which is slow, and for nothing here.
        let _held = migrate::sqlite(path)?;
        Self::attach(address, options)
    }

    /// Opens a database whose schema is known to be this version's, without creating or migrating it.
    ///
    /// # Errors
    /// Where it can't be opened.
    pub fn attach(address: &Address, options: &OpenOptions) -> Result<Self, StorageError> {
        let (announcements, _) = broadcast::channel(1024);
        let meter = Meter::default();
        let lanes = match address {
            Address::Sqlite(path) => {
                Lanes::Sqlite(Arc::new(SqliteLanes::open(path, options, announcements.clone(), &meter)?))
            }
            Address::Postgres(url) => {
                Lanes::Postgres(Arc::new(PostgresLanes::open(url, options, announcements.clone(), &meter)?))
            }
        };
        Ok(Self { lanes, announcements, meter })
    }

    /// Runs code that only reads, on a consistent view.
    ///
    /// # Errors
    /// What the code gives, or what the database says.
    pub fn read<T, E>(
        &self,
        code: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> impl Future<Output = Result<T, E>> + Send
    where
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        self.run(code, false)
    }

    /// Runs code that writes. It is kept as a whole, on the disk, before this is done; or nothing of it is. The
    /// code may run more than once (two writers on PostgreSQL that got in each other's way).
    ///
    /// # Errors
    /// What the code gives, or what the database says; then nothing was kept.
    pub fn write<T, E>(
        &self,
        code: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> impl Future<Output = Result<T, E>> + Send
    where
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        self.run(code, true)
    }

    async fn run<T, E>(
        &self,
        mut code: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        write: bool,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        let given = Arc::new(Mutex::new(None));
        let give = Arc::clone(&given);
        let code = Box::new(move |tx: &mut Tx<'_>| {
            let result = code(tx);
            let keep = result.is_ok();
            *give.lock().unwrap_or_else(PoisonError::into_inner) = Some(result);
            keep
        });
        self.send(code, write).await?;
        let given = given.lock().unwrap_or_else(PoisonError::into_inner).take();
        given.unwrap_or_else(|| Err(StorageError::Other("the work didn't run".into()).into()))
    }

    /// Sends work through a lane. Done once it was kept, or once its own code wants it not to be kept.
    async fn send(
        &self,
        code: Box<dyn FnMut(&mut Tx<'_>) -> bool + Send>,
        write: bool,
    ) -> Result<(), StorageError> {
        let (reply, answer) = oneshot::channel();
        let turn = Arc::new(Turn::new());
        let passage = self.meter.enter(write);
        let work = Work { code, last: None, reply, passage, turn: Arc::clone(&turn) };
        match (&self.lanes, write) {
            (Lanes::Sqlite(lanes), false) => lanes.read(work),
            (Lanes::Sqlite(lanes), true) => lanes.write(work),
            (Lanes::Postgres(lanes), false) => lanes.read(work),
            (Lanes::Postgres(lanes), true) => lanes.write(work),
        }
        self.patiently(answer, &turn, write).await
    }

    /// Waits for an answer, though not for ever.
    async fn patiently(
        &self,
        mut answer: oneshot::Receiver<Result<(), StorageError>>,
        turn: &Turn,
        write: bool,
    ) -> Result<(), StorageError> {
        loop {
            match tokio::time::timeout(turn::LOOK, &mut answer).await {
                Ok(Ok(answer)) => return answer,
                Ok(Err(_)) => return Err(StorageError::Unavailable("the database was closed".into())),
                Err(_) if turn.is_over() => return Err(StorageError::Busy("its turn didn't come".into())),
                // A file answers when its disk does; a server may never.
                Err(_) if self.is_postgres() && turn.is_silent() => {
                    let text = "it doesn't answer".to_owned();
                    return Err(if write {
                        StorageError::Uncertain(text)
                    } else {
                        StorageError::Unavailable(text)
                    });
                }
                Err(_) => {}
            }
        }
    }

    /// What changed, as it is kept: on this node and, on PostgreSQL, on every other.
    pub fn announcements(&self) -> broadcast::Receiver<String> {
        self.announcements.subscribe()
    }

    /// What its lanes measure of themselves.
    pub const fn meter(&self) -> &Meter {
        &self.meter
    }

    /// Whether PostgreSQL is behind it.
    pub const fn is_postgres(&self) -> bool {
        matches!(self.lanes, Lanes::Postgres(_))
    }
}
