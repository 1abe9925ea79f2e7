//! A transaction, on either database.

use std::{collections::HashMap, sync::Arc};

use postgres::types::ToSql;

use crate::{
    error::StorageError,
    row::{FromRow, Row},
    statement::Statement,
    turn::Turn,
    value::Value,
};

/// A transaction: everything done through it is kept, or nothing is.
pub struct Tx<'a> {
    conn: Conn<'a>,
    /// Set once PostgreSQL has said that this run can't be kept and another may be.
    pub(crate) must_retry: bool,
    /// Set once SQLite has failed in a way that may have taken the transaction with it.
    pub(crate) broken: Option<StorageError>,
    /// Told of each statement over PostgreSQL, so that whoever waits knows that it goes on.
    turn: Option<Arc<Turn>>,
    /// What open pages are told once this is kept.
    pub(crate) announcements: Vec<String>,
}

enum Conn<'a> {
    Sqlite(&'a mut (dyn SqliteStatements + 'a)),
    Postgres { tx: postgres::Transaction<'a>, prepared: &'a mut Prepared },
}

/// The statements that an SQLite connection has prepared, behind a face that hides how long it lives.
pub(crate) trait SqliteStatements {
    /// Runs one that gives no rows; how many it changed.
    fn run(&mut self, statement: &'static Statement, values: &[Value]) -> Result<u64, StorageError>;
    /// Hands out rows, as long as they are wanted.
    fn each(
        &mut self,
        statement: &'static Statement,
        values: &[Value],
        wants_more: &mut dyn FnMut(&mut Row<'_>) -> Result<bool, StorageError>,
    ) -> Result<(), StorageError>;
    /// Its columns, and the number of its parameters.
    fn describe(&mut self, statement: &'static Statement) -> Result<(Vec<String>, usize), StorageError>;
}

/// The statements that a PostgreSQL connection has prepared.
pub(crate) type Prepared = HashMap<&'static str, postgres::Statement>;

impl std::fmt::Debug for Tx<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tx")
    }
}

impl<'a> Tx<'a> {
    pub(crate) const fn sqlite(statements: &'a mut (dyn SqliteStatements + 'a)) -> Self {
        Self::over(Conn::Sqlite(statements))
    }

    pub(crate) const fn postgres(tx: postgres::Transaction<'a>, prepared: &'a mut Prepared) -> Self {
        Self::over(Conn::Postgres { tx, prepared })
    }

    const fn over(conn: Conn<'a>) -> Self {
        Self { conn, must_retry: false, broken: None, turn: None, announcements: Vec::new() }
    }

    /// Tells this turn of each statement. A file answers when its disk does, and nobody listens.
    pub(crate) fn told_to(&mut self, turn: &Arc<Turn>) {
        if matches!(self.conn, Conn::Postgres { .. }) {
            self.turn = Some(Arc::clone(turn));
        }
    }

    /// Says that it goes on.
    fn sign(&self) {
        if let Some(turn) = &self.turn {
            turn.sign();
        }
    }

    /// Commits where PostgreSQL is behind it (on SQLite the lane does, for a whole group).
    pub(crate) fn commit_postgres(self) -> Result<Vec<String>, postgres::Error> {
        self.sign();
        let Conn::Postgres { tx, .. } = self.conn else { return Ok(self.announcements) };
        tx.commit()?;
        Ok(self.announcements)
    }

    /// Tells open pages that something changed, once this transaction is kept. The topic names what changed
    /// ("ask/…"), never what it says.
    pub fn announce(&mut self, topic: impl Into<String>) {
        let topic = topic.into();
        if !self.announcements.contains(&topic) {
            self.announcements.push(topic);
        }
    }

    /// Runs a statement that gives no rows; how many it changed.
    ///
    /// # Errors
    /// What the database says.
    pub fn run(&mut self, statement: &'static Statement, values: &[Value]) -> Result<u64, StorageError> {
        self.sign();
        let result = match &mut self.conn {
            Conn::Sqlite(statements) => {
                let result = statements.run(statement, values);
                return result.map_err(|error| self.break_by(error));
            }
            Conn::Postgres { tx, prepared } => prepare(tx, prepared, statement)
                .and_then(|prepared| tx.execute(&prepared, &references(values))),
        };
        result.map_err(|error| self.note(statement, error))
    }

