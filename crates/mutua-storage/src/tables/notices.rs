//! What persons are told.

use jiff::Timestamp;
use mutua_domain::{
    id::{AskId, CircleId, HelpId, NoticeId, PersonId},
    life::{NoticeKind, NoticeMode},
};

use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    UNREAD = "SELECT COUNT(*) FROM notice WHERE person_id = $1 AND read_at IS NULL";
    PUT = "INSERT INTO notice (person_id, id, kind, what, circle_id, ask_id, help_id, actor_id, mail, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    MODE = "SELECT mode FROM notice_setting WHERE person_id = $1 AND kind = $2";
}

row! {
    /// Something that a person is told.
    pub struct NoticeRow {
        pub person_id: PersonId,
        pub id: NoticeId,
        pub kind: NoticeKind,
        pub what: String,
        pub circle_id: Option<CircleId>,
        pub ask_id: Option<AskId>,
        pub help_id: Option<HelpId>,
        pub actor_id: Option<PersonId>,
        pub mail: String,
        pub created_at: Timestamp,
    }
}

/// How many notices a person hasn't read.
pub fn unread(tx: &mut Tx<'_>, person: PersonId) -> Result<i64, StorageError> {
    tx.count(&UNREAD, params![person])
}

/// Stores a notice.
pub fn put(tx: &mut Tx<'_>, notice: &NoticeRow) -> Result<(), StorageError> {
    tx.run(
        &PUT,
        params![
            notice.person_id,
            notice.id,
            notice.kind,
            &notice.what,
            notice.circle_id,
            notice.ask_id,
            notice.help_id,
            notice.actor_id,
            &notice.mail,
            notice.created_at,
        ],
    )
    .map(|_| ())
}

/// When a person wants mail about a kind of notice, where they said so.
pub fn mode(tx: &mut Tx<'_>, person: PersonId, kind: NoticeKind) -> Result<Option<NoticeMode>, StorageError> {
    Ok(tx.first::<(NoticeMode,)>(&MODE, params![person, kind])?.map(|(mode,)| mode))
}
