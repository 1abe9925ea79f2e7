//! `mutua analyze waves`: the same group, looked at several times.

mod group;
mod page;
mod result;
mod text;

use std::path::PathBuf;

use clap::Args;

use super::time_limit::TimeLimit;
use crate::output::{Failure, OutputArgs, Surroundings, deliver};
use group::Group;

const EXAMPLES: &str = "\
Examples:
  Who named whom, in several years:
    mutua analyze waves ties.csv --wave year
  One kind of tie, with who was interviewed when (columns id, wave):
    mutua analyze waves ties.csv --only kind=sharing --persons interviewed.csv
  The same where a row for each person has a column for each wave, with 1 where they were missing (missing_1, …):
    mutua analyze waves ties.csv --only kind=sharing --persons persons.csv --absent missing_
  With circulation of each wave against chance, as a page:
    mutua analyze waves ties.csv --null 200 --format html --output waves.html

Files:
  FILE     wave, from, to, one tie a row              2,Ana,Ben
  PERSONS  id, wave: who was there when               Ana,2
           or id alone: they were there in all waves  Ana

What it does:
  Each wave gets its figures; each two waves that follow each other are compared among those who were there both times.
  Without --persons, those were there whom any row of the wave names, also with another value than --only wants: say who
  was there, if you know it, since a person without ties is named nowhere. Waves follow each other by number where all
  are numbers, else by text.
  Intervals hold 80 %. They come from leaving out one person after the other, as ties of one person go together.";

/// Options of `mutua analyze waves`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = EXAMPLES, after_help = "Examples with --help.")]
pub struct WavesArgs {
    /// Who helps whom when: columns wave, from and to, and perhaps a weight; others are ignored. "-" is standard input
    pub file: PathBuf,
    /// The column that says in which wave
    #[arg(long, value_name = "COL", default_value = "wave")]
    pub wave: String,
    /// The column of givers
    #[arg(long, value_name = "COL", default_value = "from")]
    pub from: String,
    /// The column of receivers
    #[arg(long, value_name = "COL", default_value = "to")]
    pub to: String,
    /// The column that says how much, for shares of help in each wave; without it each row counts 1
    #[arg(long, value_name = "COL")]
    pub weight: Option<String>,
    /// Rows alone that hold this value in this column
    #[arg(long, value_name = "COL=VALUE", value_parser = column_and_value)]
    pub only: Option<(String, String)>,
    /// Who was there when: a file with columns id and wave, or with id alone
    #[arg(long, value_name = "FILE")]
    pub persons: Option<PathBuf>,
    /// PERSONS has a column for each wave, named by this and the wave, with 1 where a person was not there
    #[arg(long, value_name = "PREFIX", requires = "persons")]
    pub absent: Option<String>,
    /// Compare each wave's circulation with so many networks whose directions chance has chosen
    #[arg(long, value_name = "DRAWS", value_parser = clap::value_parser!(u32).range(1..))]
    pub null: Option<u32>,
    /// For what is drawn at random: the same seed gives the same figures
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    #[command(flatten)]
    pub limit: TimeLimit,
    #[command(flatten)]
    pub output: OutputArgs,
}

fn column_and_value(text: &str) -> Result<(String, String), String> {
    let (column, value) = text.split_once('=').ok_or("COLUMN=VALUE is wanted, such as kind=sharing")?;
    if column.is_empty() {
        Err("there is no column before =".to_owned())
    } else {
        Ok((column.into(), value.into()))
    }
}

/// Runs it.
///
/// # Errors
/// Where a file can't be read, the column of waves holds something else, or the result can't be written.
pub fn run(args: &WavesArgs, surroundings: &mut Surroundings<'_>) -> Result<(), Failure> {
    let group = Group::read(args, surroundings)?;
    surroundings.remark_rows(&group.rows)?;
    if let Some(rows) = &group.person_rows {
        surroundings.remark_rows(rows)?;
    }
    let result = result::analyze(args, group)?;
    deliver(&result, &args.output, surroundings)
}
