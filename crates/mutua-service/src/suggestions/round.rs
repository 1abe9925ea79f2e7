//! Matching the open asks of a circle with its members in one go, for a steward of a circle that wants it.
//!
//! Each who could help is asked, and they alone know of it: a steward learns how many asks were suggested to someone and
//! which found nobody, not to whom one went, who has room, or who takes a break.

use std::collections::{BTreeMap, BTreeSet};

use mutua_analysis::flow::matching::{Instance, matching, reasons};
use mutua_domain::{
    capacity::places,
    id::{AskId, CircleId, PersonId},
    life::NoticeKind,
    policy::{Thing, Verb},
};
use mutua_storage::tables::{asks::AskRow, suggestions};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    STANDS, defect,
    fit::{self, Nearness, Needed, Offered},
    times,
};
use crate::{
    asks,
    capacity::load::{self, Ready},
    cx::Cx,
    error::{Error, Result},
    live,
    notices::{self, Notice},
    standing,
};

/// The most asks of one round.
const MOST: i64 = 200;

/// An ask by its title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AskRef {
    /// Its id.
    pub id: AskId,
    /// What is needed.
    pub title: String,
}

/// What came of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RoundView {
    /// How many open asks still need someone, and have no pledge that waits for an answer.
    pub open: usize,
    /// How many of them were suggested to someone now, or were before and still wait.
    pub suggested: usize,
    /// Those for which nobody was found who has room: they may need a wider circle.
    pub nobody: Vec<AskRef>,
}

