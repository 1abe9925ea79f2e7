//! What persons are told.

use jiff::Timestamp;
use mutua_domain::{
    id::{AskId, CircleId, HelpId, NoticeId, PersonId},
    life::{AskState, NoticeKind, NoticeMode, PersonState},
};
use uuid::Uuid;

use crate::{StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    UNREAD = "SELECT COUNT(*) FROM notice WHERE person_id = $1 AND read_at IS NULL";
    UNREAD_ASK = "SELECT COUNT(*) FROM notice WHERE person_id = $1 AND read_at IS NULL AND ask_id = $2";
    UNREAD_HELP = "SELECT COUNT(*) FROM notice WHERE person_id = $1 AND read_at IS NULL AND help_id = $2";
    UNREAD_CIRCLE = "SELECT COUNT(*) FROM notice WHERE person_id = $1 AND read_at IS NULL AND circle_id = $2
        AND ask_id IS NULL AND help_id IS NULL";
    PUT = "INSERT INTO notice (person_id, id, kind, what, circle_id, ask_id, help_id, actor_id, mail, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    ADDRESSEE = "SELECT p.id, p.state, p.email, p.email_confirmed_at, p.time_zone, s.mode, c.paused, c.paused_until
        FROM person p LEFT JOIN notice_setting s ON s.person_id = p.id AND s.kind = $1
        LEFT JOIN capacity c ON c.person_id = p.id WHERE p.id = $2";
    LIST = "SELECT n.id, n.kind, n.what, n.circle_id, n.ask_id, n.help_id, n.actor_id, n.created_at, n.read_at,
            c.name, a.title, a.asker_id, a.writer_id, p.name,
            EXISTS (SELECT 1 FROM membership m WHERE m.circle_id = n.circle_id AND m.person_id = n.person_id
                AND m.state IN ('active', 'paused')),
            EXISTS (SELECT 1 FROM ask_reach r JOIN membership m ON m.circle_id = r.reach_circle_id
                WHERE r.circle_id = a.circle_id AND r.ask_id = a.id AND m.person_id = n.person_id
                AND m.state IN ('active', 'paused')),
            EXISTS (SELECT 1 FROM ask_chosen h WHERE h.person_id = n.person_id AND h.ask_id = a.id),
            EXISTS (SELECT 1 FROM pledge g WHERE g.ask_id = a.id AND g.person_id = n.person_id
                AND g.state IN ('made', 'accepted', 'done')),
            EXISTS (SELECT 1 FROM block b
                WHERE (b.person_id = n.person_id AND b.blocked_id IN (a.asker_id, a.writer_id))
                OR (b.blocked_id = n.person_id AND b.person_id IN (a.asker_id, a.writer_id)))
                OR EXISTS (SELECT 1 FROM membership m WHERE m.circle_id = a.circle_id AND m.person_id = n.person_id
                    AND m.barred = TRUE),
            a.state, EXISTS (SELECT 1 FROM pledge g WHERE g.ask_id = a.id AND g.person_id = n.person_id)
        FROM notice n
        LEFT JOIN circle c ON c.id = n.circle_id
        LEFT JOIN ask a ON a.id = n.ask_id
        LEFT JOIN person p ON p.id = n.actor_id AND p.state <> 'gone'
        WHERE n.person_id = $1 AND n.id < $2 AND (n.read_at IS NULL OR $3)
        ORDER BY n.id DESC LIMIT $4";
    ONE = "SELECT n.id, n.kind, n.what, n.circle_id, n.ask_id, n.help_id, n.actor_id, n.created_at, n.read_at,
            c.name, a.title, a.asker_id, a.writer_id, p.name, TRUE, TRUE, FALSE, FALSE, FALSE, a.state, TRUE
        FROM notice n
        LEFT JOIN circle c ON c.id = n.circle_id
        LEFT JOIN ask a ON a.id = n.ask_id
        LEFT JOIN person p ON p.id = n.actor_id AND p.state <> 'gone'
        WHERE n.person_id = $1 AND n.id = $2";
    MAILED = "UPDATE notice SET mail = $1 WHERE person_id = $2 AND id = $3";
    WAITS = "SELECT id FROM notice WHERE person_id = $1 AND read_at IS NULL AND mail = 'daily'";
    READ = "UPDATE notice SET read_at = $1, mail = CASE WHEN mail = 'daily' THEN 'none' ELSE mail END
        WHERE person_id = $2 AND id = $3 AND read_at IS NULL";
    READ_UNTIL = "UPDATE notice SET read_at = $1, mail = CASE WHEN mail = 'daily' THEN 'none' ELSE mail END
        WHERE person_id = $2 AND read_at IS NULL AND id <= $3";
    READ_ASK = "UPDATE notice SET read_at = $1, mail = CASE WHEN mail = 'daily' THEN 'none' ELSE mail END
        WHERE person_id = $2 AND read_at IS NULL AND ask_id = $3";
    READ_HELP = "UPDATE notice SET read_at = $1, mail = CASE WHEN mail = 'daily' THEN 'none' ELSE mail END
        WHERE person_id = $2 AND read_at IS NULL AND help_id = $3";
    READ_CIRCLE = "UPDATE notice SET read_at = $1, mail = CASE WHEN mail = 'daily' THEN 'none' ELSE mail END
        WHERE person_id = $2 AND read_at IS NULL AND circle_id = $3 AND ask_id IS NULL AND help_id IS NULL";
    MODES = "SELECT kind, mode FROM notice_setting WHERE person_id = $1";
    SET_MODE = "INSERT INTO notice_setting (person_id, kind, mode) VALUES ($1, $2, $3)
        ON CONFLICT (person_id, kind) DO UPDATE SET mode = excluded.mode";
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

row! {
    /// Someone who is to be told something, and when they want mail about it, where they said so.
    pub struct AddresseeRow {
        pub id: PersonId,
        pub state: PersonState,
        pub email: Option<String>,
        pub email_confirmed_at: Option<Timestamp>,
        pub time_zone: String,
        pub mode: Option<NoticeMode>,
        /// Whether they take a break from everything, and until when, where they ever said something of it.
        pub paused: Option<bool>,
        pub paused_until: Option<Timestamp>,
    }
}

row! {
    /// A notice with the names of what it is about, and how its reader stands to that now.
    pub struct ListedRow {
        pub id: NoticeId,
        pub kind: NoticeKind,
        pub what: String,
        pub circle_id: Option<CircleId>,
        pub ask_id: Option<AskId>,
        pub help_id: Option<HelpId>,
        pub actor_id: Option<PersonId>,
        pub created_at: Timestamp,
        pub read_at: Option<Timestamp>,
        pub circle: Option<String>,
        pub title: Option<String>,
        pub asker_id: Option<PersonId>,
        pub writer_id: Option<PersonId>,
        pub actor: Option<String>,
        pub in_circle: bool,
        pub reached: bool,
        pub chosen: bool,
        pub pledged: bool,
        pub blocked: bool,
        pub state: Option<AskState>,
        /// Whether they pledged for it, whatever became of that.
        pub ever_pledged: bool,
    }
}

/// How many notices a person hasn't read.
pub fn unread(tx: &mut Tx<'_>, person: PersonId) -> Result<i64, StorageError> {
    tx.count(&UNREAD, params![person])
}

/// How many notices about an ask a person hasn't read.
pub fn unread_ask(tx: &mut Tx<'_>, person: PersonId, ask: AskId) -> Result<i64, StorageError> {
    tx.count(&UNREAD_ASK, params![person, ask])
}

/// How many notices about a help a person hasn't read.
pub fn unread_help(tx: &mut Tx<'_>, person: PersonId, help: HelpId) -> Result<i64, StorageError> {
    tx.count(&UNREAD_HELP, params![person, help])
}

/// How many notices about a circle itself a person hasn't read.
pub fn unread_circle(tx: &mut Tx<'_>, person: PersonId, circle: CircleId) -> Result<i64, StorageError> {
    tx.count(&UNREAD_CIRCLE, params![person, circle])
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

/// Whom a notice of a kind is for, and how they want it.
pub fn addressee(
    tx: &mut Tx<'_>,
    person: PersonId,
    kind: NoticeKind,
) -> Result<Option<AddresseeRow>, StorageError> {
    tx.first(&ADDRESSEE, params![kind, person])
}

/// A person's notices, newest first: those before an id, all or the unread alone.
pub fn list(
    tx: &mut Tx<'_>,
    person: PersonId,
    before: Uuid,
    also_read: bool,
    most: i64,
) -> Result<Vec<ListedRow>, StorageError> {
    tx.all(&LIST, params![person, before, also_read, most])
}

/// One notice as it was told, for the mail about it: who is told of a thing sees it at that moment.
pub fn one(tx: &mut Tx<'_>, person: PersonId, id: NoticeId) -> Result<Option<ListedRow>, StorageError> {
    tx.first(&ONE, params![person, id])
}

/// Notes what became of the mail about a notice: `none`, `daily` or `mailed`.
pub fn set_mail(tx: &mut Tx<'_>, person: PersonId, id: NoticeId, mail: &str) -> Result<(), StorageError> {
    tx.run(&MAILED, params![mail, person, id]).map(|_| ())
}

/// The unread notices that wait for a person's mail of the day.
pub fn waiting(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<NoticeId>, StorageError> {
    Ok(tx.all::<(NoticeId,)>(&WAITS, params![person])?.into_iter().map(|(id,)| id).collect())
}

/// Marks one notice as read; how many were unread.
pub fn read(tx: &mut Tx<'_>, person: PersonId, id: NoticeId, now: Timestamp) -> Result<u64, StorageError> {
    tx.run(&READ, params![now, person, id])
}

/// Marks all up to one as read.
pub fn read_until(
    tx: &mut Tx<'_>,
    person: PersonId,
    last: Uuid,
    now: Timestamp,
) -> Result<u64, StorageError> {
    tx.run(&READ_UNTIL, params![now, person, last])
}

/// Marks those about an ask as read.
pub fn read_ask(tx: &mut Tx<'_>, person: PersonId, ask: AskId, now: Timestamp) -> Result<u64, StorageError> {
    tx.run(&READ_ASK, params![now, person, ask])
}

/// Marks those about a help as read.
pub fn read_help(
    tx: &mut Tx<'_>,
    person: PersonId,
    help: HelpId,
    now: Timestamp,
) -> Result<u64, StorageError> {
    tx.run(&READ_HELP, params![now, person, help])
}

/// Marks those about a circle itself as read.
pub fn read_circle(
    tx: &mut Tx<'_>,
    person: PersonId,
    circle: CircleId,
    now: Timestamp,
) -> Result<u64, StorageError> {
    tx.run(&READ_CIRCLE, params![now, person, circle])
}

/// When a person wants mail, for each kind of which they said so.
pub fn modes(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<(NoticeKind, NoticeMode)>, StorageError> {
    tx.all(&MODES, params![person])
}

/// Keeps when a person wants mail about a kind.
pub fn set_mode(
    tx: &mut Tx<'_>,
    person: PersonId,
    kind: NoticeKind,
    mode: NoticeMode,
) -> Result<(), StorageError> {
    tx.run(&SET_MODE, params![person, kind, mode]).map(|_| ())
}
