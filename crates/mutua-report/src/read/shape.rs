//! What becomes of rows, apart from the form of the file.

use super::cell::{Bad, Cells};
use super::names::Names;

/// A column that a shape looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Want {
    pub name: String,
    pub needed: bool,
}

impl Want {
    pub fn needed(name: &str) -> Self {
        Self { name: name.to_owned(), needed: true }
    }

    pub fn optional(name: &str) -> Self {
        Self { name: name.to_owned(), needed: false }
    }
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Kept,
    /// It counts, but how much it was isn't known
    WithoutAmount,
    /// Giver and receiver are the same
    SelfHelp,
    /// Of another sort than what is wanted: read, and not kept
    Other,
}

/// What one thread gathers. It goes from block to block: what it knows of names stays, rows are given over to the shape.
pub(crate) trait Part: Send {
    /// Takes one row in. A row that is bad must leave no trace.
    fn row(&mut self, row: &impl Cells) -> Result<Fate, Bad>;
}

/// The whole that comes of a file.
pub(crate) trait Shape: Send {
    type Part: Part;

    /// The columns it looks for.
    fn wants(&self) -> Vec<Want>;

    /// Learns which of the wanted columns are there.
    fn found(&mut self, there: &[bool]);

    /// An empty part for one thread.
    fn part(&self) -> Self::Part;

    /// Takes over what a part has gathered of one block. Called in the order of the blocks in the file.
    fn take(&mut self, part: &mut Self::Part);
}

/// Names as one thread numbers them, and what their numbers are in the whole.
#[derive(Debug, Default)]
pub(crate) struct LocalNames {
    names: Names,
    whole: Vec<u32>,
}

impl LocalNames {
    /// The number of a text that is UTF-8.
    #[inline]
    pub fn intern(&mut self, name: &[u8]) -> u32 {
        // Texts are checked before, so there is always a number until memory for four thousand million texts is used.
        self.names.intern_bytes(name).unwrap_or_default()
    }

    /// Gives those that are new their numbers in the whole. Blocks come in order, so the whole is numbered by first
    /// appearance in the file, whichever thread read what.
    pub fn settle(&mut self, whole: &mut Names) {
        for id in self.whole.len()..self.names.len() {
            #[expect(clippy::cast_possible_truncation, reason = "names are numbered by u32")]
            self.whole.push(whole.intern(self.names.get(id as u32)));
        }
    }

    /// The number in the whole, after `settle`.
    #[inline]
    pub fn whole(&self, id: u32) -> u32 {
        self.whole[id as usize]
    }
}

/// Whether bytes are UTF-8.
#[inline]
pub(crate) fn is_text(bytes: &[u8]) -> bool {
    bytes.is_ascii() || std::str::from_utf8(bytes).is_ok()
}
