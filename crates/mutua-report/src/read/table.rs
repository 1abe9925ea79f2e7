//! Any columns, named by whoever asks: diaries, lists of pairs.

use super::cell::{At, Bad, Cell, Cells};
use super::names::Names;
use super::network::check;
use super::rows::{Reason, Rows};
use super::shape::{Fate, LocalNames, Part, Shape, Want};
use super::{ReadFailure, ReadOptions, Source, source, time};

/// What a column is to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    name: String,
    content: Content,
    needed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    Text,
    Number,
    Time,
}

impl Wanted {
    /// Texts, such as persons or roles.
    pub fn text(name: &str) -> Self {
        Self { name: name.to_owned(), content: Content::Text, needed: true }
    }

    /// Finite numbers up to 1e15; missing where the value is empty, `NA`, `N/A`, `NaN`, `null` or a point.
    pub fn number(name: &str) -> Self {
        Self { name: name.to_owned(), content: Content::Number, needed: true }
    }

    /// Numbers as they are (waves, days of a diary), or dates and times as days since 1970-01-01; missing as for
    /// [`Wanted::number`].
    pub fn time(name: &str) -> Self {
        Self { name: name.to_owned(), content: Content::Time, needed: true }
    }

    /// A column that may be absent.
    #[must_use]
    pub fn optional(self) -> Self {
        Self { needed: false, ..self }
    }
}

/// A column as it was read.
#[derive(Debug, Clone)]
pub enum Column {
    /// Texts: the different ones, and for each row the number of its text; nothing where the value is empty
    Text {
        /// The different ones
        values: Names,
        /// For each row
        rows: Vec<Option<u32>>,
    },
    /// Numbers, NaN where the value is missing
    Number(Vec<f64>),
    /// The column is not in the file
    Absent,
}

/// Columns of a file, in the order in which they were wanted.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The columns; those that are there have the same length
    pub columns: Vec<Column>,
    /// What happened to the rows
    pub rows: Rows,
}

/// Reads the wanted columns of a file. A row counts also where values are missing: what that means is the caller's.
///
/// ```
/// use mutua_report::read::{self, Column, ReadOptions, Source, Wanted};
///
/// let file = Source::bytes("diary.csv", "couple,day,mood\nk1,0,4.5\nk1,1,NA\n");
/// let wanted = [Wanted::text("couple"), Wanted::number("mood"), Wanted::text("role").optional()];
/// let table = read::table(&file, ReadOptions::default(), &wanted)?;
/// let [Column::Text { values, rows }, Column::Number(mood), Column::Absent] = &table.columns[..] else { panic!() };
/// assert_eq!((values.get(0), rows.as_slice()), ("k1", &[Some(0), Some(0)][..]));
/// assert!(mood[0] == 4.5 && mood[1].is_nan());
/// # Ok::<(), read::ReadFailure>(())
/// ```
///
/// # Errors
/// Where the file can't be read, a column is missing, or (unless they are to be skipped) a row is bad.
pub fn table(source: &Source, options: ReadOptions, wanted: &[Wanted]) -> Result<Table, ReadFailure> {
    let mut shape = TableShape { wanted, columns: Vec::new() };
    let rows = source::read(source, options, &mut shape)?;
    Ok(Table { columns: shape.columns, rows })
}

#[derive(Debug)]
struct TableShape<'a> {
    wanted: &'a [Wanted],
    columns: Vec<Column>,
}

#[derive(Debug)]
enum PartColumn {
    Text { names: LocalNames, rows: Vec<Option<u32>> },
    Number { time: bool, rows: Vec<f64> },
    Absent,
}

#[derive(Debug)]
struct TablePart {
    columns: Vec<PartColumn>,
    /// Numbers of the row at hand, taken over once the whole row is good
    numbers: Vec<f64>,
}

impl Part for TablePart {
    fn row(&mut self, row: &impl Cells) -> Result<Fate, Bad> {
        self.numbers.clear();
        for (wanted, column) in self.columns.iter().enumerate() {
            let cell = row.cell(wanted);
            match column {
                PartColumn::Text { .. } if !cell.is_nothing() => check(cell).at(wanted)?,
                PartColumn::Number { time, .. } => self.numbers.push(number(cell, *time).at(wanted)?),
                _ => {}
            }
        }
        let mut numbers = self.numbers.iter();
        for (wanted, column) in self.columns.iter_mut().enumerate() {
            match column {
                PartColumn::Text { names, rows } => {
                    let cell = row.cell(wanted);
                    rows.push((!cell.is_nothing()).then(|| cell.text(|text| names.intern(text))));
                }
                PartColumn::Number { rows, .. } => rows.extend(numbers.next()),
                PartColumn::Absent => {}
            }
        }
        Ok(Fate::Kept)
    }
}

fn number(cell: Cell<'_>, may_be_time: bool) -> Result<f64, Reason> {
    const MISSING: [&[u8]; 5] = [b"na", b"n/a", b"nan", b"null", b"."];
    match cell {
        Cell::Text(text) if MISSING.iter().any(|missing| text.eq_ignore_ascii_case(missing)) => Ok(f64::NAN),
        Cell::Real(real) if real.is_nan() => Ok(f64::NAN),
        Cell::Nothing => Ok(f64::NAN),
        _ => match cell.number() {
            Err(Reason::NotANumber) if may_be_time =>
            {
                #[expect(clippy::cast_precision_loss, reason = "days to the microsecond fit for millennia")]
                cell.moment().map(|moment| moment as f64 / time::MICROS_A_DAY as f64)
            }
            number => number.map(|number| number.unwrap_or(f64::NAN)),
        },
    }
}

impl Shape for TableShape<'_> {
    type Part = TablePart;

    fn wants(&self) -> Vec<Want> {
        self.wanted.iter().map(|wanted| Want { name: wanted.name.clone(), needed: wanted.needed }).collect()
    }

    fn found(&mut self, there: &[bool]) {
        let column = |(wanted, there): (&Wanted, &bool)| match wanted.content {
            _ if !there => Column::Absent,
            Content::Text => Column::Text { values: Names::new(), rows: Vec::new() },
            Content::Number | Content::Time => Column::Number(Vec::new()),
        };
        self.columns = self.wanted.iter().zip(there).map(column).collect();
    }

    fn part(&self) -> TablePart {
        let column = |(column, wanted): (&Column, &Wanted)| match column {
            Column::Text { .. } => PartColumn::Text { names: LocalNames::default(), rows: Vec::new() },
            Column::Number(_) => {
                PartColumn::Number { time: wanted.content == Content::Time, rows: Vec::new() }
            }
            Column::Absent => PartColumn::Absent,
        };
        TablePart { columns: self.columns.iter().zip(self.wanted).map(column).collect(), numbers: Vec::new() }
    }

    fn take(&mut self, part: &mut TablePart) {
        for (all, part) in self.columns.iter_mut().zip(&mut part.columns) {
            match (all, part) {
                (Column::Text { values, rows: all }, PartColumn::Text { names, rows }) => {
                    names.settle(values);
                    all.extend(rows.drain(..).map(|id| id.map(|id| names.whole(id))));
                }
                (Column::Number(all), PartColumn::Number { rows, .. }) => all.append(rows),
                _ => {}
            }
        }
    }
}
