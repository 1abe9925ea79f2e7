//! Thanks: what the receiver says of a help. The giver reads them; the circle reads them only where both want it.

use jiff::Timestamp;
use mutua_domain::{
    Invalid, Problem, Problems,
    id::{CircleId, HelpId, PersonId, ThanksId},
    life::{NoticeKind, Side, ThanksAudience},
    policy::{Standing, Thing, Verb},
    text::Words,
};
use mutua_storage::tables::{
    blocks,
    thanks::{self, ThanksRow},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    Page, PageInput,
    cx::Cx,
    error::{Error, Result},
    helps::{self, happened, to_help},
    live,
    notices::{self, Notice},
    standing::{self, InCircle},
    supporters::touch,
};

/// Thanks as they were typed.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct ThanksInput {
    /// The help.
    pub help: Option<String>,
    /// What is said.
    pub words: Option<String>,
    /// `private` (unless given) or `circle`.
    pub audience: Option<String>,
}

impl ThanksInput {
    /// Checks it.
    ///
    /// # Errors
    /// Every problem there is.
    pub fn parse(&self) -> std::result::Result<(Words, ThanksAudience), Invalid> {
        let mut problems = Problems::new();
        let words = problems.take("words", Words::parse(self.words.as_deref().unwrap_or_default()));
        let audience = problems.take(
            "audience",
            match self.audience.as_deref() {
                None | Some("") => Ok(ThanksAudience::Private),
                Some(word) => ThanksAudience::from_word(word).ok_or_else(|| Problem::new("choice")),
            },
        );
        problems.build(|| Some((words?, audience?)))
    }

    fn help(&self) -> std::result::Result<HelpId, Invalid> {
        self.help.as_deref().unwrap_or_default().parse().map_err(|_| Invalid::one("help", "choice"))
    }
}

/// The giver's answer: may the circle read them?
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct ThanksAnswer {
    /// `yes` or `no`.
    pub answer: String,
}

/// Thanks, as their giver or receiver sees them.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ThanksView {
    /// Their id.
    pub id: ThanksId,
    /// The help.
    pub help: HelpId,
    /// Who thanks.
    pub from: PersonId,
    /// Their name.
    pub from_name: String,
    /// Who is thanked.
    pub to: PersonId,
    /// Their name.
    pub to_name: String,
    /// What is said.
    pub words: String,
    /// For whom the one who thanks means them.
    pub audience: ThanksAudience,
    /// The circle's name.
    pub circle_name: String,
    /// Whether the circle reads them: both want it.
    pub shared: bool,
    /// Whether the reader wrote them.
    pub mine: bool,
    /// When they were said.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
}

/// Thanks that both want the circle to read.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SharedThanks {
    /// Their id.
    pub id: ThanksId,
    /// Who thanks.
    pub from: PersonId,
    /// Their name.
    pub from_name: String,
    /// Who is thanked.
    pub to: PersonId,
    /// Their name.
    pub to_name: String,
    /// What is said.
    pub words: String,
    /// When they were said.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
}

impl ThanksView {
    pub(crate) fn of(row: ThanksRow, reader: PersonId) -> Self {
        Self {
            id: row.id,
            help: row.help_id,
            from: row.from_id,
            from_name: row.from_name,
            to: row.to_id,
            to_name: row.to_name,
            words: row.words,
            audience: row.audience,
            circle_name: row.circle_name,
            shared: row.audience == ThanksAudience::Circle && row.agreed_at.is_some(),
            mine: row.from_id == reader,
            created_at: row.created_at,
        }
    }
}

/// Thanks for a help, or the same in other words: there is one for each help.
///
/// # Errors
/// Its problems; where the person isn't the receiver; `thanks-nothing` where by their word it did not happen.
pub fn say(cx: &mut Cx<'_, '_>, input: &ThanksInput) -> Result<ThanksView> {
    let help = input.help()?;
    let within = to_help(cx, help)?;
    cx.require(within.standings, Thing::Help, Verb::See)?;
    cx.require(within.standings, Thing::Thanks, Verb::Create)?;
    let (words, audience) = input.parse()?;
    let row = within.row;
    if !happened(&row) {
        return Err(Error::Conflict("thanks-nothing"));
    }
    if let Some(before) = thanks::of_help(cx.tx, help)? {
        return change(cx, before, words, audience);
    }
    let (from, to) = (row.help.receiver_id, row.help.giver_id);
    let id: ThanksId = cx.id();
    let ids = (row.help.circle_id, id, help);
    thanks::put(cx.tx, ids, (from, to), (words.as_str(), audience), cx.now)?;
    helps::tell_other(cx, &row, Side::Receiver, (NoticeKind::Thanks, news(audience)))?;
    touch::were_in_touch(cx, from, to, cx.now)?;
    find(cx, id)
}

const fn news(audience: ThanksAudience) -> &'static str {
    match audience {
        ThanksAudience::Private => "thanks-received",
        ThanksAudience::Circle => "thanks-share",
    }
}

fn find(cx: &mut Cx<'_, '_>, id: ThanksId) -> Result<ThanksView> {
    let me = cx.me()?;
    let row = thanks::find(cx.tx, id)?.ok_or(Error::NotFound)?;
    Ok(ThanksView::of(row, me))
}

