//! SQLite: a few threads that read, one that writes.
//!
//! Most reads take less time than to wake a thread, so a read runs right where it is asked for while one of the
//! connections for that is idle (as many as there are cores), and on a reading thread otherwise.
//!
//! The writer takes whatever waits, runs it in one transaction, and commits once for all (group commit): one flush of the disk
//! for many writes. One that fails is taken back alone. None is answered
//! before the commit is on the disk. Once nothing was changed for a while, it empties the write-ahead log, in which what was
//! deleted would otherwise stand until it is written over; and when the program ends.

use std::{
    collections::{HashMap, hash_map::Entry},
    path::Path,
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread,
    time::{Duration, Instant},
};

use rusqlite::{Connection, OpenFlags, config::DbConfig};
use tokio::sync::broadcast;

use crate::{
    error::StorageError,
    meter::{Meter, seconds},
    row::Row,
    statement::Statement,
    store::{OpenOptions, Work},
    tx::{SqliteStatements, Tx},
    value::Value,
};

/// How many writes share one commit at the most.
const GROUP: usize = 256;
/// How long nothing is changed until the log is emptied.
const QUIET: Duration = Duration::from_secs(2);
/// How many pages the log may grow to where it never is quiet: the more, the seldomer a page that changes often is copied
/// back. 16 MB, which is read again at a start after a crash.
const LOG_PAGES: i64 = 4000;
/// What the writer remembers of the file, in KiB: the ends of all indexes that it writes to.
const WRITERS_MEMORY: i64 = 16 * 1024;
/// How long a connection waits for another program that holds the file.
const PATIENCE: Duration = Duration::from_secs(5);

pub(crate) struct SqliteLanes {
    /// Idle connections for reads right where they are asked for.
    here: Mutex<Vec<Connection>>,
    reads: Lane,
    // Closed last: only who may write can put the log into the file and take it away.
    writes: Lane,
}

/// A way to threads with connections of their own.
struct Lane {
    // Before the threads, which end once this is gone.
    work: mpsc::Sender<Work>,
    threads: Threads,
}

struct Threads(Vec<thread::JoinHandle<()>>);

impl Lane {
    fn new() -> (Self, mpsc::Receiver<Work>) {
        let (work, waiting) = mpsc::channel();
        (Self { work, threads: Threads(Vec::new()) }, waiting)
    }

    fn add(&mut self, name: &str, code: impl FnOnce() + Send + 'static) -> Result<(), StorageError> {
        self.threads.0.push(spawn(name, code)?);
        Ok(())
    }
}

impl SqliteLanes {
    pub(crate) fn open(
        path: &Path,
        options: &OpenOptions,
        announcements: broadcast::Sender<String>,
        meter: &Meter,
    ) -> Result<Self, StorageError> {
        let here: Result<Vec<_>, _> = (0..options.readers.max(1)).map(|_| connect_to_read(path)).collect();
        let (mut reads, waiting) = Lane::new();
        let waiting = Arc::new(Mutex::new(waiting));
        for number in 0..options.readers.max(1) {
            let conn = connect_to_read(path)?;
            let waiting = Arc::clone(&waiting);
            reads.add(&format!("read-{number}"), move || read_loop(&conn, &waiting))?;
        }
        let (mut writes, waiting) = Lane::new();
        let conn = connect(path)?;
        conn.pragma_update(None, "cache_size", -WRITERS_MEMORY)?;
        conn.pragma_update(None, "wal_autocheckpoint", LOG_PAGES)?;
        if !options.durable {
            conn.pragma_update(None, "synchronous", "OFF")?;
        }
        let meter = meter.clone();
        writes.add("write", move || write_loop(&conn, &waiting, &announcements, &meter))?;
        Ok(Self { here: Mutex::new(here?), reads, writes })
    }

