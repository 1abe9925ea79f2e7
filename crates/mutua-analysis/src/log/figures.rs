//! All figures of a log, as of one moment.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::coverage::{Coverage, tally};
use super::decay::HalfLife;
use super::months::{Calendar, Month, fill_answers};
use super::needs::Keeping;
use super::pass::{ActiveMonths, LaneTotals, PairTotals, Pass, Totals};
use super::person::{Kinds, PersonFigures};
use super::silent::{silent_pairs, silent_ties};
use super::ties::{Evidence, Finding, Label, Probabilities, judge};
use super::types::{Kind, LogError, Span, Time, Word};
use super::whole::{Activity, Log};

/// What to compute, and as of when.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// Nothing after this moment counts, and ages are counted from it.
    pub at: Time,
    /// How evidence fades.
    pub half_life: HalfLife,
    /// For the draws behind positions.
    pub seed: u64,
    /// Whose word counts.
    pub word: Word,
    /// When each person was an active member; `None`: from their first appearance on.
    pub activity: Option<&'a [Vec<Span>]>,
    /// Minutes a week that each person is ready to give, where they said so.
    pub capacities: Option<&'a [Option<f64>]>,
    /// Pairs who marked their tie as care by agreement (a child, an illness): they get no label.
    pub care_by_agreement: &'a [(u32, u32)],
    /// Whether [`Figures::ties`] also holds the pairs who never helped each other: of n persons n (n - 1) / 2 in all.
    pub silent_pairs: bool,
}

impl Options<'_> {
    /// As of `at`, and otherwise as usual: half-life 90 days, every help, activity from first appearance.
    #[must_use]
    pub fn at(at: Time) -> Self {
        Self {
            at,
            half_life: HalfLife::default(),
            seed: 0,
            word: Word::Either,
            activity: None,
            capacities: None,
            care_by_agreement: &[],
            silent_pairs: false,
        }
    }
}

/// What is said of two people.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Tie {
    /// The one with the lower number.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// What it rests on.
    pub evidence: Evidence,
    /// How probable each thing is that might be said.
    pub probabilities: Probabilities,
    /// What is said; `None` for care by agreement.
    pub finding: Option<Finding>,
}

impl Tie {
    /// From evidence, and from what each of the two does with their own needs.
    #[must_use]
    pub fn of(a: u32, b: u32, evidence: Evidence, keeping: &[Keeping; 2], care_by_agreement: bool) -> Self {
        let probabilities = Probabilities::of(&evidence);
        let finding = (!care_by_agreement).then(|| judge(&evidence, &probabilities, keeping));
        Self { a, b, evidence, probabilities, finding }
    }

    /// The one who gives, where the tie is mostly one way.
    #[must_use]
    pub fn giver(&self) -> Option<u32> {
        let side = self.finding?.giver?;
        Some(match side {
            super::Side::A => self.a,
            super::Side::B => self.b,
        })
    }
}

/// Somebody gets at least half of one kind of help from one person: they lean on them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Leaning {
    /// Who gets it.
    pub receiver: u32,
    /// From whom.
    pub giver: u32,
    /// Of which kind.
    pub kind: Kind,
    /// Which share of all they get of that kind, at least one half.
    pub share: f64,
}

/// How many ties have which label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LabelCounts {
    /// Seldom help each other.
    pub independent: u64,
    /// Mutual.
    pub interdependent: u64,
    /// Mostly one way.
    pub dependent: u64,
    /// Mostly one way, ahead of the giver's own needs.
    pub codependent: u64,
    /// Unsure.
    pub not_enough_to_say: u64,
    /// Care by agreement.
    pub care_by_agreement: u64,
}

impl LabelCounts {
    pub(crate) fn count(&mut self, finding: Option<Finding>) {
        let slot = match finding.map(|finding| finding.label) {
            Some(Label::Independent) => &mut self.independent,
            Some(Label::Interdependent) => &mut self.interdependent,
            Some(Label::Dependent) => &mut self.dependent,
            Some(Label::Codependent) => &mut self.codependent,
            Some(Label::NotEnoughToSay) => &mut self.not_enough_to_say,
            None => &mut self.care_by_agreement,
        };
        *slot += 1;
    }
}

