//! Links in mails that do one thing without signing in.
//!
//! Opening a link changes nothing (mail programs and scanners open links by themselves): its page shows the thing as
//! that person may see it, with a button for each deed. The deeds are the same service functions as everywhere, done as
//! that person. A link is for one person, one thing and one sort of act; it works for two weeks, and until the person
//! ends all sessions.
//!
//! **How to add a deed**: a variant of [`Deed`] with its [`Act`], a line where [`show`] offers it, an arm in
//! [`perform`], and its messages `do-…` and `done-…`.

mod link;

use mutua_domain::{
    id::{AskId, HelpId, PledgeId},
    life::{AskState, Outcome, PledgeState},
};
use serde::Deserialize;

use crate::{
    asks::{self, AskView},
    cx::Cx,
    error::{Error, Result},
    helps::{self, HelpView, TellInput},
    pledges::{self, PledgeInput, PledgeView, ReplyInput},
    thanks::{self, ThanksInput},
};

pub use link::Act;
pub(crate) use link::link_for;

/// One thing to do by a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Pledge for the ask.
    Pledge,
    /// Say yes to a pledge.
    Accept,
    /// Say no to a pledge, kindly.
    Decline,
    /// The ask is still needed.
    StillNeeded,
    /// The ask isn't needed any more.
    NotNeeded,
    /// Open the ask again.
    Reopen,
    /// What was pledged is done.
    Done,
    /// The other side told it as it was.
    Agree,
    /// Say thanks.
    Thank,
}

impl Deed {
    /// Every deed.
    pub const ALL: &'static [Self] = &[
        Self::Pledge,
        Self::Accept,
        Self::Decline,
        Self::StillNeeded,
        Self::NotNeeded,
        Self::Reopen,
        Self::Done,
        Self::Agree,
        Self::Thank,
    ];

    /// The word in forms and message keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pledge => "pledge",
            Self::Accept => "accept",
            Self::Decline => "decline",
            Self::StillNeeded => "still_needed",
            Self::NotNeeded => "not_needed",
            Self::Reopen => "reopen",
            Self::Done => "done",
            Self::Agree => "agree",
            Self::Thank => "thank",
        }
    }

    /// The sort of link by which it can be done.
    const fn act(self) -> Act {
        match self {
            Self::Pledge => Act::Pledge,
            Self::Accept | Self::Decline => Act::Answer,
            Self::StillNeeded | Self::NotNeeded | Self::Reopen => Act::StillNeeded,
            Self::Done => Act::Finish,
            Self::Agree | Self::Thank => Act::Help,
        }
    }

    /// Whether a few words can go with it.
    pub const fn takes_words(self) -> bool {
        matches!(self, Self::Pledge | Self::Decline | Self::Thank)
    }

    /// Whether it says yes to a pledge.
    pub fn is_accept(self) -> bool {
        self == Self::Accept
    }

    /// Whether it pledges.
    pub fn is_pledge(self) -> bool {
        self == Self::Pledge
    }

    /// Whether it thanks.
    pub fn is_thank(self) -> bool {
        self == Self::Thank
    }

    /// The deed of a word, if it is one of ours.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|deed| deed.as_str() == word)
    }
}

/// What a link is about, as its person may see it.
#[derive(Debug, Clone)]
pub enum Shown {
    /// An ask.
    Ask(Box<AskView>),
    /// A help.
    Help(Box<HelpView>),
}

/// A deed on offer.
#[derive(Debug, Clone)]
pub struct Offered {
    /// What can be done.
    pub deed: Deed,
    /// With which pledge, where it is about one.
    pub pledge: Option<PledgeView>,
}

/// The page behind a link.
#[derive(Debug, Clone)]
pub struct ActView {
    /// The thing.
    pub shown: Shown,
    /// What can be done with it now; nothing where it has moved on.
    pub offered: Vec<Offered>,
    /// Where the thing is, for who signs in.
    pub path: String,
    /// The name of the person whose link it is.
    pub name: String,
    /// Their language.
    pub language: String,
    /// Their time zone.
    pub time_zone: String,
}

/// What is to be done by a link, as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ActInput {
    /// The deed.
    pub deed: String,
    /// The pledge, where it is about one.
    pub pledge: Option<String>,
    /// A few words.
    pub words: Option<String>,
    /// The id of one of the ask's times.
    pub time: Option<String>,
}

/// What was done by a link.
#[derive(Debug, Clone)]
pub struct Acted {
    /// What was done.
    pub deed: Deed,
    /// Where the thing is.
    pub path: String,
    /// The person's language.
    pub language: String,
}

/// What a link is about and what can be done by it. Nothing changes.
///
/// # Errors
/// [`Error::NotFound`] where the link isn't ours or its thing isn't open to its person any more; `link-old`.
pub fn show(cx: &mut Cx<'_, '_>, token: &str) -> Result<ActView> {
    let opened = link::open(cx, token)?;
    let before = cx.actor.clone();
    cx.act_as(opened.person)?;
    let view = view(cx, opened);
    // The page around it is that of whoever looks.
    cx.actor = before;
    view
}

