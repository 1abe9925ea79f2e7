//! `mutua analyze network`

mod directed;
mod nodes;
mod page;
mod ranking;
mod text;
mod topics;
mod undirected;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use mutua_analysis::network::{BetweennessChoice, FigureOptions, NetworkBuilder};

use super::time_limit::TimeLimit;
use crate::output::{Failure, OutputArgs, Surroundings, deliver};
use crate::read::{self, Source, TieColumns, Ties, Wanted};

const EXAMPLES: &str = "\
Examples:
  Who helps whom, each row once:
    mutua analyze network ties.csv
  Weighted by a column, against chance, with a page to look at:
    mutua analyze network log.csv --weight minutes --null 200 --format html --output network.html
  Figures for each person, into a file of their own:
    mutua analyze network ties.csv --nodes persons.csv
  Gifts without direction, in columns a and b:
    mutua analyze network gifts.csv --from a --to b --undirected
  Ten million rows, without what takes long:
    mutua analyze network log.csv --without betweenness,circulation --format json

FILE is CSV with a header, or Parquet; `-` is standard input. Rows with the same giver and receiver add up. What each
figure means stands beside it in the text and on the page; JSON has them under short names.";

/// Options of `mutua analyze network`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = EXAMPLES, after_help = "More with --help.")]
pub struct NetworkArgs {
    /// Who helps whom: columns `from` and `to`, and perhaps a weight; others are ignored
    pub file: PathBuf,
    /// The column that says how much; without it each row counts 1
    #[arg(long, value_name = "COL")]
    pub weight: Option<String>,
    /// The column of givers
    #[arg(long, value_name = "COL", default_value = "from")]
    pub from: String,
    /// The column of receivers
    #[arg(long, value_name = "COL", default_value = "to")]
    pub to: String,
    /// Ties have no direction
    #[arg(long, conflicts_with = "null")]
    pub undirected: bool,
    /// Everybody who belongs to the group, also those without help: a file with a column `id`
    #[arg(long, value_name = "FILE")]
    pub persons: Option<PathBuf>,
    /// Compare circulation with so many networks whose directions chance has chosen
    #[arg(long, value_name = "DRAWS", value_parser = clap::value_parser!(u32).range(1..))]
    pub null: Option<u32>,
    /// For what is drawn at random: the same seed gives the same figures
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Write the figures of each person to this CSV file
    #[arg(long, value_name = "FILE")]
    pub nodes: Option<PathBuf>,
    /// Draw betweenness from so many persons instead of from all [default: all, or 100 where persons times arcs exceed
    /// two thousand million]
    #[arg(long, value_name = "PERSONS", value_parser = clap::value_parser!(u32).range(2..))]
    pub sources: Option<u32>,
    /// Betweenness from all persons, however long it takes
    #[arg(long, conflicts_with = "sources")]
    pub exact: bool,
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
    /// How often persons lie on shortest ways
    Betweenness,
    /// The share of help that comes back over any number of persons
    Circulation,
}

impl NetworkArgs {
    fn is_without(&self, what: Without) -> bool {
        self.without.contains(&what)
    }

    fn figure_options(&self) -> FigureOptions {
        let betweenness = match self.sources {
            _ if self.is_without(Without::Betweenness) => BetweennessChoice::LeftOut,
            Some(sources) => BetweennessChoice::Sampled(sources as usize),
            None if self.exact => BetweennessChoice::Exact,
            None => BetweennessChoice::Automatic,
        };
        FigureOptions { betweenness, seed: self.seed, ..FigureOptions::default() }
    }
}

/// Runs it.
///
/// # Errors
/// Where the file can't be read, or the result can't be written.
pub fn run(args: &NetworkArgs, surroundings: &mut Surroundings<'_>) -> Result<(), Failure> {
    if args.null.is_some() && args.is_without(Without::Circulation) {
        return Err(Failure::Input("--null compares circulation, which --without leaves out".to_owned()));
    }
    let ties = read(args, surroundings)?;
    surroundings.remark_rows(&ties.rows)?;
    if args.undirected {
        let result = undirected::UndirectedResult::new(args, &ties);
        write_nodes(args, &ties, None, result.betweenness_by_person())?;
        deliver(&result, &args.output, surroundings)
    } else {
        let (result, figures) = directed::DirectedResult::new(args, ties)?;
        let betweenness = figures.betweenness.as_ref().map(|found| found.of.as_slice());
        write_nodes(args, &result.ties, Some(&figures.order), betweenness)?;
        deliver(&result, &args.output, surroundings)
    }
}

fn write_nodes(
    args: &NetworkArgs,
    ties: &Ties,
    order: Option<&mutua_analysis::network::Order>,
    betweenness: Option<&[f64]>,
) -> Result<(), Failure> {
    args.nodes.as_ref().map_or(Ok(()), |path| nodes::write(path, ties, order, betweenness))
}

fn read(args: &NetworkArgs, surroundings: &Surroundings<'_>) -> Result<Ties, Failure> {
    let columns = TieColumns { from: &args.from, to: &args.to, weight: args.weight.as_deref() };
    let builder = if args.undirected { NetworkBuilder::undirected() } else { NetworkBuilder::new() };
    let reading = args.output.reading(surroundings);
    let mut ties = read::ties(&Source::from(&args.file), reading, columns, builder)?;
    if let Some(path) = &args.persons {
        let table = read::table(&Source::from(path), reading, &[Wanted::text("id")])?;
        if let Some(read::Column::Text { values, .. }) = table.columns.first() {
            for name in values.iter() {
                ties.names.intern(name);
            }
        }
        ties.network = ties.network.with_persons(ties.names.len());
    }
    Ok(ties)
}
