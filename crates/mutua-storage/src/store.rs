//! The database as the rest of the code sees it: [`Store::read`] and [`Store::write`].

use std::{path::PathBuf, str::FromStr, sync::Arc};

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
    /// Whether a commit on SQLite waits until it is on the disk. Off only for a demo being filled.
    pub durable: bool,
}

impl Default for OpenOptions {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self { readers: cores.clamp(2, 8), connections: 16, durable: true }
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

/// Work that runs in a transaction on a lane's thread, perhaps more than once, and is answered once.
pub(crate) trait Work: Send {
    /// Runs; whether the transaction is to be kept.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool;
    /// The last run was taken back, and another follows.
    fn rests(&self);
    /// Answers with what the last run gave, or with why it couldn't be kept.
    fn answer(self: Box<Self>, kept: Result<(), StorageError>);
}

struct Job<F, T, E> {
    code: F,
    result: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
    passage: Passage,
    turn: Arc<Turn>,
}

impl<F, T, E> Work for Job<F, T, E>
where
    F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<StorageError> + Send,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        let began = self.passage.begins();
        if !self.turn.begin() {
            return false;
        }
        tx.told_to(&self.turn);
        let code = &mut self.code;
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| code(tx)));
        let result = result.unwrap_or_else(|cause| {
            let text = cause
                .downcast_ref::<&str>()
                .map(|text| (*text).to_owned())
                .or_else(|| cause.downcast_ref::<String>().cloned())
                .unwrap_or_default();
            Err(StorageError::Panicked(text).into())
        });
        self.passage.ran(began);
        let keep = result.is_ok();
        self.result = Some(result);
        keep
    }

    fn rests(&self) {
        self.turn.rests();
    }

    fn answer(self: Box<Self>, kept: Result<(), StorageError>) {
        let result = match (kept, self.result) {
            (Err(error), None | Some(Ok(_))) => Err(error.into()),
            (_, Some(result)) => result,
            (Ok(()), None) => Err(StorageError::Other("the work didn't run".into()).into()),
        };
        // Nobody waits any longer: the request was given up. What was kept stays kept.
        let _ = self.reply.send(result);
    }
}

impl Store {
    /// Opens the database, creating and migrating it as needed.
    ///
    /// # Errors
    /// Where it can't be opened or migrated.
    pub fn open(address: &Address, options: &OpenOptions) -> Result<Self, StorageError> {
        if let Address::Sqlite(path) = address {
            inspect::refuse_damaged(path)?;
        }
        migrate::migrate(address)?;
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
    pub async fn read<T, E>(
        &self,
        code: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        self.send(code, false).await
    }

    /// Runs code that writes. It is kept as a whole, on the disk, before this returns; or nothing of it is. The
    /// code may run more than once (two writers on PostgreSQL that got in each other's way).
    ///
    /// # Errors
    /// What the code gives, or what the database says; then nothing was kept.
    pub async fn write<T, E>(
        &self,
        code: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        self.send(code, true).await
    }

    async fn send<T, E>(
        &self,
        code: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        write: bool,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let turn = Arc::new(Turn::new());
        let passage = self.meter.enter(write);
        let job = Box::new(Job { code, result: None, reply, passage, turn: Arc::clone(&turn) });
        match (&self.lanes, write) {
            (Lanes::Sqlite(lanes), false) => lanes.read(job),
            (Lanes::Sqlite(lanes), true) => lanes.write(job),
            (Lanes::Postgres(lanes), false) => lanes.read(job),
            (Lanes::Postgres(lanes), true) => lanes.write(job),
        }
        self.patiently(answer, &turn, write).await
    }

    /// Waits for an answer, though not for ever.
    async fn patiently<T, E: From<StorageError>>(
        &self,
        mut answer: oneshot::Receiver<Result<T, E>>,
        turn: &Turn,
        write: bool,
    ) -> Result<T, E> {
        let error = loop {
            match tokio::time::timeout(turn::LOOK, &mut answer).await {
                Ok(Ok(answer)) => return answer,
                Ok(Err(_)) => break StorageError::Unavailable("the database was closed".into()),
                Err(_) if turn.is_over() => break StorageError::Busy("its turn didn't come".into()),
                // A file answers when its disk does; a server may never.
                Err(_) if self.is_postgres() && turn.is_silent() => {
                    let text = "it doesn't answer".to_owned();
                    break if write {
                        StorageError::Uncertain(text)
                    } else {
                        StorageError::Unavailable(text)
                    };
                }
                Err(_) => {}
            }
        };
        Err(error.into())
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