    /// Every row of a statement.
    ///
    /// # Errors
    /// What the database says, or a row that can't be read.
    pub fn all<T: FromRow>(
        &mut self,
        statement: &'static Statement,
        values: &[Value],
    ) -> Result<Vec<T>, StorageError> {
        self.sign();
        let rows = match &mut self.conn {
            Conn::Sqlite(statements) => {
                let mut read = Vec::new();
                let result = statements.each(statement, values, &mut |row| {
                    read.push(T::from_row(row).map_err(|error| place(statement, error))?);
                    Ok(true)
                });
                return result.map(|()| read).map_err(|error| self.break_by(error));
            }
            Conn::Postgres { tx, prepared } => {
                prepare(tx, prepared, statement).and_then(|prepared| tx.query(&prepared, &references(values)))
            }
        };
        let rows = rows.map_err(|error| self.note(statement, error))?;
        rows.iter()
            .map(|row| T::from_row(&mut Row::postgres(row)).map_err(|error| place(statement, error)))
            .collect()
    }

    /// The first row of a statement, if there is one.
    ///
    /// # Errors
    /// What the database says, or a row that can't be read.
    pub fn first<T: FromRow>(
        &mut self,
        statement: &'static Statement,
        values: &[Value],
    ) -> Result<Option<T>, StorageError> {
        if let Conn::Sqlite(statements) = &mut self.conn {
            let mut first = None;
            let result = statements.each(statement, values, &mut |row| {
                first = Some(T::from_row(row).map_err(|error| place(statement, error))?);
                Ok(false)
            });
            return result.map(|()| first).map_err(|error| self.break_by(error));
        }
        Ok(self.all(statement, values)?.into_iter().next())
    }

    /// The one number that a counting statement gives.
    ///
    /// # Errors
    /// What the database says.
    pub fn count(&mut self, statement: &'static Statement, values: &[Value]) -> Result<i64, StorageError> {
        Ok(self.first::<(i64,)>(statement, values)?.map_or(0, |(n,)| n))
    }

    /// The names of the columns and the number of parameters of a statement, as the database sees them.
    ///
    /// # Errors
    /// Where the database doesn't take the statement.
    pub fn describe(&mut self, statement: &'static Statement) -> Result<(Vec<String>, usize), StorageError> {
        match &mut self.conn {
            Conn::Sqlite(statements) => statements.describe(statement),
            Conn::Postgres { tx, .. } => {
                let prepared = tx.prepare(statement.postgres)?;
                let columns = prepared.columns().iter().map(|column| column.name().to_owned()).collect();
                Ok((columns, prepared.params().len()))
            }
        }
    }

    /// Remembers a failure that isn't this statement's own.
    fn break_by(&mut self, error: StorageError) -> StorageError {
        if error.way_out().is_some() {
            self.broken = Some(error.clone());
        }
        error
    }

    fn note(&mut self, statement: &'static Statement, error: postgres::Error) -> StorageError {
        let retry = error.code().is_some_and(|code| matches!(code.code(), "40001" | "40P01"));
        self.must_retry |= retry;
        if !retry {
            tracing::debug!(statement = statement.name, "a statement failed");
        }
        error.into()
    }
}

fn place(statement: &Statement, error: StorageError) -> StorageError {
    match error {
        StorageError::Decode(text) => StorageError::Decode(format!("{}: {text}", statement.name)),
        other => other,
    }
}

fn prepare(
    tx: &mut postgres::Transaction<'_>,
    prepared: &mut Prepared,
    statement: &'static Statement,
) -> Result<postgres::Statement, postgres::Error> {
    if let Some(found) = prepared.get(statement.postgres) {
        return Ok(found.clone());
    }
    let made = tx.prepare(statement.postgres)?;
    prepared.insert(statement.postgres, made.clone());
    Ok(made)
}

fn references(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}
