//! The links themselves: signed, for one person, one thing, one sort of act, for two weeks.

use jiff::{SignedDuration, Timestamp};
use mutua_domain::{id::PersonId, life::NoticeKind};
use mutua_storage::tables::{
    mails::{self, RecipientRow},
    notices::ListedRow,
};
use uuid::Uuid;

use crate::{
    cx::Cx,
    error::{Error, Result},
    secrets::Purpose,
};

/// How long a link in a mail works.
const LIFE: SignedDuration = SignedDuration::from_hours(24 * 14);

/// What a link lets its holder do. A link made for one serves for no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Pledge for an ask.
    Pledge,
    /// Say yes or no to the pledges for one's ask.
    Answer,
    /// Say whether one's ask is still needed.
    StillNeeded,
    /// Say that what one pledged is done.
    Finish,
    /// Agree with a help that was told, and say thanks.
    Help,
}

impl Act {
    /// Every act.
    pub const ALL: &'static [Self] =
        &[Self::Pledge, Self::Answer, Self::StillNeeded, Self::Finish, Self::Help];

    /// The word in message keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pledge => "pledge",
            Self::Answer => "answer",
            Self::StillNeeded => "still_needed",
            Self::Finish => "finish",
            Self::Help => "help",
        }
    }

    /// The byte in the link. Never changed: links live in mailboxes.
    const fn code(self) -> u8 {
        match self {
            Self::Pledge => 1,
            Self::Answer => 2,
            Self::StillNeeded => 3,
            Self::Finish => 4,
            Self::Help => 5,
        }
    }
}

/// What a link says, once it was found to be ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Opened {
    pub(super) act: Act,
    pub(super) person: PersonId,
    /// The ask or the help.
    pub(super) target: Uuid,
}

/// The link for a mail about such a notice, where something can be done by it.
pub(crate) fn link_for(cx: &Cx<'_, '_>, to: &RecipientRow, notice: &ListedRow) -> Option<(Act, String)> {
    let (act, target) = match (notice.kind, notice.ask_id, notice.help_id) {
        // What a loan asks for is more than a link in a mail should carry.
        (NoticeKind::Help, _, Some(help)) if !notice.what.starts_with("loan") => (Act::Help, help.0),
        (NoticeKind::NewAsk, Some(ask), _) => (Act::Pledge, ask.0),
        // A pledge that was taken back leaves nothing to answer.
        (NoticeKind::Pledge, Some(ask), _) if notice.what == "pledge-made" => (Act::Answer, ask.0),
        (NoticeKind::StillNeeded, Some(ask), _) => (Act::StillNeeded, ask.0),
        (NoticeKind::Reminder, Some(ask), _) => (Act::Finish, ask.0),
        _ => return None,
    };
    let token = sign(cx, Opened { act, person: to.id, target }, to.link_epoch, cx.now + LIFE);
    Some((act, cx.app.url(&format!("/do/{token}"))))
}

fn sign(cx: &Cx<'_, '_>, opened: Opened, epoch: i64, until: Timestamp) -> String {
    let mut carried = Vec::with_capacity(49);
    carried.push(opened.act.code());
    carried.extend_from_slice(opened.person.0.as_bytes());
    carried.extend_from_slice(opened.target.as_bytes());
    carried.extend_from_slice(&epoch.to_be_bytes());
    carried.extend_from_slice(&until.as_second().to_be_bytes());
    cx.app.key.sign(Purpose::Act, &carried)
}

/// Opens a link.
///
/// # Errors
/// [`Error::NotFound`] where it isn't ours, `link-old` where its time ran out or it was made worthless.
pub(super) fn open(cx: &mut Cx<'_, '_>, token: &str) -> Result<Opened> {
    let carried = cx.app.key.verify(Purpose::Act, token).ok_or(Error::NotFound)?;
    let carried: [u8; 49] = carried.try_into().map_err(|_| Error::NotFound)?;
    let id = |at: usize| Uuid::from_slice(&carried[at..at + 16]).map_err(|_| Error::NotFound);
    let number =
        |at: usize| carried[at..at + 8].try_into().map(i64::from_be_bytes).map_err(|_| Error::NotFound);
    let act = Act::ALL.iter().copied().find(|act| act.code() == carried[0]).ok_or(Error::NotFound)?;
    let opened = Opened { act, person: PersonId(id(1)?), target: id(17)? };
    let row = mails::recipient(cx.tx, opened.person)?.ok_or(Error::NotFound)?;
    if number(33)? != row.link_epoch || number(41)? < cx.now.as_second() {
        return Err(Error::Conflict("link-old"));
    }
    Ok(opened)
}
