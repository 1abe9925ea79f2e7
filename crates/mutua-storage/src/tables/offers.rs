//! Standing offers: where they reach, their skills, and the words by which they are found.

use jiff::Timestamp;
use mutua_domain::{
    Kind,
    id::{CircleId, OfferId, PersonId},
    life::OfferState,
};
use uuid::Uuid;

use super::blocks::not_parted;
use crate::{StorageError, Tx, row::row, statement::statements, value::params};

/// How many words of a query are looked for; further ones are left out.
pub const MOST_WORDS: usize = 5;

// What a reader finds: open offers that reach a circle in which they are, by people who are active in the circle of
// the offer, whom neither side has blocked, and whom the circle that it reaches doesn't keep out; nothing of a circle
// that keeps the reader out.
statements! {
    PUT = "INSERT INTO offer (circle_id, id, person_id, kind, title, words, times, how_often, state, created_at, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)";
    UPDATE = "UPDATE offer SET kind = $1, title = $2, words = $3, times = $4, how_often = $5, state = $6, changed_at = $7
        WHERE circle_id = $8 AND id = $9";
    FIND = "SELECT o.circle_id, o.id, o.person_id, p.name, o.kind, o.title, o.words, o.times, o.how_often, o.state,
        o.created_at, o.changed_at, c.name, c.name,
        (SELECT COUNT(*) FROM offer_reach r WHERE r.circle_id = o.circle_id AND r.offer_id = o.id),
        (SELECT string_agg(s.skill, ',' ORDER BY s.position) FROM offer_skill s
            WHERE s.circle_id = o.circle_id AND s.offer_id = o.id)
        FROM offer o JOIN person p ON p.id = o.person_id JOIN circle c ON c.id = o.circle_id WHERE o.id = $1";
    SEEN_BY = "SELECT r.reach_circle_id, c.name, m.state FROM offer_reach r JOIN circle c ON c.id = r.reach_circle_id
        LEFT JOIN membership m ON m.circle_id = r.reach_circle_id AND m.person_id = $1
        WHERE r.circle_id = $2 AND r.offer_id = $3";
    MINE = "SELECT o.circle_id, o.id, o.person_id, p.name, o.kind, o.title, o.words, o.times, o.how_often, o.state,
        o.created_at, o.changed_at, c.name, c.name,
        (SELECT COUNT(*) FROM offer_reach r WHERE r.circle_id = o.circle_id AND r.offer_id = o.id),
        (SELECT string_agg(s.skill, ',' ORDER BY s.position) FROM offer_skill s
            WHERE s.circle_id = o.circle_id AND s.offer_id = o.id)
        FROM offer o JOIN person p ON p.id = o.person_id JOIN circle c ON c.id = o.circle_id
        WHERE o.person_id = $1 AND o.id < $2 ORDER BY o.id DESC LIMIT $3";
    FOUND = concat!("SELECT o.circle_id, o.id, o.person_id, p.name, o.kind, o.title, o.words, o.times, o.how_often, o.state,
        o.created_at, o.changed_at, c.name,
        (SELECT v.name FROM offer_reach w JOIN membership n ON n.circle_id = w.reach_circle_id AND n.person_id = $1
            JOIN circle v ON v.id = w.reach_circle_id
            WHERE w.circle_id = o.circle_id AND w.offer_id = o.id AND n.state IN ('active', 'paused')
            ORDER BY CASE WHEN w.reach_circle_id = o.circle_id THEN 0 ELSE 1 END, w.reach_circle_id LIMIT 1),
        (SELECT COUNT(*) FROM offer_reach r WHERE r.circle_id = o.circle_id AND r.offer_id = o.id),
        (SELECT string_agg(s.skill, ',' ORDER BY s.position) FROM offer_skill s
            WHERE s.circle_id = o.circle_id AND s.offer_id = o.id)
        FROM offer o JOIN person p ON p.id = o.person_id JOIN circle c ON c.id = o.circle_id
        JOIN membership h ON h.circle_id = o.circle_id AND h.person_id = o.person_id
        WHERE o.id IN (SELECT r.offer_id FROM membership m JOIN offer_reach r ON r.reach_circle_id = m.circle_id
                WHERE m.person_id = $1 AND m.state IN ('active', 'paused') AND r.open = TRUE AND r.offer_id < $2
                AND ($3 = FALSE OR r.reach_circle_id = $4)
                AND NOT EXISTS (SELECT 1 FROM membership x JOIN offer y ON y.person_id = x.person_id
                    WHERE y.circle_id = r.circle_id AND y.id = r.offer_id AND x.circle_id = r.reach_circle_id
                    AND x.barred = TRUE))
            AND h.state = 'active' AND p.state IN ('full', 'guest')
            AND NOT EXISTS (SELECT 1 FROM membership k WHERE k.circle_id = o.circle_id AND k.person_id = $1
                AND k.barred = TRUE)
            AND ($5 = FALSE OR o.kind = $6) AND ($7 = FALSE OR o.person_id = $8)
            AND ", not_parted!("$1", "o.person_id"), "
            AND ($9 = FALSE OR (
                EXISTS (SELECT 1 FROM offer_word a WHERE a.circle_id = o.circle_id AND a.offer_id = o.id AND a.word >= $10 AND a.word < $11)
                AND EXISTS (SELECT 1 FROM offer_word a WHERE a.circle_id = o.circle_id AND a.offer_id = o.id AND a.word >= $12 AND a.word < $13)
                AND EXISTS (SELECT 1 FROM offer_word a WHERE a.circle_id = o.circle_id AND a.offer_id = o.id AND a.word >= $14 AND a.word < $15)
                AND EXISTS (SELECT 1 FROM offer_word a WHERE a.circle_id = o.circle_id AND a.offer_id = o.id AND a.word >= $16 AND a.word < $17)
                AND EXISTS (SELECT 1 FROM offer_word a WHERE a.circle_id = o.circle_id AND a.offer_id = o.id AND a.word >= $18 AND a.word < $19)))
        ORDER BY o.id DESC LIMIT $20");
    ADD_REACH = "INSERT INTO offer_reach (circle_id, offer_id, reach_circle_id, open) VALUES ($1, $2, $3, $4)";
    ADD_SKILL = "INSERT INTO offer_skill (circle_id, offer_id, position, skill) VALUES ($1, $2, $3, $4)";
    ADD_WORD = "INSERT INTO offer_word (circle_id, offer_id, word) VALUES ($1, $2, $3)";
    CLEAR_REACH = "DELETE FROM offer_reach WHERE circle_id = $1 AND offer_id = $2";
    CLEAR_SKILLS = "DELETE FROM offer_skill WHERE circle_id = $1 AND offer_id = $2";
    CLEAR_WORDS = "DELETE FROM offer_word WHERE circle_id = $1 AND offer_id = $2";
    DELETE = "DELETE FROM offer WHERE circle_id = $1 AND id = $2";
}

row! {
    /// An offer with the names that stand on it.
    pub struct OfferRow {
        pub circle_id: CircleId,
        pub id: OfferId,
        pub person_id: PersonId,
        pub person_name: String,
        pub kind: Kind,
        pub title: String,
        pub words: Option<String>,
        pub times: Option<String>,
        pub how_often: Option<String>,
        pub state: OfferState,
        pub created_at: Timestamp,
        pub changed_at: Timestamp,
        pub circle_name: String,
        /// The circle through which its reader sees it.
        pub through: Option<String>,
        /// How many circles it reaches.
        pub reaches: i64,
        /// Its skills, with commas between them.
        pub skills: Option<String>,
    }
}

/// What can be given and changed of an offer.
#[derive(Debug, Clone)]
pub struct OfferWords<'a> {
    pub kind: Kind,
    pub title: &'a str,
    pub words: Option<&'a str>,
    pub times: Option<&'a str>,
    pub how_often: Option<&'a str>,
    pub state: OfferState,
}

