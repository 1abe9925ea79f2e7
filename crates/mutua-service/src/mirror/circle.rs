//! What the analysis says of a circle: how much help comes back around, who can turn to how many; weekly, rounded, over
//! at least five, and withheld where the difference to the last one shown could give someone away.
//!
//! Gathering, computing and keeping are apart: the draws of chance take longer than a transaction should
//! ([`gather`], [`Gathered::figures`], [`keep`]). [`signs`] are for stewards, and about the circle's life, not its members.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, civil::Date};
use mutua_analysis::{
    flow::{Limits, circulation, direction_flip_null},
    log::{Help, Kind, PairSums, Time, coverage},
};
use mutua_domain::{
    group_figure::{self, Figure},
    id::{CircleId, PersonId},
    policy::{Thing, Verb},
};
use mutua_storage::tables::circle_figures;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::sums::{self, defect};
use crate::{
    asks::{self, AnswerRate},
    check_ins::week,
    cx::Cx,
    error::Result,
    group_figures,
    jobs::{self, Job},
    live, standing,
};

/// How far back a circle's helps count.
const LOOK_BACK: SignedDuration = SignedDuration::from_hours(26 * 7 * 24);
/// How often chance is drawn.
const DRAWS: usize = 200;
/// The most work for one draw: above it a circle is too large for an exact figure, and none is given.
const WORK: u64 = 20_000_000;
const SEED: u64 = 1;
/// Shares are rounded to this many hundredths.
const STEP: f64 = 5.0;
/// "Few carry most" is said from so many contributors on: among fewer it would point at someone.
const MANY: usize = 10;
/// An ask waits long from here on.
const LONG: SignedDuration = SignedDuration::from_hours(7 * 24);

/// How much help comes back around, in hundredths of all help; rounded to fives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CirculationView {
    /// Comes back within the pair.
    pub direct: i64,
    /// Comes back around three or more.
    pub around: i64,
    /// Doesn't come back.
    pub one_way: i64,
    /// What chance alone would bring back in all: a tenth of the draws lies below this ...
    pub chance_low: i64,
    /// ... and a tenth above this.
    pub chance_high: i64,
}

/// For one kind: how many in a hundred members could turn to nobody, one, or more; rounded to fifths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CoverageView {
    /// Which.
    pub kind: mutua_domain::Kind,
    /// To nobody.
    pub nobody: i64,
    /// To one.
    pub one: i64,
    /// To two or more.
    pub more: i64,
}

/// What was computed of a circle, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CircleFigures {
    voices: i64,
    circulation: Option<CirculationView>,
    coverage: Vec<CoverageView>,
    few_carry_most: bool,
}

/// What a circle's mirror shows its members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CircleMirror {
    /// The Monday of the week it was last shown for; nothing where there is not enough to say.
    #[schema(value_type = Option<String>, format = Date)]
    pub monday: Option<Date>,
    /// At least so many gave or received the helps it is made of, and fewer than five more.
    pub voices: Option<i64>,
    /// How much help comes back around; nothing where there is not enough to say.
    pub circulation: Option<CirculationView>,
    /// Who can turn to how many, by kind.
    pub coverage: Vec<CoverageView>,
    /// How often asks get an answer, and how soon.
    pub answers: Option<AnswerRate>,
}

/// Early signs of a circle's life, for its stewards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct CircleSigns {
    /// Open asks that nobody has pledged for in a week.
    pub waiting: i64,
    /// Answers have become clearly rarer.
    pub answers_fall: bool,
    /// A tenth of those who take part give half of the help or more.
    pub few_carry_most: bool,
}

