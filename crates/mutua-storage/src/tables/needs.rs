//! Needs that persons keep. Every statement names the person whose they are; none counts them.

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
    FIND = "SELECT person_id, id, kind, state, sealed, ask_id, created_at, changed_at FROM need
        WHERE person_id = $1 AND id = $2";
    OF_PERSON = "SELECT person_id, id, kind, state, sealed, ask_id, created_at, changed_at FROM need
        WHERE person_id = $1 AND id < $2 AND ($3 = FALSE OR state = $4) ORDER BY id DESC LIMIT $5";
    OF_ASK = "SELECT person_id, id, kind, state, sealed, ask_id, created_at, changed_at FROM need WHERE ask_id = $1";
    CHANGE = "UPDATE need SET kind = $1, sealed = $2, changed_at = $3 WHERE person_id = $4 AND id = $5";
    MOVE = "UPDATE need SET state = $1, ask_id = $2, changed_at = $3 WHERE person_id = $4 AND id = $5";
    DELETE = "DELETE FROM need WHERE person_id = $1 AND id = $2";
}

row! {
    /// A need. Its words are sealed with its person's key.
    pub struct NeedRow {
        pub person_id: PersonId,
        pub id: NeedId,
        pub kind: Kind,
        pub state: NeedState,
        pub sealed: Option<Vec<u8>>,
        pub ask_id: Option<AskId>,
        pub created_at: Timestamp,
        pub changed_at: Timestamp,
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

/// The need from which an ask was made.
pub fn of_ask(tx: &mut Tx<'_>, ask: AskId) -> Result<Option<NeedRow>, StorageError> {
    tx.first(&OF_ASK, params![ask])
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
    ask: Option<AskId>,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&MOVE, params![state, ask, now, person, id]).map(|_| ())
}

/// Deletes a need for good.
pub fn delete(tx: &mut Tx<'_>, person: PersonId, id: NeedId) -> Result<(), StorageError> {
    tx.run(&DELETE, params![person, id]).map(|_| ())
}
