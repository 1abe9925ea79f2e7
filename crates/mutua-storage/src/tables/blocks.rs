//! Who wants nothing to do with whom.

use jiff::Timestamp;
use mutua_domain::id::PersonId;

use crate::{StorageError, Tx, row::row, statement::statements, value::params};

/// Those whom a reader blocked, and who blocked the reader.
macro_rules! of_either_side {
    ($reader:literal) => {
        concat!(
            "SELECT b.blocked_id FROM block b WHERE b.person_id = ",
            $reader,
            " UNION ALL SELECT b.person_id FROM block b WHERE b.blocked_id = ",
            $reader
        )
    };
}

/// That neither side blocked the other, of a reader and whoever stands in each of these columns, which are never null.
///
/// The databases find whom a reader blocked, and who blocked the reader, once for a statement: asking for each row whether it
/// is theirs takes a list as long as all else in it. Most often there is nobody, and looking for that first keeps SQLite from
/// making a table for the empty set.
macro_rules! not_parted {
    ($reader:literal, $($column:literal),+) => {
        concat!(
            "(NOT EXISTS (",
            $crate::tables::blocks::of_either_side!($reader),
            ") OR (TRUE",
            $(" AND ", $column, " NOT IN (", $crate::tables::blocks::of_either_side!($reader), ")",)+
            "))"
        )
    };
}
pub(super) use not_parted;
pub(crate) use of_either_side;

statements! {
    PUT = "INSERT INTO block (person_id, blocked_id, created_at) VALUES ($1, $2, $3)
        ON CONFLICT (person_id, blocked_id) DO NOTHING";
    DROP = "DELETE FROM block WHERE person_id = $1 AND blocked_id = $2";
    MINE = "SELECT b.blocked_id, p.name, b.created_at FROM block b JOIN person p ON p.id = b.blocked_id
        WHERE b.person_id = $1 ORDER BY b.created_at DESC, b.blocked_id LIMIT 500";
    BETWEEN = "SELECT EXISTS (SELECT 1 FROM block WHERE person_id = $1 AND blocked_id = $2)
        OR EXISTS (SELECT 1 FROM block WHERE person_id = $2 AND blocked_id = $1)";
    // Whether a person was shown another's name where something of that one reaches them: an ask or an offer.
    NAMED_TO = "SELECT EXISTS (SELECT 1 FROM membership m JOIN ask_reach r ON r.reach_circle_id = m.circle_id
            JOIN ask a ON a.circle_id = r.circle_id AND a.id = r.ask_id
            WHERE m.person_id = $1 AND m.state IN ('active', 'paused') AND (a.asker_id = $2 OR a.writer_id = $2)
            AND a.anonymous = FALSE)
        OR EXISTS (SELECT 1 FROM membership m JOIN offer_reach r ON r.reach_circle_id = m.circle_id
            JOIN offer o ON o.circle_id = r.circle_id AND o.id = r.offer_id
            WHERE m.person_id = $1 AND m.state IN ('active', 'paused') AND o.person_id = $2)";
    EITHER_WAY = "SELECT blocked_id FROM block WHERE person_id = $1
        UNION SELECT person_id FROM block WHERE blocked_id = $1";
}

row! {
    /// Someone whom a person blocked.
    pub struct BlockRow {
        pub person_id: PersonId,
        pub name: String,
        pub since: Timestamp,
    }
}

/// Blocks someone; whether they weren't blocked before.
pub fn put(
    tx: &mut Tx<'_>,
    person: PersonId,
    blocked: PersonId,
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.run(&PUT, params![person, blocked, now])? > 0)
}

/// Takes a block back.
pub fn drop(tx: &mut Tx<'_>, person: PersonId, blocked: PersonId) -> Result<(), StorageError> {
    tx.run(&DROP, params![person, blocked]).map(|_| ())
}

/// Whom a person blocked, the newest first.
pub fn mine(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<BlockRow>, StorageError> {
    tx.all(&MINE, params![person])
}

/// Whether one of the two blocked the other.
pub fn between(tx: &mut Tx<'_>, a: PersonId, b: PersonId) -> Result<bool, StorageError> {
    Ok(tx.first::<(bool,)>(&BETWEEN, params![a, b])?.is_some_and(|(yes,)| yes))
}

/// Whether asks or offers that reach a person named another as their author.
pub fn named_to(tx: &mut Tx<'_>, person: PersonId, other: PersonId) -> Result<bool, StorageError> {
    Ok(tx.first::<(bool,)>(&NAMED_TO, params![person, other])?.is_some_and(|(yes,)| yes))
}

/// Everyone whom a person blocked or who blocked them.
pub fn either_way(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<PersonId>, StorageError> {
    Ok(tx.all::<(PersonId,)>(&EITHER_WAY, params![person])?.into_iter().map(|(id,)| id).collect())
}
