//! Brings a result to where it is wanted.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use serde::Serialize;

use super::{Failure, Format, OutputArgs, Surroundings, Text};
use crate::html::Page;

/// A result in all its forms. Its JSON is its `Serialize`: keys in the order of the fields, no number that JSON lacks.
pub trait Report: Serialize {
    /// The form for a terminal.
    fn text(&self, text: &mut Text);

    /// The form to be looked at.
    fn page(&self) -> Page;
}

/// Writes a result in the wanted form to where it is wanted.
///
/// # Errors
/// Where it can't be written.
pub fn deliver(
    report: &impl Report,
    args: &OutputArgs,
    surroundings: &mut Surroundings<'_>,
) -> Result<(), Failure> {
    let form = match args.format {
        Format::Json => {
            // Of a large input it is larger than all else in memory, so it is written as it comes.
            let json = |to: &mut dyn Write| -> io::Result<()> {
                serde_json::to_writer_pretty(&mut *to, report)?;
                to.write_all(b"\n")
            };
            return match &args.output {
                Some(path) => write_whole_with(path, json),
                None => to_stream(surroundings.out, json),
            };
        }
        Format::Html => report.page().render(),
        Format::Text => {
            let mut text = Text::new(surroundings.color && args.output.is_none());
            report.text(&mut text);
            text.finish()
        }
    };
    match &args.output {
        Some(path) => write_whole(path, form.as_bytes()),
        None => to_stream(surroundings.out, |to| to.write_all(form.as_bytes())),
    }
}

/// A reader that has seen enough (`| head`) is no failure.
fn to_stream(
    out: &mut dyn Write,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let mut out = BufWriter::new(out);
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => Ok(done?),
    }
}

/// Writes a file as a whole or not at all: beside its place first, then renamed into it. What is no regular file (a
/// pipe, `/dev/null`) is written to as it is.
///
/// # Errors
/// Where it can't be written.
pub fn write_whole(path: &Path, content: &[u8]) -> Result<(), Failure> {
    write_whole_with(path, |to| to.write_all(content))
}

fn write_whole_with(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let failed = |why| Failure::File { what: path.display().to_string(), why };
    if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        let written = fs::File::create(path).and_then(|file| buffered(file, write));
        return written.map(drop).map_err(failed);
    }
    // A link stays a link: what it points to is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let beside = target.with_file_name(name);
    let written = fs::File::create(&beside).and_then(|file| buffered(file, write)?.sync_all());
    written.and_then(|()| fs::rename(&beside, &target)).map_err(|error| {
        let _ = fs::remove_file(&beside);
        failed(error)
    })
}

/// Writes through a buffer, and gives the file back.
fn buffered(file: fs::File, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<fs::File> {
    let mut to = BufWriter::new(file);
    write(&mut to)?;
    to.into_inner().map_err(io::IntoInnerError::into_error)
}
