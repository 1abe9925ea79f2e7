//! Migrations: they expand first and contract later, so that two versions can run side by side.

use std::path::Path;

use crate::{error::StorageError, postgres_lanes, sqlite_lanes, store::Address};

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// The lock that keeps two nodes from migrating one database at once ("mutua" in ASCII).
const LOCK: i64 = 0x006d_7574_7561;

/// Makes a database and brings it to this version, as needed.
///
/// # Errors
/// Where it can't be used, or a migration fails; then nothing was changed by it.
pub fn migrate(address: &Address) -> Result<(), StorageError> {
    match address {
        Address::Sqlite(path) => sqlite(path).map(drop),
        Address::Postgres(url) => postgres(url),
    }
}

/// Gives the connection that it used: as long as that is open, what SQLite keeps beside the file stays for the next ones.
pub(crate) fn sqlite(path: &Path) -> Result<rusqlite::Connection, StorageError> {
    let mut conn = sqlite_lanes::connect(path)?;
    connection(&mut conn)?;
    Ok(conn)
}

/// The version that the last migration leads to.
pub(crate) fn latest() -> i32 {
    embedded::migrations::runner()
        .get_migrations()
        .iter()
        .map(refinery::Migration::version)
        .max()
        .unwrap_or(0)
}

pub(crate) fn connection(conn: &mut rusqlite::Connection) -> Result<(), StorageError> {
    embedded::migrations::runner().run(conn).map(|_| ()).map_err(|error| failed(&error))
}

/// Why it failed: often not for its own sake, but since the database is held, full or away.
fn failed(error: &refinery::Error) -> StorageError {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(one) = cause {
        let of_database = one
            .downcast_ref::<rusqlite::Error>()
            .map(StorageError::from)
            .or_else(|| one.downcast_ref::<postgres::Error>().map(StorageError::from));
        if let Some(found) = of_database.filter(|found| found.way_out().is_some()) {
            return found;
        }
        cause = one.source();
    }
    StorageError::Other(format!("migration failed, nothing was changed by it: {error}"))
}

pub(crate) fn postgres(url: &str) -> Result<(), StorageError> {
    postgres_lanes::off_runtime(|| migrate_postgres(url))
}

fn migrate_postgres(url: &str) -> Result<(), StorageError> {
    let mut client = postgres_lanes::connect(url)?;
    client.execute("SELECT pg_advisory_lock($1)", &[&LOCK])?;
    let outcome = embedded::migrations::runner().run(&mut client).map(|_| ()).map_err(|error| failed(&error));
    client.execute("SELECT pg_advisory_unlock($1)", &[&LOCK])?;
    outcome
}
