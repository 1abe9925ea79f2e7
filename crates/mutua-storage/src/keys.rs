//! The keys of persons, kept apart from backups: an old backup can't be read where a person deleted what was in it.
//!
//! A backup is one file, its keys are another that each backup replaces. When a person is deleted their key is in no later
//! file of keys, and what was sealed with it is noise in every backup. See docs/adr/0006.

use std::{fmt::Write as _, path::Path};

use rusqlite::{Connection, OpenFlags};
use uuid::Uuid;

use crate::error::StorageError;

/// The first line of a file of keys.
const HEAD: &str = "mutua keys 1";

/// A person's key, wrapped by the instance's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptKey {
    person: Uuid,
    wrapped: Vec<u8>,
    created_at: i64,
}

/// What is taken away of a person whose key isn't there any more: nobody can read it.
const LET_GO: &[&str] = &[
    "DELETE FROM check_in_reader WHERE person_id NOT IN (SELECT person_id FROM person_key)",
    "DELETE FROM check_in_circle WHERE person_id NOT IN (SELECT person_id FROM person_key)",
    "DELETE FROM check_in WHERE person_id NOT IN (SELECT person_id FROM person_key)",
    "DELETE FROM wellbeing_answer WHERE person_id NOT IN (SELECT person_id FROM person_key)",
    "DELETE FROM day_link WHERE a_id NOT IN (SELECT person_id FROM person_key)",
    "DELETE FROM day_link WHERE b_id NOT IN (SELECT person_id FROM person_key)",
    "DELETE FROM supporter_share WHERE person_id NOT IN (SELECT person_id FROM person_key)",
    "DELETE FROM supporter WHERE person_id NOT IN (SELECT person_id FROM person_key)",
    "DELETE FROM need WHERE sealed IS NOT NULL AND person_id NOT IN (SELECT person_id FROM person_key)",
    "UPDATE mirror SET sealed = NULL, made_at = NULL WHERE person_id NOT IN (SELECT person_id FROM person_key)",
    "UPDATE tie SET a_checks = NULL WHERE a_id NOT IN (SELECT person_id FROM person_key)",
    "UPDATE tie SET b_checks = NULL WHERE b_id NOT IN (SELECT person_id FROM person_key)",
];

fn open(path: &Path) -> Result<Connection, StorageError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "secure_delete", true)?;
    Ok(conn)
}

/// Takes the keys out of a backup, so that nothing of them is left in its file.
///
/// # Errors
/// Where the file can't be used.
pub fn take_keys(backup: &Path) -> Result<Vec<KeptKey>, StorageError> {
    let conn = open(backup)?;
    let keys = conn
        .prepare("SELECT person_id, wrapped, created_at FROM person_key ORDER BY person_id")?
        .query_map((), |row| {
            let person: [u8; 16] = row.get(0)?;
            Ok(KeptKey { person: Uuid::from_bytes(person), wrapped: row.get(1)?, created_at: row.get(2)? })
        })?
        .collect::<Result<Vec<_>, _>>()?;
    conn.execute("DELETE FROM person_key", ())?;
    conn.pragma_update(None, "journal_mode", "DELETE")?;
    // Written anew, page by page, without what was deleted.
    conn.execute_batch("VACUUM")?;
    Ok(keys)
}

/// Whether a backup carries keys itself, as the first ones did.
///
/// # Errors
/// Where the file can't be used.
pub fn has_keys(backup: &Path) -> Result<bool, StorageError> {
    Ok(open(backup)?.query_row("SELECT COUNT(*) > 0 FROM person_key", (), |row| row.get(0))?)
}

/// Brings keys back into a backup that is to be restored, and takes away what nobody can read without one. How many
/// entries were taken away.
///
/// # Errors
/// Where the file can't be used.
pub fn put_keys(backup: &Path, keys: &[KeptKey]) -> Result<usize, StorageError> {
    let mut conn = open(backup)?;
    let tx = conn.transaction()?;
    for key in keys {
        // A person who came after the backup isn't in it.
        tx.execute(
            "INSERT INTO person_key (person_id, wrapped, created_at) SELECT id, ?2, ?3 FROM person WHERE id = ?1
                AND state <> 'gone'",
            (key.person.as_bytes(), &key.wrapped, key.created_at),
        )?;
    }
    let mut let_go = 0;
    for statement in LET_GO {
        let_go += tx.execute(statement, ())?;
    }
    tx.commit()?;
    Ok(let_go)
}

/// Keys as the text of their file.
#[must_use]
pub fn to_text(keys: &[KeptKey]) -> String {
    let mut text = format!("{HEAD}\n");
    for key in keys {
        let hex = key.wrapped.iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        let _ = writeln!(text, "{} {hex} {}", key.person, key.created_at);
    }
    text
}

/// Keys from the text of their file.
///
/// # Errors
/// Says which line isn't one.
pub fn from_text(text: &str) -> Result<Vec<KeptKey>, StorageError> {
    let mut lines = text.lines();
    if lines.next() != Some(HEAD) {
        return Err(StorageError::Other("the file of keys doesn't begin like one".into()));
    }
    let keys = lines.enumerate().map(|(number, line)| {
        key(line)
            .ok_or_else(|| StorageError::Other(format!("line {} of the file of keys is damaged", number + 2)))
    });
    keys.collect()
}

fn key(line: &str) -> Option<KeptKey> {
    let mut words = line.split(' ');
    let (person, hex, created_at) = (words.next()?, words.next()?, words.next()?);
    if words.next().is_some() || hex.len() % 2 != 0 || !hex.is_ascii() {
        return None;
    }
    let bytes = (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16));
    Some(KeptKey {
        person: person.parse().ok()?,
        wrapped: bytes.collect::<Result<_, _>>().ok()?,
        created_at: created_at.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_back_from_their_file_and_a_damaged_line_is_named() {
        let keys = [KeptKey { person: Uuid::from_u128(7), wrapped: vec![0, 1, 254], created_at: 12 }];
        let text = to_text(&keys);
        assert_eq!(from_text(&text).unwrap(), keys);
        for damaged in
            [text.replace("0001fe", "0001f"), text.replace("0001fe", "0001fg"), text.replace(" 12", "")]
        {
            assert!(from_text(&damaged).unwrap_err().to_string().contains("line 2"), "{damaged}");
        }
        assert!(from_text("").is_err());
    }
}
