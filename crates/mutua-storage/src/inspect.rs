//! What a database is like, for the operator: seen without creating, migrating or setting anything right.
//!
//! What is looked at here are the database's own matters (its version, its schema, whether it is sound and durable). What
//! the application keeps in it is asked through statements, once the schema is known to be this version's.

use std::path::Path;

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags, config::DbConfig};
use uuid::Uuid;

use crate::{error::StorageError, migrate, postgres_lanes, store::Address};

/// The tables whose newest row tells when something was last done; their ids begin with the time.
const LIVELY: &[&str] = &["session", "notice", "mail", "message", "ask", "help", "job"];
/// What is said of a file without a byte. SQLite would take it for a new database, and a place whose file was lost for one
/// where nobody ever was.
const EMPTY: &str = "the file is empty (if nothing was ever in it, remove it: it is made anew then)";
/// Files up to this size are checked as a whole at each start: that takes about 25 ms, and a start may take 50.
const QUICKLY_CHECKED: u64 = 16 << 20;
/// How many faults are told; one is enough to act.
const FAULTS: usize = 5;

/// A database as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// Sort and version of the database program.
    pub program: String,
    /// How its schema stands to this program.
    pub schema: Schema,
    /// What is damaged; empty where it is sound.
    pub faults: Vec<String>,
    /// Settings by which something that was acknowledged could be lost, and other things that don't do.
    pub unsafe_settings: Vec<String>,
    /// What time the database has, where it keeps its own.
    pub clock: Option<Timestamp>,
    /// When something was last done, by the newest id.
    pub newest: Option<Timestamp>,
}

/// How a schema stands to this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// Nothing is there yet.
    None,
    /// It is this program's.
    Current(i32),
    /// It is an older one's: found, needed.
    Older(i32, i32),
    /// It is a newer one's: found, known.
    Newer(i32, i32),
}

impl Schema {
    fn of(found: Option<i32>) -> Self {
        let latest = migrate::latest();
        match found {
            None => Self::None,
            Some(found) if found < latest => Self::Older(found, latest),
            Some(found) if found > latest => Self::Newer(found, latest),
            Some(found) => Self::Current(found),
        }
    }
}

/// Looks at a database. Where there is no file yet, that is no error: [`None`].
///
/// # Errors
/// Where it can't be reached or opened at all.
pub fn inspect(address: &Address) -> Result<Option<Inspection>, StorageError> {
    match address {
        Address::Sqlite(path) => sqlite(path),
        Address::Postgres(url) => postgres_lanes::off_runtime(|| postgres(url).map(Some)),
    }
}

fn sqlite(path: &Path) -> Result<Option<Inspection>, StorageError> {
    let Ok(found) = std::fs::metadata(path) else { return Ok(None) };
    let program = format!("SQLite {}", rusqlite::version());
    let conn = look(path)?;
    let faults = match cut_short(path, found.len()) {
        Some(fault) => vec![fault.to_owned()],
        None => sqlite_faults(&conn)?,
    };
    if !faults.is_empty() {
        let (schema, unsafe_settings) = (Schema::None, Vec::new());
        return Ok(Some(Inspection { program, schema, faults, unsafe_settings, clock: None, newest: None }));
    }
    let schema = Schema::of(sqlite_version(&conn)?);
    let mode: String = conn.query_row("PRAGMA journal_mode", (), |row| row.get(0))?;
    let unsafe_settings = if mode == "wal" || schema == Schema::None {
        Vec::new()
    } else {
        vec![format!("the journal is {mode} and not wal: the next start sets it right")]
    };
    let newest = LIVELY.iter().filter_map(|table| sqlite_newest(&conn, table)).max();
    Ok(Some(Inspection { program, schema, faults, unsafe_settings, clock: None, newest }))
}

/// Opens a file without setting anything right in it, neither now nor on leaving.
fn look(path: &Path) -> Result<Connection, StorageError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(std::time::Duration::from_secs(5))?;
    conn.pragma_update(None, "query_only", true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(conn)
}

/// Refuses a file that is damaged, cut short or empty before anything is written to it: what is left may be needed.
///
/// # Errors
/// [`StorageError::Damaged`], and where it can't be read.
pub(crate) fn refuse_damaged(path: &Path) -> Result<(), StorageError> {
    // Where there is none, it is yet to be made.
    let Ok(found) = std::fs::metadata(path) else { return Ok(()) };
    if let Some(fault) = cut_short(path, found.len()) {
        return Err(StorageError::Damaged(fault.to_owned()));
    }
    let conn = look(path)?;
    if found.len() > QUICKLY_CHECKED {
        // Reads the head, by which a file that was cut short is known.
        return Ok(conn.query_row("PRAGMA schema_version", (), |_| Ok(()))?);
    }
    match sqlite_faults(&conn)?.as_slice() {
        [] => Ok(()),
        faults => Err(StorageError::Damaged(faults.join("; "))),
    }
}

