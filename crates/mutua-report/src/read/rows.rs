//! What happened to the rows of a file.

use std::fmt;

use serde::Serialize;

/// How many places of each reason are kept.
const FIRST: usize = 3;

/// What happened to the rows of one file. Commands put it into their results.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Rows {
    /// The file
    pub file: String,
    /// Rows there are, without the header and blank lines
    pub read: u64,
    /// Rows that count
    pub kept: u64,
    /// Rows left out because giver and receiver are the same person
    pub self_help: u64,
    /// Rows whose weight or amount is empty, so that it isn't known. They count otherwise.
    pub without_amount: u64,
    /// Rows left out because they can't be read, by reason
    pub skipped: Vec<Skipped>,
}

/// Rows left out for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// Why
    pub reason: Reason,
    /// How many
    pub rows: u64,
    /// The first few
    pub first: Vec<Place>,
}

/// Where a value stands in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Line in a CSV file (the header is 1), or row of a Parquet file (from 1)
    pub line: u64,
    /// Name of the column; nothing where the whole row is meant
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// What stands there, cut to a readable length
    pub value: String,
}

/// Why a row can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// More or fewer values than the header has
    WrongNumberOfValues,
    /// Not UTF-8
    NotUtf8,
    /// Nothing where something must be
    Empty,
    /// Not a number
    NotANumber,
    /// NaN or infinite
    NotFinite,
    /// Below zero
    Negative,
    /// Beyond [`LARGEST`]
    TooLarge,
    /// Not a time
    NotATime,
    /// Not a date
    NotADate,
    /// `told_by` is none of `giver`, `receiver`, `both`
    NotATeller,
    /// `outcome` is neither `kept` nor `brought`
    NotAnOutcome,
}

/// The largest number that is taken, either side of zero: with it sums of any file stay finite.
pub const LARGEST: f64 = 1e15;

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::WrongNumberOfValues => "not as many values as the header has columns",
            Self::NotUtf8 => "not UTF-8",
            Self::Empty => "empty",
            Self::NotANumber => "not a number",
            Self::NotFinite => "not a finite number",
            Self::Negative => "below zero",
            Self::TooLarge => "larger than 1e15",
            Self::NotATime => "not a time, such as 2024-05-31T14:00:00Z",
            Self::NotADate => "not a date, such as 2024-05-31",
            Self::NotATeller => "none of giver, receiver, both",
            Self::NotAnOutcome => "neither kept nor brought",
        })
    }
}

impl Rows {
    /// Rows left out because they can't be read.
    pub fn left_out(&self) -> u64 {
        self.skipped.iter().map(|skipped| skipped.rows).sum()
    }

    /// What a person should be told of rows that don't count, if anything.
    pub fn remark(&self) -> Option<String> {
        let mut parts = Vec::new();
        if self.left_out() > 0 {
            let reasons: Vec<_> = self.skipped.iter().map(Skipped::to_string).collect();
            parts.push(format!(
                "left out {} of {} rows ({})",
                self.left_out(),
                self.read,
                reasons.join("; ")
            ));
        }
        if self.self_help > 0 {
            let verb = if self.self_help == 1 { "doesn't" } else { "don't" };
            parts
                .push(format!("{} where giver and receiver are the same {verb} count", rows(self.self_help)));
        }
        if self.without_amount > 0 {
            let verb = if self.without_amount == 1 { "has" } else { "have" };
            parts.push(format!("{} {verb} no amount", rows(self.without_amount)));
        }
        (!parts.is_empty()).then(|| format!("{}: {}", self.file, parts.join("; ")))
    }

    pub(crate) fn skip(&mut self, reason: Reason, rows: u64, places: impl IntoIterator<Item = Place>) {
        let skipped = match self.skipped.iter_mut().position(|skipped| skipped.reason == reason) {
            Some(at) => &mut self.skipped[at],
            None => {
                self.skipped.push(Skipped { reason, rows: 0, first: Vec::new() });
                let last = self.skipped.len() - 1;
                &mut self.skipped[last]
            }
        };
        skipped.rows += rows;
        let room = FIRST.saturating_sub(skipped.first.len());
        skipped.first.extend(places.into_iter().take(room));
    }
}

fn rows(count: u64) -> String {
    if count == 1 { "1 row".to_owned() } else { format!("{count} rows") }
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.rows, self.reason)?;
        let lines: Vec<_> = self.first.iter().map(|place| place.line.to_string()).collect();
        let more = if self.rows as usize > self.first.len() { ", …" } else { "" };
        write!(f, ", line{} {}{more}", if self.rows == 1 { "" } else { "s" }, lines.join(", "))
    }
}
