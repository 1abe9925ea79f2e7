//! The mirror: what the analysis says to a person about their own reliance, and to nobody else.
//!
//! It is kept ready, sealed with the key of its person, so that looking into it costs as little as any page. A help that
//! is told brings two mirrors up to date, at the cost of that pair's helps and of each one's ties ([`with_help`]); once
//! a week, and where a need was kept or asked, a mirror is made anew from all that is its person's own ([`anew`]). Both
//! give the same; a test compares them. Nothing of it grows with the circle.
//!
//! [`sums`] reads what happened, [`make`] computes and keeps, [`view`] is what the person sees, [`agreement`] the care
//! that two people agree on, [`links`] days that two
//! people let be compared, [`circle`] what is said of a circle. The measures themselves, with their sources, live in `mutua-analysis`.

mod agreement;
pub mod circle;
pub mod links;
mod make;
mod sums;
mod view;

use jiff::SignedDuration;
use mutua_domain::{
    id::{CircleId, HelpId, PersonId},
    policy::{Thing, Verb},
};
use mutua_storage::tables::mirrors::{self, MirrorRow};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use agreement::{AgreementInput, agree};
pub use make::{anew, with_help};
pub use view::{Amount, CoursePoint, KindView, MirrorView, Place, TieView};

use crate::{
    cx::Cx,
    error::Result,
    jobs::{self, Job},
    lenient, live, standing,
};

/// A mirror is made anew so often: labels are checked weekly.
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Whether a person has turned their mirror off.
fn is_off(cx: &mut Cx<'_, '_>, person: PersonId) -> Result<bool> {
    Ok(mirrors::mirror(cx.tx, person)?.is_some_and(|row| row.is_off))
}

/// To be called where something was told of a help, or told otherwise.
///
/// # Errors
/// What the database says.
pub(crate) fn told(cx: &mut Cx<'_, '_>, circle: CircleId, help: HelpId) -> Result<()> {
    circle::schedule(cx, circle)?;
    jobs::schedule(cx, Job::MirrorHelp, help, cx.now)
}

/// To be called where a person kept or asked a need, or it changed what became of it.
///
/// # Errors
/// What the database says.
pub(crate) fn need_changed(cx: &mut Cx<'_, '_>, person: PersonId) -> Result<()> {
    jobs::schedule(cx, Job::Mirror, person, cx.now)
}

/// The mirror of the person who acts.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn show(cx: &mut Cx<'_, '_>) -> Result<MirrorView> {
    let me = cx.me()?;
    cx.require(standing::to_own(cx, me), Thing::Mirror, Verb::See)?;
    view::of(cx, me)
}

/// Whether a person wants a mirror.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct MirrorInput {
    /// Turned off, nothing is computed of them, and what was is forgotten.
    #[serde(deserialize_with = "lenient::yes_no")]
    #[schema(value_type = Option<bool>)]
    pub on: Option<String>,
}

/// Turns the mirror of the person who acts on or off. Off, what it held is forgotten at once.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn turn(cx: &mut Cx<'_, '_>, input: &MirrorInput) -> Result<MirrorView> {
    let me = cx.me()?;
    cx.require(standing::to_own(cx, me), Thing::Mirror, Verb::Edit)?;
    let on = lenient::is_yes(input.on.as_deref());
    if on == is_off(cx, me)? {
        mirrors::put_mirror(cx.tx, me, &MirrorRow { is_off: !on, sealed: None, made_at: None })?;
        if on {
            jobs::schedule(cx, Job::Mirror, me, cx.now)?;
        } else {
            mirrors::forget_checks(cx.tx, me)?;
            links::part_from_all(cx, me)?;
        }
        cx.tx.announce(live::person(me));
    }
    show(cx)
}
