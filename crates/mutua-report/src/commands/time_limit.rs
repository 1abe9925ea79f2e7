//! How long a command may look for the largest circulation.

use std::time::{Duration, Instant};

use clap::Args;
use mutua_analysis::flow::Limits;

/// The option `--time-limit`.
#[derive(Debug, Clone, Args)]
pub struct TimeLimit {
    /// How long to look for the share of help that comes back around. Where it isn't found by then, a bracket is told
    /// that holds it for certain [default: as much work as takes about a minute, counted so that results repeat
    /// themselves]
    #[arg(long = "time-limit", value_name = "SECONDS", value_parser = seconds)]
    pub seconds: Option<Duration>,
}

/// Looks at a tie: they take about a minute where ties are too many for a processor's cache.
const WORK: u64 = 600_000_000;

impl TimeLimit {
    /// Runs `work` under the limit: by the clock where one was given, else by counting.
    pub(super) fn within<T>(&self, work: impl FnOnce(&Limits<'_>) -> T) -> T {
        let Some(seconds) = self.seconds else { return work(&Limits::work(WORK)) };
        let start = Instant::now();
        work(&Limits { work: None, stop: Some(&|| start.elapsed() >= seconds) })
    }

    /// Whether so many draws may be afforded of which each takes so much work: with a clock all are begun.
    pub(super) fn affords(&self, work: u64, draws: usize) -> bool {
        self.seconds.is_some() || work.saturating_mul(draws as u64) < WORK_OF_DRAWS
    }
}

/// For all draws of a null together.
const WORK_OF_DRAWS: u64 = 4_000_000_000;

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number of seconds".to_owned())?;
    Duration::try_from_secs_f64(seconds).map_err(|_| "not a number of seconds from 0 up".to_owned())
}
