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
                Cell::Text(self.block[start..end].trim_ascii())
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
