//! Counts what becomes of rows: first for a block, then for the file.

use super::ReadFailure;
use super::cell::{Bad, Cell, Cells};
use super::rows::{Place, Reason, Rows};
use super::shape::{Fate, Part, Want};

/// How many places of bad rows a block remembers for each reason; the file as a whole keeps no more.
const REMEMBERED: usize = 3;
/// How much of a bad value a message shows, in characters.
const SHOWN: usize = 40;

/// What became of the rows of one block.
#[derive(Debug, Default)]
pub(super) struct Tally {
    read: u64,
    kept: u64,
    self_help: u64,
    without_amount: u64,
    bad: Vec<BadRows>,
}

#[derive(Debug)]
struct BadRows {
    reason: Reason,
    rows: u64,
    /// Line within the block, wanted column, value
    first: Vec<(u64, Option<usize>, String)>,
}

/// Whether to read on after a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    Go,
    Stop,
}

impl Tally {
    /// Gives a row to a part, and counts what became of it.
    #[inline]
    pub fn row(&mut self, part: &mut impl Part, row: &impl Cells, line: u64, skip: bool) -> Then {
        self.read += 1;
        match part.row(row) {
            Ok(Fate::Kept) => self.kept += 1,
            Ok(Fate::SelfHelp) => self.self_help += 1,
            Ok(Fate::Other) => {}
            Ok(Fate::WithoutAmount) => {
                self.kept += 1;
                self.without_amount += 1;
            }
            Err(bad) => return self.bad(bad, row.cell(bad.wanted), line, skip),
        }
        Then::Go
    }

    /// Counts a row with too few or too many values.
    #[cold]
    pub fn wrong_number(&mut self, there: usize, expected: usize, line: u64, skip: bool) -> Then {
        self.read += 1;
        let value = format!("{there} instead of {expected}");
        self.note(Reason::WrongNumberOfValues, (line, None, value), skip)
    }

    #[cold]
    fn bad(&mut self, bad: Bad, cell: Cell<'_>, line: u64, skip: bool) -> Then {
        self.note(bad.reason, (line, Some(bad.wanted), cell.text(show)), skip)
    }

    fn note(&mut self, reason: Reason, place: (u64, Option<usize>, String), skip: bool) -> Then {
        let at = self.bad.iter().position(|bad| bad.reason == reason).unwrap_or_else(|| {
            self.bad.push(BadRows { reason, rows: 0, first: Vec::new() });
            self.bad.len() - 1
        });
        let bad = &mut self.bad[at];
        bad.rows += 1;
        if bad.first.len() < REMEMBERED {
            bad.first.push(place);
        }
        if skip { Then::Go } else { Then::Stop }
    }
}

fn show(value: &[u8]) -> String {
    let text = String::from_utf8_lossy(value);
    let mut shown: String =
        text.chars().take(SHOWN).map(|char| if char.is_control() { '\u{fffd}' } else { char }).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

/// What became of the rows of a file.
#[derive(Debug)]
pub(super) struct Journal {
    rows: Rows,
    wants: Vec<Want>,
    skip: bool,
}

impl Journal {
    pub fn new(file: &str, wants: Vec<Want>, skip: bool) -> Self {
        Self { rows: Rows { file: file.to_owned(), ..Rows::default() }, wants, skip }
    }

    /// Adds the next block, whose lines follow `lines_before`.
    pub fn add(&mut self, tally: Tally, lines_before: u64) -> Result<(), ReadFailure> {
        self.rows.read += tally.read;
        self.rows.kept += tally.kept;
        self.rows.self_help += tally.self_help;
        self.rows.without_amount += tally.without_amount;
        for bad in tally.bad {
            let mut places = bad.first.into_iter().map(|(line, wanted, value)| Place {
                line: lines_before + line,
                column: wanted.map(|wanted| self.wants[wanted].name.clone()),
                value,
            });
            if self.skip {
                self.rows.skip(bad.reason, bad.rows, places);
            } else if let Some(place) = places.next() {
                return Err(ReadFailure::Row { file: self.rows.file.clone(), place, reason: bad.reason });
            }
        }
        Ok(())
    }

    pub fn finish(self) -> Rows {
        self.rows
    }
}
