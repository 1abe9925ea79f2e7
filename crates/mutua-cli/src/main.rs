//! The program `mutua`. Wiring only: what it does lives in the other crates.
//!
//! Results go to standard output, everything else to standard error. It ends with 0 when done, 1 when it failed,
//! 2 when it was called wrongly.

mod analyze;
mod args;
mod backup;
mod demo;
mod doctor;
mod import;
mod logging;
mod openapi;
mod serve;
mod settings;
mod token;

use std::{process::ExitCode, time::Duration};

use args::{Cli, Command};
use clap::Parser;
use tokio::runtime;

/// Pages are made of many small strings.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    logging::start(&cli.output);
    match run(cli) {
        Ok(code) => code,
        Err(error) => {
            logging::say(&format!("mutua: {error:#}"));
            if let Some(way_out) = way_out(&error) {
                logging::say(&format!("What to do: {way_out}."));
            }
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    // With a thread that ends, mimalloc gives back what was freed: most of what the start needed, within seconds.
    let keep = Duration::from_secs(2);
    let runtime = runtime::Builder::new_multi_thread().enable_all().thread_keep_alive(keep).build()?;
    let outcome = runtime.block_on(async {
        match cli.command {
            Command::Serve(args) if args.check => return doctor::check_settings(&args.settings),
            Command::Serve(args) => serve::run(&args.settings).await,
            Command::Doctor(args) => return doctor::run(&args).await,
            Command::Demo(args) => demo::run(&args).await,
            Command::Import(args) => import::run(&args).await,
            Command::Worker(args) => serve::work(&args).await,
            Command::Backup(args) => backup::backup(&args).await,
            Command::Restore(args) => backup::restore(&args).await,
            Command::Database(args) => backup::database(&args.command),
            Command::Token(args) => token::run(&args).await,
            Command::Openapi => openapi::run(),
            Command::Analyze(args) => analyze::analyze(&args, &cli.output),
            Command::Match(args) => analyze::run_match(&args, &cli.output),
        }?;
        Ok(ExitCode::SUCCESS)
    });
    // A mail server that hangs, or a database, must not keep the program from ending.
    runtime.shutdown_background();
    outcome
}

/// What to do where the database failed.
fn way_out(error: &anyhow::Error) -> Option<&'static str> {
    error.chain().find_map(|cause| match cause.downcast_ref::<mutua_service::Error>() {
        Some(mutua_service::Error::Storage(error)) => error.way_out(),
        _ => cause.downcast_ref::<mutua_storage::StorageError>()?.way_out(),
    })
}
