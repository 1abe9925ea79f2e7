//! What the figures and early signs of a circle are made of.

use jiff::Timestamp;
use mutua_domain::{
    Kind,
    id::{CircleId, PersonId},
};

use super::mirrors::{CountedHelpRow, counted_helps};
use crate::{StorageError, Tx, statement::statements, value::params};

statements! {
    HELPS = counted_helps!("WHERE h.circle_id = $1 AND h.happened_at >= $2 ORDER BY h.happened_at");
    // Who left takes their voice along.
    MEMBERS = "SELECT person_id FROM membership WHERE circle_id = $1 AND state IN ('active', 'paused') ORDER BY person_id";
    OFFERED = "SELECT DISTINCT o.person_id, o.kind FROM offer_reach r
        JOIN offer o ON o.circle_id = r.circle_id AND o.id = r.offer_id
        WHERE r.reach_circle_id = $1 AND r.open = TRUE AND o.state = 'open'";
    // Open asks that nobody has pledged for since before a moment.
    WAITING = "SELECT COUNT(*) FROM ask_reach x JOIN ask a ON a.circle_id = x.circle_id AND a.id = x.ask_id
        WHERE x.reach_circle_id = $1 AND x.open = TRUE AND a.state = 'open' AND a.created_at < $2
        AND a.first_pledge_at IS NULL";
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

/// How many open asks that reach a circle nobody has pledged for since before a moment.
pub fn waiting(tx: &mut Tx<'_>, circle: CircleId, before: Timestamp) -> Result<i64, StorageError> {
    tx.count(&WAITING, params![circle, before])
}
