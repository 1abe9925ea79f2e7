//! How often people are called linked who aren't, where everyone's days share something.

use mutua_analysis::dyads::{LinkOptions, Linked, Series, link_everyone, link_pairs};
use rand::SeedableRng;
use rand_distr::{Distribution, StandardNormal};

/// Persons whose days carry over to their own next day, and who all feel the same weather.
fn group(persons: usize, days: i64, weather: f64, seed: u64) -> Vec<Series> {
    let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(seed);
    let mut normal = move || -> f64 { StandardNormal.sample(&mut rng) };
    let mut state = vec![0.0; persons];
    let mut scores = vec![Vec::new(); persons];
    let mut shared = 0.0;
    for day in 0..days {
        shared = 0.6 * shared + weather * normal();
        for (state, scores) in state.iter_mut().zip(&mut scores) {
            *state = 0.3 * *state + normal();
            scores.push((day, *state + shared));
        }
    }
    scores.into_iter().map(|scores| Series::new(scores).unwrap()).collect()
}

#[test]
fn weather_makes_no_links() {
    let (mut linked, mut tested, mut theory, mut everyone) = (0, 0, 0, 0);
    for seed in 0..20 {
        let series = group(20, 150, 0.8, seed);
        let pairs: Vec<(usize, usize)> = (0..10).map(|k| (2 * k, 2 * k + 1)).collect();
        let links = link_pairs(&series, &pairs, &LinkOptions::default()).unwrap();
        for direction in links.pairs.iter().flat_map(|p| &p.directions) {
            tested += 1;
            linked += usize::from(direction.linked == Linked::Linked);
            theory += usize::from(direction.effect.unwrap().t.abs() > 1.96);
        }
        let (_, all) = link_everyone(&series, &LinkOptions::default());
        everyone +=
            usize::from(all.pairs.iter().flat_map(|p| &p.directions).any(|d| d.linked == Linked::Linked));
    }
    println!(
        "{tested} directions without a link: {linked} called linked, {theory} by theory; {everyone} of 20 groups"
    );
    let share = f64::from(linked as u32) / f64::from(tested);
    assert!(share < 0.09 && share > 0.02, "{share}");
    assert!(theory > 2 * linked, "the weather should fool the usual theory: {theory} {linked}");
    assert!(everyone <= 3, "{everyone}");
}

#[test]
fn too_few_days_or_too_few_strangers_say_nothing() {
    let options = LinkOptions::default();
    let said =
        |series: &[Series]| link_pairs(series, &[(0, 1)], &options).unwrap().pairs[0].directions[0].linked;
    assert_eq!(said(&group(20, 100, 0.5, 1)), Linked::NotEnoughToSay); // 99 steps
    assert_ne!(said(&group(20, 101, 0.5, 1)), Linked::NotEnoughToSay);
    assert_eq!(said(&group(4, 300, 0.5, 1)), Linked::NotEnoughToSay); // 10 strangers
    assert!(link_pairs(&group(3, 10, 0.5, 1), &[(0, 3)], &options).is_err());
    assert!(link_pairs(&group(3, 10, 0.5, 1), &[(1, 1)], &options).is_err());
}
