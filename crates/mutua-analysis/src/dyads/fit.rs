//! Fitting: the likelihood, its maximum, and what follows from it.

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::basis::Basis;
use super::blocks::{Blocks, Cells};
use super::design::{Design, LagBias, LeftOut};
use super::levels::Levels;
use super::model::{self, Method, Model, Parameter, Structure};
use super::optimum::{self, Minimum};
use super::rows::DyadError;
use super::serial::Serial;
use super::symmetric::{Factor, Symmetric};
use super::terms::{Effect, Part, Term};
use super::two::Covariance;

/// What one term does, and how sure that is.
#[derive(Debug, Clone, PartialEq)]
pub struct Coefficient {
    /// The term
    pub term: Term,
    /// In units of the outcome for one unit of the term
    pub estimate: f64,
    /// Standard error
    pub se: f64,
    /// Degrees of freedom of `t`
    pub df: f64,
    /// `estimate / se`
    pub t: f64,
    /// Two-sided probability of a `t` as large where there is no effect
    pub p: f64,
    /// 95 % confidence interval
    pub interval: [f64; 2],
}

/// How rows vary and hang together, in units of the outcome.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Variation {
    /// Residual standard deviation: of the first role where each has its own
    pub sigma: f64,
    /// The second role's residual standard deviation over the first's, where each has its own
    pub sd_ratio: Option<f64>,
    /// Correlation of the residuals of the two members at the same time (of all rows of a dyad in
    /// [`Structure::Dyad`]), where it is a parameter
    pub rho: Option<f64>,
    /// Its 95 % confidence interval, on Fisher's scale; none at a bound
    pub rho_interval: Option<[f64; 2]>,
    /// Correlation of a member's residuals one unit of time apart
    pub serial: Option<f64>,
    /// Its 95 % confidence interval, on Fisher's scale; none at a bound
    pub serial_interval: Option<[f64; 2]>,
    /// Standard deviation between dyads
    pub dyad_sd: Option<f64>,
    /// Standard deviation between persons of a dyad
    pub person_sd: Option<f64>,
    /// Standard deviation of what a day brings to both members
    pub day_sd: Option<f64>,
    /// Standard deviations of the members' intercepts, in [`Structure::Members`]
    pub member_sd: Option<[f64; 2]>,
    /// Correlation of the members' intercepts, where both vary
    pub member_rho: Option<f64>,
}

/// What a parameter is that ended at the edge of what it can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AtBound {
    /// The correlation of the two members' residuals is 1 or -1
    Rho,
    /// One role has no residual variance
    SdRatio,
    /// Dyads don't differ more than their members' differences explain
    DyadSd,
    /// Persons of a dyad don't differ
    PersonSd,
    /// Members share nothing of a day
    DaySd,
    /// The members' intercepts don't vary, or are fully determined by each other
    MemberSd,
    /// A member's residuals of neighbouring times are the same
    Serial,
}

/// A fitted model.
#[derive(Debug, Clone)]
pub struct Fit {
    /// The model
    pub model: Model,
    /// What each term does
    pub coefficients: Vec<Coefficient>,
    /// Covariance matrix of the estimates, in the order of the coefficients
    pub covariance: Vec<Vec<f64>>,
    /// How rows vary
    pub variation: Variation,
    /// Logarithm of the (restricted) likelihood
    pub log_likelihood: f64,
    /// How many parameters there are: coefficients, variances and correlations
    pub parameters: usize,
    /// Rows that were fitted
    pub rows: usize,
    /// Dyads that were fitted
    pub dyads: usize,
    /// Dyads with rows of one member only
    pub single: usize,
    /// Rows that were left out
    pub left_out: LeftOut,
    /// Where persons' own means were removed from an outcome that also is the lagged predictor: what that alone does
    pub lag_bias: Option<LagBias>,
    /// Parameters at a bound
    pub at_bound: Vec<AtBound>,
    /// Whether the maximum was found to within 1e-9 of the deviance
    pub converged: bool,
    /// How far the deviance is expected to lie above its minimum
    pub gap: f64,
    /// How often the likelihood was computed
    pub evaluations: usize,
}

impl Fit {
    /// Akaike's criterion.
    #[must_use]
    pub fn aic(&self) -> f64 {
        -2.0 * self.log_likelihood + 2.0 * self.parameters as f64
    }

