//! A table, the same for a terminal and for a page.

/// To which side the values of a column go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Texts
    Left,
    /// Numbers
    Right,
}

/// Figures in rows and columns.
///
/// ```
/// use mutua_report::output::DataTable;
///
/// let table = DataTable::new("Load by person", ["person"], ["given", "received"])
///     .row(["Ana", "12", "3"])
///     .row(["Ben", "4", "9"]);
/// assert_eq!(table.rows.len(), 2);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataTable {
    /// What it shows, in a few words
    pub caption: String,
    /// Names of the columns, and to which side their values go
    pub columns: Vec<(String, Align)>,
    /// Values, as many in each row as there are columns
    pub rows: Vec<Vec<String>>,
    /// How many rows there are beyond those, which nobody would read here
    pub more: usize,
}

/// So many rows of a table a page shows; more are not made where there may be millions.
pub const MOST_ROWS: usize = 500;

impl DataTable {
    /// A table without rows: columns of texts first, then columns of numbers.
    pub fn new<'a>(
        caption: impl Into<String>,
        texts: impl IntoIterator<Item = &'a str>,
        numbers: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let texts = texts.into_iter().map(|name| (name.to_owned(), Align::Left));
        let numbers = numbers.into_iter().map(|name| (name.to_owned(), Align::Right));
        Self { caption: caption.into(), columns: texts.chain(numbers).collect(), rows: Vec::new(), more: 0 }
    }

    /// With one more row.
    #[must_use]
    pub fn row<T: Into<String>>(mut self, values: impl IntoIterator<Item = T>) -> Self {
        self.push(values);
        self
    }

    /// Adds a row for each item, and counts those beyond [`MOST_ROWS`] without making them.
    pub fn fill<T>(&mut self, items: impl IntoIterator<Item = T>, row: impl Fn(T) -> Vec<String>) {
        for item in items {
            if self.rows.len() < MOST_ROWS {
                self.push(row(item));
            } else {
                self.more += 1;
            }
        }
    }

    /// Adds a row. Missing values are empty, values without a column are dropped.
    pub fn push<T: Into<String>>(&mut self, values: impl IntoIterator<Item = T>) {
        let mut row: Vec<String> = values.into_iter().map(Into::into).collect();
        row.resize(self.columns.len(), String::new());
        self.rows.push(row);
    }
}

/// A number for a person: four significant digits or so, no more than needed; `–` where there is none.
///
/// ```
/// use mutua_report::output::number;
///
/// assert_eq!(number(0.123_456), "0.1235");
/// assert_eq!(number(12.0), "12");
/// assert_eq!(number(1_234_567.8), "1234568");
/// assert_eq!(number(-0.000_012_3), "-1.23e-5");
/// assert_eq!(number(f64::NAN), "–");
/// ```
pub fn number(value: f64) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    if value == 0.0 {
        return "0".to_owned();
    }
    let size = value.abs();
    if !(1e-4..1e15).contains(&size) {
        let text = format!("{value:.3e}");
        return match text.split_once('e') {
            Some((digits, power)) => format!("{}e{power}", trimmed(digits)),
            None => text,
        };
    }
    let places = match size {
        _ if size >= 1000.0 => 0,
        _ if size >= 100.0 => 1,
        _ if size >= 10.0 => 2,
        _ if size >= 0.1 => 4 - usize::from(size >= 1.0),
        _ => 5,
    };
    trimmed(&format!("{value:.places$}")).to_owned()
}

/// A share as percent: `42.3 %`; `–` where there is none.
///
/// ```
/// use mutua_report::output::percent;
///
/// assert_eq!(percent(0.423), "42.3 %");
/// assert_eq!(percent(1.0), "100 %");
/// ```
pub fn percent(share: f64) -> String {
    if share.is_finite() {
        format!("{} %", trimmed(&format!("{:.1}", share * 100.0)))
    } else {
        "–".to_owned()
    }
}

fn trimmed(digits: &str) -> &str {
    if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { digits }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_nobody_would_read_are_counted_and_not_made() {
        let mut table = DataTable::new("", ["n"], []);
        table.fill(0..MOST_ROWS + 7, |n| {
            assert!(n < MOST_ROWS);
            vec![n.to_string()]
        });
        assert_eq!((table.rows.len(), table.more), (MOST_ROWS, 7));
    }
}
