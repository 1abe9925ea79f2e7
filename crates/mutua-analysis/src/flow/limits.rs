//! How much work may be done.

use std::fmt;

/// How much work a function may do before it answers with what it has.
///
/// `work` counts looks at a tie, so that the same limit gives the same answer on every machine and at every load. `stop`
/// is asked now and then; a caller who has a clock can end the work by it, and gives up repeatability with that.
///
/// ```
/// use mutua_analysis::flow::Limits;
///
/// let unlimited = Limits::none();
/// let counted = Limits::work(1_000_000);
/// let asked = Limits { work: None, stop: Some(&|| false) };
/// # let _ = (unlimited, counted, asked);
/// ```
#[derive(Clone, Copy, Default)]
pub struct Limits<'a> {
    /// The most looks at a tie; none: as many as it takes
    pub work: Option<u64>,
    /// Whether to end now
    pub stop: Option<&'a (dyn Fn() -> bool + Sync)>,
}

impl Limits<'_> {
    /// As much work as it takes.
    #[must_use]
    pub const fn none() -> Self {
        Self { work: None, stop: None }
    }

    /// At most this many looks at a tie.
    #[must_use]
    pub const fn work(work: u64) -> Self {
        Self { work: Some(work), stop: None }
    }

    pub(crate) fn meter(&self) -> Meter<'_> {
        Meter { limits: *self, spent: 0, ask_at: BETWEEN_ASKS, ended: self.work == Some(0) }
    }
}

impl fmt::Debug for Limits<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Limits").field("work", &self.work).field("stop", &self.stop.is_some()).finish()
    }
}

/// Looks at a tie between two questions whether to end: some hundred microseconds.
const BETWEEN_ASKS: u64 = 1 << 16;

/// Counts work against [`Limits`].
pub(crate) struct Meter<'a> {
    limits: Limits<'a>,
    spent: u64,
    ask_at: u64,
    ended: bool,
}

impl Meter<'_> {
    /// Counts work that was done.
    pub fn spend(&mut self, looks: usize) {
        self.spent += looks as u64;
        if self.limits.work.is_some_and(|most| self.spent >= most) {
            self.ended = true;
        }
        if self.spent >= self.ask_at {
            self.ask_at = self.spent + BETWEEN_ASKS;
            if self.limits.stop.is_some_and(|stop| stop()) {
                self.ended = true;
            }
        }
    }

    /// Whether the limits are reached.
    pub const fn ended(&self) -> bool {
        self.ended
    }

    /// The work done so far.
    pub const fn spent(&self) -> u64 {
        self.spent
    }
}
