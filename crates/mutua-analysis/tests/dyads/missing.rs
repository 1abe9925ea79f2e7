//! The diaries with every fifth row or so missing, some days of one partner only: nlme and lme4 on the same rows.
//!
//! In R: `e <- d[(d$personID * 7 + d$diaryday^2 * 3 + d$coupleID * d$diaryday) %% 5 != 0, ]`, where `d` has each person's
//! support as `x` and the partner's as `xp`.

use mutua_analysis::dyads::{DyadRows, Model, Predictor, Structure, fit};

use crate::diary::compare;
use crate::table::{Table, close};

struct Gaps {
    dyad: Vec<u32>,
    person: Vec<u32>,
    gender: Vec<u32>,
    day: Vec<i64>,
    closeness: Vec<f64>,
    own: Vec<f64>,
    partner: Vec<f64>,
    mixed: Vec<bool>,
}

impl Gaps {
    fn read() -> Self {
        let table = Table::read("dyads-diary-simulated", "diary.csv");
        let (couple, person, day) = (table.days("coupleID"), table.days("personID"), table.days("diaryday"));
        let (closeness, support) = (table.numbers("closeness"), table.numbers("provided_support"));
        let n = couple.len();
        let partner = |k: usize| {
            let other = (0..n)
                .skip(k.saturating_sub(40))
                .find(|j| (couple[*j], day[*j]) == (couple[k], day[k]) && *j != k);
            support[other.unwrap()]
        };
        let kept: Vec<usize> = (0..n)
            .filter(|k| (person[*k] * 7 + day[*k] * day[*k] * 3 + couple[*k] * day[*k]) % 5 != 0)
            .collect();
        let number = |value: i64| u32::try_from(value).unwrap();
        Self {
            dyad: kept.iter().map(|k| number(couple[*k])).collect(),
            person: kept.iter().map(|k| number(person[*k])).collect(),
            gender: kept.iter().map(|k| u32::from(table.texts("gender")[*k] == "male")).collect(),
            day: kept.iter().map(|k| day[*k]).collect(),
            closeness: kept.iter().map(|k| closeness[*k]).collect(),
            own: kept.iter().map(|k| support[*k]).collect(),
            partner: kept.iter().map(|k| partner(*k)).collect(),
            mixed: kept.iter().map(|k| table.texts("dyad_composition")[*k] == "female_x_male").collect(),
        }
    }

    fn rows(&self, mixed: bool) -> DyadRows<'_> {
        DyadRows {
            dyad: &self.dyad,
            person: &self.person,
            role: Some(&self.gender),
            time: Some(&self.day),
            outcome: &self.closeness,
            predictors: vec![Predictor { own: &self.own, partner: Some(&self.partner) }],
            fitted: mixed.then_some(self.mixed.as_slice()),
            ..DyadRows::default()
        }
    }
}

#[test]
fn a_day_with_one_partner_counts_singly_as_in_gls() {
    let gaps = Gaps::read();
    // gls(closeness ~ x + xp, correlation = corCompSymm(form = ~1 | obs)), nlme 3.1-162
    let found = fit(&gaps.rows(false), &Model::default()).unwrap();
    assert_eq!(found.rows, 8496);
    compare(
        &found,
        &[-0.810017610126, 0.830087052607, 0.361986503926],
        &[0.0918257178384, 0.0138173881717, 0.0137092092851],
        1e-6,
    );
    close("logLik", found.log_likelihood, -14680.295135, 1e-10);
    close("sigma", found.variation.sigma, 1.40704555061, 1e-6);
    close("rho", found.variation.rho.unwrap(), 0.389740652386, 1e-5);
}

