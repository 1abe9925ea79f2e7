//! Asks as lists show them, each for one reader.

use jiff::Timestamp;
use mutua_domain::{
    id::{AskId, CircleId, PersonId},
    kind::Kind,
    life::{AskState, AskWhen, Effort},
};

use super::blocks::{not_parted, of_either_side};
use crate::{FromRow, Row, StorageError, Tx, Value, statement::statements, value::params};

/// A statement of cards, for the reader `$1`: the circle's name (null where the caller knows it), and where they come from.
///
/// Counts of pledges come packed into one number, so that a list looks at the pledges of each ask once, and so do those of
/// chosen people, and how many circles it reaches with the name of the widest: their types take them apart.
/// Nothing is looked for that most asks don't have: a writer who isn't the asker, chosen people, circles besides their own.
macro_rules! card {
    ($circle:literal $($from:tt)+) => {
        concat!(
            "SELECT a.circle_id, a.id, a.asker_id, a.writer_id, a.title, a.words, a.kind, a.effort, a.timing, a.due_at, a.place,
        a.anonymous, a.helpers_wanted, a.state, a.probed_at, a.expires_at, a.created_at, p.name,
        CASE WHEN a.writer_id = a.asker_id THEN NULL ELSE (SELECT w.name FROM person w WHERE w.id = a.writer_id) END,
        CASE (SELECT COUNT(*) FROM ask_reach r WHERE r.circle_id = a.circle_id AND r.ask_id = a.id)
            WHEN 0 THEN '0' WHEN 1 THEN '1'
            ELSE (SELECT (SELECT COUNT(*) FROM ask_reach r WHERE r.circle_id = a.circle_id AND r.ask_id = a.id) || ' ' || k.name
                FROM ask_reach r JOIN circle k ON k.id = r.reach_circle_id
                WHERE r.circle_id = a.circle_id AND r.ask_id = a.id ORDER BY r.since DESC LIMIT 1) END,
        CASE WHEN a.reach = 'chosen'
            THEN (SELECT CAST(COALESCE(SUM(CASE WHEN h.person_id = $1 THEN 4294967297 ELSE 1 END), 0) AS BIGINT)
                FROM ask_chosen h WHERE h.circle_id = a.circle_id AND h.ask_id = a.id)
            ELSE 0 END,
        (SELECT CAST(COALESCE(SUM(CASE
                WHEN q.state = 'made' THEN CASE WHEN q.person_id = $1 THEN 281474976710657 ELSE 1 END
                WHEN q.state IN ('accepted', 'done') THEN CASE WHEN q.wish IS NULL THEN 16777216 ELSE 0 END
                    + CASE WHEN q.person_id = $1 THEN 36028797018963968 ELSE 0 END
                ELSE 0 END), 0) AS BIGINT) FROM pledge q WHERE q.ask_id = a.id),
        ",
            $circle,
            " FROM ",
            $($from)+
        )
    };
}

