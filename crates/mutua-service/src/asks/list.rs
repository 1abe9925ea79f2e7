//! Lists of asks.

use mutua_domain::{
    Problem, Problems,
    id::CircleId,
    kind::Kind,
    life::AskState,
    policy::{Thing, Verb},
};
use mutua_storage::tables::ask_cards::{self, CardRow, Slice};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use uuid::Uuid;

use super::{
    input::id,
    view::{self, AskCard},
};
use crate::{
    cx::Cx,
    error::{Error, Result},
    page::{Page, PageInput},
    standing::{self, InCircle},
};

/// Which asks.
#[derive(Debug, Clone, Default, Deserialize, Serialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct AskFilter {
    /// Those that reach the members of this circle.
    pub circle: Option<String>,
    /// Those of this kind.
    pub kind: Option<String>,
    /// `open` unless given. `met` needs a `circle`; `withdrawn` and `expired` are the reader's own.
    pub state: Option<String>,
    /// `true`: the reader's own, whatever their state.
    pub mine: Option<String>,
}

/// Open asks that reach the person who acts; or those of a circle, of a kind, in a state, or their own.
///
/// # Errors
/// A filter that isn't one; a circle that isn't open to them.
pub fn list(cx: &mut Cx<'_, '_>, filter: &AskFilter, page: &PageInput) -> Result<Page<AskCard>> {
    let me = cx.me()?;
    let cursor = page.parse()?;
    let (circle, kind, state) = filter.parse()?;
    let slice = Slice { before: cursor.before, kind, limit: cursor.fetch() };
    let mine = crate::lenient::is_yes(filter.mine.as_deref());
    let own_only = matches!(state, Some(AskState::Withdrawn | AskState::Expired));
    let rows = if mine || own_only {
        ask_cards::mine(cx.tx, me, state, circle, slice)?
    } else if let Some(circle) = circle {
        let here = standing::to_circle(cx, circle)?;
        rows_in(cx, &here, state.unwrap_or(AskState::Open), slice)?
    } else if state == Some(AskState::Met) {
        // What a circle's past holds is read circle by circle, so that it costs the same after years.
        return Err(Error::invalid("circle", "required"));
    } else {
        ask_cards::reaching(cx.tx, me, slice)?
    };
    Ok(cursor.page(cards(rows, me), |card| card.id.0))
}

impl AskFilter {
    fn parse(&self) -> Result<(Option<CircleId>, Option<Kind>, Option<AskState>)> {
        let mut problems = Problems::new();
        let circle = problems.take("circle", id(self.circle.as_deref()));
        let kind = problems.take("kind", optional(self.kind.as_deref(), Kind::from_word));
        let state = problems.take("state", optional(self.state.as_deref(), AskState::from_word));
        Ok(problems.build(|| Some((circle?, kind?, state?)))?)
    }
}

fn optional<T>(
    text: Option<&str>,
    from_word: impl Fn(&str) -> Option<T>,
) -> std::result::Result<Option<T>, Problem> {
    match text.map(str::trim) {
        None | Some("") => Ok(None),
        Some(word) => from_word(word).map(Some).ok_or_else(|| Problem::new("choice")),
    }
}

/// The asks that the members of a circle see, where the person who acts may look into it.
fn rows_in(cx: &mut Cx<'_, '_>, here: &InCircle, state: AskState, slice: Slice) -> Result<Vec<CardRow>> {
    let me = cx.me()?;
    cx.require(here.standings, Thing::CircleInside, Verb::See)?;
    Ok(ask_cards::in_circle(cx.tx, me, (here.circle.id, &here.circle.name), state, slice)?)
}

fn cards(rows: Vec<CardRow>, me: mutua_domain::id::PersonId) -> Vec<AskCard> {
    rows.into_iter().map(|row| view::card(row, me)).collect()
}

fn newest(limit: i64) -> Slice {
    Slice { before: Uuid::max(), kind: None, limit }
}

/// The open asks of a circle, for its page.
///
/// # Errors
/// Where the circle isn't open to the person who acts.
pub fn open_in_circle(cx: &mut Cx<'_, '_>, circle: CircleId, limit: i64) -> Result<Vec<AskCard>> {
    let here = standing::to_circle(cx, circle)?;
    open_in(cx, &here, limit)
}

/// The same, where it is known how the person who acts stands to the circle.
pub(crate) fn open_in(cx: &mut Cx<'_, '_>, here: &InCircle, limit: i64) -> Result<Vec<AskCard>> {
    let me = cx.me()?;
    Ok(cards(rows_in(cx, here, AskState::Open, newest(limit))?, me))
}

/// The newest open asks that reach the person who acts.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn reaching_me(cx: &mut Cx<'_, '_>, limit: i64) -> Result<Vec<AskCard>> {
    let me = cx.me()?;
    Ok(cards(ask_cards::reaching(cx.tx, me, newest(limit))?, me))
}

/// What the person who acts could do in circles from which they take no break: chosen ones first, then the nearest.
pub(crate) fn near(cx: &mut Cx<'_, '_>, limit: i64) -> Result<Vec<AskCard>> {
    let me = cx.me()?;
    Ok(cards(ask_cards::near(cx.tx, me, limit)?, me))
}

/// The open asks of the person who acts: those with pledges to answer first, then those that may no longer be needed.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub(crate) fn my_open(cx: &mut Cx<'_, '_>, limit: i64) -> Result<Vec<AskCard>> {
    let me = cx.me()?;
    let mut cards = cards(ask_cards::mine(cx.tx, me, Some(AskState::Open), None, newest(limit))?, me);
    cards.sort_by_key(|card| (card.pledges_waiting == 0, !card.still_needed));
    Ok(cards)
}
