//! Pledges: making, answering, taking back.
//!
//! One that still stands per person and ask. What comes of it is told elsewhere: a help ends its pledge.

use jiff::{SignedDuration, Timestamp};
use mutua_domain::{
    Problems,
    id::{AskId, AskTimeId, PersonId, PledgeId},
    kind::Kind,
    life::{AskState, AskWhen, NoticeKind, PledgeState, PledgeWish},
    policy::{Standing, Standings, Thing, Verb},
    text::Words,
};
use mutua_storage::tables::{
    asks::{self, AskRow, TimeRow},
    messages,
    pledges::{self, MyPledgeRow, NamedPledgeRow, PledgeRow},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    asks::{
        AskCard, AskTimeView, PersonRef, found, is_paused, may_name_asker, person_ref,
        reach::{self, about, from_asker, tell_askers},
    },
    cx::Cx,
    error::{Error, Result},
    jobs::{self, Job},
    notices::{self, Notice},
    page::{Page, PageInput},
    standing::{self, InAsk, InPledge},
};

mod wish;

pub use wish::{WishInput, wish};

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// A pledge, as it was typed.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct PledgeInput {
    /// A few words to the asker.
    pub words: Option<String>,
    /// The id of one of the ask's times, where it leaves a choice.
    pub time: Option<String>,
}

/// A word with an answer, or with taking a pledge back.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct ReplyInput {
    /// What to say.
    pub words: Option<String>,
}

/// What a pledge is for.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PledgeAsk {
    /// The ask's id.
    pub id: AskId,
    /// What is needed.
    pub title: String,
    /// The kind of help.
    pub kind: Kind,
    /// Where the ask stands.
    pub state: AskState,
    /// Who asks, where the reader may know.
    pub asker: Option<PersonRef>,
    /// The circle in which it was asked.
    pub circle: String,
    /// The end of the last day on which it helps.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_at: Option<Timestamp>,
}

/// A pledge, for its maker or the asker.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PledgeView {
    /// Its id.
    pub id: PledgeId,
    /// What it is for.
    pub ask: PledgeAsk,
    /// Who made it.
    pub person: PersonRef,
    /// Whether the reader made it.
    pub mine: bool,
    /// A few words to the asker.
    pub words: Option<String>,
    /// Where it stands.
    pub state: PledgeState,
    /// The time that was chosen.
    pub time: Option<AskTimeView>,
    /// What was said when it was answered or taken back.
    pub reply: Option<String>,
    /// Whether it was taken back after it had been accepted.
    pub late: bool,
    /// What its maker wishes for, where it has become much for them.
    pub wish: Option<PledgeWish>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// When it last changed.
    #[schema(value_type = String, format = DateTime)]
    pub changed_at: Timestamp,
}

impl PledgeView {
    fn new(
        pledge: PledgeRow,
        ask: PledgeAsk,
        person: PersonRef,
        mine: bool,
        time: Option<AskTimeView>,
    ) -> Self {
        Self {
            id: pledge.id,
            ask,
            person,
            mine,
            words: pledge.words,
            state: pledge.state,
            time,
            reply: pledge.reply,
            late: pledge.late,
            wish: pledge.wish,
            created_at: pledge.created_at,
            changed_at: pledge.changed_at,
        }
    }

    /// One of the pledges that a page of an ask shows.
    pub(crate) fn of_ask(row: NamedPledgeRow, card: &AskCard, reader: PersonId) -> Self {
        let ask = PledgeAsk {
            id: card.id,
            title: card.title.clone(),
            kind: card.kind,
            state: card.state,
            asker: card.asker.clone(),
            circle: card.circle.name.clone(),
            due_at: card.due_at,
        };
        let time = time_view(row.pledge.time_id, row.starts_at, row.ends_at);
        let person = person_ref(row.pledge.person_id, row.name);
        let mine = person.id == reader;
        Self::new(row.pledge, ask, person, mine, time)
    }

    fn mine(row: MyPledgeRow, me: &crate::Person) -> Self {
        let gives = matches!(row.pledge.state, PledgeState::Accepted | PledgeState::Done);
        let standings = Standings::NONE.and_if(gives, Standing::Giver);
        let named = may_name_asker(row.anonymous, standings);
        let ask = PledgeAsk {
            id: row.pledge.ask_id,
            title: row.title,
            kind: row.kind,
            state: row.ask_state,
            asker: named.then(|| person_ref(row.asker_id, row.asker)),
            circle: row.circle,
            due_at: row.due_at,
        };
        let time = time_view(row.pledge.time_id, row.starts_at, row.ends_at);
        Self::new(row.pledge, ask, person_ref(me.id, me.name.clone()), true, time)
    }