    pub(crate) fn read(&self, mut work: Work) {
        let idle = self.here.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let Some(conn) = idle else { return give(&self.reads.work, work) };
        let outcome = read_one(&conn, &mut Cached(&conn), &mut work);
        self.here.lock().unwrap_or_else(PoisonError::into_inner).push(conn);
        work.answer(outcome);
    }

    pub(crate) fn write(&self, work: Work) {
        give(&self.writes.work, work);
    }
}

impl Drop for Threads {
    /// Waits until they have ended, so that nothing holds the file any more and all stands in it when the program has
    /// ended: whoever copies a file doesn't think of what lies beside it.
    fn drop(&mut self) {
        for thread in self.0.drain(..) {
            // The last one to hold the lanes may have been the work that this very thread has just done.
            if thread.thread().id() != thread::current().id() {
                let _ = thread.join();
            }
        }
    }
}

pub(crate) fn give(lane: &mpsc::Sender<Work>, work: Work) {
    if let Err(mpsc::SendError(work)) = lane.send(work) {
        work.answer(Err(StorageError::Unavailable("the database was closed".into())));
    }
}

pub(crate) fn spawn(
    name: &str,
    code: impl FnOnce() + Send + 'static,
) -> Result<thread::JoinHandle<()>, StorageError> {
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(code)
        .map_err(|error| StorageError::Unavailable(format!("no thread for the database: {error}")))
}

/// Opens the file with the settings that the promises rest on.
pub(crate) fn connect(path: &Path) -> Result<Connection, StorageError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(PATIENCE)?;
    conn.pragma_update(None, "journal_mode", "WAL")?;
    // On the disk before it is acknowledged.
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    // What is deleted is overwritten with zeros, destroyed keys above all.
    conn.pragma_update(None, "secure_delete", true)?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    conn.set_prepared_statement_cache_capacity(512);
    // Otherwise a statement whose LIMIT is a parameter is planned anew each time, which takes longer than to run it.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(conn)
}

fn connect_to_read(path: &Path) -> Result<Connection, StorageError> {
    let conn = connect(path)?;
    conn.pragma_update(None, "query_only", true)?;
    Ok(conn)
}

/// The statements that a connection has prepared, found by their text.
struct Cached<'c>(&'c Connection);

impl SqliteStatements for Cached<'_> {
    fn run(&mut self, statement: &'static Statement, values: &[Value]) -> Result<u64, StorageError> {
        execute(&mut *self.0.prepare_cached(statement.sqlite)?, values)
    }

    fn each(
        &mut self,
        statement: &'static Statement,
        values: &[Value],
        wants_more: &mut dyn FnMut(&mut Row<'_>) -> Result<bool, StorageError>,
    ) -> Result<(), StorageError> {
        each(&mut *self.0.prepare_cached(statement.sqlite)?, values, wants_more)
    }

    fn describe(&mut self, statement: &'static Statement) -> Result<(Vec<String>, usize), StorageError> {
        Ok(describe(&*self.0.prepare_cached(statement.sqlite)?))
    }
}

/// The same on a thread that keeps its connection: found by where they stand in the program, which is quicker.
struct Prepared<'c> {
    conn: &'c Connection,
    known: HashMap<usize, rusqlite::Statement<'c>>,
}

impl<'c> Prepared<'c> {
    fn new(conn: &'c Connection) -> Self {
        Self { conn, known: HashMap::new() }
    }

    fn get(
        &mut self,
        statement: &'static Statement,
    ) -> Result<&mut rusqlite::Statement<'c>, rusqlite::Error> {
        match self.known.entry(std::ptr::from_ref(statement).addr()) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(place) => {
                let flags = rusqlite::PrepFlags::SQLITE_PREPARE_PERSISTENT;
                Ok(place.insert(self.conn.prepare_with_flags(statement.sqlite, flags)?))
            }
        }
    }
}

