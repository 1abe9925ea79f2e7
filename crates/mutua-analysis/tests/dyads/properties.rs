//! What must hold for any data.

use mutua_analysis::dyads::{Centre, DyadRows, Fit, Model, Predictor, Structure, fit};
use proptest::prelude::*;
use rand::SeedableRng;
use rand_distr::{Distribution, StandardNormal};

#[derive(Debug, Clone)]
struct Made {
    dyad: Vec<u32>,
    person: Vec<u32>,
    role: Vec<u32>,
    day: Vec<i64>,
    x: Vec<f64>,
    y: Vec<f64>,
}

/// Dyads with an actor effect of .5, a partner effect of .3, and residuals that correlate.
fn make(dyads: u32, days: i64, rho: f64, serial: f64, seed: u64) -> Made {
    let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(seed);
    let mut normal = move || -> f64 { StandardNormal.sample(&mut rng) };
    let mut made = Made { dyad: vec![], person: vec![], role: vec![], day: vec![], x: vec![], y: vec![] };
    for dyad in 0..dyads {
        let mut residual = [0.0, 0.0];
        for day in 0..days {
            let fresh = [normal(), 0.0];
            let fresh = [fresh[0], rho * fresh[0] + (1.0 - rho * rho).sqrt() * normal()];
            let keep = if day == 0 { 0.0 } else { serial };
            for k in 0..2 {
                residual[k] = keep * residual[k] + (1.0 - keep * keep).sqrt() * fresh[k];
            }
            let x = [normal(), normal()];
            for me in 0..2usize {
                made.dyad.push(dyad);
                made.person.push(2 * dyad + u32::from(me == 1));
                made.role.push(u32::from(me == 1));
                made.day.push(day);
                made.x.push(x[me]);
                made.y.push(2.0 + 0.5 * x[me] + 0.3 * x[1 - me] + residual[me]);
            }
        }
    }
    made
}

impl Made {
    fn fit(&self, model: &Model) -> Fit {
        let rows = DyadRows {
            dyad: &self.dyad,
            person: &self.person,
            role: Some(&self.role),
            time: Some(&self.day),
            outcome: &self.y,
            predictors: vec![Predictor { own: &self.x, partner: None }],
            ..DyadRows::default()
        };
        fit(&rows, model).unwrap()
    }

    /// The same rows in another order.
    fn reordered(&self, order: &[usize]) -> Self {
        fn pick<T: Copy>(of: &[T], order: &[usize]) -> Vec<T> {
            order.iter().map(|k| of[*k]).collect()
        }
        Self {
            dyad: pick(&self.dyad, order),
            person: pick(&self.person, order),
            role: pick(&self.role, order),
            day: pick(&self.day, order),
            x: pick(&self.x, order),
            y: pick(&self.y, order),
        }
    }
}

fn structures() -> impl Strategy<Value = Model> {
    let structure = prop_oneof![
        Just(Structure::Pairs),
        Just(Structure::Dyad),
        Just(Structure::Intercepts),
        Just(Structure::InterceptsAndDays),
        Just(Structure::Members),
    ];
    (structure, any::<bool>(), prop_oneof![Just(Centre::Nothing), Just(Centre::Split)])
        .prop_map(|(structure, serial, centre)| Model { structure, serial, centre, ..Model::default() })
}

fn agree(a: f64, b: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance * a.abs().max(b.abs()).max(1e-3)
}

