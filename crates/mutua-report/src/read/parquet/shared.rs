//! A file in which several threads read at once.
//!
//! `File` itself won't do: its clones share one place in the file, so that threads read from where another has just
//! gone to.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use ::parquet::errors::{ParquetError, Result};
use ::parquet::file::reader::{ChunkReader, Length};
use bytes::Bytes;

/// The file; each reader of it has a place of its own.
pub(in crate::read) struct SharedFile {
    file: Arc<Mutex<File>>,
    length: u64,
}

impl SharedFile {
    pub fn new(file: File) -> io::Result<Self> {
        let length = file.metadata()?.len();
        Ok(Self { file: Arc::new(Mutex::new(file)), length })
    }

    fn from(&self, at: u64) -> From {
        From { file: Arc::clone(&self.file), at }
    }
}

/// Reads from a place on.
pub(in crate::read) struct From {
    file: Arc<Mutex<File>>,
    at: u64,
}

impl Read for From {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.at))?;
        let read = file.read(into)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Length for SharedFile {
    fn len(&self) -> u64 {
        self.length
    }
}

impl ChunkReader for SharedFile {
    type T = BufReader<From>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        Ok(BufReader::new(self.from(start)))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        // A file may claim any length, so room is made only for what is there.
        if start.checked_add(length as u64).is_none_or(|end| end > self.length) {
            let what = format!("{length} bytes at {start} of a file of {}", self.length);
            return Err(ParquetError::EOF(what));
        }
        let mut bytes = vec![0; length];
        self.from(start).read_exact(&mut bytes)?;
        Ok(bytes.into())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use rayon::prelude::*;

    use super::*;

    #[test]
    fn each_reader_keeps_its_place() {
        let mut file = tempfile::tempfile().unwrap();
        let content: Vec<u8> = (0..1_000_000_u32).flat_map(u32::to_le_bytes).collect();
        file.write_all(&content).unwrap();
        let shared = SharedFile::new(file).unwrap();
        let mut readers = [0, 400, 40_000].map(|start| (start, shared.get_read(start as u64).unwrap()));
        for _ in 0..100 {
            for (at, reader) in &mut readers {
                let mut read = [0; 777];
                reader.read_exact(&mut read).unwrap();
                assert_eq!(read, content[*at..*at + 777]);
                *at += 777;
            }
        }
        (0..2_000_usize).into_par_iter().for_each(|chunk| {
            let start = chunk * 1_999;
            assert_eq!(shared.get_bytes(start as u64, 1_500).unwrap(), content[start..start + 1_500]);
        });
        assert!(shared.get_bytes(3_999_999, 2).is_err());
        assert!(shared.get_bytes(u64::MAX, 2).is_err());
        assert!(shared.get_bytes(0, usize::MAX).is_err());
    }
}
