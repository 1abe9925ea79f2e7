//! What the analysis says of a circle, week by week, and whose helps it was made of.

use jiff::Timestamp;
use mutua_domain::{
    Kind,
    id::{CircleId, PersonId},
};

use super::mirrors::{CountedHelpRow, counted_helps};
use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    HELPS = counted_helps!("WHERE h.circle_id = $1 AND h.happened_at >= $2 ORDER BY h.happened_at");
    // Who left takes their voice along.
    MEMBERS = "SELECT person_id FROM membership WHERE circle_id = $1 AND state IN ('active', 'paused') ORDER BY person_id";
    OFFERED = "SELECT DISTINCT o.person_id, o.kind FROM offer_reach r
        JOIN offer o ON o.circle_id = r.circle_id AND o.id = r.offer_id
        WHERE r.reach_circle_id = $1 AND r.open = TRUE AND o.state = 'open'";
    FIND = "SELECT week, shown, figures FROM circle_figures WHERE circle_id = $1 AND week = $2";
    LAST_SHOWN = "SELECT week, shown, figures FROM circle_figures WHERE circle_id = $1 AND shown = TRUE AND week < $2
        ORDER BY week DESC LIMIT 1";
    VOICES = "SELECT person_id FROM circle_figures_voice WHERE circle_id = $1 AND week = $2";
    PUT = "INSERT INTO circle_figures (circle_id, week, shown, figures, created_at) VALUES ($1, $2, $3, $4, $5)";
    PUT_VOICE = "INSERT INTO circle_figures_voice (circle_id, week, person_id) VALUES ($1, $2, $3)";
    // Open asks that nobody has pledged for since before a moment.
    WAITING = "SELECT COUNT(*) FROM ask_reach x JOIN ask a ON a.circle_id = x.circle_id AND a.id = x.ask_id
        WHERE x.reach_circle_id = $1 AND x.open = TRUE AND a.state = 'open' AND a.created_at < $2
        AND a.first_pledge_at IS NULL";
}

row! {
    /// A week of a circle; figures only where it is shown.
    pub struct FiguresRow {
        pub week: i64,
        pub shown: bool,
        pub figures: Option<String>,
    }
}

/// A circle's helps since a moment, in order.
pub fn helps(
    tx: &mut Tx<'_>,
    circle: CircleId,
    since: Timestamp,
) -> Result<Vec<CountedHelpRow>, StorageError> {
    tx.all(&HELPS, params![circle, since])
}

/// Who is in a circle.
pub fn members(tx: &mut Tx<'_>, circle: CircleId) -> Result<Vec<PersonId>, StorageError> {
    Ok(tx.all::<(PersonId,)>(&MEMBERS, params![circle])?.into_iter().map(|(person,)| person).collect())
}

/// Who offers which kind to a circle.
pub fn offered(tx: &mut Tx<'_>, circle: CircleId) -> Result<Vec<(PersonId, Kind)>, StorageError> {
    tx.all(&OFFERED, params![circle])
}

/// One week, if it was made.
pub fn find(tx: &mut Tx<'_>, circle: CircleId, week: i64) -> Result<Option<FiguresRow>, StorageError> {
    tx.first(&FIND, params![circle, week])
}

/// The last week before one that was shown.
pub fn last_shown(
    tx: &mut Tx<'_>,
    circle: CircleId,
    before: i64,
) -> Result<Option<FiguresRow>, StorageError> {
    tx.first(&LAST_SHOWN, params![circle, before])
}

/// Whose helps a week was made of.
pub fn voices(tx: &mut Tx<'_>, circle: CircleId, week: i64) -> Result<Vec<PersonId>, StorageError> {
    Ok(tx.all::<(PersonId,)>(&VOICES, params![circle, week])?.into_iter().map(|(person,)| person).collect())
}

/// Stores a week with those whose helps it was made of.
pub fn put(
    tx: &mut Tx<'_>,
    circle: CircleId,
    row: &FiguresRow,
    voices: &[PersonId],
    now: Timestamp,
) -> Result<(), StorageError> {
    let FiguresRow { week, shown, figures } = row;
    tx.run(&PUT, params![circle, *week, *shown, figures.as_deref(), now])?;
    for person in voices {
        tx.run(&PUT_VOICE, params![circle, *week, *person])?;
    }
    Ok(())
}

/// How many open asks that reach a circle nobody has pledged for since before a moment.
pub fn waiting(tx: &mut Tx<'_>, circle: CircleId, before: Timestamp) -> Result<i64, StorageError> {
    tx.count(&WAITING, params![circle, before])
}
