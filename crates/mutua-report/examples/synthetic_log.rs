//! Writes a made-up log of help, as large as wanted, for benchmarks: the same for the same seed.
//!
//! ```sh
//! cargo run --release -p mutua-report --example synthetic_log -- 1000000 > log.csv
//! ```
//!
//! Activity follows a power law: the person of rank r gives and receives in proportion to r^-0.65. Of the helps, 27 %
//! repeat an earlier one, 15 % return an earlier one, and the rest are between two persons drawn anew. With 20 helps a
//! person, as is the default, two thirds of the helps open a tie. Nothing here was measured on people.

use std::io::{BufWriter, Write};
use std::process::ExitCode;

use clap::Parser;
use jiff::Timestamp;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

const KINDS: [&str; 5] = ["practical", "emotional", "economic", "ecological", "moral"];
const EXPONENT: f64 = 0.65;
const REPEATED: f64 = 0.27;
const RETURNED: f64 = 0.15;

/// Writes a made-up log of help: time, from, to, kind, minutes
#[derive(Parser)]
struct Options {
    /// How many helps
    helps: usize,
    /// How many people; one for each 20 helps, where nothing is said
    #[arg(long)]
    people: Option<u32>,
    /// Another seed gives another log
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Draws people by their activity.
struct Activity {
    /// The name's number of each rank, so that names don't tell ranks
    name: Vec<u32>,
}

impl Activity {
    fn new(people: u32, random: &mut ChaCha8Rng) -> Self {
        let mut name: Vec<u32> = (0..people).collect();
        name.shuffle(random);
        Self { name }
    }

    /// The rank whose share of activity a uniform number falls into, by the inverse of the sum of r^-a.
    fn draw(&self, random: &mut ChaCha8Rng) -> u32 {
        let rank = self.name.len() as f64 * random.random::<f64>().powf(1.0 / (1.0 - EXPONENT));
        self.name[(rank as usize).min(self.name.len() - 1)]
    }
}

fn write_log(options: &Options, out: &mut impl Write) -> std::io::Result<()> {
    let people = options.people.unwrap_or((options.helps / 20).max(2) as u32);
    let mut random = ChaCha8Rng::seed_from_u64(options.seed);
    let activity = Activity::new(people, &mut random);
    let mut earlier: Vec<(u32, u32)> = Vec::with_capacity(options.helps);
    let start: i64 = 1_704_067_200; // 2024-01-01T00:00:00Z
    let between = (365 * 24 * 3600) as f64 / options.helps.max(1) as f64;
    writeln!(out, "time,from,to,kind,minutes")?;
    while earlier.len() < options.helps {
        let how: f64 = random.random();
        let old = (!earlier.is_empty()).then(|| earlier[random.random_range(0..earlier.len())]);
        let (from, to) = match old {
            Some((from, to)) if how < REPEATED => (from, to),
            Some((from, to)) if how < REPEATED + RETURNED => (to, from),
            _ => (activity.draw(&mut random), activity.draw(&mut random)),
        };
        if from == to {
            continue;
        }
        let second = start + (earlier.len() as f64 * between) as i64;
        let time = Timestamp::from_second(second).unwrap_or_default();
        let minutes = 5 + (-40.0 * (1.0 - random.random::<f64>()).ln()) as u32;
        let kind = KINDS[random.random_range(0..KINDS.len())];
        writeln!(out, "{time},P{from:06},P{to:06},{kind},{minutes}")?;
        earlier.push((from, to));
    }
    out.flush()
}

fn main() -> ExitCode {
    let options = Options::parse();
    let written = write_log(&options, &mut BufWriter::with_capacity(1 << 20, std::io::stdout().lock()));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let _ = writeln!(std::io::stderr(), "synthetic_log: {failure}");
            ExitCode::FAILURE
        }
    }
}