    /// Schwarz's criterion, of the rows that the likelihood rests on (less the coefficients by REML).
    #[must_use]
    pub fn bic(&self) -> f64 {
        let n = match self.model.method {
            Method::Reml => self.rows - self.coefficients.len(),
            Method::Ml => self.rows,
        };
        -2.0 * self.log_likelihood + (n as f64).ln() * self.parameters as f64
    }
}

/// An effect of a person's own earlier outcome, against what removing own means leaves where nothing carries over.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AgainstBias {
    /// The estimate less what is expected where there is no effect
    pub difference: f64,
    /// `difference` over the standard error
    pub t: f64,
    /// Two-sided probability of a `t` as large where there is no effect
    pub p: f64,
}

impl Fit {
    /// Judges a coefficient against [`Fit::lag_bias`]; nothing where it isn't biased. An own effect over time that is no more
    /// than this isn't one.
    #[must_use]
    pub fn against_bias(&self, coefficient: &Coefficient) -> Option<AgainstBias> {
        let bias = self.lag_bias?;
        let own = coefficient.term.effect == Effect::Actor(bias.predictor)
            && coefficient.term.part != Part::Between;
        own.then(|| {
            let moved = Coefficient::new(
                coefficient.term,
                coefficient.estimate - bias.expected,
                coefficient.se,
                coefficient.df,
            );
            AgainstBias { difference: moved.estimate, t: moved.t, p: moved.p }
        })
    }
}

/// The likelihood as a function of the covariance alone: coefficients and the residual variance follow from it.
enum Likelihood<'a> {
    Blocks(Box<Blocks>),
    Serial(Serial<'a>),
}

struct Problem<'a> {
    likelihood: Likelihood<'a>,
    rows: f64,
    terms: usize,
    method: Method,
    list: Vec<Parameter>,
}

/// What follows from a covariance.
struct Solution {
    deviance: f64,
    factor: Factor,
    /// Weighted residual sum of squares, of the scaled outcome
    rest: f64,
}

impl Problem<'_> {
    fn solve(&self, values: &[f64]) -> Option<Solution> {
        let covariance = model::covariance(&self.list, values);
        let (sums, log_determinant) = match &self.likelihood {
            Likelihood::Blocks(blocks) => blocks.evaluate(&covariance)?,
            Likelihood::Serial(serial) => serial.evaluate(&covariance)?,
        };
        let factor = sums.factor()?;
        let rest = factor.get(self.terms, self.terms).powi(2);
        let free = self.free_rows();
        let restricted = match self.method {
            Method::Reml => factor.log_determinant(self.terms),
            Method::Ml => 0.0,
        };
        let deviance =
            free * (1.0 + (std::f64::consts::TAU * rest / free).ln()) + log_determinant + restricted;
        deviance.is_finite().then_some(Solution { deviance, factor, rest })
    }

    fn deviance(&self, values: &[f64]) -> f64 {
        self.solve(values).map_or(f64::INFINITY, |s| s.deviance)
    }

    /// The rows that the residual variance rests on.
    fn free_rows(&self) -> f64 {
        match self.method {
            Method::Reml => self.rows - self.terms as f64,
            Method::Ml => self.rows,
        }
    }

    /// The minimum of the deviance. One parameter is searched all over; several from a few starts.
    fn minimize(&self, start: Option<&[f64]>) -> Minimum {
        let f = |x: &[f64]| self.deviance(x);
        let mut evaluations = 0;
        let starts: Vec<Vec<f64>> = match start {
            Some(start) => vec![start.to_vec()],
            None if self.list.len() == 1 => {
                let mut along = |x: f64| {
                    evaluations += 1;
                    f(&[x])
                };
                vec![vec![optimum::brent(&mut along, -optimum::FAR, optimum::FAR)]]
            }
            None => {
                let middle: Vec<f64> = self.list.iter().map(|p| p.start()).collect();
                let scaled = |by: f64| middle.iter().map(|v| v * by).collect();
                vec![middle.clone(), scaled(0.2), scaled(3.0)]
            }
        };
        let found = starts.iter().map(|start| optimum::newton(&f, start));
        let mut best: Option<Minimum> = None;
        for found in found {
            evaluations += found.evaluations;
            // Of two that agree the first stays, so that rounding doesn't choose.
            if best.as_ref().is_none_or(|b| found.value < b.value - 1e-7 || (found.converged && !b.converged))
            {
                best = Some(found);
            }
        }
        let mut best = best.unwrap_or_else(|| optimum::newton(&f, &[0.0]));
        self.settle_zeros(&mut best);
        best.evaluations = evaluations;
        best
    }

    /// Makes variances that can't be told from zero exactly zero.
    fn settle_zeros(&self, found: &mut Minimum) {
        let mut settled = found.at.clone();
        for (value, parameter) in settled.iter_mut().zip(&self.list) {
            if parameter.ends_at_zero() && value.abs() < 10.0 * model::SINGULAR {
                *value = 0.0;
            }
        }
        let there = self.deviance(&settled);
        if there <= found.value + 1e-6 {
            (found.at, found.value) = (settled, there.min(found.value));
        }
    }
}

