//! `mutua analyze dyads`: the actor-partner interdependence model of pairs.

mod page;
mod refusal;
mod result;
mod study;
mod text;
mod words;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use mutua_analysis::dyads::{Centre, Method, Model, Structure};

use crate::output::{Failure, OutputArgs, Surroundings, deliver};
use study::Study;

const EXAMPLES: &str = "\
Examples:
  Couples, one row a person, the partner's value in the same row:
    mutua analyze dyads couples.csv --dyad couple --person who \\
      --outcome satisfaction --actor warmth_own --partner warmth_partner
  The same where the partner's value is found in the partner's row:
    mutua analyze dyads couples.csv --dyad couple --person who --outcome satisfaction --actor warmth
  Parent and child, each with effects of their own, and whether that is worth it:
    mutua analyze dyads families.csv --dyad family --person id --outcome trust --actor talk --role role
  Diaries: does the support I give today go with closeness today?
    mutua analyze dyads diary.csv --dyad couple --person id --outcome closeness --actor support --time day
  Diaries: does yesterday's closeness, mine and yours, carry over to today?
    mutua analyze dyads diary.csv --dyad couple --person id --outcome closeness --actor closeness \\
      --time day --lag 1

What it fits:
  Without --time: one row a person; the residuals of the two of a dyad correlate.
  With --time: dyads and persons differ, and both members share what a day brings; each predictor becomes two,
  how a day differs from the person's own mean (_w) and how that mean differs from all persons' mean (_b).
  With --time and --lag: predictors are taken so many units of time earlier; each person's own mean is removed.
  --structure, --centre and --serial change that.";

/// Options of `mutua analyze dyads`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = EXAMPLES, after_help = "Examples with --help.")]
pub struct DyadsArgs {
    /// CSV with a header, or Parquet; one row for each person (and time). "-" is standard input
    pub file: PathBuf,
    /// Column that says which rows belong to one dyad
    #[arg(long, value_name = "COL")]
    pub dyad: String,
    /// Column that tells the members of a dyad apart
    #[arg(long, value_name = "COL")]
    pub person: String,
    /// Column of what is to be explained
    #[arg(long, value_name = "COL")]
    pub outcome: String,
    /// Column of what is to explain it; may be given several times
    #[arg(long, value_name = "COL", required = true)]
    pub actor: Vec<String>,
    /// Column of the partner's value, for each --actor in order; else it is taken from the partner's row
    #[arg(long, value_name = "COL")]
    pub partner: Vec<String>,
    /// Column with one of two roles, where members differ in kind: each role gets its own effects and variance
    #[arg(long, value_name = "COL")]
    pub role: Option<String>,
    /// Column of the time, in whole units, or of the date
    #[arg(long, value_name = "COL")]
    pub time: Option<String>,
    /// Take predictors so many units of time earlier
    #[arg(long, value_name = "N", requires = "time", value_parser = clap::value_parser!(u32).range(1..))]
    pub lag: Option<u32>,
    /// Column to hold constant; may be given several times
    #[arg(long, value_name = "COL")]
    pub covariate: Vec<String>,
    /// Column by whose values the dyads are fitted apart (means of all persons are still those of all rows)
    #[arg(long, value_name = "COL")]
    pub by: Option<String>,
    /// How rows of a dyad hang together
    #[arg(long, value_enum)]
    pub structure: Option<StructureArg>,
    /// What is taken from values first
    #[arg(long, value_enum)]
    pub centre: Option<CentreArg>,
    /// Let a person's residuals correlate over time, less the further apart (autoregression of order one)
    #[arg(long, requires = "time")]
    pub serial: bool,
    /// How variances are estimated
    #[arg(long, value_enum, default_value_t = MethodArg::Reml)]
    pub method: MethodArg,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// See [`Structure`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StructureArg {
    /// Residuals of the two members at the same time correlate
    Pairs,
    /// All rows of a dyad correlate alike
    Dyad,
    /// Dyads differ, and persons within them
    Intercepts,
    /// The same, and both members share what a day brings
    Days,
    /// Members differ, with a correlation of any direction; each role has its own variances
    Members,
}

/// See [`Centre`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CentreArg {
    /// Nothing
    Nothing,
    /// Each person's own mean
    Persons,
    /// Own means become predictors of their own
    Split,
}

/// See [`Method`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MethodArg {
    /// Restricted maximum likelihood
    Reml,
    /// Maximum likelihood, for comparing models
    Ml,
}

impl DyadsArgs {
    /// The model that is asked for, with what goes without saying.
    fn model(&self) -> Model {
        let by_role = self.role.is_some();
        let structure = match (self.structure, self.time.is_some(), self.lag.is_some()) {
            (Some(StructureArg::Pairs), ..) | (None, false, _) | (None, true, true) => Structure::Pairs,
            (Some(StructureArg::Dyad), ..) => Structure::Dyad,
            (Some(StructureArg::Intercepts), ..) => Structure::Intercepts,
            (Some(StructureArg::Members), ..) => Structure::Members,
            (None, true, false) if by_role => Structure::Members,
            (Some(StructureArg::Days), ..) | (None, true, false) => Structure::InterceptsAndDays,
        };
        let centre = match (self.centre, self.time.is_some(), self.lag.is_some()) {
            (Some(CentreArg::Nothing), ..) | (None, false, _) => Centre::Nothing,
            (Some(CentreArg::Persons), ..) | (None, true, true) => Centre::Persons,
            (Some(CentreArg::Split), ..) | (None, true, false) => Centre::Split,
        };
        let method = match self.method {
            MethodArg::Reml => Method::Reml,
            MethodArg::Ml => Method::Ml,
        };
        Model { by_role, structure, serial: self.serial, centre, lag: self.lag, method }
    }
}

/// Runs it.
///
/// # Errors
/// Where the file can't be read, or what it holds can't be fitted: the message says which dyad, person or column.
pub fn run(args: &DyadsArgs, surroundings: &mut Surroundings<'_>) -> Result<(), Failure> {
    if !args.partner.is_empty() && args.partner.len() != args.actor.len() {
        return Err(Failure::Input(format!(
            "{} columns of --partner for {} of --actor: give one for each, or none",
            args.partner.len(),
            args.actor.len()
        )));
    }
    let columns: Vec<&String> = args.actor.iter().chain(&args.partner).chain(&args.covariate).collect();
    if let Some(twice) =
        columns.iter().enumerate().find_map(|(k, name)| columns[..k].contains(name).then_some(name))
    {
        return Err(Failure::Input(format!(
            "column \"{twice}\" is named twice among --actor, --partner and --covariate"
        )));
    }
    let study = Study::read(args, surroundings)?;
    surroundings.remark_rows(&study.rows)?;
    let result = result::analyze(args, &study)?;
    deliver(&result, &args.output, surroundings)
}
