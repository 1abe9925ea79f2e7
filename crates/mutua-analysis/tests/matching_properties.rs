//! What holds for every matching.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use mutua_analysis::flow::matching::{
    Helper, Instance, InstanceError, Matching, MatchingError, cost_of, lower_bound, matching, suggestions,
};
use mutua_analysis::flow::simplex::{Arc, Network};
use proptest::prelude::*;

#[derive(Debug, Clone)]
struct Given {
    helpers: Vec<Helper>,
    rows: Vec<Vec<(usize, f64)>>,
    unmet: Vec<Option<f64>>,
}

impl Given {
    fn instance(&self) -> Instance {
        Instance::from_rows(self.helpers.clone(), self.rows.clone(), self.unmet.clone()).unwrap()
    }
}

fn given(
    asks: usize,
    helpers: usize,
    must: f64,
    costs: std::ops::Range<i32>,
) -> impl Strategy<Value = Given> {
    (1..=asks, 1..=helpers).prop_flat_map(move |(asks, helpers)| {
        let helper =
            (0..4u32, 0..6u32).prop_map(|(capacity, slope)| Helper { capacity, slope: f64::from(slope) });
        let row = prop::collection::vec((0..helpers, costs.clone().prop_map(f64::from)), 0..=helpers);
        let unmet =
            (0.0..1.0, costs.clone()).prop_map(move |(own, cost)| (own >= must).then(|| f64::from(cost)));
        (
            prop::collection::vec(helper, helpers),
            prop::collection::vec(row, asks),
            prop::collection::vec(unmet, asks),
        )
            .prop_map(|(helpers, rows, unmet)| Given { helpers, rows, unmet })
    })
}

/// Tries everything. None where some ask that must be met can't be.
fn brute(instance: &Instance) -> Option<f64> {
    fn from(instance: &Instance, ask: usize, chosen: &mut Vec<Option<usize>>, best: &mut Option<f64>) {
        if ask == instance.asks() {
            let cost = cost_of(instance, chosen);
            if best.is_none_or(|best| cost < best) {
                *best = Some(cost);
            }
            return;
        }
        if instance.unmet_cost(ask).is_some() {
            chosen.push(None);
            from(instance, ask + 1, chosen, best);
            chosen.pop();
        }
        for candidate in instance.candidates(ask) {
            let helper = candidate.helper as usize;
            let load = chosen.iter().filter(|own| **own == Some(helper)).count();
            if load < instance.helpers()[helper].capacity as usize {
                chosen.push(Some(helper));
                from(instance, ask + 1, chosen, best);
                chosen.pop();
            }
        }
    }
    let mut best = None;
    from(instance, 0, &mut Vec::new(), &mut best);
    best
}

/// The same optimum by the network simplex method, one arc for each place of a helper.
fn by_simplex(instance: &Instance) -> Option<f64> {
    let (asks, helpers) = (instance.asks() as u32, instance.helpers().len() as u32);
    let sink = asks + helpers;
    let mut network = Network::new(sink as usize + 1);
    network.supply(sink, -i64::from(asks));
    for ask in 0..asks {
        network.supply(ask, 1);
        if let Some(cost) = instance.unmet_cost(ask as usize) {
            network.arc(Arc { from: ask, to: sink, capacity: 1, cost: cost as i64 });
        }
        for own in instance.candidates(ask as usize) {
            network.arc(Arc { from: ask, to: asks + own.helper, capacity: 1, cost: own.cost as i64 });
        }
    }
    for (from, helper) in (asks..).zip(instance.helpers()) {
        for k in 0..i64::from(helper.capacity.min(asks)) {
            network.arc(Arc { from, to: sink, capacity: 1, cost: helper.slope as i64 * k });
        }
    }
    network.solve().ok().map(|flow| flow.cost as f64)
}

/// Checks a matching against its instance alone.
fn check(instance: &Instance, found: &Matching) {
    let mut load = vec![0u32; instance.helpers().len()];
    for (ask, helper) in found.helper_of.iter().enumerate() {
        match helper {
            Some(helper) => {
                assert!(instance.candidate(ask, *helper).is_some(), "only candidates are matched");
                load[*helper] += 1;
            }
            None => assert!(instance.unmet_cost(ask).is_some(), "who must be met is"),
        }
    }
    assert_eq!(load, found.load);
    assert!(load.iter().zip(instance.helpers()).all(|(load, helper)| *load <= helper.capacity));
    assert_eq!(cost_of(instance, &found.helper_of), found.total_cost);
}

