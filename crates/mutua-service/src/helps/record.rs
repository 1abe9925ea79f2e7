//! Helps that no ask came before.

use jiff::SignedDuration;
use mutua_domain::{
    id::{CircleId, HelpId, PersonId},
    life::Side,
    policy::{Thing, Verb},
};
use mutua_storage::tables::helps::{self, HelpRow};

use super::{
    input::{RecordInput, Recorded, Typed},
    tell,
    view::{self, HelpView},
};
use crate::{
    cx::Cx,
    error::{Error, Result},
    standing,
};

/// Within this time, the same help told by the same person is a form that was sent twice.
const TWICE: SignedDuration = SignedDuration::from_mins(2);

/// Someone with whom the person who acts shares a circle.
#[derive(Debug, Clone)]
pub struct Companion {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The circles that both are in.
    pub circles: Vec<(CircleId, String)>,
}

/// With whom the person who acts can have helped, by name.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn company(cx: &mut Cx<'_, '_>) -> Result<Vec<Companion>> {
    let me = cx.me()?;
    let mut company: Vec<Companion> = Vec::new();
    let mut rows = helps::company(cx.tx, me)?;
    rows.sort_by_cached_key(|row| {
        (row.person_name.to_lowercase(), row.person_id, row.circle_name.to_lowercase())
    });
    for row in rows {
        let circle = (row.circle_id, row.circle_name);
        match company.last_mut().filter(|last| last.person == row.person_id) {
            Some(last) => last.circles.push(circle),
            None => company.push(Companion {
                person: row.person_id,
                name: row.person_name,
                circles: vec![circle],
            }),
        }
    }
    Ok(company)
}

/// Writes down a help that no ask came before. The other side is told, and can agree, tell it differently, or say that
/// it wasn't so.
///
/// # Errors
/// Its problems; a person with whom they share no circle; a circle that the two don't share.
pub fn record(cx: &mut Cx<'_, '_>, input: &RecordInput) -> Result<HelpView> {
    let me = cx.me()?;
    let recorded = input.parse(&Typed::by(cx)?)?;
    let circle = shared_circle(cx, me, &recorded)?;
    let within = standing::to_circle(cx, circle)?;
    cx.require(within.standings, Thing::Help, Verb::Create)?;
    let Recorded { with, side, kind, told, .. } = recorded;
    let (giver_id, receiver_id) = if side == Side::Giver { (me, with) } else { (with, me) };
    let help = HelpRow {
        circle_id: circle,
        id: cx.id(),
        ask_id: None,
        pledge_id: None,
        giver_id,
        receiver_id,
        kind,
        happened_at: told.happened_at.unwrap_or(cx.now),
        created_at: cx.now,
    };
    let since = cx.now.checked_sub(TWICE).unwrap_or(cx.now);
    let words = told.words.as_ref().map(ToString::to_string);
    let before = helps::just_told(cx.tx, me, &help, since)?;
    let twice = before
        .into_iter()
        .find(|said| (said.outcome, said.minutes, &said.words) == (told.outcome, told.minutes, &words));
    let id: HelpId = match twice {
        Some(said) => said.id,
        None => {
            helps::put(cx.tx, &help)?;
            let row = helps::find(cx.tx, help.id)?.ok_or(Error::NotFound)?;
            tell::put(cx, &row, side, told)?;
            help.id
        }
    };
    view::show(cx, id)
}

/// The circle in which it was: the one that was named, or the only one that both are in.
fn shared_circle(cx: &mut Cx<'_, '_>, me: PersonId, recorded: &Recorded) -> Result<CircleId> {
    let shared = helps::shared_circles(cx.tx, me, recorded.with)?;
    if recorded.with == me || shared.is_empty() {
        return Err(Error::invalid("with", "choice"));
    }
    match (recorded.circle, shared.as_slice()) {
        (Some(circle), shared) if shared.contains(&circle) => Ok(circle),
        (Some(_), _) => Err(Error::invalid("circle", "not-shared")),
        (None, [only]) => Ok(*only),
        (None, _) => Err(Error::invalid("circle", "required")),
    }
}
