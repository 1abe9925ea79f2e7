//! Which model is fitted: what correlates with what, by which parameters.

use super::optimum::FAR;
use super::two::{Covariance, Two};

/// How the rows of a dyad hang together, beyond what the terms explain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Structure {
    /// The residuals of the two members at the same time correlate, in any direction; each role has its own variance.
    /// For one row a person it is *the* actor-partner model (`gls` with `corCompSymm(form = ~1 | dyad)`, and
    /// `varIdent(form = ~1 | role)`); over time it needs outcomes without persons' own means
    Pairs,
    /// All rows of a dyad correlate alike, whosever and whenever (`corCompSymm(form = ~1 | dyad)` over time)
    Dyad,
    /// Dyads differ, and persons within dyads (`lme` with `random = list(dyad = ~1, person = ~1)`)
    Intercepts,
    /// As [`Structure::Intercepts`], and both members share what each day brings (`+ (1 | dyad:time)` in `lmer`)
    InterceptsAndDays,
    /// Members differ, with a correlation of any direction between the two of a dyad, and so do the residuals of the
    /// same time; each role has its own variances (`lme` with `random = ~role - 1 | dyad`, `varIdent` and `corCompSymm`)
    Members,
}

/// What is taken from a variable before it enters the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Centre {
    /// Nothing
    Nothing,
    /// Each person's own mean, from the outcome and the predictors
    Persons,
    /// Each predictor becomes two terms: how a time differs from the person's own mean, and how that mean differs from
    /// all persons' mean
    Split,
}

/// How variances are estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Restricted maximum likelihood: for estimates
    Reml,
    /// Maximum likelihood: for comparing models whose terms differ
    Ml,
}

/// A model of dyads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Model {
    /// Whether members are told apart by their roles, with coefficients of their own
    pub by_role: bool,
    /// How rows hang together
    pub structure: Structure,
    /// Whether a member's residuals correlate over time, less so the further apart: autoregression of order one
    pub serial: bool,
    /// What is removed first
    pub centre: Centre,
    /// Predictors are taken so many units of time earlier
    pub lag: Option<u32>,
    /// How variances are estimated
    pub method: Method,
}

impl Default for Model {
    /// The actor-partner model of one row a person whose members can't be told apart, by REML.
    fn default() -> Self {
        Self {
            by_role: false,
            structure: Structure::Pairs,
            serial: false,
            centre: Centre::Nothing,
            lag: None,
            method: Method::Reml,
        }
    }
}

/// A parameter of the covariance. Standard deviations are in units of the residual's; on the scale that is searched they
/// may be negative, which stands for the same, so that a variance of zero is no edge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Parameter {
    /// Of the residuals of the two members at a time: the inverse hyperbolic tangent of the correlation
    Rho,
    /// Logarithm of the second role's residual standard deviation over the first's
    Ratio,
    /// Of all rows of a dyad: a correlation above this bound
    DyadRho { low: f64 },
    /// Standard deviation of dyads
    DyadSd,
    /// Standard deviation of persons within dyads
    PersonSd,
    /// Standard deviation of what a day brings to both members
    DaySd,
    /// Standard deviation of the sum of the members' intercepts, over the square root of two
    SumSd,
    /// The same of their difference
    DifferenceSd,
    /// The first member's standard deviation
    FirstSd,
    /// What the second member shares with the first
    Shared,
    /// What the second member doesn't share
    Unshared,
    /// Of a member's residuals of neighbouring times: the inverse hyperbolic tangent of the correlation
    Serial,
}