    /// The moment for which it was promised: the chosen time, or the last day.
    pub fn when(&self) -> Option<Timestamp> {
        self.time.as_ref().map(|time| time.starts_at).or(self.ask.due_at)
    }
}

fn time_view(
    id: Option<AskTimeId>,
    starts_at: Option<Timestamp>,
    ends_at: Option<Timestamp>,
) -> Option<AskTimeView> {
    Some(AskTimeView { id: id?, starts_at: starts_at?, ends_at })
}

/// Pledges for an ask.
///
/// # Errors
/// Problems of the words or the time; an ask that is one's own (`own-ask`), or during a break (`paused`); one that is
/// closed (`ask-closed`), has found its helpers (`ask-full`), or for which one has pledged (`already-pledged`).
pub fn pledge(cx: &mut Cx<'_, '_>, id: AskId, input: &PledgeInput) -> Result<PledgeView> {
    let me = cx.person()?.clone();
    let seen = standing::to_ask(cx, id)?;
    cx.require(seen.standings, Thing::Ask, Verb::See)?;
    may_pledge(cx, &seen)?;
    let ask = &seen.ask;
    let (words, time) = parse(cx, ask, input)?;
    let pledge = PledgeRow {
        circle_id: ask.circle_id,
        id: cx.id(),
        ask_id: ask.id,
        person_id: me.id,
        words: words.map(Words::into_string),
        state: PledgeState::Made,
        time_id: time.as_ref().map(|time| time.id),
        reply: None,
        late: false,
        wish: None,
        created_at: cx.now,
        changed_at: cx.now,
    };
    pledges::create(cx.tx, &pledge)?;
    if ask.first_pledge_at.is_none() {
        asks::set_first_pledge(cx.tx, ask, cx.now)?;
    }
    let notice = Notice { actor: Some(pledge.person_id), ..about(ask, NoticeKind::Pledge, "pledge-made") };
    tell_askers(cx, ask, notice)?;
    moved(cx, ask, &pledge)?;
    let (circle, asker) = asks::names(cx.tx, ask)?.ok_or(Error::NotFound)?;
    let row = MyPledgeRow {
        pledge,
        title: seen.ask.title,
        kind: seen.ask.kind,
        ask_state: seen.ask.state,
        due_at: seen.ask.due_at,
        anonymous: seen.ask.anonymous,
        asker_id: seen.ask.asker_id,
        asker,
        circle,
        starts_at: time.as_ref().map(|time| time.starts_at),
        ends_at: time.and_then(|time| time.ends_at),
    };
    Ok(PledgeView::mine(row, &me))
}

fn may_pledge(cx: &mut Cx<'_, '_>, seen: &InAsk) -> Result<()> {
    if seen.standings.has(Standing::Asker) {
        return Err(Error::Refused("own-ask"));
    }
    if is_paused(seen.standings) {
        return Err(Error::Refused("paused"));
    }
    cx.require(seen.standings, Thing::Pledge, Verb::Create)?;
    if seen.ask.state != AskState::Open {
        return Err(Error::Conflict("ask-closed"));
    }
    if seen.pledge.as_ref().is_some_and(|pledge| pledge.state.is_live()) {
        return Err(Error::Conflict("already-pledged"));
    }
    if found(cx, &seen.ask)? >= seen.ask.helpers_wanted {
        return Err(Error::Conflict("ask-full"));
    }
    Ok(())
}

/// The words, and the time that was chosen.
fn parse(cx: &mut Cx<'_, '_>, ask: &AskRow, input: &PledgeInput) -> Result<(Option<Words>, Option<TimeRow>)> {
    let mut problems = Problems::new();
    let words = problems.take("words", Words::optional(input.words.as_deref()));
    let id: Option<Option<AskTimeId>> = problems.take("time", crate::asks::parse_id(input.time.as_deref()));
    let mut time = None;
    // Most asks leave no times to choose from, and most pledges choose none.
    if let Some(id) = id.filter(|id| id.is_some() || ask.timing == AskWhen::Choices) {
        let times = asks::times(cx.tx, (ask.circle_id, ask.id))?;
        let is_needed = id.is_none() && !times.is_empty();
        time = times.into_iter().find(|known| Some(known.id) == id);
        if is_needed {
            problems.add("time", mutua_domain::Problem::new("required"));
        } else if id.is_some() && time.is_none() {
            problems.add("time", mutua_domain::Problem::new("choice"));
        }
    }
    Ok(problems.build(|| Some((words?, time)))?)
}

