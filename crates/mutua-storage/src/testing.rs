//! Databases for tests: each test runs on a fresh one of both sorts.
//!
//! PostgreSQL is there when `MUTUA_TEST_POSTGRES` holds the address of a server on which databases may be made
//! (`scripts/test` starts one). Without it that half says "skipped", unless `MUTUA_TEST_ALL` is set: then it fails.

use std::sync::OnceLock;

use crate::{
    error::StorageError,
    postgres_lanes,
    store::{Address, OpenOptions, Store},
};

/// A database that goes away with this value.
#[derive(Debug)]
pub struct TestDatabase {
    /// Where it is.
    pub address: Address,
    /// Opened.
    pub store: Store,
    _kept: Kept,
}

/// What is taken away with a database.
#[derive(Debug)]
enum Kept {
    Folder { _folder: tempfile::TempDir },
    OnServer { server: String, name: String },
}

impl Drop for Kept {
    /// Hundreds of tests leave hundreds of databases, some megabytes each: a server's disk filled up with them.
    fn drop(&mut self) {
        if let Self::OnServer { server, name } = self {
            let dropped = postgres_lanes::off_runtime(|| {
                let mut client = postgres_lanes::connect(server)?;
                Ok(client.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))?)
            });
            // The test's own outcome counts; the server goes away after the run anyway.
            drop(dropped);
        }
    }
}

/// A fresh database of each sort that is to be had.
///
/// # Panics
/// Where one can't be made.
pub fn databases() -> Vec<TestDatabase> {
    let mut databases = vec![sqlite()];
    match postgres() {
        Some(database) => databases.push(database),
        None if std::env::var_os("MUTUA_TEST_ALL").is_some() => {
            panic!("MUTUA_TEST_ALL is set, but MUTUA_TEST_POSTGRES isn't: run ./scripts/test")
        }
        None => skipped(),
    }
    databases
}

#[expect(clippy::print_stderr, reason = "a test says what it left out")]
fn skipped() {
    eprintln!("skipped: PostgreSQL (MUTUA_TEST_POSTGRES isn't set; ./scripts/test starts one)");
}

fn options() -> OpenOptions {
    OpenOptions { readers: 2, connections: 4, durable: false, ..OpenOptions::default() }
}

/// A fresh database in a file.
///
/// # Panics
/// Where it can't be made.
pub fn sqlite() -> TestDatabase {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let address = Address::Sqlite(folder.path().join("mutua.db"));
    let store = Store::open(&address, &options()).expect("a fresh SQLite database");
    TestDatabase { address, store, _kept: Kept::Folder { _folder: folder } }
}

/// A fresh database on the test's PostgreSQL server, if there is one.
///
/// # Panics
/// Where it can't be made.
pub fn postgres() -> Option<TestDatabase> {
    let server = std::env::var("MUTUA_TEST_POSTGRES").ok()?;
    let template = template(&server);
    let name = format!("t{}", uuid::Uuid::from_bytes(random()).simple());
    let address = create(&server, &name, Some(template)).expect("a fresh PostgreSQL database");
    let store = Store::open(&address, &options()).expect("the fresh PostgreSQL database opens");
    let kept = Kept::OnServer { server, name };
    Some(TestDatabase { address, store, _kept: kept })
}

/// The migrated database that this process copies for each test: migrating takes longer than copying.
fn template(server: &str) -> &'static str {
    static NAME: OnceLock<String> = OnceLock::new();
    NAME.get_or_init(|| {
        let name = format!("template{}", uuid::Uuid::from_bytes(random()).simple());
        let address = create(server, &name, None).expect("a template database");
        let Address::Postgres(url) = &address else { return name };
        crate::migrate::postgres(url).expect("the template migrates");
        name
    })
}

fn create(server: &str, name: &str, template: Option<&str>) -> Result<Address, StorageError> {
    let copy = template.map(|template| format!(" TEMPLATE {template}")).unwrap_or_default();
    postgres_lanes::off_runtime(|| {
        let mut client = postgres_lanes::connect(server)?;
        Ok(client.batch_execute(&format!("CREATE DATABASE {name}{copy}"))?)
    })?;
    let (base, query) = server.split_once('?').unwrap_or((server, ""));
    let base = base.rsplit_once('/').map_or(base, |(host, _)| host);
    let query = if query.is_empty() { String::new() } else { format!("?{query}") };
    Ok(Address::Postgres(format!("{base}/{name}{query}")))
}

fn random() -> [u8; 16] {
    mutua_domain::Entropy::system().bytes()
}

/// Runs SQL as it is, for what no statement of ours does.
///
/// # Panics
/// Where the database doesn't take it.
pub fn run(database: &TestDatabase, sql: &str) {
    match &database.address {
        Address::Sqlite(path) => {
            rusqlite::Connection::open(path).expect("the file opens").execute_batch(sql).expect("it runs");
        }
        Address::Postgres(url) => {
            postgres_lanes::off_runtime(|| Ok(postgres_lanes::connect(url)?.batch_execute(sql)?))
                .expect("it runs");
        }
    }
}

/// The texts that a query of one column gives.
///
/// # Panics
/// Where the database doesn't take it.
pub fn texts(database: &TestDatabase, sql: &str) -> Vec<String> {
    match &database.address {
        Address::Sqlite(path) => {
            let conn = rusqlite::Connection::open(path).expect("the file opens");
            let mut statement = conn.prepare(sql).expect("it prepares");
            let rows = statement.query_map([], |row| row.get(0)).expect("it runs");
            rows.map(|row| row.expect("a text")).collect()
        }
        Address::Postgres(url) => postgres_lanes::off_runtime(|| {
            let rows = postgres_lanes::connect(url)?.query(sql, &[])?;
            Ok(rows.iter().map(|row| row.get(0)).collect())
        })
        .expect("it runs"),
    }
}

/// The columns, of all tables, in which a text is found, as it is or as bytes.
///
/// # Panics
/// Where the database can't be read.
pub fn search(database: &TestDatabase, text: &str) -> Vec<String> {
    let hex: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
    let columns = texts(
        database,
        match database.address {
            Address::Sqlite(_) => {
                "SELECT t.name || '.' || c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'"
            }
            Address::Postgres(_) => {
                "SELECT table_name || '.' || column_name FROM information_schema.columns
                 WHERE table_schema = 'public' AND data_type IN ('text', 'bytea')"
            }
        },
    );
    let holds = |place: &String| {
        let Some((table, column)) = place.split_once('.') else { return false };
        let condition = match database.address {
            Address::Sqlite(_) => format!("instr(lower(hex(CAST(\"{column}\" AS BLOB))), '{hex}') > 0"),
            Address::Postgres(_) => {
                let found = |text: &str| format!("strpos(CAST(\"{column}\" AS TEXT), '{text}') > 0");
                format!("({} OR {})", found(&text.replace('\'', "''")), found(&hex))
            }
        };
        !texts(database, &format!("SELECT 'x' FROM \"{table}\" WHERE {condition} LIMIT 1")).is_empty()
    };
    columns.into_iter().filter(holds).collect()
}
