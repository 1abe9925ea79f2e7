//! The result: its parts and its JSON.
//!
//! Keys of a fit are those of R's output: coefficients by name with `estimate`, `se`, `t`, `p`; `sigma`, `rho`, `logLik`, `AIC`,
//! `BIC`, `n`.

use mutua_analysis::dyads::{
    self, AtBound, Coefficient, Comparison, DyadError, Fit, LagBias, LeftOut, Method, Model, Structure,
};
use serde::{Serialize, Serializer};

use super::DyadsArgs;
use super::refusal::refusal;
use super::study::{Study, Unnamed};
use super::words;
use crate::output::Failure;
use crate::read::Rows;

/// Values by name, in order.
#[derive(Debug, Clone)]
pub(super) struct Named<T>(pub Vec<(String, T)>);

impl<T: Serialize> Serialize for Named<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

#[derive(Debug, Serialize)]
pub(super) struct DyadsReport {
    pub file: String,
    pub outcome: String,
    pub model: ModelReport,
    pub rows: Rows,
    /// Rows that name no dyad, person, time or role
    pub unnamed: Unnamed,
    /// Whether times were cut to whole units
    pub times_cut: bool,
    /// One, or one for each value of the column of `--by`
    pub fits: Vec<FitReport>,
}

#[derive(Debug, Serialize)]
pub(super) struct ModelReport {
    pub structure: &'static str,
    pub centre: &'static str,
    pub lag: Option<u32>,
    pub serial: bool,
    pub method: &'static str,
    pub roles: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct FitReport {
    /// The value of the column of `--by`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Why there is no fit
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
    #[serde(flatten)]
    pub fit: Option<Figures>,
}

#[derive(Debug, Serialize)]
pub(super) struct Figures {
    pub coefficients: Named<Effect>,
    pub sigma: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sd_ratio: Option<Named<f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sigma_by_role: Option<Named<f64>>,
    pub rho: Option<f64>,
    pub rho_interval: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial_interval: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dyad_sd: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person_sd: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day_sd: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member_sd: Option<Named<f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member_rho: Option<f64>,
    #[serde(rename = "logLik")]
    pub log_likelihood: f64,
    #[serde(rename = "AIC")]
    pub aic: f64,
    #[serde(rename = "BIC")]
    pub bic: f64,
    pub n: usize,
    pub dyads: usize,
    pub dyads_with_one_member: usize,
    pub left_out: LeftOut,
    pub parameters: usize,
    pub converged: bool,
    pub at_bound: Vec<AtBound>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icc_empty: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pseudo_r2: Option<Named<f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distinguishability_test: Option<Test>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lag_bias: Option<f64>,
    pub notes: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Effect {
    pub effect: &'static str,
    pub part: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    pub estimate: f64,
    pub se: f64,
    pub df: f64,
    pub t: f64,
    pub p: f64,
    pub low: f64,
    pub high: f64,
    /// What is expected where there is no effect, where that isn't 0, and the test against it
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_without_effect: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub t_against_expected: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p_against_expected: Option<f64>,
}

#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Test {
    pub chisq: f64,
    pub df: usize,
    pub p: f64,
    #[serde(rename = "logLik_alike")]
    pub alike: f64,
    #[serde(rename = "logLik_apart")]
    pub apart: f64,
}

impl From<Comparison> for Test {
    fn from(c: Comparison) -> Self {
        Self { chisq: c.chisq, df: c.df, p: c.p, alike: c.smaller, apart: c.larger }
    }
}

/// Fits what is asked for.
pub(super) fn analyze(args: &DyadsArgs, study: &Study) -> Result<DyadsReport, Failure> {
    let model = args.model();
    let roles = study.role_names();
    if model.by_role && roles.len() != 2 {
        return Err(refusal(args, study, &DyadError::RoleCount(roles.len())));
    }
    let mut fits = Vec::new();
    match &study.groups {
        None => {
            let fit = figures(args, study, &model, None).map_err(|error| refusal(args, study, &error))?;
            fits.push(FitReport { by: None, refused: None, fit: Some(fit) });
        }
        Some(groups) => {
            for group in 0..u32::try_from(groups.len()).unwrap_or(u32::MAX) {
                let rows = study.of_group(group);
                let by = Some(groups.get(group).to_owned());
                fits.push(match figures(args, study, &model, Some(&rows)) {
                    Ok(fit) => FitReport { by, refused: None, fit: Some(fit) },
                    Err(error) => {
                        FitReport { by, refused: Some(refusal(args, study, &error).to_string()), fit: None }
                    }
                });
            }
            if fits.iter().all(|fit| fit.fit.is_none()) {
                let first = fits.into_iter().find_map(|fit| fit.refused);
                let none = format!("{}: no dyads in any group of --by", args.file.display());
                return Err(Failure::Input(first.unwrap_or(none)));
            }
        }
    }
    Ok(DyadsReport {
        file: study.rows.file.clone(),
        outcome: args.outcome.clone(),
        model: ModelReport {
            structure: words::structure(model.structure),
            centre: words::centre(model.centre),
            lag: model.lag,
            serial: model.serial,
            method: if model.method == Method::Reml { "REML" } else { "ML" },
            roles,
        },
        rows: study.rows.clone(),
        unnamed: study.unnamed,
        times_cut: study.cut_times,
        fits,
    })
}

fn figures(
    args: &DyadsArgs,
    study: &Study,
    model: &Model,
    fitted: Option<&[bool]>,
) -> Result<Figures, DyadError> {
    let rows = study.dyad_rows(fitted);
    let roles = study.role_names();
    let fit = dyads::fit(&rows, model)?;
    // Without a lag, pairs of outcomes have an intraclass correlation and a variance to explain.
    let explains = model.structure == Structure::Pairs && model.lag.is_none();
    let empty = if explains { dyads::fit_without_predictors(&rows, model).ok() } else { None };
    let test = if model.by_role { dyads::distinguishability(&rows, model).ok() } else { None };
    let by_role = |values: Vec<f64>| {
        let names: Vec<String> = if values.len() == 2 { roles.clone() } else { vec!["all".to_owned()] };
        Named(names.into_iter().zip(values).collect())
    };
    let v = &fit.variation;
    let member_sd = |sds: [f64; 2]| by_role(if model.by_role { sds.to_vec() } else { vec![sds[0]] });
    Ok(Figures {
        coefficients: Named(
            fit.coefficients
                .iter()
                .map(|c| (words::name(args, &roles, &c.term), effect(&roles, &fit, c)))
                .collect(),
        ),
        sigma: v.sigma,
        sd_ratio: v.sd_ratio.map(|ratio| Named(vec![(roles[1].clone(), ratio)])),
        sigma_by_role: v.sd_ratio.map(|ratio| by_role(vec![v.sigma, v.sigma * ratio])),
        rho: v.rho,
        rho_interval: v.rho_interval,
        serial: v.serial,
        serial_interval: v.serial_interval,
        dyad_sd: v.dyad_sd,
        person_sd: v.person_sd,
        day_sd: v.day_sd,
        member_sd: v.member_sd.map(member_sd),
        member_rho: v.member_rho,
        log_likelihood: fit.log_likelihood,
        aic: fit.aic(),
        bic: fit.bic(),
        n: fit.rows,
        dyads: fit.dyads,
        dyads_with_one_member: fit.single,
        left_out: fit.left_out,
        parameters: fit.parameters,
        converged: fit.converged,
        at_bound: fit.at_bound.clone(),
        icc_empty: empty.as_ref().and_then(|e| e.variation.rho),
        pseudo_r2: empty.as_ref().map(|e| by_role(dyads::pseudo_r2(&fit, e))),
        distinguishability_test: test.map(Test::from),
        lag_bias: fit.lag_bias.map(|LagBias { expected, .. }| expected),
        notes: words::notes(args, &roles, &fit),
    })
}

fn effect(roles: &[String], fit: &Fit, c: &Coefficient) -> Effect {
    let against = fit.against_bias(c);
    Effect {
        effect: words::effect(&c.term),
        part: words::part(&c.term),
        role: c.term.role.and_then(|k| roles.get(k).cloned()),
        estimate: c.estimate,
        se: c.se,
        df: c.df,
        t: c.t,
        p: c.p,
        low: c.interval[0],
        high: c.interval[1],
        expected_without_effect: against.and(fit.lag_bias).map(|b| b.expected),
        t_against_expected: against.map(|a| a.t),
        p_against_expected: against.map(|a| a.p),
    }
}