/// Where an offer is found, and by what.
#[derive(Debug, Clone)]
pub struct OfferIndex<'a> {
    pub reach: &'a [CircleId],
    pub open: bool,
    pub skills: &'a [String],
    pub words: &'a [String],
}

/// What a reader looks for.
#[derive(Debug, Clone, Default)]
pub struct OfferFilter {
    pub circle: Option<CircleId>,
    pub kind: Option<Kind>,
    pub person: Option<PersonId>,
    /// Folded words; an offer has to have one that begins with each.
    pub words: Vec<String>,
}

/// Stores a new offer.
pub fn put(
    tx: &mut Tx<'_>,
    (circle, id, person): (CircleId, OfferId, PersonId),
    offer: &OfferWords<'_>,
    index: &OfferIndex<'_>,
    now: Timestamp,
) -> Result<(), StorageError> {
    let OfferWords { kind, title, words, times, how_often, state } = *offer;
    tx.run(&PUT, params![circle, id, person, kind, title, words, times, how_often, state, now])?;
    reindex(tx, circle, id, index)
}

/// Changes an offer.
pub fn update(
    tx: &mut Tx<'_>,
    (circle, id): (CircleId, OfferId),
    offer: &OfferWords<'_>,
    index: &OfferIndex<'_>,
    now: Timestamp,
) -> Result<(), StorageError> {
    let OfferWords { kind, title, words, times, how_often, state } = *offer;
    tx.run(&UPDATE, params![kind, title, words, times, how_often, state, now, circle, id])?;
    reindex(tx, circle, id, index)
}

