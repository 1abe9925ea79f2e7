//! Ties and mirrors: what the analysis keeps of two people, and what it says to one.
//!
//! What is read here of helps and needs is who, when, which kind and how long: no words.

use jiff::Timestamp;
use mutua_domain::{
    Kind,
    id::{HelpId, PersonId},
    life::{NeedState, Outcome},
};

use super::blocks::not_parted;
use crate::{StorageError, Tx, row::row, statement::statements, value::params};

/// A statement of helps as the analysis sees them ([`CountedHelpRow`]), in order; it goes on with which.
macro_rules! counted_helps {
    ($which:literal) => {
        concat!(
            "SELECT h.giver_id, h.receiver_id, h.kind, h.happened_at, tg.outcome, tg.minutes, tr.outcome, tr.minutes
        FROM help h
        LEFT JOIN telling tg ON tg.circle_id = h.circle_id AND tg.help_id = h.id AND tg.side = 'giver'
        LEFT JOIN telling tr ON tr.circle_id = h.circle_id AND tr.help_id = h.id AND tr.side = 'receiver'
        ",
            $which
        )
    };
}
pub(super) use counted_helps;

statements! {
    SIDES = "SELECT giver_id, receiver_id FROM help WHERE id = $1";
    // Helps between two people, one way.
    BETWEEN = counted_helps!("WHERE h.giver_id = $1 AND h.receiver_id = $2 ORDER BY h.happened_at");
    PARTNERS = "SELECT receiver_id FROM help WHERE giver_id = $1 UNION SELECT giver_id FROM help WHERE receiver_id = $1";
    NEEDS = "SELECT state, ask_id IS NOT NULL, created_at FROM need WHERE person_id = $1";
    TIE = "SELECT a_id, b_id, sums, a_agreed_at, b_agreed_at, a_checks, b_checks FROM tie WHERE a_id = $1 AND b_id = $2";
    TIES = "SELECT a_id, b_id, sums, a_agreed_at, b_agreed_at, a_checks, b_checks FROM tie WHERE a_id = $1
        UNION ALL SELECT a_id, b_id, sums, a_agreed_at, b_agreed_at, a_checks, b_checks FROM tie WHERE b_id = $1";
    PUT_TIE = "INSERT INTO tie (a_id, b_id, sums, changed_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (a_id, b_id) DO UPDATE SET sums = excluded.sums, changed_at = excluded.changed_at";
    SET_A_CHECKS = "UPDATE tie SET a_checks = $1 WHERE a_id = $2 AND b_id = $3";
    SET_B_CHECKS = "UPDATE tie SET b_checks = $1 WHERE a_id = $2 AND b_id = $3";
    SET_A_AGREED = "UPDATE tie SET a_agreed_at = $1 WHERE a_id = $2 AND b_id = $3";
    SET_B_AGREED = "UPDATE tie SET b_agreed_at = $1 WHERE a_id = $2 AND b_id = $3";
    FORGET_A_CHECKS = "UPDATE tie SET a_checks = NULL WHERE a_id = $1";
    FORGET_B_CHECKS = "UPDATE tie SET b_checks = NULL WHERE b_id = $1";
    MIRROR = "SELECT is_off, sealed, made_at FROM mirror WHERE person_id = $1";
    PUT_MIRROR = "INSERT INTO mirror (person_id, is_off, sealed, made_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (person_id) DO UPDATE SET is_off = excluded.is_off, sealed = excluded.sealed, made_at = excluded.made_at";
    // Those with whom a person has a tie. Who blocked whom, either way, doesn't stand in the other's mirror.
    OTHERS = concat!("SELECT p.id, p.name, t.agreed_at, t.other_agreed_at FROM (
            SELECT b_id AS other_id, a_agreed_at AS agreed_at, b_agreed_at AS other_agreed_at FROM tie WHERE a_id = $1
            UNION ALL SELECT a_id, b_agreed_at, a_agreed_at FROM tie WHERE b_id = $1) t
        JOIN person p ON p.id = t.other_id
        WHERE p.state IN ('full', 'guest') AND ", not_parted!("$1", "p.id"));
}

row! {
    /// A help as the analysis sees it, with what each side told of it.
    pub struct CountedHelpRow {
        pub giver_id: PersonId,
        pub receiver_id: PersonId,
        pub kind: Kind,
        pub happened_at: Timestamp,
        pub giver_outcome: Option<Outcome>,
        pub giver_minutes: Option<i64>,
        pub receiver_outcome: Option<Outcome>,
        pub receiver_minutes: Option<i64>,
    }
}

row! {
    /// What became of a need.
    pub struct CountedNeedRow {
        pub state: NeedState,
        pub asked: bool,
        pub created_at: Timestamp,
    }
}

row! {
    /// Two people who ever helped each other.
    pub struct TieRow {
        pub a_id: PersonId,
        pub b_id: PersonId,
        pub sums: String,
        pub a_agreed_at: Option<Timestamp>,
        pub b_agreed_at: Option<Timestamp>,
        pub a_checks: Option<Vec<u8>>,
        pub b_checks: Option<Vec<u8>>,
    }
}

