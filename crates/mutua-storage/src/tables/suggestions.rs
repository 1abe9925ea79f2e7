//! Who could be the one for an ask: made in one go for a circle, read by each alone.

use jiff::Timestamp;
use mutua_domain::{
    id::{AskId, CircleId, PersonId},
    kind::Kind,
};

use super::asks::{AskRow, ask_columns};
use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    // Those that still stand: the ask is open, and the person hasn't answered.
    OPEN_OF = "SELECT s.circle_id, s.ask_id, s.reasons, s.created_at FROM suggestion s
        JOIN ask a ON a.circle_id = s.circle_id AND a.id = s.ask_id
        WHERE s.person_id = $1 AND s.declined_at IS NULL AND s.created_at > $2 AND a.state = 'open'
        AND NOT EXISTS (SELECT 1 FROM pledge q WHERE q.ask_id = s.ask_id AND q.person_id = $1)";
    OF_CIRCLE = "SELECT s.ask_id, s.person_id, s.declined_at IS NULL AND s.created_at > $1 FROM suggestion s
        JOIN ask a ON a.circle_id = s.circle_id AND a.id = s.ask_id
        WHERE s.circle_id = $2 AND a.state = 'open'";
    PUT = "INSERT INTO suggestion (circle_id, ask_id, person_id, reasons, created_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (circle_id, ask_id, person_id) DO UPDATE SET reasons = excluded.reasons, created_at = excluded.created_at";
    DECLINE = "UPDATE suggestion SET declined_at = $1 WHERE person_id = $2 AND ask_id = $3 AND declined_at IS NULL";
    DECLINED = "SELECT ask_id FROM suggestion WHERE person_id = $1 AND declined_at IS NOT NULL";
    PUT_DECLINED = "INSERT INTO suggestion (circle_id, ask_id, person_id, reasons, declined_at, created_at)
        VALUES ($1, $2, $3, '', $4, $4) ON CONFLICT (circle_id, ask_id, person_id) DO NOTHING";
    // Open asks of a circle with a place that nobody holds, those that wait longest first.
    UNMET = concat!(
        "SELECT ",
        ask_columns!(),
        " FROM ask_reach x JOIN ask a ON a.circle_id = x.circle_id AND a.id = x.ask_id
        WHERE x.reach_circle_id = $1 AND x.open = TRUE AND a.circle_id = $1 AND a.state = 'open'
        AND (SELECT COUNT(*) FROM pledge q WHERE q.ask_id = a.id AND q.state IN ('accepted', 'done') AND q.wish IS NULL)
            < a.helpers_wanted
        AND NOT EXISTS (SELECT 1 FROM pledge q WHERE q.ask_id = a.id AND q.state = 'made')
        ORDER BY a.id LIMIT $2"
    );
    // Who pledged for an ask, whatever came of it: they have said what they had to say.
    PLEDGED = "SELECT q.ask_id, q.person_id FROM pledge q JOIN ask a ON a.circle_id = q.circle_id AND a.id = q.ask_id
        WHERE a.circle_id = $1 AND a.state = 'open'";
    // The open offers that reach a circle, of active members; their words are read for all.
    OFFERS = "SELECT o.person_id, o.id, o.kind FROM offer_reach r JOIN offer o ON o.circle_id = r.circle_id AND o.id = r.offer_id
        WHERE r.reach_circle_id = $1 AND r.open = TRUE AND o.state = 'open'";
    OFFERS_OF = "SELECT o.person_id, o.id, o.kind FROM offer o WHERE o.person_id = $1 AND o.state = 'open'";
    OFFER_WORDS = "SELECT w.offer_id, w.word FROM offer_reach r
        JOIN offer_word w ON w.circle_id = r.circle_id AND w.offer_id = r.offer_id
        WHERE r.reach_circle_id = $1 AND r.open = TRUE";
    OFFER_WORDS_OF = "SELECT w.offer_id, w.word FROM offer o
        JOIN offer_word w ON w.circle_id = o.circle_id AND w.offer_id = o.id
        WHERE o.person_id = $1 AND o.state = 'open'";
    BLOCKS = "SELECT b.person_id, b.blocked_id FROM block b JOIN membership m ON m.person_id = b.person_id
        WHERE m.circle_id = $1 AND m.state = 'active'";
    // Who ever helped whom.
    HELPED_IN = "SELECT DISTINCT h.giver_id, h.receiver_id FROM help h WHERE h.circle_id = $1";
}

