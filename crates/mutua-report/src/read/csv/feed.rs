//! Blocks of whole lines from a stream of bytes.

use std::io::{self, Read};

use crate::read::progress::Progress;

/// Bytes of a block, about. Large enough that taking turns costs nothing, small enough that what a block holds stays
/// near the processor.
#[cfg(not(test))]
const BLOCK: usize = 4 << 20;
/// Small in tests, so that they see many blocks.
#[cfg(test)]
const BLOCK: usize = 64;

/// The longest line that is taken.
pub(super) const LONGEST_LINE: usize = 16 << 20;

/// Gives a stream in blocks that end where a line ends.
#[derive(Debug)]
pub(super) struct Feed<'a, R> {
    input: R,
    progress: &'a Progress,
    /// What was read behind the last line end
    rest: Vec<u8>,
    /// How many blocks were given
    given: u64,
    ended: bool,
}

impl<'a, R: Read> Feed<'a, R> {
    pub fn new(input: R, progress: &'a Progress) -> Self {
        Self { input, progress, rest: Vec::new(), given: 0, ended: false }
    }

    /// The first block, without a byte order mark.
    pub fn first(&mut self) -> io::Result<Vec<u8>> {
        let mut block = Vec::new();
        self.next(&mut block).map_err(|(_, error)| error)?;
        if block.starts_with(b"\xef\xbb\xbf") {
            block.drain(..3);
        }
        Ok(block)
    }

    /// How many blocks were given.
    pub fn given(&self) -> u64 {
        self.given
    }

    /// Gives no more blocks.
    pub fn close(&mut self) {
        self.rest.clear();
        self.ended = true;
    }

    /// Fills `block` with the next lines and gives its number; nothing at the end. A failure has its number too, and
    /// is the last that is given.
    pub fn next(&mut self, block: &mut Vec<u8>) -> Result<Option<u64>, (u64, io::Error)> {
        match self.fill(block) {
            Ok(()) if block.is_empty() => return Ok(None),
            Ok(()) => self.given += 1,
            Err(error) => {
                self.given += 1;
                self.close();
                return Err((self.given - 1, error));
            }
        }
        Ok(Some(self.given - 1))
    }

    fn fill(&mut self, block: &mut Vec<u8>) -> io::Result<()> {
        block.clear();
        std::mem::swap(block, &mut self.rest);
        let mut seen = 0;
        while !self.ended {
            let read = self.input.by_ref().take(BLOCK as u64).read_to_end(block)?;
            self.progress.add(read);
            self.ended = read == 0;
            match memchr::memrchr(b'\n', &block[seen..]) {
                Some(at) if !self.ended => {
                    let end = seen + at + 1;
                    self.rest.clear();
                    self.rest.extend_from_slice(&block[end..]);
                    block.truncate(end);
                    break;
                }
                _ => seen = block.len(),
            }
            if seen > LONGEST_LINE {
                return Err(too_long());
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Feed<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.rest.is_empty() {
            let read = self.input.read(buffer)?;
            self.progress.add(read);
            return Ok(read);
        }
        let taken = self.rest.len().min(buffer.len());
        buffer[..taken].copy_from_slice(&self.rest[..taken]);
        self.rest.drain(..taken);
        Ok(taken)
    }
}

/// The failure of a line without end.
pub(super) fn too_long() -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidData,
        "a line is longer than 16 MiB (a quote that isn't closed, or not a CSV file?)",
    )
}