#[test]
fn the_same_by_role_with_two_variances() {
    let gaps = Gaps::read();
    // gls(closeness ~ gender + x:gender + xp:gender - 1, corCompSymm(form = ~1 | obs), varIdent(form = ~1 | gender))
    let found = fit(&gaps.rows(true), &Model { by_role: true, ..Model::default() }).unwrap();
    assert_eq!(found.rows, 2832);
    compare(
        &found,
        &[-1.00670772364, 0.458022102047, 0.992738267318, 0.623941516563, 0.35605587798, 0.213581071994],
        &[0.18816672753, 0.17998156583, 0.0341495498212, 0.0313851378239, 0.0325660180503, 0.032697049395],
        1e-5,
    );
    close("logLik", found.log_likelihood, -4579.17624962, 1e-10);
    close("sigma", found.variation.sigma, 1.28521355115, 1e-5);
    close("rho", found.variation.rho.unwrap(), 0.358707180659, 1e-5);
    close("ratio", found.variation.sd_ratio.unwrap(), 0.943183593755, 1e-5);
}

#[test]
fn couples_persons_and_days_vary_as_lmer_says() {
    let gaps = Gaps::read();
    // lmer(closeness ~ x + xp + (1 | coupleID) + (1 | personID) + (1 | obs)), its deviance minimised by L-BFGS-B
    let found =
        fit(&gaps.rows(false), &Model { structure: Structure::InterceptsAndDays, ..Model::default() })
            .unwrap();
    compare(
        &found,
        &[2.69974667909, 0.29243386344, 0.177554091726],
        &[0.106466268619, 0.0122689424954, 0.0122954181235],
        1e-5,
    );
    let variation = &found.variation;
    close("logLik", found.log_likelihood, -11160.5147842, 1e-11);
    close("sigma", variation.sigma, 0.653282602094, 1e-5);
    close("day", variation.day_sd.unwrap() / variation.sigma, 0.690896786387, 1e-5);
    close("person", variation.person_sd.unwrap() / variation.sigma, 1.47325642222, 1e-5);
    close("couple", variation.dyad_sd.unwrap() / variation.sigma, 1.47380072225, 1e-5);
}

#[test]
fn neighbouring_days_correlate_as_lme_says_where_days_are_missing() {
    let gaps = Gaps::read();
    // lme(closeness ~ x + xp, random = list(coupleID = ~1, personID = ~1),
    //     correlation = corAR1(form = ~diaryday | coupleID/personID))
    let model = Model { structure: Structure::Intercepts, serial: true, ..Model::default() };
    let found = fit(&gaps.rows(false), &model).unwrap();
    compare(
        &found,
        &[2.74421227332, 0.294218273596, 0.166505955931],
        &[0.0998037646094, 0.0127143552443, 0.0127385994056],
        1e-4,
    );
    close("logLik", found.log_likelihood, -11330.826647, 1e-8);
    close("Phi", found.variation.serial.unwrap(), -0.0145043779374, 1e-3);
    close("sigma", found.variation.sigma, 0.793142110420, 1e-4);
}

#[test]
fn partners_and_neighbouring_days_correlate_as_dense_algebra_says() {
    let gaps = Gaps::read();
    // R has no UN@AR(1): -logLik from the dense covariance R[i, j] * phi^|t - s| of each couple, minimised by optim
    let model = Model { by_role: true, serial: true, ..Model::default() };
    let found = fit(&gaps.rows(true), &model).unwrap();
    compare(
        &found,
        &[1.70802444894, 2.19793382776, 0.571296842286, 0.339848252183, 0.23632163778, 0.13489573969],
        &[0.201559984873, 0.191783847929, 0.0320231106313, 0.0305656498935, 0.0318768369207, 0.0303630405435],
        1e-5,
    );
    let variation = &found.variation;
    close("logLik", found.log_likelihood, -4087.03745754, 1e-10);
    close("sigma", variation.sigma, 1.36340825611, 1e-5);
    close("rho", variation.rho.unwrap(), 0.358436730543, 1e-5);
    close("phi", variation.serial.unwrap(), 0.650723244748, 1e-5);
    close("ratio", variation.sd_ratio.unwrap(), 0.943312708163, 1e-5);
}
