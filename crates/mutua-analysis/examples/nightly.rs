//! What a night's whole run costs: ten million helps of a hundred thousand people in five thousand circles.
//!
//! ```sh
//! cargo run --release -p mutua-analysis --example nightly -- 10000000 100000 2
//! ```
//!
//! Helps, persons, threads. Also what one told help costs two people with a thousand helps behind them.

#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use std::time::Instant;

use mutua_analysis::log::{
    DAY, HalfLife, Help, Kind, Log, LogError, Need, NeedSums, Options, Outcome, Own, PairSums, PersonFigures,
    Tie, WEEK, figures,
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

const CIRCLE: u32 = 20;
const AT: i64 = 104 * WEEK;

fn main() -> Result<(), LogError> {
    let mut numbers = std::env::args().skip(1).map(|text| text.parse::<usize>().unwrap_or_default());
    let mut number = |default: usize| numbers.next().filter(|&number| number > 0).unwrap_or(default);
    let (count, persons, threads) = (number(1_000_000), number(10_000), number(2));
    let persons = u32::try_from(persons).unwrap_or(u32::MAX).max(CIRCLE) / CIRCLE * CIRCLE;
    if let Err(error) = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global() {
        println!("threads as they are: {error}");
    }

    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let helps: Vec<Help> = (0..count).map(|_| help(&mut rng, persons)).collect();
    let needs: Vec<Need> =
        (0..persons).flat_map(|person| (0..20).map(move |week| need(person, week))).collect();
    println!("{count} helps, {persons} persons, {threads} threads");

    let start = Instant::now();
    let log = Log::new(persons, helps, needs, vec![])?;
    println!("  checked and sorted in {:.2} s", start.elapsed().as_secs_f64());
    let start = Instant::now();
    let found = figures(&log, &Options::at(AT))?;
    println!("  {} ties and all other figures in {:.2} s", found.ties.len(), start.elapsed().as_secs_f64());
    println!("  at most {} MB", most_memory().unwrap_or_default());
    one_more_help()
}

fn help(rng: &mut ChaCha8Rng, persons: u32) -> Help {
    let circle = rng.random_range(0..persons / CIRCLE) * CIRCLE;
    let giver = rng.random_range(0..CIRCLE);
    let receiver = (giver + rng.random_range(1..CIRCLE)) % CIRCLE;
    Help {
        time: rng.random_range(0..AT),
        giver: circle + giver,
        receiver: circle + receiver,
        kind: Kind(rng.random_range(0..5)),
        minutes: f64::from(rng.random_range(5..90u32)),
        told_by: None,
    }
}

fn need(person: u32, week: i64) -> Need {
    let outcome = if (i64::from(person) + week) % 3 == 0 { Outcome::Kept } else { Outcome::Brought };
    Need { time: AT - week * WEEK, person, outcome }
}

/// One help told late: the pair's sums are made again, then both people's figures.
fn one_more_help() -> Result<(), LogError> {
    let half_life = HalfLife::default();
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    // Two people, each of whom has a thousand helps with twenty others, two hundred of them with each other.
    let between = |rng: &mut ChaCha8Rng, a: u32, b: u32, count: usize| -> Vec<Help> {
        (0..count)
            .map(|_| {
                let (giver, receiver) = if rng.random_bool(0.5) { (a, b) } else { (b, a) };
                let kind = Kind(rng.random_range(0..5));
                Help { time: rng.random_range(0..AT), giver, receiver, kind, minutes: 20.0, told_by: None }
            })
            .collect()
    };
    let mut own = between(&mut rng, 0, 1, 200);
    let mut pairs = Vec::new();
    for other in 2..22 {
        for person in [0, 1] {
            let helps = between(&mut rng, person, other, 40);
            pairs.push(PairSums::of(person, other, &helps, half_life)?);
        }
    }
    let needs = NeedSums::of((0..50).map(|week| (week * WEEK, Outcome::Brought)), half_life);
    let own_side = Own { half_life, days: 120.0, capacity: None, seed: 1 };

    let start = Instant::now();
    const TIMES: u32 = 100;
    for day in 0..TIMES {
        own.push(Help { time: i64::from(day) * DAY, ..own[0] });
        let pair = PairSums::of(0, 1, &own, half_life)?;
        let keeping = needs.at(AT, half_life)?;
        std::hint::black_box(Tie::of(0, 1, pair.evidence(AT, 120.0)?, &[keeping, keeping], false));
        for person in [0, 1] {
            let others = pairs.iter().filter(|pair| pair.a == person);
            let all = others.chain(std::iter::once(&pair));
            std::hint::black_box(PersonFigures::from_sums(person, all, &needs, AT, &own_side)?);
        }
    }
    let each = start.elapsed().as_secs_f64() * 1e3 / f64::from(TIMES);
    println!("one help told late, with a thousand behind each of the two: {each:.2} ms");
    Ok(())
}

/// The most memory that this process ever had, where the system tells.
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}
