//! Pledges.

use jiff::Timestamp;
use mutua_domain::{
    id::{AskId, AskTimeId, CircleId, PersonId, PledgeId},
    life::{PledgeState, PledgeWish},
};

use crate::{StorageError, Tx, row::row, statement::statements, value::params};

/// The columns of a pledge `q`, as [`PledgeRow`] reads them.
macro_rules! pledge_columns {
    () => {
        "q.circle_id, q.id, q.ask_id, q.person_id, q.words, q.state, q.time_id, q.reply, q.late, q.wish, q.created_at,
        q.changed_at"
    };
}

/// A statement of pledges; it goes on with which.
macro_rules! pledge {
    ($which:literal) => {
        concat!("SELECT ", pledge_columns!(), " FROM pledge q ", $which)
    };
}

/// A statement of pledges, each with who made it and the time they chose ([`NamedPledgeRow`]); it goes on with which.
macro_rules! named_pledge {
    ($which:literal) => {
        concat!(
            "SELECT ",
            pledge_columns!(),
            ", p.name, t.starts_at, t.ends_at FROM pledge q JOIN person p ON p.id = q.person_id
        LEFT JOIN ask_time t ON t.circle_id = q.circle_id AND t.ask_id = q.ask_id AND t.id = q.time_id
        ",
            $which
        )
    };
}

/// A statement of pledges with what each is for ([`MyPledgeRow`]); it goes on with which.
macro_rules! my_pledge {
    ($which:literal) => {
        concat!(
            "SELECT ",
            pledge_columns!(),
            ", a.title, a.kind, a.state, a.due_at, a.anonymous, a.asker_id, p.name, c.name, t.starts_at, t.ends_at
        FROM pledge q JOIN ask a ON a.circle_id = q.circle_id AND a.id = q.ask_id JOIN person p ON p.id = a.asker_id
        JOIN circle c ON c.id = q.circle_id
        LEFT JOIN ask_time t ON t.circle_id = q.circle_id AND t.ask_id = q.ask_id AND t.id = q.time_id
        ",
            $which
        )
    };
}

statements! {
    CREATE = "INSERT INTO pledge (circle_id, id, ask_id, person_id, words, state, time_id, late, created_at, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, FALSE, $8, $8)";
    FIND = pledge!("WHERE id = $1");
    LATEST_OF = pledge!("WHERE ask_id = $1 AND person_id = $2 ORDER BY id DESC LIMIT 1");
    // A step of its life, from the state in which it was found.
    SET_STATE = "UPDATE pledge SET state = $1, reply = $2, late = $3, wish = NULL, changed_at = $4
        WHERE circle_id = $5 AND id = $6 AND state = $7";
    OF_ASK = named_pledge!("WHERE q.ask_id = $1 ORDER BY q.id LIMIT $2");
    NAMED = named_pledge!("WHERE q.id = $1");
    IN_STATE = pledge!("WHERE ask_id = $1 AND state = $2 ORDER BY id");
    SET_WISH = "UPDATE pledge SET wish = $1, changed_at = $2 WHERE circle_id = $3 AND id = $4 AND state = 'accepted'";
    // Helpers found: one who wishes for another holds no place.
    FOUND = "SELECT COUNT(*) FROM pledge WHERE ask_id = $1 AND state IN ('accepted', 'done') AND wish IS NULL";
    COUNT_HELPERS = "SELECT COUNT(*) FROM pledge WHERE ask_id = $1 AND state IN ('accepted', 'done')";
    MINE = my_pledge!("WHERE q.person_id = $1 AND q.id < $2 ORDER BY q.id DESC LIMIT $3");
    PROMISED = my_pledge!("WHERE q.person_id = $1 AND q.state IN ('made', 'accepted') AND (q.state = 'accepted' OR a.state = 'open')
        ORDER BY q.id DESC LIMIT $2");
    TIME_OF = "SELECT t.starts_at, t.ends_at FROM ask_time t WHERE t.circle_id = $1 AND t.ask_id = $2 AND t.id = $3";
}

row! {
    /// A pledge.
    pub struct PledgeRow {
        pub circle_id: CircleId,
        pub id: PledgeId,
        pub ask_id: AskId,
        pub person_id: PersonId,
        pub words: Option<String>,
        pub state: PledgeState,
        pub time_id: Option<AskTimeId>,
        /// What was said when it was answered or taken back.
        pub reply: Option<String>,
        /// Taken back after it had been accepted.
        pub late: bool,
        /// Set only while it is accepted.
        pub wish: Option<PledgeWish>,
        pub created_at: Timestamp,
        pub changed_at: Timestamp,
    }
}

/// A pledge with who made it and the time they chose.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedPledgeRow {
    pub pledge: PledgeRow,
    pub name: String,
    pub starts_at: Option<Timestamp>,
    pub ends_at: Option<Timestamp>,
}

