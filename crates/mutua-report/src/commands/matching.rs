//! `mutua match`: asks to helpers.
//!
//! [`file`] reads instances, [`result`] is what is said of them, [`page`] how it is looked at.

mod file;
mod page;
mod result;

use std::path::PathBuf;

use clap::Args;

use crate::output::{Failure, OutputArgs, Surroundings, deliver};
use file::Given;
use result::{Matched, Results};

/// Options of `mutua match`.
#[derive(Debug, Clone, Args)]
#[command(
    mut_arg("format", |arg| arg.default_value("json")),
    mut_arg("skip_bad_rows", |arg| arg.help("Leave instances out that can't be matched, and say which")),
    after_help = AFTER_HELP
)]
pub struct MatchArgs {
    /// One instance or a list of them, as JSON; - reads standard input
    pub file: PathBuf,
    #[command(flatten)]
    pub output: OutputArgs,
}

const AFTER_HELP: &str = "\
An instance says what each ask costs with each helper (null: not possible), what a helper's further
asks cost more (the k-th, from 0, costs slope x k), how many a helper takes on at most (0: a pause),
and what it costs to leave an ask unmet (null, or no list: it must be met):

  {\"match_cost\": [[3, null], [2, 6]], \"marginal_load_slope\": [5, 5], \"capacity\": [2, 1],
   \"unmet_cost\": [20, null]}

The matching costs least in all. Asks and helpers are numbered from 0.

Examples:
  mutua match asks.json
  mutua match asks.json --format html --output asks.html";

/// Runs it.
///
/// # Errors
/// Where the file can't be read, holds no instance, or asks must be met that can't be.
pub fn run(args: &MatchArgs, surroundings: &mut Surroundings<'_>) -> Result<(), Failure> {
    let (name, text) = file::text(&args.file)?;
    let results = match_all(&name, &text, args.output.skip_bad_rows)?;
    if let Some(remark) = results.remark(&name) {
        surroundings.remark(&remark)?;
    }
    deliver(&results, &args.output, surroundings)
}

/// Matches everything in a file. What can't be matched ends it, or is left out where `skip` says so.
fn match_all(name: &str, text: &str, skip: bool) -> Result<Results, Failure> {
    let raw = file::instances(text).map_err(|why| Failure::Input(format!("{name}{why}")))?;
    let mut results = Results { is_list: raw.is_list, matched: Vec::new(), left_out: Vec::new() };
    for one in &raw.instances {
        match one.read(text).and_then(|given| matched(&given, one)) {
            Ok(matched) => results.matched.push(Some(matched)),
            Err(why) if skip && raw.is_list => {
                results.matched.push(None);
                results.left_out.push(why);
            }
            Err(why) => return Err(Failure::Input(format!("{name}{why}"))),
        }
    }
    Ok(results)
}

fn matched(given: &Given, one: &file::Raw<'_>) -> Result<Matched, String> {
    Matched::of(given).map_err(|why| one.says(given.name.as_deref(), &why))
}

#[cfg(test)]
mod tests;
