//! What a reader is shown of an ask. Who asks is shown here or not at all.

use std::collections::HashSet;

use jiff::Timestamp;
use mutua_domain::{
    id::{AskId, AskTimeId, CircleId, PersonId, PledgeId},
    kind::Kind,
    life::{AskState, AskWhen, Effort, PledgeState},
    policy::{self, Standing, Standings, Thing, Verb},
};
use mutua_storage::tables::{
    ask_cards::{self, CardReach, CardRow},
    asks::{self, AskRow},
    pledges,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{life, reach};
use crate::{
    blocks,
    cx::Cx,
    error::{Error, Result},
    pledges::PledgeView,
    standing::{self, InAsk},
};

/// The most pledges that are shown of one ask.
const PLEDGES_MOST: i64 = 200;

/// A person by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PersonRef {
    /// Their id.
    pub id: PersonId,
    /// Their name.
    pub name: String,
}

/// A circle by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CircleRef {
    /// Its id.
    pub id: CircleId,
    /// Its name.
    pub name: String,
}

/// Who sees an ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Audience {
    /// How many people its asker chose.
    pub chosen: i64,
    /// How many circles see it.
    pub circles: i64,
    /// The widest of them.
    pub widest: Option<String>,
}

/// A time to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AskTimeView {
    /// Its id.
    pub id: AskTimeId,
    /// When it begins.
    #[schema(value_type = String, format = DateTime)]
    pub starts_at: Timestamp,
    /// When it ends.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub ends_at: Option<Timestamp>,
}

/// How to reach the other side of an accepted pledge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Contact {
    /// Who it is.
    pub person: PersonRef,
    /// How they want to be reached, in their own words.
    pub reach: Option<String>,
    /// Their address for mail.
    pub email: Option<String>,
}

/// An ask as lists show it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AskCard {
    /// Its id.
    pub id: AskId,
    /// The circle in which it was asked.
    pub circle: CircleRef,
    /// What is needed.
    pub title: String,
    /// A little more about it.
    pub words: Option<String>,
    /// The kind of help.
    pub kind: Kind,
    /// How much it asks, roughly.
    pub effort: Effort,
    /// When it is for.
    pub timing: AskWhen,
    /// The end of the last day on which it helps.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_at: Option<Timestamp>,
    /// Where.
    pub place: Option<String>,
    /// Who asks; left out where the ask is anonymous and the reader has no accepted pledge for it.
    pub asker: Option<PersonRef>,
    /// Who wrote it on the asker's behalf, until the asker takes it over.
    pub writer: Option<PersonRef>,
    /// Whether the name is kept back until a pledge is accepted.
    pub anonymous: bool,
    /// Where it stands.
    pub state: AskState,
    /// Who sees it.
    pub audience: Audience,
    /// How many helpers it takes.
    pub helpers_wanted: i64,
    /// How many have been found.
    pub helpers_found: i64,
    /// How many pledges wait for the asker's answer.
    pub pledges_waiting: i64,
    /// Whether it is the reader's own.
    pub mine: bool,
    /// Where the reader's own pledge stands, if it still does.
    pub my_pledge: Option<PledgeState>,
    /// Whether the asker chose the reader.
    pub chose_me: bool,
    /// Whether its asker was asked if it is still needed, and hasn't answered; told to the asker alone.
    pub still_needed: bool,
    /// Until when it stays open.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
    /// When it was opened.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
}

/// What the reader may do with an ask now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct May {
    /// Change its words.
    pub edit: bool,
    /// Open it to the next wider circle.
    pub widen: bool,
    /// End it.
    pub end: bool,
    /// Open it again.
    pub reopen: bool,
    /// Make it their own.
    pub take_over: bool,
    /// Pledge for it.
    pub pledge: bool,
    /// Read and write its thread.
    pub talk: bool,
}

