//! What happened: helps, and each side's own telling of them.

use jiff::Timestamp;
use mutua_domain::{
    Kind,
    id::{AskId, CircleId, HelpId, PersonId, PledgeId},
    life::{Outcome, Side},
};
use uuid::Uuid;

use super::blocks::not_parted;
use crate::{FromRow, Row, StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    PUT = "INSERT INTO help (circle_id, id, ask_id, pledge_id, giver_id, receiver_id, kind, happened_at, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    OF_PLEDGE = "SELECT id FROM help WHERE pledge_id = $1";
    SHOW = "SELECT h.circle_id, h.id, h.ask_id, h.pledge_id, h.giver_id, h.receiver_id, h.kind, h.happened_at, h.created_at,
        c.name, g.name, r.name, a.title,
        tg.by_id, tg.outcome, tg.minutes, tg.words, tg.told_at, tr.by_id, tr.outcome, tr.minutes, tr.words, tr.told_at
        FROM help h JOIN circle c ON c.id = h.circle_id JOIN person g ON g.id = h.giver_id JOIN person r ON r.id = h.receiver_id
        LEFT JOIN ask a ON a.circle_id = h.circle_id AND a.id = h.ask_id
        LEFT JOIN telling tg ON tg.circle_id = h.circle_id AND tg.help_id = h.id AND tg.side = 'giver'
        LEFT JOIN telling tr ON tr.circle_id = h.circle_id AND tr.help_id = h.id AND tr.side = 'receiver'
        WHERE h.id = $1";
    MINE = concat!("SELECT h.circle_id, h.id, h.ask_id, h.pledge_id, h.giver_id, h.receiver_id, h.kind, h.happened_at, h.created_at,
        c.name, g.name, r.name, a.title,
        tg.by_id, tg.outcome, tg.minutes, tg.words, tg.told_at, tr.by_id, tr.outcome, tr.minutes, tr.words, tr.told_at
        FROM help h JOIN circle c ON c.id = h.circle_id JOIN person g ON g.id = h.giver_id JOIN person r ON r.id = h.receiver_id
        LEFT JOIN ask a ON a.circle_id = h.circle_id AND a.id = h.ask_id
        LEFT JOIN telling tg ON tg.circle_id = h.circle_id AND tg.help_id = h.id AND tg.side = 'giver'
        LEFT JOIN telling tr ON tr.circle_id = h.circle_id AND tr.help_id = h.id AND tr.side = 'receiver'
        WHERE h.id IN (SELECT x.id FROM help x WHERE x.giver_id = $1 AND x.id < $2 AND $3 = TRUE
                UNION ALL SELECT x.id FROM help x WHERE x.receiver_id = $1 AND x.id < $2 AND $4 = TRUE)
            AND ($5 = FALSE OR h.kind = $6)
            AND ", not_parted!("$1", "h.giver_id", "h.receiver_id"), "
        ORDER BY h.id DESC LIMIT $7");
    // What one person has just told of another, so that a form that is sent twice records nothing twice.
    JUST_TOLD = "SELECT h.id, t.outcome, t.minutes, t.words FROM help h
        JOIN telling t ON t.circle_id = h.circle_id AND t.help_id = h.id AND t.by_id = $1
        WHERE h.circle_id = $2 AND h.giver_id = $3 AND h.receiver_id = $4 AND h.kind = $5 AND h.pledge_id IS NULL
        AND h.created_at > $6";
    MOVE = "UPDATE help SET happened_at = $1 WHERE circle_id = $2 AND id = $3";
    TELL = "INSERT INTO telling (circle_id, help_id, side, by_id, outcome, minutes, words, told_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (circle_id, help_id, side) DO UPDATE SET by_id = excluded.by_id, outcome = excluded.outcome,
        minutes = excluded.minutes, words = excluded.words";
    // With whom a person can have helped: in a circle with them, neither blocked by the other.
    COMPANY = concat!("SELECT m.circle_id, c.name, p.id, p.name FROM membership mine
        JOIN membership m ON m.circle_id = mine.circle_id AND m.person_id <> mine.person_id
        JOIN circle c ON c.id = m.circle_id JOIN person p ON p.id = m.person_id
        WHERE mine.person_id = $1 AND mine.state IN ('active', 'paused') AND mine.barred = FALSE
        AND m.state IN ('active', 'paused') AND p.state IN ('full', 'guest')
        AND ", not_parted!("$1", "p.id"));
    SHARED_CIRCLES = "SELECT m.circle_id FROM membership mine JOIN membership m ON m.circle_id = mine.circle_id
        JOIN person p ON p.id = m.person_id
        WHERE mine.person_id = $1 AND m.person_id = $2 AND mine.state IN ('active', 'paused') AND mine.barred = FALSE
        AND m.state IN ('active', 'paused') AND p.state IN ('full', 'guest')
        AND NOT EXISTS (SELECT 1 FROM block b WHERE b.person_id = $1 AND b.blocked_id = $2)
        AND NOT EXISTS (SELECT 1 FROM block b WHERE b.person_id = $2 AND b.blocked_id = $1)";
}

row! {
    /// A help.
    pub struct HelpRow {
        pub circle_id: CircleId,
        pub id: HelpId,
        pub ask_id: Option<AskId>,
        pub pledge_id: Option<PledgeId>,
        pub giver_id: PersonId,
        pub receiver_id: PersonId,
        pub kind: Kind,
        pub happened_at: Timestamp,
        pub created_at: Timestamp,
    }
}

/// One side's word on a help.
#[derive(Debug, Clone, PartialEq)]
pub struct TellingRow {
    pub by_id: PersonId,
    pub outcome: Outcome,
    pub minutes: Option<i64>,
    pub words: Option<String>,
    pub told_at: Timestamp,
}

/// A help with its names and both tellings.
#[derive(Debug, Clone, PartialEq)]
pub struct ToldHelpRow {
    pub help: HelpRow,
    pub circle_name: String,
    pub giver_name: String,
    pub receiver_name: String,
    pub ask_title: Option<String>,
    pub giver: Option<TellingRow>,
    pub receiver: Option<TellingRow>,
}

impl ToldHelpRow {
    /// What a side told.
    pub const fn told(&self, side: Side) -> Option<&TellingRow> {
        match side {
            Side::Giver => self.giver.as_ref(),
            Side::Receiver => self.receiver.as_ref(),
        }
    }

    /// Who is on a side.
    pub const fn person(&self, side: Side) -> PersonId {
        match side {
            Side::Giver => self.help.giver_id,
            Side::Receiver => self.help.receiver_id,
        }
    }
}

fn telling(row: &mut Row<'_>) -> Result<Option<TellingRow>, StorageError> {
    let (by_id, outcome) = (row.next::<Option<PersonId>>()?, row.next::<Option<Outcome>>()?);
    let (minutes, words) = (row.next()?, row.next()?);
    let told_at = row.next::<Option<Timestamp>>()?;
    Ok(match (by_id, outcome, told_at) {
        (Some(by_id), Some(outcome), Some(told_at)) => {
            Some(TellingRow { by_id, outcome, minutes, words, told_at })
        }
        _ => None,
    })
}

impl FromRow for ToldHelpRow {
    fn from_row(row: &mut Row<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            help: HelpRow::from_row(row)?,
            circle_name: row.next()?,
            giver_name: row.next()?,
            receiver_name: row.next()?,
            ask_title: row.next()?,
            giver: telling(row)?,
            receiver: telling(row)?,
        })
    }
}

