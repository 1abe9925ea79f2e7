//! Asks, helpers, and what each match costs.

use super::error::InstanceError;
use super::reason::Fit;

/// How much a helper takes on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Helper {
    /// The most asks; 0 in a pause
    pub capacity: u32,
    /// Their `k`-th ask, counted from 0, costs `slope * k` on top of its match cost
    pub slope: f64,
}

/// A match that is possible.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// The helper's number
    pub helper: u32,
    /// What the match costs, without load
    pub cost: f64,
    /// What the cost is made of, where that is known
    pub fit: Option<Fit>,
}

/// Asks, helpers and possible matches, all checked. Made by [`Instance::builder`] or [`Instance::from_rows`].
#[derive(Debug, Clone, PartialEq)]
pub struct Instance {
    pub(super) helpers: Vec<Helper>,
    /// What leaving an ask unmet costs; none where it must be met
    pub(super) unmet: Vec<Option<f64>>,
    /// Candidates of ask `i` are `start[i]..start[i + 1]`, by helper
    pub(super) start: Vec<u32>,
    pub(super) candidates: Vec<Candidate>,
    /// Costs are whole numbers in units of `2^-exponent`
    pub(super) exponent: i32,
}

/// Sums of costs along a path stay below this power of two.
const PATH_BITS: i32 = 61;
/// `2^FINEST` is still a number.
const FINEST: i32 = 1000;

impl Instance {
    /// Starts an instance with neither asks nor helpers.
    #[must_use]
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// An instance from rows of costs: `rows[ask]` lists `(helper, cost)` of each match that is possible.
    ///
    /// # Errors
    /// As [`Builder::build`], and [`InstanceError::Length`] where `unmet` has not one entry for each ask.
    ///
    /// ```
    /// use mutua_analysis::flow::matching::{Helper, Instance, matching};
    ///
    /// let helpers = vec![Helper { capacity: 1, slope: 0.0 }; 2];
    /// let rows = vec![vec![(0, 4.0), (1, 1.0)], vec![(1, 2.0)]];
    /// let instance = Instance::from_rows(helpers, rows, vec![Some(9.0); 2])?;
    /// assert_eq!(matching(&instance)?.total_cost, 6.0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_rows(
        helpers: Vec<Helper>,
        rows: Vec<Vec<(usize, f64)>>,
        unmet: Vec<Option<f64>>,
    ) -> Result<Self, InstanceError> {
        if unmet.len() != rows.len() {
            let (found, expected) = (unmet.len(), rows.len());
            return Err(InstanceError::Length { what: "the list of unmet costs", found, expected });
        }
        let mut builder = Builder { helpers, unmet, ..Builder::default() };
        for (ask, row) in rows.into_iter().enumerate() {
            for (helper, cost) in row {
                builder.candidate(ask, helper, cost);
            }
        }
        builder.build()
    }

    /// How many asks there are.
    #[must_use]
    pub fn asks(&self) -> usize {
        self.unmet.len()
    }

    /// The helpers.
    #[must_use]
    pub fn helpers(&self) -> &[Helper] {
        &self.helpers
    }

    /// What leaving an ask unmet costs; none where it must be met.
    ///
    /// # Panics
    /// Where there is no such ask.
    #[must_use]
    pub fn unmet_cost(&self, ask: usize) -> Option<f64> {
        self.unmet[ask]
    }

    /// Who could meet an ask, ascending by helper.
    ///
    /// # Panics
    /// Where there is no such ask.
    #[must_use]
    pub fn candidates(&self, ask: usize) -> &[Candidate] {
        &self.candidates[self.start[ask] as usize..self.start[ask + 1] as usize]
    }

    /// The match of an ask with a helper, where it is possible.
    ///
    /// # Panics
    /// Where there is no such ask.
    #[must_use]
    pub fn candidate(&self, ask: usize, helper: usize) -> Option<&Candidate> {
        let candidates = self.candidates(ask);
        candidates.binary_search_by_key(&helper, |own| own.helper as usize).ok().map(|at| &candidates[at])
    }

    /// A cost in whole units.
    pub(super) fn units(&self, cost: f64) -> i64 {
        (cost * 2f64.powi(self.exponent)).round() as i64
    }

    /// Whole units as a cost.
    pub(super) fn cost(&self, units: i64) -> f64 {
        units as f64 * 2f64.powi(-self.exponent)
    }
}

/// Builds an [`Instance`]; asks and helpers are numbered from 0 in the order in which they are added.
#[derive(Debug, Clone, Default)]
pub struct Builder {
    helpers: Vec<Helper>,
    unmet: Vec<Option<f64>>,
    candidates: Vec<(usize, usize, f64, Option<Fit>)>,
}

impl Builder {
    /// Adds a helper who takes on at most `capacity` asks, each further one at `slope` more than the one before, and
    /// gives their number.
    pub fn helper(&mut self, capacity: u32, slope: f64) -> usize {
        self.helpers.push(Helper { capacity, slope });
        self.helpers.len() - 1
    }

