//! Minimum-cost flow in general.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use mutua_analysis::flow::simplex::{Arc, Network, SimplexError, UNLIMITED};
use proptest::prelude::*;

fn network(nodes: usize, supplies: &[(u32, i64)], arcs: &[(u32, u32, i64, i64)]) -> Network {
    let mut network = Network::new(nodes);
    for (node, units) in supplies {
        network.supply(*node, *units);
    }
    for &(from, to, capacity, cost) in arcs {
        network.arc(Arc { from, to, capacity, cost });
    }
    network
}

/// Takes negative circles out one after the other, found by Bellman and Ford: slow, and has nothing in common with a tree.
fn by_circles(nodes: usize, arcs: &[(u32, u32, i64, i64)]) -> i128 {
    let mut flow = vec![0i64; arcs.len()];
    'circles: loop {
        let (mut distance, mut by) = (vec![0i64; nodes], vec![None; nodes]);
        let mut changed = None;
        for _ in 0..=nodes {
            changed = None;
            for (at, &(from, to, capacity, cost)) in arcs.iter().enumerate() {
                for (from, to, cost, room) in
                    [(from, to, cost, capacity - flow[at]), (to, from, -cost, flow[at])]
                {
                    if room > 0 && distance[from as usize] + cost < distance[to as usize] {
                        distance[to as usize] = distance[from as usize] + cost;
                        by[to as usize] = Some((at, from));
                        changed = Some(to);
                    }
                }
            }
            if changed.is_none() {
                break 'circles;
            }
        }
        let mut node = changed.unwrap();
        for _ in 0..nodes {
            node = by[node as usize].unwrap().1;
        }
        let (first, mut circle) = (node, Vec::new());
        loop {
            let (at, from) = by[node as usize].unwrap();
            let forward = arcs[at].1 == node && arcs[at].0 == from && arcs[at].2 > flow[at];
            let forward = forward && !(arcs[at].0 == node && arcs[at].1 == from);
            circle.push((at, forward));
            node = from;
            if node == first {
                break;
            }
        }
        let room = |(at, forward): &(usize, bool)| if *forward { arcs[*at].2 - flow[*at] } else { flow[*at] };
        let units = circle.iter().map(room).min().unwrap();
        for (at, forward) in circle {
            flow[at] += if forward { units } else { -units };
        }
    }
    arcs.iter().zip(&flow).map(|(arc, units)| i128::from(arc.3 * units)).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn circulations_are_least_and_proven(
        arcs in prop::collection::vec((0..7u32, 0..7u32, 0..9i64, -9..9i64), 0..40)
    ) {
        let arcs: Vec<_> = arcs.into_iter().filter(|arc| arc.0 != arc.1).collect();
        let network = network(7, &[], &arcs);
        let found = network.solve().unwrap();
        prop_assert!(network.proves(&found));
        prop_assert_eq!(found.cost, by_circles(7, &arcs));
    }

    #[test]
    fn supplies_are_carried_or_it_is_said(
        supplies in prop::collection::vec(-9..9i64, 6),
        arcs in prop::collection::vec((0..7u32, 0..7u32, 0..12i64, -5..9i64), 0..40)
    ) {
        let mut supplies: Vec<(u32, i64)> = (0..).zip(supplies).collect();
        supplies.push((6, -supplies.iter().map(|own| own.1).sum::<i64>()));
        let network = network(7, &supplies, &arcs);
        match network.solve() {
            Ok(found) => prop_assert!(network.proves(&found)),
            Err(SimplexError::Infeasible { nodes }) => {
                prop_assert!(!nodes.is_empty());
                // With a dear way around for everything, some of it has to be taken.
                let mut wider = network.clone();
                let first = arcs.len();
                for node in 0..7 {
                    for (from, to) in [(node, 0), (0, node)] {
                        wider.arc(Arc { from, to, capacity: UNLIMITED, cost: 1000 });
                    }
                }
                let found = wider.solve().unwrap();
                prop_assert!(wider.proves(&found));
                prop_assert!(found.flow[first..].iter().any(|units| *units > 0));
            }
            Err(error) => return Err(TestCaseError::fail(error.to_string())),
        }
    }
}

#[test]
fn what_has_no_least_cost_is_said() {
    let error = |supplies: &[(u32, i64)], arcs: &[(u32, u32, i64, i64)]| {
        network(3, supplies, arcs).solve().unwrap_err()
    };
    assert_eq!(error(&[], &[(0, 3, 1, 1)]), SimplexError::NoSuchNode { arc: 0 });
    assert_eq!(error(&[], &[(0, 1, -1, 1)]), SimplexError::NegativeCapacity { arc: 0 });
    assert_eq!(error(&[(0, 2), (1, -1)], &[]), SimplexError::Unbalanced { excess: 1 });
    assert_eq!(error(&[(0, 2), (1, -2)], &[(0, 1, 1, 1)]), SimplexError::Infeasible { nodes: vec![0, 1] });
    let circle = [(0, 1, UNLIMITED, -3), (1, 2, UNLIMITED, 1), (2, 0, UNLIMITED, 1)];
    assert_eq!(error(&[], &circle), SimplexError::Unbounded);
    assert_eq!(error(&[], &[(0, 1, 1, i64::MAX / 2)]), SimplexError::Overflow);
    assert_eq!(error(&[], &[(0, 1, 1, i64::MIN)]), SimplexError::Overflow);
    assert_eq!(error(&[(0, i64::MAX), (1, i64::MIN + 1)], &[]), SimplexError::Overflow);
}

#[test]
fn a_circle_without_limit_that_costs_is_left_alone() {
    let arcs = [(0, 1, UNLIMITED, 3), (1, 2, UNLIMITED, -1), (2, 0, UNLIMITED, -2), (1, 1, 4, -2)];
    let found = network(3, &[(0, 5), (2, -5)], &arcs).solve().unwrap();
    assert_eq!(found.cost, 2); // 5 units at 3 - 1, and the arc to itself in full
    assert_eq!(found.flow[3], 4);
}