/// Gives thanks other words. The giver agreed to the words as they were, so that other words are theirs to agree to anew.
fn change(
    cx: &mut Cx<'_, '_>,
    mut row: ThanksRow,
    words: Words,
    audience: ThanksAudience,
) -> Result<ThanksView> {
    let same = row.words == words.as_str();
    let shared_before = row.audience == ThanksAudience::Circle;
    if !same || audience == ThanksAudience::Private {
        row.agreed_at = None;
    }
    row.words = words.into_string();
    row.audience = audience;
    thanks::change(cx.tx, &row)?;
    announce(cx, &row);
    if audience == ThanksAudience::Circle && (!same || !shared_before) {
        tell(cx, &row, row.to_id, "thanks-share")?;
    }
    find(cx, row.id)
}

fn announce(cx: &mut Cx<'_, '_>, row: &ThanksRow) {
    cx.tx.announce(live::circle(row.circle_id));
    cx.tx.announce(live::person(row.to_id));
    cx.tx.announce(live::person(row.from_id));
}

fn tell(cx: &mut Cx<'_, '_>, row: &ThanksRow, to: PersonId, what: &'static str) -> Result<()> {
    let notice = Notice {
        circle: Some(row.circle_id),
        help: Some(row.help_id),
        actor: Some(cx.me()?),
        ..Notice::new(NoticeKind::Thanks, what)
    };
    notices::tell(cx, to, notice)
}

/// Thanks that the person who acts gave or got, for a verb.
fn own(cx: &mut Cx<'_, '_>, id: ThanksId, verb: Verb) -> Result<ThanksRow> {
    let me = cx.me()?;
    let row = thanks::find(cx.tx, id)?.ok_or(Error::NotFound)?;
    let standings = standing::at_the_door(cx)
        .and_if(row.to_id == me, Standing::Giver)
        .and_if(row.from_id == me, Standing::Receiver)
        .and_if(blocks::between(cx.tx, row.from_id, row.to_id)?, Standing::Blocked);
    cx.require(standings, Thing::Thanks, verb)?;
    Ok(row)
}

/// The giver says whether the circle may read them. A "no" can be said at any time, and takes them out again.
///
/// # Errors
/// Where they aren't theirs; `thanks-private` where the one who thanks means them for the giver alone.
pub fn answer(cx: &mut Cx<'_, '_>, id: ThanksId, answer: &ThanksAnswer) -> Result<ThanksView> {
    let mut row = own(cx, id, Verb::Answer)?;
    match answer.answer.as_str() {
        "yes" if row.audience == ThanksAudience::Private => return Err(Error::Conflict("thanks-private")),
        "yes" => row.agreed_at = row.agreed_at.or(Some(cx.now)),
        "no" => (row.agreed_at, row.audience) = (None, ThanksAudience::Private),
        _ => return Err(Error::invalid("answer", "choice")),
    }
    thanks::change(cx.tx, &row)?;
    announce(cx, &row);
    find(cx, id)
}

/// Takes thanks back for good.
///
/// # Errors
/// Where the person didn't write them.
pub fn end(cx: &mut Cx<'_, '_>, id: ThanksId) -> Result<HelpId> {
    let row = own(cx, id, Verb::End)?;
    thanks::delete(cx.tx, row.circle_id, id)?;
    announce(cx, &row);
    Ok(row.help_id)
}

/// The thanks that the person who acts got, newest first.
///
/// # Errors
/// Where nobody is signed in; a cursor that isn't one.
pub fn mine(cx: &mut Cx<'_, '_>, page: &PageInput) -> Result<Page<ThanksView>> {
    let me = cx.me()?;
    let cursor = page.parse()?;
    let rows = thanks::mine(cx.tx, me, (cursor.before, cursor.fetch()))?;
    Ok(cursor.page(rows, |row| row.id.0).map(|row| ThanksView::of(row, me)))
}

/// The thanks that a circle reads, newest first, in pages.
///
/// # Errors
/// Where the person isn't in the circle; a cursor that isn't one.
pub fn shared(cx: &mut Cx<'_, '_>, circle: CircleId, page: &PageInput) -> Result<Page<SharedThanks>> {
    let within = standing::to_circle(cx, circle)?;
    page_in(cx, &within, page)
}

fn page_in(cx: &mut Cx<'_, '_>, within: &InCircle, page: &PageInput) -> Result<Page<SharedThanks>> {
    let cursor = page.parse()?;
    let thanks = read_in(cx, within, (cursor.before, cursor.fetch()))?;
    Ok(cursor.page(thanks, |thanks| thanks.id.0))
}

fn read_in(cx: &mut Cx<'_, '_>, within: &InCircle, which: (Uuid, i64)) -> Result<Vec<SharedThanks>> {
    let me = cx.me()?;
    cx.require(within.standings, Thing::SharedThanks, Verb::See)?;
    let rows = thanks::shared(cx.tx, within.circle.id, me, which)?.into_iter();
    Ok(rows
        .map(|row| SharedThanks {
            id: row.id,
            from: row.from_id,
            from_name: row.from_name,
            to: row.to_id,
            to_name: row.to_name,
            words: row.words,
            created_at: row.created_at,
        })
        .collect())
}

/// The latest thanks that a circle reads.
///
/// # Errors
/// Where the person isn't in the circle.
pub fn of_circle(cx: &mut Cx<'_, '_>, circle: CircleId, limit: i64) -> Result<Vec<SharedThanks>> {
    let within = standing::to_circle(cx, circle)?;
    shared_in(cx, &within, limit)
}

/// The latest thanks that a circle reads, where it is known how the person who acts stands to it: for its page.
pub(crate) fn shared_in(cx: &mut Cx<'_, '_>, within: &InCircle, limit: i64) -> Result<Vec<SharedThanks>> {
    read_in(cx, within, (Uuid::max(), limit))
}
