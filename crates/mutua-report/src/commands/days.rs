//! `mutua analyze days`: whose days are linked.

mod page;
mod people;
mod result;
mod text;

use std::path::PathBuf;

use clap::Args;

use crate::output::{Failure, OutputArgs, Surroundings, deliver};
use people::People;

const EXAMPLES: &str = "\
Examples:
  Do the days of these pairs move together, more than the days of people who aren't a pair?
    mutua analyze days checkins.csv --pairs pairs.csv
  Whose days are linked, among everyone?
    mutua analyze days checkins.csv
  As JSON, with other pseudo-pairs drawn:
    mutua analyze days checkins.csv --pairs pairs.csv --seed 7 --format json

Files:
  CHECKINS  date, person, score           2024-05-31,Ana,7.5
  PAIRS     a, b (or from, to), one pair  Ana,Ben

What it does:
  A person's day is compared with their own and the other's day before, each less the person's own mean. Pairs need
  100 pairs of consecutive days that both share; else there is not enough to say. With --pairs, an effect counts as a
  link where it is beyond the 95th percentile of pseudo-pairs: people who aren't a pair, on the same days. What moves
  everyone at once (weather, holidays) moves them too, so it makes no link. Without --pairs, the middle of all pairs
  stands for chance, and of those called linked at most about 5 in 100 are expected to be false.";

/// Options of `mutua analyze days`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = EXAMPLES, after_help = "Examples with --help.")]
pub struct DaysArgs {
    /// Check-ins: CSV with columns date, person, score, or Parquet. "-" is standard input
    pub file: PathBuf,
    /// Who belongs together: a file with columns a and b
    #[arg(long, value_name = "FILE")]
    pub pairs: Option<PathBuf>,
    /// For drawing pseudo-pairs where there are very many
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Runs it.
///
/// # Errors
/// Where a file can't be read, a person has two check-ins on a day, or a pair names someone who has none.
pub fn run(args: &DaysArgs, surroundings: &mut Surroundings<'_>) -> Result<(), Failure> {
    let people = People::read(args, surroundings)?;
    surroundings.remark_rows(&people.rows)?;
    if let Some(rows) = &people.pair_rows {
        surroundings.remark_rows(rows)?;
    }
    let result = result::analyze(args, &people)?;
    deliver(&result, &args.output, surroundings)
}
