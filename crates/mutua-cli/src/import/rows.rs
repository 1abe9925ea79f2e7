//! The rows of a file of helps. Two shapes are known by their header: a log (`time, from, to`, and optionally `kind`,
//! `minutes` or `seconds` or `weight`, `told_by`), and a table of pairs (`from, to, said_by_receiver, said_by_giver`, each
//! 0, 1, or empty for someone who wasn't asked), which has no times. Other columns are ignored. `from` gives to `to`.

use std::{collections::HashMap, fmt};

use anyhow::bail;
use csv::StringRecord;
use jiff::{Timestamp, civil, tz::TimeZone};
use mutua_domain::{Kind, life::ToldBy};
use mutua_service::import::{LoggedHelp, name_of};

/// The most minutes of one help: a year.
const MOST_MINUTES: f64 = 366.0 * 24.0 * 60.0;

/// What stands for what a file doesn't say.
pub struct Defaults {
    pub at: Timestamp,
    pub kind: Kind,
    pub now: Timestamp,
}

/// What a file holds.
pub struct Read {
    pub helps: Vec<LoggedHelp>,
    pub bad: Vec<BadRow>,
}

/// A row that can't be read.
#[derive(Debug, PartialEq, Eq)]
pub struct BadRow {
    pub line: u64,
    pub column: String,
    pub reason: String,
}

impl fmt::Display for BadRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.line, self.column, self.reason)
    }
}

/// Why a cell can't be read: the column and the reason.
type Bad = (&'static str, String);

/// The columns of a file, by name.
struct Columns(HashMap<String, usize>);

impl Columns {
    fn new(header: &StringRecord) -> Self {
        let mut columns = HashMap::new();
        for (at, name) in header.iter().enumerate() {
            columns.entry(name.trim_start_matches('\u{FEFF}').trim().to_lowercase()).or_insert(at);
        }
        Self(columns)
    }

    fn has(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.0.contains_key(*name))
    }

    /// A cell; empty where the column or the cell isn't there.
    fn cell<'a>(&self, record: &'a StringRecord, name: &str) -> &'a str {
        self.0.get(name).and_then(|at| record.get(*at)).unwrap_or_default().trim()
    }
}

/// Reads a file.
///
/// # Errors
/// Where its header isn't of a known shape. Bad rows are no error here.
pub fn read(bytes: &[u8], defaults: &Defaults) -> anyhow::Result<Read> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(bytes);
    let mut records = reader.byte_records();
    let header = match records.next() {
        None => bail!("1: the file is empty; its first line has to name its columns"),
        Some(Err(error)) => bail!("1: the header can't be read: {error}"),
        Some(Ok(header)) => StringRecord::from_byte_record_lossy(header),
    };
    let columns = Columns::new(&header);
    let pairs = columns.has(&["from", "to", "said_by_receiver", "said_by_giver"]);
    if !pairs && !columns.has(&["time", "from", "to"]) {
        bail!(
            "1: the header has to name time, from and to (a log), or from, to, said_by_receiver and said_by_giver (pairs)"
        );
    }
    let mut read = Read { helps: Vec::new(), bad: Vec::new() };
    for record in records {
        let (line, row) = match record {
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                (line, Err(("row", format!("it can't be read: {error}"))))
            }
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                (line, one(record, &columns, pairs, defaults))
            }
        };
        match row {
            Ok(help) => read.helps.extend(help),
            Err((column, reason)) => read.bad.push(BadRow { line, column: column.to_owned(), reason }),
        }
    }
    Ok(read)
}

