//! A tie looked at every week, as an application does.

use super::checks::Checks;
use super::decay::HalfLife;
use super::needs::{Keeping, NeedSums};
use super::pair::PairSums;
use super::ties::{Evidence, Finding, Probabilities, judge};
use super::types::{Help, LogError, Need, Span, Time, WEEK};

/// All that a tie's checks rest on.
#[derive(Debug, Clone, Copy)]
pub struct PairHistory<'a> {
    /// The first of the two.
    pub a: u32,
    /// The second.
    pub b: u32,
    /// Their helps to each other, in any order.
    pub helps: &'a [Help],
    /// The needs of the first and of the second, in any order.
    pub needs: [&'a [Need]; 2],
    /// When the first and the second were active; sorted, and apart from each other (see [`super::tidy_spans`]).
    pub active: [&'a [Span]; 2],
}

/// What one check found, and what was shown after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeeklyCheck {
    /// When.
    pub at: Time,
    /// What could be said from what had happened by then.
    pub finding: Finding,
    /// What was shown: see [`Checks`].
    pub shown: Finding,
}

/// Checks at `first` and every week after, up to `until`.
///
/// Cost: the pair's helps and the two people's needs once, and then the number of kinds a week.
///
/// # Errors
/// Where a help is not between the two.
///
/// ```
/// use mutua_analysis::log::{DAY, HalfLife, Help, Kind, Label, PairHistory, Span, WEEK, weekly_checks};
///
/// // Ana sees to Ben's garden once a week, for half a year.
/// let helps: Vec<Help> = (0..26)
///     .map(|week| Help {
///         time: week * WEEK + DAY, giver: 0, receiver: 1, kind: Kind::PRACTICAL, minutes: 60.0, told_by: None,
///     })
///     .collect();
/// let always = [Span { from: 0, until: None }];
/// let history = PairHistory { a: 0, b: 1, helps: &helps, needs: [&[], &[]], active: [&always, &always] };
/// let checks = weekly_checks(&history, HalfLife::default(), WEEK, 26 * WEEK)?;
///
/// let said = checks.iter().position(|check| check.shown.label == Label::Dependent).unwrap();
/// assert_eq!(checks[said - 1].finding, checks[said].finding);
/// assert!(checks[..said].iter().all(|check| check.shown.label == Label::NotEnoughToSay));
/// # Ok::<(), mutua_analysis::log::LogError>(())
/// ```
pub fn weekly_checks(
    history: &PairHistory<'_>,
    half_life: HalfLife,
    first: Time,
    until: Time,
) -> Result<Vec<WeeklyCheck>, LogError> {
    let mut helps: Vec<&Help> = history.helps.iter().collect();
    helps.sort_unstable_by(|one, other| {
        (one.time, one.giver, one.kind).cmp(&(other.time, other.giver, other.kind))
    });
    let mut helps = helps.into_iter().peekable();
    let mut needs = history.needs.map(|needs| {
        let mut sorted: Vec<_> = needs.iter().map(|need| (need.time, need.outcome)).collect();
        sorted.sort_unstable();
        sorted.into_iter().peekable()
    });
    let mut pair = PairSums::new(history.a, history.b, half_life);
    let mut sums = [NeedSums::default(); 2];
    let mut checks = Checks::default();
    let mut found = Vec::new();
    let mut at = first;
    while at <= until {
        while let Some(help) = helps.next_if(|help| help.time <= at) {
            pair.tell(help)?;
        }
        let mut keeping = [Keeping::default(); 2];
        for ((needs, sums), keeping) in needs.iter_mut().zip(&mut sums).zip(&mut keeping) {
            while let Some((time, outcome)) = needs.next_if(|&(time, _)| time <= at) {
                sums.tell(time, outcome, half_life)?;
            }
            *keeping = sums.at(at, half_life)?;
        }
        let days = half_life.shared_days(history.active[0], history.active[1], at);
        let evidence: Evidence = pair.evidence(at, days)?;
        let finding = judge(&evidence, &Probabilities::of(&evidence), &keeping);
        found.push(WeeklyCheck { at, finding, shown: checks.check(at, finding) });
        let Some(next) = at.checked_add(WEEK) else { break };
        at = next;
    }
    Ok(found)
}