/// What a circle's help sums up to.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Circle {
    /// Helps that count, not decayed.
    pub helps: u64,
    /// Episodes, not decayed.
    pub episodes: u64,
    /// Minutes, not decayed.
    pub minutes: f64,
    /// Decayed episodes.
    pub decayed_episodes: f64,
    /// Decayed minutes.
    pub decayed_minutes: f64,
    /// Direct reciprocity of decayed episodes (Squartini et al. 2013): the share that is returned within the pair.
    /// `None` where there are none.
    pub reciprocity: Option<f64>,
    /// Labels of the pairs who ever helped each other.
    pub labels: LabelCounts,
    /// Labels of the pairs who never did; `None` where there are too many to look at each.
    pub silent: Option<LabelCounts>,
}

/// All figures of a log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// As of when.
    pub at: Time,
    /// With which half-life.
    pub half_life: HalfLife,
    /// Each person, by number.
    pub persons: Vec<PersonFigures>,
    /// Ties by the numbers of their people; see [`Options::silent_pairs`].
    pub ties: Vec<Tie>,
    /// Who leans on whom, by receiver, kind and giver.
    pub leaning: Vec<Leaning>,
    /// By kind, who has how many people that ever helped them with it.
    pub coverage: Vec<Coverage>,
    /// The circle as a whole.
    pub circle: Circle,
    /// Month by month.
    pub months: Vec<Month>,
}

impl Figures {
    /// The kinds in which a tie's receiver leans on its giver; empty where the tie is not mostly one way.
    pub fn leaning_of(&self, tie: &Tie) -> impl Iterator<Item = &Leaning> {
        let giver = tie.giver();
        let receiver = giver.map(|giver| if giver == tie.a { tie.b } else { tie.a });
        let from = receiver.map_or(self.leaning.len(), |receiver| {
            self.leaning.partition_point(|leaning| leaning.receiver < receiver)
        });
        self.leaning[from..]
            .iter()
            .take_while(move |leaning| Some(leaning.receiver) == receiver)
            .filter(move |leaning| Some(leaning.giver) == giver)
    }

    /// Decayed episodes from each giver to each receiver, as arcs of a network.
    pub fn arcs(&self) -> impl Iterator<Item = (u32, u32, f64)> {
        self.ties
            .iter()
            .flat_map(|tie| [(tie.a, tie.b, tie.evidence.x), (tie.b, tie.a, tie.evidence.y)])
            .filter(|&(_, _, episodes)| episodes > 0.0)
    }
}

/// Computes all figures of a log.
///
/// Time: linear in helps and pairs after the sorting that [`Log::new`] did, on all threads of the current rayon pool;
/// the result doesn't depend on how many.
///
/// # Errors
/// Where `activity` or `capacities` are for another number of persons.
///
/// ```
/// use mutua_analysis::log::{DAY, Help, Kind, Label, Log, Options, figures};
///
/// // For forty weeks, 0 helps 1 on Mondays and 1 helps 0 on Thursdays.
/// let helps = (0..80).map(|half_week: i64| Help {
///     time: half_week * 7 * DAY / 2,
///     giver: (half_week % 2) as u32,
///     receiver: ((half_week + 1) % 2) as u32,
///     kind: Kind::PRACTICAL,
///     minutes: 45.0,
///     told_by: None,
/// });
/// let log = Log::new(3, helps.collect(), vec![], vec![])?;
/// let figures = figures(&log, &Options::at(280 * DAY))?;
///
/// let tie = &figures.ties[0];
/// assert_eq!((tie.a, tie.b), (0, 1));
/// assert_eq!(tie.finding.unwrap().label, Label::Interdependent);
/// // Person 2 was never seen: nothing can be said of them.
/// assert_eq!(figures.persons[2].carrying, None);
/// assert_eq!(figures.coverage[0].none, 1);
/// # Ok::<(), mutua_analysis::log::LogError>(())
/// ```
pub fn figures(log: &Log, options: &Options<'_>) -> Result<Figures, LogError> {
    let base = Base::of(log, options)?;
    let calendar = Calendar::of(log, options.at, options.half_life);
    let active = ActiveMonths::new(log.persons(), calendar.len());
    let totals = Pass::new(options, &calendar, &active).over(log)?;
    let (by_kind, leaning) = reliance(log.persons(), &totals.lanes);
    let coverage = kinds_covered(log.persons(), &by_kind);
    let persons = base.persons(by_kind, options);
    let ties = base.ties(&totals.pairs, options);
    let mut months = calendar.months();
    totals.fill_months(&mut months, &active);
    fill_answers(&mut months, &calendar, log);
    let silent = silent_pairs(&ties, &base.keeping, &base.activity, options);
    let circle = circle(&totals, &ties, silent);
    Ok(Figures {
        at: options.at,
        half_life: options.half_life,
        persons,
        ties: base.with_silent(ties, options),
        leaning,
        coverage,
        circle,
        months,
    })
}