fn reindex(
    tx: &mut Tx<'_>,
    circle: CircleId,
    id: OfferId,
    index: &OfferIndex<'_>,
) -> Result<(), StorageError> {
    clear(tx, circle, id)?;
    for reach in index.reach {
        tx.run(&ADD_REACH, params![circle, id, *reach, index.open])?;
    }
    for (position, skill) in (0_i64..).zip(index.skills) {
        tx.run(&ADD_SKILL, params![circle, id, position, skill])?;
    }
    for word in index.words {
        tx.run(&ADD_WORD, params![circle, id, word.as_bytes()])?;
    }
    Ok(())
}

fn clear(tx: &mut Tx<'_>, circle: CircleId, id: OfferId) -> Result<(), StorageError> {
    for statement in [&CLEAR_REACH, &CLEAR_SKILLS, &CLEAR_WORDS] {
        tx.run(statement, params![circle, id])?;
    }
    Ok(())
}

/// Deletes an offer for good.
pub fn delete(tx: &mut Tx<'_>, circle: CircleId, id: OfferId) -> Result<(), StorageError> {
    clear(tx, circle, id)?;
    tx.run(&DELETE, params![circle, id]).map(|_| ())
}

/// An offer, whatever its state.
pub fn find(tx: &mut Tx<'_>, id: OfferId) -> Result<Option<OfferRow>, StorageError> {
    tx.first(&FIND, params![id])
}

/// The circles that an offer reaches, and where a reader stands in each.
pub fn seen_by(
    tx: &mut Tx<'_>,
    reader: PersonId,
    (circle, id): (CircleId, OfferId),
) -> Result<Vec<(CircleId, String, Option<mutua_domain::life::MembershipState>)>, StorageError> {
    tx.all(&SEEN_BY, params![reader, circle, id])
}

/// A person's own offers before an id, whatever their state, newest first.
pub fn mine(
    tx: &mut Tx<'_>,
    person: PersonId,
    (before, limit): (Uuid, i64),
) -> Result<Vec<OfferRow>, StorageError> {
    tx.all(&MINE, params![person, before, limit])
}

/// The open offers before an id that a reader may see and looks for, newest first.
pub fn found(
    tx: &mut Tx<'_>,
    reader: PersonId,
    filter: &OfferFilter,
    (before, limit): (Uuid, i64),
) -> Result<Vec<OfferRow>, StorageError> {
    // A word that isn't there repeats the first one, which changes nothing.
    let word = |at: usize| filter.words.get(at).or(filter.words.first()).map_or("", String::as_str);
    let from = |at: usize| word(at).as_bytes().to_vec();
    let to = |at: usize| after(word(at));
    tx.all(
        &FOUND,
        params![
            reader,
            before,
            filter.circle.is_some(),
            filter.circle.unwrap_or(CircleId(Uuid::nil())),
            filter.kind.is_some(),
            filter.kind.unwrap_or(Kind::Practical),
            filter.person.is_some(),
            filter.person.unwrap_or(PersonId(Uuid::nil())),
            !filter.words.is_empty(),
            from(0),
            to(0),
            from(1),
            to(1),
            from(2),
            to(2),
            from(3),
            to(3),
            from(4),
            to(4),
            limit
        ],
    )
}

/// The least bytes that are above every word that begins with this one (no byte of UTF-8 is the highest).
fn after(word: &str) -> Vec<u8> {
    let mut bytes = word.as_bytes().to_vec();
    if let Some(last) = bytes.last_mut() {
        *last = last.saturating_add(1);
    }
    bytes
}