/// Suggests each open ask of a circle to one who could do it, so that it costs least in all and nobody carries too much.
///
/// # Errors
/// `matching-off` where the circle doesn't want it; someone who isn't its steward.
pub fn make(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<RoundView> {
    let here = standing::to_circle(cx, circle)?;
    cx.require(here.standings, Thing::Suggestion, Verb::Create)?;
    if !here.circle.matching {
        return Err(Error::Refused("matching-off"));
    }
    let unmet = suggestions::unmet(cx.tx, circle, MOST)?;
    let past = Past::of(cx, circle)?;
    let open = unmet.len();
    let (waiting, to_match): (Vec<_>, Vec<_>) =
        unmet.into_iter().partition(|ask| past.waits.contains(&ask.id));
    let found = match_all(cx, circle, &to_match, &past)?;
    for (ask, person, reasons) in &found {
        suggestions::put(cx.tx, (circle, *ask, *person), reasons, cx.now)?;
        let notice = Notice {
            circle: Some(circle),
            ask: Some(*ask),
            ..Notice::new(NoticeKind::NewAsk, "ask-suggested")
        };
        notices::tell(cx, *person, notice)?;
        cx.tx.announce(live::person(*person));
    }
    let placed: BTreeSet<AskId> = found.iter().map(|(ask, ..)| *ask).collect();
    // Of asks that a block keeps from the steward, nothing is said.
    let visible: BTreeSet<AskId> = asks::open_in(cx, &here, MOST)?.into_iter().map(|card| card.id).collect();
    let nobody = to_match.into_iter().filter(|ask| !placed.contains(&ask.id) && visible.contains(&ask.id));
    Ok(RoundView {
        open,
        suggested: waiting.len() + found.len(),
        nobody: nobody.map(|ask| AskRef { id: ask.id, title: ask.title }).collect(),
    })
}

/// What has been between the asks of a circle and its members.
struct Past {
    /// Who pledged for an ask, or had it suggested: they have said what they had to say.
    answered: BTreeSet<(AskId, PersonId)>,
    /// Asks of which a suggestion waits for an answer.
    waits: BTreeSet<AskId>,
    /// How many suggestions wait for each person.
    waiting_for: BTreeMap<PersonId, u32>,
    blocks: BTreeSet<(PersonId, PersonId)>,
    helped: BTreeSet<(PersonId, PersonId)>,
}

impl Past {
    fn of(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<Self> {
        let since = cx.now.saturating_sub(STANDS).unwrap_or(cx.now);
        let pledged: BTreeSet<(AskId, PersonId)> = suggestions::pledged(cx.tx, circle)?.into_iter().collect();
        let mut past = Self {
            waits: BTreeSet::new(),
            waiting_for: BTreeMap::new(),
            blocks: suggestions::blocks_in(cx.tx, circle)?.into_iter().collect(),
            helped: suggestions::helped_in(cx.tx, circle)?.into_iter().collect(),
            answered: pledged.clone(),
        };
        for (ask, person, stands) in suggestions::of_circle(cx.tx, circle, since)? {
            past.answered.insert((ask, person));
            if stands && !pledged.contains(&(ask, person)) {
                past.waits.insert(ask);
                *past.waiting_for.entry(person).or_default() += 1;
            }
        }
        Ok(past)
    }

    fn blocked(&self, one: PersonId, other: PersonId) -> bool {
        self.blocks.contains(&(one, other)) || self.blocks.contains(&(other, one))
    }

    fn may_suggest(&self, ask: &AskRow, person: PersonId) -> bool {
        person != ask.asker_id
            && person != ask.writer_id
            && !self.answered.contains(&(ask.id, person))
            && !self.blocked(person, ask.asker_id)
            && !self.blocked(person, ask.writer_id)
    }

    /// Of an ask that names nobody, a tie would tell who asks.
    fn nearness(&self, ask: &AskRow, person: PersonId) -> Nearness {
        let helped = |one, other| self.helped.contains(&(one, other));
        if !ask.anonymous && (helped(person, ask.asker_id) || helped(ask.asker_id, person)) {
            Nearness::Tie
        } else {
            Nearness::Circle
        }
    }
}

/// A member with room.
struct Helper {
    person: PersonId,
    ready: Ready,
    offers: Vec<Offered>,
    left: i64,
    number: usize,
}

fn match_all(
    cx: &mut Cx<'_, '_>,
    circle: CircleId,
    asks: &[AskRow],
    past: &Past,
) -> Result<Vec<(AskId, PersonId, String)>> {
    let largest = asks.iter().map(|ask| ask.effort.minutes()).max().unwrap_or(0);
    let mut instance = Instance::builder();
    let helpers: Vec<Helper> = helpers(cx, circle)?
        .into_iter()
        .map(|(person, ready, offers)| {
            let waiting = past.waiting_for.get(&person).copied().unwrap_or(0);
            let left = ready.left().unwrap_or(i64::MAX);
            let number = instance.helper(capacity(&ready, largest, waiting), fit::SLOPE);
            Helper { person, ready, offers, left, number }
        })
        .collect();
    for ask in asks {
        let needed = needed(cx, ask)?;
        let number = instance.ask(Some(needed.unmet(cx.now)));
        for helper in &helpers {
            if ask.effort.minutes() <= helper.left && past.may_suggest(ask, helper.person) {
                let nearness = past.nearness(ask, helper.person);
                let fit = fit::fit(&needed, nearness, &helper.offers, &helper.ready, cx.now);
                // What they promised before makes each further ask heavier.
                let promised = fit::SLOPE * f64::from(helper.ready.load.promises);
                instance.candidate_by_fit(number, helper.number, fit, fit::WEIGHTS.cost(fit) + promised);
            }
        }
    }
    let instance = instance.build().map_err(defect)?;
    let found = matching(&instance).map_err(defect)?;
    let placed = asks.iter().zip(&found.helper_of).enumerate();
    let pairs = placed.filter_map(|(number, (ask, helper))| {
        let helper = helpers.get((*helper)?)?;
        let why = reasons(&instance, number, helper.number, found.load[helper.number]);
        let why = fit::reasons(&why, &helper.ready, ask.effort);
        let words: Vec<&str> = why.iter().map(|reason| reason.as_str()).collect();
        Some((ask.id, helper.person, words.join(",")))
    });
    Ok(pairs.collect())
}

/// How many asks someone takes on: what fits into what they said for a week, less what waits for their answer. Who said
/// nothing is asked for one thing at a time.
fn capacity(ready: &Ready, largest: i64, waiting: u32) -> u32 {
    match ready.left() {
        Some(left) => places(left, largest).saturating_sub(waiting),
        None => u32::from(waiting == 0 && ready.load.promises == 0),
    }
}

fn helpers(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<Vec<(PersonId, Ready, Vec<Offered>)>> {
    let offers = suggestions::offers_in(cx.tx, circle)?;
    let words = suggestions::offer_words_in(cx.tx, circle)?;
    let mut offers = fit::by_person(offers, words);
    let ready = load::in_circle(cx, circle)?.into_iter().filter(|(_, ready)| ready.has_room());
    Ok(ready.map(|(person, ready)| (person, ready, offers.remove(&person).unwrap_or_default())).collect())
}

fn needed(cx: &mut Cx<'_, '_>, ask: &AskRow) -> Result<Needed> {
    let times = times(cx, ask.timing, (ask.circle_id, ask.id))?;
    let words = (ask.title.as_str(), ask.words.as_deref());
    Ok(Needed::new(ask.kind, words, (ask.timing, ask.due_at, times), ask.created_at))
}
