//! `./scripts/crash`: kills the server and PostgreSQL under load, and looks whether anything was lost.

use std::{path::PathBuf, process::ExitCode, time::Duration};

use clap::{Parser, ValueEnum};
use mutua_bench::{
    crash::{self, Plan},
    result, say, sections,
};

/// Kills the server under load, starts it again, and compares with what was acknowledged
#[derive(Debug, Parser)]
#[command(name = "crash")]
struct Cli {
    /// How often something is killed, on each database
    #[arg(default_value_t = 50)]
    rounds: usize,
    /// On one database alone
    #[arg(long)]
    on: Option<On>,
    /// Another seed kills at other moments
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The longest time before a kill, in milliseconds
    #[arg(long, default_value_t = 2000)]
    longest: u64,
    /// The program to kill [default: the one that was built beside this one]
    #[arg(long)]
    program: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum On {
    Sqlite,
    Postgres,
}

fn main() -> ExitCode {
    match run(&Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("crash: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(cli: &Cli) -> anyhow::Result<()> {
    let program = cli.program.clone().map_or_else(sections::product, Ok)?;
    for on in On::value_variants().iter().filter(|on| cli.on.is_none_or(|only| only == **on)) {
        say(&format!("== {on:?}, seed {}", cli.seed));
        let plan = Plan {
            program: program.clone(),
            postgres: *on == On::Postgres,
            rounds: cli.rounds,
            longest: Duration::from_millis(cli.longest),
            seed: cli.seed,
        };
        let seen = crash::run(&plan)?;
        result(&format!("{on:?}: {seen}"));
    }
    Ok(())
}
