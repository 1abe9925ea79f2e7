//! CSV, by blocks on many threads.
//!
//! Threads take blocks of whole lines from the file one after another, parse them apart, and give over what they found
//! in the order of the file. The quick parser knows plain lines and simple quotes. Where it meets anything else (a
//! quote within a value, a line end within quotes) the careful parser takes over from that line to the end of the
//! file, by the rules of the `csv` crate: only it can tell where the next row begins.

mod careful;
mod feed;
mod header;
mod quick;
mod threads;

use std::io::Read;

pub(super) use header::places;

use super::ReadFailure;
use super::progress::Progress;
use super::rows::Rows;
use super::shape::Shape;
use super::source::About;
use super::tally::Journal;

/// Reads CSV into a shape.
pub(super) fn read<S: Shape>(
    input: impl Read + Send,
    about: About<'_>,
    progress: &Progress,
    shape: &mut S,
) -> Result<Rows, ReadFailure> {
    let mut feed = feed::Feed::new(input, progress);
    let first = feed.first().map_err(|error| about.failure(error))?;
    let wants = shape.wants();
    let (layout, start) = header::read(&first, &wants, about)?;
    shape.found(&layout.there());
    let journal = Journal::new(about.file, wants, about.options.skip_bad_rows);
    threads::run(threads::Work { feed, first, start, layout: &layout, about }, journal, shape)
}