/// Tells open pages that a pledge moved.
fn moved(cx: &mut Cx<'_, '_>, ask: &AskRow, pledge: &PledgeRow) -> Result<()> {
    cx.tx.announce(crate::live::person(pledge.person_id));
    reach::announce(cx, ask)
}

/// A pledge that the person who acts may answer, or take back.
fn find(cx: &mut Cx<'_, '_>, id: PledgeId, verb: Verb) -> Result<(PledgeRow, AskRow)> {
    let InPledge { pledge, ask, standings } = standing::to_pledge(cx, id)?;
    cx.require(standings, Thing::Pledge, verb)?;
    Ok((pledge, ask))
}

/// Moves a pledge to a state that may follow its own.
fn move_to(
    cx: &mut Cx<'_, '_>,
    pledge: &PledgeRow,
    to: PledgeState,
    words: Option<&str>,
    late: bool,
) -> Result<()> {
    if pledge.state.may_become(to) && pledges::set_state(cx.tx, pledge, to, words, late, cx.now)? {
        return Ok(());
    }
    Err(Error::Conflict("pledge-moved"))
}

/// Says yes to a pledge. From now on both sides see how to reach each other.
///
/// # Errors
/// Where it isn't theirs to answer; an ask that is closed (`ask-closed`) or has found its helpers (`ask-full`); a
/// pledge that no longer waits (`pledge-moved`).
pub fn accept(cx: &mut Cx<'_, '_>, id: PledgeId) -> Result<PledgeView> {
    let (pledge, ask) = find(cx, id, Verb::Answer)?;
    if pledge.state != PledgeState::Made {
        return Err(Error::Conflict("pledge-moved"));
    }
    if ask.state != AskState::Open {
        return Err(Error::Conflict("ask-closed"));
    }
    if found(cx, &ask)? >= ask.helpers_wanted {
        return Err(Error::Conflict("ask-full"));
    }
    move_to(cx, &pledge, PledgeState::Accepted, None, false)?;
    notices::tell(cx, pledge.person_id, from_asker(&ask, NoticeKind::Answer, "pledge-accepted"))?;
    plan_reminder(cx, &ask, &pledge)?;
    wish::meet(cx, &ask)?;
    moved(cx, &ask, &pledge)?;
    show(cx, id)
}

/// Says no to a pledge, kindly: with words of one's own, or with those that the page has for it.
///
/// # Errors
/// Where it isn't theirs to answer, or it no longer waits (`pledge-moved`).
pub fn decline(cx: &mut Cx<'_, '_>, id: PledgeId, input: &ReplyInput) -> Result<PledgeView> {
    let (pledge, ask) = find(cx, id, Verb::Answer)?;
    if pledge.state != PledgeState::Made {
        return Err(Error::Conflict("pledge-moved"));
    }
    let words = reply(input)?;
    decline_one(cx, &ask, &pledge, words.as_ref().map(Words::as_str))?;
    show(cx, id)
}

fn decline_one(cx: &mut Cx<'_, '_>, ask: &AskRow, pledge: &PledgeRow, words: Option<&str>) -> Result<()> {
    move_to(cx, pledge, PledgeState::Declined, words, false)?;
    notices::tell(cx, pledge.person_id, from_asker(ask, NoticeKind::Answer, "pledge-declined"))?;
    moved(cx, ask, pledge)
}

/// Says no, kindly, to all pledges that still wait: for when enough helpers have been found. How many those were.
///
/// # Errors
/// Where the ask isn't theirs.
pub fn decline_rest(cx: &mut Cx<'_, '_>, id: AskId) -> Result<usize> {
    let InAsk { ask, standings, .. } = standing::to_ask(cx, id)?;
    cx.require(standings, Thing::Pledge, Verb::Answer)?;
    let waiting = pledges::in_state(cx.tx, id, PledgeState::Made)?;
    for pledge in &waiting {
        decline_one(cx, &ask, pledge, None)?;
    }
    Ok(waiting.len())
}

/// Takes one's own pledge back, with a word. The asker is told, and the place is free again.
///
/// # Errors
/// Where it isn't theirs, or is over (`pledge-moved`).
pub fn withdraw(cx: &mut Cx<'_, '_>, id: PledgeId, input: &ReplyInput) -> Result<PledgeView> {
    let (pledge, _) = find(cx, id, Verb::End)?;
    let words = reply(input)?;
    take_back(cx, &pledge, words.as_ref().map(Words::as_str))?;
    show(cx, id)
}

