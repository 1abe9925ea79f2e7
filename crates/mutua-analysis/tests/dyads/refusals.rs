//! What can't be analyzed, and what it is told.

use mutua_analysis::dyads::{
    AtBound, Centre, DyadError, DyadRows, Effect, Model, Predictor, Structure, distinguishability, fit,
};

const DYAD: [u32; 12] = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5];
const PERSON: [u32; 12] = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1];
const X: [f64; 12] = [1.0, 2.0, 4.0, 3.0, 2.0, 2.0, 5.0, 3.0, 1.0, 4.0, 3.0, 5.0];
const Y: [f64; 12] = [2.1, 2.9, 5.2, 4.4, 2.6, 3.1, 6.0, 4.9, 2.8, 4.5, 4.7, 6.1];

fn rows() -> DyadRows<'static> {
    DyadRows {
        dyad: &DYAD,
        person: &PERSON,
        role: Some(&PERSON),
        outcome: &Y,
        predictors: vec![Predictor { own: &X, partner: None }],
        ..DyadRows::default()
    }
}

fn refused(rows: &DyadRows<'_>, model: Model) -> DyadError {
    fit(rows, &model).unwrap_err()
}

#[test]
fn three_in_a_dyad_and_two_rows_of_one_are_named() {
    let mut person = PERSON;
    let mut dyad = DYAD;
    (dyad[2], person[2]) = (0, 2);
    let three = DyadRows { dyad: &dyad, person: &person, ..rows() };
    assert_eq!(refused(&three, Model::default()), DyadError::MoreThanTwo { dyad: 0 });
    (dyad[2], person[2]) = (0, 1);
    let twice = DyadRows { dyad: &dyad, person: &person, ..rows() };
    assert_eq!(
        refused(&twice, Model::default()),
        DyadError::Repeated { dyad: 0, person: 1, first: 1, second: 2 }
    );
    assert_eq!(refused(&DyadRows { dyad: &DYAD[..4], ..rows() }, Model::default()), DyadError::Lengths);
}

#[test]
fn roles_must_tell_members_apart() {
    let by_role = Model { by_role: true, ..Model::default() };
    let mut role = PERSON;
    role[4] = 1;
    assert_eq!(
        refused(&DyadRows { role: Some(&role), ..rows() }, by_role),
        DyadError::SameRole { dyad: 2, role: 1 }
    );
    let days = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
    let (mut person, mut role) = (PERSON, PERSON);
    (person[11], role[11]) = (0, 1);
    let changes = DyadRows { role: Some(&role), person: &person, time: Some(&days), ..rows() };
    assert_eq!(refused(&changes, by_role), DyadError::RoleChanges { dyad: 5, person: 0 });
    assert!(distinguishability(&DyadRows { role: None, ..rows() }, &Model::default()).is_err());
}

#[test]
fn terms_that_determine_each_other_are_named() {
    let twice: Vec<f64> = X.iter().map(|x| 3.0 - 2.0 * x).collect();
    let predictors = vec![Predictor { own: &X, partner: None }, Predictor { own: &twice, partner: None }];
    let DyadError::Collinear { term, by } = refused(&DyadRows { predictors, ..rows() }, Model::default())
    else {
        panic!("no collinearity seen")
    };
    assert_eq!(term.effect, Effect::Actor(1));
    let by: Vec<Effect> = by.iter().map(|t| t.effect).collect();
    assert_eq!(by, [Effect::Intercept, Effect::Actor(0)]);
    let constant = [4.0; 12];
    let predictors = vec![Predictor { own: &constant, partner: None }];
    let DyadError::Collinear { term, by } = refused(&DyadRows { predictors, ..rows() }, Model::default())
    else {
        panic!("no collinearity seen")
    };
    assert_eq!((term.effect, by[0].effect), (Effect::Actor(0), Effect::Intercept));
}