/// [`Figures::ties`] alone, the same as [`figures`] gives, without the cost of the rest: for what was said at an
/// earlier check.
///
/// # Errors
/// As [`figures`].
///
/// ```
/// use mutua_analysis::log::{Help, Kind, Log, Options, WEEK, figures, ties};
///
/// let help = |week: i64| Help {
///     time: week * WEEK, giver: 0, receiver: 1, kind: Kind::MORAL, minutes: 0.0, told_by: None,
/// };
/// let log = Log::new(2, (0..30).map(help).collect(), vec![], vec![])?;
/// let week_before = Options::at(29 * WEEK);
/// assert_eq!(ties(&log, &week_before)?, figures(&log, &week_before)?.ties);
/// # Ok::<(), mutua_analysis::log::LogError>(())
/// ```
pub fn ties(log: &Log, options: &Options<'_>) -> Result<Vec<Tie>, LogError> {
    let base = Base::of(log, options)?;
    let ties = base.ties(&totals_without_months(log, options)?.pairs, options);
    Ok(base.with_silent(ties, options))
}

/// Persons, ties and circle alone, by one word.
pub(crate) fn told(log: &Log, base: &Base, options: &Options<'_>) -> Result<Told, LogError> {
    let totals = totals_without_months(log, options)?;
    let (by_kind, _) = reliance(log.persons(), &totals.lanes);
    let ties = base.ties(&totals.pairs, options);
    let silent = silent_pairs(&ties, &base.keeping, &base.activity, options);
    let circle = circle(&totals, &ties, silent);
    Ok((base.persons(by_kind, options), ties, circle))
}

type Told = (Vec<PersonFigures>, Vec<Tie>, Circle);

fn totals_without_months(log: &Log, options: &Options<'_>) -> Result<Totals, LogError> {
    let calendar = Calendar::without_months(options.at, options.half_life);
    Pass::new(options, &calendar, &ActiveMonths::new(log.persons(), 0)).over(log)
}

/// What figures rest on beside helps. It is the same whose word is taken.
pub(crate) struct Base {
    keeping: Vec<Keeping>,
    activity: Activity,
    care: CareByAgreement,
}

impl Base {
    pub(crate) fn of(log: &Log, options: &Options<'_>) -> Result<Self, LogError> {
        if let Some(capacities) = options.capacities
            && capacities.len() != log.persons() as usize
        {
            return Err(LogError::Length { given: capacities.len(), persons: log.persons() });
        }
        Ok(Self {
            keeping: keeping(log, options),
            activity: Activity::of(log, options.activity, options.at)?,
            care: CareByAgreement::of(options),
        })
    }

    fn persons(&self, by_kind: Vec<Kinds>, options: &Options<'_>) -> Vec<PersonFigures> {
        (0u32..)
            .zip(by_kind)
            .collect::<Vec<_>>()
            .into_par_iter()
            .map(|(person, kinds)| {
                let days = self.activity.days(person, options.half_life, options.at);
                let capacity = options.capacities.and_then(|capacities| capacities[person as usize]);
                let keeping = self.keeping[person as usize];
                PersonFigures::of(kinds.into_figures(), keeping, days, capacity, options.seed)
            })
            .collect()
    }

