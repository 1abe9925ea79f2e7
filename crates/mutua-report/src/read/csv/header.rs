//! The first line: which delimiter, which columns.

use crate::read::ReadFailure;
use crate::read::shape::Want;
use crate::read::source::About;

/// How the rows of a file are laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    pub delimiter: u8,
    /// How many columns there are
    pub columns: usize,
    /// For each wanted column, which column it is
    pub places: Vec<Option<usize>>,
}

impl Layout {
    /// Which of the wanted columns are there.
    pub fn there(&self) -> Vec<bool> {
        self.places.iter().map(Option::is_some).collect()
    }
}

/// Reads the header out of the first block, and says where the rows begin.
pub(super) fn read(block: &[u8], wants: &[Want], about: About<'_>) -> Result<(Layout, usize), ReadFailure> {
    refuse_other_forms(block, about)?;
    let delimiter = delimiter(block);
    let mut record = ::csv::ByteRecord::new();
    let mut reader =
        ::csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(block);
    let there = reader.read_byte_record(&mut record).map_err(|error| about.form(error.to_string()))?;
    if !there {
        return Err(ReadFailure::Nothing { file: about.file.to_owned() });
    }
    let names: Vec<_> =
        record.iter().map(|name| String::from_utf8_lossy(name.trim_ascii()).into_owned()).collect();
    let places = places(&names, wants, about)?;
    let start = usize::try_from(reader.position().byte()).unwrap_or(block.len()).min(block.len());
    Ok((Layout { delimiter, columns: names.len(), places }, start))
}

/// Finds the wanted columns among the names of a file.
pub(in crate::read) fn places(
    names: &[String],
    wants: &[Want],
    about: About<'_>,
) -> Result<Vec<Option<usize>>, ReadFailure> {
    let mut missing = Vec::new();
    let mut places = Vec::with_capacity(wants.len());
    for want in wants {
        let mut same = names.iter().enumerate().filter(|(_, name)| **name == want.name);
        let place = same.next().map(|(place, _)| place);
        if same.next().is_some() {
            return Err(about.form(format!("column \"{}\" is there more than once", want.name)));
        }
        if place.is_none() && want.needed {
            missing.push(want.name.clone());
        }
        places.push(place);
    }
    if missing.is_empty() {
        return Ok(places);
    }
    Err(ReadFailure::NoColumn { file: about.file.to_owned(), missing, there: names.to_vec() })
}

fn refuse_other_forms(block: &[u8], about: About<'_>) -> Result<(), ReadFailure> {
    let form = match block {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "in UTF-16; save it in UTF-8",
        [0x1f, 0x8b, ..] => "compressed; unpack it first",
        [b'P', b'K', 3, 4, ..] => "a spreadsheet or an archive; save it as CSV",
        [b'P', b'A', b'R', b'1', ..] => "Parquet, which can't be read from standard input",
        _ => return Ok(()),
    };
    Err(about.form(form))
}

/// The one of comma, semicolon and tab that the first line holds most outside of quotes; a comma where there is none.
fn delimiter(block: &[u8]) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    let start = block.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(block.len());
    for byte in &block[start..] {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => {
                for (delimiter, count) in &mut counts {
                    *count += usize::from(byte == delimiter);
                }
            }
        }
    }
    // Of equal counts the first wins, so a comma goes before the others.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| delimiter)
}
