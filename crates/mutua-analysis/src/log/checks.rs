//! Weekly checks: a label appears after two that agree, and is withdrawn at once.
//!
//! A label that comes and goes would say more about chance than about people. So one check alone shows nothing, and one
//! that disagrees takes back what was shown.

use serde::{Deserialize, Serialize};

use super::ties::{Finding, Label};
use super::types::{DAY, Time};

/// Checks less far apart than this count as one: a weekly job may run some hours early, or twice.
pub const APART: Time = 6 * DAY;

/// What is shown of one tie.
///
/// "Mostly one way" and "giving ahead of your own needs" are followed apart: the first stays when the second comes or
/// goes.
///
/// ```
/// use mutua_analysis::log::{Checks, Finding, Label, WEEK};
///
/// let mutual = Finding { label: Label::Interdependent, giver: None };
/// let mut checks = Checks::default();
/// assert_eq!(checks.check(0, mutual), Finding::NOT_ENOUGH);
/// assert_eq!(checks.check(WEEK, mutual), mutual);
/// assert_eq!(checks.check(2 * WEEK, Finding::NOT_ENOUGH), Finding::NOT_ENOUGH);
/// assert_eq!(checks.check(3 * WEEK, mutual), Finding::NOT_ENOUGH);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Checks {
    /// What checks have agreed on, and since when.
    agreed: Option<(Finding, Time)>,
    /// When the latest check was.
    latest: Time,
    /// Since when they have agreed that the giver gives ahead of their own needs.
    ahead_since: Option<Time>,
}

impl Checks {
    /// Takes a check's finding in, and gives what is shown from now on.
    pub fn check(&mut self, at: Time, finding: Finding) -> Finding {
        let said = finding.for_others();
        match self.agreed {
            Some((before, _)) if before == said => {}
            _ => {
                self.agreed = Some((said, at));
                self.ahead_since = None;
            }
        }
        if finding.label == Label::Codependent {
            self.ahead_since.get_or_insert(at);
        } else {
            self.ahead_since = None;
        }
        self.latest = at;
        self.shown()
    }

    /// What is shown since the latest check.
    #[must_use]
    pub fn shown(&self) -> Finding {
        let long_enough = |since: Time| self.latest.saturating_sub(since) >= APART;
        match self.agreed {
            Some((said, since)) if long_enough(since) => {
                if self.ahead_since.is_some_and(long_enough) {
                    Finding { label: Label::Codependent, ..said }
                } else {
                    said
                }
            }
            _ => Finding::NOT_ENOUGH,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::ties::Side;
    use super::super::types::WEEK;
    use super::*;

    const MUTUAL: Finding = Finding { label: Label::Interdependent, giver: None };
    const ONE_WAY: Finding = Finding { label: Label::Dependent, giver: Some(Side::A) };
    const OTHER_WAY: Finding = Finding { label: Label::Dependent, giver: Some(Side::B) };
    const AHEAD: Finding = Finding { label: Label::Codependent, giver: Some(Side::A) };

    fn shown(findings: &[Finding]) -> Vec<Finding> {
        let mut checks = Checks::default();
        (0..).zip(findings).map(|(week, &finding)| checks.check(week * WEEK, finding)).collect()
    }

    #[test]
    fn two_that_agree_show_and_one_that_differs_withdraws() {
        let none = Finding::NOT_ENOUGH;
        assert_eq!(
            shown(&[MUTUAL, ONE_WAY, ONE_WAY, ONE_WAY, none, ONE_WAY, MUTUAL, MUTUAL]),
            [none, none, ONE_WAY, ONE_WAY, none, none, none, MUTUAL]
        );
    }

    #[test]
    fn the_other_giver_is_another_finding() {
        let none = Finding::NOT_ENOUGH;
        assert_eq!(shown(&[ONE_WAY, ONE_WAY, OTHER_WAY, OTHER_WAY]), [none, ONE_WAY, none, OTHER_WAY]);
    }

    #[test]
    fn one_way_stays_while_the_giver_s_own_needs_come_and_go() {
        let none = Finding::NOT_ENOUGH;
        assert_eq!(
            shown(&[ONE_WAY, AHEAD, AHEAD, ONE_WAY, AHEAD, AHEAD]),
            [none, ONE_WAY, AHEAD, ONE_WAY, ONE_WAY, AHEAD]
        );
        assert_eq!(shown(&[AHEAD, AHEAD]), [none, AHEAD]);
    }

    #[test]
    fn a_check_run_twice_counts_once_and_withdraws_all_the_same() {
        let mut checks = Checks::default();
        checks.check(0, MUTUAL);
        assert_eq!(checks.check(DAY, MUTUAL), Finding::NOT_ENOUGH);
        assert_eq!(checks.check(WEEK - DAY / 24, MUTUAL), MUTUAL);
        assert_eq!(checks.check(WEEK, ONE_WAY), Finding::NOT_ENOUGH);
    }
}
