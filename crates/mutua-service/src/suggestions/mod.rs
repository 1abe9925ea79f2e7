//! What someone could do: suggested by the library's matching, with reasons that speak of them and the asker alone.
//!
//! [`mine`] ranks what is near a person; [`round`] matches the open asks of a circle with its members in one go, where
//! the circle wants that. Both respect what people said they are ready for, and nobody learns that of anyone. A suggestion
//! is no pledge: nobody is assigned without their yes.

mod fit;
pub mod round;

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use mutua_analysis::flow::matching::{Instance, suggestions as ranked};
use mutua_domain::{
    capacity::places,
    id::{AskId, CircleId},
    life::{AskWhen, MembershipState, SuggestionReason},
    policy::{Thing, Verb},
};
use mutua_storage::tables::{self, circles, mirrors, suggestions};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    asks::{self, AskCard},
    capacity::{self, load::Ready},
    cx::Cx,
    error::{Error, Result},
    live, standing,
};
use fit::{Nearness, Needed, Offered};

/// A suggestion of a round stands so long.
pub(super) const STANDS: SignedDuration = SignedDuration::from_hours(7 * 24);
/// The most asks that are weighed against each other.
const WEIGHED: i64 = 60;

/// Something that the reader could do.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SuggestionView {
    /// The ask.
    pub ask: AskCard,
    /// Why: each speaks of the reader and the asker alone.
    pub reasons: Vec<SuggestionReason>,
    /// Whether the stewards of its circle had its asks matched, and it came to the reader.
    pub matched: bool,
}

/// What the person who acts could do, best first. In a break nothing; beyond what they are ready for, only what they were
/// asked by name.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn mine(cx: &mut Cx<'_, '_>, limit: usize) -> Result<Vec<SuggestionView>> {
    let (_, ready) = capacity::mine(cx)?;
    fitting(cx, &ready, limit)
}

/// The same, where it is known what they are ready for.
pub(crate) fn fitting(cx: &mut Cx<'_, '_>, ready: &Ready, limit: usize) -> Result<Vec<SuggestionView>> {
    let me = cx.me()?;
    cx.require(standing::to_own(cx, me), Thing::Suggestion, Verb::See)?;
    if ready.rests {
        return Ok(Vec::new());
    }
    let declined: BTreeSet<AskId> = suggestions::declined(cx.tx, me)?.into_iter().collect();
    let cards = asks::near(cx, WEIGHED)?.into_iter().filter(|card| !declined.contains(&card.id));
    let (chosen, others): (Vec<_>, Vec<_>) = cards.partition(|card| card.chose_me);
    let asked = |ask| SuggestionView { ask, reasons: vec![SuggestionReason::Chosen], matched: false };
    let mut found: Vec<SuggestionView> = chosen.into_iter().map(asked).collect();
    if ready.has_room() && found.len() < limit {
        found.extend(rank(cx, ready, others)?);
    }
    found.truncate(limit);
    Ok(found)
}

fn rank(cx: &mut Cx<'_, '_>, ready: &Ready, cards: Vec<AskCard>) -> Result<Vec<SuggestionView>> {
    let me = cx.me()?;
    let left = ready.left().unwrap_or(i64::MAX);
    let cards: Vec<AskCard> = cards.into_iter().filter(|card| card.effort.minutes() <= left).collect();
    let largest = cards.iter().map(|card| card.effort.minutes()).max().unwrap_or(0);
    let matched = matched(cx)?;
    let offers = suggestions::offers_of(cx.tx, me)?;
    let words = suggestions::offer_words_of(cx.tx, me)?;
    let offers: Vec<Offered> = fit::by_person(offers, words).remove(&me).unwrap_or_default();
    let near = Near::of(cx)?;
    let load = ready.load.promises;
    let mut instance = Instance::builder();
    let helper = instance.helper(load.saturating_add(places(left, largest)), fit::SLOPE);
    for card in &cards {
        let needed = needed(cx, card)?;
        let fit = fit::fit(&needed, near.to(card), &offers, ready, cx.now);
        // What came from a round comes first.
        let ask = instance.ask((!matched.contains_key(&card.id)).then(|| needed.unmet(cx.now)));
        instance.candidate_by_fit(ask, helper, fit, fit::WEIGHTS.cost(fit));
    }
    let instance = instance.build().map_err(defect)?;
    let mut cards: Vec<Option<AskCard>> = cards.into_iter().map(Some).collect();
    let found = ranked(&instance, helper, load).into_iter().filter_map(|suggestion| {
        let ask = cards.get_mut(suggestion.ask)?.take()?;
        let of_round = matched.get(&ask.id);
        let reasons =
            of_round.cloned().unwrap_or_else(|| fit::reasons(&suggestion.reasons, ready, ask.effort));
        Some(SuggestionView { ask, reasons, matched: of_round.is_some() })
    });
    Ok(found.collect())
}

