//! Helps that both sides call a loan. There are no sums here.

use jiff::Timestamp;
use mutua_domain::{
    id::{CircleId, HelpId, PersonId},
    life::LoanState,
};

use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    PUT = "INSERT INTO loan (circle_id, help_id, proposed_by, words, due_at, state, created_at, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $7)";
    FIND = "SELECT circle_id, help_id, proposed_by, words, due_at, state, created_at, changed_at FROM loan
        WHERE circle_id = $1 AND help_id = $2";
    // A step, from the state in which it was found.
    MOVE = "UPDATE loan SET state = $1, changed_at = $2 WHERE circle_id = $3 AND help_id = $4 AND state = $5";
}

row! {
    /// A loan.
    pub struct LoanRow {
        pub circle_id: CircleId,
        pub help_id: HelpId,
        pub proposed_by: PersonId,
        pub words: String,
        pub due_at: Option<Timestamp>,
        pub state: LoanState,
        pub created_at: Timestamp,
        pub changed_at: Timestamp,
    }
}

/// Stores a loan that one side proposes.
pub fn put(tx: &mut Tx<'_>, loan: &LoanRow) -> Result<(), StorageError> {
    let LoanRow { circle_id, help_id, proposed_by, words, due_at, state, created_at, .. } = loan;
    tx.run(&PUT, params![*circle_id, *help_id, *proposed_by, words, *due_at, *state, *created_at]).map(|_| ())
}

/// The loan of a help.
pub fn find(tx: &mut Tx<'_>, circle: CircleId, help: HelpId) -> Result<Option<LoanRow>, StorageError> {
    tx.first(&FIND, params![circle, help])
}

/// Moves a loan from the state in which it was found. False where it has moved meanwhile.
pub fn set_state(
    tx: &mut Tx<'_>,
    loan: &LoanRow,
    to: LoanState,
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.run(&MOVE, params![to, now, loan.circle_id, loan.help_id, loan.state])? == 1)
}
