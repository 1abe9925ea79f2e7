//! Asks, their reach, their times, and the need behind each.

use jiff::Timestamp;
use mutua_domain::{
    id::{AskId, AskTimeId, CircleId, NeedId, PersonId},
    kind::Kind,
    life::{AskState, AskWhen, Effort, MemberRole, MembershipState, NeedState, Reach},
};

use super::blocks::not_parted;
use crate::{StorageError, Tx, row::row, statement::statements, value::params};

/// The columns of an ask `a`, as [`AskRow`] reads them.
macro_rules! ask_columns {
    () => {
        "a.circle_id, a.id, a.asker_id, a.writer_id, a.title, a.words, a.kind, a.effort, a.timing, a.due_at,
        a.place, a.reach, a.anonymous, a.helpers_wanted, a.state, a.widen_at, a.expires_at, a.lasts, a.probed_at,
        a.first_pledge_at, a.closed_at, a.created_at, a.changed_at"
    };
}
pub(super) use ask_columns;

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