/// Sees to it that the running week is made when it is over.
pub(super) fn schedule(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<()> {
    let at = week::next_close(cx.now);
    jobs::schedule_once(cx, Job::CircleMirror, circle, at)
}

/// What a circle's figures are made from.
#[derive(Debug)]
pub struct Gathered {
    week: i64,
    at: Time,
    members: Vec<PersonId>,
    helps: Vec<Help>,
    offered: Vec<(u32, Kind)>,
}

/// Reads what the figures of the week that is over are made from; nothing where they were made, or nobody helped.
///
/// # Errors
/// What the database says.
pub fn gather(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<Option<Gathered>> {
    let week = week::closed(cx.now);
    if group_figures::is_made(cx, circle, Figure::Mirror, week)? {
        return Ok(None);
    }
    let members = circle_figures::members(cx.tx, circle)?;
    let number = |person: PersonId| members.binary_search(&person).ok().and_then(|n| u32::try_from(n).ok());
    let since = cx.now.saturating_sub(LOOK_BACK).unwrap_or(cx.now);
    let mut helps = Vec::new();
    for row in circle_figures::helps(cx.tx, circle, since)? {
        let (Some(giver), Some(receiver)) = (number(row.giver_id), number(row.receiver_id)) else { continue };
        helps.extend(sums::counted(&row, row.giver_id).map(|help| Help { giver, receiver, ..help }));
    }
    if helps.is_empty() {
        return Ok(None);
    }
    let offered = circle_figures::offered(cx.tx, circle)?;
    let offered =
        offered.into_iter().filter_map(|(who, kind)| Some((number(who)?, sums::kind(kind)))).collect();
    Ok(Some(Gathered { week, at: sums::time(cx.now), members, helps, offered }))
}

impl Gathered {
    /// Those who gave or received.
    fn voices(&self) -> BTreeSet<PersonId> {
        let both = self.helps.iter().flat_map(|help| [help.giver, help.receiver]);
        both.filter_map(|number| self.members.get(number as usize).copied()).collect()
    }

    /// The figures. Takes a while; touches no database.
    ///
    /// # Errors
    /// Where a sum can't be made, which only a defect makes happen.
    pub fn figures(&self) -> Result<CircleFigures> {
        let pairs = self.pairs()?;
        let mut ties = Vec::new();
        let mut given: BTreeMap<u32, f64> = BTreeMap::new();
        let mut possible: BTreeSet<(u32, u32, Kind)> = BTreeSet::new();
        for pair in &pairs {
            let evidence = pair.evidence(self.latest(), 0.0).map_err(defect)?;
            for (giver, receiver, episodes) in [(pair.a, pair.b, evidence.x), (pair.b, pair.a, evidence.y)] {
                if episodes > 0.0 {
                    ties.push((giver, receiver, episodes));
                    *given.entry(giver).or_default() += episodes;
                }
            }
            for lane in pair.lanes() {
                let (giver, receiver) = if lane.forward { (pair.a, pair.b) } else { (pair.b, pair.a) };
                possible.insert((giver, receiver, lane.kind));
            }
        }
        let everyone = u32::try_from(self.members.len()).unwrap_or(u32::MAX);
        for &(giver, kind) in &self.offered {
            possible
                .extend((0..everyone).filter(|member| *member != giver).map(|member| (giver, member, kind)));
        }
        let voices = self.voices().len();
        Ok(CircleFigures {
            voices: i64::try_from(group_figure::band(voices)).unwrap_or(0),
            circulation: circulates(self.members.len(), &ties),
            coverage: covered(everyone, possible),
            few_carry_most: voices >= MANY && few_carry_most(&given, voices),
        })
    }

    fn latest(&self) -> Time {
        self.helps.iter().map(|help| help.time).fold(self.at, Time::max)
    }

    fn pairs(&self) -> Result<Vec<PairSums>> {
        let mut by_pair: BTreeMap<(u32, u32), Vec<Help>> = BTreeMap::new();
        for help in &self.helps {
            let key = (help.giver.min(help.receiver), help.giver.max(help.receiver));
            by_pair.entry(key).or_default().push(*help);
        }
        let sums = by_pair.into_iter().map(|((a, b), helps)| PairSums::of(a, b, &helps, sums::half_life()));
        sums.collect::<std::result::Result<_, _>>().map_err(defect)
    }
}

/// Nothing where the circle is too large for an exact figure.
fn circulates(persons: usize, ties: &[(u32, u32, f64)]) -> Option<CirculationView> {
    let limits = Limits::work(WORK);
    let found = circulation(persons, ties, &limits).ok()?;
    let null = direction_flip_null(persons, ties, DRAWS, SEED, &limits).ok()?;
    let (direct, around) = (rounded(found.direct), rounded(found.beyond_pairs()?));
    Some(CirculationView {
        direct,
        around,
        one_way: 100 - direct - around,
        chance_low: rounded(null.quantile(0.1)),
        chance_high: rounded(null.quantile(0.9)),
    })
}

#[expect(clippy::cast_possible_truncation, reason = "a share in hundredths")]
fn rounded(share: f64) -> i64 {
    ((share * 100.0 / STEP).round() * STEP) as i64
}

fn covered(members: u32, possible: BTreeSet<(u32, u32, Kind)>) -> Vec<CoverageView> {
    let kinds: Vec<Kind> = Kind::NAMED.iter().map(|(kind, _)| *kind).collect();
    let found = coverage(members, &kinds, possible);
    let fifths = |count: u32| (f64::from(count) * 5.0 / f64::from(members.max(1))).round() * 20.0;
    #[expect(clippy::cast_possible_truncation, reason = "a share in hundredths")]
    let share = |count: u32| fifths(count) as i64;
    found
        .into_iter()
        .filter_map(|found| {
            let (one, more) = (share(found.one), share(found.two_or_more));
            Some(CoverageView {
                kind: sums::named(found.kind)?,
                nobody: (100 - one - more).max(0),
                one,
                more,
            })
        })
        .collect()
}

fn few_carry_most(given: &BTreeMap<u32, f64>, voices: usize) -> bool {
    let mut amounts: Vec<f64> = given.values().copied().collect();
    amounts.sort_by(|one, other| other.total_cmp(one));
    let all: f64 = amounts.iter().sum();
    let most: f64 = amounts.iter().take(voices.div_ceil(MANY)).sum();
    most * 2.0 >= all
}

/// Keeps the figures of a week that is over, and comes back when the next one is.
///
/// # Errors
/// What the database says.
pub fn keep(cx: &mut Cx<'_, '_>, circle: CircleId, made: Option<&(Gathered, CircleFigures)>) -> Result<()> {
    let Some((gathered, figures)) = made else { return Ok(()) };
    group_figures::keep(cx, (circle, Figure::Mirror, gathered.week), gathered.voices(), figures)?;
    let next = week::next_close(cx.now);
    jobs::schedule(cx, Job::CircleMirror, circle, next)?;
    cx.tx.announce(live::circle(circle));
    Ok(())
}

fn last(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<Option<(i64, CircleFigures)>> {
    group_figures::last(cx, circle, Figure::Mirror)
}

/// What the analysis says of a circle.
///
/// # Errors
/// Where the person who acts isn't in it.
pub fn of_circle(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<CircleMirror> {
    let here = standing::to_circle(cx, circle)?;
    cx.require(here.standings, Thing::CircleMirror, Verb::See)?;
    let answers = asks::answer_rate(cx, circle)?;
    Ok(match last(cx, circle)? {
        Some((week, figures)) => CircleMirror {
            monday: Some(week::monday(week)),
            voices: Some(figures.voices),
            circulation: figures.circulation,
            coverage: figures.coverage,
            answers,
        },
        None => CircleMirror { monday: None, voices: None, circulation: None, coverage: Vec::new(), answers },
    })
}

/// Early signs, for the stewards of a circle.
///
/// # Errors
/// Where the person who acts isn't one.
pub fn signs(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<CircleSigns> {
    let here = standing::to_circle(cx, circle)?;
    cx.require(here.standings, Thing::CircleSigns, Verb::See)?;
    signs_of(cx, circle)
}

/// The same where the person who acts may see them, and nothing for others.
///
/// # Errors
/// Where the circle isn't open to them.
pub fn signs_if_steward(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<Option<CircleSigns>> {
    let here = standing::to_circle(cx, circle)?;
    cx.may(here.standings, Thing::CircleSigns, Verb::See).then(|| signs_of(cx, circle)).transpose()
}

fn signs_of(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<CircleSigns> {
    let before = cx.now.saturating_sub(LONG).unwrap_or(cx.now);
    Ok(CircleSigns {
        waiting: circle_figures::waiting(cx.tx, circle, before)?,
        answers_fall: asks::answers_fall(cx, circle)?,
        few_carry_most: last(cx, circle)?.is_some_and(|(_, figures)| figures.few_carry_most),
    })
}
