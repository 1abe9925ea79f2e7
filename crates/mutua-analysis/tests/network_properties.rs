//! What must hold of any network, and that the number of threads changes no bit.

use mutua_analysis::network::{
    BetweennessChoice, FigureOptions, Figures, Network, NetworkBuilder, betweenness, concentration, figures,
    reciprocity, sampled_betweenness, undirected,
};
use proptest::prelude::*;

type Rows = Vec<(u32, u32, f64)>;

/// Up to `persons` persons and some rows among them, also to oneself and of weight 0.
fn networks(persons: u32) -> impl Strategy<Value = (usize, Rows)> {
    (1..=persons).prop_flat_map(|n| {
        let weight = prop_oneof![3 => (0_u32..50).prop_map(f64::from), 1 => 0.01..100.0];
        (Just(n as usize), prop::collection::vec((0..n, 0..n, weight), 0..(3 * n as usize + 2)))
    })
}

fn exact() -> FigureOptions {
    FigureOptions { betweenness: BetweennessChoice::Exact, ..FigureOptions::default() }
}

fn near(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-7 * (1.0 + a.abs()),
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// Figures of the whole, which don't depend on who is who.
fn whole(found: &Figures) -> Vec<Option<f64>> {
    let (reciprocity, concentration, order) = (&found.reciprocity, &found.concentration, &found.order);
    let curl = order.hodge_unit.curl.as_ref();
    let count = |count: usize| Some(count as f64);
    vec![
        count(reciprocity.dyad_census.mutual as usize),
        count(reciprocity.dyad_census.asymmetric as usize),
        count(reciprocity.dyad_census.null as usize),
        reciprocity.default,
        reciprocity.squartini_r,
        concentration.net_imbalance_share,
        order.hodge_unit.gradient_fraction,
        order.hodge_volume.gradient_fraction,
        order.trophic_incoherence_f0,
        curl.and_then(|curl| curl.curl_fraction),
        count(found.connectivity.components.count),
        count(found.connectivity.articulation_points.len()),
        count(found.connectivity.bridges.len()),
        count(found.connectivity.biconnected_components),
        count(found.largest_strong_component),
        found.betweenness.as_ref().map(|betweenness| betweenness.of.iter().sum()),
        found.social_relations_model.map(|model| model.relationship_variance),
        found.social_relations_model.map(|model| model.dyadic_covariance),
        count(found.fragility.iter().map(|reliance| reliance.lose_half_or_more as usize).sum()),
    ]
}

/// Components by brute force: spread the lowest number until nothing changes.
fn components(persons: usize, arcs: &[(u32, u32, f64)], without: Option<u32>) -> usize {
    let mut label: Vec<usize> = (0..persons).collect();
    loop {
        let before = label.clone();
        for &(a, b, _) in arcs {
            if Some(a) != without && Some(b) != without {
                let lower = label[a as usize].min(label[b as usize]);
                (label[a as usize], label[b as usize]) = (lower, lower);
            }
        }
        if label == before {
            break;
        }
    }
    (0..persons).filter(|&person| label[person] == person && Some(person as u32) != without).count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn relabelling_persons_changes_nothing((persons, rows) in networks(14), turn in 0_u32..14) {
        let network = Network::new(persons, rows.clone()).unwrap();
        let other = |person: u32| (person + turn) % persons as u32;
        let moved = rows.iter().rev().map(|&(from, to, weight)| (other(from), other(to), weight));
        let moved = Network::new(persons, moved).unwrap();
        let (a, b) = (figures(&network, &exact()), figures(&moved, &exact()));
        for (at, (a, b)) in whole(&a).into_iter().zip(whole(&b)).enumerate() {
            prop_assert!(near(a, b), "figure {at}: {a:?} and {b:?}");
        }
        for person in 0..persons as u32 {
            let (here, there) = (person as usize, other(person) as usize);
            prop_assert_eq!(a.fragility[here], b.fragility[there]);
            let of = |found: &Figures, at: usize| found.betweenness.as_ref().map(|betweenness| betweenness.of[at]);
            prop_assert!(near(of(&a, here), of(&b, there)));
            let height = |found: &Figures, at: usize| found.order.volume_potential.as_ref().map(|of| of[at]);
            prop_assert!(near(height(&a, here), height(&b, there)));
        }
    }

    #[test]
    fn turning_arcs_swaps_given_and_received((persons, rows) in networks(14)) {
        let network = Network::new(persons, rows.clone()).unwrap();
        let turned = Network::new(persons, rows.iter().map(|&(from, to, weight)| (to, from, weight))).unwrap();
        let (a, b) = (concentration(&network), concentration(&turned));
        prop_assert!(near(a.gini_given, b.gini_received) && near(a.gini_received, b.gini_given));
        prop_assert!(near(a.hhi_given, b.hhi_received) && near(a.hhi_received, b.hhi_given));
        prop_assert!(near(a.net_imbalance_share, b.net_imbalance_share));
        let (a, b) = (figures(&network, &exact()), figures(&turned, &exact()));
        prop_assert_eq!(a.reciprocity.dyad_census, b.reciprocity.dyad_census);
        prop_assert!(near(a.reciprocity.squartini_r, b.reciprocity.squartini_r));
        prop_assert!(near(a.order.hodge_unit.gradient_fraction, b.order.hodge_unit.gradient_fraction));
        if let (Some(a), Some(b)) = (&a.order.unit_potential, &b.order.unit_potential) {
            prop_assert!(a.iter().zip(b).all(|(a, b)| near(Some(*a), Some(-b))));
        }
        if let (Some(a), Some(b)) = (&a.betweenness, &b.betweenness) {
            prop_assert!(a.of.iter().zip(&b.of).all(|(a, b)| near(Some(*a), Some(*b))));
        }
        if let (Some(a), Some(b)) = (a.social_relations_model, b.social_relations_model) {
            prop_assert!(near(Some(a.giver_variance), Some(b.receiver_variance)));
        }
    }

    #[test]
    fn a_pair_that_returns_never_lowers_what_is_returned(
        (persons, rows) in networks(10),
        a in 0_u32..10,
        b in 0_u32..10,
        weights in (1_u32..20, 1_u32..20),
    ) {
        let (a, b) = (a % persons as u32, b % persons as u32);
        let before = reciprocity(&Network::new(persons, rows.clone()).unwrap());
        let more = rows.into_iter().chain([(a, b, f64::from(weights.0)), (b, a, f64::from(weights.1))]);
        let after = reciprocity(&Network::new(persons, more).unwrap());
        prop_assert!(after.dyad_census.mutual >= before.dyad_census.mutual);
        let returned = |found: &mutua_analysis::network::Reciprocity| {
            found.squartini_r.unwrap_or(0.0) * found.total_weight
        };
        prop_assert!(returned(&after) >= returned(&before) - 1e-9);
    }

    #[test]
    fn circulation_is_between_what_pairs_return_and_all((persons, rows) in networks(14)) {
        let network = Network::new(persons, rows).unwrap();
        let arcs: Vec<_> = network.arcs().collect();
        let circulation = mutua_analysis::flow::circulation(persons, &arcs, &mutua_analysis::flow::Limits::none());
        let share = circulation.unwrap().share();
        let returned = reciprocity(&network).squartini_r;
        prop_assert_eq!(share.is_some(), returned.is_some());
        if let Some((share, returned)) = share.zip(returned) {
            prop_assert!(returned <= share + 1e-12 && share <= 1.0 + 1e-12);
            let apart = concentration(&network).net_imbalance_share.unwrap();
            prop_assert!(share <= 1.0 - apart + 1e-12, "what isn't balanced can't circulate");
        }
    }

    #[test]
    fn shares_are_shares((persons, rows) in networks(14)) {
        let network = Network::new(persons, rows).unwrap();
        let found = figures(&network, &exact());
        let (order, concentration) = (&found.order, &found.concentration);
        let curl = order.hodge_unit.curl.as_ref().unwrap();
        for share in [
            found.reciprocity.default,
            found.reciprocity.squartini_r,
            concentration.net_imbalance_share,
            concentration.gini_given,
            concentration.hhi_received,
            order.hodge_unit.gradient_fraction,
            order.hodge_volume.gradient_fraction,
            curl.curl_fraction,
            curl.harmonic_fraction,
        ] {
            prop_assert!(share.is_none_or(|share| (-1e-12..=1.0 + 1e-12).contains(&share)), "{share:?}");
        }
        if let Some((cyclic, curl_fraction)) = order.hodge_unit.cyclic_fraction.zip(curl.curl_fraction) {
            prop_assert!(curl_fraction <= cyclic + 1e-9);
        }
        // The numbers that pages and files are made of hold no NaN.
        prop_assert!(order.unit_potential.iter().flatten().all(|height| height.is_finite()));
        prop_assert!(found.betweenness.iter().flat_map(|found| &found.of).all(|of| of.is_finite()));
    }

    #[test]
    fn points_and_bridges_are_those_whose_loss_splits((persons, rows) in networks(12)) {
        let network = Network::new(persons, rows).unwrap();
        let arcs: Vec<_> = network.arcs().collect();
        let found = mutua_analysis::network::connectivity(&network);
        let whole = components(persons, &arcs, None);
        prop_assert_eq!(found.components.count, whole);
        for person in 0..persons as u32 {
            let alone = network.receivers(person).is_empty() && network.givers(person).is_empty();
            let splits = components(persons, &arcs, Some(person)) > whole - usize::from(alone);
            prop_assert_eq!(found.articulation_points.contains(&person), splits);
        }
        let pairs = arcs.iter().map(|&(a, b, _)| (a.min(b), a.max(b))).collect::<std::collections::BTreeSet<_>>();
        for &(a, b) in &pairs {
            let rest: Vec<_> = arcs.iter().copied().filter(|&(x, y, _)| (x.min(y), x.max(y)) != (a, b)).collect();
            prop_assert_eq!(found.bridges.contains(&(a, b)), components(persons, &rest, None) > whole);
        }
    }

    #[test]
    fn splitting_ties_takes_no_more_than_the_least_tied_person_has((persons, rows) in networks(9)) {
        let network = Network::new(persons, rows).unwrap();
        let found = undirected(&network);
        if let Some((vertices, edges)) = found.vertex_connectivity.zip(found.edge_connectivity) {
            let least = (0..persons as u32)
                .map(|p| network.receivers(p).iter().chain(network.givers(p)).collect::<std::collections::HashSet<_>>().len())
                .min()
                .unwrap();
            // Whitney (1932)
            prop_assert!(vertices <= edges && edges <= least);
            prop_assert_eq!(edges == 0, mutua_analysis::network::connectivity(&network).components.count > 1);
        }
    }

    #[test]
    fn no_row_makes_it_panic(rows in prop::collection::vec((0_u32..6, 0_u32..6, prop::num::f64::ANY), 0..40)) {
        let mut builder = NetworkBuilder::new();
        for (from, to, weight) in rows {
            let taken = builder.add(from, to, weight).is_ok();
            prop_assert_eq!(taken, (0.0..=1e100).contains(&weight));
        }
        let network = builder.build(6).unwrap();
        let found = figures(&network, &exact());
        for figure in whole(&found).into_iter().flatten() {
            prop_assert!(figure.is_finite());
        }
    }
}

#[test]
fn nobody_one_person_and_no_help_have_answers() {
    for persons in 0..5 {
        let found = figures(&Network::new(persons, []).unwrap(), &exact());
        let ratios = [
            found.reciprocity.default,
            found.reciprocity.ratio,
            found.reciprocity.squartini_r,
            found.concentration.gini_given,
            found.concentration.hhi_given,
            found.order.hodge_unit.gradient_fraction,
            found.order.trophic_incoherence_f0,
        ];
        assert!(ratios.iter().all(Option::is_none));
        assert_eq!(found.connectivity.components.count, persons);
        assert_eq!(found.largest_strong_component, persons.min(1));
        assert_eq!(found.fragility.len(), persons);
        assert_eq!(found.reciprocity.dyad_census.null, persons as u64 * persons.saturating_sub(1) as u64 / 2);
    }
}

#[test]
fn threads_change_no_bit() {
    let mut state = 7_u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % below) as u32
    };
    let rows: Rows = (0..60_000).map(|_| (next(9_000), next(300), f64::from(next(1_000)) / 7.0)).collect();
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let network = Network::new(9_000, rows.iter().copied()).unwrap();
            let options =
                FigureOptions { betweenness: BetweennessChoice::Sampled(40), ..FigureOptions::default() };
            figures(&network, &options)
        })
    };
    let one = run(1);
    assert!(one.order.unit_potential.is_some());
    assert_eq!(one, run(2));
    assert_eq!(one, run(3));
}

