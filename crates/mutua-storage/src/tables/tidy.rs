//! Deleting what nobody needs any longer.

use jiff::Timestamp;

use crate::{StorageError, Tx, statement::statements, value::params};

statements! {
    TOKENS = "DELETE FROM token WHERE expires_at < $1";
    NOTICES = "DELETE FROM notice WHERE created_at < $1 AND read_at IS NOT NULL";
}

/// Tokens that ended before then; how many.
pub fn tokens(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, StorageError> {
    tx.run(&TOKENS, params![before])
}

/// Notices from before then that were read; how many.
pub fn notices(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, StorageError> {
    tx.run(&NOTICES, params![before])
}
