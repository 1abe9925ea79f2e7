//! Copies a whole database into another, of either sort, from one moment's view of a live one: backups, their way back,
//! and moving between SQLite and PostgreSQL are all this.
//!
//! Tables and columns are found in the schema itself, so a new table needs nothing here. What was written is read again
//! and compared before it counts.

use std::{
    collections::BTreeSet,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    path::Path,
};

use postgres::{
    binary_copy::BinaryCopyInWriter,
    fallible_iterator::FallibleIterator as _,
    types::{ToSql, Type},
};
use rusqlite::Connection;

use crate::{
    error::StorageError,
    migrate, postgres_lanes,
    row::Row,
    sqlite_lanes,
    store::Address,
    value::{Value, ValueRef},
};

/// What was copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Copied {
    /// How many tables.
    pub tables: usize,
    /// How many rows.
    pub rows: u64,
}

/// Copies everything from one database into another, which is made and migrated as needed and must hold nothing.
///
/// # Errors
/// Where either can't be used; a target that holds something; a source that another version of the program made; what
/// was read back otherwise than it was written.
pub fn copy(from: &Address, to: &Address) -> Result<Copied, StorageError> {
    postgres_lanes::off_runtime(|| {
        let tables = tables()?;
        migrate::migrate(to)?;
        let (mut from, mut to) = (Side::open(from)?, Side::open(to)?);
        from.must_be_of_this_version()?;
        from.begin_reading()?;
        to.begin_writing()?;
        let mut copied = Copied { tables: tables.len(), rows: 0 };
        let mut written = Vec::new();
        for table in &tables {
            to.must_be_empty(table)?;
            written.push(copy_table(&mut from, &mut to, table)?);
        }
        to.end()?;
        to.begin_reading()?;
        for (table, written) in tables.iter().zip(&written) {
            let mut read = Digest::default();
            to.read(table, &mut |values| {
                read.add(values);
                Ok(())
            })?;
            if read != *written {
                return Err(StorageError::Other(format!("the table {} came out otherwise", table.name)));
            }
            copied.rows += read.rows;
        }
        to.end()?;
        Ok(copied)
    })
}

/// Whether a file of SQLite is whole: each page, each index, each reference.
///
/// # Errors
/// What is wrong with it.
pub fn check_file(path: &Path) -> Result<(), StorageError> {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE | rusqlite::OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    let verdict: String = conn.query_row("PRAGMA integrity_check(1)", (), |row| row.get(0))?;
    if verdict != "ok" {
        return Err(StorageError::Unavailable(format!("the file is damaged: {verdict}")));
    }
    if conn.prepare("PRAGMA foreign_key_check")?.exists(())? {
        return Err(StorageError::Unavailable("the file is damaged: a reference leads nowhere".into()));
    }
    Ok(())
}

/// A table with its columns and their types, as the schema declares them.
#[derive(Debug)]
struct Table {
    name: String,
    columns: Vec<(String, Kind)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Id,
    Int,
    Bool,
    Text,
    Bytes,
}

impl Kind {
    fn of(declared: &str) -> Result<Self, StorageError> {
        Ok(match declared {
            "UUID" => Self::Id,
            "BIGINT" => Self::Int,
            "BOOLEAN" => Self::Bool,
            "TEXT" => Self::Text,
            "BYTEA" => Self::Bytes,
            other => return Err(StorageError::Other(format!("a column of type {other} can't be copied"))),
        })
    }

    const fn postgres(self) -> Type {
        match self {
            Self::Id => Type::UUID,
            Self::Int => Type::INT8,
            Self::Bool => Type::BOOL,
            Self::Text => Type::TEXT,
            Self::Bytes => Type::BYTEA,
        }
    }

    /// The value as its column means it: SQLite keeps ids as bytes, and yes and no as numbers.
    fn value(self, value: ValueRef<'_>) -> Result<Value, StorageError> {
        use crate::value::FromValue;
        Ok(match (self, value) {
            (_, ValueRef::Null) => Value::Null,
            (Self::Id, value) => Value::Id(FromValue::from_value(value)?),
            (Self::Int, value) => Value::Int(FromValue::from_value(value)?),
            (Self::Bool, value) => Value::Bool(FromValue::from_value(value)?),
            (Self::Text, value) => Value::Text(FromValue::from_value(value)?),
            (Self::Bytes, value) => Value::Bytes(FromValue::from_value(value)?),
        })
    }
}

impl Table {
    fn names(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| name.as_str()).collect();
        names.join(", ")
    }

    fn select(&self) -> String {
        format!("SELECT {} FROM {}", self.names(), self.name)
    }

    fn insert(&self) -> String {
        let places: Vec<String> = (1..=self.columns.len()).map(|n| format!("${n}")).collect();
        format!("INSERT INTO {} ({}) VALUES ({})", self.name, self.names(), places.join(", "))
    }

    fn values(&self, row: &mut Row<'_>) -> Result<Vec<Value>, StorageError> {
        self.columns.iter().map(|(_, kind)| kind.value(row.next_ref()?)).collect()
    }
}

