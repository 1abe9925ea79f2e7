//! 360 simulated couples over 14 days: random intercepts and lags, against nlme, lme4 and the reference.
//!
//! The reference's `lme` stopped early (its log-likelihood lies .00003 to .004 below the maximum, so that its standard
//! deviations are right to three digits only). Where it isn't good enough, figures come from
//! `lmer(..., control = lmerControl(optCtrl = list(ftol_abs = 1e-13, xtol_abs = 1e-12)))`, lme4 1.1-31.

use mutua_analysis::dyads::{AtBound, Centre, DyadRows, Fit, Model, Predictor, Structure, fit};
use serde_json::Value;

use crate::table::{Table, close, reference};

pub struct Diary {
    pub dyad: Vec<u32>,
    pub person: Vec<u32>,
    pub gender: Vec<u32>,
    pub day: Vec<i64>,
    pub closeness: Vec<f64>,
    pub support: Vec<f64>,
    composition: Vec<String>,
}

impl Diary {
    pub fn read() -> Self {
        let table = Table::read("dyads-diary-simulated", "diary.csv");
        Self {
            dyad: table.ids("coupleID"),
            person: table.ids("personID"),
            gender: table.texts("gender").iter().map(|g| u32::from(g == "male")).collect(),
            day: table.days("diaryday"),
            closeness: table.numbers("closeness"),
            support: table.numbers("provided_support"),
            composition: table.texts("dyad_composition").to_vec(),
        }
    }

    pub fn rows<'a>(&'a self, fitted: Option<&'a [bool]>) -> DyadRows<'a> {
        DyadRows {
            dyad: &self.dyad,
            person: &self.person,
            role: Some(&self.gender),
            time: Some(&self.day),
            outcome: &self.closeness,
            predictors: vec![Predictor { own: &self.support, partner: None }],
            fitted,
            ..DyadRows::default()
        }
    }

    pub fn of(&self, composition: &str) -> Vec<bool> {
        self.composition.iter().map(|c| c == composition).collect()
    }
}

pub const SPLIT: Model = Model {
    by_role: false,
    structure: Structure::Intercepts,
    serial: false,
    centre: Centre::Split,
    lag: None,
    method: mutua_analysis::dyads::Method::Reml,
};

/// In the order of our coefficients.
const NAMES: [&str; 5] = ["(Intercept)", "sup_a_w", "sup_p_w", "sup_a_b", "sup_p_b"];

