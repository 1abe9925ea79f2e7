//! Threads that take blocks, and take turns to give over what they found.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::careful::{Came, Careful};
use super::feed::Feed;
use super::header::Layout;
use super::quick::{self, Parsed};
use crate::read::ReadFailure;
use crate::read::rows::Rows;
use crate::read::shape::Shape;
use crate::read::source::About;
use crate::read::tally::{Journal, Tally};

/// A file whose header is read.
pub(super) struct Work<'a, R> {
    pub feed: Feed<'a, R>,
    /// The first block, and where its rows begin
    pub first: Vec<u8>,
    pub start: usize,
    pub layout: &'a Layout,
    pub about: About<'a>,
}

/// What the threads share beside the feed.
struct Whole<'a, S> {
    /// The block whose turn it is
    turn: u64,
    /// Lines before that block
    lines: u64,
    shape: &'a mut S,
    journal: Journal,
    end: Option<End>,
    /// Blocks that were taken from the feed before the careful parser took over
    handed_in: BTreeMap<u64, Vec<u8>>,
}

/// Why threads stop before the feed ends.
enum End {
    /// From here on one thread reads with the careful parser
    Careful,
    /// Reading failed
    Failed(ReadFailure),
}

struct Shared<'a, R, S> {
    feed: Mutex<Feed<'a, R>>,
    whole: Mutex<Whole<'a, S>>,
    turned: Condvar,
    layout: &'a Layout,
    about: About<'a>,
}

/// Reads all rows.
pub(super) fn run<R: Read + Send, S: Shape>(
    work: Work<'_, R>,
    journal: Journal,
    shape: &mut S,
) -> Result<Rows, ReadFailure> {
    let Work { feed, first, start, layout, about } = work;
    let lines = memchr::memchr_iter(b'\n', &first[..start]).count() as u64;
    let shared = Shared {
        feed: Mutex::new(feed),
        whole: Mutex::new(Whole { turn: 0, lines, shape, journal, end: None, handed_in: BTreeMap::new() }),
        turned: Condvar::new(),
        layout,
        about,
    };
    let mut first = Some(Block { number: 0, bytes: first, start });
    rayon::scope(|scope| {
        for _ in 0..rayon::current_num_threads() {
            let (shared, first) = (&shared, first.take());
            scope.spawn(move |_| shared.work(first));
        }
    });
    let whole = shared.whole.into_inner().unwrap_or_else(PoisonError::into_inner);
    match whole.end {
        Some(End::Failed(failure)) => Err(failure),
        _ => Ok(whole.journal.finish()),
    }
}

/// Wakes the others where a thread panics, so that none waits for a turn that never comes.
struct Alarm<'s, 'a, R, S>(&'s Shared<'a, R, S>);

impl<R, S> Drop for Alarm<'_, '_, R, S> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let failure = self.0.about.form("reading stopped at a fault of this program");
            locked(&self.0.whole).end = Some(End::Failed(failure));
            self.0.turned.notify_all();
        }
    }
}

