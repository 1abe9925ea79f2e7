//! Load: so many connections that each send their next request when the last one was answered.

use std::{
    net::SocketAddr,
    process::Command,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, ensure};

use crate::http::{Connection, Request};

/// What connection number `.0` sends as its request number `.1`; nothing ends it.
pub type Plan = Arc<dyn Fn(usize, usize) -> Option<Request> + Send + Sync>;

/// Which load.
#[derive(Clone)]
pub struct Load {
    /// Where to.
    pub to: SocketAddr,
    /// How many connections.
    pub connections: usize,
    /// For how long.
    pub lasts: Duration,
    /// The status that every answer has.
    pub status: u16,
    /// What is sent.
    pub plan: Plan,
}

/// What came of it.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// How many answers a second.
    pub rate: f64,
    /// How many answers.
    pub answers: usize,
    /// How long each took, sorted, in microseconds.
    pub took: Vec<u32>,
}

impl Outcome {
    /// The time within which such a share of the answers came, in microseconds.
    pub fn quantile(&self, share: f64) -> f64 {
        if self.took.is_empty() {
            return f64::NAN;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "an index of a list that is in memory"
        )]
        let at = ((self.took.len() - 1) as f64 * share).round() as usize;
        f64::from(self.took[at])
    }
}

/// The same request by every connection.
pub fn always(request: Request) -> Plan {
    Arc::new(move |_, _| Some(request.clone()))
}

/// Runs a load, on two threads of its own.
///
/// # Errors
/// Where a connection ends early, or an answer has another status.
pub fn run(load: &Load) -> anyhow::Result<Outcome> {
    let threads = load.connections.min(2);
    let started = Instant::now();
    let running: Vec<_> = (0..threads)
        .map(|thread| {
            let load = load.clone();
            thread::spawn(move || half(&load, thread, threads))
        })
        .collect();
    let mut took = Vec::new();
    for thread in running {
        took.extend(thread.join().map_err(|_| anyhow::anyhow!("the load panicked"))??);
    }
    let elapsed = started.elapsed().as_secs_f64();
    took.sort_unstable();
    #[expect(clippy::cast_precision_loss, reason = "a count of answers")]
    let rate = took.len() as f64 / elapsed;
    Ok(Outcome { rate, answers: took.len(), took })
}

/// The same request by `wrk`, which takes more of the machine for each answer than the load here: how many answers a
/// second. Nothing where it isn't installed.
///
/// # Errors
/// Where it fails, or some answers aren't 2xx.
pub fn wrk(
    to: SocketAddr,
    path: &str,
    cookie: &str,
    connections: usize,
    lasts: Duration,
) -> anyhow::Result<Option<f64>> {
    let mut command = Command::new("wrk");
    command.args(["-t2", &format!("-c{connections}"), &format!("-d{}s", lasts.as_secs().max(1))]);
    command.args(["-H", &format!("cookie: {cookie}"), &format!("http://{to}{path}")]);
    let output = match command.output() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        output => output.context("wrk doesn't run")?,
    };
    let said = String::from_utf8_lossy(&output.stdout);
    ensure!(output.status.success() && !said.contains("Non-2xx"), "wrk: {said}");
    let rate =
        said.lines().find_map(|line| line.strip_prefix("Requests/sec:")).context("wrk gave no rate")?;
    Ok(Some(rate.trim().parse().context("wrk's rate")?))
}

fn half(load: &Load, thread: usize, threads: usize) -> anyhow::Result<Vec<u32>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let local = tokio::task::LocalSet::new();
    local.block_on(&runtime, async {
        let until = Instant::now() + load.lasts;
        let tasks: Vec<_> = (thread..load.connections)
            .step_by(threads)
            .map(|number| tokio::task::spawn_local(one(load.clone(), number, until)))
            .collect();
        let mut took = Vec::new();
        for task in tasks {
            took.extend(task.await??);
        }
        Ok(took)
    })
}

async fn one(load: Load, number: usize, until: Instant) -> anyhow::Result<Vec<u32>> {
    let mut connection = Connection::open(load.to).await.context("the server doesn't listen")?;
    let mut took = Vec::new();
    for count in 0.. {
        if Instant::now() >= until {
            break;
        }
        let Some(request) = (load.plan)(number, count) else { break };
        let sent = Instant::now();
        let reply = connection.exchange(&request).await?;
        ensure!(
            reply.status == load.status,
            "status {} instead of {}: {}",
            reply.status,
            load.status,
            String::from_utf8_lossy(&reply.body[..reply.body.len().min(400)])
        );
        took.push(u32::try_from(sent.elapsed().as_micros()).unwrap_or(u32::MAX));
    }
    Ok(took)
}
