//! The figures, section by section. Each builds what it needs, and measures its sides in turns.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use anyhow::Context as _;
use tempfile::TempDir;

use crate::{
    host::Ports,
    http::Request,
    load::{Load, Outcome, always},
    process::Process,
    world::{self, Shape, World},
};

pub mod growth;
pub mod memory;
pub mod mirrors;
pub mod nodes;
pub mod page;
pub mod pledges;
pub mod postgres;
pub mod town;
pub mod wire;

/// How long and how often each side is measured.
#[derive(Debug, Clone, Copy)]
pub struct Effort {
    /// How many rounds.
    pub rounds: usize,
    /// How long one side of one round takes.
    pub lasts: Duration,
}

/// A community and the server on it.
#[derive(Debug)]
pub struct Hosted {
    /// What was made.
    pub world: World,
    /// Where its sides listen.
    pub ports: Ports,
    /// The server's process.
    pub process: Process,
    /// Where its files are.
    pub folder: TempDir,
}

impl Hosted {
    /// Makes a community and serves it.
    ///
    /// # Errors
    /// Where that fails.
    pub fn start(shape: Shape, postgres: Option<&str>) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let runtime = tokio::runtime::Runtime::new()?;
        let world = runtime.block_on(world::make(folder.path(), postgres, shape))?;
        // Its threads end with the runtime; the database is the server's then.
        drop(runtime);
        let (ports, process) = host(folder.path(), &world)?;
        Ok(Self { world, ports, process, folder })
    }

    /// The CPU that the server takes for a page, as the viewer opens it on 16 connections; in microseconds.
    ///
    /// # Errors
    /// Where the load fails.
    pub fn cpu_of(&self, path: &str, effort: Effort) -> anyhow::Result<f64> {
        self.cpu_at(self.ports.real, path, effort)
    }

    /// The same for the bare queries and rendering of the circle's page.
    ///
    /// # Errors
    /// Where the load fails.
    pub fn cpu_of_bare(&self, effort: Effort) -> anyhow::Result<f64> {
        self.cpu_at(self.ports.bare, &self.world.page(), effort)
    }

    fn cpu_at(&self, to: SocketAddr, path: &str, effort: Effort) -> anyhow::Result<f64> {
        let request = Request::get(path, &[("cookie", &self.world.cookie())]);
        let load = Load { to, connections: 16, lasts: effort.lasts, status: 200, plan: always(request) };
        Ok(measured(&self.process, &load)?.1)
    }
}

/// Starts a server on a community.
fn host(folder: &Path, world: &World) -> anyhow::Result<(Ports, Process)> {
    let file = folder.join("world.json");
    std::fs::write(&file, serde_json::to_vec(world)?)?;
    let mut process = Process::start(Command::new(std::env::current_exe()?).arg("host").arg(&file))?;
    let ports = serde_json::from_str(&process.line()?).context("the server's ports")?;
    Ok((ports, process))
}

/// A load, and the CPU that the server took for each answer, in microseconds.
///
/// # Errors
/// Where the load fails.
pub fn measured(process: &Process, load: &Load) -> anyhow::Result<(Outcome, f64)> {
    let before = process.cpu()?;
    let outcome = crate::load::run(load)?;
    let spent = (process.cpu()? - before).as_secs_f64() * 1e6;
    #[expect(clippy::cast_precision_loss, reason = "a count of answers")]
    let each = spent / outcome.answers.max(1) as f64;
    Ok((outcome, each))
}

/// The program `mutua` that was built beside this one.
///
/// # Errors
/// Where it isn't there.
pub fn product() -> anyhow::Result<PathBuf> {
    let path = std::env::current_exe()?.with_file_name("mutua");
    anyhow::ensure!(path.exists(), "{} isn't there: cargo build --release -p mutua-cli", path.display());
    Ok(path)
}