/// Fits a model to a design.
pub(super) fn fit(design: Design, model: &Model) -> Result<Fit, DyadError> {
    let (dyads, single) = design.dyads();
    let Design { terms, columns, outcome, dyad, time, member, left_out, lag_bias } = design;
    let (n, p) = (outcome.len(), terms.len());
    if n < p + 2 || dyads < 3 {
        return Err(DyadError::TooFew { rows: n, dyads, coefficients: p });
    }
    let basis = Basis::new(&terms, columns, &outcome)?;
    let cells = Cells { width: p + 1, values: &basis.rows, dyad: &dyad, time: &time, member: &member };
    let levels = Levels::new(&cells, &basis, model);
    if matches!(model.structure, Structure::Pairs) && !(0..n).any(|k| cells.is_pair(k)) {
        return Err(DyadError::NoPairs);
    }
    let (problem, found) = search(cells, model)?;
    let solution = problem.solve(&found.at).ok_or(DyadError::Numeric)?;
    let unit = basis.scale * basis.scale * solution.rest;
    let variance = unit / problem.free_rows();
    // As in nlme, standard errors rest on the rows less the coefficients, by maximum likelihood too.
    let unbiased = unit / (n - p) as f64;
    let along: Vec<f64> = (0..p).map(|k| solution.factor.get(p, k)).collect();
    let estimates = basis.coefficients(&solution.factor.solve_transposed(along));
    let mut covariance = basis.covariance(&solution.factor.inverse(p));
    covariance.iter_mut().flatten().for_each(|v| *v *= unbiased);
    let constant = problem.free_rows() * (basis.scale * basis.scale).ln()
        + if model.method == Method::Reml { basis.log_determinant() } else { 0.0 };
    let coefficients = terms.iter().enumerate().map(|(k, term)| {
        Coefficient::new(*term, estimates[k], covariance[k][k].max(0.0).sqrt(), levels.freedom(k))
    });
    Ok(Fit {
        model: *model,
        coefficients: coefficients.collect(),
        variation: variation(&problem.list, &found, variance),
        log_likelihood: -0.5 * (solution.deviance + constant),
        parameters: p + problem.list.len() + 1,
        rows: n,
        dyads,
        single,
        left_out,
        lag_bias,
        at_bound: bounds(&problem.list, &found.at),
        converged: found.converged,
        gap: found.gap.min(f64::MAX),
        evaluations: found.evaluations,
        covariance,
    })
}

/// Sets the likelihood up and finds its maximum. With serial correlation the search starts at the maximum without.
fn search<'a>(cells: Cells<'a>, model: &Model) -> Result<(Problem<'a>, Minimum), DyadError> {
    let ranges = cells.dyads();
    let longest = ranges.iter().map(ExactSizeIterator::len).max().unwrap_or(0);
    let list = model::parameters(&Model { serial: false, ..*model }, longest);
    let blocks = Blocks::new(cells, model.structure != Structure::Pairs);
    let problem = Problem {
        likelihood: Likelihood::Blocks(Box::new(blocks)),
        rows: cells.dyad.len() as f64,
        terms: cells.width - 1,
        method: model.method,
        list,
    };
    let found = problem.minimize(None);
    if !found.value.is_finite() {
        return Err(DyadError::Numeric);
    }
    if !model.serial {
        return Ok((problem, found));
    }
    let list = model::parameters(model, longest);
    let likelihood = Likelihood::Serial(Serial { cells, dyads: ranges });
    let problem = Problem { likelihood, list, ..problem };
    // A variance that is zero without serial correlation needn't be with it: start off the edge.
    let mut start: Vec<f64> = found
        .at
        .iter()
        .zip(&problem.list)
        .map(|(v, p)| if p.ends_at_zero() && *v == 0.0 { 0.1 } else { *v })
        .collect();
    start.push(0.1);
    let found = problem.minimize(Some(&start));
    if found.value.is_finite() { Ok((problem, found)) } else { Err(DyadError::Numeric) }
}