/// What is wrong with the length of a file. SQLite takes what lacks of its last page for zeros.
fn cut_short(path: &Path, length: u64) -> Option<&'static str> {
    if length == 0 {
        return Some(EMPTY);
    }
    let mut head = [0; 18];
    std::fs::File::open(path).and_then(|mut file| std::io::Read::read_exact(&mut file, &mut head)).ok()?;
    let page = match u16::from_be_bytes([head[16], head[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    // A page that was being written when the power went is whole in the file beside it.
    let mut beside = path.as_os_str().to_owned();
    beside.push("-wal");
    let holds_more = std::fs::metadata(beside).is_ok_and(|beside| beside.len() > 0);
    (page > 0 && !length.is_multiple_of(page) && !holds_more)
        .then_some("the file ends within a page: it was cut short")
}

/// What SQLite finds damaged. A file that is none, or too damaged to be checked, is a fault too.
fn sqlite_faults(conn: &Connection) -> Result<Vec<String>, StorageError> {
    let found = (|| {
        let mut check = conn.prepare(&format!("PRAGMA quick_check({FAULTS})"))?;
        check.query_map((), |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()
    })();
    match found {
        Ok(lines) => Ok(lines.into_iter().filter(|line| line != "ok").collect()),
        Err(error) => match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseCorrupt | rusqlite::ErrorCode::NotADatabase) => {
                Ok(vec![error.to_string()])
            }
            _ => Err(error.into()),
        },
    }
}

fn sqlite_version(conn: &Connection) -> Result<Option<i32>, StorageError> {
    let there = "SELECT COUNT(*) > 0 FROM sqlite_master WHERE name = 'refinery_schema_history'";
    if !conn.query_row(there, (), |row| row.get::<_, bool>(0))? {
        return Ok(None);
    }
    Ok(conn.query_row("SELECT MAX(version) FROM refinery_schema_history", (), |row| row.get(0))?)
}

/// An older schema may not have the table; then it has nothing to say.
fn sqlite_newest(conn: &Connection, table: &str) -> Option<Timestamp> {
    let query = format!("SELECT id FROM {table} ORDER BY id DESC LIMIT 1");
    let id: Vec<u8> = conn.query_row(&query, (), |row| row.get(0)).ok()?;
    moment(Uuid::from_slice(&id).ok()?)
}

fn postgres(url: &str) -> Result<Inspection, StorageError> {
    let mut client = postgres_lanes::connect(url)?;
    let mut text = |query: &str| -> Result<String, StorageError> { Ok(client.query_one(query, &[])?.get(0)) };
    let program = format!("PostgreSQL {}", text("SHOW server_version")?);
    let mut unsafe_settings = Vec::new();
    for setting in ["fsync", "full_page_writes", "synchronous_commit"] {
        let value = text(&format!("SHOW {setting}"))?;
        if value == "off" {
            unsafe_settings.push(format!("{setting} is off: what was acknowledged can be lost"));
        }
    }
    if text("SELECT CAST(pg_is_in_recovery() AS TEXT)")? == "true" {
        unsafe_settings.push("it is a standby, which takes no writes".into());
    }
    let encoding = text("SHOW server_encoding")?;
    if encoding != "UTF8" {
        unsafe_settings.push(format!("its encoding is {encoding} and not UTF8"));
    }
    let version =
        if text("SELECT CAST(to_regclass('refinery_schema_history') IS NOT NULL AS TEXT)")? == "true" {
            client.query_one("SELECT CAST(MAX(version) AS INT) FROM refinery_schema_history", &[])?.get(0)
        } else {
            None
        };
    let broken = "SELECT CAST(indexrelid::regclass AS TEXT) FROM pg_index WHERE NOT indisvalid LIMIT 5";
    let faults = client
        .query(broken, &[])?
        .iter()
        .map(|row| format!("the index {} isn't valid: REINDEX it", row.get::<_, String>(0)))
        .collect();
    let now = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)";
    let clock = Timestamp::from_microsecond(client.query_one(now, &[])?.get(0)).ok();
    let newest = LIVELY.iter().filter_map(|table| postgres_newest(&mut client, table)).max();
    Ok(Inspection { program, schema: Schema::of(version), faults, unsafe_settings, clock, newest })
}

fn postgres_newest(client: &mut postgres::Client, table: &str) -> Option<Timestamp> {
    let query = format!("SELECT id FROM {table} ORDER BY id DESC LIMIT 1");
    moment(client.query_opt(&query, &[]).ok()??.get(0))
}

/// The moment at which an id was made.
fn moment(id: Uuid) -> Option<Timestamp> {
    let (seconds, nanoseconds) = id.get_timestamp()?.to_unix();
    Timestamp::new(i64::try_from(seconds).ok()?, i32::try_from(nanoseconds).ok()?).ok()
}
