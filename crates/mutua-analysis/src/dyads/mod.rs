//! Pairs who keep diaries.
//!
//! - [`fit`]: the actor-partner interdependence model (Kenny, Kashy & Cook 2006, Dyadic Data Analysis), once or over
//!   time, with members who can be told apart by a role or not, by (restricted) maximum likelihood.
//! - [`distinguishability`]: whether telling them apart is worth it.
//! - [`link_pairs`]: whether the days of two people are linked, against people who aren't a pair; [`link_alone`]: the same
//!   against nobody else.
//!
//! Rows are columns of numbers ([`DyadRows`]); a value that isn't finite is missing. Only pseudo-pairs are drawn, by a seed;
//! results don't depend on the number of threads or, beyond rounding, on the order of rows.

mod adjust;
mod alone;
mod basis;
mod blocks;
mod design;
mod fit;
mod levels;
mod links;
mod model;
mod null;
mod optimum;
mod rows;
mod serial;
mod symmetric;
mod terms;
mod two;

use statrs::distribution::{ChiSquared, ContinuousCDF};

use design::Design;

pub use alone::{APART, LinkAlone, link_alone};
pub use design::{LagBias, LeftOut};
pub use fit::{AgainstBias, AtBound, Coefficient, Fit, Variation};
pub use links::{
    Direction, Link, LinkError, LinkOptions, Linked, Links, NextDay, Series, link_everyone, link_pairs,
    next_day, shared_steps, spectral_radius,
};
pub use model::{Centre, Method, Model, Structure};
pub use rows::{DyadError, DyadRows, Predictor};
pub use terms::{Effect, Part, Term};

/// Fits the actor-partner interdependence model: how a person's outcome depends on their own value of a predictor (actor
/// effect) and on their partner's (partner effect), with the two outcomes of a dyad allowed to correlate.
///
/// Source: Kenny, Kashy & Cook 2006, ch. 7 (once) and 13 (over time); estimates as `gls` and `lme` of the R package nlme
/// (Pinheiro & Bates 2000). Coefficients and the residual variance are profiled out; the rest is searched.
///
/// # Errors
/// See [`DyadError`]: a dyad of three, a person with two rows at a time, too few rows, terms that determine each other.
///
/// # Examples
/// Six couples; each row is one person.
/// ```
/// use mutua_analysis::dyads::{DyadRows, Effect, Model, Predictor, fit};
///
/// let dyad = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5];
/// let person = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1];
/// let support = [1.0, 2.0, 4.0, 3.0, 2.0, 2.0, 5.0, 3.0, 1.0, 4.0, 3.0, 5.0];
/// let closeness = [2.1, 2.9, 5.2, 4.4, 2.6, 3.1, 6.0, 4.9, 2.8, 4.5, 4.7, 6.1];
/// let rows = DyadRows {
///     dyad: &dyad,
///     person: &person,
///     outcome: &closeness,
///     predictors: vec![Predictor { own: &support, partner: None }],
///     ..DyadRows::default()
/// };
/// let fit = fit(&rows, &Model::default()).unwrap();
/// assert_eq!(fit.coefficients[1].term.effect, Effect::Actor(0));
/// assert!(fit.coefficients[1].estimate > 0.5);
/// assert!(fit.variation.rho.unwrap().abs() < 1.0);
/// assert!(fit.converged);
/// ```
pub fn fit(rows: &DyadRows<'_>, model: &Model) -> Result<Fit, DyadError> {
    fit::fit(Design::new(rows, model)?, model)
}

/// The model of the same rows with no more than intercepts: its `rho` is the intraclass correlation of the outcome, and its
/// `sigma` what predictors have to explain.
///
/// # Errors
/// As [`fit`].
pub fn fit_without_predictors(rows: &DyadRows<'_>, model: &Model) -> Result<Fit, DyadError> {
    fit::fit(Design::new(rows, model)?.without_predictors(), model)
}

/// The part of the outcome's variance that the terms explain, for all or for each role: 1 less the residual variance over
/// that of the model without them (Kenny, Kashy & Cook 2006, ch. 7). It is below 0 where they explain nothing.
#[must_use]
pub fn pseudo_r2(fit: &Fit, without_predictors: &Fit) -> Vec<f64> {
    let (with, without) = (&fit.variation, &without_predictors.variation);
    let part = |a: f64, b: f64| 1.0 - (a / b).powi(2);
    let first = part(with.sigma, without.sigma);
    match (with.sd_ratio, without.sd_ratio) {
        (Some(a), Some(b)) => vec![first, part(with.sigma * a, without.sigma * b)],
        _ => vec![first],
    }
}

/// A comparison of two models of which one is a case of the other, by their likelihoods.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison {
    /// Twice the difference of the logarithms of the likelihoods
    pub chisq: f64,
    /// How many parameters more the larger model has
    pub df: usize,
    /// Probability of a difference as large where the smaller model holds
    pub p: f64,
    /// Logarithm of the likelihood of the smaller model
    pub smaller: f64,
    /// Logarithm of the likelihood of the larger model
    pub larger: f64,
}

/// Whether members who have roles need to be told apart: the model with coefficients and variances of each role against
/// the one without, both by maximum likelihood (Kenny, Kashy & Cook 2006, ch. 6: omnibus test of distinguishability).
///
/// # Errors
/// As [`fit`]; rows must have roles.
///
/// # Examples
/// ```
/// use mutua_analysis::dyads::{DyadRows, Model, Predictor, distinguishability};
///
/// let dyad = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5];
/// let role = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1];
/// let support = [1.0, 2.0, 4.0, 3.0, 2.0, 2.0, 5.0, 3.0, 1.0, 4.0, 3.0, 5.0];
/// let closeness = [2.1, 2.9, 5.2, 4.4, 2.6, 3.1, 6.0, 4.9, 2.8, 4.5, 4.7, 6.1];
/// let rows = DyadRows {
///     dyad: &dyad,
///     person: &role,
///     role: Some(&role),
///     outcome: &closeness,
///     predictors: vec![Predictor { own: &support, partner: None }],
///     ..DyadRows::default()
/// };
/// let test = distinguishability(&rows, &Model::default()).unwrap();
/// assert_eq!(test.df, 4); // intercept, actor, partner, variance
/// assert!(test.chisq >= 0.0 && test.p <= 1.0);
/// ```
pub fn distinguishability(rows: &DyadRows<'_>, model: &Model) -> Result<Comparison, DyadError> {
    if rows.role.is_none() {
        return Err(DyadError::RoleCount(0));
    }
    let smaller = fit(rows, &Model { by_role: false, method: Method::Ml, ..*model })?;
    let larger = fit(rows, &Model { by_role: true, method: Method::Ml, ..*model })?;
    let chisq = (2.0 * (larger.log_likelihood - smaller.log_likelihood)).max(0.0);
    let df = larger.parameters - smaller.parameters;
    let p = ChiSquared::new(df as f64).map_or(1.0, |d| d.sf(chisq));
    Ok(Comparison { chisq, df, p, smaller: smaller.log_likelihood, larger: larger.log_likelihood })
}
