//! A whole log, checked and sorted, ready for [`figures`](super::figures).

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use rayon::prelude::*;

use super::types::{Help, LogError, Need, Span, Time};

/// One answer to "How are we?".
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CheckIn {
    /// When; for a date, its midnight.
    pub time: Time,
    /// Whose answer.
    pub person: u32,
    /// From 0 to 10.
    pub score: f64,
}

/// Helps, needs and check-ins of so many persons, numbered from 0.
///
/// The order in which they were given makes no difference: a log sorts itself by pair, direction, kind and time.
#[derive(Debug, Clone)]
pub struct Log {
    persons: u32,
    helps: Kept,
    /// What was seen of the helps
    seen: Seen,
    needs: Vec<Need>,
    check_ins: Vec<CheckIn>,
}

/// Helps that are kept somewhere else than in a log's memory, because there are so many.
///
/// A log asks for them a few times, and holds some ten thousand at once: so its memory grows with persons and ties, and
/// not with helps.
pub trait SortedHelps: fmt::Debug + Send + Sync {
    /// All helps from the first to the last in the order of [`by_pair`]; the same each time. An error ends them.
    fn all(&self) -> Box<dyn Iterator<Item = Result<Help, String>> + '_>;
}

/// Where a log's helps are.
#[derive(Debug, Clone)]
pub(crate) enum Kept {
    Here(Vec<Help>),
    Elsewhere(Arc<dyn SortedHelps>),
}

/// What figures need to know of helps beside their sums.
#[derive(Debug, Clone)]
struct Seen {
    /// When each person first gave or got
    first: Vec<Option<Time>>,
    latest: Option<Time>,
    told_by: bool,
}

impl Seen {
    fn none(persons: u32) -> Self {
        Self { first: vec![None; persons as usize], latest: None, told_by: false }
    }

    fn see(&mut self, help: &Help) {
        for person in [help.giver, help.receiver] {
            let first = &mut self.first[person as usize];
            *first = Some(first.map_or(help.time, |known| known.min(help.time)));
        }
        self.latest = self.latest.max(Some(help.time));
        self.told_by |= help.told_by.is_some();
    }
}

impl Log {
    /// Checks and sorts. Memory: the vectors given, nothing more.
    ///
    /// # Errors
    /// Where a person's number is not below `persons`, somebody helps themselves, or minutes are below 0 or not finite.
    pub fn new(
        persons: u32,
        mut helps: Vec<Help>,
        mut needs: Vec<Need>,
        mut check_ins: Vec<CheckIn>,
    ) -> Result<Self, LogError> {
        let mut seen = Seen::none(persons);
        for help in &helps {
            check(help, persons)?;
            seen.see(help);
        }
        sort_rest(persons, &mut needs, &mut check_ins)?;
        helps.par_sort_unstable_by(by_pair);
        Ok(Self { persons, helps: Kept::Here(helps), seen, needs, check_ins })
    }

    /// A log whose helps are kept elsewhere. Figures are the same, to the last bit, as of one that holds them.
    ///
    /// # Errors
    /// As [`Log::new`]; also where helps aren't in order, or can't be had.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use mutua_analysis::log::{Help, Kind, Log, Options, SortedHelps, WEEK, figures};
    ///
    /// /// Once a week for a year, made when they are asked for.
    /// #[derive(Debug)]
    /// struct Weekly;
    ///
    /// impl SortedHelps for Weekly {
    ///     fn all(&self) -> Box<dyn Iterator<Item = Result<Help, String>> + '_> {
    ///         let help = |week: i64| Help {
    ///             time: week * WEEK, giver: 0, receiver: 1, kind: Kind::MORAL, minutes: 0.0, told_by: None,
    ///         };
    ///         Box::new((0..52).map(help).map(Ok))
    ///     }
    /// }
    ///
    /// let log = Log::sorted(2, Arc::new(Weekly), vec![], vec![])?;
    /// assert_eq!(figures(&log, &Options::at(52 * WEEK))?.circle.helps, 52);
    /// # Ok::<(), mutua_analysis::log::LogError>(())
    /// ```
    pub fn sorted(
        persons: u32,
        helps: Arc<dyn SortedHelps>,
        mut needs: Vec<Need>,
        mut check_ins: Vec<CheckIn>,
    ) -> Result<Self, LogError> {
        let mut seen = Seen::none(persons);
        let mut before: Option<Help> = None;
        for help in helps.all() {
            let help = help.map_err(LogError::Elsewhere)?;
            check(&help, persons)?;
            if before.is_some_and(|before| by_pair(&before, &help) == Ordering::Greater) {
                return Err(LogError::NotSorted);
            }
            seen.see(&help);
            before = Some(help);
        }
        sort_rest(persons, &mut needs, &mut check_ins)?;
        Ok(Self { persons, helps: Kept::Elsewhere(helps), seen, needs, check_ins })
    }

    /// How many persons there are.
    #[must_use]
    pub fn persons(&self) -> u32 {
        self.persons
    }

    /// The helps that it holds, by pair, direction, kind and time: all, or none where they are kept elsewhere.
    #[must_use]
    pub fn helps(&self) -> &[Help] {
        match &self.helps {
            Kept::Here(helps) => helps,
            Kept::Elsewhere(_) => &[],
        }
    }

    pub(crate) fn kept(&self) -> &Kept {
        &self.helps
    }

    /// Whether any help has a mark of who told.
    pub(crate) fn is_told_by(&self) -> bool {
        self.seen.told_by
    }

