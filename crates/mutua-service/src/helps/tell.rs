//! Each side's word: agreeing, telling it differently, correcting.

use mutua_domain::{
    id::HelpId,
    life::{NoticeKind, Outcome, Side},
    policy::{Thing, Verb},
};
use mutua_storage::tables::helps::{self, TellingRow, ToldHelpRow};

use super::{
    input::{Told, Typed},
    view::{self, HelpView, InHelp, to_help},
};
use crate::{
    asks,
    cx::Cx,
    error::{Error, Result},
    helps::TellInput,
    live, mirror,
    notices::{self, Notice},
    supporters::touch,
};

/// Says that it was as the other side told: same outcome, same minutes.
///
/// # Errors
/// Where it isn't theirs, or the other side hasn't told it (`help-untold`), or they told it themselves already in other
/// words (`help-told`).
pub fn agree(cx: &mut Cx<'_, '_>, id: HelpId) -> Result<HelpView> {
    let within = to_help(cx, id)?;
    cx.require(within.standings, Thing::Help, Verb::Tell)?;
    let side = within.my_side()?;
    let other = within.row.told(side.other()).cloned().ok_or(Error::Conflict("help-untold"))?;
    match within.row.told(side) {
        // Agreed already: a second tap changes nothing.
        Some(mine) if view::same(mine, &other) => {}
        Some(_) => return Err(Error::Conflict("help-told")),
        None => {
            let told =
                Told { outcome: other.outcome, minutes: other.minutes, words: None, happened_at: None };
            put(cx, &within.row, side, told)?;
        }
    }
    view::show(cx, id)
}

/// Tells it in one's own words, or corrects what one told within 14 days. The other side's telling stays as it is.
///
/// # Errors
/// Where it isn't theirs; its problems; `help-settled` once the time for correcting is over.
pub fn tell(cx: &mut Cx<'_, '_>, id: HelpId, input: &TellInput) -> Result<HelpView> {
    let within = to_help(cx, id)?;
    cx.require(within.standings, Thing::Help, Verb::Tell)?;
    let InHelp { row, .. } = &within;
    let side = within.my_side()?;
    let told = input.parse(&Typed::by(cx)?)?;
    if !view::may_tell(row, side, cx.now) {
        return Err(Error::Conflict("help-settled"));
    }
    put(cx, row, side, told)?;
    view::show(cx, id)
}

/// Stores a side's telling and lets the other side know.
pub(super) fn put(cx: &mut Cx<'_, '_>, row: &ToldHelpRow, side: Side, told: Told) -> Result<()> {
    let telling = TellingRow {
        by_id: cx.me()?,
        outcome: told.outcome,
        minutes: told.minutes,
        words: told.words.map(mutua_domain::text::Words::into_string),
        told_at: cx.now,
    };
    // When it happened is the first teller's to say, until the other side has told it too.
    if let Some(at) = told.happened_at
        && row.told(side.other()).is_none()
    {
        helps::set_happened(cx.tx, &row.help, at)?;
    }
    helps::tell(cx.tx, (row.help.circle_id, row.help.id), side, &telling)?;
    if row.told(side).is_none_or(|before| !view::same(before, &telling)) {
        let what = match row.told(side.other()) {
            None => "help-told",
            Some(other) if view::same(other, &telling) => "help-agreed",
            Some(_) => "help-told-differently",
        };
        tell_other(cx, row, side, (NoticeKind::Help, what))?;
    }
    mirror::told(cx, row.help.circle_id, row.help.id)?;
    if told.outcome != Outcome::DidNotHappen {
        touch::were_in_touch(
            cx,
            row.help.giver_id,
            row.help.receiver_id,
            told.happened_at.unwrap_or(row.help.happened_at),
        )?;
    }
    if let Some(ask) = row.help.ask_id {
        asks::settle(cx, ask)?;
    }
    cx.tx.announce(live::person(row.person(side)));
    Ok(())
}

/// Lets the side across know of something about a help.
pub(crate) fn tell_other(
    cx: &mut Cx<'_, '_>,
    row: &ToldHelpRow,
    from: Side,
    (kind, what): (NoticeKind, &'static str),
) -> Result<()> {
    let notice = Notice {
        circle: Some(row.help.circle_id),
        ask: row.help.ask_id,
        help: Some(row.help.id),
        actor: Some(cx.me()?),
        ..Notice::new(kind, what)
    };
    notices::tell(cx, row.person(from.other()), notice)
}
