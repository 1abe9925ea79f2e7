//! Our side of `scripts/bench-analysis.d/flow`: makes networks and matchings from a seed, and times ours on them.
//!
//! - `ties PERSONS TIES SEED` writes a network as `from to weight` lines, `asks ASKS HELPERS CANDIDATES PLACES SEED` a
//!   matching as `h capacity slope`, `a unmet` and `c ask helper cost` lines;
//! - `circulation FILE [LOOKS]`, `matching FILE` time ours and print seconds and the result; with a limit of looks at a tie
//!   circulation prints its bracket.

use std::error::Error;
use std::fmt::Write as _;

use mutua_analysis::flow::matching::{Instance, matching};
use mutua_analysis::flow::{Limits, circulation};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

type Done = Result<(), Box<dyn Error>>;

fn main() -> Done {
    rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global()?;
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let number = |at: usize| args.get(at).map_or(Ok(0), |arg| arg.parse::<u64>());
    match args.first().map(String::as_str) {
        Some("ties") => say(&ties(number(1)? as u32, number(2)? as usize, number(3)?)),
        Some("asks") => say(&asks(number(1)?, number(2)?, number(3)?, number(4)?, number(5)?)),
        Some("circulation") => {
            time_circulation(&args[1], args.get(2).map(|looks| looks.parse()).transpose()?)
        }
        Some("matching") => time_matching(&args[1]),
        _ => Ok(()),
    }
}

#[expect(clippy::print_stdout, reason = "a program of its own")]
fn say(text: &str) -> Done {
    print!("{text}");
    Ok(())
}

/// Seconds of this thread on a processor, so that what else runs on the machine doesn't count. By the system's
/// accounting where it has one (Linux), else by the wall.
struct Clock {
    wall: std::time::Instant,
    on_processor: Option<f64>,
}

impl Clock {
    fn start() -> Self {
        Self { wall: std::time::Instant::now(), on_processor: Self::on_processor() }
    }

    fn seconds(&self) -> f64 {
        match (self.on_processor, Self::on_processor()) {
            (Some(before), Some(now)) => now - before,
            _ => self.wall.elapsed().as_secs_f64(),
        }
    }

    fn on_processor() -> Option<f64> {
        let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        Some(line.split(' ').next()?.parse::<f64>().ok()? / 1e9)
    }
}

/// Few persons have many ties, a third of ties is returned, weights fall off geometrically.
fn ties(persons: u32, ties: usize, seed: u64) -> String {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let pick = |rng: &mut ChaCha8Rng, skew: f64| {
        let at: f64 = rng.random();
        ((at.powf(skew) * f64::from(persons)) as u32).min(persons - 1)
    };
    let mut made: Vec<(u32, u32)> = Vec::with_capacity(ties);
    let mut text = String::new();
    while made.len() < ties {
        let (from, to) = if !made.is_empty() && rng.random_bool(1.0 / 3.0) {
            let (from, to) = made[rng.random_range(0..made.len())];
            (to, from)
        } else {
            (pick(&mut rng, 2.5), pick(&mut rng, 1.8))
        };
        if from != to {
            made.push((from, to));
            let weight = 1 + (-6.0 * (1.0 - rng.random::<f64>()).ln()) as u32;
            let _ = writeln!(text, "{from} {to} {weight}");
        }
    }
    text
}

/// `places` out of a hundred asks have a place.
fn asks(asks: u64, helpers: u64, candidates: u64, places: u64, seed: u64) -> String {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut text = String::new();
    let most = (asks * places / 100 / helpers).max(1) * 2 - 1;
    for _ in 0..helpers {
        let _ = writeln!(text, "h {} {}", rng.random_range(1..=most), rng.random_range(0..40));
    }
    for _ in 0..asks {
        let _ = writeln!(text, "a {}", rng.random_range(100..300));
    }
    for ask in 0..asks {
        for _ in 0..candidates {
            let _ = writeln!(text, "c {ask} {} {}", rng.random_range(0..helpers), rng.random_range(0..100));
        }
    }
    text
}

fn time_circulation(file: &str, looks: Option<u64>) -> Done {
    let mut persons = 0;
    let ties = std::fs::read_to_string(file)?
        .lines()
        .map(|line| {
            let mut parts = line.split(' ').map(str::parse::<u32>);
            let mut next = || parts.next().unwrap_or(Ok(0));
            let (from, to, weight) = (next()?, next()?, next()?);
            persons = persons.max(from as usize + 1).max(to as usize + 1);
            Ok((from, to, f64::from(weight)))
        })
        .collect::<Result<Vec<_>, std::num::ParseIntError>>()?;
    let start = Clock::start();
    let found = circulation(persons, &ties, &Limits { work: looks, stop: None })?;
    let seconds = start.seconds();
    if !found.exact {
        return say(&format!("{seconds} from {} to {}, {} looks\n", found.lower, found.upper, found.work));
    }
    say(&format!("{seconds} {} {}\n", found.flow.iter().sum::<f64>(), found.work))
}

fn time_matching(file: &str) -> Done {
    let mut builder = Instance::builder();
    for line in std::fs::read_to_string(file)?.lines() {
        let mut parts = line.split(' ');
        let kind = parts.next();
        let mut next = || parts.next().unwrap_or("0").parse::<u32>();
        match kind {
            Some("h") => _ = builder.helper(next()?, f64::from(next()?)),
            Some("a") => _ = builder.ask(Some(f64::from(next()?))),
            _ => _ = builder.candidate(next()? as usize, next()? as usize, f64::from(next()?)),
        }
    }
    let start = Clock::start();
    let instance = builder.build()?;
    let found = matching(&instance)?;
    let seconds = start.seconds();
    say(&format!("{seconds} {}\n", found.total_cost))
}
