//! Circulation, its null, and matching, on made-up networks and asks in several sizes.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use mutua_analysis::flow::matching::{Helper, Instance, matching};
use mutua_analysis::flow::{Limits, circulation, direction_flip_null};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Ten ties a person; who is active gives and receives much, and a third of ties is returned.
fn ties(count: usize) -> (usize, Vec<(u32, u32, f64)>) {
    let people = (count / 10).max(2);
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let mut made: Vec<(u32, u32, f64)> = Vec::with_capacity(count);
    while made.len() < count {
        let weight = f64::from(random.random_range(1..20));
        if !made.is_empty() && random.random_bool(1.0 / 3.0) {
            let (from, to, _) = made[random.random_range(0..made.len())];
            made.push((to, from, weight));
        } else {
            let mut draw = |skew: f64| {
                ((people as f64 * random.random::<f64>().powf(skew)) as u32).min(people as u32 - 1)
            };
            made.push((draw(2.5), draw(1.8), weight));
        }
    }
    (people, made)
}

/// As many helpers as asks, 20 candidates each, one to three places a helper.
fn asks(count: usize) -> Instance {
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let helpers = (0..count)
        .map(|_| Helper {
            capacity: random.random_range(1..=3),
            slope: f64::from(random.random_range(0..40)),
        })
        .collect();
    let rows = (0..count)
        .map(|_| {
            (0..20).map(|_| (random.random_range(0..count), f64::from(random.random_range(0..100)))).collect()
        })
        .collect();
    let unmet = (0..count).map(|_| Some(f64::from(random.random_range(100..300)))).collect();
    Instance::from_rows(helpers, rows, unmet).expect("all helpers are there")
}

fn circulations(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("circulation");
    group.sample_size(10);
    for count in [1_000, 10_000, 100_000] {
        let (people, ties) = ties(count);
        group.throughput(Throughput::Elements(count as u64));
        group.bench_function(BenchmarkId::new("exact", count), |bencher| {
            bencher.iter(|| circulation(people, black_box(&ties), &Limits::none()));
        });
        group.bench_function(BenchmarkId::new("bracket after 10 looks a tie", count), |bencher| {
            let limits = Limits::work(10 * count as u64);
            bencher.iter(|| circulation(people, black_box(&ties), &limits));
        });
    }
    let (people, ties) = ties(1_000);
    group.throughput(Throughput::Elements(100));
    group.bench_function("null, 100 draws of 1000 ties", |bencher| {
        bencher.iter(|| direction_flip_null(people, black_box(&ties), 100, 1, &Limits::none()));
    });
    group.finish();
}

fn matchings(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("matching");
    group.sample_size(10);
    for count in [50, 500, 5_000] {
        let instance = asks(count);
        group.throughput(Throughput::Elements(count as u64));
        group.bench_function(BenchmarkId::from_parameter(count), |bencher| {
            bencher.iter(|| matching(black_box(&instance)));
        });
    }
    group.finish();
}

criterion_group!(benches, circulations, matchings);
criterion_main!(benches);
