//! Secret links that work once, or until they are replaced.

use jiff::Timestamp;
use mutua_domain::{
    id::{LinkId, PersonId},
    life::LinkPurpose,
};

use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    CREATE = "INSERT INTO link (id, hash, purpose, person_id, detail, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    FIND = "SELECT id, purpose, person_id, detail, created_at, expires_at FROM link
        WHERE hash = $1 AND purpose = $2 AND used_at IS NULL AND (expires_at IS NULL OR expires_at > $3)";
    USE_UP = "UPDATE link SET used_at = $1 WHERE id = $2 AND used_at IS NULL";
    DROP_OF_PERSON = "DELETE FROM link WHERE person_id = $1 AND purpose = $2";
    DROP_OF_PURPOSE = "DELETE FROM link WHERE purpose = $1";
    NEWEST = "SELECT id, purpose, person_id, detail, created_at, expires_at FROM link
        WHERE person_id = $1 AND purpose = $2 AND used_at IS NULL AND (expires_at IS NULL OR expires_at > $3)
        ORDER BY id DESC LIMIT 1";
    FORGET = "DELETE FROM link WHERE used_at IS NOT NULL OR expires_at < $1";
}

row! {
    /// A link that still works. Its secret isn't kept.
    pub struct LinkRow {
        pub id: LinkId,
        pub purpose: LinkPurpose,
        pub person_id: Option<PersonId>,
        pub detail: Option<String>,
        pub created_at: Timestamp,
        pub expires_at: Option<Timestamp>,
    }
}

/// Stores a new link under the fingerprint of its secret.
pub fn create(tx: &mut Tx<'_>, link: &LinkRow, hash: &[u8]) -> Result<(), StorageError> {
    let LinkRow { id, purpose, person_id, detail, created_at, expires_at } = link;
    tx.run(&CREATE, params![*id, hash, *purpose, *person_id, detail.as_deref(), *created_at, *expires_at])
        .map(|_| ())
}

/// The link of a secret, if it still works.
pub fn find(
    tx: &mut Tx<'_>,
    hash: &[u8],
    purpose: LinkPurpose,
    now: Timestamp,
) -> Result<Option<LinkRow>, StorageError> {
    tx.first(&FIND, params![hash, purpose, now])
}

/// Marks a link as used; whether it was the first use.
pub fn use_up(tx: &mut Tx<'_>, id: LinkId, now: Timestamp) -> Result<bool, StorageError> {
    Ok(tx.run(&USE_UP, params![now, id])? == 1)
}

/// Forgets a person's links of one purpose.
pub fn drop_of(tx: &mut Tx<'_>, person: PersonId, purpose: LinkPurpose) -> Result<(), StorageError> {
    tx.run(&DROP_OF_PERSON, params![person, purpose]).map(|_| ())
}

/// Forgets every link of one purpose.
pub fn drop_all(tx: &mut Tx<'_>, purpose: LinkPurpose) -> Result<(), StorageError> {
    tx.run(&DROP_OF_PURPOSE, params![purpose]).map(|_| ())
}

/// A person's newest working link of one purpose.
pub fn newest(
    tx: &mut Tx<'_>,
    person: PersonId,
    purpose: LinkPurpose,
    now: Timestamp,
) -> Result<Option<LinkRow>, StorageError> {
    tx.first(&NEWEST, params![person, purpose, now])
}

/// Forgets links that were used, or that ended before a moment.
pub fn forget_before(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, StorageError> {
    tx.run(&FORGET, params![before])
}
