//! What holds for the circulation of every network.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use mutua_analysis::flow::circulation::agony;
use mutua_analysis::flow::simplex::{Arc, Network};
use mutua_analysis::flow::{Circulation, FlowError, Limits, circulation, direction_flip_null};
use proptest::prelude::*;

type Tie = (u32, u32, f64);

fn found(persons: usize, ties: &[Tie]) -> Circulation {
    circulation(persons, ties, &Limits::none()).unwrap()
}

/// A few persons with ties of whole weights, repeats and self-ties among them.
fn whole(most: u32) -> impl Strategy<Value = (usize, Vec<Tie>)> {
    (1..most).prop_flat_map(|persons| {
        let tie = (0..persons, 0..persons, (0..20u32).prop_map(f64::from));
        (Just(persons as usize), prop::collection::vec(tie, 0..6 * persons as usize))
    })
}

fn real(most: u32) -> impl Strategy<Value = (usize, Vec<Tie>)> {
    (1..most).prop_flat_map(|persons| {
        let weight = prop_oneof![0.0..10.0, (-30.0..30.0f64).prop_map(f64::exp2)];
        (
            Just(persons as usize),
            prop::collection::vec((0..persons, 0..persons, weight), 0..6 * persons as usize),
        )
    })
}

/// Whatever a circulation says of itself, checked against the ties alone.
fn check(ties: &[Tie], found: &Circulation) {
    let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * found.total.max(1e-300);
    let mut balance = vec![0.0; found.levels.len()];
    assert_eq!(found.flow.len(), ties.len());
    for ((from, to, weight), flow) in ties.iter().zip(&found.flow) {
        assert!(*flow >= 0.0 && flow <= weight);
        balance[*from as usize] -= flow;
        balance[*to as usize] += flow;
    }
    assert!(balance.iter().all(|rest| near(*rest, 0.0)), "who gives gets as much");
    let circulating: f64 = found.flow.iter().sum();
    assert!(near(circulating, found.lower * found.total), "the flow is as large as it says");
    let bound = agony(ties, &found.levels).unwrap();
    assert!(near(bound.min(found.total), found.upper * found.total), "the levels prove the upper end");
    assert!(found.lower <= found.upper && found.upper <= 1.0);
    assert!(found.lower >= found.direct - 1e-9);
}

/// The same share from the network simplex method.
fn by_simplex(persons: usize, ties: &[Tie]) -> i128 {
    let mut network = Network::new(persons);
    for (from, to, weight) in ties {
        network.arc(Arc { from: *from, to: *to, capacity: *weight as i64, cost: -i64::from(from != to) });
    }
    let flow = network.solve().unwrap();
    assert!(network.proves(&flow));
    -flow.cost
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whole_weights_are_exact_and_proven((persons, ties) in whole(14)) {
        let found = found(persons, &ties);
        prop_assert!(found.exact);
        prop_assert_eq!(found.lower, found.upper);
        check(&ties, &found);
        prop_assert_eq!(found.flow.iter().sum::<f64>(), by_simplex(persons, &ties) as f64);
        prop_assert!(found.flow.iter().all(|flow| flow.fract() == 0.0));
    }

    #[test]
    fn real_weights_are_proven_too((persons, ties) in real(14)) {
        let found = found(persons, &ties);
        prop_assert!(found.exact);
        check(&ties, &found);
    }

    #[test]
    fn limits_give_a_bracket_around_the_share((persons, ties) in whole(14), work in 0..400u64) {
        let exact = found(persons, &ties);
        let limited = circulation(persons, &ties, &Limits::work(work)).unwrap();
        check(&ties, &limited);
        prop_assert!(limited.lower <= exact.lower && exact.lower <= limited.upper);
        prop_assert_eq!(&limited, &circulation(persons, &ties, &Limits::work(work)).unwrap());
        if limited.exact {
            prop_assert_eq!(limited.lower, exact.lower);
        }
    }

    #[test]
    fn names_change_nothing((persons, ties) in whole(12), by in 0..12u32) {
        let name = |person: u32| (person * 5 + by) % 13; // 5 and 13 have no common divisor, so no two get one name
        let renamed: Vec<Tie> = ties.iter().rev().map(|(from, to, w)| (name(*from), name(*to), *w)).collect();
        let (before, after) = (found(persons, &ties), found(13, &renamed));
        prop_assert_eq!((before.share(), before.direct), (after.share(), after.direct));
    }

    #[test]
    fn turning_every_tie_around_changes_nothing((persons, ties) in whole(12)) {
        let turned: Vec<Tie> = ties.iter().map(|(from, to, weight)| (*to, *from, *weight)).collect();
        prop_assert_eq!(found(persons, &ties).share(), found(persons, &turned).share());
    }

    #[test]
    fn the_unit_of_weights_changes_nothing((persons, ties) in whole(12), exponent in -900..900i32) {
        let scaled: Vec<Tie> = ties.iter().map(|(f, t, w)| (*f, *t, w * 2f64.powi(exponent))).collect();
        prop_assert_eq!(found(persons, &ties).share(), found(persons, &scaled).share());
    }

    #[test]
    fn what_comes_back_in_full_circulates_in_full((persons, ties) in whole(12)) {
        let mut both = ties.clone();
        both.extend(ties.iter().map(|(from, to, weight)| (*to, *from, *weight)));
        let found = found(persons, &both);
        prop_assert!(found.total == 0.0 || found.share() == Some(1.0));
        prop_assert_eq!(found.beyond_pairs().unwrap_or(0.0), 0.0);
    }

    #[test]
    fn a_hierarchy_gives_nothing_back((persons, ties) in whole(12)) {
        let down: Vec<Tie> = ties.into_iter().filter(|(from, to, _)| from < to).collect();
        let found = found(persons, &down);
        prop_assert_eq!(found.lower, 0.0);
        prop_assert_eq!(found.upper, 0.0);
    }

    #[test]
    fn a_returned_pair_more_never_lowers_what_circulates((persons, ties) in whole(12), weight in 1..9u32) {
        prop_assume!(persons > 1);
        let mut more = ties.clone();
        more.extend([(0, 1, f64::from(weight)), (1, 0, f64::from(weight))]);
        let size = |ties: &[Tie]| found(persons, ties).flow.iter().sum::<f64>();
        prop_assert!(size(&more) >= size(&ties) + 2.0 * f64::from(weight));
    }
}

