//! Asks, their reach, their times, and the need behind each.

use jiff::Timestamp;
use mutua_domain::{
    id::{AskId, AskTimeId, CircleId, NeedId, PersonId},
    kind::Kind,
    life::{AskState, AskWhen, Effort, MemberRole, MembershipState, NeedState, Reach},
};

use super::blocks::not_parted;
use crate::{StorageError, Tx, Value, row::row, statement::statements, value::params};

/// The columns of an ask `a`, as [`AskRow`] reads them.
macro_rules! ask_columns {
    () => {
        "a.circle_id, a.id, a.asker_id, a.writer_id, a.title, a.words, a.kind, a.effort, a.timing, a.due_at,
        a.place, a.reach, a.anonymous, a.helpers_wanted, a.state, a.widen_at, a.expires_at, a.lasts, a.probed_at,
        a.first_pledge_at, a.closed_at, a.created_at, a.changed_at"
    };
}
pub(super) use ask_columns;

/// A statement of asks as lists show them, for the reader `$1`; it goes on with where they come from.
///
/// Counts of pledges come packed into one number, so that a list looks at the pledges of each ask once, and so do those of
/// chosen people: [`PledgeCounts`] and [`CardRow`] take them apart.
macro_rules! card {
    ($($from:tt)+) => {
        concat!(
            "SELECT ",
            ask_columns!(),
            ", c.name, p.name,
        CASE WHEN a.writer_id = a.asker_id THEN p.name ELSE (SELECT w.name FROM person w WHERE w.id = a.writer_id) END,
        (SELECT k.name FROM ask_reach r JOIN circle k ON k.id = r.reach_circle_id
            WHERE r.circle_id = a.circle_id AND r.ask_id = a.id ORDER BY r.since DESC LIMIT 1),
        (SELECT COUNT(*) FROM ask_reach r WHERE r.circle_id = a.circle_id AND r.ask_id = a.id),
        (SELECT CAST(COALESCE(SUM(CASE WHEN h.person_id = $1 THEN 4294967297 ELSE 1 END), 0) AS BIGINT) FROM ask_chosen h
            WHERE h.circle_id = a.circle_id AND h.ask_id = a.id),
        (SELECT CAST(COALESCE(SUM(CASE
                WHEN q.state = 'made' THEN CASE WHEN q.person_id = $1 THEN 281474976710657 ELSE 1 END
                WHEN q.state IN ('accepted', 'done') THEN CASE WHEN q.wish IS NULL THEN 16777216 ELSE 0 END
                    + CASE WHEN q.person_id = $1 THEN 36028797018963968 ELSE 0 END
                ELSE 0 END), 0) AS BIGINT) FROM pledge q WHERE q.ask_id = a.id)
        ",
            $($from)+
        )
    };
}

/// That the reader `$1` isn't kept out of the circle of an ask `a`. Hardly anyone is kept out of any: see [`not_parted`].
macro_rules! not_kept_out {
    () => {
        "(NOT EXISTS (SELECT 1 FROM membership n WHERE n.person_id = $1 AND n.barred = TRUE)
            OR a.circle_id NOT IN (SELECT n.circle_id FROM membership n WHERE n.person_id = $1 AND n.barred = TRUE))"
    };
}

