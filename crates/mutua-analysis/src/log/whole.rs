//! A whole log, checked and sorted, ready for [`figures`](super::figures).

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
    helps: Vec<Help>,
    needs: Vec<Need>,
    check_ins: Vec<CheckIn>,
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
        let known = |person: u32| {
            if person < persons { Ok(()) } else { Err(LogError::NoSuchPerson { person, persons }) }
        };
        for help in &helps {
            known(help.giver)?;
            known(help.receiver)?;
            if help.giver == help.receiver {
                return Err(LogError::SelfHelp(help.giver));
            }
            if !(help.minutes.is_finite() && help.minutes >= 0.0) {
                return Err(LogError::Minutes(help.minutes));
            }
        }
        needs.iter().try_for_each(|need| known(need.person))?;
        check_ins.iter().try_for_each(|check_in| known(check_in.person))?;
        check_ins.retain(|check_in| check_in.score.is_finite());
        helps.par_sort_unstable_by(|one, other| {
            sort_key(one)
                .cmp(&sort_key(other))
                .then_with(|| one.told_by.cmp(&other.told_by))
                .then_with(|| one.minutes.total_cmp(&other.minutes))
        });
        needs.sort_unstable_by_key(|need| (need.person, need.time, need.outcome));
        check_ins.sort_unstable_by(|one, other| {
            (one.time, one.person).cmp(&(other.time, other.person)).then(one.score.total_cmp(&other.score))
        });
        Ok(Self { persons, helps, needs, check_ins })
    }

    /// How many persons there are.
    #[must_use]
    pub fn persons(&self) -> u32 {
        self.persons
    }

    /// All helps, by pair, direction, kind and time.
    #[must_use]
    pub fn helps(&self) -> &[Help] {
        &self.helps
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

    /// The helps of two people, either way.
    #[must_use]
    pub fn helps_between(&self, one: u32, other: u32) -> &[Help] {
        let key = (one.min(other), one.max(other));
        let from = self.helps.partition_point(|help| pair_of(help) < key);
        let until = self.helps.partition_point(|help| pair_of(help) <= key);
        &self.helps[from..until]
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
        let helps = self.helps.par_iter().map(|help| help.time).max();
        let needs = self.needs.iter().map(|need| need.time).max();
        let check_ins = self.check_ins.last().map(|check_in| check_in.time);
        helps.max(needs).max(check_ins)
    }
}

/// The lower and the higher number of a help's two people.
pub(crate) fn pair_of(help: &Help) -> (u32, u32) {
    (help.giver.min(help.receiver), help.giver.max(help.receiver))
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
    let mut firsts = vec![None; log.persons as usize];
    let mut saw = |person: u32, time: Time| {
        if time <= at {
            let first: &mut Option<Time> = &mut firsts[person as usize];
            *first = Some(first.map_or(time, |known| known.min(time)));
        }
    };
    for help in &log.helps {
        saw(help.giver, help.time);
        saw(help.receiver, help.time);
    }
    log.needs.iter().for_each(|need| saw(need.person, need.time));
    log.check_ins.iter().for_each(|check_in| saw(check_in.person, check_in.time));
    firsts
}
