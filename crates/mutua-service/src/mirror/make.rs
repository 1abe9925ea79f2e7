//! Making a mirror, and keeping it.

use mutua_analysis::log::{
    Checks, Evidence, Finding, Interval, Keeping, Label, Own, PairSums, PersonFigures, Position,
    Probabilities, Side, Time, judge,
};
use mutua_domain::id::{HelpId, PersonId};
use mutua_storage::tables::{
    mirrors::{self, MirrorRow, TieRow},
    people,
};
use serde::{Deserialize, Serialize};

use super::{
    WEEK, is_off,
    sums::{self, Stays, defect},
};
use crate::{
    cx::Cx,
    error::{Error, Result},
    jobs::{self, Job},
    live,
    secrets::PersonKey,
};

/// The same draws for everyone: a position depends on nothing but a person's own figures.
const SEED: u64 = 1;
/// What is sealed is bound to the person it is of, and to this.
const SEALED_AS: &str = "mirror";
const CHECKS_SEALED_AS: &str = "mirror-checks";
/// How many weeks the course of a position goes back.
const COURSE: usize = 52;
/// Of a kind that one gets mostly from one person, one is said to lean on them.
const LEANING: f64 = 0.5;

/// All that a mirror says, as it is sealed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Kept {
    /// As of when.
    pub(super) at: Time,
    /// Their own figures.
    pub(super) figures: PersonFigures,
    /// Ties, in the order of ids.
    pub(super) ties: Vec<KeptTie>,
    /// Where they stood, week by week, oldest first.
    pub(super) course: Vec<KeptWeek>,
}

/// What is shown of a tie.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct KeptTie {
    /// The other.
    pub(super) other: PersonId,
    /// What is said, seen from the mirror's person as the first.
    pub(super) shown: Finding,
    /// Decayed episodes, both ways together.
    pub(super) episodes: f64,
    /// The kinds of which they get at least half from this other.
    pub(super) leaning: Vec<mutua_domain::Kind>,
}

/// A position of the past.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct KeptWeek {
    pub(super) at: Time,
    pub(super) median: f64,
    pub(super) low: f64,
    pub(super) high: f64,
}

impl Kept {
    fn seal(&self, cx: &Cx<'_, '_>, key: &PersonKey, person: PersonId) -> Result<Vec<u8>> {
        key.seal_value(SEALED_AS, person.0, self, &cx.app.entropy)
    }

    /// # Errors
    /// Where the key isn't that person's.
    pub(super) fn open(key: &PersonKey, person: PersonId, sealed: &[u8]) -> Result<Self> {
        key.open_value(SEALED_AS, person.0, sealed)
    }
}

/// Brings the mirrors of giver and receiver up to date with a help that was told.
///
/// # Errors
/// What the database says.
pub fn with_help(cx: &mut Cx<'_, '_>, help: HelpId) -> Result<()> {
    let (giver, receiver) = mirrors::sides(cx.tx, help)?.ok_or(Error::NotFound)?;
    // Who is gone left nothing to mirror, and takes the tie with them.
    let (gives, gets) = (is_here(cx, giver)?, is_here(cx, receiver)?);
    if !(gives && gets) {
        return Ok(());
    }
    sums::put_tie(cx, giver, receiver)?;
    for (person, other) in [(giver, receiver), (receiver, giver)] {
        make(cx, person, Some(other))?;
        jobs::schedule_once(cx, Job::Mirror, person, cx.now + WEEK)?;
    }
    Ok(())
}

/// Makes a person's mirror anew from all that is their own, and comes back in a week.
///
/// # Errors
/// What the database says.
pub fn anew(cx: &mut Cx<'_, '_>, person: PersonId) -> Result<()> {
    if !is_here(cx, person)? || is_off(cx, person)? {
        return Ok(());
    }
    for other in mirrors::partners(cx.tx, person)? {
        if is_here(cx, other)? {
            sums::put_tie(cx, person, other)?;
        }
    }
    make(cx, person, None)?;
    jobs::schedule(cx, Job::Mirror, person, cx.now + WEEK)
}

fn is_here(cx: &mut Cx<'_, '_>, person: PersonId) -> Result<bool> {
    Ok(people::actor(cx.tx, person)?.is_some())
}

