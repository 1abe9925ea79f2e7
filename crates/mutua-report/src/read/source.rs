//! From a source to a shape: opens it and sees which form it has.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

use super::progress::Progress;
use super::rows::Rows;
use super::shape::Shape;
use super::{ReadFailure, ReadOptions, Source, csv, parquet};

/// Marks the beginning and the end of a Parquet file.
const PARQUET_MARK: [u8; 4] = *b"PAR1";

/// What messages and counts need to know of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct About<'a> {
    pub file: &'a str,
    pub options: ReadOptions,
}

impl About<'_> {
    pub fn failure(&self, why: std::io::Error) -> ReadFailure {
        ReadFailure::File { file: self.file.to_owned(), why }
    }

    pub fn form(&self, why: impl Into<String>) -> ReadFailure {
        ReadFailure::Form { file: self.file.to_owned(), why: why.into() }
    }
}

/// Reads all of a source into a shape.
pub(super) fn read<S: Shape>(
    source: &Source,
    options: ReadOptions,
    shape: &mut S,
) -> Result<Rows, ReadFailure> {
    let name = source.name();
    let about = About { file: &name, options };
    match source {
        Source::File(path) => read_file(path, about, shape),
        Source::Stdin => {
            let progress = Progress::new(options.progress, None);
            csv::read(std::io::stdin(), about, &progress, shape)
        }
        Source::Bytes(_, bytes) if bytes.starts_with(&PARQUET_MARK) => {
            parquet::read(bytes.clone(), about, shape)
        }
        Source::Bytes(_, bytes) => {
            csv::read(Cursor::new(bytes.clone()), about, &Progress::new(false, None), shape)
        }
    }
}

fn read_file<S: Shape>(path: &Path, about: About<'_>, shape: &mut S) -> Result<Rows, ReadFailure> {
    let mut file = File::open(path).map_err(|error| about.failure(error))?;
    let length = file.metadata().map_err(|error| about.failure(error))?;
    if length.is_dir() {
        return Err(about.form("a folder, not a file"));
    }
    let mut start = Vec::with_capacity(PARQUET_MARK.len());
    let mark = u64::try_from(PARQUET_MARK.len()).unwrap_or_default();
    file.by_ref().take(mark).read_to_end(&mut start).map_err(|error| about.failure(error))?;
    let named_so = path
        .extension()
        .is_some_and(|ext| ext.eq_ignore_ascii_case("parquet") || ext.eq_ignore_ascii_case("pq"));
    if start == PARQUET_MARK || (named_so && !start.is_empty()) {
        let file = parquet::SharedFile::new(file).map_err(|error| about.failure(error))?;
        return parquet::read(file, about, shape);
    }
    let progress = Progress::new(about.options.progress, length.is_file().then_some(length.len()));
    csv::read(Cursor::new(start).chain(file), about, &progress, shape)
}
