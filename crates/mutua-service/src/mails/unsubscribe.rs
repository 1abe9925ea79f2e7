//! One click turns mails of one kind off (RFC 8058), without signing in.

use mutua_domain::{
    id::PersonId,
    life::{NoticeKind, NoticeMode},
};
use mutua_storage::tables::{mails, notices};
use uuid::Uuid;

use super::locale;
use crate::{
    cx::Cx,
    error::{Error, Result},
    secrets::Purpose,
};

/// What a link turns off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Mails about one kind of notice.
    Kind(NoticeKind),
    /// The mail of the day.
    Daily,
}

impl Subject {
    /// The word in the link. Words stay when kinds are added or moved, so that an old link never turns off another kind.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.as_str(),
            Self::Daily => "digest",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        if word == Self::Daily.as_str() {
            return Some(Self::Daily);
        }
        NoticeKind::from_word(word).map(Self::Kind)
    }
}

/// The link that turns a kind of mail off for a person.
pub(crate) fn link(cx: &Cx<'_, '_>, subject: Subject, person: PersonId, epoch: i64) -> String {
    let mut carried = Vec::with_capacity(40);
    carried.extend_from_slice(person.0.as_bytes());
    carried.extend_from_slice(&epoch.to_be_bytes());
    carried.extend_from_slice(subject.as_str().as_bytes());
    cx.app.url(&format!("/unsubscribe/{}", cx.app.key.sign(Purpose::Unsubscribe, &carried)))
}

/// What a link is about, for the page behind it.
#[derive(Debug, Clone)]
pub struct UnsubscribeView {
    /// What it turns off.
    pub subject: Subject,
    /// Whether that is off already.
    pub is_off: bool,
    /// The language of the person.
    pub language: String,
}

/// What a link turns off, and whether that is off already.
///
/// # Errors
/// [`Error::NotFound`] where the link isn't ours; `link-old` where it was made worthless.
pub fn show(cx: &mut Cx<'_, '_>, token: &str) -> Result<UnsubscribeView> {
    let (person, subject, language) = open(cx, token)?;
    let modes = notices::modes(cx.tx, person)?;
    let mode = |kind: NoticeKind| {
        modes.iter().find(|(k, _)| *k == kind).map_or_else(|| kind.default_mode(), |(_, mode)| *mode)
    };
    let is_off = match subject {
        Subject::Kind(kind) => mode(kind) == NoticeMode::Off,
        Subject::Daily => NoticeKind::ALL.iter().all(|kind| mode(*kind) != NoticeMode::Daily),
    };
    Ok(UnsubscribeView { subject, is_off, language })
}

/// Turns it off. Doing so again changes nothing.
///
/// # Errors
/// As for [`show`].
pub fn turn_off(cx: &mut Cx<'_, '_>, token: &str) -> Result<UnsubscribeView> {
    let (person, subject, language) = open(cx, token)?;
    match subject {
        Subject::Kind(kind) => notices::set_mode(cx.tx, person, kind, NoticeMode::Off)?,
        Subject::Daily => crate::notices::turn_off_daily(cx, person)?,
    }
    Ok(UnsubscribeView { subject, is_off: true, language })
}

fn open(cx: &mut Cx<'_, '_>, token: &str) -> Result<(PersonId, Subject, String)> {
    let carried = cx.app.key.verify(Purpose::Unsubscribe, token).ok_or(Error::NotFound)?;
    let (person, rest) = carried.split_at_checked(16).ok_or(Error::NotFound)?;
    let (epoch, word) = rest.split_at_checked(8).ok_or(Error::NotFound)?;
    let person = PersonId(Uuid::from_slice(person).map_err(|_| Error::NotFound)?);
    let subject = std::str::from_utf8(word).ok().and_then(Subject::from_word).ok_or(Error::NotFound)?;
    let row = mails::recipient(cx.tx, person)?.ok_or(Error::NotFound)?;
    if epoch != row.link_epoch.to_be_bytes() {
        return Err(Error::Conflict("link-old"));
    }
    Ok((person, subject, locale(&row).tag().to_owned()))
}
