//! 148 couples: every figure of the reference, which nlme gave, and of the published tables.

use mutua_analysis::dyads::{
    DyadRows, Effect, Fit, Method, Model, Predictor, Structure, Term, distinguishability, fit,
    fit_without_predictors, pseudo_r2,
};
use serde_json::Value;

use crate::table::{Table, close, reference};

struct Couples {
    dyad: Vec<u32>,
    person: Vec<u32>,
    role: Vec<u32>,
    table: Table,
}

impl Couples {
    fn read() -> Self {
        let table = Table::read("acitelli-couples", "pairwise.csv");
        // Roles in the order in which nlme takes them: the first row is a wife's.
        let role = table.texts("role").iter().map(|r| u32::from(r == "husband")).collect();
        Self { dyad: table.ids("dyad"), person: table.ids("member"), role, table }
    }

    /// Fits with predictors `x_a` and `x_p`; the partner's value is read from the row, or found in the partner's.
    fn with<T>(
        &self,
        outcome: &str,
        predictor: Option<&str>,
        paired: bool,
        then: impl Fn(&DyadRows<'_>) -> T,
    ) -> T {
        let outcome = self.table.numbers(outcome);
        let own = predictor.map(|x| self.table.numbers(&format!("{x}_a")));
        let partner = predictor.map(|x| self.table.numbers(&format!("{x}_p")));
        let predictors = own
            .iter()
            .zip(&partner)
            .map(|(own, partner)| Predictor { own, partner: paired.then_some(partner.as_slice()) });
        then(&DyadRows {
            dyad: &self.dyad,
            person: &self.person,
            role: Some(&self.role),
            outcome: &outcome,
            predictors: predictors.collect(),
            ..DyadRows::default()
        })
    }
}

/// The name that R gives to a term.
fn name(term: &Term, predictor: &str) -> String {
    let role = term.role.map(|r| ["rolewife", "rolehusband"][r]);
    match (term.effect, role) {
        (Effect::Intercept, None) => "(Intercept)".to_owned(),
        (Effect::Intercept, Some(role)) => role.to_owned(),
        (Effect::Actor(_), None) => format!("{predictor}_a"),
        (Effect::Actor(_), Some(role)) => format!("{role}:{predictor}_a"),
        (Effect::Partner(_), None) => format!("{predictor}_p"),
        (Effect::Partner(_), Some(role)) => format!("{role}:{predictor}_p"),
        (Effect::Covariate(_), _) => unreachable!(),
    }
}

#[track_caller]
fn compare(fit: &Fit, wanted: &Value, predictor: &str) {
    assert!(fit.converged);
    let coefficients = wanted["coefficients"].as_object().unwrap();
    assert_eq!(fit.coefficients.len(), coefficients.len());
    for got in &fit.coefficients {
        let name = name(&got.term, predictor);
        let wanted = &coefficients[&name];
        close(&name, got.estimate, wanted["estimate"].as_f64().unwrap(), 1e-6);
        close(&format!("se {name}"), got.se, wanted["se"].as_f64().unwrap(), 1e-6);
        close(&format!("t {name}"), got.t, wanted["t"].as_f64().unwrap(), 1e-6);
        assert!((got.p - wanted["p"].as_f64().unwrap()).abs() < 1e-6, "p {name}");
    }
    let key = |key: &str| wanted[key].as_f64().unwrap();
    close("sigma", fit.variation.sigma, key("sigma"), 1e-6);
    close("rho", fit.variation.rho.unwrap(), key("rho"), 1e-6);
    close("logLik", fit.log_likelihood, key("logLik"), 1e-8);
    close("AIC", fit.aic(), key("AIC"), 1e-8);
    close("BIC", fit.bic(), key("BIC"), 1e-8);
    assert_eq!(fit.rows, 296);
    if let Some(ratio) = fit.variation.sd_ratio {
        close("sd ratio", ratio, wanted["sd_ratio"]["husband"].as_f64().unwrap(), 1e-6);
    }
}

const BY_ROLE: Model = Model {
    by_role: true,
    structure: Structure::Pairs,
    serial: false,
    centre: mutua_analysis::dyads::Centre::Nothing,
    lag: None,
    method: Method::Reml,
};

#[test]
fn every_block_of_the_reference_is_met() {
    let (couples, reference) = (Couples::read(), reference("acitelli-couples"));
    let alike = Model::default();
    let ml = |model: Model| Model { method: Method::Ml, ..model };
    let blocks = [
        ("indistinguishable_reml", "satisfaction_a", "other_pos", alike),
        ("indistinguishable_ml", "satisfaction_a", "other_pos", ml(alike)),
        ("distinguishable_two_intercept_reml", "satisfaction_a", "other_pos", BY_ROLE),
        ("distinguishable_ml", "satisfaction_a", "other_pos", ml(BY_ROLE)),
        ("tension_predicts_satisfaction_reml", "satisfaction_a", "tension", alike),
        ("other_pos_predicts_tension_reml", "tension_a", "other_pos", alike),
    ];
    for (block, outcome, predictor, model) in blocks {
        for paired in [true, false] {
            let fit = couples.with(outcome, Some(predictor), paired, |rows| fit(rows, &model).unwrap());
            compare(&fit, &reference[block], predictor);
        }
    }
}

#[test]
fn the_empty_model_gives_the_intraclass_correlation_and_the_part_explained() {
    let (couples, reference) = (Couples::read(), reference("acitelli-couples"));
    couples.with("satisfaction_a", Some("other_pos"), true, |rows| {
        let empty = fit_without_predictors(rows, &Model::default()).unwrap();
        compare(&empty, &reference["empty_reml"], "");
        close("ICC", empty.variation.rho.unwrap(), reference["icc_empty"].as_f64().unwrap(), 1e-6);
        let explained = pseudo_r2(&fit(rows, &Model::default()).unwrap(), &empty);
        close("pseudo R2", explained[0], reference["pseudo_r2"].as_f64().unwrap(), 1e-6);
    });
}

#[test]
fn husbands_and_wives_need_not_be_told_apart() {
    let (couples, reference) = (Couples::read(), &reference("acitelli-couples")["distinguishability_test"]);
    couples.with("satisfaction_a", Some("other_pos"), false, |rows| {
        let test = distinguishability(rows, &Model::default()).unwrap();
        close("chisq", test.chisq, reference["chisq"].as_f64().unwrap(), 1e-6);
        assert_eq!(test.df, 4);
        close("p", test.p, reference["p"].as_f64().unwrap(), 1e-6);
    });
}

#[test]
fn random_intercepts_of_couples_say_the_same() {
    let (couples, reference) = (Couples::read(), reference("acitelli-couples"));
    let (lme, lmer) = (&reference["lme_random_intercept_reml"], &reference["lmer_reml"]);
    // With one row a person, `lme(random = ~1 | dyad)` is the model whose correlation is that of all rows of a dyad.
    let model = Model { structure: Structure::Dyad, ..Model::default() };
    couples.with("satisfaction_a", Some("other_pos"), true, |rows| {
        let fit = fit(rows, &model).unwrap();
        let variation = &fit.variation;
        let rho = variation.rho.unwrap();
        close("dyad sd", variation.sigma * rho.sqrt(), lme["dyad_sd"].as_f64().unwrap(), 1e-4);
        close(
            "residual sd",
            variation.sigma * (1.0 - rho).sqrt(),
            lme["residual_sd"].as_f64().unwrap(),
            1e-4,
        );
        close("REML", -2.0 * fit.log_likelihood, lmer["REML"].as_f64().unwrap(), 1e-9);
        for got in &fit.coefficients {
            let name = name(&got.term, "other_pos");
            close(&name, got.estimate, lmer["coefficients"][&name].as_f64().unwrap(), 1e-6);
            close(&name, got.se, lmer["se"][&name].as_f64().unwrap(), 1e-6);
        }
    });
}

#[test]
fn published_tables_are_met_to_all_printed_digits() {
    let (couples, published) = (Couples::read(), &reference("acitelli-couples")["published"]);
    let printed = |value: &Value, digits: i32, got: f64| {
        let wanted = value.as_f64().unwrap();
        assert!((got - wanted).abs() <= 0.5001 * 10f64.powi(-digits), "{got} instead of {wanted}");
    };
    couples.with("satisfaction_a", Some("other_pos"), true, |rows| {
        let (alike, table) = (fit(rows, &Model::default()).unwrap(), &published["indistinguishable_reml"]);
        for (k, key) in ["intercept", "actor", "partner"].into_iter().enumerate() {
            printed(&table[key][0], 7, alike.coefficients[k].estimate);
            printed(&table[key][1], 7, alike.coefficients[k].se);
        }
        printed(&table["rho"], 7, alike.variation.rho.unwrap());
        printed(&table["sigma"], 7, alike.variation.sigma);
        printed(&table["logLik"], 4, alike.log_likelihood);
        let (apart, table) = (fit(rows, &BY_ROLE).unwrap(), &published["distinguishable"]);
        let keys = ["actor_wife", "actor_husband", "partner_on_wife", "partner_on_husband"];
        for (k, key) in keys.into_iter().enumerate() {
            printed(&table[key][0], 7, apart.coefficients[2 + k].estimate);
            printed(&table[key][1], 7, apart.coefficients[2 + k].se);
        }
        let ratio = apart.variation.sd_ratio.unwrap();
        printed(&table["sd_ratio_wife_to_husband"], 5, 1.0 / ratio);
        printed(&table["sigma_husband"], 5, apart.variation.sigma * ratio);
    });
}
