//! The instance itself: whose key it has, and how it fares, for the operator.

use jiff::Timestamp;
use mutua_storage::{
    Store,
    tables::{jobs, mails, people, settings},
};

use crate::{
    clock_watch,
    cx::Cx,
    error::{Error, Result},
    secrets::Purpose,
};

/// The setting that holds a mark made with the instance's key.
const KEY_MARK: &str = "instance key";
/// The setting that holds when a backup was taken.
const BACKUP: &str = "last backup";
/// How many persons' keys are tried.
const KEYS_TRIED: i64 = 20;

/// Remembers which key this database belongs to, and refuses any other: with a wrong one, private words would stay
/// shut and new ones would be lost to the right one.
///
/// # Errors
/// [`Error::Conflict`] where the database was made with another key.
pub fn check_key(cx: &mut Cx<'_, '_>) -> Result<()> {
    match settings::get(cx.tx, KEY_MARK)? {
        Some(mark) if cx.app.key.verify(Purpose::Instance, &mark).is_some() => Ok(()),
        Some(_) => Err(Error::Conflict("instance-key")),
        None => Ok(settings::put(cx.tx, KEY_MARK, &cx.app.key.sign(Purpose::Instance, b"this"))?),
    }
}

/// Asks the database for something: on SQLite a transaction alone doesn't touch the file.
///
/// # Errors
/// What the database says.
pub fn is_reached(cx: &mut Cx<'_, '_>) -> Result<()> {
    Ok(settings::get(cx.tx, KEY_MARK).map(drop)?)
}

/// Whether nobody is here yet.
///
/// # Errors
/// What the database says.
pub fn is_empty(cx: &mut Cx<'_, '_>) -> Result<bool> {
    Ok(people::count(cx.tx)? == 0)
}

/// Whether the instance's key is this database's: its mark, and the keys of the persons who came last. Nothing is written.
///
/// # Errors
/// What the database says.
pub fn key_fits(cx: &mut Cx<'_, '_>) -> Result<bool> {
    let mark = settings::get(cx.tx, KEY_MARK)?;
    if mark.is_some_and(|mark| cx.app.key.verify(Purpose::Instance, &mark).is_none()) {
        return Ok(false);
    }
    let keys = people::some_keys(cx.tx, KEYS_TRIED)?;
    Ok(keys.iter().all(|(person, wrapped)| cx.app.key.unwrap_person_key(person.0, wrapped).is_ok()))
}

/// How the work that waits stands. Numbers alone: nothing here is about a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// Jobs that are due.
    pub jobs_due: i64,
    /// Since when the one has been due that has waited longest.
    pub jobs_due_since: Option<Timestamp>,
    /// Jobs that were given up: kind, how many, and one of the reasons.
    pub jobs_given_up: Vec<(String, i64, String)>,
    /// Mails that wait to be sent.
    pub mails_waiting: i64,
    /// When the oldest of them was written.
    pub mails_waiting_since: Option<Timestamp>,
    /// Mails that were given up.
    pub mails_given_up: i64,
    /// When the last backup was taken, if that is known.
    pub last_backup: Option<Timestamp>,
    /// When the time was noted last: while it works, that is every few minutes.
    pub noted: Option<Timestamp>,
}

/// How the work that waits stands.
///
/// # Errors
/// What the database says.
pub fn figures(cx: &mut Cx<'_, '_>) -> Result<Figures> {
    let (mails_waiting, mails_waiting_since) = mails::standing(cx.tx, "waiting")?;
    let given_up = jobs::given_up_by_kind(cx.tx)?;
    Ok(Figures {
        jobs_due: jobs::due(cx.tx, cx.now)?,
        jobs_due_since: jobs::oldest_due(cx.tx, cx.now)?,
        jobs_given_up: given_up
            .into_iter()
            .map(|row| (row.kind, row.count, row.error.unwrap_or_default()))
            .collect(),
        mails_waiting,
        mails_waiting_since,
        mails_given_up: mails::standing(cx.tx, "failed")?.0,
        last_backup: settings::get(cx.tx, BACKUP)?.and_then(|text| text.parse().ok()),
        noted: clock_watch::noted(cx)?,
    })
}

/// Remembers that a backup was taken. It needs no more than the database: a backup is taken beside the application.
///
/// # Errors
/// What the database says.
pub async fn note_backup(store: &Store, now: Timestamp) -> Result<()> {
    let now = now.to_string();
    store.write(move |tx| Ok(settings::put(tx, BACKUP, &now)?)).await
}
