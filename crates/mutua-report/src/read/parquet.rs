//! Parquet: the wanted columns of each row group, groups side by side.

use std::panic::{AssertUnwindSafe, catch_unwind};

use ::parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use rayon::prelude::*;

use super::ReadFailure;
use super::cell::{Cell, Cells};
use super::csv::places;
use super::rows::Rows;
use super::shape::Shape;
use super::source::About;
use super::tally::{Journal, Tally, Then};
use column::Column;

mod column;
mod shared;

pub(super) use shared::SharedFile;

/// Rows that are decoded at once.
const BATCH: usize = 8192;

/// Reads a Parquet file into a shape.
pub(super) fn read<C: ChunkReader + 'static, S: Shape>(
    input: C,
    about: About<'_>,
    shape: &mut S,
) -> Result<Rows, ReadFailure> {
    let reader = guarded(about, || SerializedFileReader::new(input).map_err(|error| error.to_string()))?;
    let columns = reader.metadata().file_metadata().schema_descr_ptr();
    let names: Vec<_> = columns.columns().iter().map(|column| column.path().string()).collect();
    let wants = shape.wants();
    let places = places(&names, &wants, about)?;
    for (want, place) in wants.iter().zip(&places) {
        if let Some(place) = place {
            column::meaning(columns.column(*place).as_ref())
                .map_err(|why| about.form(format!("column \"{}\" {why}", want.name)))?;
        }
    }
    shape.found(&places.iter().map(Option::is_some).collect::<Vec<_>>());
    let mut journal = Journal::new(about.file, wants, about.options.skip_bad_rows);
    let mut parts: Vec<_> = (0..rayon::current_num_threads().max(1)).map(|_| shape.part()).collect();
    let groups: Vec<_> = (0..reader.num_row_groups()).collect();
    let mut rows_before = 0;
    for some in groups.chunks(parts.len()) {
        let read_group = |(group, part): (&usize, &mut S::Part)| {
            guarded(about, || read_group(&reader, *group, &places, part, about.options.skip_bad_rows))
        };
        let done: Vec<_> = some.par_iter().zip(parts.par_iter_mut()).map(read_group).collect();
        for (done, part) in done.into_iter().zip(&mut parts) {
            let (tally, rows) = done?;
            journal.add(tally, rows_before)?;
            shape.take(part);
            rows_before += rows;
        }
    }
    Ok(journal.finish())
}

/// The parquet crate checks what it reads, yet a file made to harm might make it panic; that is a failure like others.
fn guarded<T>(about: About<'_>, work: impl FnOnce() -> Result<T, String>) -> Result<T, ReadFailure> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(|why| about.form(why)),
        Err(_) => Err(about.form("not a sound Parquet file")),
    }
}

/// Reads a row group; gives how many rows it has.
fn read_group<C: ChunkReader + 'static>(
    reader: &SerializedFileReader<C>,
    group: usize,
    places: &[Option<usize>],
    part: &mut impl super::shape::Part,
    skip: bool,
) -> Result<(Tally, u64), String> {
    let group = reader.get_row_group(group).map_err(|error| error.to_string())?;
    let mut tally = Tally::default();
    let mut columns = places
        .iter()
        .map(|place| place.map(|place| Column::open(group.as_ref(), place)).transpose())
        .collect::<Result<Vec<_>, _>>()?;
    let mut done = 0_u64;
    loop {
        let mut rows = None;
        for column in columns.iter_mut().flatten() {
            let read = column.read(BATCH)?;
            if *rows.get_or_insert(read) != read {
                return Err("columns of different lengths".to_owned());
            }
        }
        let rows = rows.unwrap_or_default();
        if rows == 0 {
            return Ok((tally, done));
        }
        for row in 0..rows {
            let line = done + row as u64 + 1;
            if tally.row(part, &Row { columns: &columns, row }, line, skip) == Then::Stop {
                return Ok((tally, done));
            }
        }
        done += rows as u64;
    }
}

struct Row<'a> {
    columns: &'a [Option<Column>],
    row: usize,
}

impl Cells for Row<'_> {
    #[inline]
    fn cell(&self, wanted: usize) -> Cell<'_> {
        self.columns[wanted].as_ref().map_or(Cell::Nothing, |column| column.cell(self.row))
    }
}