row! {
    /// A suggestion that still stands.
    pub struct SuggestionRow {
        pub circle_id: CircleId,
        pub ask_id: AskId,
        pub reasons: String,
        pub created_at: Timestamp,
    }
}

row! {
    /// An open offer.
    pub struct OfferedRow {
        pub person_id: PersonId,
        pub id: mutua_domain::id::OfferId,
        pub kind: Kind,
    }
}

row! {
    /// A folded word by which an offer is found.
    pub struct OfferWordRow {
        pub offer_id: mutua_domain::id::OfferId,
        pub word: Vec<u8>,
    }
}

/// Suggestions to a person that still stand, made since a moment.
pub fn open_of(
    tx: &mut Tx<'_>,
    person: PersonId,
    since: Timestamp,
) -> Result<Vec<SuggestionRow>, StorageError> {
    tx.all(&OPEN_OF, params![person, since])
}

/// To whom the open asks of a circle were ever suggested, and whether each still stands, made since a moment.
pub fn of_circle(
    tx: &mut Tx<'_>,
    circle: CircleId,
    since: Timestamp,
) -> Result<Vec<(AskId, PersonId, bool)>, StorageError> {
    tx.all(&OF_CIRCLE, params![since, circle])
}

/// Suggests an ask to a person.
pub fn put(
    tx: &mut Tx<'_>,
    (circle, ask, person): (CircleId, AskId, PersonId),
    reasons: &str,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&PUT, params![circle, ask, person, reasons, now]).map(|_| ())
}

/// The person says that it isn't for them.
pub fn decline(
    tx: &mut Tx<'_>,
    (circle, ask, person): (CircleId, AskId, PersonId),
    now: Timestamp,
) -> Result<(), StorageError> {
    if tx.run(&DECLINE, params![now, person, ask])? == 0 {
        tx.run(&PUT_DECLINED, params![circle, ask, person, now])?;
    }
    Ok(())
}

/// The asks of which a person said that they aren't for them.
pub fn declined(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<AskId>, StorageError> {
    Ok(tx.all::<(AskId,)>(&DECLINED, params![person])?.into_iter().map(|(ask,)| ask).collect())
}

/// The open asks of a circle with a place that nobody holds and no pledge that waits, those that wait longest first.
pub fn unmet(tx: &mut Tx<'_>, circle: CircleId, limit: i64) -> Result<Vec<AskRow>, StorageError> {
    tx.all(&UNMET, params![circle, limit])
}

/// Who ever pledged for an open ask of a circle.
pub fn pledged(tx: &mut Tx<'_>, circle: CircleId) -> Result<Vec<(AskId, PersonId)>, StorageError> {
    tx.all(&PLEDGED, params![circle])
}

/// The open offers that reach a circle.
pub fn offers_in(tx: &mut Tx<'_>, circle: CircleId) -> Result<Vec<OfferedRow>, StorageError> {
    tx.all(&OFFERS, params![circle])
}

/// The open offers of a person.
pub fn offers_of(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<OfferedRow>, StorageError> {
    tx.all(&OFFERS_OF, params![person])
}

/// The words of the open offers that reach a circle.
pub fn offer_words_in(tx: &mut Tx<'_>, circle: CircleId) -> Result<Vec<OfferWordRow>, StorageError> {
    tx.all(&OFFER_WORDS, params![circle])
}

/// The words of the open offers of a person.
pub fn offer_words_of(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<OfferWordRow>, StorageError> {
    tx.all(&OFFER_WORDS_OF, params![person])
}

/// Who of a circle blocked whom.
pub fn blocks_in(tx: &mut Tx<'_>, circle: CircleId) -> Result<Vec<(PersonId, PersonId)>, StorageError> {
    tx.all(&BLOCKS, params![circle])
}

/// Who helped whom in a circle.
pub fn helped_in(tx: &mut Tx<'_>, circle: CircleId) -> Result<Vec<(PersonId, PersonId)>, StorageError> {
    tx.all(&HELPED_IN, params![circle])
}