/// An ask in full, as one reader may see it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AskView {
    /// What lists show too.
    #[serde(flatten)]
    pub card: AskCard,
    /// Times to choose from.
    pub times: Vec<AskTimeView>,
    /// The circles whose members see it, from the first to the widest.
    pub circles: Vec<CircleRef>,
    /// The people who were chosen; told to the asker alone.
    pub chosen: Vec<PersonRef>,
    /// The circle that widening would add; told to the asker alone.
    pub wider: Option<CircleRef>,
    /// When it widens by itself, as its asker agreed; told to the asker alone.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub widens_at: Option<Timestamp>,
    /// When it was closed.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub closed_at: Option<Timestamp>,
    /// For the asker every pledge, for others their own.
    pub pledges: Vec<PledgeView>,
    /// How to reach the other side, while an accepted pledge stands.
    pub contacts: Vec<Contact>,
    /// Whether the reader takes a break and would have to come back to pledge.
    pub paused: bool,
    /// What the reader may do now.
    pub may: May,
}

/// A person by name.
pub(crate) const fn person_ref(id: PersonId, name: String) -> PersonRef {
    PersonRef { id, name }
}

/// Whether someone who stands so to an ask may know who asks.
pub(crate) fn may_name_asker(anonymous: bool, standings: Standings) -> bool {
    !anonymous || policy::allows(standings, Thing::AskerName, Verb::See)
}

/// A card for a reader.
pub(super) fn card(row: CardRow, reader: PersonId) -> AskCard {
    let mine = standing::is_one_who_asks((row.asker_id, row.writer_id), reader);
    let standings =
        Standings::NONE.and_if(mine, Standing::Asker).and_if(row.pledges.mine_accepted > 0, Standing::Giver);
    let named = may_name_asker(row.anonymous, standings);
    let CardReach { circles, widest } = row.reach;
    let widest = widest.or_else(|| (circles > 0).then(|| row.circle.clone()));
    AskCard {
        id: row.id,
        circle: CircleRef { id: row.circle_id, name: row.circle },
        title: row.title,
        words: row.words,
        kind: row.kind,
        effort: row.effort,
        timing: row.timing,
        due_at: row.due_at,
        place: row.place,
        asker: named.then(|| person_ref(row.asker_id, row.asker)),
        writer: row.writer.filter(|_| named).map(|name| person_ref(row.writer_id, name)),
        anonymous: row.anonymous,
        state: row.state,
        audience: Audience { chosen: row.chosen.people, circles, widest },
        helpers_wanted: row.helpers_wanted,
        helpers_found: row.pledges.accepted,
        pledges_waiting: row.pledges.made,
        mine,
        my_pledge: if row.pledges.mine_accepted > 0 {
            Some(PledgeState::Accepted)
        } else {
            (row.pledges.mine_made > 0).then_some(PledgeState::Made)
        },
        chose_me: row.chosen.me,
        still_needed: mine && row.state == AskState::Open && row.probed_at.is_some(),
        expires_at: row.expires_at,
        created_at: row.created_at,
    }
}

/// The card of an ask, for the person who acts.
pub(crate) fn card_of(cx: &mut Cx<'_, '_>, ask: &AskRow) -> Result<AskCard> {
    let me = cx.me()?;
    Ok(card(ask_cards::card(cx.tx, me, ask.id)?.ok_or(Error::NotFound)?, me))
}

/// An ask, for someone whom it reaches or whom it concerns.
///
/// # Errors
/// Where there is none, or it isn't open to the person who acts.
pub fn show(cx: &mut Cx<'_, '_>, id: AskId) -> Result<AskView> {
    let seen = standing::to_ask(cx, id)?;
    cx.require(seen.standings, Thing::Ask, Verb::See)?;
    let card = card_of(cx, &seen.ask)?;
    let times = asks::times(cx.tx, (seen.ask.circle_id, seen.ask.id))?
        .into_iter()
        .map(|time| AskTimeView { id: time.id, starts_at: time.starts_at, ends_at: time.ends_at })
        .collect();
    let circles = asks::reaches(cx.tx, &seen.ask)?
        .into_iter()
        .map(|circle| CircleRef { id: circle.id, name: circle.name })
        .collect();
    let mine = life::is_mine(&seen);
    let chosen = if mine { chosen(cx, &seen.ask)? } else { Vec::new() };
    let wider = if mine && seen.ask.state == AskState::Open { wider(cx, &seen.ask)? } else { None };
    let pledges = shown_pledges(cx, &seen, &card)?;
    let contacts = contacts(cx, &seen, &pledges)?;
    let may = may(cx, &seen, &card, wider.is_some());
    Ok(AskView {
        card,
        times,
        circles,
        chosen,
        wider,
        widens_at: seen.ask.widen_at.filter(|_| mine && seen.ask.state == AskState::Open),
        closed_at: seen.ask.closed_at,
        pledges,
        contacts,
        paused: is_paused(seen.standings),
        may,
    })
}

