//! Care by agreement: a child, an illness, whatever two people agreed on. Where both say so, nothing is said of the tie.

use mutua_domain::{
    id::PersonId,
    life::NoticeKind,
    policy::{Standing, Thing, Verb},
};
use mutua_storage::tables::{blocks, mirrors};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{MirrorView, view};
use crate::{
    cx::Cx,
    error::{Error, Result},
    lenient, live,
    notices::{self, Notice},
    standing,
};

/// Whether the care between two people is agreed on, as one of them says.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct AgreementInput {
    /// It is.
    #[serde(deserialize_with = "lenient::yes_no")]
    #[schema(value_type = Option<bool>)]
    pub agreed: Option<String>,
}

/// Says that the care between the person who acts and another is agreed on, or isn't any more. It counts once both say
/// so; either ends it alone. The other is told of the first, never of the second.
///
/// # Errors
/// Where the two never helped each other, or one blocked the other.
pub fn agree(cx: &mut Cx<'_, '_>, other: PersonId, input: &AgreementInput) -> Result<MirrorView> {
    let me = cx.me()?;
    let tie = mirrors::tie(cx.tx, me, other)?.ok_or(Error::NotFound)?;
    let blocked = blocks::between(cx.tx, me, other)?;
    let standings = standing::to_own(cx, me).and_if(blocked, Standing::Blocked);
    cx.require(standings, Thing::CareAgreement, Verb::Edit)?;
    let agreed = lenient::is_yes(input.agreed.as_deref());
    if agreed != tie.agreed_at(me).is_some() {
        mirrors::set_agreed(cx.tx, me, other, agreed.then_some(cx.now))?;
        if agreed {
            let notice = Notice { actor: Some(me), ..Notice::new(NoticeKind::Help, "care-agreed") };
            notices::tell(cx, other, notice)?;
        }
        cx.tx.announce(live::person(me));
        cx.tx.announce(live::person(other));
    }
    view::of(cx, me)
}