#[test]
fn a_sample_is_within_its_bound_and_as_near_as_its_errors_say() {
    let mut state = 3_u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % below) as u32
    };
    let network = Network::new(400, (0..1600).map(|_| (next(400), next(400).min(next(400)), 1.0))).unwrap();
    let exact = mutua_analysis::network::betweenness(&network).of;
    let (mut squares, mut expected) = (0.0, 0.0);
    for seed in 0..50 {
        let found = sampled_betweenness(&network, 100, seed);
        let sample = found.sample.unwrap();
        for ((estimate, exact), error) in found.of.iter().zip(&exact).zip(&sample.standard_errors) {
            assert!((estimate - exact).abs() <= sample.error_bound);
            squares += (estimate - exact).powi(2);
            expected += error * error;
        }
    }
    let ratio = squares / expected;
    assert!((0.8..1.25).contains(&ratio), "squared errors are {ratio} of what was expected");
    assert_eq!(sampled_betweenness(&network, 400, 11).sample, None);
}

/// Where persons are many, arcs are renumbered; that must not show.
#[test]
fn persons_apart_change_nothing_for_the_others() {
    let mut state = 5_u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % below) as u32
    };
    let rows: Rows = (0..1_500).map(|_| (next(400).min(next(400)), next(400), 1.0)).collect();
    let alone = betweenness(&Network::new(400, rows.iter().copied()).unwrap()).of;
    let among =
        betweenness(&Network::new(21_000, rows.iter().map(|&(a, b, w)| (50 * a, 50 * b, w))).unwrap()).of;
    assert!(alone.iter().sum::<f64>() > 1e5);
    for (person, (alone, among)) in alone.iter().zip(among.iter().step_by(50)).enumerate() {
        assert!((alone - among).abs() <= 1e-9 * alone.max(1.0), "{person}: {alone}, {among}");
    }
}