impl TieRow {
    /// The one across from a person.
    pub fn other(&self, person: PersonId) -> PersonId {
        if self.a_id == person { self.b_id } else { self.a_id }
    }

    /// What checks have agreed on, as this side may know it.
    pub fn checks(&self, person: PersonId) -> Option<&[u8]> {
        if self.a_id == person { self.a_checks.as_deref() } else { self.b_checks.as_deref() }
    }

    /// When this side said that the care between them is agreed on.
    pub fn agreed_at(&self, person: PersonId) -> Option<Timestamp> {
        if self.a_id == person { self.a_agreed_at } else { self.b_agreed_at }
    }
}

row! {
    /// Someone with whom a person has a tie.
    pub struct OtherRow {
        pub id: PersonId,
        pub name: String,
        /// When the person said that the care between them is agreed on.
        pub agreed_at: Option<Timestamp>,
        /// When the other did.
        pub other_agreed_at: Option<Timestamp>,
    }
}

row! {
    /// What a mirror keeps.
    pub struct MirrorRow {
        pub is_off: bool,
        pub sealed: Option<Vec<u8>>,
        pub made_at: Option<Timestamp>,
    }
}

/// Two people in the order in which their tie names them.
pub fn in_order(one: PersonId, other: PersonId) -> (PersonId, PersonId) {
    if one <= other { (one, other) } else { (other, one) }
}

/// Giver and receiver of a help.
pub fn sides(tx: &mut Tx<'_>, help: HelpId) -> Result<Option<(PersonId, PersonId)>, StorageError> {
    tx.first(&SIDES, params![help])
}

/// The helps between two people, both ways.
pub fn helps_between(
    tx: &mut Tx<'_>,
    one: PersonId,
    other: PersonId,
) -> Result<Vec<CountedHelpRow>, StorageError> {
    let mut helps = tx.all(&BETWEEN, params![one, other])?;
    helps.extend(tx.all::<CountedHelpRow>(&BETWEEN, params![other, one])?);
    Ok(helps)
}

/// Everyone with whom a person has a help, either way.
pub fn partners(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<PersonId>, StorageError> {
    Ok(tx.all::<(PersonId,)>(&PARTNERS, params![person])?.into_iter().map(|(id,)| id).collect())
}

/// What became of a person's needs.
pub fn needs(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<CountedNeedRow>, StorageError> {
    tx.all(&NEEDS, params![person])
}

/// The tie of two people.
pub fn tie(tx: &mut Tx<'_>, one: PersonId, other: PersonId) -> Result<Option<TieRow>, StorageError> {
    let (a, b) = in_order(one, other);
    tx.first(&TIE, params![a, b])
}

/// All ties of a person.
pub fn ties(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<TieRow>, StorageError> {
    tx.all(&TIES, params![person])
}

/// Keeps the sums of a tie; what checks and people said of it stays.
pub fn put_tie(
    tx: &mut Tx<'_>,
    (a, b): (PersonId, PersonId),
    sums: &str,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&PUT_TIE, params![a, b, sums, now]).map(|_| ())
}

/// Keeps what checks have agreed on, as a side may know it.
pub fn set_checks(
    tx: &mut Tx<'_>,
    person: PersonId,
    other: PersonId,
    sealed: &[u8],
) -> Result<(), StorageError> {
    let (a, b) = in_order(person, other);
    let statement = if a == person { &SET_A_CHECKS } else { &SET_B_CHECKS };
    tx.run(statement, params![sealed.to_vec(), a, b]).map(|_| ())
}

/// Keeps when a side said that the care between them is agreed on, or that it isn't.
pub fn set_agreed(
    tx: &mut Tx<'_>,
    person: PersonId,
    other: PersonId,
    at: Option<Timestamp>,
) -> Result<bool, StorageError> {
    let (a, b) = in_order(person, other);
    let statement = if a == person { &SET_A_AGREED } else { &SET_B_AGREED };
    Ok(tx.run(statement, params![at, a, b])? > 0)
}

/// Forgets what checks have agreed on, as a person may know it.
pub fn forget_checks(tx: &mut Tx<'_>, person: PersonId) -> Result<(), StorageError> {
    tx.run(&FORGET_A_CHECKS, params![person])?;
    tx.run(&FORGET_B_CHECKS, params![person]).map(|_| ())
}

/// What a mirror keeps.
pub fn mirror(tx: &mut Tx<'_>, person: PersonId) -> Result<Option<MirrorRow>, StorageError> {
    tx.first(&MIRROR, params![person])
}

/// Keeps it.
pub fn put_mirror(tx: &mut Tx<'_>, person: PersonId, row: &MirrorRow) -> Result<(), StorageError> {
    tx.run(&PUT_MIRROR, params![person, row.is_off, row.sealed.clone(), row.made_at]).map(|_| ())
}

/// Those with whom a person has a tie, as their mirror shows them.
pub fn others(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<OtherRow>, StorageError> {
    tx.all(&OTHERS, params![person])
}
