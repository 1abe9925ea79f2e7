//! What an import looks up: the circle by its name, and who of the past is there already.

use mutua_domain::id::{CircleId, PersonId};

use crate::{StorageError, Tx, statement::statements, value::params};

statements! {
    NAMED = "SELECT id FROM circle WHERE name = $1";
    OF_THE_PAST = "SELECT p.id, p.name FROM membership m JOIN person p ON p.id = m.person_id
        WHERE m.circle_id = $1 AND p.state = 'imported'";
}

/// The circles of a name.
pub fn circles_named(tx: &mut Tx<'_>, name: &str) -> Result<Vec<CircleId>, StorageError> {
    Ok(tx.all::<(CircleId,)>(&NAMED, params![name])?.into_iter().map(|(id,)| id).collect())
}

/// The imported persons of a circle and their names.
pub fn of_the_past(tx: &mut Tx<'_>, circle: CircleId) -> Result<Vec<(PersonId, String)>, StorageError> {
    tx.all(&OF_THE_PAST, params![circle])
}