#[test]
fn returning_in_pairs_is_not_always_part_of_the_most() {
    // The circle 0 1 2 3 is worth 4; the pair 0 1 with which it shares a tie only 2.
    let ties = [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0), (3, 0, 1.0), (1, 0, 1.0)];
    let found = found(4, &ties);
    assert_eq!(found.share(), Some(0.8));
    assert_eq!(found.direct, 0.4);
    assert_eq!(found.flow, [1.0, 1.0, 1.0, 1.0, 0.0]);
}

#[test]
fn where_nobody_helps_there_is_no_share() {
    for (persons, ties) in [(0, vec![]), (3, vec![]), (2, vec![(0, 0, 5.0)]), (2, vec![(0, 1, 0.0)])] {
        let found = found(persons, &ties);
        assert_eq!(found.total, 0.0);
        assert_eq!((found.share(), found.beyond_pairs(), found.one_way()), (None, None, None));
        assert_eq!((found.lower, found.upper, found.exact), (0.0, 0.0, true));
    }
}

#[test]
fn what_makes_no_network_is_said() {
    let wrong = |ties: &[Tie]| circulation(2, ties, &Limits::none()).unwrap_err();
    assert_eq!(wrong(&[(0, 1, 1.0), (0, 2, 1.0)]), FlowError::NoSuchPerson { tie: 1, person: 2, persons: 2 });
    assert_eq!(wrong(&[(0, 1, -1.0)]), FlowError::Weight { tie: 0, weight: -1.0 });
    assert_eq!(wrong(&[(0, 1, f64::INFINITY)]), FlowError::Weight { tie: 0, weight: f64::INFINITY });
    assert!(matches!(wrong(&[(0, 1, f64::NAN)]), FlowError::Weight { tie: 0, .. }));
    assert_eq!(wrong(&[(0, 1, 1.5e308), (1, 0, 1.5e308)]), FlowError::Overflow);
    assert_eq!(direction_flip_null(2, &[], 0, 1, &Limits::none()).unwrap_err(), FlowError::NoDraws);
}

#[test]
fn weights_far_apart_are_proven() {
    let ties = [(0, 1, 1e300), (1, 0, 1e-300), (1, 2, 3e299), (2, 0, 2e299)];
    let found = found(3, &ties);
    assert!(found.exact);
    assert!((found.lower - 6e299 / 1.5e300).abs() < 1e-12);
}

#[test]
fn a_circle_of_a_hundred_thousand_takes_no_stack() {
    let persons = 100_000;
    let mut ties: Vec<Tie> = (0..persons).map(|v| (v, (v + 1) % persons, 2.0)).collect();
    ties[7].2 = 1.0;
    let found = found(persons as usize, &ties);
    assert_eq!(found.flow.iter().sum::<f64>(), f64::from(persons));
}

#[test]
fn a_caller_can_end_the_work() {
    let ties: Vec<Tie> = (0..3000u32)
        .flat_map(|v| (1..40).map(move |step| (v, (v * step + step * step) % 3000, f64::from(v % 7 + 1))))
        .collect();
    let limits = Limits { work: None, stop: Some(&|| true) };
    let stopped = circulation(3000, &ties, &limits).unwrap();
    assert!(!stopped.exact);
    check(&ties, &stopped);
    let exact = found(3000, &ties);
    assert!(stopped.lower <= exact.lower && exact.lower <= stopped.upper);
    assert_eq!(direction_flip_null(3000, &ties, 3, 1, &limits).unwrap_err(), FlowError::Stopped);
}

#[test]
fn the_null_is_the_same_for_any_number_of_threads_and_draws() {
    let ties: Vec<Tie> = (0..60u32)
        .flat_map(|v| {
            [(v, (v + 1) % 60, 1.5), (v, (v * 7 + 3) % 60, f64::from(v % 5)), ((v * v) % 60, v, 0.7)]
        })
        .collect();
    let with = |threads: usize, draws: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| direction_flip_null(60, &ties, draws, 42, &Limits::none()).unwrap())
    };
    let (one, two) = (with(1, 40), with(2, 40));
    assert_eq!(one, two);
    assert_eq!(one.shares[..10], with(2, 10).shares);
    assert_ne!(one.shares[0], one.shares[1]);
    assert!(one.quantile(0.0) <= one.mean && one.mean <= one.quantile(1.0));
    let stands = one.stands_at();
    assert!(one.p_lower() >= stands * 40.0 / 41.0 && one.p_lower() + one.p_upper() > 1.0);
}
