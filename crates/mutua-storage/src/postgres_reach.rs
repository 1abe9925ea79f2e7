//! How the threads of PostgreSQL share the work while it is away, or has no room for all of them.

use std::{
    collections::VecDeque,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use crate::{error::StorageError, store::Work};

/// How long work waits for a database that is away, counted from when it was first found to be.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long nobody tries again once patience is over.
const BREATH: Duration = Duration::from_millis(250);

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How work is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    Read,
    Write,
}

/// Work that waits, and how it is done.
pub(crate) type Task = (Work, Sort);

/// Work that waits for a thread. Reads and writes have a lane each, so that neither has to wait for the other while there
/// are connections enough; where there aren't, any connection does both.
#[derive(Default)]
pub(crate) struct Lane {
    waiting: Mutex<Waiting>,
    news: Condvar,
}

#[derive(Default)]
struct Waiting {
    works: VecDeque<Task>,
    /// How many threads have a connection.
    connected: usize,
    is_closed: bool,
}

impl Lane {
    pub(crate) fn give(&self, task: Task) {
        locked(&self.waiting).works.push_back(task);
        self.news.notify_one();
    }

    /// What a thread took and can't do.
    pub(crate) fn give_back(&self, task: Task) {
        locked(&self.waiting).works.push_front(task);
        self.news.notify_one();
    }

    /// All that waits goes to another lane.
    pub(crate) fn hand_over(&self, to: &Self) {
        let works = std::mem::take(&mut locked(&self.waiting).works);
        works.into_iter().for_each(|task| to.give(task));
    }

    /// The next work; [`None`] once the lane is closed and empty.
    pub(crate) fn take(&self) -> Option<Task> {
        let mut waiting = locked(&self.waiting);
        loop {
            if let Some(task) = waiting.works.pop_front() {
                return Some(task);
            }
            if waiting.is_closed {
                return None;
            }
            waiting = self.news.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }

    pub(crate) fn close(&self) {
        locked(&self.waiting).is_closed = true;
        self.news.notify_all();
    }

    /// How many threads have a connection.
    pub(crate) fn connected(&self) -> usize {
        locked(&self.waiting).connected
    }

    /// One more, or one less.
    pub(crate) fn count(&self, by: isize) {
        let mut waiting = locked(&self.waiting);
        waiting.connected = waiting.connected.saturating_add_signed(by);
    }
}

/// What all threads know of a database that is away: so that many who wait are told after the same few seconds, and not one
/// after the other.
#[derive(Default)]
pub(crate) struct Reach(Mutex<Option<Away>>);

struct Away {
    since: Instant,
    tried: Instant,
    error: StorageError,
}

impl Reach {
    /// Tries until it succeeds, or patience is over.
    pub(crate) fn patiently<T>(
        &self,
        attempt: impl Fn() -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
        loop {
            if let Some(error) = self.just_failed() {
                return Err(error);
            }
            match attempt() {
                Ok(reached) => return Ok(reached),
                Err(error) if self.is_over(&error) => return Err(error),
                Err(_) => thread::sleep(BREATH),
            }
        }
    }

    /// It was reached.
    pub(crate) fn is_there(&self) {
        *locked(&self.0) = None;
    }

    /// Why it failed just now, where it has for long.
    fn just_failed(&self) -> Option<StorageError> {
        let away = locked(&self.0);
        let away = away.as_ref()?;
        (away.since.elapsed() > PATIENCE && away.tried.elapsed() < BREATH).then(|| away.error.clone())
    }

    /// Keeps a failure; whether patience is over.
    fn is_over(&self, error: &StorageError) -> bool {
        let now = Instant::now();
        let mut away = locked(&self.0);
        let away = away.get_or_insert_with(|| Away { since: now, tried: now, error: error.clone() });
        away.tried = now;
        away.error.clone_from(error);
        away.since.elapsed() > PATIENCE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn away() -> Result<(), StorageError> {
        Err(StorageError::Unavailable("away".into()))
    }

    #[test]
    fn whoever_waits_for_a_database_that_is_away_is_told_after_the_same_few_seconds() {
        let reach = Reach::default();
        let started = Instant::now();
        thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| assert!(reach.patiently(away).is_err()));
            }
        });
        assert!(started.elapsed() > PATIENCE && started.elapsed() < PATIENCE * 2, "{:?}", started.elapsed());
        for _ in 0..100 {
            assert!(reach.patiently(away).is_err());
        }
        assert!(started.elapsed() < PATIENCE * 2, "the next are told at once: {:?}", started.elapsed());
        thread::sleep(BREATH);
        assert!(reach.patiently(|| Ok(())).is_ok(), "and it is tried again");
    }
}
