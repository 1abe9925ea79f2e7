//! Change between waves: counts against counting by hand, properties, and how often the intervals hold what is true.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use mutua_analysis::network::{Change, Network, change};
use proptest::prelude::*;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

const PERSONS: u32 = 9;

fn network(ties: &[(u32, u32)]) -> Network {
    let ties: std::collections::BTreeSet<_> = ties.iter().filter(|(from, to)| from != to).collect();
    Network::new(PERSONS as usize, ties.into_iter().map(|(from, to)| (*from, *to, 1.0))).unwrap()
}

fn ties() -> impl Strategy<Value = Vec<(u32, u32)>> {
    prop::collection::vec((0..PERSONS, 0..PERSONS), 0..40)
}

fn has(network: &Network, from: u32, to: u32) -> bool {
    network.weight(from, to) > 0.0
}

proptest! {
    #[test]
    fn counts_are_those_of_going_through_all_pairs(
        before in ties(), after in ties(),
        was in prop::collection::vec(any::<bool>(), PERSONS as usize),
        is in prop::collection::vec(any::<bool>(), PERSONS as usize),
    ) {
        let (before, after) = (network(&before), network(&after));
        let found = change([&before, &after], [&was, &is]);
        let stays = |person: u32| was[person as usize] && is[person as usize];
        let (mut kept, mut ended, mut started, mut returned, mut one_way, mut none) = (0, 0, 0, 0, 0, 0);
        for from in (0..PERSONS).filter(|person| stays(*person)) {
            for to in (0..PERSONS).filter(|person| stays(*person) && *person != from) {
                let (old, new) = (has(&before, from, to), has(&after, from, to));
                kept += u64::from(old && new);
                ended += u64::from(old && !new);
                started += u64::from(!old && new);
                let back = has(&before, to, from);
                one_way += u64::from(!old && back);
                returned += u64::from(!old && back && new);
                none += u64::from(!old && !back);
            }
        }
        prop_assert_eq!((found.kept, found.ended, found.started), (kept, ended, started));
        prop_assert_eq!((found.reciprocation.count, found.reciprocation.of), (returned, one_way));
        prop_assert_eq!(found.formation_from_none.of, none);
        prop_assert_eq!(found.formation.count, found.formation_from_none.count + returned);
        let all = [found.from_mutual, found.from_one_way, found.from_none];
        let pairs: u64 = all.iter().map(|from| from.mutual + from.one_way + from.turned + from.none).sum();
        let there = found.persons_in_both as u64;
        prop_assert_eq!(pairs, there * there.saturating_sub(1) / 2);
        for rate in rates(&found) {
            prop_assert!(rate.count <= rate.of);
            if let (Some(share), Some(low), Some(high)) = (rate.share, rate.low, rate.high) {
                prop_assert!(0.0 <= low && low < share && share < high && high <= 1.0);
            }
        }
    }

    #[test]
    fn nothing_changes_where_nothing_changed(ties in ties()) {
        let same = network(&ties);
        let found = change([&same, &same], [&[true; PERSONS as usize]; 2]);
        prop_assert_eq!((found.ended, found.started, found.from_one_way.turned), (0, 0, 0));
        prop_assert_eq!(found.kept, same.arc_count() as u64);
    }

    #[test]
    fn backwards_what_ended_has_started(before in ties(), after in ties()) {
        let (before, after) = (network(&before), network(&after));
        let everyone = [true; PERSONS as usize];
        let there = change([&before, &after], [&everyone; 2]);
        let back = change([&after, &before], [&everyone; 2]);
        prop_assert_eq!((there.ended, there.started, there.kept), (back.started, back.ended, back.kept));
        prop_assert_eq!(there.jaccard, back.jaccard);
        prop_assert_eq!(there.kept_by_chance, back.kept_by_chance);
    }
}

fn rates(change: &Change) -> [mutua_analysis::network::Rate; 7] {
    [
        change.jaccard,
        change.persistence,
        change.persistence_of_mutual,
        change.persistence_of_one_way,
        change.formation,
        change.formation_from_none,
        change.reciprocation,
    ]
}

/// Persons differ in how long their ties last: ties of one person go the same way, which a binomial interval would miss.
#[test]
fn the_interval_of_persistence_holds_the_truth_four_times_in_five() {
    let (persons, rounds) = (60, 400);
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let (mut held, mut by_binomial) = (0, 0);
    // The mean of (a + b) / 2 over persons' own shares, which are even over 0.2 to 1.
    let truth = 0.6;
    for _ in 0..rounds {
        let lasting: Vec<f64> = (0..persons).map(|_| 0.2 + 0.8 * random.random::<f64>()).collect();
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for from in 0..persons {
            for to in (0..persons).filter(|to| *to != from) {
                if random.random_bool(0.08) {
                    before.push((from as u32, to as u32, 1.0));
                    if random.random_bool(f64::midpoint(lasting[from], lasting[to])) {
                        after.push((from as u32, to as u32, 1.0));
                    }
                }
            }
        }
        let networks = [before, after].map(|ties| Network::new(persons, ties).unwrap());
        let everyone = vec![true; persons];
        let found = change([&networks[0], &networks[1]], [&everyone; 2]).persistence;
        held += u32::from((found.low.unwrap()..found.high.unwrap()).contains(&truth));
        let share = found.share.unwrap();
        let reach = 1.2816 * (share * (1.0 - share) / found.of as f64).sqrt();
        by_binomial += u32::from((share - truth).abs() < reach);
    }
    let held = f64::from(held) / f64::from(rounds);
    // Four standard errors of 400 rounds are 8 in 100.
    assert!((held - 0.8).abs() < 0.08, "{held}");
    assert!(f64::from(by_binomial) / f64::from(rounds) < held - 0.05, "{by_binomial}");
}
