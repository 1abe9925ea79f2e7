//! Lines without surprises, as quickly as can be.

use super::header::Layout;
use crate::read::cell::{Cell, Cells};
use crate::read::shape::Part;
use crate::read::tally::{Tally, Then};

/// How far a block was parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parsed {
    /// To its end
    All,
    /// Up to a line that only the careful parser can read: where it begins, and how many lines come before it
    Until { offset: usize, lines: u64 },
    /// Up to a bad row, where reading stops
    Stopped,
}

/// Fields of one line.
struct Line<'a> {
    block: &'a [u8],
    fields: &'a [(usize, usize)],
    layout: &'a Layout,
}

impl Cells for Line<'_> {
    #[inline]
    fn cell(&self, wanted: usize) -> Cell<'_> {
        match self.layout.places[wanted] {
            Some(place) => {
                let (start, end) = self.fields[place];
                Cell::Text(trimmed(&self.block[start..end]))
            }
            None => Cell::Nothing,
        }
    }
}

/// Parses the lines of a block from `start` on.
pub(super) fn parse(
    block: &[u8],
    start: usize,
    layout: &Layout,
    part: &mut impl Part,
    tally: &mut Tally,
    skip: bool,
) -> Parsed {
    if memchr::memchr2(b'"', b'\r', &block[start..]).is_none() {
        return parse_plain(block, start, layout, part, tally, skip);
    }
    let mut fields = Vec::with_capacity(layout.columns + 1);
    let (mut at, mut lines) = (start, 0);
    while at < block.len() {
        let end = memchr::memchr(b'\n', &block[at..]).map_or(block.len(), |found| at + found);
        let text_end = if end > at && block[end - 1] == b'\r' { end - 1 } else { end };
        if text_end > at {
            fields.clear();
            if !split(block, at, text_end, layout.delimiter, &mut fields) {
                return Parsed::Until { offset: at, lines };
            }
            let then = if fields.len() == layout.columns {
                tally.row(part, &Line { block, fields: &fields, layout }, lines + 1, skip)
            } else {
                tally.wrong_number(fields.len(), layout.columns, lines + 1, skip)
            };
            if then == Then::Stop {
                return Parsed::Stopped;
            }
        }
        lines += 1;
        at = end + 1;
    }
    Parsed::All
}

/// Parses lines where delimiters and line ends are all that matters.
fn parse_plain(
    block: &[u8],
    start: usize,
    layout: &Layout,
    part: &mut impl Part,
    tally: &mut Tally,
    skip: bool,
) -> Parsed {
    let mut rows = PlainRows {
        block,
        layout,
        fields: vec![(0, 0); layout.columns],
        field: 0,
        field_start: start,
        line_start: start,
        lines: 0,
    };
    let (delimiter, line_end) = (u64::from(layout.delimiter) * ONES, u64::from(b'\n') * ONES);
    let mut at = start;
    let mut words = block[start..].chunks_exact(8);
    for word in &mut words {
        let word = word.first_chunk().map_or(0, |word| u64::from_le_bytes(*word));
        let mut found = equal_bytes(word, delimiter) | equal_bytes(word, line_end);
        while found != 0 {
            if rows.mark(at + found.trailing_zeros() as usize / 8, part, tally, skip) == Then::Stop {
                return Parsed::Stopped;
            }
            found &= found - 1;
        }
        at += 8;
    }
    for byte in words.remainder() {
        if (*byte == layout.delimiter || *byte == b'\n') && rows.mark(at, part, tally, skip) == Then::Stop {
            return Parsed::Stopped;
        }
        at += 1;
    }
    if rows.line_start < block.len() && rows.row(block.len(), part, tally, skip) == Then::Stop {
        return Parsed::Stopped;
    }
    Parsed::All
}

const ONES: u64 = 0x0101_0101_0101_0101;

/// The highest bit of each byte of `word` that equals the byte of `pattern`.
#[inline]
fn equal_bytes(word: u64, pattern: u64) -> u64 {
    const LOW: u64 = 0x7f * ONES;
    let other = word ^ pattern;
    !(((other & LOW) + LOW) | other | LOW)
}

/// The row that is being put together.
struct PlainRows<'a> {
    block: &'a [u8],
    layout: &'a Layout,
    fields: Vec<(usize, usize)>,
    field: usize,
    field_start: usize,
    line_start: usize,
    lines: u64,
}

impl PlainRows<'_> {
    /// A delimiter or a line end.
    #[inline]
    fn mark(&mut self, at: usize, part: &mut impl Part, tally: &mut Tally, skip: bool) -> Then {
        if self.block[at] == b'\n' {
            return self.row(at, part, tally, skip);
        }
        if let Some(field) = self.fields.get_mut(self.field) {
            *field = (self.field_start, at);
        }
        self.field += 1;
        self.field_start = at + 1;
        Then::Go
    }

    /// The end of a line.
    #[inline]
    fn row(&mut self, end: usize, part: &mut impl Part, tally: &mut Tally, skip: bool) -> Then {
        let mut then = Then::Go;
        if end > self.line_start {
            if let Some(field) = self.fields.get_mut(self.field) {
                *field = (self.field_start, end);
            }
            then = if self.field + 1 == self.layout.columns {
                let line = Line { block: self.block, fields: &self.fields, layout: self.layout };
                tally.row(part, &line, self.lines + 1, skip)
            } else {
                tally.wrong_number(self.field + 1, self.layout.columns, self.lines + 1, skip)
            };
        }
        self.lines += 1;
        self.field = 0;
        (self.line_start, self.field_start) = (end + 1, end + 1);
        then
    }
}

/// Without spaces around; mostly there are none.
#[inline]
fn trimmed(value: &[u8]) -> &[u8] {
    match value {
        [first, .., last] if *first > b' ' && *last > b' ' => value,
        _ => value.trim_ascii(),
    }
}

/// Splits a line; says no where it isn't simple.
fn split(block: &[u8], mut at: usize, end: usize, delimiter: u8, fields: &mut Vec<(usize, usize)>) -> bool {
    loop {
        let field_end = match block[at..end].first() {
            Some(b'"') => {
                let Some(closing) = memchr::memchr(b'"', &block[at + 1..end]) else { return false };
                let closing = at + 1 + closing;
                if memchr::memchr(b'\r', &block[at..closing]).is_some() {
                    return false;
                }
                fields.push((at + 1, closing));
                closing + 1
            }
            _ => {
                let field_end = memchr::memchr(delimiter, &block[at..end]).map_or(end, |found| at + found);
                if memchr::memchr2(b'"', b'\r', &block[at..field_end]).is_some() {
                    return false;
                }
                fields.push((at, field_end));
                field_end
            }
        };
        if field_end == end {
            return true;
        }
        if block[field_end] != delimiter {
            return false;
        }
        at = field_end + 1;
    }
}