#[test]
fn a_long_line_is_as_exact_as_a_short_one() {
    for persons in [3, 254, 255, 256, 257, 258, 700] {
        let line = Network::new(persons, (1..persons as u32).map(|i| (i - 1, i, 1.0))).unwrap();
        let expected: Vec<f64> = (0..persons).map(|i| (i * (persons - 1 - i)) as f64).collect();
        assert_eq!(betweenness(&line).of, expected, "{persons}");
    }
}

#[test]
fn very_many_shortest_ways_overflow_nothing() {
    // 1,200 layers of two: 2^1200 ways from the first to the last.
    let layers = 1_200_u32;
    let rows = (0..layers - 1).flat_map(|layer| {
        let (a, b) = (2 * layer, 2 * layer + 2);
        [(a, b, 1.0), (a, b + 1, 1.0), (a + 1, b, 1.0), (a + 1, b + 1, 1.0)]
    });
    let found = mutua_analysis::network::betweenness(&Network::new(2 * layers as usize, rows).unwrap()).of;
    for layer in 0..layers {
        // Each of the two of a layer is on half the ways from those before to those after.
        let expected = f64::from(2 * layer) * f64::from(2 * (layers - 1 - layer)) / 2.0;
        for person in [2 * layer, 2 * layer + 1] {
            let found = found[person as usize];
            assert!(
                (found - expected).abs() <= 1e-6 * expected.max(1.0),
                "{person}: {found} instead of {expected}"
            );
        }
    }
}
