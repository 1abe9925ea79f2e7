//! Pairs who never helped each other. There are far more of them than of the others, and all that can be said of one is
//! whether the two have been there together for long enough to call them independent.

use super::figures::{CareByAgreement, LabelCounts, Options, Tie};
use super::needs::Keeping;
use super::ties::{Evidence, Label};
use super::whole::Activity;

/// Up to so many persons each silent pair is looked at, where spans of activity are given.
const FEW: usize = 5_000;

/// The labels of all pairs who are not in `ties`; `None` where spans are given and there are too many pairs.
pub(crate) fn silent_pairs(
    ties: &[Tie],
    keeping: &[Keeping],
    activity: &Activity,
    options: &Options<'_>,
) -> Option<LabelCounts> {
    let Activity::SinceFirst(firsts) = activity else {
        if keeping.len() > FEW {
            return None;
        }
        let mut counts = LabelCounts::default();
        for_each_silent(ties, keeping, activity, options, |tie| counts.count(tie.finding));
        return Some(counts);
    };
    // Two people share the days since the later of their first appearances. Those who have been there for long enough
    // alone have been there for long enough together.
    let long_enough = |person: usize| {
        let person = u32::try_from(person).unwrap_or(u32::MAX);
        is_independent(activity.days(person, options.half_life, options.at))
    };
    let lasting: Vec<bool> = (0..firsts.len()).map(long_enough).collect();
    let pairs = |count: u64| count * count.saturating_sub(1) / 2;
    let mut independent = pairs(lasting.iter().filter(|&&lasts| lasts).count() as u64);
    let mut others = pairs(firsts.len() as u64) - independent;
    let care = CareByAgreement::of(options);
    let mut by_agreement = 0;
    let mut leave_out = |a: u32, b: u32| {
        if lasting[a as usize] && lasting[b as usize] { independent -= 1 } else { others -= 1 }
    };
    ties.iter().for_each(|tie| leave_out(tie.a, tie.b));
    for (a, b) in care.pairs() {
        let known = (b as usize) < lasting.len() && a < b;
        if known && ties.binary_search_by_key(&(a, b), |tie| (tie.a, tie.b)).is_err() {
            leave_out(a, b);
            by_agreement += 1;
        }
    }
    Some(LabelCounts {
        independent,
        not_enough_to_say: others,
        care_by_agreement: by_agreement,
        ..LabelCounts::default()
    })
}

/// Adds the silent pairs to the others, in the order of their people.
pub(crate) fn silent_ties(
    ties: Vec<Tie>,
    keeping: &[Keeping],
    activity: &Activity,
    options: &Options<'_>,
) -> Vec<Tie> {
    let mut silent = Vec::new();
    for_each_silent(&ties, keeping, activity, options, |tie| silent.push(tie));
    let mut all = ties;
    all.append(&mut silent);
    all.sort_unstable_by_key(|tie| (tie.a, tie.b));
    all
}

fn for_each_silent(
    ties: &[Tie],
    keeping: &[Keeping],
    activity: &Activity,
    options: &Options<'_>,
    mut each: impl FnMut(Tie),
) {
    let care = CareByAgreement::of(options);
    let persons = u32::try_from(keeping.len()).unwrap_or(u32::MAX);
    let mut told = ties.iter().map(|tie| (tie.a, tie.b)).peekable();
    for a in 0..persons {
        for b in a + 1..persons {
            if told.next_if_eq(&(a, b)).is_some() {
                continue;
            }
            let days = activity.shared_days(a, b, options.half_life, options.at);
            let own = [keeping[a as usize], keeping[b as usize]];
            each(Tie::of(a, b, Evidence { x: 0.0, y: 0.0, days }, &own, care.has(a, b)));
        }
    }
}

fn is_independent(days: f64) -> bool {
    let tie = Tie::of(0, 1, Evidence { x: 0.0, y: 0.0, days }, &[Keeping::default(); 2], false);
    tie.finding.is_some_and(|finding| finding.label == Label::Independent)
}
