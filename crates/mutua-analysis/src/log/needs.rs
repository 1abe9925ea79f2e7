//! What people do with their own needs: keep them, or bring them to others. Keeping is counted, not judged.

use serde::{Deserialize, Serialize};

use super::decay::HalfLife;
use super::ties::{ENOUGH, SURE};
use super::types::{LogError, Outcome, Time};
use crate::chance::beta_below;

/// Decayed needs of one person.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Keeping {
    /// Kept to oneself.
    pub kept: f64,
    /// Brought to others.
    pub brought: f64,
}

impl Keeping {
    /// All of them.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.kept + self.brought
    }

    /// The probability that more than half of the needs are kept; `None` on fewer than five decayed needs.
    ///
    /// ```
    /// use mutua_analysis::log::Keeping;
    ///
    /// let keeping = Keeping { kept: 9.0, brought: 1.0 };
    /// assert!(keeping.probability_most_kept().unwrap() > 0.99);
    /// assert_eq!(Keeping { kept: 4.0, brought: 0.0 }.probability_most_kept(), None);
    /// ```
    #[must_use]
    pub fn probability_most_kept(&self) -> Option<f64> {
        (self.total() >= ENOUGH).then(|| beta_below(self.brought + 0.5, self.kept + 0.5, 0.5))
    }

    /// Whether it is sure that more than half are kept.
    #[must_use]
    pub fn keeps_most(&self) -> bool {
        self.probability_most_kept().is_some_and(|probability| probability >= SURE)
    }
}

/// Needs of one person as sums that can be moved forward in time.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct NeedSums {
    /// When the latest need was felt; the sums are as of then. `None` before the first.
    pub last: Option<Time>,
    keeping: Keeping,
}

impl NeedSums {
    /// From needs in any order: when, and what became of it.
    #[must_use]
    pub fn of(needs: impl IntoIterator<Item = (Time, Outcome)>, half_life: HalfLife) -> Self {
        let mut needs: Vec<_> = needs.into_iter().collect();
        needs.sort_unstable();
        let Some(&(last, _)) = needs.last() else { return Self::default() };
        let mut keeping = Keeping::default();
        for (time, outcome) in needs {
            keeping.add(outcome, half_life.weight(time, last));
        }
        Self { last: Some(last), keeping }
    }

    /// Adds a need that is no earlier than those already in.
    ///
    /// # Errors
    /// Where it is earlier; the sums must then be made again from the person's needs.
    pub fn tell(&mut self, time: Time, outcome: Outcome, half_life: HalfLife) -> Result<(), LogError> {
        self.keeping = self.at(time, half_life)?;
        self.keeping.add(outcome, 1.0);
        self.last = Some(time);
        Ok(())
    }

    /// The sums as of `at`.
    ///
    /// # Errors
    /// Where `at` lies before the latest need.
    pub fn at(&self, at: Time, half_life: HalfLife) -> Result<Keeping, LogError> {
        let Some(last) = self.last else { return Ok(self.keeping) };
        if at < last {
            return Err(LogError::OutOfOrder { last, time: at });
        }
        let left = half_life.weight(last, at);
        Ok(Keeping { kept: self.keeping.kept * left, brought: self.keeping.brought * left })
    }
}

impl Keeping {
    /// Counts one more.
    pub(crate) fn add(&mut self, outcome: Outcome, weight: f64) {
        match outcome {
            Outcome::Kept => self.kept += weight,
            Outcome::Brought => self.brought += weight,
        }
    }
}