/// That neither the reader `$1` nor who asks or writes blocked the other, and that the reader isn't kept out of the circle of an
/// ask `a`. As with [`not_parted`](super::blocks), whether there is anybody or anything of the kind is looked for first.
macro_rules! not_apart {
    () => {
        concat!(
            "(NOT EXISTS (SELECT 1 FROM block b WHERE b.person_id = $1 UNION ALL SELECT 1 FROM block b WHERE b.blocked_id = $1
                UNION ALL SELECT 1 FROM membership n WHERE n.person_id = $1 AND n.barred = TRUE)
            OR (a.asker_id NOT IN (",
            of_either_side!("$1"),
            ") AND a.writer_id NOT IN (",
            of_either_side!("$1"),
            ") AND a.circle_id NOT IN (SELECT n.circle_id FROM membership n WHERE n.person_id = $1 AND n.barred = TRUE)))"
        )
    };
}

statements! {
    CARD = card!("c.name" "ask a JOIN circle c ON c.id = a.circle_id JOIN person p ON p.id = a.asker_id
        WHERE a.id = $2");
    // Open asks that reach a person, their own among them.
    REACHING = card!("c.name" "ask a JOIN circle c ON c.id = a.circle_id JOIN person p ON p.id = a.asker_id
        WHERE a.id IN (
            SELECT r.ask_id FROM membership m JOIN ask_reach r ON r.reach_circle_id = m.circle_id AND r.open = TRUE
                WHERE m.person_id = $1 AND m.state IN ('active', 'paused') AND r.ask_id < $2
            UNION SELECT h.ask_id FROM ask_chosen h WHERE h.person_id = $1 AND h.ask_id < $2
            UNION SELECT o.id FROM ask o WHERE o.asker_id = $1 AND o.state = 'open' AND o.id < $2
            UNION SELECT o.id FROM ask o WHERE o.writer_id = $1 AND o.state = 'open' AND o.id < $2)
        AND a.state = 'open' AND (a.kind = $3 OR $3 = '')
        AND ", not_apart!(), "
        ORDER BY a.id DESC LIMIT $4");
    // What a person could do now: open, reaches them while they are not on a break, not theirs, nothing pledged, room left.
    NEAR = card!("c.name" "ask a JOIN circle c ON c.id = a.circle_id JOIN person p ON p.id = a.asker_id
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
    IN_CIRCLE = card!("CASE WHEN a.circle_id <> $2 THEN (SELECT c.name FROM circle c WHERE c.id = a.circle_id) END"
        "ask_reach x JOIN ask a ON a.circle_id = x.circle_id AND a.id = x.ask_id JOIN person p ON p.id = a.asker_id
        WHERE x.reach_circle_id = $2 AND x.open = $3 AND x.ask_id < $4 AND a.state = $5 AND (a.kind = $6 OR $6 = '')
        AND ", not_apart!(), "
        ORDER BY x.ask_id DESC LIMIT $7");
    // Asks of a person, and those that they wrote for another who hasn't taken them over.
    MINE = card!("c.name" "ask a JOIN circle c ON c.id = a.circle_id JOIN person p ON p.id = a.asker_id
        WHERE (a.asker_id = $1 OR a.writer_id = $1) AND a.id < $2 AND (a.state = $3 OR $3 = '') AND (a.kind = $4 OR $4 = '')
        AND (a.circle_id = $5 OR $5 IS NULL)
        ORDER BY a.id DESC LIMIT $6");
}

/// An ask as lists show it, for one reader.
#[derive(Debug, Clone, PartialEq)]
pub struct CardRow {
    pub circle_id: CircleId,
    pub id: AskId,
    pub asker_id: PersonId,
    pub writer_id: PersonId,
    pub title: String,
    pub words: Option<String>,
    pub kind: Kind,
    pub effort: Effort,
    pub timing: AskWhen,
    pub due_at: Option<Timestamp>,
    pub place: Option<String>,
    pub anonymous: bool,
    pub helpers_wanted: i64,
    pub state: AskState,
    pub probed_at: Option<Timestamp>,
    pub expires_at: Timestamp,
    pub created_at: Timestamp,
    pub asker: String,
    /// Who writes it on the asker's behalf.
    pub writer: Option<String>,
    pub reach: CardReach,
    pub chosen: ChosenCounts,
    pub pledges: PledgeCounts,
    /// The name of the circle.
    pub circle: String,
}

/// The circles that an ask reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardReach {
    pub circles: i64,
    /// The widest, where there are several.
    pub widest: Option<String>,
}

impl CardReach {
    /// From their number, and after it the name of the widest where there are several.
    fn unpacked(packed: &str) -> Self {
        let (circles, widest) =
            packed.split_once(' ').map_or((packed, None), |(circles, widest)| (circles, Some(widest)));
        Self { circles: circles.parse().unwrap_or_default(), widest: widest.map(str::to_owned) }
    }
}

/// Whom the asker chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChosenCounts {
    pub people: i64,
    /// Whether the reader is among them.
    pub me: bool,
}

impl ChosenCounts {
    /// From 32 bits for all, and what is above them for the reader.
    const fn unpacked(packed: i64) -> Self {
        Self { people: packed & 0xffff_ffff, me: packed >> 32 > 0 }
    }
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

impl FromRow for CardRow {
    fn from_row(row: &mut Row<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            circle_id: row.next()?,
            id: row.next()?,
            asker_id: row.next()?,
            writer_id: row.next()?,
            title: row.next()?,
            words: row.next()?,
            kind: row.next()?,
            effort: row.next()?,
            timing: row.next()?,
            due_at: row.next()?,
            place: row.next()?,
            anonymous: row.next()?,
            helpers_wanted: row.next()?,
            state: row.next()?,
            probed_at: row.next()?,
            expires_at: row.next()?,
            created_at: row.next()?,
            asker: row.next()?,
            writer: row.next()?,
            reach: CardReach::unpacked(&row.next::<String>()?),
            chosen: ChosenCounts::unpacked(row.next()?),
            pledges: PledgeCounts::unpacked(row.next()?),
            circle: row.next::<Option<_>>()?.unwrap_or_default(),
        })
    }
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
    (circle, name): (CircleId, &str),
    state: AskState,
    slice: Slice,
) -> Result<Vec<CardRow>, StorageError> {
    let open = state == AskState::Open;
    let values = params![reader, circle, open, slice.before, state, slice.kind(), slice.limit];
    let mut cards: Vec<CardRow> = tx.all(&IN_CIRCLE, values)?;
    for card in cards.iter_mut().filter(|card| card.circle_id == circle) {
        name.clone_into(&mut card.circle);
    }
    Ok(cards)
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
