//! Helps on their way from a file to a log: held while they are few, else on disk, so that memory doesn't grow with them.
//!
//! What is more than [`HELD`] goes into a temporary file that has no name any more from its beginning on: it is gone with
//! the process, however that ends. Persons and kinds get their final numbers only after the last row, so sorting comes
//! then: in runs of [`HELD`], which are merged each time that the log asks.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use mutua_analysis::log::{Help, Kind, SortedHelps, ToldBy, by_pair};
use rayon::prelude::*;

/// How many helps are held: 64 MB.
const HELD: usize = 2_000_000;
/// How many of a run are read at once while runs are merged.
const AT_ONCE: usize = 8_192;

/// Takes helps in, in any order.
#[derive(Debug)]
pub(super) struct Spool {
    held: Vec<Help>,
    most: usize,
    file: Option<BufWriter<File>>,
    in_file: usize,
    failed: Option<io::Error>,
}

/// All helps, sorted.
#[derive(Debug)]
pub(super) enum Spooled {
    Here(Vec<Help>),
    OnDisk(Arc<Runs>),
}

impl Spool {
    pub fn new() -> Self {
        Self::holding(HELD)
    }

    fn holding(most: usize) -> Self {
        Self { held: Vec::new(), most, file: None, in_file: 0, failed: None }
    }

    /// Takes one help in. A failure to write is told at the end.
    pub fn add(&mut self, help: Help) {
        if self.held.len() == self.most && self.failed.is_none() {
            self.failed = self.write().err();
        }
        // After a failure nothing will come of it anyway.
        if self.failed.is_none() {
            self.held.push(help);
        }
    }

    fn write(&mut self) -> io::Result<()> {
        if self.file.is_none() {
            self.file = Some(BufWriter::with_capacity(1 << 18, tempfile::tempfile()?));
        }
        if let Some(file) = &mut self.file {
            for help in self.held.drain(..) {
                file.write_all(&bytes(&help))?;
                self.in_file += 1;
            }
        }
        Ok(())
    }

    /// Gives persons and kinds their final numbers, and sorts.
    ///
    /// # Errors
    /// Where the temporary file can't be written or read.
    pub fn sorted(mut self, renumber: impl Fn(Help) -> Help + Sync) -> io::Result<Spooled> {
        if let Some(failed) = self.failed {
            return Err(failed);
        }
        if self.file.is_none() {
            self.held.par_iter_mut().for_each(|help| *help = renumber(*help));
            return Ok(Spooled::Here(self.held));
        }
        self.write()?;
        let (all, most) = (self.in_file, self.most);
        let Some(file) = self.file.take() else { return Ok(Spooled::Here(self.held)) };
        let mut unsorted = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        unsorted.seek(SeekFrom::Start(0))?;
        let mut to = BufWriter::with_capacity(1 << 18, tempfile::tempfile()?);
        let mut runs = Vec::new();
        while let Some(run) = next_run(all, most, &runs) {
            self.held.clear();
            for _ in run.clone().step_by(AT_ONCE) {
                let some = AT_ONCE.min(run.len() - self.held.len());
                read(&mut unsorted, some, &mut self.held)?;
            }
            self.held.par_iter_mut().for_each(|help| *help = renumber(*help));
            self.held.par_sort_unstable_by(by_pair);
            self.held.iter().try_for_each(|help| to.write_all(&bytes(help)))?;
            runs.push(run);
        }
        let file = to.into_inner().map_err(io::IntoInnerError::into_error)?;
        Ok(Spooled::OnDisk(Arc::new(Runs { file: Mutex::new(file), runs })))
    }
}

fn next_run(all: usize, most: usize, before: &[Range<usize>]) -> Option<Range<usize>> {
    let from = before.last().map_or(0, |run| run.end);
    (from < all).then(|| from..all.min(from + most))
}

/// Sorted runs in a file without a name.
#[derive(Debug)]
pub(super) struct Runs {
    file: Mutex<File>,
    runs: Vec<Range<usize>>,
}

impl SortedHelps for Runs {
    fn all(&self) -> Box<dyn Iterator<Item = Result<Help, String>> + '_> {
        let waiting = self.runs.iter().map(|run| Run { left: run.clone(), read: Vec::new() }).collect();
        let mut merged = Merged { of: self, runs: waiting, heap: BinaryHeap::new(), failed: None };
        for run in 0..self.runs.len() {
            merged.advance(run);
        }
        Box::new(merged)
    }
}

/// What of a run hasn't come yet.
struct Run {
    left: Range<usize>,
    /// What was read of it, the next one last
    read: Vec<Help>,
}

struct Merged<'a> {
    of: &'a Runs,
    runs: Vec<Run>,
    heap: BinaryHeap<First>,
    failed: Option<io::Error>,
}