/// A pledge falls away because of the one who made it.
pub(crate) fn take_back(cx: &mut Cx<'_, '_>, pledge: &PledgeRow, words: Option<&str>) -> Result<()> {
    let ask = asks::find(cx.tx, pledge.ask_id)?.ok_or(Error::NotFound)?;
    let late = pledge.state == PledgeState::Accepted;
    move_to(cx, pledge, PledgeState::Withdrawn, words, late)?;
    let notice =
        Notice { actor: Some(pledge.person_id), ..about(&ask, NoticeKind::Pledge, "pledge-withdrawn") };
    tell_askers(cx, &ask, notice)?;
    moved(cx, &ask, pledge)
}

fn reply(input: &ReplyInput) -> Result<Option<Words>> {
    let mut problems = Problems::new();
    let words = problems.take("words", Words::optional(input.words.as_deref()));
    Ok(problems.build(|| words)?)
}

/// A pledge, for its maker or the asker.
///
/// # Errors
/// Where there is none, or it is neither theirs nor for an ask of theirs.
pub fn show(cx: &mut Cx<'_, '_>, id: PledgeId) -> Result<PledgeView> {
    let InPledge { pledge, ask, standings } = standing::to_pledge(cx, id)?;
    cx.require(standings, Thing::Pledge, Verb::See)?;
    let me = cx.me()?;
    let row = pledges::named(cx.tx, pledge.id)?.ok_or(Error::NotFound)?;
    let card = crate::asks::card_of(cx, &ask)?;
    Ok(PledgeView::of_ask(row, &card, me))
}

/// The pledges of the person who acts, newest first.
///
/// # Errors
/// A cursor that isn't one, or what the database says.
pub fn mine(cx: &mut Cx<'_, '_>, page: &PageInput) -> Result<Page<PledgeView>> {
    let me = cx.person()?.clone();
    let cursor = page.parse()?;
    let rows = pledges::mine(cx.tx, me.id, cursor.before, cursor.fetch())?;
    let views = rows.into_iter().map(|row| PledgeView::mine(row, &me)).collect();
    Ok(cursor.page(views, |view: &PledgeView| view.id.0))
}

/// What the person who acts has promised and not yet done: what comes first, first.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn promised(cx: &mut Cx<'_, '_>, limit: i64) -> Result<Vec<PledgeView>> {
    let me = cx.person()?.clone();
    let mut views: Vec<PledgeView> =
        pledges::promised(cx.tx, me.id, limit)?.into_iter().map(|row| PledgeView::mine(row, &me)).collect();
    views.sort_by_key(|view| {
        (view.state != PledgeState::Accepted, view.when().unwrap_or(Timestamp::MAX), view.created_at)
    });
    Ok(views)
}

/// The moment for which something was promised.
fn promised_for(cx: &mut Cx<'_, '_>, ask: &AskRow, pledge: &PledgeRow) -> Result<Option<Timestamp>> {
    Ok(pledges::time_of(cx.tx, pledge)?.map(|(starts_at, _)| starts_at).or(ask.due_at))
}

fn plan_reminder(cx: &mut Cx<'_, '_>, ask: &AskRow, pledge: &PledgeRow) -> Result<()> {
    let Some(at) = promised_for(cx, ask, pledge)? else { return Ok(()) };
    match at.checked_sub(DAY) {
        Ok(before) if before > cx.now => jobs::schedule(cx, Job::RemindPledge, pledge.id, before),
        _ => Ok(()),
    }
}

/// Plans the reminders of an ask anew, after its time changed.
pub(crate) fn plan_reminders(cx: &mut Cx<'_, '_>, id: AskId) -> Result<()> {
    let Some(ask) = asks::find(cx.tx, id)? else { return Ok(()) };
    for pledge in pledges::in_state(cx.tx, id, PledgeState::Accepted)? {
        plan_reminder(cx, &ask, &pledge)?;
    }
    Ok(())
}

/// Reminds of an accepted pledge a day before. For the worker.
///
/// # Errors
/// What the database says.
pub fn remind(cx: &mut Cx<'_, '_>, id: PledgeId) -> Result<()> {
    let Some(pledge) = pledges::find(cx.tx, id)? else { return Ok(()) };
    let Some(ask) = asks::find(cx.tx, pledge.ask_id)? else { return Ok(()) };
    let Some(at) = promised_for(cx, &ask, &pledge)? else { return Ok(()) };
    let near = at > cx.now && at.duration_since(cx.now) <= DAY;
    if pledge.state != PledgeState::Accepted || !near {
        return Ok(());
    }
    let since = cx.now.checked_sub(DAY * 2).unwrap_or(cx.now);
    if messages::told_since(cx.tx, pledge.person_id, ask.id, "reminder", since)? {
        return Ok(());
    }
    notices::tell(cx, pledge.person_id, from_asker(&ask, NoticeKind::Reminder, "reminder"))
}