/// What rounds suggested to the person who acts, and why.
fn matched(cx: &mut Cx<'_, '_>) -> Result<BTreeMap<AskId, Vec<SuggestionReason>>> {
    let me = cx.me()?;
    let since = cx.now.saturating_sub(STANDS).unwrap_or(cx.now);
    let rows = suggestions::open_of(cx.tx, me, since)?;
    let reasons = |words: &str| words.split(',').filter_map(SuggestionReason::from_word).collect();
    Ok(rows.into_iter().map(|row| (row.ask_id, reasons(&row.reasons))).collect())
}

/// Whom and what the person who acts is near to.
struct Near {
    helped: BTreeSet<mutua_domain::id::PersonId>,
    circles: BTreeSet<CircleId>,
}

impl Near {
    fn of(cx: &mut Cx<'_, '_>) -> Result<Self> {
        let me = cx.me()?;
        let places = circles::of_person(cx.tx, me)?;
        let active = places.into_iter().filter(|row| row.state == MembershipState::Active);
        Ok(Self {
            circles: active.map(|row| row.circle.id).collect(),
            helped: mirrors::partners(cx.tx, me)?.into_iter().collect(),
        })
    }

    /// Of an ask that names nobody, a tie would tell who asks.
    fn to(&self, card: &AskCard) -> Nearness {
        let knows = card.asker.as_ref().is_some_and(|asker| self.helped.contains(&asker.id));
        if knows && !card.anonymous {
            Nearness::Tie
        } else if self.circles.contains(&card.circle.id) {
            Nearness::Circle
        } else {
            Nearness::Around
        }
    }
}

/// When the times begin that an ask leaves to choose from; none where it leaves no choice.
fn times(cx: &mut Cx<'_, '_>, timing: AskWhen, ask: (CircleId, AskId)) -> Result<Vec<Timestamp>> {
    Ok(match timing {
        AskWhen::Choices => tables::asks::times(cx.tx, ask)?.into_iter().map(|time| time.starts_at).collect(),
        AskWhen::Open | AskWhen::ByDate => Vec::new(),
    })
}

fn needed(cx: &mut Cx<'_, '_>, card: &AskCard) -> Result<Needed> {
    let times = times(cx, card.timing, (card.circle.id, card.id))?;
    let words = (card.title.as_str(), card.words.as_deref());
    Ok(Needed::new(card.kind, words, (card.timing, card.due_at, times), card.created_at))
}

/// What only a defect of ours makes happen.
pub(super) fn defect(error: impl std::fmt::Display) -> Error {
    Error::Internal(format!("matching: {error}"))
}

/// "Not for me": an ask is no longer suggested to the person who acts. Nobody is told, and they still find it in lists.
///
/// # Errors
/// Where the ask doesn't reach them.
pub fn decline(cx: &mut Cx<'_, '_>, id: AskId) -> Result<()> {
    let me = cx.me()?;
    cx.require(standing::to_own(cx, me), Thing::Suggestion, Verb::End)?;
    let seen = standing::to_ask(cx, id)?;
    cx.require(seen.standings, Thing::Ask, Verb::See)?;
    suggestions::decline(cx.tx, (seen.ask.circle_id, id, me), cx.now)?;
    cx.tx.announce(live::person(me));
    Ok(())
}