impl Merged<'_> {
    /// Puts the next help of a run into the heap, if there is one.
    fn advance(&mut self, at: usize) {
        let run = &mut self.runs[at];
        if run.read.is_empty() && !run.left.is_empty() {
            let some = AT_ONCE.min(run.left.len());
            let mut file = self.of.file.lock().unwrap_or_else(PoisonError::into_inner);
            let place = (run.left.start * BYTES) as u64;
            let done = file.seek(SeekFrom::Start(place)).and_then(|_| read(&mut file, some, &mut run.read));
            self.failed = self.failed.take().or(done.err());
            run.read.reverse();
            run.left.start += some;
        }
        if let Some(help) = run.read.pop() {
            self.heap.push(First { help, run: at });
        }
    }
}

impl Iterator for Merged<'_> {
    type Item = Result<Help, String>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(failed) = self.failed.take() {
            self.heap.clear();
            return Some(Err(format!("a temporary file: {failed}")));
        }
        let First { help, run } = self.heap.pop()?;
        self.advance(run);
        Some(Ok(help))
    }
}

/// The next help of a run; the heap has the least on top.
struct First {
    help: Help,
    run: usize,
}

impl Ord for First {
    fn cmp(&self, other: &Self) -> Ordering {
        by_pair(&other.help, &self.help).then(other.run.cmp(&self.run))
    }
}

impl PartialOrd for First {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for First {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for First {}

/// Of a help in a file.
const BYTES: usize = 27;

fn bytes(help: &Help) -> [u8; BYTES] {
    let mut bytes = [0; BYTES];
    bytes[..8].copy_from_slice(&help.time.to_le_bytes());
    bytes[8..12].copy_from_slice(&help.giver.to_le_bytes());
    bytes[12..16].copy_from_slice(&help.receiver.to_le_bytes());
    bytes[16..24].copy_from_slice(&help.minutes.to_le_bytes());
    bytes[24..26].copy_from_slice(&help.kind.0.to_le_bytes());
    bytes[26] = match help.told_by {
        None => 0,
        Some(ToldBy::Giver) => 1,
        Some(ToldBy::Receiver) => 2,
        Some(ToldBy::Both) => 3,
    };
    bytes
}

fn help(bytes: &[u8; BYTES]) -> Help {
    let [a, b, c, d, e, f, g, h, rest @ ..] = *bytes;
    let [i, j, k, l, m, n, o, p, rest @ ..] = rest;
    let [q, r, s, t, u, v, w, x, y, z, told_by] = rest;
    Help {
        time: i64::from_le_bytes([a, b, c, d, e, f, g, h]),
        giver: u32::from_le_bytes([i, j, k, l]),
        receiver: u32::from_le_bytes([m, n, o, p]),
        minutes: f64::from_le_bytes([q, r, s, t, u, v, w, x]),
        kind: Kind(u16::from_le_bytes([y, z])),
        told_by: match told_by {
            1 => Some(ToldBy::Giver),
            2 => Some(ToldBy::Receiver),
            3 => Some(ToldBy::Both),
            _ => None,
        },
    }
}

/// Adds the next helps of a file, at most [`AT_ONCE`].
fn read(file: &mut File, some: usize, to: &mut Vec<Help>) -> io::Result<()> {
    let mut raw = vec![0; some * BYTES];
    file.read_exact(&mut raw)?;
    to.extend(raw.as_chunks::<BYTES>().0.iter().map(help));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some_helps() -> Vec<Help> {
        (0..500_u32)
            .map(|row| Help {
                time: i64::from(row * 7919 % 501) - 250,
                giver: row * 31 % 17,
                receiver: 17 + row * 13 % 5,
                kind: Kind((row % 3) as u16),
                minutes: f64::from(row) / 7.0,
                told_by: [None, Some(ToldBy::Giver), Some(ToldBy::Receiver), Some(ToldBy::Both)]
                    [row as usize % 4],
            })
            .collect()
    }

    #[test]
    fn what_is_on_disk_comes_back_in_order_each_time() {
        let turned = |help: Help| Help { giver: 16 - help.giver, ..help };
        let mut expected: Vec<Help> = some_helps().into_iter().map(turned).collect();
        expected.sort_by(by_pair);
        for most in [1, 7, 499, 500, 501] {
            let mut spool = Spool::holding(most);
            some_helps().into_iter().for_each(|help| spool.add(help));
            match spool.sorted(turned).expect("a temporary file") {
                Spooled::Here(mut helps) => {
                    assert!(most >= 500, "{most}");
                    helps.sort_by(by_pair);
                    assert_eq!(helps, expected);
                }
                Spooled::OnDisk(runs) => {
                    assert!(most < 500, "{most}");
                    for _ in 0..2 {
                        let helps: Result<Vec<Help>, String> = runs.all().collect();
                        assert_eq!(helps.expect("a temporary file"), expected, "{most}");
                    }
                }
            }
        }
    }
}