statements! {
    CREATE = "INSERT INTO ask (circle_id, id, asker_id, writer_id, title, words, kind, effort, timing, due_at, place, reach,
        anonymous, helpers_wanted, state, widen_at, expires_at, lasts, created_at, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $19)";
    FIND = concat!("SELECT ", ask_columns!(), " FROM ask a WHERE a.id = $1");
    EDIT = "UPDATE ask SET title = $1, words = $2, place = $3, effort = $4, timing = $5, due_at = $6, expires_at = $7,
        changed_at = $8 WHERE circle_id = $9 AND id = $10";
    // A step of its life, from a state in which it was found.
    SET_STATE = "UPDATE ask SET state = $1, closed_at = $2, changed_at = $3, probed_at = NULL
        WHERE circle_id = $4 AND id = $5 AND state = $6";
    SET_END = "UPDATE ask SET expires_at = $1, probed_at = NULL, changed_at = $2 WHERE circle_id = $3 AND id = $4";
    SET_PROBED = "UPDATE ask SET probed_at = $1 WHERE circle_id = $2 AND id = $3";
    SET_WIDEN = "UPDATE ask SET widen_at = $1 WHERE circle_id = $2 AND id = $3";
    SET_FIRST_PLEDGE = "UPDATE ask SET first_pledge_at = $1 WHERE circle_id = $2 AND id = $3 AND first_pledge_at IS NULL";
    TAKE_OVER = "UPDATE ask SET writer_id = asker_id, changed_at = $1 WHERE circle_id = $2 AND id = $3";

    PUT_REACH = "INSERT INTO ask_reach (circle_id, ask_id, reach_circle_id, open, since) VALUES ($1, $2, $3, TRUE, $4)
        ON CONFLICT (circle_id, ask_id, reach_circle_id) DO NOTHING";
    SET_OPEN = "UPDATE ask_reach SET open = $1 WHERE circle_id = $2 AND ask_id = $3";
    REACHES = "SELECT c.id, c.name, c.parent_id, r.since FROM ask_reach r JOIN circle c ON c.id = r.reach_circle_id
        WHERE r.circle_id = $1 AND r.ask_id = $2 ORDER BY r.since, c.id";
    PUT_CHOSEN = "INSERT INTO ask_chosen (circle_id, ask_id, person_id) VALUES ($1, $2, $3)
        ON CONFLICT (circle_id, ask_id, person_id) DO NOTHING";
    CHOSEN = "SELECT p.id, p.name FROM ask_chosen h JOIN person p ON p.id = h.person_id
        WHERE h.circle_id = $1 AND h.ask_id = $2";
    PUT_TIME = "INSERT INTO ask_time (circle_id, ask_id, id, starts_at, ends_at) VALUES ($1, $2, $3, $4, $5)";
    DROP_TIME = "DELETE FROM ask_time WHERE circle_id = $1 AND ask_id = $2 AND id = $3";
    TIMES = "SELECT id, starts_at, ends_at FROM ask_time WHERE circle_id = $1 AND ask_id = $2 ORDER BY starts_at, id";

    NAMES = "SELECT c.name, p.name FROM circle c JOIN person p ON p.id = $1 WHERE c.id = $2";

    // How a person stands to an ask: their place in its own circle and in each circle that it reaches ...
    MEMBERSHIPS = "SELECT m.circle_id, m.role, m.state, m.barred, r.ask_id FROM membership m
        LEFT JOIN ask_reach r ON r.circle_id = $1 AND r.ask_id = $2 AND r.reach_circle_id = m.circle_id
        WHERE m.person_id = $3 AND (m.circle_id = $1 OR r.ask_id IS NOT NULL)";
    // ... and whether they were chosen, or one blocked the other.
    TIES = "SELECT EXISTS (SELECT 1 FROM ask_chosen WHERE circle_id = $1 AND ask_id = $2 AND person_id = $3),
        EXISTS (SELECT 1 FROM block WHERE person_id = $3 AND blocked_id = $4)
        OR EXISTS (SELECT 1 FROM block WHERE person_id = $4 AND blocked_id = $3)
        OR EXISTS (SELECT 1 FROM block WHERE person_id = $3 AND blocked_id = $5)
        OR EXISTS (SELECT 1 FROM block WHERE person_id = $5 AND blocked_id = $3)";
    // The active members of a circle whom an ask reaches through it and not otherwise.
    NEWLY_REACHED = "SELECT m.person_id FROM membership m
        WHERE m.circle_id = $1 AND m.state = 'active' AND m.person_id <> $2 AND m.person_id <> $3
        AND NOT EXISTS (SELECT 1 FROM ask_chosen h WHERE h.circle_id = $4 AND h.ask_id = $5 AND h.person_id = m.person_id)
        AND NOT EXISTS (SELECT 1 FROM ask_reach r JOIN membership n ON n.circle_id = r.reach_circle_id
            WHERE r.circle_id = $4 AND r.ask_id = $5 AND r.reach_circle_id <> $1 AND n.person_id = m.person_id
            AND n.state IN ('active', 'paused'))
        AND NOT EXISTS (SELECT 1 FROM membership n WHERE n.circle_id = $4 AND n.person_id = m.person_id
            AND (n.barred = TRUE OR n.state = 'paused'))
        AND NOT EXISTS (SELECT 1 FROM block b WHERE b.person_id = m.person_id AND b.blocked_id IN ($2, $3))
        AND NOT EXISTS (SELECT 1 FROM block b WHERE b.blocked_id = m.person_id AND b.person_id IN ($2, $3))
        ORDER BY m.person_id LIMIT $6";
    // Whom a person can choose, or ask for: active in the same circle, neither blocked by the other.
    FELLOWS = concat!("SELECT DISTINCT p.id, p.name FROM membership mine JOIN membership m ON m.circle_id = mine.circle_id
        JOIN person p ON p.id = m.person_id
        WHERE mine.person_id = $1 AND mine.state = 'active' AND m.state = 'active' AND m.person_id <> $1
        AND p.state IN ('full', 'guest')
        AND ", not_parted!("$1", "p.id"), " LIMIT $2");
    FELLOW_IN = "SELECT COUNT(*) FROM membership m
        WHERE m.circle_id = $1 AND m.person_id = $2 AND m.state = 'active'
        AND NOT EXISTS (SELECT 1 FROM block b WHERE b.person_id = $2 AND b.blocked_id = $3)
        AND NOT EXISTS (SELECT 1 FROM block b WHERE b.person_id = $3 AND b.blocked_id = $2)";
    SHARES_A_CIRCLE = "SELECT COUNT(*) FROM membership mine JOIN membership m ON m.circle_id = mine.circle_id
        WHERE mine.person_id = $1 AND mine.state = 'active' AND m.person_id = $2 AND m.state = 'active'
        AND NOT EXISTS (SELECT 1 FROM block b WHERE b.person_id = $2 AND b.blocked_id = $1)
        AND NOT EXISTS (SELECT 1 FROM block b WHERE b.person_id = $1 AND b.blocked_id = $2)";
    CONTACT = "SELECT id, name, reach, email FROM person WHERE id = $1 AND state IN ('full', 'guest')";
    LAST_CIRCLE = "SELECT circle_id FROM ask WHERE writer_id = $1 ORDER BY id DESC LIMIT 1";
    ANSWERS = "SELECT asker_id, created_at, first_pledge_at FROM ask WHERE circle_id = $1 AND created_at > $2
        ORDER BY created_at DESC LIMIT $3";

    CARD = card!("FROM ask a JOIN circle c ON c.id = a.circle_id JOIN person p ON p.id = a.asker_id
        WHERE a.id = $2");
    // Open asks that reach a person, their own among them.
    REACHING = card!("FROM ask a JOIN circle c ON c.id = a.circle_id JOIN person p ON p.id = a.asker_id
        WHERE a.id IN (
            SELECT r.ask_id FROM membership m JOIN ask_reach r ON r.reach_circle_id = m.circle_id AND r.open = TRUE
                WHERE m.person_id = $1 AND m.state IN ('active', 'paused') AND r.ask_id < $2
            UNION SELECT h.ask_id FROM ask_chosen h WHERE h.person_id = $1 AND h.ask_id < $2
            UNION SELECT o.id FROM ask o WHERE o.asker_id = $1 AND o.state = 'open' AND o.id < $2
            UNION SELECT o.id FROM ask o WHERE o.writer_id = $1 AND o.state = 'open' AND o.id < $2)
        AND a.state = 'open' AND (a.kind = $3 OR $3 = '')
        AND ", not_parted!("$1", "a.asker_id", "a.writer_id"), "
        AND ", not_kept_out!(), "
        ORDER BY a.id DESC LIMIT $4");
    // What a person could do now: open, reaches them while they are not on a break, not theirs, nothing pledged, room left.
    NEAR = card!("FROM ask a JOIN circle c ON c.id = a.circle_id JOIN person p ON p.id = a.asker_id
        WHERE a.id IN (
            SELECT r.ask_id FROM membership m JOIN ask_reach r ON r.reach_circle_id = m.circle_id AND r.open = TRUE
                WHERE m.person_id = $1 AND m.state = 'active'
            UNION SELECT h.ask_id FROM ask_chosen h WHERE h.person_id = $1)
        AND a.state = 'open' AND a.asker_id <> $1 AND a.writer_id <> $1
        AND NOT EXISTS (SELECT 1 FROM pledge q WHERE q.ask_id = a.id AND q.person_id = $1)
        AND (SELECT COUNT(*) FROM pledge q WHERE q.ask_id = a.id AND q.state IN ('accepted', 'done') AND q.wish IS NULL)
            < a.helpers_wanted
        AND ", not_parted!("$1", "a.asker_id", "a.writer_id"), "
        AND a.circle_id NOT IN (SELECT n.circle_id FROM membership n WHERE n.person_id = $1
            AND (n.barred = TRUE OR n.state = 'paused'))
        ORDER BY (SELECT COUNT(*) FROM ask_chosen h WHERE h.circle_id = a.circle_id AND h.ask_id = a.id AND h.person_id = $1) DESC,
            (SELECT COUNT(*) FROM membership n WHERE n.circle_id = a.circle_id AND n.person_id = $1 AND n.state = 'active') DESC,
            a.id DESC LIMIT $2");
    // Asks that reach the members of one circle.
    IN_CIRCLE = card!("FROM ask_reach x JOIN ask a ON a.circle_id = x.circle_id AND a.id = x.ask_id
        JOIN circle c ON c.id = a.circle_id JOIN person p ON p.id = a.asker_id
        WHERE x.reach_circle_id = $2 AND x.open = $3 AND x.ask_id < $4 AND a.state = $5 AND (a.kind = $6 OR $6 = '')
        AND ", not_parted!("$1", "a.asker_id", "a.writer_id"), "
        AND ", not_kept_out!(), "
        ORDER BY x.ask_id DESC LIMIT $7");
    // Asks of a person, and those that they wrote for another who hasn't taken them over.
    MINE = card!("FROM ask a JOIN circle c ON c.id = a.circle_id JOIN person p ON p.id = a.asker_id
        WHERE (a.asker_id = $1 OR a.writer_id = $1) AND a.id < $2 AND (a.state = $3 OR $3 = '') AND (a.kind = $4 OR $4 = '')
        AND (a.circle_id = $5 OR $5 IS NULL)
        ORDER BY a.id DESC LIMIT $6");

    // Pledges for an ask of which a side told that the help was done.
    COUNT_DONE = "SELECT COUNT(DISTINCT q.id) FROM pledge q JOIN help h ON h.pledge_id = q.id
        JOIN telling t ON t.circle_id = h.circle_id AND t.help_id = h.id
        WHERE q.ask_id = $1 AND q.state = 'done' AND t.outcome = 'done'";
    PUT_NEED = "INSERT INTO need (person_id, id, kind, state, ask_id, created_at, changed_at)
        VALUES ($1, $2, $3, 'asked', $4, $5, $5)";
    NEED_ASKED = "UPDATE need SET state = 'asked', kind = $1, ask_id = $2, changed_at = $3
        WHERE person_id = $4 AND id = $5 AND state IN ('kept', 'met', 'let_go')";
    SET_NEED = "UPDATE need SET state = $1, changed_at = $2 WHERE ask_id = $3 AND person_id = $4";
    // Where there are words that were kept before, the need goes back to being kept.
    NEED_LET_GO = "UPDATE need SET state = CASE WHEN sealed IS NULL THEN 'let_go' ELSE 'kept' END, changed_at = $1
        WHERE ask_id = $2 AND person_id = $3 AND state = 'asked'";
}

row! {
    /// An ask.
    pub struct AskRow {
        pub circle_id: CircleId,
        pub id: AskId,
        pub asker_id: PersonId,
        /// Another than the asker while it is written on the asker's behalf.
        pub writer_id: PersonId,
        pub title: String,
        pub words: Option<String>,
        pub kind: Kind,
        pub effort: Effort,
        pub timing: AskWhen,
        pub due_at: Option<Timestamp>,
        pub place: Option<String>,
        pub reach: Reach,
        pub anonymous: bool,
        pub helpers_wanted: i64,
        pub state: AskState,
        pub widen_at: Option<Timestamp>,
        pub expires_at: Timestamp,
        /// How long it stays open at a time, in microseconds.
        pub lasts: i64,
        pub probed_at: Option<Timestamp>,
        pub first_pledge_at: Option<Timestamp>,
        pub closed_at: Option<Timestamp>,
        pub created_at: Timestamp,
        pub changed_at: Timestamp,
    }
}

row! {
    /// A circle whose members see an ask.
    pub struct ReachRow {
        pub id: CircleId,
        pub name: String,
        pub parent_id: Option<CircleId>,
        pub since: Timestamp,
    }
}

row! {
    /// A person by name.
    pub struct NamedRow {
        pub id: PersonId,
        pub name: String,
    }
}

row! {
    /// One of the times that an ask leaves to choose from.
    pub struct TimeRow {
        pub id: AskTimeId,
        pub starts_at: Timestamp,
        pub ends_at: Option<Timestamp>,
    }
}

row! {
    /// A membership in the circle of an ask, or in one that it reaches.
    pub struct PlaceRow {
        pub circle_id: CircleId,
        pub role: MemberRole,
        pub state: MembershipState,
        pub barred: bool,
        /// Set where the ask reaches this circle.
        pub reached: Option<AskId>,
    }
}

row! {
    /// How to reach a person.
    pub struct ContactRow {
        pub id: PersonId,
        pub name: String,
        pub reach: Option<String>,
        pub email: Option<String>,
    }
}

row! {
    /// When an ask was opened and first answered.
    pub struct AnswerTimeRow {
        pub asker_id: PersonId,
        pub created_at: Timestamp,
        pub first_pledge_at: Option<Timestamp>,
    }
}

/// An ask as lists show it, for one reader.
#[derive(Debug, Clone, PartialEq)]
pub struct CardRow {
    pub ask: AskRow,
    pub circle: String,
    pub asker: String,
    pub writer: String,
    /// The widest circle that it reaches.
    pub widest: Option<String>,
    pub reaches: i64,
    pub chosen: i64,
    /// Whether the reader was chosen (0 or 1).
    pub chose_me: i64,
    pub pledges: PledgeCounts,
}

/// The pledges for an ask, as one reader sees them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PledgeCounts {
    /// Those that wait for an answer.
    pub made: i64,
    /// Those that were accepted, or are done, without those who wish for another.
    pub accepted: i64,
    /// The reader's own that wait for an answer.
    pub mine_made: i64,
    /// The reader's own that were accepted, or are done.
    pub mine_accepted: i64,
}

impl PledgeCounts {
    /// From 24 bits each for all, and 7 each for the reader's own: more of them than anyone can make.
    const fn unpacked(packed: i64) -> Self {
        Self {
            made: packed & 0xff_ffff,
            accepted: packed >> 24 & 0xff_ffff,
            mine_made: packed >> 48 & 0x7f,
            mine_accepted: packed >> 55 & 0x7f,
        }
    }
}

impl crate::FromRow for CardRow {
    fn from_row(row: &mut crate::Row<'_>) -> Result<Self, StorageError> {
        let (ask, circle, asker, writer) = (AskRow::from_row(row)?, row.next()?, row.next()?, row.next()?);
        let (widest, reaches, chosen): (_, _, i64) = (row.next()?, row.next()?, row.next()?);
        Ok(Self {
            ask,
            circle,
            asker,
            writer,
            widest,
            reaches,
            chosen: chosen & 0xffff_ffff,
            chose_me: chosen >> 32,
            pledges: PledgeCounts::unpacked(row.next()?),
        })
    }
}

/// Stores a new ask.
pub fn create(tx: &mut Tx<'_>, ask: &AskRow) -> Result<(), StorageError> {
    tx.run(
        &CREATE,
        params![
            ask.circle_id,
            ask.id,
            ask.asker_id,
            ask.writer_id,
            &ask.title,
            ask.words.as_deref(),
            ask.kind,
            ask.effort,
            ask.timing,
            ask.due_at,
            ask.place.as_deref(),
            ask.reach,
            ask.anonymous,
            ask.helpers_wanted,
            ask.state,
            ask.widen_at,
            ask.expires_at,
            ask.lasts,
            ask.created_at,
        ],
    )
    .map(|_| ())
}

/// An ask.
pub fn find(tx: &mut Tx<'_>, id: AskId) -> Result<Option<AskRow>, StorageError> {
    tx.first(&FIND, params![id])
}

/// Stores what an edit may change: words, place, effort, time, end.
pub fn edit(tx: &mut Tx<'_>, ask: &AskRow, now: Timestamp) -> Result<(), StorageError> {
    tx.run(
        &EDIT,
        params![
            &ask.title,
            ask.words.as_deref(),
            ask.place.as_deref(),
            ask.effort,
            ask.timing,
            ask.due_at,
            ask.expires_at,
            now,
            ask.circle_id,
            ask.id,
        ],
    )
    .map(|_| ())
}

/// Moves an ask from the state in which it was found to another, with its reach. False where it has moved meanwhile.
pub fn set_state(tx: &mut Tx<'_>, ask: &AskRow, to: AskState, now: Timestamp) -> Result<bool, StorageError> {
    let open = to == AskState::Open;
    let closed_at = if open { None } else { Some(now) };
    let changed = tx.run(&SET_STATE, params![to, closed_at, now, ask.circle_id, ask.id, ask.state])?;
    tx.run(&SET_OPEN, params![open, ask.circle_id, ask.id])?;
    Ok(changed == 1)
}

/// Sets when an ask ends; it counts as just confirmed.
pub fn set_end(tx: &mut Tx<'_>, ask: &AskRow, at: Timestamp, now: Timestamp) -> Result<(), StorageError> {
    tx.run(&SET_END, params![at, now, ask.circle_id, ask.id]).map(|_| ())
}

/// Notes that the author was asked whether it is still needed.
pub fn set_probed(tx: &mut Tx<'_>, ask: &AskRow, at: Timestamp) -> Result<(), StorageError> {
    tx.run(&SET_PROBED, params![at, ask.circle_id, ask.id]).map(|_| ())
}

/// Sets when an ask widens by itself, or that it doesn't.
pub fn set_widen(tx: &mut Tx<'_>, ask: &AskRow, at: Option<Timestamp>) -> Result<(), StorageError> {
    tx.run(&SET_WIDEN, params![at, ask.circle_id, ask.id]).map(|_| ())
}

/// Notes the first pledge of an ask; a later one changes nothing.
pub fn set_first_pledge(tx: &mut Tx<'_>, ask: &AskRow, at: Timestamp) -> Result<(), StorageError> {
    tx.run(&SET_FIRST_PLEDGE, params![at, ask.circle_id, ask.id]).map(|_| ())
}

/// The one for whom it was written makes it their own.
pub fn take_over(tx: &mut Tx<'_>, ask: &AskRow, now: Timestamp) -> Result<(), StorageError> {
    tx.run(&TAKE_OVER, params![now, ask.circle_id, ask.id]).map(|_| ())
}

/// Opens an ask to the members of a circle.
pub fn put_reach(
    tx: &mut Tx<'_>,
    ask: &AskRow,
    circle: CircleId,
    since: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&PUT_REACH, params![ask.circle_id, ask.id, circle, since]).map(|_| ())
}

/// The circles whose members see an ask, from the first to the widest.
pub fn reaches(tx: &mut Tx<'_>, ask: &AskRow) -> Result<Vec<ReachRow>, StorageError> {
    tx.all(&REACHES, params![ask.circle_id, ask.id])
}

/// Opens an ask to a person.
pub fn put_chosen(tx: &mut Tx<'_>, ask: &AskRow, person: PersonId) -> Result<(), StorageError> {
    tx.run(&PUT_CHOSEN, params![ask.circle_id, ask.id, person]).map(|_| ())
}

/// Whom the asker chose.
pub fn chosen(tx: &mut Tx<'_>, ask: &AskRow) -> Result<Vec<NamedRow>, StorageError> {
    tx.all(&CHOSEN, params![ask.circle_id, ask.id])
}

/// Stores a time to choose from.
pub fn put_time(tx: &mut Tx<'_>, ask: &AskRow, time: &TimeRow) -> Result<(), StorageError> {
    tx.run(&PUT_TIME, params![ask.circle_id, ask.id, time.id, time.starts_at, time.ends_at]).map(|_| ())
}

/// Takes a time to choose from away.
pub fn drop_time(tx: &mut Tx<'_>, ask: &AskRow, time: AskTimeId) -> Result<(), StorageError> {
    tx.run(&DROP_TIME, params![ask.circle_id, ask.id, time]).map(|_| ())
}

/// The times that an ask leaves to choose from.
pub fn times(tx: &mut Tx<'_>, (circle, ask): (CircleId, AskId)) -> Result<Vec<TimeRow>, StorageError> {
    tx.all(&TIMES, params![circle, ask])
}

/// A person's places in the circle of an ask and in those that it reaches.
pub fn memberships(tx: &mut Tx<'_>, ask: &AskRow, person: PersonId) -> Result<Vec<PlaceRow>, StorageError> {
    tx.all(&MEMBERSHIPS, params![ask.circle_id, ask.id, person])
}

/// The name of an ask's circle, and that of who asks.
pub fn names(tx: &mut Tx<'_>, ask: &AskRow) -> Result<Option<(String, String)>, StorageError> {
    tx.first(&NAMES, params![ask.asker_id, ask.circle_id])
}

/// Whether a person was chosen, and whether they and who asks (or writes) are blocked from each other.
pub fn ties(tx: &mut Tx<'_>, ask: &AskRow, person: PersonId) -> Result<(bool, bool), StorageError> {
    let values = params![ask.circle_id, ask.id, person, ask.asker_id, ask.writer_id];
    Ok(tx.first(&TIES, values)?.unwrap_or_default())
}

/// The active members of a circle whom an ask reaches through it and not otherwise, up to a limit.
pub fn newly_reached(
    tx: &mut Tx<'_>,
    ask: &AskRow,
    circle: CircleId,
    limit: i64,
) -> Result<Vec<PersonId>, StorageError> {
    let values = params![circle, ask.asker_id, ask.writer_id, ask.circle_id, ask.id, limit];
    Ok(tx.all::<(PersonId,)>(&NEWLY_REACHED, values)?.into_iter().map(|(id,)| id).collect())
}

/// Those whom a person can choose: active in a circle with them, neither blocked by the other.
pub fn fellows(tx: &mut Tx<'_>, person: PersonId, limit: i64) -> Result<Vec<NamedRow>, StorageError> {
    tx.all(&FELLOWS, params![person, limit])
}

/// Whether a person is active in a circle, and neither blocked nor has blocked another.
pub fn is_fellow_in(
    tx: &mut Tx<'_>,
    circle: CircleId,
    person: PersonId,
    with: PersonId,
) -> Result<bool, StorageError> {
    Ok(tx.count(&FELLOW_IN, params![circle, person, with])? > 0)
}

/// Whether two are active in the same circle, neither blocked by the other.
pub fn share_a_circle(tx: &mut Tx<'_>, a: PersonId, b: PersonId) -> Result<bool, StorageError> {
    Ok(tx.count(&SHARES_A_CIRCLE, params![a, b])? > 0)
}

/// How to reach a person.
pub fn contact(tx: &mut Tx<'_>, person: PersonId) -> Result<Option<ContactRow>, StorageError> {
    tx.first(&CONTACT, params![person])
}

/// The circle in which a person asked last.
pub fn last_circle(tx: &mut Tx<'_>, person: PersonId) -> Result<Option<CircleId>, StorageError> {
    Ok(tx.first::<(CircleId,)>(&LAST_CIRCLE, params![person])?.map(|(id,)| id))
}

/// The latest asks of a circle since a moment, with when they were first answered.
pub fn answers(
    tx: &mut Tx<'_>,
    circle: CircleId,
    since: Timestamp,
    limit: i64,
) -> Result<Vec<AnswerTimeRow>, StorageError> {
    tx.all(&ANSWERS, params![circle, since, limit])
}

/// One ask as lists show it.
pub fn card(tx: &mut Tx<'_>, reader: PersonId, id: AskId) -> Result<Option<CardRow>, StorageError> {
    tx.first(&CARD, params![reader, id])
}

/// Which asks of a list: before an id, of a kind, so many.
#[derive(Debug, Clone, Copy)]
pub struct Slice {
    /// Older than this id.
    pub before: uuid::Uuid,
    /// Of this kind, if one is wanted.
    pub kind: Option<Kind>,
    /// The most to give.
    pub limit: i64,
}

impl Slice {
    fn kind(self) -> Value {
        self.kind.map_or_else(|| Value::from(""), Value::from)
    }
}

/// Open asks that reach a person, their own among them, newest first.
pub fn reaching(tx: &mut Tx<'_>, reader: PersonId, slice: Slice) -> Result<Vec<CardRow>, StorageError> {
    tx.all(&REACHING, params![reader, slice.before, slice.kind(), slice.limit])
}

/// What a person could do now, those that chose them first.
pub fn near(tx: &mut Tx<'_>, reader: PersonId, limit: i64) -> Result<Vec<CardRow>, StorageError> {
    tx.all(&NEAR, params![reader, limit])
}

/// Asks in a state that reach the members of a circle, newest first.
pub fn in_circle(
    tx: &mut Tx<'_>,
    reader: PersonId,
    circle: CircleId,
    state: AskState,
    slice: Slice,
) -> Result<Vec<CardRow>, StorageError> {
    let open = state == AskState::Open;
    tx.all(&IN_CIRCLE, params![reader, circle, open, slice.before, state, slice.kind(), slice.limit])
}

/// A person's own asks, and those that they wrote for another, newest first.
pub fn mine(
    tx: &mut Tx<'_>,
    reader: PersonId,
    state: Option<AskState>,
    circle: Option<CircleId>,
    slice: Slice,
) -> Result<Vec<CardRow>, StorageError> {
    let state = state.map_or("", AskState::as_str);
    tx.all(&MINE, params![reader, slice.before, state, slice.kind(), circle, slice.limit])
}

/// How many pledges for an ask ended in a help of which a side told that it was done.
pub fn count_done(tx: &mut Tx<'_>, ask: AskId) -> Result<i64, StorageError> {
    tx.count(&COUNT_DONE, params![ask])
}

/// Stores the need behind an ask.
pub fn put_need(tx: &mut Tx<'_>, ask: &AskRow, id: NeedId) -> Result<(), StorageError> {
    tx.run(&PUT_NEED, params![ask.asker_id, id, ask.kind, ask.id, ask.created_at]).map(|_| ())
}

/// Makes a kept need the one behind an ask. False where the asker keeps no such need.
pub fn need_asked(tx: &mut Tx<'_>, ask: &AskRow, id: NeedId) -> Result<bool, StorageError> {
    Ok(tx.run(&NEED_ASKED, params![ask.kind, ask.id, ask.created_at, ask.asker_id, id])? == 1)
}

/// Moves the need behind an ask.
pub fn set_need(tx: &mut Tx<'_>, ask: &AskRow, to: NeedState, now: Timestamp) -> Result<(), StorageError> {
    tx.run(&SET_NEED, params![to, now, ask.id, ask.asker_id]).map(|_| ())
}

/// The ask was taken back: the need behind it is let go of, or kept again where it was kept before.
pub fn let_need_go(tx: &mut Tx<'_>, ask: &AskRow, now: Timestamp) -> Result<(), StorageError> {
    tx.run(&NEED_LET_GO, params![now, ask.id, ask.asker_id]).map(|_| ())
}
