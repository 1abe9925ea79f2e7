//! Ties: what can be said of two people's reliance, and how surely.
//!
//! A tie's evidence is decayed episodes each way and the decayed days in which both were there. The rate of episodes has
//! a Gamma posterior, the share that one of them gives a Beta posterior, both under Jeffreys priors (Gelman et al. 2013,
//! *Bayesian Data Analysis*, ch. 2). A label is said where nine tenths of the posterior agree, and else *not enough to
//! say*. The cut-offs (once in 60 days, a quarter, nine in ten, five episodes) are choices.

use serde::{Deserialize, Serialize};

use super::needs::Keeping;
use crate::chance::{beta_below, gamma_below};

/// A label needs this much of the posterior.
pub const SURE: f64 = 0.9;

/// Rarer than once in so many days is independent.
pub const SELDOM_DAYS: f64 = 60.0;

/// Shares, positions and ties need this many decayed episodes or needs.
pub const ENOUGH: f64 = 5.0;

/// Mutual: neither gives less than this share.
pub const FAIR_SHARE: f64 = 0.25;

/// What is known of two people, seen from the first.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Decayed episodes that the first gave the second.
    pub x: f64,
    /// Decayed episodes that the second gave the first.
    pub y: f64,
    /// Decayed days in which both were active.
    pub days: f64,
}

impl Evidence {
    /// Decayed episodes both ways.
    #[must_use]
    pub fn n(&self) -> f64 {
        self.x + self.y
    }
}

/// One of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The first.
    A,
    /// The second.
    B,
}

/// What a tie is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// They help each other less than once in 60 days.
    Independent,
    /// Both give, neither less than a quarter.
    Interdependent,
    /// Mostly one way.
    Dependent,
    /// Mostly one way, by someone who keeps most of their own needs. For the giver's eyes alone, and in other words:
    /// "giving ahead of your own needs". Everyone else is told [`Label::Dependent`].
    Codependent,
    /// None of these is sure.
    NotEnoughToSay,
}

/// What is said, and of whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Finding {
    /// What the tie is.
    pub label: Label,
    /// Who gives, where it is mostly one way.
    pub giver: Option<Side>,
}

impl Finding {
    /// Nothing.
    pub const NOT_ENOUGH: Self = Self { label: Label::NotEnoughToSay, giver: None };

    /// As everyone but the giver may know it.
    #[must_use]
    pub fn for_others(self) -> Self {
        match self.label {
            Label::Codependent => Self { label: Label::Dependent, ..self },
            _ => self,
        }
    }
}

/// The posterior probability of each thing that might be said.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Probabilities {
    /// Of less than one episode in 60 days.
    pub independent: f64,
    /// Of the first's share being between a quarter and three quarters.
    pub interdependent: f64,
    /// Of the first giving more than three quarters.
    pub a_gives: f64,
    /// Of the second giving more than three quarters.
    pub b_gives: f64,
}

impl Probabilities {
    /// From the evidence: rate ~ Gamma(1/2 + n, days), share of the first ~ Beta(x + 1/2, y + 1/2).
    #[must_use]
    pub fn of(evidence: &Evidence) -> Self {
        let (a, b) = (evidence.x + 0.5, evidence.y + 0.5);
        let b_gives = beta_below(a, b, FAIR_SHARE);
        let a_gives = beta_below(b, a, FAIR_SHARE);
        Self {
            independent: gamma_below(evidence.n() + 0.5, evidence.days / SELDOM_DAYS),
            interdependent: (1.0 - a_gives - b_gives).max(0.0),
            a_gives,
            b_gives,
        }
    }
}

