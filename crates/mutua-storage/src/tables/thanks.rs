//! Thanks for helps.

use jiff::Timestamp;
use mutua_domain::{
    id::{CircleId, HelpId, PersonId, ThanksId},
    life::ThanksAudience,
};
use uuid::Uuid;

use super::blocks::not_parted;
use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    PUT = "INSERT INTO thanks (circle_id, id, help_id, from_id, to_id, words, audience, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    FIND = "SELECT t.circle_id, t.id, t.help_id, t.from_id, t.to_id, t.words, t.audience, t.agreed_at, t.created_at,
        c.name, f.name, g.name FROM thanks t JOIN circle c ON c.id = t.circle_id
        JOIN person f ON f.id = t.from_id JOIN person g ON g.id = t.to_id WHERE t.id = $1";
    OF_HELP = "SELECT t.circle_id, t.id, t.help_id, t.from_id, t.to_id, t.words, t.audience, t.agreed_at, t.created_at,
        c.name, f.name, g.name FROM thanks t JOIN circle c ON c.id = t.circle_id
        JOIN person f ON f.id = t.from_id JOIN person g ON g.id = t.to_id WHERE t.help_id = $1";
    MINE = concat!("SELECT t.circle_id, t.id, t.help_id, t.from_id, t.to_id, t.words, t.audience, t.agreed_at, t.created_at,
        c.name, f.name, g.name FROM thanks t JOIN circle c ON c.id = t.circle_id
        JOIN person f ON f.id = t.from_id JOIN person g ON g.id = t.to_id
        WHERE t.to_id = $1 AND t.id < $2
        AND ", not_parted!("$1", "t.from_id"), " ORDER BY t.id DESC LIMIT $3");
    SHARED = concat!("SELECT t.id, t.from_id, f.name, t.to_id, g.name, t.words, t.created_at FROM thanks t
        JOIN person f ON f.id = t.from_id JOIN person g ON g.id = t.to_id
        WHERE t.circle_id = $1 AND t.id < $2 AND t.audience = 'circle' AND t.agreed_at IS NOT NULL
        AND ", not_parted!("$3", "t.from_id", "t.to_id"), "
        ORDER BY t.id DESC LIMIT $4");
    CHANGE = "UPDATE thanks SET words = $1, audience = $2, agreed_at = $3 WHERE circle_id = $4 AND id = $5";
    DELETE = "DELETE FROM thanks WHERE circle_id = $1 AND id = $2";
}

row! {
    /// Thanks with their names.
    pub struct ThanksRow {
        pub circle_id: CircleId,
        pub id: ThanksId,
        pub help_id: HelpId,
        pub from_id: PersonId,
        pub to_id: PersonId,
        pub words: String,
        pub audience: ThanksAudience,
        /// When the giver agreed that the circle may read them.
        pub agreed_at: Option<Timestamp>,
        pub created_at: Timestamp,
        pub circle_name: String,
        pub from_name: String,
        pub to_name: String,
    }
}

row! {
    /// Thanks as a circle reads them.
    pub struct SharedRow {
        pub id: ThanksId,
        pub from_id: PersonId,
        pub from_name: String,
        pub to_id: PersonId,
        pub to_name: String,
        pub words: String,
        pub created_at: Timestamp,
    }
}

/// Stores new thanks.
pub fn put(
    tx: &mut Tx<'_>,
    (circle, id, help): (CircleId, ThanksId, HelpId),
    (from, to): (PersonId, PersonId),
    (words, audience): (&str, ThanksAudience),
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&PUT, params![circle, id, help, from, to, words, audience, now]).map(|_| ())
}

/// Thanks.
pub fn find(tx: &mut Tx<'_>, id: ThanksId) -> Result<Option<ThanksRow>, StorageError> {
    tx.first(&FIND, params![id])
}

/// The thanks for a help.
pub fn of_help(tx: &mut Tx<'_>, help: HelpId) -> Result<Option<ThanksRow>, StorageError> {
    tx.first(&OF_HELP, params![help])
}

/// The thanks that a person got, newest first.
pub fn mine(
    tx: &mut Tx<'_>,
    person: PersonId,
    (before, limit): (Uuid, i64),
) -> Result<Vec<ThanksRow>, StorageError> {
    tx.all(&MINE, params![person, before, limit])
}

/// The thanks that both sides want a circle to read, newest first; none of a person whom the reader blocked, or who
/// blocked the reader.
pub fn shared(
    tx: &mut Tx<'_>,
    circle: CircleId,
    reader: PersonId,
    (before, limit): (Uuid, i64),
) -> Result<Vec<SharedRow>, StorageError> {
    tx.all(&SHARED, params![circle, before, reader, limit])
}

/// Changes thanks as the row says.
pub fn change(tx: &mut Tx<'_>, thanks: &ThanksRow) -> Result<(), StorageError> {
    let ThanksRow { words, audience, agreed_at, circle_id, id, .. } = thanks;
    tx.run(&CHANGE, params![words, *audience, *agreed_at, *circle_id, *id]).map(|_| ())
}

/// Deletes thanks for good.
pub fn delete(tx: &mut Tx<'_>, circle: CircleId, id: ThanksId) -> Result<(), StorageError> {
    tx.run(&DELETE, params![circle, id]).map(|_| ())
}
