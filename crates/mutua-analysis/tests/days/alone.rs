//! Two people compared with no one but themselves: how often they are called linked who aren't, and who are.

use mutua_analysis::dyads::{LinkOptions, Linked, Series, link_alone};
use rand::SeedableRng;
use rand_distr::{Distribution, StandardNormal};

use crate::shared::{checkins, folder, reference};

/// What two people's days are made of.
#[derive(Clone, Copy)]
struct World {
    days: i64,
    /// What one's own day carries over to the next
    own: f64,
    /// What the first's day does to the second's next
    link: f64,
    /// Better in summer, for both
    season: f64,
    /// Better at weekends, for both
    week: f64,
    /// The part of days of which nothing is known
    gaps: f64,
}

const WORLD: World = World { days: 200, own: 0.3, link: 0.0, season: 0.0, week: 0.0, gaps: 0.1 };

/// Two series of whole numbers from 0 to 10.
fn two(world: World, seed: u64) -> [Series; 2] {
    let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(seed);
    let mut normal = move || -> f64 { StandardNormal.sample(&mut rng) };
    let (mut a, mut b) = (0.0, 0.0);
    let mut scores = [Vec::new(), Vec::new()];
    for day in 0..world.days {
        (a, b) = (world.own * a + normal(), world.own * b + world.link * a + normal());
        let weekend = f64::from(u8::from(day % 7 >= 5));
        let shared = world.season * (day as f64 / 58.0).sin() + world.week * weekend;
        for (scores, own) in scores.iter_mut().zip([a, b]) {
            // A normal value below -1.28 comes once in ten.
            if world.gaps == 0.0 || normal() > -1.28 {
                scores.push((day, (6.0 + 1.3 * (own + shared)).round().clamp(0.0, 10.0)));
            }
        }
    }
    scores.map(|scores| Series::new(scores).unwrap())
}

/// The share of directions (the first's next day, the second's next day) that are called linked.
fn called(world: World, times: u64) -> [f64; 2] {
    let mut linked = [0.0; 2];
    for seed in 0..times {
        let [a, b] = two(world, seed);
        let found = link_alone(&a, &b, &LinkOptions::default());
        for (share, direction) in linked.iter_mut().zip(&found.directions) {
            assert_ne!(direction.linked, Linked::NotEnoughToSay);
            *share += f64::from(u8::from(direction.linked == Linked::Linked)) / times as f64;
        }
    }
    linked
}

#[test]
fn strangers_are_called_linked_about_five_times_in_a_hundred_also_where_weeks_and_seasons_move_both() {
    let worlds = [
        ("plain", WORLD),
        ("sluggish", World { own: 0.6, ..WORLD }),
        ("weekends", World { week: 1.2, ..WORLD }),
        ("seasons", World { season: 0.9, ..WORLD }),
        ("both", World { week: 1.0, season: 0.9, ..WORLD }),
    ];
    for (name, world) in worlds {
        let [one, other] = called(world, 120);
        let share = f64::midpoint(one, other);
        println!("{name}: {one:.3} {other:.3}");
        assert!(share < 0.10, "{name}: {share}");
    }
}

#[test]
fn a_link_is_found_in_its_own_direction() {
    let world = World { link: 0.35, week: 0.5, season: 0.4, ..WORLD };
    let [back, forth] = called(world, 60);
    println!("back {back:.3}, forth {forth:.3}");
    assert!(forth > 0.9 && back < 0.12, "{back} {forth}");
}

#[test]
fn planted_links_of_a_group_are_found_without_the_group() {
    let Some(folder) = folder("planted-group") else { return };
    let (names, series) = checkins(&folder);
    let at = |name: &serde_json::Value| names.iter().position(|n| n == name.as_str().unwrap()).unwrap();
    let reference = reference(&folder);
    let planted: Vec<(usize, usize)> = reference["lag1_ols_of_coupled_pairs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| (at(&pair["a"]), at(&pair["b"])))
        .collect();
    let said = |a: usize, b: usize| {
        link_alone(&series[a], &series[b], &LinkOptions::default())
            .directions
            .map(|d| d.linked == Linked::Linked)
    };
    // Three are linked both ways, two from the first to the second alone.
    let found = planted.iter().filter(|(a, b)| said(*a, *b)[1]).count();
    let both = planted[..3].iter().filter(|(a, b)| said(*a, *b)[0]).count();
    let (mut strangers, mut called) = (0, 0);
    for a in 0..series.len() {
        for b in 0..a {
            if !planted.contains(&(a, b)) && !planted.contains(&(b, a)) {
                strangers += 2;
                called += said(a, b).iter().filter(|linked| **linked).count();
            }
        }
    }
    println!("found {found} of 5 and {both} of 3 back; {called} of {strangers} directions of strangers");
    assert!(found == 5 && both >= 2, "{found} {both}");
    assert!((called as f64) < 0.08 * f64::from(strangers), "{called} of {strangers}");
}

#[test]
fn too_few_days_or_days_that_hardly_differ_say_nothing() {
    let whole = |days| World { days, gaps: 0.0, ..WORLD };
    let [a, b] = two(whole(100), 1);
    let found = link_alone(&a, &b, &LinkOptions::default());
    assert_eq!((found.steps, found.directions[0].linked), (99, Linked::NotEnoughToSay));
    let [a, b] = two(whole(101), 1);
    let found = link_alone(&a, &b, &LinkOptions::default());
    assert_eq!((found.steps, found.slides), (100, [74, 74]));
    assert_ne!(found.directions[0].linked, Linked::NotEnoughToSay);
    let flat = Series::new((0..200).map(|day| (day, 5.0))).unwrap();
    let [a, _] = two(whole(200), 1);
    for found in
        [link_alone(&a, &flat, &LinkOptions::default()), link_alone(&flat, &a, &LinkOptions::default())]
    {
        assert!(found.directions.iter().all(|d| d.linked == Linked::NotEnoughToSay), "{found:?}");
    }
    let nothing = Series::default();
    assert_eq!(link_alone(&nothing, &nothing, &LinkOptions::default()).steps, 0);
}
