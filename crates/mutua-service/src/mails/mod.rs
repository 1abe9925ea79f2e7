//! Mails: composed in the transaction that causes them, sent later.
//!
//! [`send_now`] is for what a person asked for this moment (a link to sign in). What persons are told of goes through
//! [`crate::notices::tell`], which writes mails as each of them wants.

pub(crate) mod about;
pub(crate) mod compose;
pub mod unsubscribe;

use mutua_domain::id::{MailId, PersonId};
use mutua_l10n::{Language, Locale};
use mutua_storage::tables::mails::{self, NewMailRow, RecipientRow};

use self::compose::{Letter, Part, compose};
use crate::{
    cx::{Actor, Cx},
    error::{Error, Result},
    jobs::{self, Job},
};

/// A mail that someone asked for, with one link. It can't be turned off.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// Whom it is for.
    pub person: PersonId,
    /// Where it goes; perhaps an address that isn't confirmed yet.
    pub address: String,
    /// A word for the sort of mail, for the operator.
    pub kind: &'static str,
    /// The message key of its subject, without arguments.
    pub subject: &'static str,
    /// The message key of its text, with the argument `link`. Empty lines part paragraphs.
    pub body: &'static str,
    /// The address of the link.
    pub link: String,
}

/// The link is a secret.
impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mail").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// Composes a mail in its recipient's language and queues it, in the transaction that causes it.
///
/// # Errors
/// [`Error::NotFound`] where there is no such person; what the database says.
pub fn send_now(cx: &mut Cx<'_, '_>, mail: Mail) -> Result<()> {
    let to = mails::recipient(cx.tx, mail.person)?.ok_or(Error::NotFound)?;
    let l = locale(&to);
    let letter = asked_for(&cx.app.settings.base_url, &l, mail.subject, mail.body, &mail.link);
    queue(cx, mail.person, mail.address, mail.kind, letter, None)
}

fn asked_for(place: &str, l: &Locale, subject: &str, body: &str, link: &str) -> Letter {
    let text = l.t1(body, "link", link);
    let parts = [Part::Text { text, link: Some(link.to_owned()) }, signature(place, l)];
    compose(l, l.t(subject).to_owned(), &parts)
}

/// How a person is spoken to.
pub(crate) fn locale(to: &RecipientRow) -> Locale {
    Locale::new(Language::from_tag(&to.language).unwrap_or(Language::English), &to.time_zone)
}

/// Where the mail comes from.
pub(crate) fn signature(place: &str, l: &Locale) -> Part {
    Part::Small(l.t1("mail-sent-by", "place", place))
}

/// Stores a mail and the job that sends it.
pub(crate) fn queue(
    cx: &mut Cx<'_, '_>,
    person: PersonId,
    address: String,
    kind: &str,
    letter: Letter,
    unsubscribe: Option<String>,
) -> Result<()> {
    let id: MailId = cx.id();
    let Letter { subject, plain, html } = letter;
    let row = NewMailRow {
        id,
        person_id: person,
        kind: kind.to_owned(),
        address,
        subject,
        plain,
        html,
        unsubscribe,
        created_at: cx.now,
    };
    mails::put(cx.tx, &row)?;
    jobs::schedule(cx, Job::SendMail, id, cx.now)
}

/// A mail that waits to be sent.
pub use mutua_storage::tables::mails::WaitingMailRow as Waiting;

/// A mail, if it still waits and its recipient is still here.
///
/// # Errors
/// What the database says; [`Error::NotFound`] for anyone but the application itself.
pub fn waiting(cx: &mut Cx<'_, '_>, id: MailId) -> Result<Option<Waiting>> {
    of_the_system(cx)?;
    Ok(mails::waiting(cx.tx, id)?)
}

/// Marks a mail as sent and forgets what it said.
///
/// # Errors
/// As for [`waiting`].
pub fn sent(cx: &mut Cx<'_, '_>, id: MailId) -> Result<()> {
    of_the_system(cx)?;
    Ok(mails::sent(cx.tx, id, cx.now)?)
}

/// Marks a mail as given up; why is for the operator.
///
/// # Errors
/// As for [`waiting`].
pub fn failed(cx: &mut Cx<'_, '_>, id: MailId, why: &str) -> Result<()> {
    of_the_system(cx)?;
    Ok(mails::failed(cx.tx, id, why)?)
}

/// `waiting`, `sent` or `failed`, and why it failed.
///
/// # Errors
/// As for [`waiting`].
pub fn state(cx: &mut Cx<'_, '_>, id: MailId) -> Result<Option<(String, Option<String>)>> {
    of_the_system(cx)?;
    Ok(mails::state(cx.tx, id)?)
}

/// Mails of others are nobody's to read.
fn of_the_system(cx: &Cx<'_, '_>) -> Result<()> {
    if cx.actor == Actor::System { Ok(()) } else { Err(Error::NotFound) }
}