impl Coefficient {
    fn new(term: Term, estimate: f64, se: f64, df: f64) -> Self {
        let t = if se > 0.0 { estimate / se } else { f64::INFINITY.copysign(estimate) };
        let (p, reach) = match StudentsT::new(0.0, 1.0, df) {
            Ok(student) => ((2.0 * student.sf(t.abs())).clamp(0.0, 1.0), student.inverse_cdf(0.975)),
            Err(_) => (1.0, f64::INFINITY),
        };
        Self { term, estimate, se, df, t, p, interval: [estimate - reach * se, estimate + reach * se] }
    }
}

/// The uncertainty of a parameter on the scale of the search: the curvature of the deviance is twice the information.
fn standard_error(curvature: &Symmetric, k: usize) -> Option<f64> {
    let inverse = curvature.factor()?.inverse(curvature.order());
    let variance = 2.0 * inverse[k][k];
    (variance.is_finite() && variance > 0.0).then(|| variance.sqrt())
}

fn variation(list: &[Parameter], found: &Minimum, variance: f64) -> Variation {
    let covariance = model::covariance(list, &found.at);
    let sigma = variance.sqrt();
    let place = |wanted: fn(&Parameter) -> bool| list.iter().position(wanted);
    let meaning = |k: usize| list[k].meaning(found.at[k]);
    let interval = |k: usize| {
        let se = standard_error(&found.curvature, k)?;
        let ends = [found.at[k] - 1.959_963_984_540_054 * se, found.at[k] + 1.959_963_984_540_054 * se];
        (!list[k].is_at_bound(found.at[k])).then(|| ends.map(|v| list[k].meaning(v)))
    };
    let sd = |wanted: fn(&Parameter) -> bool| place(wanted).map(|k| sigma * meaning(k));
    let rho = place(|p| matches!(p, Parameter::Rho | Parameter::DyadRho { .. }));
    let serial = place(|p| matches!(p, Parameter::Serial));
    let day = sd(|p| matches!(p, Parameter::DaySd));
    let day_rho = day.map(|_| covariance.residual.b / covariance.residual.a);
    let by_member = place(|p| matches!(p, Parameter::SumSd | Parameter::FirstSd));
    Variation {
        sigma,
        sd_ratio: place(|p| matches!(p, Parameter::Ratio)).map(meaning),
        rho: rho.map(meaning).or(day_rho),
        rho_interval: rho.and_then(interval),
        serial: serial.map(meaning),
        serial_interval: serial.and_then(interval),
        dyad_sd: sd(|p| matches!(p, Parameter::DyadSd)),
        person_sd: sd(|p| matches!(p, Parameter::PersonSd)),
        day_sd: day,
        member_sd: by_member
            .map(|_| [covariance.intercepts.a, covariance.intercepts.c].map(|v| sigma * v.max(0.0).sqrt())),
        member_rho: by_member.and_then(|_| member_rho(&covariance)),
    }
}

fn member_rho(covariance: &Covariance) -> Option<f64> {
    let g = covariance.intercepts;
    let both = (g.a * g.c).sqrt();
    (both > 0.0).then(|| (g.b / both).clamp(-1.0, 1.0))
}

fn bounds(list: &[Parameter], values: &[f64]) -> Vec<AtBound> {
    let mut bounds = Vec::new();
    for (parameter, value) in list.iter().zip(values).filter(|(p, v)| p.is_at_bound(**v)) {
        debug_assert!(value.is_finite());
        let bound = match parameter {
            Parameter::Rho | Parameter::DyadRho { .. } => AtBound::Rho,
            Parameter::Ratio => AtBound::SdRatio,
            Parameter::DyadSd => AtBound::DyadSd,
            Parameter::PersonSd => AtBound::PersonSd,
            Parameter::DaySd => AtBound::DaySd,
            Parameter::Serial => AtBound::Serial,
            _ => AtBound::MemberSd,
        };
        if !bounds.contains(&bound) {
            bounds.push(bound);
        }
    }
    bounds
}
