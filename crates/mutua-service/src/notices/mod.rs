//! What persons are told: in the application, and by mail as each of them wants.
//!
//! **How to tell something new**: call [`tell`] with a word of yours, and add the message `notice-<word>` with the
//! arguments `actor`, `ask` and `circle`. To add a kind (what is turned on and off): a variant of [`NoticeKind`], its
//! messages `notices-kind-…`, `mail-subject-…`, `mail-seen-…`, and its field in [`SettingsInput`].

mod digest;
mod mailing;
mod settings;
mod view;

use mutua_domain::{
    id::{AskId, CircleId, HelpId, NoticeId, PersonId},
    life::{NoticeKind, PersonState},
};
use mutua_storage::tables::notices::{self, NoticeRow};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    cx::Cx,
    error::{Error, Result},
    live,
};

pub use digest::send as send_digest;
pub(crate) use settings::turn_off_daily;
pub use settings::{KindSetting, SettingsInput, SettingsView, change_settings, settings};
pub use view::{NoticeView, NoticesInput, latest, list};

/// Something to tell a person. It refers to things and carries no words of people: what it says is made when it is
/// shown, in the reader's language, from what the reader may see then.
#[derive(Debug, Clone, Copy)]
pub struct Notice {
    /// Which sort: what its mail is turned on and off by.
    pub kind: NoticeKind,
    /// What it says: the tail of a message key (`notice-…`), with the arguments `actor`, `ask` and `circle`.
    pub what: &'static str,
    /// The circle it is about.
    pub circle: Option<CircleId>,
    /// The ask it is about.
    pub ask: Option<AskId>,
    /// The help it is about.
    pub help: Option<HelpId>,
    /// Who did it. Leave it out where the name isn't to be told (an anonymous asker).
    pub actor: Option<PersonId>,
}

impl Notice {
    /// A notice about nothing in particular yet.
    pub const fn new(kind: NoticeKind, what: &'static str) -> Self {
        Self { kind, what, circle: None, ask: None, help: None, actor: None }
    }
}

/// Tells a person something, in the transaction that causes it, and writes the mail about it as they want it. Nobody is
/// told of what they did themselves, and nobody who isn't here.
///
/// # Errors
/// What the database says.
pub fn tell(cx: &mut Cx<'_, '_>, to: PersonId, notice: Notice) -> Result<()> {
    if cx.me().is_ok_and(|me| me == to) {
        return Ok(());
    }
    let Some(addressee) = notices::addressee(cx.tx, to, notice.kind)? else { return Ok(()) };
    if matches!(addressee.state, PersonState::Imported | PersonState::Gone) {
        return Ok(());
    }
    let way = mailing::choose(cx, &addressee, notice.kind)?;
    let id: NoticeId = cx.id();
    let row = NoticeRow {
        person_id: to,
        id,
        kind: notice.kind,
        what: notice.what.to_owned(),
        circle_id: notice.circle,
        ask_id: notice.ask,
        help_id: notice.help,
        actor_id: notice.actor,
        mail: way.as_str().to_owned(),
        created_at: cx.now,
    };
    notices::put(cx.tx, &row)?;
    mailing::follow(cx, way, to, id, &addressee.time_zone)?;
    cx.tx.announce(live::person(to));
    Ok(())
}

/// How many notices the person who acts hasn't read.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn unread(cx: &mut Cx<'_, '_>) -> Result<i64> {
    let me = cx.me()?;
    Ok(notices::unread(cx.tx, me)?)
}

/// Whether the person who acts hasn't read something about an ask: only then is there something to note when they open
/// its page, and most pages only read.
///
/// # Errors
/// What the database says.
pub fn news_of_ask(cx: &mut Cx<'_, '_>, ask: AskId) -> Result<bool> {
    let Ok(me) = cx.me() else { return Ok(false) };
    Ok(notices::unread_ask(cx.tx, me, ask)? > 0)
}

/// The same about a help.
///
/// # Errors
/// What the database says.
pub fn news_of_help(cx: &mut Cx<'_, '_>, help: HelpId) -> Result<bool> {
    let Ok(me) = cx.me() else { return Ok(false) };
    Ok(notices::unread_help(cx.tx, me, help)? > 0)
}

/// The same about a circle itself.
///
/// # Errors
/// What the database says.
pub fn news_of_circle(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<bool> {
    let Ok(me) = cx.me() else { return Ok(false) };
    Ok(notices::unread_circle(cx.tx, me, circle)? > 0)
}

/// Which notices were read.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct ReadInput {
    /// These.
    pub ids: Vec<String>,
    /// All of them.
    pub all: bool,
    /// All up to this one: what a page showed, not what came since.
    pub until: Option<String>,
}

/// The most ids of one request.
const MOST: usize = 100;

/// Marks notices as read.
///
/// # Errors
/// `choice` where an id isn't one, `many` beyond a hundred; where nobody is signed in.
pub fn read(cx: &mut Cx<'_, '_>, input: &ReadInput) -> Result<()> {
    let me = cx.me()?;
    if input.ids.len() > MOST {
        return Err(Error::invalid("ids", "choice"));
    }
    let parse = |field, text: &str| text.parse().map_err(|_| Error::invalid(field, "choice"));
    let mut ids: Vec<NoticeId> = Vec::new();
    for id in &input.ids {
        ids.push(parse("ids", id)?);
    }
    let until = match input.until.as_deref() {
        None | Some("") => input.all.then(Uuid::max),
        Some(text) => Some(parse("until", text)?.0),
    };
    let mut read = 0;
    for id in ids {
        read += notices::read(cx.tx, me, id, cx.now)?;
    }
    if let Some(until) = until {
        read += notices::read_until(cx.tx, me, until, cx.now)?;
    }
    announce(cx, me, read);
    Ok(())
}

/// The person who acts has opened an ask: what they were told of it is read.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn read_about_ask(cx: &mut Cx<'_, '_>, ask: AskId) -> Result<()> {
    let me = cx.me()?;
    let read = notices::read_ask(cx.tx, me, ask, cx.now)?;
    announce(cx, me, read);
    Ok(())
}

/// The person who acts has opened a help: what they were told of it is read.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn read_about_help(cx: &mut Cx<'_, '_>, help: HelpId) -> Result<()> {
    let me = cx.me()?;
    let read = notices::read_help(cx.tx, me, help, cx.now)?;
    announce(cx, me, read);
    Ok(())
}

/// The person who acts has opened a circle: what they were told of the circle itself is read.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn read_about_circle(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<()> {
    let me = cx.me()?;
    let read = notices::read_circle(cx.tx, me, circle, cx.now)?;
    announce(cx, me, read);
    Ok(())
}

fn announce(cx: &mut Cx<'_, '_>, me: PersonId, read: u64) {
    if read > 0 {
        cx.tx.announce(live::person(me));
    }
}
