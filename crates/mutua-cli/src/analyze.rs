//! `mutua analyze` and `mutua match`: wires the terminal to the commands of `mutua-report`.

use std::io::{self, IsTerminal};

use mutua_report::{AnalyzeArgs, Failure, MatchArgs, Surroundings};

use crate::args::{Color, Output};

/// Runs `mutua analyze`.
pub fn analyze(args: &AnalyzeArgs, output: &Output) -> anyhow::Result<()> {
    surrounded(output, |surroundings| mutua_report::analyze(args, surroundings))
}

/// Runs `mutua match`.
pub fn run_match(args: &MatchArgs, output: &Output) -> anyhow::Result<()> {
    surrounded(output, |surroundings| mutua_report::run_match(args, surroundings))
}

fn surrounded(
    output: &Output,
    run: impl FnOnce(&mut Surroundings<'_>) -> Result<(), Failure>,
) -> anyhow::Result<()> {
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let color = match output.color {
        Color::Auto => out.is_terminal(),
        Color::Always => true,
        Color::Never => false,
    };
    let progress = err.is_terminal() && !output.quiet;
    run(&mut Surroundings { out: &mut out, err: &mut err, progress, quiet: output.quiet, color })?;
    Ok(())
}
