//! What persons are told: in the application, and by mail as each of them wants.

use mutua_domain::{
    id::{AskId, CircleId, HelpId, PersonId},
    life::NoticeKind,
};
use mutua_storage::tables::notices::{self, NoticeRow};

use crate::{cx::Cx, error::Result, live};

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

/// Tells a person something, in the transaction that causes it. Nobody is told of what they did themselves.
///
/// # Errors
/// What the database says.
pub fn tell(cx: &mut Cx<'_, '_>, to: PersonId, notice: Notice) -> Result<()> {
    if cx.me().is_ok_and(|me| me == to) {
        return Ok(());
    }
    let row = NoticeRow {
        person_id: to,
        id: cx.id(),
        kind: notice.kind,
        what: notice.what.to_owned(),
        circle_id: notice.circle,
        ask_id: notice.ask,
        help_id: notice.help,
        actor_id: notice.actor,
        mail: "none".to_owned(),
        created_at: cx.now,
    };
    notices::put(cx.tx, &row)?;
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
