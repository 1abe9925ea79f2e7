//! Loans: economic help is a gift unless both sides call it a loan.
//!
//! There are no sums and no list of what is open; a loan stands on the page of its help, nothing reminds of it, and the
//! lender lets it go in one tap.

use jiff::Timestamp;
use mutua_domain::{
    Invalid, Kind, Problems,
    id::{HelpId, PersonId},
    life::{LoanState, NoticeKind, Side},
    policy::{Thing, Verb},
    text::Words,
};
use mutua_storage::tables::{
    helps::ToldHelpRow,
    loans::{self, LoanRow},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    cx::Cx,
    error::{Error, Result},
    helps::{self, HelpView, Typed, happened, to_help},
    live,
};

/// A loan as it was typed.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct LoanInput {
    /// What was lent, in words.
    pub words: Option<String>,
    /// The day by which it comes back, if one was said.
    pub due_on: Option<String>,
}

impl LoanInput {
    fn parse(&self, typed: &Typed) -> std::result::Result<(Words, Option<Timestamp>), Invalid> {
        let mut problems = Problems::new();
        let words = problems.take("words", Words::parse(self.words.as_deref().unwrap_or_default()));
        let due = problems.take("due_on", typed.coming_day(self.due_on.as_deref()));
        problems.build(|| Some((words?, due?)))
    }
}

/// The other side's answer.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct LoanAnswer {
    /// `yes`: it is a loan; `no`: it stays a gift.
    pub answer: String,
}

/// A loan, as one of the two sides sees it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LoanView {
    /// What was lent, in words.
    pub words: String,
    /// The day by which it comes back, if one was said.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_at: Option<Timestamp>,
    /// Where it stands.
    pub state: LoanState,
    /// Whether the reader proposed it.
    pub proposed_by_me: bool,
    /// Whether the reader can say yes or no.
    pub may_answer: bool,
    /// Whether the reader can say that it came back.
    pub may_return: bool,
    /// Whether the reader can let it go.
    pub may_let_go: bool,
    /// When it was proposed.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
}

impl LoanView {
    pub(crate) fn of(row: LoanRow, reader: PersonId, side: Side) -> Self {
        let proposed_by_me = row.proposed_by == reader;
        Self {
            words: row.words,
            due_at: row.due_at,
            state: row.state,
            proposed_by_me,
            may_answer: row.state == LoanState::Proposed && !proposed_by_me,
            may_return: row.state.may_become(LoanState::Returned),
            may_let_go: side == Side::Giver && row.state.may_become(LoanState::LetGo),
            created_at: row.created_at,
        }
    }
}

/// Whether a help can be called a loan at all.
pub(crate) fn may_propose(help: &ToldHelpRow) -> bool {
    help.help.kind == Kind::Economic && happened(help)
}

/// One side calls an economic help a loan.
///
/// # Errors
/// Where it isn't theirs; its problems; `loan-economic` where it isn't economic help that happened; `loan-there` where it
/// was called one before: what stayed a gift stays one.
pub fn propose(cx: &mut Cx<'_, '_>, help: HelpId, input: &LoanInput) -> Result<HelpView> {
    let within = to_help(cx, help)?;
    cx.require(within.standings, Thing::Loan, Verb::Create)?;
    let (words, due_at) = input.parse(&Typed::by(cx)?)?;
    let (side, row) = (within.my_side()?, within.row);
    if !may_propose(&row) {
        return Err(Error::Conflict("loan-economic"));
    }
    if loans::find(cx.tx, row.help.circle_id, help)?.is_some() {
        return Err(Error::Conflict("loan-there"));
    }
    let loan = LoanRow {
        circle_id: row.help.circle_id,
        help_id: help,
        proposed_by: row.person(side),
        words: words.into_string(),
        due_at,
        state: LoanState::Proposed,
        created_at: cx.now,
        changed_at: cx.now,
    };
    loans::put(cx.tx, &loan)?;
    helps::tell_other(cx, &row, side, (NoticeKind::Help, "loan-proposed"))?;
    helps::show(cx, help)
}

/// The other side says yes, or that it stays a gift.
///
/// # Errors
/// Where it isn't theirs to answer, or was answered already.
pub fn answer(cx: &mut Cx<'_, '_>, help: HelpId, answer: &LoanAnswer) -> Result<HelpView> {
    let to = match answer.answer.as_str() {
        "yes" => LoanState::Agreed,
        "no" => LoanState::Declined,
        _ => return Err(Error::invalid("answer", "choice")),
    };
    step(cx, help, Verb::Answer, to, "loan-answered")
}

/// Either side says that it came back.
///
/// # Errors
/// Where it isn't theirs, or isn't an agreed loan.
pub fn returned(cx: &mut Cx<'_, '_>, help: HelpId) -> Result<HelpView> {
    step(cx, help, Verb::Answer, LoanState::Returned, "loan-returned")
}

/// The lender lets it go, proposed or agreed: from then on it is a gift.
///
/// # Errors
/// Where the person isn't the lender, or there is nothing to let go.
pub fn let_go(cx: &mut Cx<'_, '_>, help: HelpId) -> Result<HelpView> {
    step(cx, help, Verb::End, LoanState::LetGo, "loan-let-go")
}

fn step(
    cx: &mut Cx<'_, '_>,
    help: HelpId,
    verb: Verb,
    to: LoanState,
    what: &'static str,
) -> Result<HelpView> {
    let within = to_help(cx, help)?;
    cx.require(within.standings, Thing::Loan, verb)?;
    let (side, row) = (within.my_side()?, within.row);
    let loan = loans::find(cx.tx, row.help.circle_id, help)?.ok_or(Error::NotFound)?;
    let is_answer = matches!(to, LoanState::Agreed | LoanState::Declined);
    if is_answer && loan.proposed_by == row.person(side) {
        return Err(Error::Refused("default"));
    }
    // A second tap on the same button finds it done.
    if loan.state != to {
        if !loan.state.may_become(to) || !loans::set_state(cx.tx, &loan, to, cx.now)? {
            return Err(Error::Conflict("loan-moved"));
        }
        helps::tell_other(cx, &row, side, (NoticeKind::Help, what))?;
        cx.tx.announce(live::person(row.person(side)));
    }
    helps::show(cx, help)
}
