//! All of CSV by the rules of `csv-core`, on one thread.

use std::io::{self, Read};

use super::feed::{LONGEST_LINE, too_long};
use super::header::Layout;
use crate::read::cell::{Cell, Cells};
use crate::read::shape::Part;
use crate::read::tally::{Tally, Then};

/// Rows after which the shape takes over what was gathered.
const ROWS_A_BLOCK: usize = 1 << 16;

/// Rows of a stream.
pub(super) struct Careful<'a, R> {
    parser: csv_core::Reader,
    input: R,
    layout: &'a Layout,
    buffer: Vec<u8>,
    /// What of the buffer isn't parsed yet
    at: usize,
    /// Line ends before `at`
    lines: u64,
    ended: bool,
    /// Values of the record at hand, one after another, and where each ends
    values: Vec<u8>,
    ends: Vec<usize>,
}

struct Record<'a> {
    values: &'a [u8],
    ends: &'a [usize],
    layout: &'a Layout,
}

impl Cells for Record<'_> {
    fn cell(&self, wanted: usize) -> Cell<'_> {
        match self.layout.places[wanted] {
            Some(place) => {
                let start = if place == 0 { 0 } else { self.ends[place - 1] };
                Cell::Text(self.values[start..self.ends[place]].trim_ascii())
            }
            None => Cell::Nothing,
        }
    }
}

/// What came of a block of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Came {
    /// Rows, and more may follow
    Rows,
    /// The end of the file, or a bad row where reading stops
    End,
}

impl<'a, R: Read> Careful<'a, R> {
    pub fn new(input: R, layout: &'a Layout) -> Self {
        Self {
            parser: csv_core::ReaderBuilder::new().delimiter(layout.delimiter).build(),
            input,
            layout,
            buffer: Vec::new(),
            at: 0,
            lines: 0,
            ended: false,
            values: vec![0; 1024],
            ends: vec![0; layout.columns + 1],
        }
    }

    /// Parses some thousand rows. Lines are counted from where this parser began.
    pub fn block(&mut self, part: &mut impl Part, tally: &mut Tally, skip: bool) -> io::Result<Came> {
        for _ in 0..ROWS_A_BLOCK {
            if !self.skip_to_record()? {
                return Ok(Came::End);
            }
            let line = self.lines + 1;
            let Some(fields) = self.record()? else { return Ok(Came::End) };
            let record = Record { values: &self.values, ends: &self.ends[..fields], layout: self.layout };
            let then = if fields == self.layout.columns {
                tally.row(part, &record, line, skip)
            } else {
                tally.wrong_number(fields, self.layout.columns, line, skip)
            };
            if then == Then::Stop {
                return Ok(Came::End);
            }
        }
        Ok(Came::Rows)
    }

    /// Goes over line ends to where a record begins; says no at the end. So the line of a record is known: csv-core
    /// counts lines too, but leaves the second half of a line end to the next record.
    fn skip_to_record(&mut self) -> io::Result<bool> {
        loop {
            while let Some(byte) = self.buffer.get(self.at) {
                match byte {
                    b'\n' => self.lines += 1,
                    b'\r' => {}
                    _ => return Ok(true),
                }
                self.at += 1;
            }
            if self.ended {
                return Ok(false);
            }
            self.refill()?;
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        const CHUNK: usize = 1 << 16;
        self.buffer.resize(CHUNK, 0);
        let read = loop {
            match self.input.read(&mut self.buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read?,
            }
        };
        self.buffer.truncate(read);
        self.at = 0;
        self.ended = read == 0;
        Ok(())
    }

    /// Parses one record, and gives how many values it has.
    fn record(&mut self) -> io::Result<Option<usize>> {
        let (mut written, mut fields) = (0, 0);
        loop {
            if self.at == self.buffer.len() && !self.ended {
                self.refill()?;
            }
            let input = &self.buffer[self.at..];
            let (result, read, wrote, ended) =
                self.parser.read_record(input, &mut self.values[written..], &mut self.ends[fields..]);
            self.lines += memchr::memchr_iter(b'\n', &input[..read]).count() as u64;
            self.at += read;
            written += wrote;
            fields += ended;
            match result {
                csv_core::ReadRecordResult::InputEmpty => {}
                csv_core::ReadRecordResult::OutputFull if self.values.len() >= LONGEST_LINE => {
                    return Err(too_long());
                }
                csv_core::ReadRecordResult::OutputFull => self.values.resize(self.values.len() * 2, 0),
                csv_core::ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                csv_core::ReadRecordResult::Record => return Ok(Some(fields)),
                csv_core::ReadRecordResult::End => return Ok(None),
            }
        }
    }
}