    /// Adds an ask, which may stay unmet at a cost or must be met (none), and gives its number.
    pub fn ask(&mut self, unmet: Option<f64>) -> usize {
        self.unmet.push(unmet);
        self.unmet.len() - 1
    }

    /// Says that a helper could meet an ask, at a cost. Where it is said more than once, the least cost counts.
    pub fn candidate(&mut self, ask: usize, helper: usize, cost: f64) -> &mut Self {
        self.candidates.push((ask, helper, cost, None));
        self
    }

    /// The same with the cost made of how well the two fit.
    pub fn candidate_by_fit(&mut self, ask: usize, helper: usize, fit: Fit, cost: f64) -> &mut Self {
        self.candidates.push((ask, helper, cost, Some(fit)));
        self
    }

    /// Checks everything.
    ///
    /// # Errors
    /// [`InstanceError`], for the first thing that is wrong.
    pub fn build(self) -> Result<Instance, InstanceError> {
        let Self { helpers, unmet, mut candidates } = self;
        check(&helpers, &unmet, &candidates)?;
        let by_ask = |a: &(usize, usize, f64, Option<Fit>), b: &(usize, usize, f64, Option<Fit>)| {
            (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2))
        };
        // Most come ask by ask, and rows are short.
        if candidates.is_sorted_by_key(|own| own.0) {
            candidates.chunk_by_mut(|a, b| a.0 == b.0).for_each(|row| row.sort_by(by_ask));
        } else {
            candidates.sort_by(by_ask);
        }
        candidates.dedup_by_key(|candidate| (candidate.0, candidate.1));
        let mut start = vec![0u32; unmet.len() + 1];
        for (ask, ..) in &candidates {
            start[ask + 1] += 1;
        }
        for ask in 0..unmet.len() {
            start[ask + 1] += start[ask];
        }
        let candidates: Vec<Candidate> = candidates
            .into_iter()
            .map(|(_, helper, cost, fit)| Candidate { helper: helper as u32, cost, fit })
            .collect();
        let exponent = exponent(&helpers, &unmet, &candidates)?;
        Ok(Instance { helpers, unmet, start, candidates, exponent })
    }
}

fn check(
    helpers: &[Helper],
    unmet: &[Option<f64>],
    candidates: &[(usize, usize, f64, Option<Fit>)],
) -> Result<(), InstanceError> {
    if helpers.len().max(unmet.len()).max(candidates.len()) >= 1 << 31 {
        return Err(InstanceError::TooLarge);
    }
    for (helper, Helper { slope, .. }) in helpers.iter().enumerate() {
        if !(slope.is_finite() && *slope >= 0.0) {
            return Err(InstanceError::Slope { helper, slope: *slope });
        }
    }
    for (ask, cost) in unmet.iter().enumerate() {
        if let Some(cost) = cost.filter(|cost| !cost.is_finite()) {
            return Err(InstanceError::UnmetCost { ask, cost });
        }
    }
    for &(ask, helper, cost, _) in candidates {
        if ask >= unmet.len() {
            return Err(InstanceError::NoSuchAsk { ask, asks: unmet.len() });
        }
        if helper >= helpers.len() {
            return Err(InstanceError::NoSuchHelper { helper, helpers: helpers.len() });
        }
        if !cost.is_finite() {
            return Err(InstanceError::MatchCost { ask, helper, cost });
        }
    }
    Ok(())
}

/// How finely costs can be told apart so that the longest path still adds up in 64 bits. A power of two, so costs that are
/// whole numbers (or halves, quarters …) aren't rounded.
fn exponent(
    helpers: &[Helper],
    unmet: &[Option<f64>],
    candidates: &[Candidate],
) -> Result<i32, InstanceError> {
    let mut asked = vec![0u32; helpers.len()];
    for candidate in candidates {
        asked[candidate.helper as usize] += 1;
    }
    let loads = helpers
        .iter()
        .zip(&asked)
        .map(|(helper, asked)| helper.slope * f64::from(helper.capacity.min(*asked)));
    let matches = candidates.iter().map(|candidate| candidate.cost.abs());
    let largest =
        loads.chain(matches).chain(unmet.iter().flatten().map(|cost| cost.abs())).fold(0.0, f64::max);
    // A load of many times a large slope can be more than a float holds.
    if !largest.is_finite() {
        return Err(InstanceError::OutOfRange { largest });
    }
    // A path alternates between asks and helpers, and visits each of the fewer ones once.
    let steps = 2.0 * (helpers.len().min(unmet.len()) as f64 + 2.0);
    let bits = (largest.max(f64::MIN_POSITIVE).log2() + steps.log2()).floor() as i32 + 2;
    let exponent = (PATH_BITS - bits).min(FINEST);
    if exponent < 0 { Err(InstanceError::OutOfRange { largest }) } else { Ok(exponent) }
}
