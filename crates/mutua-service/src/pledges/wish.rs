//! Where a promise has become much: handing it over, or asking for a second person. The pledge stands until somebody else
//! has said yes to it, so that nobody is left alone.

use mutua_domain::{
    id::PledgeId,
    life::{AskState, NoticeKind, PledgeState, PledgeWish},
    policy::Verb,
};
use mutua_storage::tables::{
    asks::AskRow,
    pledges::{self, PledgeRow},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{PledgeView, find, move_to, moved, show};
use crate::{
    asks::reach::{about, from_asker, tell_askers},
    cx::Cx,
    error::{Error, Result},
    notices::{self, Notice},
};

/// What someone who promised wishes for, as it was typed.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct WishInput {
    /// `hand_over`, `second`; empty for going on as promised.
    pub wish: Option<String>,
}

/// Wishes that another takes a promise over, or shares it; or takes that wish back. The asker is told, and there is a place
/// for another again.
///
/// # Errors
/// `choice` for a wish that is none; where the pledge isn't theirs, isn't accepted (`pledge-moved`), or the ask is closed
/// (`ask-closed`).
pub fn wish(cx: &mut Cx<'_, '_>, id: PledgeId, input: &WishInput) -> Result<PledgeView> {
    let (pledge, ask) = find(cx, id, Verb::End)?;
    let wish = match input.wish.as_deref() {
        None | Some("") => None,
        Some(word) => Some(PledgeWish::from_word(word).ok_or_else(|| Error::invalid("wish", "choice"))?),
    };
    if pledge.state != PledgeState::Accepted {
        return Err(Error::Conflict("pledge-moved"));
    }
    if wish.is_some() && ask.state != AskState::Open {
        return Err(Error::Conflict("ask-closed"));
    }
    if wish == pledge.wish {
        return show(cx, id);
    }
    if !pledges::set_wish(cx.tx, &pledge, wish, cx.now)? {
        return Err(Error::Conflict("pledge-moved"));
    }
    let what = match wish {
        Some(PledgeWish::HandOver) => "pledge-hand-over",
        Some(PledgeWish::Second) => "pledge-second",
        None => "pledge-kept",
    };
    let notice = Notice { actor: Some(pledge.person_id), ..about(&ask, NoticeKind::Pledge, what) };
    tell_askers(cx, &ask, notice)?;
    moved(cx, &ask, &pledge)?;
    show(cx, id)
}

/// Another has said yes and was accepted: as far as there are more helpers than the ask wanted, promises are handed over and
/// wishes for a second person are met, the oldest first.
pub(super) fn meet(cx: &mut Cx<'_, '_>, ask: &AskRow) -> Result<()> {
    let mut helpers = pledges::helpers(cx.tx, ask.id)?;
    let mut wanted = ask.helpers_wanted;
    for pledge in pledges::in_state(cx.tx, ask.id, PledgeState::Accepted)? {
        if helpers <= wanted {
            break;
        }
        match pledge.wish {
            Some(PledgeWish::HandOver) => {
                hand_over(cx, ask, &pledge)?;
                helpers -= 1;
            }
            Some(PledgeWish::Second) => {
                pledges::set_wish(cx.tx, &pledge, None, cx.now)?;
                notices::tell(
                    cx,
                    pledge.person_id,
                    from_asker(ask, NoticeKind::Answer, "pledge-second-found"),
                )?;
                wanted += 1;
            }
            None => {}
        }
    }
    Ok(())
}

/// It is no taking back, however late it is: another does it.
fn hand_over(cx: &mut Cx<'_, '_>, ask: &AskRow, pledge: &PledgeRow) -> Result<()> {
    move_to(cx, pledge, PledgeState::Withdrawn, None, false)?;
    notices::tell(cx, pledge.person_id, from_asker(ask, NoticeKind::Answer, "pledge-handed-over"))?;
    cx.tx.announce(crate::live::person(pledge.person_id));
    Ok(())
}