/// Computes what a person's mirror says, and keeps it. Labels are checked for the tie with `with`, or for all.
fn make(cx: &mut Cx<'_, '_>, person: PersonId, with: Option<PersonId>) -> Result<()> {
    let before = mirrors::mirror(cx.tx, person)?;
    if before.as_ref().is_some_and(|row| row.is_off) {
        return Ok(());
    }
    let key = cx.person_key(person)?;
    let before = match before.and_then(|row| row.sealed) {
        Some(sealed) => Some(Kept::open(&key, person, &sealed)?),
        None => None,
    };
    let ties = mirrors::ties(cx.tx, person)?;
    let numbered = (1..).zip(&ties).map(|(number, tie)| sums::seen_by(tie, person, number));
    let pairs: Vec<PairSums> = numbered.collect::<Result<_>>()?;
    let needs = sums::needs(cx, person)?;
    let stays = Stays::read(cx, person)?;
    // A help can be said to have begun a moment ago by a clock that is ahead.
    let lasts = pairs.iter().flat_map(|pair| pair.lanes().iter().map(|lane| lane.last)).chain(needs.last);
    let at = lasts.fold(sums::time(cx.now), Time::max);
    let half_life = sums::half_life();
    let own = Own { half_life, days: half_life.decayed_days(&stays.all(), at), capacity: None, seed: SEED };
    let figures = PersonFigures::from_sums(0, &pairs, &needs, at, &own).map_err(defect)?;
    let known = |other: PersonId| before.as_ref()?.ties.iter().find(|tie| tie.other == other).cloned();
    let mut kept = Vec::with_capacity(ties.len());
    for (tie, pair) in ties.iter().zip(&pairs) {
        let other = tie.other(person);
        let shown = match known(other).filter(|_| with.is_some_and(|with| with != other)) {
            Some(known) => known.shown,
            None => check(
                cx,
                &key,
                (person, tie),
                pair,
                &OwnSide { stays: &stays, keeping: figures.keeping, at },
            )?,
        };
        let (episodes, leaning) = of_pair(pair, &figures, at)?;
        kept.push(KeptTie { other, shown, episodes, leaning });
    }
    kept.sort_by_key(|tie| tie.other);
    let course = course(before.map(|kept| kept.course).unwrap_or_default(), at, figures.position.as_ref());
    let sealed = Kept { at, figures, ties: kept, course }.seal(cx, &key, person)?;
    let row = MirrorRow { is_off: false, sealed: Some(sealed), made_at: Some(cx.now) };
    mirrors::put_mirror(cx.tx, person, &row)?;
    cx.tx.announce(live::person(person));
    Ok(())
}

/// The mirror's person, as a check of one of their ties needs them.
struct OwnSide<'a> {
    stays: &'a Stays,
    keeping: Keeping,
    at: Time,
}

/// Checks a tie once more, from one side, and keeps what checks agree on.
fn check(
    cx: &mut Cx<'_, '_>,
    key: &PersonKey,
    (person, tie): (PersonId, &TieRow),
    pair: &PairSums,
    me: &OwnSide<'_>,
) -> Result<Finding> {
    let other = tie.other(person);
    let both = me.stays.shared_with(&Stays::read(cx, other)?);
    let days = sums::half_life().decayed_days(&both, me.at);
    let evidence = pair.evidence(me.at, days).map_err(defect)?;
    // Seen from the mirror's person, whose own needs alone are known to them.
    let evidence = if pair.a == 0 { evidence } else { Evidence { x: evidence.y, y: evidence.x, ..evidence } };
    let finding = judge(&evidence, &Probabilities::of(&evidence), &[me.keeping, Keeping::default()]);
    let mut checks: Checks = match tie.checks(person) {
        Some(sealed) => key.open_value(CHECKS_SEALED_AS, other.0, sealed)?,
        None => Checks::default(),
    };
    let shown = checks.check(me.at, finding);
    let sealed = key.seal_value(CHECKS_SEALED_AS, other.0, &checks, &cx.app.entropy)?;
    mirrors::set_checks(cx.tx, person, other, &sealed)?;
    debug_assert!(shown.label != Label::Codependent || shown.giver == Some(Side::A));
    Ok(shown)
}

/// Episodes with one other, and the kinds of which at least half comes from them.
fn of_pair(pair: &PairSums, figures: &PersonFigures, at: Time) -> Result<(f64, Vec<mutua_domain::Kind>)> {
    let mut all = 0.0;
    let mut leaning = Vec::new();
    for lane in pair.lanes() {
        let (episodes, _) = lane.sums(at, pair.half_life()).map_err(defect)?;
        all += episodes;
        let comes_to_me = lane.forward == (pair.b == 0);
        let received = figures.kind(lane.kind).map_or(0.0, |kind| kind.received);
        if comes_to_me && received > 0.0 && episodes >= LEANING * received {
            leaning.extend(sums::named(lane.kind));
        }
    }
    Ok((all, leaning))
}

/// The course with one more position: one a week, the latest of each.
fn course(mut course: Vec<KeptWeek>, at: Time, position: Option<&Position>) -> Vec<KeptWeek> {
    let Some(Position { x: Interval { median, low, high, .. }, .. }) = position else { return course };
    let week = |at: Time| at.div_euclid(mutua_analysis::log::WEEK);
    course.retain(|past| week(past.at) != week(at));
    course.push(KeptWeek { at, median: *median, low: *low, high: *high });
    let late = course.len().saturating_sub(COURSE);
    course.drain(..late);
    course
}