struct Block {
    number: u64,
    bytes: Vec<u8>,
    /// Where its rows begin
    start: usize,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A thread that panicked while it held the lock ends the whole reading anyway.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<'a, R: Read + Send, S: Shape> Shared<'a, R, S> {
    /// What each thread does: takes blocks until there are no more.
    fn work(&self, first: Option<Block>) {
        let _alarm = Alarm(self);
        let mut part = locked(&self.whole).shape.part();
        let mut block = first.unwrap_or(Block { number: u64::MAX, bytes: Vec::new(), start: 0 });
        let mut ready = block.number == 0;
        loop {
            if !ready {
                match locked(&self.feed).next(&mut block.bytes) {
                    Ok(Some(number)) => (block.number, block.start) = (number, 0),
                    Ok(None) => return,
                    Err((number, error)) => return self.fail(number, block.bytes, error),
                }
            }
            ready = false;
            let skip = self.about.options.skip_bad_rows;
            let mut tally = Tally::default();
            let parsed = quick::parse(&block.bytes, block.start, self.layout, &mut part, &mut tally, skip);
            if !self.give_over(&mut block, parsed, tally, &mut part) {
                return;
            }
        }
    }

    /// A failure to read waits for its turn too, so that the first thing wrong in a file is what is told.
    fn fail(&self, number: u64, bytes: Vec<u8>, error: io::Error) {
        let mut whole = self.wait(number);
        match whole.end {
            Some(End::Careful) => drop(whole.handed_in.insert(number, bytes)),
            Some(End::Failed(_)) => {}
            None => whole.end = Some(End::Failed(self.about.failure(error))),
        }
        self.turned.notify_all();
    }

    /// Waits until it is a block's turn, or all ends.
    fn wait(&self, number: u64) -> MutexGuard<'_, Whole<'a, S>> {
        let mut whole = locked(&self.whole);
        while whole.turn != number && whole.end.is_none() {
            whole = self.turned.wait(whole).unwrap_or_else(PoisonError::into_inner);
        }
        whole
    }

    /// Waits for the block's turn and gives over what came of it. Says whether to go on with further blocks.
    fn give_over(&self, block: &mut Block, parsed: Parsed, tally: Tally, part: &mut S::Part) -> bool {
        let lines_of_block = memchr::memchr_iter(b'\n', &block.bytes[block.start..]).count() as u64;
        let mut whole = self.wait(block.number);
        match whole.end {
            Some(End::Careful) => {
                whole.handed_in.insert(block.number, std::mem::take(&mut block.bytes));
                self.turned.notify_all();
                return false;
            }
            Some(End::Failed(_)) => return false,
            None => {}
        }
        let lines = whole.lines;
        if let Err(failure) = whole.journal.add(tally, lines) {
            whole.end = Some(End::Failed(failure));
            self.turned.notify_all();
            return false;
        }
        whole.shape.take(part);
        if let Parsed::Until { offset, lines } = parsed {
            whole.lines += lines;
            whole.end = Some(End::Careful);
            self.turned.notify_all();
            self.go_on_carefully(whole, &block.bytes[offset..], block.number, part);
            return false;
        }
        whole.lines += lines_of_block;
        whole.turn += 1;
        self.turned.notify_all();
        true
    }

    /// Reads the rest of the file on this thread: the rest of this block, what others had taken, and the feed.
    fn go_on_carefully(
        &self,
        whole: MutexGuard<'_, Whole<'a, S>>,
        rest: &[u8],
        number: u64,
        part: &mut S::Part,
    ) {
        drop(whole);
        // Blocks are numbered as they are taken, so with the feed in hand it is known how many others hold.
        let mut feed = locked(&self.feed);
        let taken = feed.given() - number - 1;
        let mut whole = locked(&self.whole);
        while (whole.handed_in.len() as u64) < taken && !matches!(whole.end, Some(End::Failed(_))) {
            whole = self.turned.wait(whole).unwrap_or_else(PoisonError::into_inner);
        }
        if matches!(whole.end, Some(End::Failed(_))) {
            return;
        }
        let others = std::mem::take(&mut whole.handed_in).into_values().collect::<Vec<_>>().concat();
        let input = rest.chain(Cursor::new(others)).chain(&mut *feed);
        let mut careful = Careful::new(input, self.layout);
        let Whole { lines, shape, journal, end, .. } = &mut *whole;
        loop {
            let mut tally = Tally::default();
            let came = careful.block(part, &mut tally, self.about.options.skip_bad_rows);
            if let Err(failure) = journal.add(tally, *lines) {
                *end = Some(End::Failed(failure));
                return;
            }
            shape.take(part);
            match came {
                Ok(Came::Rows) => {}
                Ok(Came::End) => break,
                Err(error) => {
                    *end = Some(End::Failed(self.about.failure(error)));
                    break;
                }
            }
        }
        // Threads that come for more find nothing.
        feed.close();
    }
}
