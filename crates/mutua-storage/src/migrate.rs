//! Migrations: they expand first and contract later, so that two versions can run side by side.

use std::path::Path;

use crate::{error::StorageError, postgres_lanes, sqlite_lanes};

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// The lock that keeps two nodes from migrating one database at once ("mutua" in ASCII).
const LOCK: i64 = 0x006d_7574_7561;

pub(crate) fn sqlite(path: &Path) -> Result<(), StorageError> {
    let mut conn = sqlite_lanes::connect(path)?;
    embedded::migrations::runner()
        .run(&mut conn)
        .map(|_| ())
        .map_err(|error| StorageError::Other(format!("migration failed, nothing was changed by it: {error}")))
}

pub(crate) fn postgres(url: &str) -> Result<(), StorageError> {
    postgres_lanes::off_runtime(|| migrate_postgres(url))
}

fn migrate_postgres(url: &str) -> Result<(), StorageError> {
    let mut client = postgres_lanes::connect(url)?;
    client.execute("SELECT pg_advisory_lock($1)", &[&LOCK])?;
    let outcome = embedded::migrations::runner().run(&mut client).map(|_| ()).map_err(|error| {
        StorageError::Other(format!("migration failed, nothing was changed by it: {error}"))
    });
    client.execute("SELECT pg_advisory_unlock($1)", &[&LOCK])?;
    outcome
}