fn view(cx: &mut Cx<'_, '_>, opened: link::Opened) -> Result<ActView> {
    let (shown, offered) = match opened.act {
        Act::Help => {
            let help = helps::show(cx, HelpId(opened.target))?;
            (Shown::Help(Box::new(help.clone())), of_help(&help))
        }
        act => {
            let ask = asks::show(cx, AskId(opened.target))?;
            (Shown::Ask(Box::new(ask.clone())), of_ask(act, &ask))
        }
    };
    let person = cx.person()?;
    Ok(ActView {
        shown,
        offered,
        path: path(opened),
        name: person.name.clone(),
        language: person.language.clone(),
        time_zone: person.time_zone.clone(),
    })
}

fn of_ask(act: Act, ask: &AskView) -> Vec<Offered> {
    let plain = |deed| Offered { deed, pledge: None };
    let with = |deed: Deed, pledge: &PledgeView| Offered { deed, pledge: Some(pledge.clone()) };
    match act {
        Act::Pledge if ask.may.pledge => vec![plain(Deed::Pledge)],
        Act::Answer if ask.card.mine && ask.card.state == AskState::Open => ask
            .pledges
            .iter()
            .filter(|pledge| pledge.state == PledgeState::Made)
            .flat_map(|pledge| [with(Deed::Accept, pledge), with(Deed::Decline, pledge)])
            .collect(),
        Act::StillNeeded if ask.card.still_needed => vec![plain(Deed::StillNeeded), plain(Deed::NotNeeded)],
        Act::StillNeeded if ask.may.reopen => vec![plain(Deed::Reopen)],
        Act::Finish => ask
            .pledges
            .iter()
            .filter(|pledge| pledge.mine && pledge.state == PledgeState::Accepted)
            .map(|pledge| with(Deed::Done, pledge))
            .collect(),
        _ => Vec::new(),
    }
}

fn of_help(help: &HelpView) -> Vec<Offered> {
    let mut offered = Vec::new();
    if help.may.agree {
        offered.push(Offered { deed: Deed::Agree, pledge: None });
    }
    if help.may.thank {
        offered.push(Offered { deed: Deed::Thank, pledge: None });
    }
    offered
}

fn path(opened: link::Opened) -> String {
    match opened.act {
        Act::Help => format!("/helps/{}", opened.target),
        _ => format!("/asks/{}", opened.target),
    }
}

/// Does one thing by a link, as its person.
///
/// # Errors
/// As for [`show`]; what the deed itself gives; [`Error::Refused`] for a deed that the link wasn't made for.
pub fn perform(cx: &mut Cx<'_, '_>, token: &str, input: &ActInput) -> Result<Acted> {
    let opened = link::open(cx, token)?;
    cx.act_as(opened.person)?;
    let deed = Deed::from_word(&input.deed).ok_or_else(|| Error::invalid("deed", "choice"))?;
    if deed.act() != opened.act {
        return Err(Error::Refused("default"));
    }
    let ask = AskId(opened.target);
    let words = input.words.clone();
    match deed {
        Deed::Pledge => {
            pledges::pledge(cx, ask, &PledgeInput { words, time: input.time.clone() })?;
        }
        Deed::Accept => {
            let pledge = pledge_of(cx, ask, input)?;
            pledges::accept(cx, pledge)?;
        }
        Deed::Decline => {
            let pledge = pledge_of(cx, ask, input)?;
            pledges::decline(cx, pledge, &ReplyInput { words })?;
        }
        Deed::StillNeeded | Deed::NotNeeded => {
            asks::still_needed(cx, ask, deed == Deed::StillNeeded)?;
        }
        Deed::Reopen => {
            asks::reopen(cx, ask)?;
        }
        Deed::Done => {
            let pledge = pledge_of(cx, ask, input)?;
            let done = Some(Outcome::Done.as_str().to_owned());
            helps::finish(cx, pledge, &TellInput { outcome: done, ..TellInput::default() })?;
        }
        Deed::Agree => {
            helps::agree(cx, HelpId(opened.target))?;
        }
        Deed::Thank => {
            let help = Some(opened.target.to_string());
            thanks::say(cx, &ThanksInput { help, words, audience: None })?;
        }
    }
    Ok(Acted { deed, path: path(opened), language: cx.person()?.language.clone() })
}

/// The pledge that was chosen, if it is one for the ask that the link is about.
fn pledge_of(cx: &mut Cx<'_, '_>, ask: AskId, input: &ActInput) -> Result<PledgeId> {
    let id: PledgeId = input.pledge.as_deref().unwrap_or_default().parse().map_err(|_| Error::NotFound)?;
    if pledges::show(cx, id)?.ask.id == ask { Ok(id) } else { Err(Error::NotFound) }
}
