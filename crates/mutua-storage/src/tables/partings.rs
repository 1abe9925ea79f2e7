//! What is let go of when a person leaves a circle, or when two persons part: promises, asks and offers that no
//! longer have a place.

use jiff::Timestamp;
use mutua_domain::id::{AskId, CircleId, PersonId, PledgeId};

use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    OPEN_ASKS = "SELECT id FROM ask WHERE asker_id = $1 AND state = 'open' AND circle_id = $2";
    // Asks of theirs in other circles aren't seen in this one any more.
    DRAW_ASKS_BACK = "DELETE FROM ask_reach WHERE reach_circle_id = $1 AND circle_id <> $1 AND open = TRUE
        AND ask_id IN (SELECT id FROM ask WHERE asker_id = $2 AND state = 'open')";
    // A person's live pledges for asks that they see through no circle any more. Asked once they have left. An accepted
    // pledge of an ask that was met stays: there may be a help to tell.
    PLEDGED_BY = "SELECT p.id FROM pledge p
        JOIN ask a ON a.circle_id = p.circle_id AND a.id = p.ask_id
        WHERE p.person_id = $1 AND (p.state = 'made' OR (p.state = 'accepted' AND a.state <> 'met'))
        AND (a.circle_id = $2 OR EXISTS (SELECT 1 FROM ask_reach r
            WHERE r.circle_id = a.circle_id AND r.ask_id = a.id AND r.reach_circle_id = $2))
        AND NOT EXISTS (SELECT 1 FROM ask_reach o JOIN membership m ON m.circle_id = o.reach_circle_id
            WHERE o.circle_id = a.circle_id AND o.ask_id = a.id AND m.person_id = $1 AND m.state IN ('active', 'paused'))
        AND NOT EXISTS (SELECT 1 FROM membership n WHERE n.circle_id = a.circle_id AND n.person_id = $1
            AND n.state IN ('active', 'paused'))";
    BETWEEN = "SELECT p.circle_id, p.id, p.ask_id, p.person_id FROM pledge p
        JOIN ask a ON a.circle_id = p.circle_id AND a.id = p.ask_id
        WHERE p.person_id = $1 AND (a.asker_id = $2 OR a.writer_id = $2) AND p.state IN ('made', 'accepted')";
    // The asker's no to what waits, and the end of what was agreed.
    RELEASE = "UPDATE pledge SET state = CASE WHEN state = 'made' THEN 'declined' ELSE 'withdrawn' END, wish = NULL, changed_at = $1
        WHERE circle_id = $2 AND id = $3";
    WITHDRAW = "UPDATE pledge SET state = 'withdrawn', wish = NULL, changed_at = $1 WHERE circle_id = $2 AND id = $3";
    CLOSE_OFFERS = "UPDATE offer SET state = 'closed', changed_at = $1
        WHERE person_id = $2 AND circle_id = $3 AND state <> 'closed'";
    CLOSE_OFFER_REACH = "UPDATE offer_reach SET open = FALSE WHERE circle_id = $1
        AND offer_id IN (SELECT id FROM offer WHERE person_id = $2)";
    DRAW_OFFERS_BACK = "DELETE FROM offer_reach WHERE reach_circle_id = $1 AND circle_id <> $1
        AND offer_id IN (SELECT id FROM offer WHERE person_id = $2)";
    AT_STAKE = "SELECT (SELECT COUNT(*) FROM ask WHERE asker_id = $1 AND state = 'open' AND circle_id = $2),
        (SELECT COUNT(*) FROM pledge WHERE person_id = $1 AND circle_id = $2 AND state IN ('made', 'accepted')),
        (SELECT COUNT(*) FROM offer WHERE person_id = $1 AND circle_id = $2 AND state <> 'closed')";
}

row! {
    /// A live pledge, and the person on its other side.
    pub struct LooseRow {
        pub circle_id: CircleId,
        pub pledge_id: PledgeId,
        pub ask_id: AskId,
        pub other: PersonId,
    }
}

/// A person's open asks in a circle.
pub fn open_asks(tx: &mut Tx<'_>, person: PersonId, circle: CircleId) -> Result<Vec<AskId>, StorageError> {
    Ok(tx.all::<(AskId,)>(&OPEN_ASKS, params![person, circle])?.into_iter().map(|(id,)| id).collect())
}

/// Takes a person's open asks of other circles out of a circle's sight.
pub fn draw_asks_back(tx: &mut Tx<'_>, person: PersonId, circle: CircleId) -> Result<(), StorageError> {
    tx.run(&DRAW_ASKS_BACK, params![circle, person]).map(|_| ())
}

/// A person's live pledges for asks that they saw through this circle and see through none now. To be asked once the
/// person has left.
pub fn pledged_by(
    tx: &mut Tx<'_>,
    person: PersonId,
    circle: CircleId,
) -> Result<Vec<PledgeId>, StorageError> {
    Ok(tx.all::<(PledgeId,)>(&PLEDGED_BY, params![person, circle])?.into_iter().map(|(id,)| id).collect())
}

/// The live pledges of one for asks of another, or that the other wrote on someone's behalf. The other side is the pledger.
pub fn between(tx: &mut Tx<'_>, pledger: PersonId, asker: PersonId) -> Result<Vec<LooseRow>, StorageError> {
    tx.all(&BETWEEN, params![pledger, asker])
}

/// Ends a pledge on the asker's behalf.
pub fn release(tx: &mut Tx<'_>, pledge: &LooseRow, now: Timestamp) -> Result<(), StorageError> {
    tx.run(&RELEASE, params![now, pledge.circle_id, pledge.pledge_id]).map(|_| ())
}

/// Takes a pledge back on the pledger's behalf.
pub fn withdraw(tx: &mut Tx<'_>, pledge: &LooseRow, now: Timestamp) -> Result<(), StorageError> {
    tx.run(&WITHDRAW, params![now, pledge.circle_id, pledge.pledge_id]).map(|_| ())
}

/// Closes a person's offers in a circle, and takes those of other circles out of its sight.
pub fn close_offers(
    tx: &mut Tx<'_>,
    person: PersonId,
    circle: CircleId,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&CLOSE_OFFERS, params![now, person, circle])?;
    tx.run(&CLOSE_OFFER_REACH, params![circle, person])?;
    tx.run(&DRAW_OFFERS_BACK, params![circle, person]).map(|_| ())
}

/// How many open asks, live pledges and offers of a person in a circle end if they leave it.
pub fn at_stake(
    tx: &mut Tx<'_>,
    person: PersonId,
    circle: CircleId,
) -> Result<(i64, i64, i64), StorageError> {
    Ok(tx.first(&AT_STAKE, params![person, circle])?.unwrap_or((0, 0, 0)))
}
