//! `./scripts/bench`: measures, prints a table, and ends with 1 where a limit is missed.

use std::{path::PathBuf, process::ExitCode, time::Duration};

use clap::{Parser, Subcommand, ValueEnum};
use mutua_bench::{
    host,
    report::{self, Figure},
    say,
    sections::{self, Effort},
};

/// As the product, which this serves.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Measures Mutua against limits: two sides in turns, medians, ratios
#[derive(Debug, Parser)]
#[command(name = "bench")]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// Which sections [default: all]
    sections: Vec<Section>,
    /// How many rounds
    #[arg(long, default_value_t = 7)]
    rounds: usize,
    /// Also writes the figures into a file, as a page of the documents
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
    /// How long one side of one round takes
    #[arg(long, default_value_t = 1.5)]
    seconds: f64,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve a community; the program starts itself so
    #[command(hide = true)]
    Host { world: PathBuf },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Section {
    /// The circle page on SQLite: against the same bytes from memory, and against its queries and rendering alone
    Page,
    /// Durable pledges through the API, with readers beside them
    Pledges,
    /// The page in an instance with ten times the people and the history
    Growth,
    /// Mirrors: what a told help costs, and the page
    Mirrors,
    /// Memory, and how soon it is ready
    Memory,
    /// What the first load of the page takes on the wire
    Wire,
    /// The page on PostgreSQL
    Postgres,
    /// The page with one, two and three nodes on one PostgreSQL
    Nodes,
    /// Everything at the size of a town, on both databases: only where it is named, since it takes long
    Town,
}

fn main() -> ExitCode {
    match run(&Cli::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            say(&format!("bench: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// Whether every limit holds.
fn run(cli: &Cli) -> anyhow::Result<bool> {
    if let Some(Command::Host { world }) = &cli.command {
        tokio::runtime::Runtime::new()?.block_on(host::run(world))?;
        return Ok(true);
    }
    let effort = Effort { rounds: cli.rounds.max(1), lasts: Duration::from_secs_f64(cli.seconds) };
    let usual: Vec<Section> =
        Section::value_variants().iter().copied().filter(|section| *section != Section::Town).collect();
    let wanted = if cli.sections.is_empty() { &usual } else { &cli.sections };
    let mut measured = Vec::new();
    for section in wanted {
        say(&format!("== {}", section.title()));
        let figures = section.run(effort)?;
        mutua_bench::result(&report::table(&figures));
        measured.push((section.title(), figures));
    }
    if let Some(path) = &cli.write {
        let named: String = cli.sections.iter().map(|section| format!(" {section}")).collect();
        let command = format!("./scripts/bench{named} --write {}", path.display());
        std::fs::write(path, report::page(&measured, effort.rounds, &command))?;
    }
    let all = measured.iter().flat_map(|(_, figures)| figures);
    let missed: Vec<&str> = all.filter(|figure| !figure.holds()).map(|figure| figure.what.as_str()).collect();
    if !missed.is_empty() {
        say(&format!("missed: {}", missed.join("; ")));
    }
    Ok(missed.is_empty())
}

impl std::fmt::Display for Section {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let value = self.to_possible_value();
        f.write_str(value.as_ref().map_or("", |value| value.get_name()))
    }
}

impl Section {
    const fn title(self) -> &'static str {
        match self {
            Self::Page => "The page of a circle, on SQLite",
            Self::Pledges => "Durable pledges through the API, on SQLite",
            Self::Growth => "Ten times the people and the history",
            Self::Mirrors => "Mirrors",
            Self::Memory => "Memory and start",
            Self::Wire => "On the wire",
            Self::Postgres => "The page of a circle, on PostgreSQL",
            Self::Nodes => "Several nodes on one PostgreSQL",
            Self::Town => "A town: 100,000 people in 5,000 circles, three years",
        }
    }

    fn run(self, effort: Effort) -> anyhow::Result<Vec<Figure>> {
        match self {
            Self::Page => sections::page::run(effort),
            Self::Pledges => sections::pledges::run(effort),
            Self::Growth => sections::growth::run(effort),
            Self::Mirrors => sections::mirrors::run(effort),
            Self::Memory => sections::memory::run(effort),
            Self::Wire => sections::wire::run(),
            Self::Postgres => sections::postgres::run(effort),
            Self::Nodes => sections::nodes::run(effort),
            Self::Town => sections::town::run(effort),
        }
    }
}