row! {
    /// What a person has just told of a help.
    pub struct JustToldRow {
        pub id: HelpId,
        pub outcome: Outcome,
        pub minutes: Option<i64>,
        pub words: Option<String>,
    }
}

row! {
    /// Someone with whom a person shares a circle.
    pub struct CompanyRow {
        pub circle_id: CircleId,
        pub circle_name: String,
        pub person_id: PersonId,
        pub person_name: String,
    }
}

/// Stores a new help.
pub fn put(tx: &mut Tx<'_>, help: &HelpRow) -> Result<(), StorageError> {
    let HelpRow { circle_id, id, ask_id, pledge_id, giver_id, receiver_id, kind, happened_at, created_at } =
        help;
    tx.run(
        &PUT,
        params![
            *circle_id,
            *id,
            *ask_id,
            *pledge_id,
            *giver_id,
            *receiver_id,
            *kind,
            *happened_at,
            *created_at
        ],
    )
    .map(|_| ())
}

/// The help that came of a pledge.
pub fn of_pledge(tx: &mut Tx<'_>, pledge: PledgeId) -> Result<Option<HelpId>, StorageError> {
    Ok(tx.first::<(HelpId,)>(&OF_PLEDGE, params![pledge])?.map(|(id,)| id))
}

/// A help.
pub fn find(tx: &mut Tx<'_>, id: HelpId) -> Result<Option<ToldHelpRow>, StorageError> {
    tx.first(&SHOW, params![id])
}

/// A person's helps before an id, newest first: those on one side or on both, of one kind or of any.
pub fn mine(
    tx: &mut Tx<'_>,
    person: PersonId,
    (side, kind): (Option<Side>, Option<Kind>),
    (before, limit): (Uuid, i64),
) -> Result<Vec<ToldHelpRow>, StorageError> {
    let (given, received) = (side != Some(Side::Receiver), side != Some(Side::Giver));
    let any = kind.unwrap_or(Kind::Practical);
    tx.all(&MINE, params![person, before, given, received, kind.is_some(), any, limit])
}

/// What a person told of such a help, without an ask before it, after a moment.
pub fn just_told(
    tx: &mut Tx<'_>,
    by: PersonId,
    like: &HelpRow,
    after: Timestamp,
) -> Result<Vec<JustToldRow>, StorageError> {
    tx.all(&JUST_TOLD, params![by, like.circle_id, like.giver_id, like.receiver_id, like.kind, after])
}

/// Corrects when a help happened.
pub fn set_happened(tx: &mut Tx<'_>, help: &HelpRow, at: Timestamp) -> Result<(), StorageError> {
    tx.run(&MOVE, params![at, help.circle_id, help.id]).map(|_| ())
}

/// Stores a side's telling, or its correction; when it was told first stays.
pub fn tell(
    tx: &mut Tx<'_>,
    (circle, help): (CircleId, HelpId),
    side: Side,
    telling: &TellingRow,
) -> Result<(), StorageError> {
    let TellingRow { by_id, outcome, minutes, words, told_at } = telling;
    tx.run(&TELL, params![circle, help, side, *by_id, *outcome, *minutes, words.as_deref(), *told_at])
        .map(|_| ())
}

/// Those with whom a person shares a circle, once for each circle.
pub fn company(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<CompanyRow>, StorageError> {
    tx.all(&COMPANY, params![person])
}

/// The circles that two persons share.
pub fn shared_circles(tx: &mut Tx<'_>, a: PersonId, b: PersonId) -> Result<Vec<CircleId>, StorageError> {
    Ok(tx.all::<(CircleId,)>(&SHARED_CIRCLES, params![a, b])?.into_iter().map(|(id,)| id).collect())
}
