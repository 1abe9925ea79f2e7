//! Why a match or a suggestion was made, in words that disclose nothing of other persons.

use std::fmt;

use super::instance::Instance;

/// How well an ask and a helper fit; each part from 0 (not at all) to 1 (fully).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// How near they are
    pub closeness: f64,
    /// How much of what the ask needs the helper can do
    pub skills: f64,
    /// How much of when it is needed the helper has time
    pub times: f64,
}

/// What each part of a [`Fit`] weighs in the cost of a match.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FitWeights {
    /// Of closeness
    pub closeness: f64,
    /// Of skills
    pub skills: f64,
    /// Of times
    pub times: f64,
}

impl FitWeights {
    /// What a match costs: the weight of each part, as far as it doesn't fit. Parts beyond 0 and 1 count as 0 and 1.
    ///
    /// ```
    /// use mutua_analysis::flow::matching::{Fit, FitWeights};
    ///
    /// let weights = FitWeights { closeness: 2.0, skills: 4.0, times: 4.0 };
    /// let fit = Fit { closeness: 0.5, skills: 1.0, times: 0.75 };
    /// assert_eq!(weights.cost(fit), 2.0);
    /// ```
    #[must_use]
    pub fn cost(&self, fit: Fit) -> f64 {
        let missing = |part: f64| 1.0 - part.clamp(0.0, 1.0);
        self.closeness * missing(fit.closeness)
            + self.skills * missing(fit.skills)
            + self.times * missing(fit.times)
    }
}

/// A reason for a match, told to the helper or the asker. Each speaks of these two alone: of the parts of their own fit,
/// and of what the helper has said to be ready for. None speaks of how anyone else would fit, or of who was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// They are near each other
    Near,
    /// The helper can do what is needed
    Skills,
    /// The helper has time when it is needed
    Times,
    /// Nothing stands against it
    Possible,
    /// Of what the helper said to be ready for, this leaves so many places
    PlacesLeft(u32),
    /// It takes the last place of what the helper said to be ready for
    LastPlace,
}

impl Reason {
    /// Whether the asker may read it too. What a helper is ready for, and how much of that is left, is for the helper
    /// alone.
    #[must_use]
    pub const fn is_for_asker(self) -> bool {
        !matches!(self, Self::PlacesLeft(_) | Self::LastPlace)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Near => f.write_str("they are near each other"),
            Self::Skills => f.write_str("the helper can do what is needed"),
            Self::Times => f.write_str("the helper has time when it is needed"),
            Self::Possible => f.write_str("the helper can take this on"),
            Self::PlacesLeft(1) => f.write_str("it leaves room for one more of what the helper is ready for"),
            Self::PlacesLeft(left) => {
                write!(f, "it leaves room for {left} more of what the helper is ready for")
            }
            Self::LastPlace => f.write_str("it fills what the helper is ready for, and no more than that"),
        }
    }
}

/// A part of a fit is a reason from here up.
const GOOD: f64 = 2.0 / 3.0;

/// Why a helper would meet an ask, where they would carry `load` asks with it: what fits well, best first, and what is left of
/// their own capacity. Empty where the match isn't possible.
///
/// # Panics
/// Where there is no such ask or helper.
///
/// # Examples
/// ```
/// use mutua_analysis::flow::matching::{Fit, FitWeights, Instance, Reason, reasons};
///
/// let mut instance = Instance::builder();
/// let helper = instance.helper(3, 1.0);
/// let ask = instance.ask(Some(10.0));
/// let fit = Fit { closeness: 0.9, skills: 1.0, times: 0.2 };
/// let weights = FitWeights { closeness: 2.0, skills: 4.0, times: 4.0 };
/// instance.candidate_by_fit(ask, helper, fit, weights.cost(fit));
///
/// let told = reasons(&instance.build()?, ask, helper, 1);
/// assert_eq!(told, [Reason::Skills, Reason::Near, Reason::PlacesLeft(2)]);
/// # Ok::<(), mutua_analysis::flow::matching::InstanceError>(())
/// ```
#[must_use]
pub fn reasons(instance: &Instance, ask: usize, helper: usize, load: u32) -> Vec<Reason> {
    let Some(candidate) = instance.candidate(ask, helper) else { return Vec::new() };
    let Some(left) = instance.helpers[helper].capacity.checked_sub(load) else { return Vec::new() };
    let mut parts = Vec::new();
    if let Some(fit) = candidate.fit {
        parts.extend([
            (fit.skills, Reason::Skills),
            (fit.times, Reason::Times),
            (fit.closeness, Reason::Near),
        ]);
        parts.retain(|part| part.0 >= GOOD);
        parts.sort_by(|a, b| b.0.total_cmp(&a.0));
    }
    let mut reasons: Vec<Reason> = parts.into_iter().map(|part| part.1).collect();
    if reasons.is_empty() {
        reasons.push(Reason::Possible);
    }
    reasons.push(if left == 0 { Reason::LastPlace } else { Reason::PlacesLeft(left) });
    reasons
}