/// What can be said of a tie.
///
/// `keeping` is what is known of each one's own needs, the first's and the second's.
///
/// ```
/// use mutua_analysis::log::{Evidence, Keeping, Label, Probabilities, Side, judge};
///
/// let unknown = Keeping::default();
/// let evidence = Evidence { x: 14.0, y: 0.0, days: 120.0 };
/// let finding = judge(&evidence, &Probabilities::of(&evidence), &[unknown, unknown]);
/// assert_eq!((finding.label, finding.giver), (Label::Dependent, Some(Side::A)));
///
/// // The same tie, and the giver kept nine of ten needs to themselves.
/// let finding = judge(&evidence, &Probabilities::of(&evidence), &[Keeping { kept: 9.0, brought: 1.0 }, unknown]);
/// assert_eq!(finding.label, Label::Codependent);
/// assert_eq!(finding.for_others().label, Label::Dependent);
///
/// // Four helps are too few to say.
/// let evidence = Evidence { x: 4.0, y: 0.0, days: 120.0 };
/// let finding = judge(&evidence, &Probabilities::of(&evidence), &[unknown, unknown]);
/// assert_eq!(finding.label, Label::NotEnoughToSay);
/// ```
#[must_use]
pub fn judge(evidence: &Evidence, probabilities: &Probabilities, keeping: &[Keeping; 2]) -> Finding {
    if probabilities.independent >= SURE {
        return Finding { label: Label::Independent, giver: None };
    }
    if evidence.n() < ENOUGH {
        return Finding::NOT_ENOUGH;
    }
    if probabilities.interdependent >= SURE {
        return Finding { label: Label::Interdependent, giver: None };
    }
    let (giver, own) = if probabilities.a_gives >= SURE {
        (Side::A, &keeping[0])
    } else if probabilities.b_gives >= SURE {
        (Side::B, &keeping[1])
    } else {
        return Finding::NOT_ENOUGH;
    };
    let label = if own.keeps_most() { Label::Codependent } else { Label::Dependent };
    Finding { label, giver: Some(giver) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(x: f64, y: f64, days: f64) -> Finding {
        let evidence = Evidence { x, y, days };
        judge(&evidence, &Probabilities::of(&evidence), &[Keeping::default(); 2])
    }

    #[test]
    fn seldom_comes_before_one_sided() {
        // Six helps of one side in a very long time: seldom, and so independent, though all went one way.
        assert_eq!(finding(6.0, 0.0, 900.0).label, Label::Independent);
        assert_eq!(finding(6.0, 0.0, 100.0), Finding { label: Label::Dependent, giver: Some(Side::A) });
        assert_eq!(finding(0.0, 6.0, 100.0), Finding { label: Label::Dependent, giver: Some(Side::B) });
    }

    #[test]
    fn between_mutual_and_one_way_nothing_is_said() {
        assert_eq!(finding(15.0, 5.0, 120.0).label, Label::NotEnoughToSay);
        assert_eq!(finding(10.0, 10.0, 120.0).label, Label::Interdependent);
    }

    #[test]
    fn two_who_just_met_are_not_yet_independent() {
        assert_eq!(finding(0.0, 0.0, 0.0).label, Label::NotEnoughToSay);
        assert_eq!(finding(0.0, 0.0, 81.0).label, Label::NotEnoughToSay);
        assert_eq!(finding(0.0, 0.0, 82.0).label, Label::Independent);
    }

    #[test]
    fn probabilities_of_shares_add_up() {
        for (x, y) in [(0.0, 0.0), (3.2, 9.1), (40.0, 41.0), (0.0, 130.0)] {
            let p = Probabilities::of(&Evidence { x, y, days: 50.0 });
            assert!((p.interdependent + p.a_gives + p.b_gives - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn needs_that_are_too_few_accuse_nobody() {
        let evidence = Evidence { x: 14.0, y: 0.0, days: 120.0 };
        let keeping = [Keeping { kept: 4.9, brought: 0.0 }, Keeping { kept: 50.0, brought: 0.0 }];
        assert_eq!(judge(&evidence, &Probabilities::of(&evidence), &keeping).label, Label::Dependent);
    }
}