/// The parameters of a model. `longest` is the number of rows of the largest dyad.
pub(super) fn parameters(model: &Model, longest: usize) -> Vec<Parameter> {
    use Parameter as P;
    let mut list = match (model.structure, model.by_role) {
        (Structure::Pairs, false) => vec![P::Rho],
        (Structure::Pairs, true) => vec![P::Rho, P::Ratio],
        (Structure::Dyad, _) => vec![P::DyadRho { low: -1.0 / (longest.max(2) as f64 - 1.0) }],
        (Structure::Intercepts, _) => vec![P::DyadSd, P::PersonSd],
        (Structure::InterceptsAndDays, _) => vec![P::DyadSd, P::PersonSd, P::DaySd],
        (Structure::Members, false) => vec![P::SumSd, P::DifferenceSd, P::Rho],
        (Structure::Members, true) => vec![P::FirstSd, P::Shared, P::Unshared, P::Rho, P::Ratio],
    };
    if model.serial {
        list.push(P::Serial);
    }
    list
}

impl Parameter {
    /// Where the search starts.
    pub(super) fn start(self) -> f64 {
        match self {
            Self::Ratio | Self::Rho | Self::DyadRho { .. } | Self::Serial => 0.0,
            Self::Shared | Self::DaySd => 0.3,
            _ => 0.7,
        }
    }

    /// What the search's value stands for.
    pub(super) fn meaning(self, value: f64) -> f64 {
        match self {
            Self::Rho | Self::Serial => value.tanh(),
            Self::Ratio => value.exp(),
            Self::DyadRho { low } => low + (1.0 - low) * 0.5 * (1.0 + value.tanh()),
            Self::Shared => value,
            _ => value.abs(),
        }
    }

    /// Whether the value lies at the edge of what it can be, so that nothing is known of its uncertainty.
    pub(super) fn is_at_bound(self, value: f64) -> bool {
        match self {
            Self::Rho | Self::Serial | Self::DyadRho { .. } | Self::Ratio => value.abs() > 0.85 * FAR,
            Self::Shared => false,
            _ => value.abs() < SINGULAR,
        }
    }

    /// Whether zero is that edge.
    pub(super) fn ends_at_zero(self) -> bool {
        !matches!(self, Self::Rho | Self::Serial | Self::DyadRho { .. } | Self::Ratio | Self::Shared)
    }
}

/// A standard deviation below this part of the residual's is taken for zero.
pub(super) const SINGULAR: f64 = 1e-4;

/// The covariance that parameters stand for.
pub(super) fn covariance(list: &[Parameter], values: &[f64]) -> Covariance {
    let mut residual = Two { a: 1.0, b: 0.0, c: 1.0 };
    let mut intercepts = Two::ZERO;
    let mut serial = 0.0;
    let (mut rho, mut first, mut shared) = (0.0, 0.0, 0.0);
    for (parameter, value) in list.iter().zip(values) {
        let meaning = parameter.meaning(*value);
        let square = meaning * meaning;
        match parameter {
            Parameter::Rho => rho = meaning,
            Parameter::Ratio => residual.c = square,
            Parameter::DyadRho { .. } => {
                (residual.a, residual.c) = (1.0 - meaning, 1.0 - meaning);
                intercepts = Two { a: meaning, b: meaning, c: meaning };
            }
            Parameter::DyadSd => intercepts = plus(intercepts, [square; 3]),
            Parameter::PersonSd => intercepts = plus(intercepts, [square, 0.0, square]),
            Parameter::DaySd => residual = plus(residual, [square; 3]),
            Parameter::SumSd => intercepts = plus(intercepts, [0.5 * square; 3]),
            Parameter::DifferenceSd => {
                intercepts = plus(intercepts, [0.5 * square, -0.5 * square, 0.5 * square])
            }
            Parameter::FirstSd => (first, intercepts.a) = (meaning, square),
            Parameter::Shared => {
                shared = meaning;
                intercepts.b = first * shared;
            }
            Parameter::Unshared => intercepts.c = shared * shared + square,
            Parameter::Serial => serial = meaning,
        }
    }
    if rho != 0.0 {
        residual.b = rho * (residual.a * residual.c).sqrt();
    }
    Covariance { residual, intercepts, serial }
}

fn plus(two: Two, [a, b, c]: [f64; 3]) -> Two {
    Two { a: two.a + a, b: two.b + b, c: two.c + c }
}
