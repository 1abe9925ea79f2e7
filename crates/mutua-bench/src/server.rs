//! A PostgreSQL of its own, on loopback, as durable as it is by default; it can be killed and started again.

use std::{
    ffi::OsString,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail, ensure};
use postgres::NoTls;
use tempfile::TempDir;

/// A server that ends with this value.
#[derive(Debug)]
pub struct Server {
    home: TempDir,
    binaries: PathBuf,
    port: u16,
    child: Child,
}

impl Server {
    /// Makes one and starts it.
    ///
    /// # Errors
    /// Where PostgreSQL isn't installed, or doesn't start.
    pub fn start() -> anyhow::Result<Self> {
        let binaries =
            binaries().context("PostgreSQL isn't installed (Debian: apt-get install postgresql)")?;
        let home = tempfile::tempdir()?;
        own(home.path())?;
        let data = home.path().join("data");
        let mut command = as_user(&binaries.join("initdb"))?;
        command.arg("-D").arg(&data).args(["-U", "mutua", "--auth=trust", "--encoding=UTF8", "--locale=C"]);
        let made = command.current_dir(home.path()).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        ensure!(made.success(), "initdb failed in {}", home.path().display());
        // It trusts 127.0.0.1 alone.
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let child = launch(&binaries, home.path(), port)?;
        let server = Self { home, binaries, port, child };
        server.wait()?;
        Ok(server)
    }

    /// Whether PostgreSQL is installed.
    pub fn is_installed() -> bool {
        binaries().is_some()
    }

    /// Makes a database; its address.
    ///
    /// # Errors
    /// Where it can't be made.
    pub fn create(&self, name: &str) -> anyhow::Result<String> {
        let mut client = postgres::Client::connect(&self.address("postgres"), NoTls)?;
        client.batch_execute(&format!("CREATE DATABASE {name}"))?;
        Ok(self.address(name))
    }

    fn address(&self, database: &str) -> String {
        format!("postgres://mutua@127.0.0.1:{}/{database}", self.port)
    }

    /// Kills it at once, all of its processes.
    ///
    /// # Errors
    /// Where `/proc` doesn't say which they are.
    pub fn kill(&mut self) -> anyhow::Result<()> {
        let mut all = vec![self.child.id()];
        all.extend(children(self.child.id())?);
        let numbers: Vec<String> = all.iter().map(u32::to_string).collect();
        // Some may have ended by themselves meanwhile.
        Command::new("kill").arg("-9").args(&numbers).stderr(Stdio::null()).status()?;
        self.child.wait()?;
        let until = Instant::now() + Duration::from_secs(10);
        while all.iter().any(|number| is_alive(*number)) {
            ensure!(Instant::now() < until, "PostgreSQL's processes don't end");
            thread::sleep(Duration::from_millis(10));
        }
        Ok(())
    }

    /// Starts it again.
    ///
    /// # Errors
    /// Where it doesn't start.
    pub fn restart(&mut self) -> anyhow::Result<()> {
        let _ = std::fs::remove_file(self.home.path().join("data/postmaster.pid"));
        self.child = launch(&self.binaries, self.home.path(), self.port)?;
        self.wait()
    }

    fn wait(&self) -> anyhow::Result<()> {
        let until = Instant::now() + Duration::from_secs(60);
        loop {
            match postgres::Client::connect(&self.address("postgres"), NoTls) {
                Ok(_) => return Ok(()),
                Err(error) if Instant::now() > until => {
                    let log = std::fs::read_to_string(self.home.path().join("log")).unwrap_or_default();
                    bail!("PostgreSQL doesn't start: {error}\n{log}");
                }
                Err(_) => thread::sleep(Duration::from_millis(50)),
            }
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.kill();
    }
}

fn binaries() -> Option<PathBuf> {
    let has = |folder: &PathBuf| folder.join("initdb").exists();
    if let Some(folder) = std::env::var_os("MUTUA_POSTGRES_BIN").map(PathBuf::from).filter(has) {
        return Some(folder);
    }
    let mut folders: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(has)
        .collect();
    folders.sort();
    folders.pop()
}

/// PostgreSQL refuses to run as root; then it runs as its own user.
fn as_user(program: &Path) -> anyhow::Result<Command> {
    let Some(user) = user()? else { return Ok(Command::new(program)) };
    let mut command = Command::new("setpriv");
    command.args(["--reuid", user, "--regid", user, "--clear-groups", "--"]).arg(program);
    Ok(command)
}

fn own(folder: &Path) -> anyhow::Result<()> {
    let Some(user) = user()? else { return Ok(()) };
    let changed = Command::new("chown").arg(user).arg(folder).status()?;
    ensure!(changed.success(), "{} can't be given to {user}", folder.display());
    Ok(())
}

/// The user as whom PostgreSQL runs where this runs as root.
fn user() -> anyhow::Result<Option<&'static str>> {
    let me = Command::new("id").arg("-u").output()?;
    let root = String::from_utf8_lossy(&me.stdout).trim() == "0";
    Ok(root.then_some("postgres"))
}

fn launch(binaries: &Path, home: &Path, port: u16) -> anyhow::Result<Child> {
    let log = std::fs::OpenOptions::new().create(true).append(true).open(home.join("log"))?;
    let setting = |text: &str| [OsString::from("-c"), OsString::from(text)];
    let mut command = as_user(&binaries.join("postgres"))?;
    command.arg("-D").arg(home.join("data")).args(["-p", &port.to_string()]);
    for text in ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200"] {
        command.args(setting(text));
    }
    command.current_dir(home).stdout(Stdio::null()).stderr(log);
    command.spawn().context("can't start postgres")
}

fn children(parent: u32) -> anyhow::Result<Vec<u32>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir("/proc")? {
        let Some(number) = entry?.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        let Ok(text) = std::fs::read_to_string(format!("/proc/{number}/stat")) else { continue };
        let fields = text.rsplit_once(')').map_or("", |(_, rest)| rest);
        if fields.split_whitespace().nth(1) == Some(&parent.to_string()) {
            found.push(number);
        }
    }
    Ok(found)
}

fn is_alive(process: u32) -> bool {
    std::fs::read_to_string(format!("/proc/{process}/stat"))
        .is_ok_and(|text| text.rsplit_once(')').is_some_and(|(_, rest)| !rest.trim_start().starts_with('Z')))
}
