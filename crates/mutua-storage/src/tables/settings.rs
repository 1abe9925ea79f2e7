//! What the instance remembers of itself.

use crate::{StorageError, Tx, statement::statements, value::params};

statements! {
    GET = "SELECT value FROM setting WHERE name = $1";
    PUT = "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
}

/// A setting of the instance.
///
/// # Errors
/// What the database says.
pub fn get(tx: &mut Tx<'_>, name: &str) -> Result<Option<String>, StorageError> {
    Ok(tx.first::<(String,)>(&GET, params![name])?.map(|(value,)| value))
}

/// Sets it.
///
/// # Errors
/// What the database says.
pub fn put(tx: &mut Tx<'_>, name: &str, value: &str) -> Result<(), StorageError> {
    tx.run(&PUT, params![name, value]).map(|_| ())
}