    fn ties(&self, pairs: &[PairTotals], options: &Options<'_>) -> Vec<Tie> {
        pairs.par_iter().map(|&PairTotals { a, b, x, y }| self.tie((a, b), [x, y], options)).collect()
    }

    /// The tie of two people who gave each other so many decayed episodes.
    pub(crate) fn tie(&self, (a, b): (u32, u32), [x, y]: [f64; 2], options: &Options<'_>) -> Tie {
        let days = self.activity.shared_days(a, b, options.half_life, options.at);
        let own = [self.keeping[a as usize], self.keeping[b as usize]];
        Tie::of(a, b, Evidence { x, y, days }, &own, self.care.has(a, b))
    }

    fn with_silent(&self, ties: Vec<Tie>, options: &Options<'_>) -> Vec<Tie> {
        if options.silent_pairs { silent_ties(ties, &self.keeping, &self.activity, options) } else { ties }
    }
}

fn keeping(log: &Log, options: &Options<'_>) -> Vec<Keeping> {
    let mut keeping = vec![Keeping::default(); log.persons() as usize];
    for need in log.needs().iter().filter(|need| need.time <= options.at) {
        keeping[need.person as usize].add(need.outcome, options.half_life.weight(need.time, options.at));
    }
    keeping
}

/// Each person's sums by kind, and who leans on whom.
fn reliance(persons: u32, lanes: &[LaneTotals]) -> (Vec<Kinds>, Vec<Leaning>) {
    let mut by_kind = vec![Kinds::default(); persons as usize];
    for lane in lanes {
        by_kind[lane.giver as usize].add(lane.kind, true, lane.episodes, lane.minutes);
        by_kind[lane.receiver as usize].add(lane.kind, false, lane.episodes, lane.minutes);
    }
    let mut leaning = Vec::new();
    for &LaneTotals { giver, receiver, kind, episodes, .. } in lanes {
        let share = by_kind[receiver as usize].consider_helper(kind, episodes);
        if let Some(share) = share.filter(|&share| share >= 0.5) {
            leaning.push(Leaning { receiver, giver, kind, share });
        }
    }
    leaning.sort_unstable_by_key(|leaning| (leaning.receiver, leaning.kind, leaning.giver));
    (by_kind, leaning)
}

fn kinds_covered(persons: u32, by_kind: &[Kinds]) -> Vec<Coverage> {
    let mut counts: Vec<(Kind, u32)> = by_kind
        .iter()
        .flat_map(|kinds| kinds.figures().iter().map(|figures| (figures.kind, figures.helpers)))
        .collect();
    counts.sort_unstable_by_key(|&(kind, _)| kind);
    counts
        .chunk_by(|one, other| one.0 == other.0)
        .map(|group| tally(group[0].0, persons, group.iter().map(|&(_, helpers)| helpers as usize)))
        .collect()
}

fn circle(totals: &Totals, ties: &[Tie], silent: Option<LabelCounts>) -> Circle {
    let (mut all, mut returned) = (0.0, 0.0);
    let mut labels = LabelCounts::default();
    for tie in ties {
        all += tie.evidence.n();
        returned += 2.0 * tie.evidence.x.min(tie.evidence.y);
        labels.count(tie.finding);
    }
    Circle {
        helps: totals.helps,
        episodes: totals.episodes,
        minutes: totals.minutes,
        decayed_episodes: all,
        decayed_minutes: totals.lanes.iter().map(|lane| lane.minutes).sum(),
        reciprocity: (all > 0.0).then(|| returned / all),
        labels,
        silent,
    }
}

/// Which pairs care by agreement.
pub(crate) struct CareByAgreement(Vec<(u32, u32)>);

impl CareByAgreement {
    pub(crate) fn of(options: &Options<'_>) -> Self {
        let mut pairs: Vec<_> =
            options.care_by_agreement.iter().map(|&(a, b)| (a.min(b), a.max(b))).collect();
        pairs.sort_unstable();
        Self(pairs)
    }

    pub(crate) fn pairs(&self) -> impl Iterator<Item = (u32, u32)> {
        self.0.iter().copied()
    }

    pub(crate) fn has(&self, a: u32, b: u32) -> bool {
        self.0.binary_search(&(a, b)).is_ok()
    }
}
