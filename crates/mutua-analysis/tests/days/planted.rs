//! A synthetic group in which it is known whose days are linked.

use mutua_analysis::dyads::{LinkOptions, Linked, link_everyone, link_pairs, next_day};

use crate::shared::{checkins, close, folder, reference};

#[test]
fn next_day_effects_are_those_of_statsmodels() {
    let Some(folder) = folder("planted-group") else { return };
    let (names, series) = checkins(&folder);
    let of =
        |name: &serde_json::Value| &series[names.iter().position(|n| n == name.as_str().unwrap()).unwrap()];
    for pair in reference(&folder)["lag1_ols_of_coupled_pairs"].as_array().unwrap() {
        let (a, b) = (of(&pair["a"]), of(&pair["b"]));
        for (found, own, other, se, n) in [
            (next_day(a, b).unwrap(), "own_a", "b_on_a", "se_b_on_a", "n_a"),
            (next_day(b, a).unwrap(), "own_b", "a_on_b", "se_a_on_b", "n_b"),
        ] {
            let wanted = |key: &str| pair[key].as_f64().unwrap();
            close(own, found.own, wanted(own), 1e-8);
            close(other, found.from_other, wanted(other), 1e-8);
            close(se, found.se, wanted(se), 1e-8);
            assert_eq!(found.n as f64, wanted(n));
        }
    }
}

fn coupled(folder: &std::path::Path, names: &[String]) -> Vec<(usize, usize)> {
    let at = |name: &serde_json::Value| names.iter().position(|n| n == name.as_str().unwrap()).unwrap();
    let reference = reference(folder);
    let pairs = reference["lag1_ols_of_coupled_pairs"].as_array().unwrap();
    pairs.iter().map(|pair| (at(&pair["a"]), at(&pair["b"]))).collect()
}

#[test]
fn planted_links_are_found_and_only_these() {
    let Some(folder) = folder("planted-group") else { return };
    let (names, series) = checkins(&folder);
    let pairs = coupled(&folder, &names);
    let links = link_pairs(&series, &pairs, &LinkOptions::default()).unwrap();
    let wanted = &reference(&folder)["uncoupled_ordered_pairs_with_abs_t_over_1_96"];
    assert_eq!(links.pseudo as u64, wanted["pairs"].as_u64().unwrap());
    close("share", links.pseudo_beyond_196.unwrap(), wanted["share"].as_f64().unwrap(), 1e-9);
    let said = |pair: usize, direction: usize| links.pairs[pair].directions[direction].linked;
    for pair in 0..3 {
        assert_eq!(
            (said(pair, 0), said(pair, 1)),
            (Linked::Linked, Linked::Linked),
            "{:?}",
            links.pairs[pair]
        );
    }
    // P03 with P21 and P01 with P04 are linked one way: the first's day comes back in the second's.
    for pair in 3..5 {
        assert_eq!((said(pair, 0), said(pair, 1)), (Linked::NotBeyondChance, Linked::Linked));
    }
    for direction in links.pairs.iter().flat_map(|p| &p.directions) {
        assert!(direction.p_adjusted.unwrap() >= direction.p.unwrap());
    }
}

#[test]
fn everyone_with_everyone_finds_planted_links_at_few_false_ones() {
    let Some(folder) = folder("planted-group") else { return };
    let (names, series) = checkins(&folder);
    let planted = coupled(&folder, &names);
    let (pairs, links) = link_everyone(&series, &LinkOptions::default());
    assert_eq!(pairs.len(), 24 * 23 / 2);
    let linked: Vec<(usize, usize)> = pairs
        .iter()
        .zip(&links.pairs)
        .filter(|(_, link)| link.directions.iter().any(|d| d.linked == Linked::Linked))
        .map(|(pair, _)| *pair)
        .collect();
    let right =
        linked.iter().filter(|(a, b)| planted.contains(&(*a, *b)) || planted.contains(&(*b, *a))).count();
    println!("planted 5, found {right}, false {}", linked.len() - right);
    assert!(right >= 3 && linked.len() - right <= 1, "{linked:?}");
}

#[test]
fn the_same_for_any_number_of_threads_and_a_seed() {
    let Some(folder) = folder("planted-group") else { return };
    let (names, series) = checkins(&folder);
    let pairs = coupled(&folder, &names);
    let options = LinkOptions { pseudo_pairs: 100, seed: 7, ..LinkOptions::default() };
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| link_pairs(&series, &pairs, &options).unwrap())
    };
    let one = with(1);
    assert_eq!(one, with(3));
    assert_eq!(one.pseudo, 100);
    let other = link_pairs(&series, &pairs, &LinkOptions { seed: 8, ..options }).unwrap();
    assert_ne!(one.threshold, other.threshold);
}