    /// The first moment of all, if it is no later than `at`.
    pub(crate) fn first(&self, at: Time) -> Option<Time> {
        let helps = self.seen.first.iter().copied().flatten().min();
        let needs = self.needs.iter().map(|need| need.time).min();
        let check_ins = self.check_ins.first().map(|check_in| check_in.time);
        [helps, needs, check_ins].into_iter().flatten().min().filter(|&first| first <= at)
    }

    /// All needs, by person and time.
    #[must_use]
    pub fn needs(&self) -> &[Need] {
        &self.needs
    }

    /// All check-ins, by time.
    #[must_use]
    pub fn check_ins(&self) -> &[CheckIn] {
        &self.check_ins
    }

    /// The helps of two people, either way, of those that it holds.
    #[must_use]
    pub fn helps_between(&self, one: u32, other: u32) -> &[Help] {
        let key = (one.min(other), one.max(other));
        let helps = self.helps();
        let from = helps.partition_point(|help| pair_of(help) < key);
        let until = helps.partition_point(|help| pair_of(help) <= key);
        &helps[from..until]
    }

    /// The needs of one person, by time.
    #[must_use]
    pub fn needs_of(&self, person: u32) -> &[Need] {
        let from = self.needs.partition_point(|need| need.person < person);
        let until = self.needs.partition_point(|need| need.person <= person);
        &self.needs[from..until]
    }

    /// The moment of the latest help, need or check-in; `None` of an empty log.
    #[must_use]
    pub fn latest(&self) -> Option<Time> {
        let needs = self.needs.iter().map(|need| need.time).max();
        let check_ins = self.check_ins.last().map(|check_in| check_in.time);
        self.seen.latest.max(needs).max(check_ins)
    }
}

/// The lower and the higher number of a help's two people.
pub(crate) fn pair_of(help: &Help) -> (u32, u32) {
    (help.giver.min(help.receiver), help.giver.max(help.receiver))
}

/// The order of a log's helps: by pair, direction, kind, time, and then by who told and how long it took, so that any two
/// lists of the same helps become the same.
pub fn by_pair(one: &Help, other: &Help) -> Ordering {
    sort_key(one)
        .cmp(&sort_key(other))
        .then_with(|| one.told_by.cmp(&other.told_by))
        .then_with(|| one.minutes.total_cmp(&other.minutes))
}

fn known(person: u32, persons: u32) -> Result<(), LogError> {
    if person < persons { Ok(()) } else { Err(LogError::NoSuchPerson { person, persons }) }
}

fn check(help: &Help, persons: u32) -> Result<(), LogError> {
    known(help.giver, persons)?;
    known(help.receiver, persons)?;
    if help.giver == help.receiver {
        return Err(LogError::SelfHelp(help.giver));
    }
    if !(help.minutes.is_finite() && help.minutes >= 0.0) {
        return Err(LogError::Minutes(help.minutes));
    }
    Ok(())
}

fn sort_rest(persons: u32, needs: &mut [Need], check_ins: &mut Vec<CheckIn>) -> Result<(), LogError> {
    needs.iter().try_for_each(|need| known(need.person, persons))?;
    check_ins.iter().try_for_each(|check_in| known(check_in.person, persons))?;
    check_ins.retain(|check_in| check_in.score.is_finite());
    needs.sort_unstable_by_key(|need| (need.person, need.time, need.outcome));
    check_ins.sort_unstable_by(|one, other| {
        (one.time, one.person).cmp(&(other.time, other.person)).then(one.score.total_cmp(&other.score))
    });
    Ok(())
}

fn sort_key(help: &Help) -> (u64, bool, u16, Time) {
    let (low, high) = pair_of(help);
    (u64::from(low) << 32 | u64::from(high), help.giver != low, help.kind.0, help.time)
}

/// Since when, and until when, people were active.
#[derive(Debug, Clone)]
pub(crate) enum Activity {
    /// From their first appearance in the log on.
    SinceFirst(Vec<Option<Time>>),
    /// As the caller says; sorted, and apart from each other.
    Given(Vec<Vec<Span>>),
}

impl Activity {
    pub(crate) fn of(log: &Log, given: Option<&[Vec<Span>]>, at: Time) -> Result<Self, LogError> {
        let Some(given) = given else { return Ok(Self::SinceFirst(first_appearances(log, at))) };
        if given.len() != log.persons as usize {
            return Err(LogError::Length { given: given.len(), persons: log.persons });
        }
        Ok(Self::Given(given.iter().map(|spans| super::tidy_spans(spans.clone())).collect()))
    }

    pub(crate) fn days(&self, person: u32, half_life: super::HalfLife, at: Time) -> f64 {
        self.shared_days(person, person, half_life, at)
    }

    pub(crate) fn shared_days(&self, one: u32, other: u32, half_life: super::HalfLife, at: Time) -> f64 {
        match self {
            Self::SinceFirst(firsts) => match (firsts[one as usize], firsts[other as usize]) {
                (Some(first), Some(second)) => {
                    half_life.decayed_days(&[Span { from: first.max(second), until: None }], at)
                }
                _ => 0.0,
            },
            Self::Given(spans) => half_life.shared_days(&spans[one as usize], &spans[other as usize], at),
        }
    }
}

fn first_appearances(log: &Log, at: Time) -> Vec<Option<Time>> {
    let mut firsts: Vec<Option<Time>> =
        log.seen.first.iter().map(|first| first.filter(|&time| time <= at)).collect();
    let mut saw = |person: u32, time: Time| {
        if time <= at {
            let first: &mut Option<Time> = &mut firsts[person as usize];
            *first = Some(first.map_or(time, |known| known.min(time)));
        }
    };
    log.needs.iter().for_each(|need| saw(need.person, need.time));
    log.check_ins.iter().for_each(|check_in| saw(check_in.person, check_in.time));
    firsts
}
