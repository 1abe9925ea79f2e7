//! Memory of the program `mutua` on the demo, and how soon it is ready.

use std::{
    net::SocketAddr,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, ensure};
use mutua_domain::{Clock, Entropy};
use mutua_service::{App, Credential, InstanceKey, circles, people, sign_in};
use mutua_storage::{Address, OpenOptions, Store};

use crate::{
    http::Request,
    load::{Load, always},
    place::{free, wait_until_ready},
    process::Process,
    report::{Figure, Limit},
    sections::{Effort, product},
};

/// How long the program may take to end. What is measured is the usual start; after a crash the log is read once more.
const END: Duration = Duration::from_secs(20);

/// On SQLite.
///
/// # Errors
/// Where the program or the load fails.
pub fn run(effort: Effort) -> anyhow::Result<Vec<Figure>> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("demo");
    fill(&data)?;
    let (path, session) = tokio::runtime::Runtime::new()?.block_on(somebody(&data))?;
    let (mut ready, mut idle, mut busy) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..effort.rounds {
        let (process, at, took) = serve(&data)?;
        ready.push(took.as_secs_f64() * 1000.0);
        idle.push(resting(&process)?);
        busy.push(megabytes(under_load(&process, at, &path, &session, effort.lasts)?));
        process.end_kindly(END)?;
    }
    Ok(vec![
        Figure::of("resident memory, demo idle", "MB", &idle, Limit::AtMost(40.0)),
        Figure::of("resident memory under 256 connections", "MB", &busy, Limit::AtMost(120.0)),
        Figure::of("ready on an existing database", "ms", &ready, Limit::AtMost(50.0)),
    ])
}

/// Starts the program on a folder: how soon it is ready, in milliseconds, and its memory at rest, in megabytes.
///
/// # Errors
/// Where it doesn't start.
pub fn start(data: &Path) -> anyhow::Result<(f64, f64)> {
    let (process, _, took) = serve(data)?;
    let resident = resting(&process)?;
    process.end_kindly(END)?;
    Ok((took.as_secs_f64() * 1000.0, resident))
}

/// Its memory a while after it began, in megabytes: once it has given back what the start needed.
fn resting(process: &Process) -> anyhow::Result<f64> {
    thread::sleep(Duration::from_secs(5));
    Ok(megabytes(process.resident()?))
}

fn megabytes(bytes: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a few million")]
    let bytes = bytes as f64;
    bytes / 1e6
}

fn fill(data: &Path) -> anyhow::Result<()> {
    let mut command = Command::new(product()?);
    command.args(["demo", "--fill-only", "--listen", "127.0.0.1:0", "--data"]).arg(data);
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    ensure!(status.success(), "the demo can't be filled");
    Ok(())
}

/// The page of someone's largest circle, and a session of theirs.
async fn somebody(data: &Path) -> anyhow::Result<(String, String)> {
    let store = Store::open(&Address::Sqlite(data.join("mutua.db")), &OpenOptions::default())?;
    let key = InstanceKey::from_hex(&std::fs::read_to_string(data.join("instance.key"))?).context("a key")?;
    let app = App::new(store, Clock::system(), Entropy::system(), key, mutua_service::Settings::default());
    let nobody = || mutua_service::Error::NotFound;
    let found = app
        .write(&Credential::System, move |cx| {
            let person = people::by_email(cx, "hamid@lanna.example")?.ok_or_else(nobody)?;
            Ok((person, sign_in::open_session(cx, person, Some("bench"))?))
        })
        .await;
    let (person, session) = found.context("the demo's people")?;
    let mine = app.read(&Credential::Person(person), circles::mine).await?;
    let largest = mine.iter().max_by_key(|circle| circle.members).context("no circle")?;
    Ok((format!("/circles/{}", largest.id), session))
}

/// Starts the program and waits until it is ready; how long that took.
fn serve(data: &Path) -> anyhow::Result<(Process, SocketAddr, Duration)> {
    let at = free()?;
    let mut command = Command::new(product()?);
    // One person asks for as much as a town; the counting itself is part of what is measured.
    command
        .args(["serve", "--mail", "off", "--limits", "1000", "--listen", &at.to_string(), "--data"])
        .arg(data);
    let started = Instant::now();
    let process = Process::start(&mut command)?;
    wait_until_ready(at)?;
    Ok((process, at, started.elapsed()))
}

/// The most memory that is seen while 256 connections ask for a page and for the news.
fn under_load(
    process: &Process,
    to: SocketAddr,
    path: &str,
    session: &str,
    lasts: Duration,
) -> anyhow::Result<u64> {
    let request =
        Request::get(path, &[("cookie", &format!("mutua={session}")), ("accept-encoding", "gzip, br")]);
    let load = Load { to, connections: 256, lasts: lasts * 2, status: 200, plan: always(request) };
    let running = thread::spawn(move || crate::load::run(&load));
    let mut most = 0;
    while !running.is_finished() {
        most = most.max(process.resident()?);
        thread::sleep(Duration::from_millis(20));
    }
    running.join().map_err(|_| anyhow::anyhow!("the load panicked"))??;
    Ok(most)
}