/// All tables of this version, each after those that it refers to.
fn tables() -> Result<Vec<Table>, StorageError> {
    let mut conn = Connection::open_in_memory()?;
    migrate::connection(&mut conn)?;
    let names = texts(
        &conn,
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'
            AND name <> 'refinery_schema_history' ORDER BY name",
    )?;
    let mut waiting = Vec::new();
    for name in names {
        let refers: BTreeSet<String> =
            texts(&conn, &format!("SELECT \"table\" FROM pragma_foreign_key_list('{name}')"))?
                .into_iter()
                .filter(|other| *other != name)
                .collect();
        let declared = texts(&conn, &format!("SELECT name || ' ' || type FROM pragma_table_info('{name}')"))?;
        let columns = declared
            .iter()
            .map(|column| {
                let (name, kind) = column.split_once(' ').unwrap_or((column, ""));
                Ok((name.to_owned(), Kind::of(kind)?))
            })
            .collect::<Result<_, StorageError>>()?;
        waiting.push((Table { name, columns }, refers));
    }
    let mut sorted: Vec<Table> = Vec::new();
    while !waiting.is_empty() {
        let there: BTreeSet<String> = sorted.iter().map(|table| table.name.clone()).collect();
        let (ready, rest): (Vec<_>, Vec<_>) =
            waiting.into_iter().partition(|(_, refers)| refers.is_subset(&there));
        if ready.is_empty() {
            return Err(StorageError::Other("tables refer to each other in a ring".into()));
        }
        sorted.extend(ready.into_iter().map(|(table, _)| table));
        waiting = rest;
    }
    Ok(sorted)
}

fn texts(conn: &Connection, query: &str) -> Result<Vec<String>, StorageError> {
    let mut statement = conn.prepare(query)?;
    let rows = statement.query_map((), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The rows of a table, whatever their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Digest {
    rows: u64,
    sum: u64,
}

impl Digest {
    fn add(&mut self, values: &[Value]) {
        let mut hasher = DefaultHasher::new();
        values.hash(&mut hasher);
        self.rows += 1;
        self.sum = self.sum.wrapping_add(hasher.finish());
    }
}

fn copy_table(from: &mut Side, to: &mut Side, table: &Table) -> Result<Digest, StorageError> {
    let mut digest = Digest::default();
    match to {
        Side::Sqlite(conn) => {
            let mut insert = conn.prepare(&table.insert())?;
            from.read(table, &mut |values| {
                digest.add(values);
                insert.execute(rusqlite::params_from_iter(values))?;
                Ok(())
            })?;
        }
        Side::Postgres(client) => {
            let types: Vec<Type> = table.columns.iter().map(|(_, kind)| kind.postgres()).collect();
            let into = format!("COPY {} ({}) FROM STDIN BINARY", table.name, table.names());
            let mut writer = BinaryCopyInWriter::new(client.copy_in(&into)?, &types);
            from.read(table, &mut |values| {
                digest.add(values);
                let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as _).collect();
                Ok(writer.write(&values)?)
            })?;
            writer.finish()?;
        }
    }
    Ok(digest)
}

enum Side {
    Sqlite(Connection),
    Postgres(Box<postgres::Client>),
}

impl Side {
    fn open(address: &Address) -> Result<Self, StorageError> {
        Ok(match address {
            Address::Sqlite(path) if !path.exists() => {
                return Err(StorageError::Unavailable(format!("there is no file {}", path.display())));
            }
            Address::Sqlite(path) => Self::Sqlite(sqlite_lanes::connect(path)?),
            Address::Postgres(url) => Self::Postgres(Box::new(postgres_lanes::connect(url)?)),
        })
    }

    fn run(&mut self, text: &str) -> Result<(), StorageError> {
        match self {
            Self::Sqlite(conn) => Ok(conn.execute_batch(text)?),
            Self::Postgres(client) => Ok(client.batch_execute(text)?),
        }
    }

    fn count(&mut self, query: &str) -> Result<i64, StorageError> {
        match self {
            Self::Sqlite(conn) => Ok(conn.query_row(query, (), |row| row.get(0))?),
            Self::Postgres(client) => Ok(client.query_one(query, &[])?.try_get(0)?),
        }
    }

    /// One moment's view, while others write.
    fn begin_reading(&mut self) -> Result<(), StorageError> {
        match self {
            Self::Sqlite(_) => self.run("BEGIN"),
            Self::Postgres(_) => self.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),
        }
    }

    fn begin_writing(&mut self) -> Result<(), StorageError> {
        match self {
            // A circle may come before the one around it.
            Self::Sqlite(_) => self.run("BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON"),
            Self::Postgres(_) => self.run("BEGIN"),
        }
    }

    fn end(&mut self) -> Result<(), StorageError> {
        self.run("COMMIT")
    }

    fn must_be_of_this_version(&mut self) -> Result<(), StorageError> {
        let found = self.count("SELECT CAST(MAX(version) AS BIGINT) FROM refinery_schema_history")?;
        let known = i64::from(migrate::latest());
        if found == known {
            return Ok(());
        }
        Err(StorageError::Other(format!(
            "the database is of schema version {found}, this program of {known}: start this program on it once"
        )))
    }

    fn must_be_empty(&mut self, table: &Table) -> Result<(), StorageError> {
        let query = format!("SELECT COUNT(*) FROM (SELECT 1 FROM {} LIMIT 1) some_row", table.name);
        if self.count(&query)? == 0 {
            return Ok(());
        }
        Err(StorageError::Other(format!("the target holds something already (table {})", table.name)))
    }

    fn read(
        &mut self,
        table: &Table,
        each: &mut dyn FnMut(&[Value]) -> Result<(), StorageError>,
    ) -> Result<(), StorageError> {
        match self {
            Self::Sqlite(conn) => {
                let mut statement = conn.prepare(&table.select())?;
                let mut rows = statement.query(())?;
                while let Some(row) = rows.next()? {
                    each(&table.values(&mut Row::sqlite(row))?)?;
                }
            }
            Self::Postgres(client) => {
                let none: [&str; 0] = [];
                let mut rows = client.query_raw(&table.select(), none)?;
                while let Some(row) = rows.next()? {
                    each(&table.values(&mut Row::postgres(&row))?)?;
                }
            }
        }
        Ok(())
    }
}