fn assert_same(a: &Fit, b: &Fit, tolerance: f64) -> Result<(), TestCaseError> {
    prop_assert!(
        agree(a.log_likelihood, b.log_likelihood, 1e-8),
        "{} {}",
        a.log_likelihood,
        b.log_likelihood
    );
    for (one, other) in a.coefficients.iter().zip(&b.coefficients) {
        prop_assert!(agree(one.estimate, other.estimate, tolerance), "{one:?} {other:?}");
        prop_assert!(agree(one.se, other.se, tolerance), "{one:?} {other:?}");
    }
    prop_assert!(agree(a.variation.sigma, b.variation.sigma, tolerance));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn who_comes_first_changes_nothing(seed in 0u64..1000, model in structures(), flips in any::<u64>()) {
        let made = make(30, 5, 0.4, 0.3, seed);
        let mut swapped = made.clone();
        for (k, person) in swapped.person.iter_mut().enumerate() {
            if flips >> (made.dyad[k] % 64) & 1 == 1 {
                *person ^= 1;
            }
        }
        assert_same(&made.fit(&model), &swapped.fit(&model), 1e-5)?;
    }

    #[test]
    fn the_order_of_rows_changes_nothing(seed in 0u64..1000, model in structures()) {
        let made = make(20, 4, 0.4, 0.0, seed);
        let mut order: Vec<usize> = (0..made.y.len()).collect();
        order.sort_by_key(|k| (k * 7919) % 163);
        let (one, other) = (made.fit(&model), made.reordered(&order).fit(&model));
        prop_assert_eq!(one.log_likelihood.to_bits(), other.log_likelihood.to_bits());
    }

    #[test]
    fn a_larger_outcome_has_larger_estimates(seed in 0u64..1000, model in structures(), scale in prop_oneof![Just(1e-6), Just(3.0), Just(1e8)]) {
        let made = make(30, 5, 0.4, 0.3, seed);
        let scaled = Made { y: made.y.iter().map(|y| y * scale).collect(), ..made.clone() };
        let (one, other) = (made.fit(&model), scaled.fit(&model));
        for (a, b) in one.coefficients.iter().zip(&other.coefficients) {
            prop_assert!(agree(a.estimate, b.estimate / scale, 1e-5) && agree(a.se, b.se / scale, 1e-5));
            prop_assert!(agree(a.t, b.t, 1e-5));
        }
        prop_assert!(agree(one.variation.sigma, other.variation.sigma / scale, 1e-5));
    }

    #[test]
    fn a_predictor_far_from_zero_is_no_harder(seed in 0u64..1000) {
        let made = make(30, 3, 0.4, 0.0, seed);
        let moved = Made { x: made.x.iter().map(|x| x + 1e6).collect(), ..made.clone() };
        let (one, other) = (made.fit(&Model::default()), moved.fit(&Model::default()));
        for k in 1..3 {
            prop_assert!(agree(one.coefficients[k].estimate, other.coefficients[k].estimate, 1e-7));
            prop_assert!(agree(one.coefficients[k].se, other.coefficients[k].se, 1e-7));
        }
    }

    #[test]
    fn nothing_is_ever_not_a_number(
        values in prop::collection::vec((0u32..6, 0u32..2, 0i64..4, prop_oneof![Just(0.0), Just(1.0), -3.0..3.0f64, Just(f64::NAN)], prop_oneof![Just(1.0), -3.0..3.0f64]), 6..60),
        model in structures(),
        by_role in any::<bool>(),
    ) {
        let mut values = values;
        values.sort_by_key(|v| (v.0, v.1, v.2));
        values.dedup_by_key(|v| (v.0, v.1, v.2));
        let column = |of: fn(&(u32, u32, i64, f64, f64)) -> f64| values.iter().map(of).collect::<Vec<_>>();
        let (x, y) = (column(|v| v.3), column(|v| v.4));
        let dyad: Vec<u32> = values.iter().map(|v| v.0).collect();
        let person: Vec<u32> = values.iter().map(|v| v.1).collect();
        let day: Vec<i64> = values.iter().map(|v| v.2).collect();
        let rows = DyadRows {
            dyad: &dyad, person: &person, role: Some(&person), time: Some(&day), outcome: &y,
            predictors: vec![Predictor { own: &x, partner: None }],
            ..DyadRows::default()
        };
        if let Ok(fit) = fit(&rows, &Model { by_role, ..model }) {
            for c in &fit.coefficients {
                let all = [c.estimate, c.se, c.t, c.p, c.df, c.interval[0], c.interval[1]];
                prop_assert!(all.iter().all(|v| !v.is_nan()), "{c:?}");
            }
            let v = &fit.variation;
            let all = [Some(v.sigma), v.rho, v.sd_ratio, v.serial, v.dyad_sd, v.person_sd, v.day_sd, v.member_rho];
            prop_assert!(all.iter().flatten().all(|v| v.is_finite()), "{v:?}");
            prop_assert!(fit.log_likelihood.is_finite() && fit.aic().is_finite() && fit.bic().is_finite());
        }
    }
}

#[test]
fn intervals_cover_the_truth_nineteen_times_in_twenty() {
    let models = [
        Model::default(),
        Model { by_role: true, ..Model::default() },
        Model { structure: Structure::Members, ..Model::default() },
        Model { serial: true, ..Model::default() },
    ];
    for model in models {
        let serial = if model.serial { 0.5 } else { 0.0 };
        let (mut covered, mut rho_covered, mut all, mut rhos) = (0, 0, 0, 0);
        for seed in 0..200 {
            let fit = make(40, 3, 0.4, serial, seed).fit(&model);
            let intercepts = if model.by_role { 2 } else { 1 };
            for coefficient in &fit.coefficients[intercepts..] {
                let actor = matches!(coefficient.term.effect, mutua_analysis::dyads::Effect::Actor(_));
                let truth = if actor { 0.5 } else { 0.3 };
                all += 1;
                covered += usize::from(coefficient.interval[0] <= truth && truth <= coefficient.interval[1]);
            }
            if let Some([low, high]) = fit.variation.rho_interval {
                rhos += 1;
                rho_covered += usize::from(low <= 0.4 && 0.4 <= high);
            }
        }
        let (share, rho) =
            (covered as f64 / all as f64, f64::from(rho_covered as u32) / f64::from(rhos as u32));
        println!("{model:?}: effects {share:.3}, correlation {rho:.3}");
        assert!((0.92..0.98).contains(&share), "{model:?} {share}");
        assert!(rhos >= 190 && (0.90..0.99).contains(&rho), "{model:?} {rho} of {rhos}");
    }
}