impl crate::FromRow for NamedPledgeRow {
    fn from_row(row: &mut crate::Row<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            pledge: PledgeRow::from_row(row)?,
            name: row.next()?,
            starts_at: row.next()?,
            ends_at: row.next()?,
        })
    }
}

/// A person's own pledge with what it is for.
#[derive(Debug, Clone, PartialEq)]
pub struct MyPledgeRow {
    pub pledge: PledgeRow,
    pub title: String,
    pub kind: mutua_domain::kind::Kind,
    pub ask_state: mutua_domain::life::AskState,
    pub due_at: Option<Timestamp>,
    pub anonymous: bool,
    pub asker_id: PersonId,
    pub asker: String,
    pub circle: String,
    pub starts_at: Option<Timestamp>,
    pub ends_at: Option<Timestamp>,
}

impl crate::FromRow for MyPledgeRow {
    fn from_row(row: &mut crate::Row<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            pledge: PledgeRow::from_row(row)?,
            title: row.next()?,
            kind: row.next()?,
            ask_state: row.next()?,
            due_at: row.next()?,
            anonymous: row.next()?,
            asker_id: row.next()?,
            asker: row.next()?,
            circle: row.next()?,
            starts_at: row.next()?,
            ends_at: row.next()?,
        })
    }
}

/// Stores a new pledge.
pub fn create(tx: &mut Tx<'_>, pledge: &PledgeRow) -> Result<(), StorageError> {
    tx.run(
        &CREATE,
        params![
            pledge.circle_id,
            pledge.id,
            pledge.ask_id,
            pledge.person_id,
            pledge.words.as_deref(),
            pledge.state,
            pledge.time_id,
            pledge.created_at,
        ],
    )
    .map(|_| ())
}

/// A pledge.
pub fn find(tx: &mut Tx<'_>, id: PledgeId) -> Result<Option<PledgeRow>, StorageError> {
    tx.first(&FIND, params![id])
}

/// The last pledge of a person for an ask, whatever its state.
pub fn latest_of(tx: &mut Tx<'_>, ask: AskId, person: PersonId) -> Result<Option<PledgeRow>, StorageError> {
    tx.first(&LATEST_OF, params![ask, person])
}

/// Moves a pledge from the state in which it was found. False where it has moved meanwhile.
pub fn set_state(
    tx: &mut Tx<'_>,
    pledge: &PledgeRow,
    to: PledgeState,
    reply: Option<&str>,
    late: bool,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let values = params![to, reply, late, now, pledge.circle_id, pledge.id, pledge.state];
    Ok(tx.run(&SET_STATE, values)? == 1)
}

/// The pledges for an ask with their makers, oldest first.
pub fn of_ask(tx: &mut Tx<'_>, ask: AskId, limit: i64) -> Result<Vec<NamedPledgeRow>, StorageError> {
    tx.all(&OF_ASK, params![ask, limit])
}

/// A pledge with its maker.
pub fn named(tx: &mut Tx<'_>, id: PledgeId) -> Result<Option<NamedPledgeRow>, StorageError> {
    tx.first(&NAMED, params![id])
}

/// The pledges for an ask that are in a state, oldest first.
pub fn in_state(tx: &mut Tx<'_>, ask: AskId, state: PledgeState) -> Result<Vec<PledgeRow>, StorageError> {
    tx.all(&IN_STATE, params![ask, state])
}

/// Sets what someone who promised wishes for. False where it isn't accepted any more.
pub fn set_wish(
    tx: &mut Tx<'_>,
    pledge: &PledgeRow,
    wish: Option<PledgeWish>,
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.run(&SET_WISH, params![wish, now, pledge.circle_id, pledge.id])? == 1)
}

/// How many helpers have been found for an ask, without those who wish for another.
pub fn found(tx: &mut Tx<'_>, ask: AskId) -> Result<i64, StorageError> {
    tx.count(&FOUND, params![ask])
}

/// How many help with an ask, those who wish for another among them.
pub fn helpers(tx: &mut Tx<'_>, ask: AskId) -> Result<i64, StorageError> {
    tx.count(&COUNT_HELPERS, params![ask])
}

/// A person's pledges, newest first.
pub fn mine(
    tx: &mut Tx<'_>,
    person: PersonId,
    before: uuid::Uuid,
    limit: i64,
) -> Result<Vec<MyPledgeRow>, StorageError> {
    tx.all(&MINE, params![person, before, limit])
}

/// What a person has promised and not yet done, newest first.
pub fn promised(tx: &mut Tx<'_>, person: PersonId, limit: i64) -> Result<Vec<MyPledgeRow>, StorageError> {
    tx.all(&PROMISED, params![person, limit])
}

/// The time that a pledge chose.
pub fn time_of(
    tx: &mut Tx<'_>,
    pledge: &PledgeRow,
) -> Result<Option<(Timestamp, Option<Timestamp>)>, StorageError> {
    let Some(time) = pledge.time_id else { return Ok(None) };
    tx.first(&TIME_OF, params![pledge.circle_id, pledge.ask_id, time])
}
