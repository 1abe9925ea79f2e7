//! Links by which people join a circle.

use jiff::Timestamp;
use mutua_domain::id::{CircleId, InvitationId, PersonId};

use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    CREATE = "INSERT INTO invitation (circle_id, id, created_by, words, uses, uses_most, created_at, expires_at)
        VALUES ($1, $2, $3, $4, 0, $5, $6, $7)";
    FIND = "SELECT i.circle_id, i.id, i.created_by, p.name, i.words, i.uses, i.uses_most, i.created_at, i.expires_at,
        i.revoked_at FROM invitation i LEFT JOIN person p ON p.id = i.created_by
        WHERE i.circle_id = $1 AND i.id = $2";
    BY_ID = "SELECT i.circle_id, i.id, i.created_by, p.name, i.words, i.uses, i.uses_most, i.created_at, i.expires_at,
        i.revoked_at FROM invitation i LEFT JOIN person p ON p.id = i.created_by WHERE i.id = $1";
    OF_CIRCLE = "SELECT i.circle_id, i.id, i.created_by, p.name, i.words, i.uses, i.uses_most, i.created_at,
        i.expires_at, i.revoked_at FROM invitation i LEFT JOIN person p ON p.id = i.created_by
        WHERE i.circle_id = $1 AND i.id < $2 ORDER BY i.id DESC LIMIT $3";
    USE = "UPDATE invitation SET uses = uses + 1 WHERE circle_id = $1 AND id = $2 AND revoked_at IS NULL
        AND (expires_at IS NULL OR expires_at > $3) AND (uses_most IS NULL OR uses < uses_most)";
    REVOKE = "UPDATE invitation SET revoked_at = $1 WHERE circle_id = $2 AND id = $3 AND revoked_at IS NULL";
}

row! {
    /// A link by which people join a circle.
    pub struct InvitationRow {
        pub circle_id: CircleId,
        pub id: InvitationId,
        pub created_by: PersonId,
        pub created_by_name: Option<String>,
        pub words: Option<String>,
        pub uses: i64,
        pub uses_most: Option<i64>,
        pub created_at: Timestamp,
        pub expires_at: Option<Timestamp>,
        pub revoked_at: Option<Timestamp>,
    }
}

/// Stores a new invitation.
pub fn create(tx: &mut Tx<'_>, invitation: &InvitationRow) -> Result<(), StorageError> {
    let InvitationRow { circle_id, id, created_by, words, uses_most, created_at, expires_at, .. } =
        invitation;
    tx.run(
        &CREATE,
        params![*circle_id, *id, *created_by, words.as_deref(), *uses_most, *created_at, *expires_at],
    )
    .map(|_| ())
}

/// An invitation of a circle.
pub fn find(
    tx: &mut Tx<'_>,
    circle: CircleId,
    id: InvitationId,
) -> Result<Option<InvitationRow>, StorageError> {
    tx.first(&FIND, params![circle, id])
}

/// An invitation, whichever circle it is for.
pub fn by_id(tx: &mut Tx<'_>, id: InvitationId) -> Result<Option<InvitationRow>, StorageError> {
    tx.first(&BY_ID, params![id])
}

/// A circle's invitations, newest first.
pub fn of_circle(
    tx: &mut Tx<'_>,
    circle: CircleId,
    before: uuid::Uuid,
    most: i64,
) -> Result<Vec<InvitationRow>, StorageError> {
    tx.all(&OF_CIRCLE, params![circle, before, most])
}

/// Counts a use; whether the invitation still had one.
pub fn use_once(
    tx: &mut Tx<'_>,
    circle: CircleId,
    id: InvitationId,
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.run(&USE, params![circle, id, now])? == 1)
}

/// Ends an invitation; whether it was still open.
pub fn revoke(
    tx: &mut Tx<'_>,
    circle: CircleId,
    id: InvitationId,
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.run(&REVOKE, params![now, circle, id])? == 1)
}