/// Nobody can do better at these prices: the conditions of complementary slackness, one by one.
fn slack(instance: &Instance, found: &Matching) {
    for (ask, helper) in found.helper_of.iter().enumerate() {
        let own = match helper {
            Some(helper) => instance.candidate(ask, *helper).unwrap().cost + found.prices[*helper],
            None => instance.unmet_cost(ask).unwrap(),
        };
        assert!(instance.unmet_cost(ask).is_none_or(|unmet| own <= unmet));
        for other in instance.candidates(ask) {
            let open = instance.helpers()[other.helper as usize].capacity > 0;
            assert!(!open || own <= other.cost + found.prices[other.helper as usize]);
        }
    }
    for ((helper, load), price) in instance.helpers().iter().zip(&found.load).zip(&found.prices) {
        assert!(*load == helper.capacity || *price <= helper.slope * f64::from(*load));
        assert!(*load == 0 || *price >= helper.slope * f64::from(load - 1));
    }
}

fn infeasible(instance: &Instance, error: &MatchingError) {
    let MatchingError::Infeasible { asks, helpers, places } = error else { panic!("{error}") };
    assert!(asks.len() as u64 > *places, "more asks than places");
    let open = |helper: usize| instance.helpers()[helper].capacity;
    assert_eq!(*places, helpers.iter().map(|helper| u64::from(open(*helper))).sum::<u64>());
    for ask in asks {
        assert_eq!(instance.unmet_cost(*ask), None, "only asks that must be met");
        for candidate in instance.candidates(*ask) {
            let helper = candidate.helper as usize;
            assert!(open(helper) == 0 || helpers.contains(&helper), "everyone who could");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_can_be_tried_costs_less(given in given(6, 4, 0.3, -5..20)) {
        let instance = given.instance();
        match matching(&instance) {
            Ok(found) => {
                check(&instance, &found);
                slack(&instance, &found);
                prop_assert_eq!(Some(found.total_cost), brute(&instance));
                prop_assert_eq!(lower_bound(&instance, &found.prices), found.total_cost);
            }
            Err(error) => {
                infeasible(&instance, &error);
                prop_assert_eq!(brute(&instance), None);
            }
        }
    }

    #[test]
    fn larger_ones_agree_with_the_network_simplex_method(given in given(60, 25, 0.02, -20..100)) {
        let instance = given.instance();
        let found = matching(&instance);
        if let Ok(found) = &found {
            check(&instance, found);
            slack(&instance, found);
        }
        prop_assert_eq!(found.ok().map(|found| found.total_cost), by_simplex(&instance));
    }

    #[test]
    fn real_costs_are_proven(given in given(20, 8, 0.0, -20..100), unit in 1e-12..1e12f64) {
        let mut given = given;
        given.helpers.iter_mut().for_each(|helper| helper.slope *= unit);
        given.rows.iter_mut().flatten().for_each(|own| own.1 *= unit);
        given.unmet.iter_mut().flatten().for_each(|own| *own *= unit);
        let instance = given.instance();
        let found = matching(&instance).unwrap();
        check(&instance, &found);
        let bound = lower_bound(&instance, &found.prices);
        prop_assert!((found.total_cost - bound).abs() <= 1e-10 * unit);
    }

    #[test]
    fn any_prices_bound_the_cost(given in given(6, 4, 0.0, -5..20), prices in prop::collection::vec(-3.0..30.0, 4)) {
        let instance = given.instance();
        let found = matching(&instance).unwrap();
        let bound = lower_bound(&instance, &prices[..instance.helpers().len()]);
        prop_assert!(bound <= found.total_cost + 1e-9);
    }

    #[test]
    fn the_order_of_persons_changes_no_cost(given in given(12, 6, 0.1, 0..30)) {
        let mut turned = given.clone();
        turned.helpers.reverse();
        turned.rows.reverse();
        turned.unmet.reverse();
        let last = turned.helpers.len() - 1;
        turned.rows.iter_mut().flatten().for_each(|own| own.0 = last - own.0);
        let cost = |given: &Given| matching(&given.instance()).ok().map(|found| found.total_cost);
        prop_assert_eq!(cost(&given), cost(&turned));
    }

    #[test]
    fn more_room_never_costs_more(given in given(10, 5, 0.0, 0..30), helper in 0..5usize) {
        let mut wider = given.clone();
        let count = wider.helpers.len();
        wider.helpers[helper % count].capacity += 1;
        let cost = |given: &Given| matching(&given.instance()).unwrap().total_cost;
        prop_assert!(cost(&wider) <= cost(&given));
    }

    #[test]
    fn suggestions_go_down_in_gain_and_respect_capacity(given in given(10, 3, 0.2, 0..30), load in 0..5u32) {
        let instance = given.instance();
        for helper in 0..instance.helpers().len() {
            let found = suggestions(&instance, helper, load);
            prop_assert!(found.is_empty() || load < instance.helpers()[helper].capacity);
            prop_assert!(found.iter().all(|own| own.gain.is_none_or(|gain| gain > 0.0)));
            let gains: Vec<f64> = found.iter().map(|own| own.gain.unwrap_or(f64::INFINITY)).collect();
            prop_assert!(gains.is_sorted_by(|a, b| a >= b));
            prop_assert!(found.iter().all(|own| !own.reasons.is_empty()));
        }
    }

    #[test]
    fn for_one_ask_and_one_helper_suggestion_and_matching_agree(
        cost in -5..20, unmet in -5..20, slope in 0..5u32, capacity in 0..2u32
    ) {
        let helpers = vec![Helper { capacity, slope: f64::from(slope) }];
        let instance = Instance::from_rows(helpers, vec![vec![(0, f64::from(cost))]], vec![Some(f64::from(unmet))]);
        let instance = instance.unwrap();
        let matched = matching(&instance).unwrap().helper_of[0].is_some();
        prop_assert!(matched != suggestions(&instance, 0, 0).is_empty() || cost == unmet);
    }
}

#[test]
fn what_makes_no_instance_is_said() {
    let one = |helper: Helper, row: (usize, f64), unmet: f64| {
        Instance::from_rows(vec![helper], vec![vec![row]], vec![Some(unmet)]).unwrap_err()
    };
    let helper = Helper { capacity: 1, slope: 1.0 };
    assert_eq!(one(helper, (1, 1.0), 1.0), InstanceError::NoSuchHelper { helper: 1, helpers: 1 });
    assert!(matches!(one(helper, (0, f64::NAN), 1.0), InstanceError::MatchCost { ask: 0, helper: 0, .. }));
    assert!(matches!(one(helper, (0, 1.0), f64::INFINITY), InstanceError::UnmetCost { ask: 0, .. }));
    assert!(matches!(
        one(Helper { capacity: 1, slope: -1.0 }, (0, 1.0), 1.0),
        InstanceError::Slope { helper: 0, .. }
    ));
    assert_eq!(one(helper, (0, 1e300), 1.0), InstanceError::OutOfRange { largest: 1e300 });
    let steep = Helper { capacity: 2, slope: 1e308 };
    let twice = Instance::from_rows(vec![steep], vec![vec![(0, 1.0)]; 2], vec![None; 2]).unwrap_err();
    assert_eq!(twice, InstanceError::OutOfRange { largest: f64::INFINITY });
    let uneven = Instance::from_rows(vec![helper], vec![vec![]], vec![]).unwrap_err();
    assert!(matches!(uneven, InstanceError::Length { found: 0, expected: 1, .. }));
    let mut builder = Instance::builder();
    builder.candidate(3, 0, 1.0);
    assert_eq!(builder.build().unwrap_err(), InstanceError::NoSuchAsk { ask: 3, asks: 0 });
}

#[test]
fn nobody_and_nothing_is_a_matching_too() {
    let empty = Instance::builder().build().unwrap();
    assert_eq!(matching(&empty).unwrap().total_cost, 0.0);
    let alone = Instance::from_rows(vec![], vec![vec![], vec![]], vec![Some(3.0), Some(4.0)]).unwrap();
    assert_eq!(matching(&alone).unwrap().total_cost, 7.0);
    let lost = Instance::from_rows(vec![], vec![vec![], vec![]], vec![Some(3.0), None]).unwrap();
    let error = matching(&lost).unwrap_err();
    assert_eq!(error, MatchingError::Infeasible { asks: vec![1], helpers: vec![], places: 0 });
}

#[test]
fn a_pause_is_never_broken() {
    let helpers = vec![Helper { capacity: 0, slope: 0.0 }];
    let instance = Instance::from_rows(helpers, vec![vec![(0, -100.0)]], vec![Some(1000.0)]).unwrap();
    assert_eq!(matching(&instance).unwrap().helper_of, [None]);
    assert!(suggestions(&instance, 0, 0).is_empty());
}

#[test]
fn the_cheaper_of_two_candidates_counts() {
    let mut builder = Instance::builder();
    let (helper, ask) = (builder.helper(1, 0.0), builder.ask(None));
    builder.candidate(ask, helper, 5.0).candidate(ask, helper, 2.0).candidate(ask, helper, 7.0);
    assert_eq!(matching(&builder.build().unwrap()).unwrap().total_cost, 2.0);
}