#[track_caller]
pub fn compare(fit: &Fit, estimates: &[f64], se: &[f64], tolerance: f64) {
    assert!(fit.converged, "{fit:?}");
    assert_eq!(fit.coefficients.len(), estimates.len());
    for (k, got) in fit.coefficients.iter().enumerate() {
        close(&format!("estimate {k}"), got.estimate, estimates[k], tolerance);
        close(&format!("se {k}"), got.se, se[k], tolerance);
    }
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

#[test]
fn couples_and_persons_vary_as_the_reference_says() {
    let (diary, reference) = (Diary::read(), reference("dyads-diary-simulated"));
    for composition in ["female_x_female", "male_x_male", "female_x_male"] {
        let (only, wanted) = (diary.of(composition), &reference[composition]);
        let fit = fit(&diary.rows(Some(&only)), &SPLIT).unwrap();
        assert_eq!((fit.rows, fit.left_out.not_asked_for), (3360, 6720));
        let coefficient = |k: usize, key: &str| number(&wanted["coefficients"][NAMES[k]][key]);
        for (k, got) in fit.coefficients.iter().enumerate() {
            close(NAMES[k], got.estimate, coefficient(k, "estimate"), 1e-6);
            close(NAMES[k], got.se, coefficient(k, "se"), 1e-3);
            // The rule of lme for degrees of freedom, seen in the probability.
            let p = coefficient(k, "p");
            assert!((got.p - p).abs() < 1e-3 * p + 1e-4, "{} {p}", got.p);
        }
        assert_eq!(
            fit.coefficients.iter().map(|c| c.df).collect::<Vec<_>>(),
            [3118.0, 3118.0, 3118.0, 118.0, 118.0]
        );
        close("person sd", fit.variation.person_sd.unwrap(), number(&wanted["person_sd"]), 1e-3);
        close("residual sd", fit.variation.sigma, number(&wanted["residual_sd"]), 1e-4);
        close("logLik", fit.log_likelihood, number(&wanted["logLik"]), 1e-6);
        assert!(fit.log_likelihood >= number(&wanted["logLik"]) - 1e-9);
    }
}

#[test]
fn couples_and_persons_vary_as_lmer_says_to_the_last_digits() {
    let diary = Diary::read();
    // lmer(closeness ~ aw + pw + ab + pb + (1 | coupleID) + (1 | personID))
    let cases: [(&str, [f64; 5], [f64; 3], f64); 3] = [
        (
            "female_x_male",
            [0.0675748855513, 0.019987768708, 0.019987768708, 0.0894042168488, 0.0894042168488],
            [0.0, 1.02247072814, 0.77642770436],
            -4313.36805571,
        ),
        (
            "female_x_female",
            [0.076357970562, 0.0206422052071, 0.0206422052071, 0.0723492161582, 0.0723492161582],
            [0.550506151999, 0.705830934890, 0.791526202714],
            -4335.20162368,
        ),
        (
            "male_x_male",
            [0.0758326875666, 0.0208703712517, 0.0208703712517, 0.0733751204645, 0.0733751204645],
            [0.506592773061, 0.695980089566, 0.801329582499],
            -4366.40730594,
        ),
    ];
    for (composition, se, sds, log_likelihood) in cases {
        let only = diary.of(composition);
        let fit = fit(&diary.rows(Some(&only)), &SPLIT).unwrap();
        let variation = &fit.variation;
        for (k, wanted) in se.into_iter().enumerate() {
            close(NAMES[k], fit.coefficients[k].se, wanted, 1e-5);
        }
        let got = [variation.dyad_sd.unwrap(), variation.person_sd.unwrap(), variation.sigma];
        for (got, wanted) in got.into_iter().zip(sds) {
            assert!((got - wanted).abs() < 2e-5, "{composition}: {got} instead of {wanted}");
        }
        assert_eq!(fit.at_bound, if sds[0] == 0.0 { vec![AtBound::DyadSd] } else { vec![] });
        close("logLik", fit.log_likelihood, log_likelihood, 1e-9);
    }
}

#[test]
fn days_vary_as_lmer_says() {
    let (diary, reference) = (Diary::read(), reference("dyads-diary-simulated"));
    let model = Model { structure: Structure::InterceptsAndDays, ..SPLIT };
    for composition in ["female_x_female", "male_x_male", "female_x_male"] {
        let (only, wanted) = (diary.of(composition), &reference[composition]["with_couple_day_intercept"]);
        let fit = fit(&diary.rows(Some(&only)), &model).unwrap();
        assert!(fit.converged);
        for (k, got) in fit.coefficients.iter().enumerate() {
            close(NAMES[k], got.estimate, number(&wanted["coefficients"][NAMES[k]]), 1e-6);
            close(NAMES[k], got.se, number(&wanted["se"][NAMES[k]]), 1e-4);
        }
        let (sd, variation) = (&wanted["sd"], &fit.variation);
        close("day sd", variation.day_sd.unwrap(), number(&sd["obs"]), 1e-4);
        close("person sd", variation.person_sd.unwrap(), number(&sd["coupleID:personID"]), 1e-4);
        close("residual sd", variation.sigma, number(&sd["Residual"]), 1e-4);
        // lmer stops 1.9e-6 short of the minimum of its own deviance, which moves couples' deviation in the fourth digit.
        let couple = number(&sd["coupleID"]);
        assert!((variation.dyad_sd.unwrap() - couple).abs() <= 3e-4 * couple, "{variation:?} {couple}");
        assert_eq!(fit.at_bound, if couple == 0.0 { vec![AtBound::DyadSd] } else { vec![] });
        close("REML", -2.0 * fit.log_likelihood, number(&wanted["REML"]), 1e-8);
        assert!(-2.0 * fit.log_likelihood < number(&wanted["REML"]) + 1e-7);
        if composition == "female_x_female" {
            // optim(getME(f, "theta"), lmer(..., devFunOnly = TRUE), method = "L-BFGS-B", control = list(factr = 1))
            close("REML", -2.0 * fit.log_likelihood, 8520.396314536, 1e-12);
            close("couple/residual", variation.dyad_sd.unwrap() / variation.sigma, 0.81415355242743, 1e-5);
        }
    }
}

#[test]
fn yesterday_is_fitted_as_the_reference_says_and_the_bias_is_told() {
    let (diary, reference) = (Diary::read(), reference("dyads-diary-simulated"));
    let wanted = &reference["over_time_all"]["fit"];
    let rows =
        DyadRows { predictors: vec![Predictor { own: &diary.closeness, partner: None }], ..diary.rows(None) };
    let model = Model { centre: Centre::Persons, lag: Some(1), ..Model::default() };
    let fit = fit(&rows, &model).unwrap();
    assert_eq!((fit.rows, fit.left_out.lag), (9360, 720));
    for (k, name) in ["(Intercept)", "own_lag", "partner_lag"].into_iter().enumerate() {
        let wanted = &wanted["coefficients"][name];
        close(name, fit.coefficients[k].estimate, number(&wanted["estimate"]), 1e-6);
        close(name, fit.coefficients[k].se, number(&wanted["se"]), 1e-6);
        assert!((fit.coefficients[k].p - number(&wanted["p"])).abs() < 1e-6);
    }
    close("sigma", fit.variation.sigma, number(&wanted["sigma"]), 1e-6);
    close("rho", fit.variation.rho.unwrap(), number(&wanted["rho"]), 1e-5);
    close("logLik", fit.log_likelihood, number(&wanted["logLik"]), 1e-9);
    close("BIC", fit.bic(), number(&wanted["BIC"]), 1e-9);
    // No effect was in these data: -1/13 is what removing own means leaves.
    close("bias", fit.lag_bias.unwrap().expected, -1.0 / 13.0, 1e-12);
    let against = fit.against_bias(&fit.coefficients[1]).unwrap();
    assert!(against.t.abs() < 0.2 && against.p > 0.8, "{against:?}");
    assert!(fit.against_bias(&fit.coefficients[2]).is_none());
}

#[test]
fn all_rows_of_a_couple_correlate_as_gls_says() {
    let diary = Diary::read();
    // gls(closeness ~ aw + pw + ab + pb, correlation = corCompSymm(form = ~1 | coupleID)), nlme 3.1-162
    let fit = fit(&diary.rows(None), &Model { structure: Structure::Dyad, ..SPLIT }).unwrap();
    let estimates = [4.984245572062, 0.252247555465, 0.156705618024, 1.223818443306, 0.350234870692];
    let se = [0.0445406631817, 0.0149252513523, 0.0149252513523, 0.0311843355738, 0.0311843355738];
    compare(&fit, &estimates, &se, 1e-5);
    close("sigma", fit.variation.sigma, 1.29266962003, 1e-5);
    close("rho", fit.variation.rho.unwrap(), 0.40619897801, 1e-5);
    close("logLik", fit.log_likelihood, -14816.0133986, 1e-9);
}

#[test]
fn members_with_roles_vary_as_lme_says() {
    let diary = Diary::read();
    let only = diary.of("female_x_male");
    // lme(closeness ~ gender + aw:gender + pw:gender + ab:gender + pb:gender - 1,
    //     random = list(coupleID = pdSymm(~gender - 1)), weights = varIdent(form = ~1 | gender),
    //     correlation = corCompSymm(form = ~1 | coupleID/diaryday)), nlme 3.1-162
    let model = Model { by_role: true, structure: Structure::Members, ..SPLIT };
    let fit = fit(&diary.rows(Some(&only)), &model).unwrap();
    let estimates = [
        5.477586469901,
        4.505526765376,
        0.400807327904,
        0.267407161599,
        0.179613359373,
        0.092699604630,
        1.475706471547,
        0.913917401284,
        0.349904954522,
        0.192396917813,
    ];
    let se = [
        0.0835895001005,
        0.0821943761061,
        0.0279926189786,
        0.0283794296592,
        0.0284355076184,
        0.0279374144447,
        0.1156132892423,
        0.1028010281064,
        0.1045459185448,
        0.1136836823695,
    ];
    compare(&fit, &estimates, &se, 1e-4);
    let variation = &fit.variation;
    close("logLik", fit.log_likelihood, -4198.50571038, 1e-8);
    close("sigma", variation.sigma, 0.774897193055, 1e-4);
    close("ratio", variation.sd_ratio.unwrap(), 0.998027889638, 1e-4);
    close("rho", variation.rho.unwrap(), 0.277890173562, 1e-4);
    let [first, second] = variation.member_sd.unwrap();
    close("female", first, 0.861498263821, 1e-4);
    close("male", second, 0.846381143534, 1e-4);
    close("correlation", variation.member_rho.unwrap(), 0.355, 2e-3);
    assert_eq!(fit.parameters, 16);
}

#[test]
fn residuals_of_neighbouring_days_correlate_as_lme_says() {
    let diary = Diary::read();
    // lme(closeness ~ aw + pw + ab + pb, random = list(coupleID = ~1, personID = ~1),
    //     correlation = corAR1(form = ~diaryday | coupleID/personID),
    //     control = lmeControl(msTol = 1e-12, tolerance = 1e-12, opt = "optim")), nlme 3.1-162
    let fit = fit(&diary.rows(None), &Model { serial: true, ..SPLIT }).unwrap();
    let estimates = [4.984206958014, 0.252587923166, 0.157122372473, 1.223869175278, 0.350186978107];
    let se = [0.0445398146129, 0.0118725232852, 0.0118725232852, 0.0470194198011, 0.0470194198011];
    compare(&fit, &estimates, &se, 1e-6);
    close("logLik", fit.log_likelihood, -13100.0662451, 1e-11);
    close("Phi", fit.variation.serial.unwrap(), -0.0180157815351, 1e-4);
    close("sigma", fit.variation.sigma, 0.791679970678, 1e-6);
    close("person", fit.variation.person_sd.unwrap(), 0.839667008168, 1e-5);
    close("couple", fit.variation.dyad_sd.unwrap(), 0.583094539393, 1e-5);
}
