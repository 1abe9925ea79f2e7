//! How often is something untrue ever said of a tie whose truth is known?
//!
//! ```sh
//! cargo run --release -p mutua-analysis --example calibration -- 20000
//! ```
//!
//! Each tie is looked at every week. Looking often raises the chance of ever being wrong above that of one look, which
//! is why a label needs two checks that agree.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example shows what it found")]

mod simulate;

use std::process::ExitCode;

use mutua_analysis::log::{Finding, Label};
use simulate::{Truth, repeat};

const SEED: u64 = 20_240_601;

fn main() -> ExitCode {
    let times = match std::env::args().nth(1).map(|times| times.parse()) {
        None => 10_000,
        Some(Ok(times)) if times > 0 => times,
        Some(_) => {
            eprintln!("usage: calibration [REPETITIONS]");
            return ExitCode::from(2);
        }
    };
    let mutual = |finding: Finding| finding.label == Label::Interdependent;
    let one_way = |finding: Finding| finding.label == Label::Dependent && finding.giver.is_some();
    println!("In {times} repetitions of each tie, how many of 100 were ever");
    println!("  episodes a week  share  weeks | found wrong  shown wrong  shown right");
    for (per_week, share, weeks) in [
        (1.0, 0.5, 52),
        (1.0, 0.5, 104),
        (0.5, 0.5, 52),
        (2.0, 0.5, 52),
        (1.0, 0.4, 52),
        (1.0, 0.95, 52),
        (0.5, 0.95, 52),
    ] {
        let truth = Truth { per_week, share, weeks };
        let ever = if share < 0.75 {
            repeat(truth, &mutual, times, SEED)
        } else {
            repeat(truth, &one_way, times, SEED)
        };
        match ever {
            Ok(ever) => {
                let of_100 = |count: u32| 100.0 * f64::from(count) / f64::from(times);
                println!(
                    "  {per_week:>15.1}  {share:>5.2}  {weeks:>5} | {:>11.2}  {:>11.2}  {:>11.2}",
                    of_100(ever.found_wrong),
                    of_100(ever.shown_wrong),
                    of_100(ever.shown_right)
                );
            }
            Err(error) => {
                eprintln!("calibration: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}
