//! `mutua analyze log`

mod input;
mod page;
mod people;
mod result;
mod spool;
mod text;
mod words;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use mutua_analysis::log::HalfLife;

use super::time_limit::TimeLimit;
use crate::output::{Failure, OutputArgs, Surroundings, deliver};
use input::Input;
use result::LogResult;

/// Options of `mutua analyze log`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = EXAMPLES, after_help = "More with --help.")]
pub struct LogArgs {
    /// The log of help: columns time, from, to, and where they are there kind, an amount (minutes, seconds or weight) and
    /// told_by (giver, receiver, both). CSV or Parquet; - is standard input
    #[arg(value_name = "HELPS")]
    pub file: PathBuf,
    /// Needs: columns time, person, outcome (kept, brought). Without them there are no positions
    #[arg(long, value_name = "FILE")]
    pub needs: Option<PathBuf>,
    /// Check-ins: columns date, person, score
    #[arg(long, value_name = "FILE")]
    pub checkins: Option<PathBuf>,
    /// In how many days evidence loses half of its weight, from 60 to 180
    #[arg(long, value_name = "DAYS", default_value = "90", value_parser = half_life)]
    pub half_life: HalfLife,
    /// As of when: nothing later counts. RFC 3339, or a time or date without a zone, read as UTC; else the latest
    /// moment in the files
    #[arg(long, value_name = "TIME", value_parser = moment)]
    pub at: Option<Timestamp>,
    /// For what is drawn at random: the same seed gives the same figures
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
    /// Leave out what takes long
    #[arg(long, value_name = "FIGURES", value_delimiter = ',', value_enum)]
    pub without: Vec<Without>,
    #[command(flatten)]
    pub limit: TimeLimit,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// What can be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Without {
    /// The share of help that comes back over any number of persons
    Circulation,
}

const EXAMPLES: &str = "\
Examples:
  What can be said of a log of help, in the terminal:
    mutua analyze log helps.csv
  With positions, which need to know what people did with their own needs:
    mutua analyze log helps.csv --needs needs.csv --checkins checkins.csv
  As it stood at the end of June, with a longer memory:
    mutua analyze log helps.csv --at 2024-06-30 --half-life 180
  A page to look at, and the ties that are mostly one way for a program:
    mutua analyze log helps.parquet --format html --output report.html
    mutua analyze log helps.csv --without circulation --format json | jq '.ties[] | select(.label == \"dependent\")'

HELPS is CSV with a header, or Parquet, such as
  time,from,to,kind,minutes,told_by
  2024-05-31T18:30:00+02:00,Ana,Ben,ride,25,receiver
Of each tie it says that two seldom help each other, rely on each other, or that it goes mostly
one way, where that is nine tenths sure; else that there is not enough to say. Positions need five
needs and five episodes of a person that have not faded.";

/// Runs it.
///
/// # Errors
/// Where a file can't be read, or holds what can't be analyzed.
pub fn run(args: &LogArgs, surroundings: &mut Surroundings<'_>) -> Result<(), Failure> {
    let input = Input::read(args, surroundings)?;
    let result = LogResult::of(input, args)?;
    deliver(&result, &args.output, surroundings)
}

fn half_life(text: &str) -> Result<HalfLife, String> {
    let days: f64 = text.parse().map_err(|_| "not a number of days".to_owned())?;
    HalfLife::from_days(days).map_err(|error| error.to_string())
}

/// A time as files have them, or a date alone: the whole of that day counts.
fn moment(text: &str) -> Result<Timestamp, String> {
    if let Ok(time) = text.parse::<Timestamp>() {
        return Ok(time);
    }
    let local = text
        .parse::<Date>()
        .ok()
        .filter(|_| !text.contains([':', 'T', ' ']))
        .map_or_else(|| text.parse::<DateTime>().ok(), |date| Some(date.at(23, 59, 59, 999_999_000)));
    local
        .and_then(|local| TimeZone::UTC.to_timestamp(local).ok())
        .ok_or_else(|| "not a time, such as 2024-05-31T14:00:00Z or 2024-05-31".to_owned())
}
