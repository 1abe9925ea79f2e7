//! A help, for the two between whom it was.

use jiff::{SignedDuration, Timestamp};
use mutua_domain::{
    Kind,
    id::{AskId, CircleId, HelpId, PersonId},
    life::{Outcome, Side, ToldBy},
    policy::{Standing, Standings, Thing, Verb},
};
use mutua_storage::tables::{
    blocks,
    helps::{self, TellingRow, ToldHelpRow},
    loans, thanks,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    cx::Cx,
    error::{Error, Result},
    loans::{LoanView, may_propose},
    standing,
    thanks::ThanksView,
};

/// For how long a side can correct what it told.
pub(super) const CORRECTABLE: SignedDuration = SignedDuration::from_hours(14 * 24);

/// One side's word on a help.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TellingView {
    /// Whose word it is.
    pub side: Side,
    /// Told by another on that side's behalf.
    pub on_behalf: bool,
    /// What came of it.
    pub outcome: Outcome,
    /// About how many minutes it took.
    pub minutes: Option<i64>,
    /// How it was.
    pub words: Option<String>,
    /// When it was told.
    #[schema(value_type = String, format = DateTime)]
    pub told_at: Timestamp,
}

/// What the reader can do with a help now.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct HelpMay {
    /// Say that it was as the other side told.
    pub agree: bool,
    /// Tell it, or correct what they told.
    pub tell: bool,
    /// Thank for it.
    pub thank: bool,
    /// Open the ask again.
    pub ask_again: bool,
    /// Call it a loan.
    pub propose_loan: bool,
}

/// A help, as one of the two sides sees it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HelpView {
    /// Its id.
    pub id: HelpId,
    /// The circle in which it was.
    pub circle: CircleId,
    /// The circle's name.
    pub circle_name: String,
    /// The ask that it came of.
    pub ask: Option<AskId>,
    /// The ask's title.
    pub ask_title: Option<String>,
    /// Its kind.
    pub kind: Kind,
    /// Who gave it.
    pub giver: PersonId,
    /// Their name.
    pub giver_name: String,
    /// Who received it.
    pub receiver: PersonId,
    /// Their name.
    pub receiver_name: String,
    /// The reader's side.
    pub my_side: Side,
    /// When it happened.
    #[schema(value_type = String, format = DateTime)]
    pub happened_at: Timestamp,
    /// Who has told it.
    pub told_by: ToldBy,
    /// Whether the two sides tell it differently.
    pub told_differently: bool,
    /// What each side told: the reader's own first.
    pub tellings: Vec<TellingView>,
    /// What the receiver said of it.
    pub thanks: Option<ThanksView>,
    /// Where one side called it a loan. Without it, it is a gift.
    pub loan: Option<LoanView>,
    /// What the reader can do with it now.
    pub may: HelpMay,
}

/// A help with how the person who acts stands to it.
pub(crate) struct InHelp {
    pub row: ToldHelpRow,
    /// The side of the person who acts, where they are on one.
    pub side: Option<Side>,
    pub standings: Standings,
}

impl InHelp {
    /// The side of the person who acts.
    pub fn my_side(&self) -> Result<Side> {
        self.side.ok_or(Error::NotFound)
    }
}

/// To a help.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub(crate) fn to_help(cx: &mut Cx<'_, '_>, id: HelpId) -> Result<InHelp> {
    let me = cx.me()?;
    let row = helps::find(cx.tx, id)?.ok_or(Error::NotFound)?;
    let side = [Side::Giver, Side::Receiver].into_iter().find(|side| row.person(*side) == me);
    let mut standings = standing::at_the_door(cx)
        .and_if(side == Some(Side::Giver), Standing::Giver)
        .and_if(side == Some(Side::Receiver), Standing::Receiver);
    if let Some(side) = side
        && blocks::between(cx.tx, me, row.person(side.other()))?
    {
        standings = standings.and(Standing::Blocked);
    }
    Ok(InHelp { row, side, standings })
}

/// Whether something of it happened: by the receiver's word where there is one, else by the giver's.
pub(crate) fn happened(row: &ToldHelpRow) -> bool {
    row.receiver.as_ref().or(row.giver.as_ref()).is_some_and(|told| told.outcome != Outcome::DidNotHappen)
}

/// Whether two tellings say the same: the words are each side's own.
pub(super) fn same(a: &TellingRow, b: &TellingRow) -> bool {
    (a.outcome, a.minutes) == (b.outcome, b.minutes)
}

/// Whether a side may tell it still.
pub(super) fn may_tell(row: &ToldHelpRow, side: Side, now: Timestamp) -> bool {
    row.told(side).is_none_or(|told| now.duration_since(told.told_at) <= CORRECTABLE)
}

/// Who has told it.
pub(super) fn told_by(row: &ToldHelpRow) -> ToldBy {
    match (&row.giver, &row.receiver) {
        (Some(_), Some(_)) => ToldBy::Both,
        (None, Some(_)) => ToldBy::Receiver,
        (_, None) => ToldBy::Giver,
    }
}

/// Whether both sides told it, and differently.
pub(super) fn differs(row: &ToldHelpRow) -> bool {
    matches!((&row.giver, &row.receiver), (Some(a), Some(b)) if !same(a, b))
}

/// A help, for its giver or its receiver.
///
/// # Errors
/// Where there is none, or it isn't theirs.
pub fn show(cx: &mut Cx<'_, '_>, id: HelpId) -> Result<HelpView> {
    let within = to_help(cx, id)?;
    cx.require(within.standings, Thing::Help, Verb::See)?;
    let side = within.my_side()?;
    let row = within.row;
    let thanks = thanks::of_help(cx.tx, id)?;
    let loan = loans::find(cx.tx, row.help.circle_id, id)?;
    let me = row.person(side);
    let did_not =
        [&row.giver, &row.receiver].into_iter().flatten().any(|told| told.outcome == Outcome::DidNotHappen);
    let may = HelpMay {
        agree: row.told(side).is_none() && row.told(side.other()).is_some(),
        tell: may_tell(&row, side, cx.now),
        thank: side == Side::Receiver && thanks.is_none() && happened(&row),
        ask_again: side == Side::Receiver && row.help.ask_id.is_some() && did_not,
        propose_loan: loan.is_none() && may_propose(&row),
    };
    let tellings = [side, side.other()]
        .into_iter()
        .filter_map(|of| {
            let told = row.told(of)?;
            Some(TellingView {
                side: of,
                on_behalf: told.by_id != row.person(of),
                outcome: told.outcome,
                minutes: told.minutes,
                words: told.words.clone(),
                told_at: told.told_at,
            })
        })
        .collect();
    Ok(HelpView {
        id,
        circle: row.help.circle_id,
        ask: row.help.ask_id,
        kind: row.help.kind,
        giver: row.help.giver_id,
        receiver: row.help.receiver_id,
        my_side: side,
        happened_at: row.help.happened_at,
        told_by: told_by(&row),
        told_differently: differs(&row),
        tellings,
        thanks: thanks.map(|thanks| ThanksView::of(thanks, me)),
        loan: loan.map(|loan| LoanView::of(loan, me, side)),
        may,
        circle_name: row.circle_name,
        ask_title: row.ask_title,
        giver_name: row.giver_name,
        receiver_name: row.receiver_name,
    })
}