#[test]
fn too_few_rows_no_pairs_and_no_variation_are_told() {
    let few = DyadRows {
        dyad: &DYAD[..4],
        person: &PERSON[..4],
        role: None,
        outcome: &Y[..4],
        predictors: vec![Predictor { own: &X[..4], partner: None }],
        ..DyadRows::default()
    };
    assert_eq!(refused(&few, Model::default()), DyadError::TooFew { rows: 4, dyads: 2, coefficients: 3 });
    let mut single = Y;
    single.iter_mut().step_by(2).for_each(|y| *y = f64::NAN);
    assert_eq!(refused(&DyadRows { outcome: &single, ..rows() }, Model::default()), DyadError::NoPairs);
    let exact: Vec<f64> = X.iter().map(|x| 1.0 + 2.0 * x).collect();
    assert_eq!(refused(&DyadRows { outcome: &exact, ..rows() }, Model::default()), DyadError::NoVariation);
    let nothing = [f64::NAN; 12];
    assert!(matches!(
        refused(&DyadRows { outcome: &nothing, ..rows() }, Model::default()),
        DyadError::TooFew { .. }
    ));
}

#[test]
fn lags_and_means_need_times() {
    assert_eq!(refused(&rows(), Model { lag: Some(1), ..Model::default() }), DyadError::NoTime);
    assert_eq!(refused(&rows(), Model { serial: true, ..Model::default() }), DyadError::NoTime);
    assert_eq!(
        refused(&rows(), Model { centre: Centre::Split, ..Model::default() }),
        DyadError::NothingToCentre
    );
    let days = [0; 12];
    let timed = DyadRows { time: Some(&days), ..rows() };
    assert_eq!(refused(&timed, Model { lag: Some(0), ..Model::default() }), DyadError::NoLag);
}

#[test]
fn partners_who_are_missing_leave_single_members_where_the_row_holds_their_value() {
    let partner: Vec<f64> = (0..12).map(|k| X[k ^ 1]).collect();
    let given = vec![Predictor { own: &X, partner: Some(&partner[..]) }];
    let mut outcome = Y;
    outcome[3] = f64::NAN;
    let found = fit(&DyadRows { predictors: given, outcome: &outcome, ..rows() }, &Model::default()).unwrap();
    assert_eq!((found.rows, found.single, found.left_out.outcome), (11, 1, 1));
    // Without the partner's row there is no value of theirs to be had.
    let (dyad, person) = (&DYAD[..11], &PERSON[..11]);
    let alone = DyadRows {
        dyad,
        person,
        outcome: &Y[..11],
        predictors: vec![Predictor { own: &X[..11], partner: None }],
        ..DyadRows::default()
    };
    let found = fit(&alone, &Model::default()).unwrap();
    assert_eq!((found.rows, found.left_out.partner), (10, 1));
}

#[test]
fn a_perfect_correlation_ends_at_its_bound_and_says_so() {
    let effect = [0.3, -0.2, 0.8, -1.1, 0.5, 0.1];
    let outcome: Vec<f64> = (0..12).map(|k| 1.0 + 0.5 * X[k] + 0.2 * X[k ^ 1] + effect[k / 2]).collect();
    let found = fit(&DyadRows { outcome: &outcome, ..rows() }, &Model::default()).unwrap();
    assert_eq!(found.at_bound, [AtBound::Rho]);
    assert!(found.variation.rho.unwrap() > 0.999 && found.variation.rho_interval.is_none());
    // What differs between partners is then known without error, and what they share as well as six dyads tell.
    assert!((found.coefficients[1].estimate - found.coefficients[2].estimate - 0.3).abs() < 1e-6);
    assert!(found.coefficients.iter().all(|c| c.se.is_finite() && c.p.is_finite()));
    // Partners who are opposite to each other have no variance between dyads.
    let outcome: Vec<f64> =
        (0..12).map(|k| 0.5 * X[k] + if k % 2 == 0 { effect[k / 2] } else { -effect[k / 2] }).collect();
    let model = Model { structure: Structure::Intercepts, ..Model::default() };
    let found = fit(&DyadRows { outcome: &outcome, ..rows() }, &model).unwrap();
    assert!(found.at_bound.contains(&AtBound::DyadSd), "{found:?}");
}
