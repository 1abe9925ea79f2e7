//! What the lanes of a database measure of themselves: how long work waits and runs, how long a commit takes, how often
//! writers got in each other's way. Numbers alone; whoever shows them to the operator registers them.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
};

/// From a quick read from memory to the patience of a person, in seconds.
const TIMES: [f64; 12] = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.0, 10.0];

/// Which way into the database.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct LaneLabel {
    /// `read` or `write`.
    pub lane: &'static str,
}

fn histogram() -> Histogram {
    Histogram::new(TIMES)
}

/// The measures of a [`Store`](crate::Store). Clones share them.
#[derive(Debug, Clone)]
pub struct Meter {
    /// Work that waits for its turn.
    pub waiting: Family<LaneLabel, Gauge>,
    /// How long it waited, in seconds.
    pub waits: Family<LaneLabel, Histogram, fn() -> Histogram>,
    /// How long it ran, in seconds, each try of it.
    pub runs: Family<LaneLabel, Histogram, fn() -> Histogram>,
    /// How long a commit took, in seconds: on SQLite one for several writes.
    pub commits: Histogram,
    /// Writes that were in another's way and ran again.
    pub conflicts: Counter,
    reads: Arc<Lane>,
    writes: Arc<Lane>,
}

/// One lane's own measures, found once.
#[derive(Debug)]
struct Lane {
    waiting: Gauge,
    wait: Histogram,
    run: Histogram,
}

impl Default for Meter {
    fn default() -> Self {
        let waiting = Family::<LaneLabel, Gauge>::default();
        let [waits, runs] = [histogram as fn() -> Histogram; 2].map(Family::new_with_constructor);
        let lane = |lane| {
            let label = LaneLabel { lane };
            Arc::new(Lane {
                waiting: waiting.get_or_create_owned(&label),
                wait: Family::get_or_create_owned(&waits, &label),
                run: Family::get_or_create_owned(&runs, &label),
            })
        };
        let (reads, writes) = (lane("read"), lane("write"));
        Self { waiting, waits, runs, commits: histogram(), conflicts: Counter::default(), reads, writes }
    }
}

impl Meter {
    /// Measures one work on its way through a lane, from when it is handed in.
    pub(crate) fn enter(&self, write: bool) -> Passage {
        let lane = Arc::clone(if write { &self.writes } else { &self.reads });
        lane.waiting.inc();
        Passage { lane, handed_in: Some(Instant::now()) }
    }
}

/// One work on its way through a lane.
#[derive(Debug)]
pub(crate) struct Passage {
    lane: Arc<Lane>,
    /// Until it runs for the first time.
    handed_in: Option<Instant>,
}

impl Passage {
    /// It runs now. When did it begin?
    pub(crate) fn begins(&mut self) -> Instant {
        let now = Instant::now();
        if let Some(handed_in) = self.handed_in.take() {
            self.lane.waiting.dec();
            self.lane.wait.observe(seconds(now - handed_in));
        }
        now
    }

    /// It ran.
    pub(crate) fn ran(&self, since: Instant) {
        self.lane.run.observe(seconds(since.elapsed()));
    }
}

impl Drop for Passage {
    /// It never ran: the database was closed, or couldn't be reached.
    fn drop(&mut self) {
        if self.handed_in.is_some() {
            self.lane.waiting.dec();
        }
    }
}

pub(crate) const fn seconds(time: Duration) -> f64 {
    time.as_secs_f64()
}
