//! Figures of made-up networks with power-law activity, in three sizes.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use mutua_analysis::network::{
    BetweennessChoice, CurlLimit, FigureOptions, Network, NetworkBuilder, connectivity, figures, order,
    reciprocity, sampled_betweenness,
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Rows with 20 helps a person; who is active gives and receives much.
fn rows(count: usize) -> (usize, Vec<(u32, u32)>) {
    let people = (count / 20).max(2);
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let mut draw = || ((people as f64 * random.random::<f64>().powf(2.8)) as u32).min(people as u32 - 1);
    let rows = (0..count).map(|_| (draw(), draw())).collect();
    (people, rows)
}

fn built(people: usize, rows: &[(u32, u32)]) -> Network {
    let mut builder = NetworkBuilder::new();
    for &(from, to) in rows {
        builder.add(from, to, 1.0).expect("1 is a weight");
    }
    builder.build(people).expect("all persons are there")
}

fn network(criterion: &mut Criterion) {
    for size in [10_000, 100_000, 1_000_000] {
        let (people, rows) = rows(size);
        let network = built(people, &rows);
        let mut group = criterion.benchmark_group("network");
        group.sample_size(10).throughput(Throughput::Elements(size as u64));
        let mut bench = |name: &str, run: &dyn Fn()| {
            group.bench_function(BenchmarkId::new(name, size), |bencher| bencher.iter(run));
        };
        bench("build", &|| drop(black_box(built(people, &rows))));
        bench("reciprocity", &|| drop(black_box(Box::new(reciprocity(&network)))));
        bench("connectivity", &|| drop(black_box(connectivity(&network))));
        bench("order", &|| drop(black_box(order(&network, CurlLimit { pairs: 0, triangles: 0 }))));
        bench("betweenness of 10 sources", &|| drop(black_box(sampled_betweenness(&network, 10, 1))));
        let options = FigureOptions { betweenness: BetweennessChoice::LeftOut, ..FigureOptions::default() };
        bench("all but betweenness", &|| drop(black_box(figures(&network, &options))));
        group.finish();
    }
}

criterion_group!(benches, network);
criterion_main!(benches);