/// The help of a row; none where a pair says that there was none.
fn one(
    record: csv::ByteRecord,
    columns: &Columns,
    pairs: bool,
    defaults: &Defaults,
) -> Result<Option<LoggedHelp>, Bad> {
    let record =
        StringRecord::from_byte_record(record).map_err(|_| ("row", "it isn't UTF-8 text".to_owned()))?;
    let (from, to) = (person(&record, columns, "from")?, person(&record, columns, "to")?);
    if from == to {
        return Err(("to", format!("{to:?} would have helped themselves")));
    }
    let (at, told_by) = if pairs {
        let giver = said(&record, columns, "said_by_giver")?;
        let receiver = said(&record, columns, "said_by_receiver")?;
        let told_by = match (giver, receiver) {
            (true, true) => ToldBy::Both,
            (true, false) => ToldBy::Giver,
            (false, true) => ToldBy::Receiver,
            (false, false) => return Ok(None),
        };
        (defaults.at, told_by)
    } else {
        (moment(columns.cell(&record, "time"), defaults.now)?, told_by(columns.cell(&record, "told_by"))?)
    };
    let kind = match columns.cell(&record, "kind") {
        "" => defaults.kind,
        word => {
            Kind::from_word(&word.to_lowercase()).ok_or_else(|| ("kind", unlike(word, "a kind of help")))?
        }
    };
    let minutes = minutes(&record, columns)?;
    Ok(Some(LoggedHelp { at, from, to, kind, minutes, told_by }))
}

fn unlike(cell: &str, wanted: &str) -> String {
    let start: String = cell.chars().take(40).collect();
    format!("{start:?} isn't {wanted}")
}

fn person(record: &StringRecord, columns: &Columns, name: &'static str) -> Result<String, Bad> {
    match columns.cell(record, name) {
        "" => Err((name, "it is empty".to_owned())),
        key => match name_of(key) {
            Ok(_) => Ok(key.to_owned()),
            Err(_) => Err((name, "it is too long for a person's name".to_owned())),
        },
    }
}

fn said(record: &StringRecord, columns: &Columns, name: &'static str) -> Result<bool, Bad> {
    match columns.cell(record, name) {
        "1" => Ok(true),
        // Empty: that person wasn't asked.
        "0" | "" => Ok(false),
        other => Err((name, unlike(other, "1, 0 or empty"))),
    }
}

fn told_by(cell: &str) -> Result<ToldBy, Bad> {
    match cell.to_lowercase().as_str() {
        // A log that doesn't say who told it leaves nobody out.
        "" => Ok(ToldBy::Both),
        word => ToldBy::from_word(word).ok_or_else(|| ("told_by", unlike(cell, "giver, receiver or both"))),
    }
}

fn moment(cell: &str, now: Timestamp) -> Result<Timestamp, Bad> {
    let at = time(cell).ok_or_else(|| ("time", unlike(cell, "a time such as 2025-03-03T14:30:00Z")))?;
    if at > now {
        return Err(("time", format!("{at} is still to come")));
    }
    Ok(at)
}

/// A time by RFC 3339, or local without a zone, which is read as UTC; a date alone is its start. To the microsecond.
pub fn time(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let at = text.parse::<Timestamp>().ok().or_else(|| {
        let local = text.parse::<civil::DateTime>().ok()?;
        local.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
    })?;
    Timestamp::from_microsecond(at.as_microsecond()).ok()
}

/// Minutes, or seconds rounded to minutes; a weight says nothing of time, but has to be a number.
fn minutes(record: &StringRecord, columns: &Columns) -> Result<Option<i64>, Bad> {
    for (name, to_minutes) in [("minutes", 1.0), ("seconds", 1.0 / 60.0), ("weight", 0.0)] {
        let cell = columns.cell(record, name);
        if cell.is_empty() {
            continue;
        }
        let number: f64 = cell.parse().map_err(|_| (name, unlike(cell, "a number")))?;
        if !(0.0..=MOST_MINUTES / if to_minutes > 0.0 { to_minutes } else { 1.0 }).contains(&number) {
            return Err((name, unlike(cell, "within reach")));
        }
        let minutes = (number * to_minutes).round();
        #[expect(clippy::cast_possible_truncation, reason = "between 0 and a year's minutes")]
        let minutes = minutes as i64;
        return Ok(if to_minutes == 0.0 || number == 0.0 { None } else { Some(minutes.max(1)) });
    }
    Ok(None)
}
