//! Everything at the size of a town: a hundred thousand people in five thousand circles, with three years of history, on
//! SQLite and, copied over, on PostgreSQL.

use std::{fs, path::Path, time::Instant};

use mutua_jobs::Worker;
use mutua_mail::{Mailbox, Transport};
use mutua_service::{Credential, mirror};
use mutua_storage::{Address, OpenOptions};
use tempfile::TempDir;

use crate::{
    http::Request,
    load::{Load, always},
    process,
    report::{Figure, Limit},
    sections::{Effort, Hosted, host, measured, memory},
    server::Server,
    world::{self, World},
};

/// The pages that are opened, beside the circle's: those that people open daily, or that look at much.
const PAGES: &[(&str, &str)] = &[("Today", "/"), ("all asks", "/asks"), ("the mirror", "/mirror")];

/// On both databases.
///
/// # Errors
/// Where a database, a server or the load fails.
pub fn run(effort: Effort) -> anyhow::Result<Vec<Figure>> {
    let usual = Hosted::start(world::USUAL, None)?;
    let folder = tempfile::tempdir()?;
    let runtime = tokio::runtime::Runtime::new()?;
    let began = Instant::now();
    let world = runtime.block_on(world::town(folder.path()))?;
    let mut figures = vec![once("making it through the service", "s", began.elapsed().as_secs_f64())];
    figures.extend(runtime.block_on(catch_up(&world))?);
    drop(runtime);
    figures.push(once("size of the file of SQLite", "MB", megabytes(&folder.path().join("mutua.db"))?));
    figures.extend(start(folder.path(), effort)?);
    let backup = folder.path().join("backup.db");
    figures.extend(copied("a backup", &world.database.parse()?, &Address::Sqlite(backup.clone()))?);
    fs::remove_file(backup)?;

    let server = Server::start()?;
    let address = server.create("town")?;
    figures.extend(copied("copying it to PostgreSQL", &world.database.parse()?, &address.parse()?)?);
    let over = World { database: address, ..world.clone() };
    figures.extend(pages("SQLite", &usual, &hosted(world, folder)?, effort)?);
    drop(usual);
    let usual = Hosted::start(world::USUAL, Some(&server.create("usual")?))?;
    figures.extend(pages("PostgreSQL", &usual, &hosted(over, tempfile::tempdir()?)?, effort)?);
    Ok(figures)
}

fn hosted(world: World, folder: TempDir) -> anyhow::Result<Hosted> {
    let (ports, process) = host(folder.path(), &world)?;
    Ok(Hosted { world, ports, process, folder })
}

fn once(what: &str, unit: &'static str, figure: f64) -> Figure {
    Figure::of(what, unit, &[figure], Limit::None)
}

fn megabytes(file: &Path) -> anyhow::Result<f64> {
    #[expect(clippy::cast_precision_loss, reason = "a size of a file")]
    Ok(fs::metadata(file)?.len() as f64 / 1e6)
}

/// What three years left to be done: mirrors, the figures of circles, asks that have expired.
async fn catch_up(world: &World) -> anyhow::Result<Vec<Figure>> {
    let app = world.open(&OpenOptions { durable: false, ..OpenOptions::default() })?;
    let worker = Worker::new(app.clone(), Transport::Off, Mailbox::new(None, "bench@bench.example")?);
    let (began, before) = (Instant::now(), process::cpu(std::process::id())?);
    let done = worker.run_due().await?;
    let (took, spent) = (began.elapsed(), process::cpu(std::process::id())? - before);
    let viewer = world.viewer;
    app.write(&Credential::System, move |cx| mirror::anew(cx, viewer)).await?;
    #[expect(clippy::cast_precision_loss, reason = "a count of jobs")]
    let done = done as f64;
    Ok(vec![
        once("jobs that three years left behind", "", done),
        once("doing all of them, one after another", "s", took.as_secs_f64()),
        Figure::of("CPU of a job", "ms", &[spent.as_secs_f64() * 1e3 / done.max(1.0)], Limit::AtMost(2.0)),
    ])
}

/// The program on it: how soon it is ready, and its memory.
fn start(folder: &Path, effort: Effort) -> anyhow::Result<Vec<Figure>> {
    let (mut ready, mut idle) = (Vec::new(), Vec::new());
    for _ in 0..effort.rounds {
        let (took, resident) = memory::start(folder)?;
        ready.push(took);
        idle.push(resident);
    }
    Ok(vec![
        Figure::of("ready on an existing database", "ms", &ready, Limit::AtMost(50.0)),
        Figure::of("resident memory, idle", "MB", &idle, Limit::AtMost(40.0)),
    ])
}

fn copied(what: &str, from: &Address, to: &Address) -> anyhow::Result<Vec<Figure>> {
    let began = Instant::now();
    let copied = mutua_storage::copy(from, to)?;
    #[expect(clippy::cast_precision_loss, reason = "a count of rows")]
    let rows = copied.rows as f64 / 1e6;
    Ok(vec![
        once(&format!("{what}, checked"), "s", began.elapsed().as_secs_f64()),
        once(&format!("{what}: rows"), "million", rows),
    ])
}

/// Pages in the town against the same ones in the usual community.
fn pages(on: &str, usual: &Hosted, town: &Hosted, effort: Effort) -> anyhow::Result<Vec<Figure>> {
    let mut figures = Vec::new();
    let circles = ("a circle", usual.world.page(), town.world.page());
    let others = PAGES.iter().map(|(name, path)| (*name, (*path).to_owned(), (*path).to_owned()));
    for (name, small, large) in [circles].into_iter().chain(others) {
        let (mut ratios, mut costs) = (Vec::new(), Vec::new());
        for round in 0..=effort.rounds {
            let (before, after) = (usual.cpu_of(&small, effort)?, town.cpu_of(&large, effort)?);
            if round > 0 {
                ratios.push(after / before);
                costs.push(after);
            }
        }
        let limit = if name == "a circle" { Limit::AtMost(1.2) } else { Limit::None };
        figures.push(Figure::of(format!("{on}: CPU of {name} ÷ in 200 people"), "", &ratios, limit));
        figures.push(Figure::of(format!("{on}: CPU of {name}"), "µs", &costs, Limit::None));
    }
    let plan = always(Request::get(&town.world.page(), &[("cookie", &town.world.cookie())]));
    let load = Load { to: town.ports.real, connections: 64, lasts: effort.lasts, status: 200, plan };
    let (mut tails, mut rates) = (Vec::new(), Vec::new());
    for _ in 0..effort.rounds {
        let (outcome, _) = measured(&town.process, &load)?;
        tails.push(outcome.quantile(0.99) / outcome.quantile(0.5));
        rates.push(outcome.rate);
    }
    figures.push(Figure::of(format!("{on}: p99 ÷ p50, 64 connections"), "", &tails, Limit::AtMost(8.0)));
    figures.push(Figure::of(format!("{on}: pages, 64 connections"), "a second", &rates, Limit::None));
    Ok(figures)
}
