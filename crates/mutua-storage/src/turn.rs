//! How long whoever asked waits for the database, and whether what they asked for still happens when they have gone.
//!
//! Work that is still waiting when its person is told to try again never runs. Work that runs can't be called back: its
//! person is told that nobody knows.

use std::{
    sync::atomic::{AtomicU8, AtomicU64, Ordering},
    time::{Duration, Instant},
};

/// How long work may wait for its turn, and how long PostgreSQL may keep silent while it runs.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);
/// How long PostgreSQL itself may take for a statement: less, so that it can say that it gave up.
pub(crate) const STATEMENT: Duration = Duration::from_secs(15);
/// How often to look.
pub(crate) const LOOK: Duration = Duration::from_secs(1);

const WAITS: u8 = 0;
const RUNS: u8 = 1;
const GIVEN_UP: u8 = 2;

/// The turn of one work.
#[derive(Debug)]
pub(crate) struct Turn {
    state: AtomicU8,
    since: Instant,
    /// When it was last heard of, in milliseconds since then.
    heard: AtomicU64,
}

impl Turn {
    /// It waits from now on.
    pub(crate) fn new() -> Self {
        Self { state: AtomicU8::new(WAITS), since: Instant::now(), heard: AtomicU64::new(0) }
    }

    /// It begins, perhaps once more; false where nobody wants it any longer.
    pub(crate) fn begin(&self) -> bool {
        self.sign();
        let before = self.state.compare_exchange(WAITS, RUNS, Ordering::AcqRel, Ordering::Acquire);
        before != Err(GIVEN_UP)
    }

    /// What it did was taken back, and it waits to begin once more.
    pub(crate) fn rests(&self) {
        let _ = self.state.compare_exchange(RUNS, WAITS, Ordering::AcqRel, Ordering::Acquire);
    }

    /// It goes on.
    pub(crate) fn sign(&self) {
        let now = u64::try_from(self.since.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.heard.store(now, Ordering::Relaxed);
    }

    /// Gives it up where it has waited too long; whether it was. It never begins then.
    pub(crate) fn is_over(&self) -> bool {
        self.since.elapsed() > PATIENCE
            && self.state.compare_exchange(WAITS, GIVEN_UP, Ordering::AcqRel, Ordering::Acquire).is_ok()
    }

    /// Whether it runs and wasn't heard of for too long.
    pub(crate) fn is_silent(&self) -> bool {
        let heard = Duration::from_millis(self.heard.load(Ordering::Relaxed));
        self.state.load(Ordering::Acquire) == RUNS && self.since.elapsed().saturating_sub(heard) > PATIENCE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting_for(time: Duration) -> Turn {
        Turn { since: Instant::now().checked_sub(time).unwrap(), ..Turn::new() }
    }

    #[test]
    fn what_waited_too_long_never_begins_and_what_began_is_not_given_up() {
        let turn = waiting_for(PATIENCE / 2);
        assert!(!turn.is_over() && turn.begin());
        let turn = waiting_for(PATIENCE * 2);
        assert!(turn.is_over() && !turn.begin());
        let turn = waiting_for(PATIENCE * 2);
        assert!(turn.begin() && !turn.is_over() && turn.begin(), "a second try is the same turn");
        turn.rests();
        assert!(turn.is_over() && !turn.begin(), "between two tries nothing of it is kept");
    }

    #[test]
    fn only_what_runs_is_silent() {
        let turn = waiting_for(PATIENCE * 2);
        assert!(!turn.is_silent());
        turn.begin();
        assert!(!turn.is_silent(), "it was heard of just now");
        turn.heard.store(0, Ordering::Relaxed);
        assert!(turn.is_silent());
    }
}