impl SqliteStatements for Prepared<'_> {
    fn run(&mut self, statement: &'static Statement, values: &[Value]) -> Result<u64, StorageError> {
        execute(self.get(statement)?, values)
    }

    fn each(
        &mut self,
        statement: &'static Statement,
        values: &[Value],
        wants_more: &mut dyn FnMut(&mut Row<'_>) -> Result<bool, StorageError>,
    ) -> Result<(), StorageError> {
        each(self.get(statement)?, values, wants_more)
    }

    fn describe(&mut self, statement: &'static Statement) -> Result<(Vec<String>, usize), StorageError> {
        Ok(describe(self.get(statement)?))
    }
}

fn execute(prepared: &mut rusqlite::Statement<'_>, values: &[Value]) -> Result<u64, StorageError> {
    let changed = prepared.execute(rusqlite::params_from_iter(values));
    // What people wrote isn't kept here any longer than needed.
    prepared.clear_bindings();
    Ok(changed? as u64)
}

fn each(
    prepared: &mut rusqlite::Statement<'_>,
    values: &[Value],
    wants_more: &mut dyn FnMut(&mut Row<'_>) -> Result<bool, StorageError>,
) -> Result<(), StorageError> {
    let outcome = (|| {
        let mut rows = prepared.query(rusqlite::params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            if !wants_more(&mut Row::sqlite(row))? {
                break;
            }
        }
        Ok(())
    })();
    prepared.clear_bindings();
    outcome
}

fn describe(prepared: &rusqlite::Statement<'_>) -> (Vec<String>, usize) {
    (prepared.column_names().map(str::to_owned).collect(), prepared.parameter_count())
}

/// Runs one of the few texts that begin and end transactions.
fn control(conn: &Connection, text: &str) -> Result<(), rusqlite::Error> {
    conn.prepare_cached(text)?.execute(()).map(|_| ())
}

fn read_loop(conn: &Connection, waiting: &Mutex<mpsc::Receiver<Work>>) {
    let mut prepared = Prepared::new(conn);
    loop {
        let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(mut work) = next else { return };
        let outcome = read_one(conn, &mut prepared, &mut work);
        work.answer(outcome);
    }
}

fn read_one(
    conn: &Connection,
    statements: &mut dyn SqliteStatements,
    work: &mut Work,
) -> Result<(), StorageError> {
    control(conn, "BEGIN")?;
    work.run(&mut Tx::sqlite(statements));
    control(conn, "COMMIT")?;
    Ok(())
}

fn write_loop(
    conn: &Connection,
    waiting: &mpsc::Receiver<Work>,
    announcements: &broadcast::Sender<String>,
    meter: &Meter,
) {
    let mut prepared = Prepared::new(conn);
    // When something was last written that may stand in the log. The worker, which asks each second whether there is
    // something to do, writes nothing as long as there isn't.
    let mut logged = Some(Instant::now());
    let mut last_commit = Duration::ZERO;
    loop {
        let next = match logged {
            Some(since) => waiting.recv_timeout(QUIET.saturating_sub(since.elapsed())),
            None => waiting.recv().map_err(|_| mpsc::RecvTimeoutError::Disconnected),
        };
        let first = match next {
            Ok(first) => first,
            Err(mpsc::RecvTimeoutError::Timeout) => {
                logged = (!empty_log(conn)).then(Instant::now);
                continue;
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => {
                empty_log(conn);
                return;
            }
        };
        let before = conn.total_changes();
        let mut group = vec![first];
        let (outcome, topics) = write_group(&mut prepared, &mut group, waiting, &mut last_commit);
        if outcome.is_ok() {
            meter.commits.observe(seconds(last_commit));
        }
        if conn.total_changes() != before {
            logged = Some(Instant::now());
        }
        if let Err(error) = &outcome {
            if !conn.is_autocommit() {
                let _ = conn.execute_batch("ROLLBACK");
            }
            // Whoever came meanwhile would wait as long, one after the other, to be told the same.
            if error.passes() {
                group.extend(waiting.try_iter());
            }
        }
        for work in group {
            work.answer(outcome.clone());
        }
        if outcome.is_ok() {
            for topic in topics {
                let _ = announcements.send(topic);
            }
        }
    }
}

/// Copies what the write-ahead log holds into the file and empties it, unless someone reads from it just now; whether it
/// is empty.
fn empty_log(conn: &Connection) -> bool {
    let patient = |time| conn.busy_timeout(time).is_ok();
    let busy = patient(Duration::ZERO)
        .then(|| conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |row| row.get::<_, i64>(0)));
    patient(PATIENCE);
    matches!(busy, Some(Ok(0)))
}

/// Runs what waits, and commits once.
///
/// Most often none of it has to be taken back, or only what has changed nothing yet, so first it runs without a savepoint for
/// each: those cost a copy of every page that is changed. Where one has to be taken back after all, all begins again, each in
/// a savepoint of its own.
///
/// What comes meanwhile is taken along until it took as long as the last commit: while the disk is slow, one commit is to do
/// for as much as can be; while it is quick, answers better go out to some as others' writes run.
fn write_group(
    prepared: &mut Prepared<'_>,
    group: &mut Vec<Work>,
    waiting: &mpsc::Receiver<Work>,
    last_commit: &mut Duration,
) -> (Result<(), StorageError>, Vec<String>) {
    let mut topics = Vec::new();
    let outcome = (|| {
        // The write lock is taken at BEGIN, so that no work fails half-way for want of it.
        control(prepared.conn, "BEGIN IMMEDIATE")?;
        let began = Instant::now();
        group.extend(waiting.try_iter().take(GROUP - 1));
        let mut apart = false;
        let mut at = 0;
        loop {
            if at == group.len() && began.elapsed() < *last_commit {
                group.extend(waiting.try_iter().take(GROUP - at));
            }
            let Some(work) = group.get_mut(at) else { break };
            at += 1;
            if apart {
                topics.extend(write_apart(prepared, work)?);
            } else if let Some(announced) = write_together(prepared, work)? {
                topics.extend(announced);
            } else {
                control(prepared.conn, "ROLLBACK")?;
                control(prepared.conn, "BEGIN IMMEDIATE")?;
                topics.clear();
                (apart, at) = (true, 0);
            }
        }
        let began = Instant::now();
        control(prepared.conn, "COMMIT")?;
        *last_commit = began.elapsed();
        Ok(())
    })();
    (outcome, topics)
}

/// What it announces; nothing where it changed something that has to be taken back, with all that ran before it.
fn write_together(prepared: &mut Prepared<'_>, work: &mut Work) -> Result<Option<Vec<String>>, StorageError> {
    let before = prepared.conn.total_changes();
    let (keep, topics) = write_one(prepared, work)?;
    if keep {
        return Ok(Some(topics));
    }
    Ok((prepared.conn.total_changes() == before).then(Vec::new))
}

/// The same where it is taken back alone.
fn write_apart(prepared: &mut Prepared<'_>, work: &mut Work) -> Result<Vec<String>, StorageError> {
    control(prepared.conn, "SAVEPOINT work")?;
    let (keep, topics) = write_one(prepared, work)?;
    if !keep {
        control(prepared.conn, "ROLLBACK TO work")?;
    }
    control(prepared.conn, "RELEASE work")?;
    Ok(topics)
}

/// Whether it is to be kept, and what it announces then.
fn write_one(prepared: &mut Prepared<'_>, work: &mut Work) -> Result<(bool, Vec<String>), StorageError> {
    let conn = prepared.conn;
    let mut tx = Tx::sqlite(prepared);
    let keep = work.run(&mut tx);
    let (topics, broken) = (std::mem::take(&mut tx.announcements), tx.broken.take());
    // SQLite takes the whole transaction back where the disk fails it; what came before in it is gone too.
    if let Some(error) = broken.filter(|_| conn.is_autocommit()) {
        return Err(error);
    }
    Ok((keep, if keep { topics } else { Vec::new() }))
}