/// Whether someone takes a break from every circle through which an ask reaches them.
pub(crate) const fn is_paused(standings: Standings) -> bool {
    standings.has(Standing::Paused) && !standings.has(Standing::Member) && !standings.has(Standing::Guest)
}

fn chosen(cx: &mut Cx<'_, '_>, ask: &AskRow) -> Result<Vec<PersonRef>> {
    let mut people: Vec<PersonRef> =
        asks::chosen(cx.tx, ask)?.into_iter().map(|row| person_ref(row.id, row.name)).collect();
    people.sort_by_cached_key(|person| person.name.to_lowercase());
    Ok(people)
}

fn wider(cx: &mut Cx<'_, '_>, ask: &AskRow) -> Result<Option<CircleRef>> {
    Ok(reach::next_wider(cx, ask)?.map(|circle| CircleRef { id: circle.id, name: circle.name }))
}

/// For the asker every pledge but those of persons from whom a block parts them; for others their own last one.
fn shown_pledges(cx: &mut Cx<'_, '_>, seen: &InAsk, card: &AskCard) -> Result<Vec<PledgeView>> {
    let me = cx.me()?;
    let mine = life::is_mine(seen);
    let own: Option<PledgeId> = seen.pledge.as_ref().map(|pledge| pledge.id);
    if !mine && own.is_none() {
        return Ok(Vec::new());
    }
    let blocked = if mine { blocks::against_me(cx)? } else { HashSet::new() };
    Ok(pledges::of_ask(cx.tx, seen.ask.id, PLEDGES_MOST)?
        .into_iter()
        .filter(|row| mine || Some(row.pledge.id) == own)
        .filter(|row| !blocked.contains(&row.pledge.person_id))
        .map(|row| PledgeView::of_ask(row, card, me))
        .collect())
}

/// Contact details, both ways, while an accepted pledge stands. While an ask is written on another's behalf it is the
/// writer who deals with those who help, so it is the writer who is reached.
fn contacts(cx: &mut Cx<'_, '_>, seen: &InAsk, pledges: &[PledgeView]) -> Result<Vec<Contact>> {
    if !cx.may(seen.standings, Thing::Contact, Verb::See) {
        return Ok(Vec::new());
    }
    let accepted = pledges.iter().filter(|pledge| pledge.state == PledgeState::Accepted);
    let people: Vec<PersonId> = if life::is_mine(seen) {
        accepted.map(|pledge| pledge.person.id).collect()
    } else {
        accepted.map(|_| seen.ask.writer_id).collect()
    };
    let mut contacts = Vec::new();
    for person in people {
        if let Some(row) = asks::contact(cx.tx, person)? {
            contacts.push(Contact {
                person: person_ref(row.id, row.name),
                reach: row.reach,
                email: row.email,
            });
        }
    }
    Ok(contacts)
}

fn may(cx: &Cx<'_, '_>, seen: &InAsk, card: &AskCard, has_wider: bool) -> May {
    let open = seen.ask.state == AskState::Open;
    let edit = cx.may(seen.standings, Thing::Ask, Verb::Edit);
    let end = cx.may(seen.standings, Thing::Ask, Verb::End);
    let live = seen.pledge.as_ref().is_some_and(|pledge| pledge.state.is_live());
    May {
        edit: edit && open,
        widen: edit && open && has_wider,
        end: end && open,
        reopen: edit && seen.ask.state.may_become(AskState::Open),
        take_over: edit
            && seen.ask.writer_id != seen.ask.asker_id
            && cx.me().is_ok_and(|me| me == seen.ask.asker_id),
        pledge: open
            && !card.mine
            && !live
            && !is_paused(seen.standings)
            && card.helpers_found < card.helpers_wanted
            && cx.may(seen.standings, Thing::Pledge, Verb::Create),
        talk: cx.may(seen.standings, Thing::Thread, Verb::Create),
    }
}
