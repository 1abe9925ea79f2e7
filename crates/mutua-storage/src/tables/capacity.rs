//! What people are ready to give in a week, and what of it is promised and given.

use jiff::Timestamp;
use mutua_domain::{
    id::{CircleId, PersonId},
    life::{Effort, Outcome},
};

use crate::{StorageError, Tx, row::row, statement::statements, value::params};

/// A statement of what people promised ([`PromisedRow`]); it goes on with who.
macro_rules! promised {
    ($who:literal) => {
        concat!(
            "SELECT q.person_id, a.effort, a.due_at, t.starts_at
        FROM pledge q JOIN ask a ON a.circle_id = q.circle_id AND a.id = q.ask_id
        LEFT JOIN ask_time t ON t.circle_id = q.circle_id AND t.ask_id = q.ask_id AND t.id = q.time_id
        WHERE q.state IN ('made', 'accepted') AND (q.state = 'accepted' OR a.state = 'open') AND ",
            $who
        )
    };
}

/// A statement of what people gave since `$1` ([`GivenRow`]); it goes on with who.
macro_rules! given {
    ($who:literal) => {
        concat!(
            "SELECT h.giver_id, h.happened_at, a.effort, tg.outcome, tg.minutes, tr.outcome, tr.minutes
        FROM help h
        LEFT JOIN ask a ON a.circle_id = h.circle_id AND a.id = h.ask_id
        LEFT JOIN telling tg ON tg.circle_id = h.circle_id AND tg.help_id = h.id AND tg.side = 'giver'
        LEFT JOIN telling tr ON tr.circle_id = h.circle_id AND tr.help_id = h.id AND tr.side = 'receiver'
        WHERE h.happened_at >= $1 AND ",
            $who
        )
    };
}

statements! {
    FIND = "SELECT minutes, times, paused, paused_until FROM capacity WHERE person_id = $1";
    PUT = "INSERT INTO capacity (person_id, minutes, times, paused, paused_until, changed_at) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (person_id) DO UPDATE SET minutes = excluded.minutes, times = excluded.times, paused = excluded.paused,
        paused_until = excluded.paused_until, changed_at = excluded.changed_at";
    ANY_IN = "SELECT COUNT(*) FROM membership m JOIN capacity c ON c.person_id = m.person_id
        WHERE m.circle_id = $1 AND m.state = 'active' AND (c.minutes IS NOT NULL OR c.paused = TRUE)";
    PROMISED = promised!("q.person_id = $1");
    PROMISED_IN = promised!("q.person_id IN (SELECT m.person_id FROM membership m WHERE m.circle_id = $1 AND m.state = 'active')");
    GIVEN = given!("h.giver_id = $2");
    GIVEN_IN = given!("h.giver_id IN (SELECT m.person_id FROM membership m WHERE m.circle_id = $2 AND m.state = 'active')");
    // The active members of a circle with what each said.
    MEMBERS = "SELECT m.person_id, p.time_zone, c.minutes, c.times, c.paused, c.paused_until
        FROM membership m JOIN person p ON p.id = m.person_id LEFT JOIN capacity c ON c.person_id = m.person_id
        WHERE m.circle_id = $1 AND m.state = 'active' AND p.state IN ('full', 'guest') ORDER BY m.person_id";
}

row! {
    /// What a person said.
    pub struct CapacityRow {
        pub minutes: Option<i64>,
        pub times: i64,
        pub paused: bool,
        pub paused_until: Option<Timestamp>,
    }
}

row! {
    /// A member of a circle with what they said; nothing where they said nothing.
    pub struct MemberRow {
        pub person_id: PersonId,
        pub time_zone: String,
        pub minutes: Option<i64>,
        pub times: Option<i64>,
        pub paused: Option<bool>,
        pub paused_until: Option<Timestamp>,
    }
}

row! {
    /// A promise that still stands.
    pub struct PromisedRow {
        pub person_id: PersonId,
        pub effort: Effort,
        pub due_at: Option<Timestamp>,
        pub starts_at: Option<Timestamp>,
    }
}

row! {
    /// A help with what each side told of it.
    pub struct GivenRow {
        pub giver_id: PersonId,
        pub happened_at: Timestamp,
        /// That of the ask before it.
        pub effort: Option<Effort>,
        pub giver_outcome: Option<Outcome>,
        pub giver_minutes: Option<i64>,
        pub receiver_outcome: Option<Outcome>,
        pub receiver_minutes: Option<i64>,
    }
}

/// What a person said.
pub fn find(tx: &mut Tx<'_>, person: PersonId) -> Result<Option<CapacityRow>, StorageError> {
    tx.first(&FIND, params![person])
}

/// Keeps it.
pub fn put(tx: &mut Tx<'_>, person: PersonId, row: &CapacityRow, now: Timestamp) -> Result<(), StorageError> {
    tx.run(&PUT, params![person, row.minutes, row.times, row.paused, row.paused_until, now]).map(|_| ())
}

/// Whether any active member of a circle said what they are ready for.
pub fn any_in(tx: &mut Tx<'_>, circle: CircleId) -> Result<bool, StorageError> {
    Ok(tx.count(&ANY_IN, params![circle])? > 0)
}

/// The active members of a circle with what each said.
pub fn members(tx: &mut Tx<'_>, circle: CircleId) -> Result<Vec<MemberRow>, StorageError> {
    tx.all(&MEMBERS, params![circle])
}

/// What a person promised, wherever.
pub fn promised(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<PromisedRow>, StorageError> {
    tx.all(&PROMISED, params![person])
}

/// What the active members of a circle promised, wherever.
pub fn promised_in(tx: &mut Tx<'_>, circle: CircleId) -> Result<Vec<PromisedRow>, StorageError> {
    tx.all(&PROMISED_IN, params![circle])
}

/// What a person gave since a moment, wherever.
pub fn given(tx: &mut Tx<'_>, person: PersonId, since: Timestamp) -> Result<Vec<GivenRow>, StorageError> {
    tx.all(&GIVEN, params![since, person])
}

/// What the active members of a circle gave since a moment, wherever.
pub fn given_in(tx: &mut Tx<'_>, circle: CircleId, since: Timestamp) -> Result<Vec<GivenRow>, StorageError> {
    tx.all(&GIVEN_IN, params![since, circle])
}
