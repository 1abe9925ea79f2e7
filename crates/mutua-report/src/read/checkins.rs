//! `date, person, score`: check-ins.

use jiff::civil::Date;

use super::cell::{At, Bad, Cells};
use super::names::Names;
use super::network::check;
use super::rows::{Reason, Rows};
use super::shape::{Fate, LocalNames, Part, Shape, Want};
use super::{ReadFailure, ReadOptions, Source, source, time};

/// Check-ins, a column each, of the same length.
#[derive(Debug, Clone, Default)]
pub struct Checkins {
    /// On which day, counted from 1970-01-01
    pub day: Vec<i32>,
    /// Whose, as a number in the names that were passed in
    pub person: Vec<u32>,
    /// How it was; any finite number (0 to 10 in Mutua)
    pub score: Vec<f64>,
    /// What happened to the rows
    pub rows: Rows,
}

impl Checkins {
    /// The date of a day as it stands in `day`; nothing beyond the years that calendars know.
    pub fn date(day: i32) -> Option<Date> {
        time::date_of(day)
    }
}

/// Reads check-ins: columns `date`, `person`, `score`. Where a date is a time, its day counts as it is written.
///
/// Persons are added to `names`, so that several files can share their numbers.
///
/// ```
/// use mutua_report::read::{self, Names, ReadOptions, Source};
///
/// let file = Source::bytes("checkins.csv", "date,person,score\n1970-01-02,Ana,7.5\n");
/// let checkins = read::checkins(&file, ReadOptions::default(), &mut Names::new())?;
/// assert_eq!((checkins.day[0], checkins.score[0]), (1, 7.5));
/// # Ok::<(), read::ReadFailure>(())
/// ```
///
/// # Errors
/// Where the file can't be read, a column is missing, or (unless they are to be skipped) a row is bad.
pub fn checkins(source: &Source, options: ReadOptions, names: &mut Names) -> Result<Checkins, ReadFailure> {
    let mut shape = CheckinsShape { names, checkins: Checkins::default() };
    let rows = source::read(source, options, &mut shape)?;
    Ok(Checkins { rows, ..shape.checkins })
}

#[derive(Debug)]
struct CheckinsShape<'a> {
    names: &'a mut Names,
    checkins: Checkins,
}

#[derive(Debug, Default)]
struct CheckinsPart {
    names: LocalNames,
    day: Vec<i32>,
    person: Vec<u32>,
    score: Vec<f64>,
}

impl Part for CheckinsPart {
    fn row(&mut self, row: &impl Cells) -> Result<Fate, Bad> {
        let day = row.cell(0).day().at(0)?;
        let score = row.cell(2).number().and_then(|score| score.ok_or(Reason::Empty)).at(2)?;
        check(row.cell(1)).at(1)?;
        self.person.push(row.cell(1).text(|name| self.names.intern(name)));
        self.day.push(day);
        self.score.push(score);
        Ok(Fate::Kept)
    }
}

impl Shape for CheckinsShape<'_> {
    type Part = CheckinsPart;

    fn wants(&self) -> Vec<Want> {
        ["date", "person", "score"].into_iter().map(Want::needed).collect()
    }

    fn found(&mut self, _there: &[bool]) {}

    fn part(&self) -> CheckinsPart {
        CheckinsPart::default()
    }

    fn take(&mut self, part: &mut CheckinsPart) {
        let checkins = &mut self.checkins;
        part.names.settle(self.names);
        let names = &part.names;
        checkins.day.append(&mut part.day);
        checkins.score.append(&mut part.score);
        checkins.person.extend(part.person.drain(..).map(|id| names.whole(id)));
    }
}
