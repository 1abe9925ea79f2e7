//! Ties with a known truth, looked at every week.

use mutua_analysis::log::{
    DAY, Finding, HalfLife, Help, Kind, Label, LogError, PairHistory, Span, Time, WEEK, weekly_checks,
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

/// A tie of two people that stays as it is.
#[derive(Debug, Clone, Copy)]
pub struct Truth {
    /// Episodes a week, both ways together.
    pub per_week: f64,
    /// The share that the first gives.
    pub share: f64,
    /// For how many weeks.
    pub weeks: i64,
}

/// In how many of so many repetitions something was ever said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ever {
    /// A single check found something untrue.
    pub found_wrong: u32,
    /// Something untrue was shown.
    pub shown_wrong: u32,
    /// The truth was shown.
    pub shown_right: u32,
}

/// Repeats a tie with other chances, and counts in how many of them each thing was ever said.
///
/// # Errors
/// None that a simulated tie can cause.
pub fn repeat(
    truth: Truth,
    right: &(impl Fn(Finding) -> bool + Sync),
    times: u32,
    seed: u64,
) -> Result<Ever, LogError> {
    (0..times)
        .into_par_iter()
        .map(|repetition| once(truth, right, seed.wrapping_add(u64::from(repetition) << 20)))
        .try_reduce(Ever::default, |one, other| {
            Ok(Ever {
                found_wrong: one.found_wrong + other.found_wrong,
                shown_wrong: one.shown_wrong + other.shown_wrong,
                shown_right: one.shown_right + other.shown_right,
            })
        })
}

fn once(truth: Truth, right: &impl Fn(Finding) -> bool, seed: u64) -> Result<Ever, LogError> {
    let helps = helps(truth, seed);
    let always = [Span { from: 0, until: None }];
    let history = PairHistory { a: 0, b: 1, helps: &helps, needs: [&[], &[]], active: [&always, &always] };
    let checks = weekly_checks(&history, HalfLife::default(), WEEK, truth.weeks * WEEK)?;
    let said = |finding: Finding| finding.label != Label::NotEnoughToSay;
    Ok(Ever {
        found_wrong: checks.iter().any(|check| said(check.finding) && !right(check.finding)).into(),
        shown_wrong: checks.iter().any(|check| said(check.shown) && !right(check.shown)).into(),
        shown_right: checks.iter().any(|check| said(check.shown) && right(check.shown)).into(),
    })
}

/// Helps that come as they will: times of a Poisson process, directions by a coin of the given share.
fn helps(truth: Truth, seed: u64) -> Vec<Help> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut helps = Vec::new();
    let (mut time, end) = (0, truth.weeks * WEEK);
    loop {
        time += wait(&mut rng, truth.per_week);
        if time > end {
            return helps;
        }
        let giver = u32::from(!rng.random_bool(truth.share));
        helps.push(Help {
            time,
            giver,
            receiver: 1 - giver,
            kind: Kind::PRACTICAL,
            minutes: 30.0,
            told_by: None,
        });
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a wait of weeks is far below 285 thousand years")]
fn wait(rng: &mut ChaCha8Rng, per_week: f64) -> Time {
    let open: f64 = rng.random::<f64>();
    (-(1.0 - open).ln() * 7.0 / per_week * DAY as f64) as Time
}
