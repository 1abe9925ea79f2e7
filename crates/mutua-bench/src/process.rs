//! A server in a process of its own, and what the system says of it.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use anyhow::{Context as _, ensure};

/// A process that ends with this value.
#[derive(Debug)]
pub struct Process {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

/// What a process says on standard error. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Said(Arc<Mutex<String>>);

impl Said {
    /// All of it so far.
    pub fn all(&self) -> String {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Process {
    /// Starts it; its standard error goes nowhere, its standard output is read.
    ///
    /// # Errors
    /// Where it can't be started.
    pub fn start(command: &mut Command) -> anyhow::Result<Self> {
        let loud = std::env::var_os("MUTUA_BENCH_LOG").is_some();
        Self::with_errors_to(command, if loud { Stdio::inherit() } else { Stdio::null() })
    }

    /// The same, and what it says on standard error is kept.
    ///
    /// # Errors
    /// Where it can't be started.
    pub fn start_heard(command: &mut Command) -> anyhow::Result<(Self, Said)> {
        let mut process = Self::with_errors_to(command, Stdio::piped())?;
        let errors = BufReader::new(process.child.stderr.take().context("no errors")?);
        let said = Said::default();
        let kept = Arc::clone(&said.0);
        std::thread::spawn(move || {
            for line in errors.lines().map_while(Result::ok) {
                let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                kept.push_str(&line);
                kept.push('\n');
            }
        });
        Ok((process, said))
    }

    fn with_errors_to(command: &mut Command, errors: Stdio) -> anyhow::Result<Self> {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(errors)
            .spawn()
            .with_context(|| format!("can't start {}", command.get_program().display()))?;
        let input = child.stdin.take().context("no way in")?;
        let output = BufReader::new(child.stdout.take().context("no way out")?);
        Ok(Self { child, input, output })
    }

    /// Its next line.
    ///
    /// # Errors
    /// Where it ended.
    pub fn line(&mut self) -> anyhow::Result<String> {
        let mut line = String::new();
        ensure!(self.output.read_line(&mut line)? > 0, "the process ended (MUTUA_BENCH_LOG=1 shows why)");
        Ok(line.trim().to_owned())
    }

    /// Says a line to it and reads the next one of its own.
    ///
    /// # Errors
    /// Where it ended.
    pub fn ask(&mut self, text: &str) -> anyhow::Result<String> {
        writeln!(self.input, "{text}")?;
        self.input.flush()?;
        self.line()
    }

    /// Tells it to end (SIGTERM) and waits until it has.
    ///
    /// # Errors
    /// Where it doesn't end in time, or not well.
    pub fn end_kindly(mut self, within: Duration) -> anyhow::Result<()> {
        let told = Command::new("kill").args(["-TERM", &self.id().to_string()]).status()?;
        ensure!(told.success(), "the process can't be told to end");
        let until = Instant::now() + within;
        loop {
            if let Some(status) = self.child.try_wait()? {
                ensure!(status.success(), "told to end, the process ended with {status}");
                return Ok(());
            }
            ensure!(Instant::now() < until, "told to end, the process goes on");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Its number.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The CPU that it took so far, all threads, in user and system mode.
    ///
    /// # Errors
    /// Where `/proc` doesn't say.
    pub fn cpu(&self) -> anyhow::Result<Duration> {
        cpu(self.id())
    }

    /// Its resident memory, in bytes.
    ///
    /// # Errors
    /// Where `/proc` doesn't say.
    pub fn resident(&self) -> anyhow::Result<u64> {
        let text = std::fs::read_to_string(format!("/proc/{}/status", self.id()))?;
        let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
        let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse()?;
        Ok(kilobytes * 1024)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The CPU that a process took so far. The kernel keeps it exactly, and tells it in hundredths of a second.
///
/// # Errors
/// Where `/proc` doesn't say.
pub fn cpu(process: u32) -> anyhow::Result<Duration> {
    let text = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    // The name, in brackets, can hold anything.
    let (_, rest) = text.rsplit_once(')').context("no name")?;
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let ticks = |at: usize| -> anyhow::Result<u64> { Ok(fields.get(at).context("too short")?.parse()?) };
    Ok(Duration::from_millis(10 * (ticks(11)? + ticks(12)?)))
}
