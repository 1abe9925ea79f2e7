//! Needs that persons keep. Every statement names the person whose they are; none counts them.
//! What an ask does to the need behind it stands with the asks.

use jiff::Timestamp;
use mutua_domain::{
    Kind,
    id::{AskId, NeedId, PersonId},
    life::NeedState,
};
use uuid::Uuid;

use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    PUT = "INSERT INTO need (person_id, id, kind, state, sealed, created_at, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $6)";
    FIND = "SELECT n.person_id, n.id, n.kind, n.state, n.sealed, n.ask_id, n.created_at, n.changed_at, a.title
        FROM need n LEFT JOIN ask a ON a.id = n.ask_id WHERE n.person_id = $1 AND n.id = $2";
    OF_PERSON = "SELECT n.person_id, n.id, n.kind, n.state, n.sealed, n.ask_id, n.created_at, n.changed_at, a.title
        FROM need n LEFT JOIN ask a ON a.id = n.ask_id
        WHERE n.person_id = $1 AND n.id < $2 AND ($3 = FALSE OR n.state = $4) ORDER BY n.id DESC LIMIT $5";
    CHANGE = "UPDATE need SET kind = $1, sealed = $2, changed_at = $3 WHERE person_id = $4 AND id = $5";
    MOVE = "UPDATE need SET state = $1, changed_at = $2 WHERE person_id = $3 AND id = $4";
    DELETE = "DELETE FROM need WHERE person_id = $1 AND id = $2";
}

row! {
    /// A need. Its words are sealed with its person's key; once it is asked they stand in the ask instead.
    pub struct NeedRow {
        pub person_id: PersonId,
        pub id: NeedId,
        pub kind: Kind,
        pub state: NeedState,
        pub sealed: Option<Vec<u8>>,
        pub ask_id: Option<AskId>,
        pub created_at: Timestamp,
        pub changed_at: Timestamp,
        /// The title of the ask that was made of it: its words, once it is asked.
        pub ask_title: Option<String>,
    }
}

/// Stores a new need.
pub fn put(tx: &mut Tx<'_>, need: &NeedRow) -> Result<(), StorageError> {
    let NeedRow { person_id, id, kind, state, sealed, created_at, .. } = need;
    tx.run(&PUT, params![*person_id, *id, *kind, *state, sealed.clone(), *created_at]).map(|_| ())
}

/// A person's need.
pub fn find(tx: &mut Tx<'_>, person: PersonId, id: NeedId) -> Result<Option<NeedRow>, StorageError> {
    tx.first(&FIND, params![person, id])
}

/// A person's needs before an id, newest first, in one state or in any.
pub fn of_person(
    tx: &mut Tx<'_>,
    person: PersonId,
    state: Option<NeedState>,
    (before, limit): (Uuid, i64),
) -> Result<Vec<NeedRow>, StorageError> {
    let any = state.unwrap_or(NeedState::Kept);
    tx.all(&OF_PERSON, params![person, before, state.is_some(), any, limit])
}

/// Gives a need another kind and other words.
pub fn change(
    tx: &mut Tx<'_>,
    (person, id): (PersonId, NeedId),
    kind: Kind,
    sealed: &[u8],
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&CHANGE, params![kind, sealed, now, person, id]).map(|_| ())
}

/// Moves a need to another state.
pub fn set_state(
    tx: &mut Tx<'_>,
    (person, id): (PersonId, NeedId),
    state: NeedState,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&MOVE, params![state, now, person, id]).map(|_| ())
}

/// Deletes a need for good.
pub fn delete(tx: &mut Tx<'_>, person: PersonId, id: NeedId) -> Result<(), StorageError> {
    tx.run(&DELETE, params![person, id]).map(|_| ())
}
