//! SQLite: a few threads that read, one that writes.
//!
//! The writer takes whatever waits, runs each work in a savepoint of one transaction, and commits once for all
//! (group commit): one flush of the disk for many writes. One that fails is rolled back alone. None is answered
//! before the commit is on the disk.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread,
    time::Duration,
};

use rusqlite::{Connection, OpenFlags};
use tokio::sync::broadcast;

use crate::{
    error::StorageError,
    store::{OpenOptions, Work},
    tx::Tx,
};

/// How many writes share one commit at the most.
const GROUP: usize = 256;

pub(crate) struct SqliteLanes {
    reads: mpsc::Sender<Box<dyn Work>>,
    writes: mpsc::Sender<Box<dyn Work>>,
}

impl SqliteLanes {
    pub(crate) fn open(
        path: &Path,
        options: &OpenOptions,
        announcements: broadcast::Sender<String>,
    ) -> Result<Self, StorageError> {
        let (reads, waiting) = mpsc::channel();
        let waiting = Arc::new(Mutex::new(waiting));
        for number in 0..options.readers.max(1) {
            let conn = connect(path)?;
            conn.pragma_update(None, "query_only", true)?;
            let waiting = Arc::clone(&waiting);
            spawn(&format!("read-{number}"), move || read_loop(&conn, &waiting))?;
        }
        let (writes, waiting) = mpsc::channel();
        let conn = connect(path)?;
        if !options.durable {
            conn.pragma_update(None, "synchronous", "OFF")?;
        }
        spawn("write", move || write_loop(&conn, &waiting, &announcements))?;
        Ok(Self { reads, writes })
    }

    pub(crate) fn read(&self, work: Box<dyn Work>) {
        give(&self.reads, work);
    }

    pub(crate) fn write(&self, work: Box<dyn Work>) {
        give(&self.writes, work);
    }
}

pub(crate) fn give(lane: &mpsc::Sender<Box<dyn Work>>, work: Box<dyn Work>) {
    if let Err(mpsc::SendError(work)) = lane.send(work) {
        work.answer(Err(StorageError::Unavailable("the database was closed".into())));
    }
}

pub(crate) fn spawn(name: &str, code: impl FnOnce() + Send + 'static) -> Result<(), StorageError> {
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(code)
        .map(|_| ())
        .map_err(|error| StorageError::Unavailable(format!("no thread for the database: {error}")))
}

/// Opens the file with the settings that the promises rest on.
pub(crate) fn connect(path: &Path) -> Result<Connection, StorageError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(Duration::from_secs(5))?;
    conn.pragma_update(None, "journal_mode", "WAL")?;
    // On the disk before it is acknowledged.
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    // What is deleted is overwritten with zeros, destroyed keys above all.
    conn.pragma_update(None, "secure_delete", true)?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    conn.set_prepared_statement_cache_capacity(512);
    Ok(conn)
}

fn read_loop(conn: &Connection, waiting: &Mutex<mpsc::Receiver<Box<dyn Work>>>) {
    loop {
        let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(mut work) = next else { return };
        let outcome = read_one(conn, work.as_mut());
        work.answer(outcome);
    }
}

fn read_one(conn: &Connection, work: &mut dyn Work) -> Result<(), StorageError> {
    conn.execute_batch("BEGIN")?;
    work.run(&mut Tx::sqlite(conn));
    conn.execute_batch("COMMIT")?;
    Ok(())
}

fn write_loop(
    conn: &Connection,
    waiting: &mpsc::Receiver<Box<dyn Work>>,
    announcements: &broadcast::Sender<String>,
) {
    while let Ok(first) = waiting.recv() {
        let mut group = vec![first];
        let (outcome, topics) = write_group(conn, &mut group, waiting);
        if outcome.is_err() && !conn.is_autocommit() {
            let _ = conn.execute_batch("ROLLBACK");
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

fn write_group(
    conn: &Connection,
    group: &mut Vec<Box<dyn Work>>,
    waiting: &mpsc::Receiver<Box<dyn Work>>,
) -> (Result<(), StorageError>, Vec<String>) {
    let mut topics = Vec::new();
    let outcome = (|| {
        // The write lock is taken at BEGIN, so that no work fails half-way for want of it.
        conn.execute_batch("BEGIN IMMEDIATE")?;
        let mut at = 0;
        loop {
            topics.extend(write_one(conn, group[at].as_mut())?);
            at += 1;
            if at == GROUP {
                break;
            }
            match waiting.try_recv() {
                Ok(work) => group.push(work),
                Err(_) => break,
            }
        }
        conn.execute_batch("COMMIT")?;
        Ok(())
    })();
    (outcome, topics)
}

fn write_one(conn: &Connection, work: &mut dyn Work) -> Result<Vec<String>, StorageError> {
    conn.prepare_cached("SAVEPOINT work")?.execute(())?;
    let mut tx = Tx::sqlite(conn);
    if work.run(&mut tx) {
        conn.prepare_cached("RELEASE work")?.execute(())?;
        Ok(tx.announcements)
    } else {
        conn.execute_batch("ROLLBACK TO work; RELEASE work")?;
        Ok(Vec::new())
    }
}
