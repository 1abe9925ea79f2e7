//! People's days, and who belongs together, from files.

use std::collections::HashSet;

use mutua_analysis::dyads::Series;

use super::DaysArgs;
use crate::output::{Failure, Surroundings};
use crate::read::{self, Checkins, Column, Names, Rows, Wanted};

/// What was read.
pub(super) struct People {
    pub names: Names,
    pub series: Vec<Series>,
    /// First and last day
    pub days: Option<[i32; 2]>,
    pub pairs: Option<Vec<(usize, usize)>>,
    pub rows: Rows,
    pub pair_rows: Option<Rows>,
    /// Check-ins left out because the person has one on that day already
    pub second_checkins: usize,
    /// Pairs left out: named twice, or naming someone without check-ins
    pub pairs_left_out: usize,
}

impl People {
    pub(super) fn read(args: &DaysArgs, surroundings: &Surroundings<'_>) -> Result<Self, Failure> {
        let mut names = Names::new();
        let reading = args.output.reading(surroundings);
        let checkins = read::checkins(&(&args.file).into(), reading, &mut names)?;
        let (series, second_checkins) = series(args, &names, &checkins)?;
        let mut people = Self {
            series,
            days: checkins.day.iter().min().zip(checkins.day.iter().max()).map(|(a, b)| [*a, *b]),
            pairs: None,
            rows: checkins.rows,
            pair_rows: None,
            second_checkins,
            pairs_left_out: 0,
            names,
        };
        if let Some(file) = &args.pairs {
            let wanted = ["a", "b", "from", "to"].map(|name| Wanted::text(name).optional());
            let table = read::table(&file.into(), reading, &wanted)?;
            people.pair_up(args, &table.columns)?;
            people.pair_rows = Some(table.rows);
        }
        Ok(people)
    }

    fn pair_up(&mut self, args: &DaysArgs, columns: &[Column]) -> Result<(), Failure> {
        let file = args.pairs.as_ref().map(|f| f.display().to_string()).unwrap_or_default();
        let (first, second) = match columns {
            [Column::Text { values: va, rows: a }, Column::Text { values: vb, rows: b }, ..]
            | [_, _, Column::Text { values: va, rows: a }, Column::Text { values: vb, rows: b }] => {
                ((va, a), (vb, b))
            }
            _ => {
                return Err(Failure::Input(format!(
                    "{file}: columns \"a\" and \"b\" (or \"from\" and \"to\") are needed"
                )));
            }
        };
        let mut pairs = Vec::new();
        let mut known = HashSet::new();
        for (row, (a, b)) in first.1.iter().zip(second.1).enumerate() {
            let place = row + 1;
            let (Some(a), Some(b)) = (a, b) else {
                self.refuse_pair(args, &file, place, "a name is empty")?;
                continue;
            };
            let (a, b) = (first.0.get(*a), second.0.get(*b));
            if a == b {
                self.refuse_pair(args, &file, place, &format!("\"{a}\" can't be a pair alone"))?;
                continue;
            }
            let (Some(i), Some(j)) = (self.names.find(a), self.names.find(b)) else {
                let missing = if self.names.find(a).is_none() { a } else { b };
                self.refuse_pair(args, &file, place, &format!("\"{missing}\" has no check-ins"))?;
                continue;
            };
            if known.insert((i.min(j), i.max(j))) {
                pairs.push((i as usize, j as usize));
            } else {
                self.pairs_left_out += 1;
            }
        }
        self.pairs = Some(pairs);
        Ok(())
    }

    fn refuse_pair(&mut self, args: &DaysArgs, file: &str, row: usize, why: &str) -> Result<(), Failure> {
        if args.output.skip_bad_rows {
            self.pairs_left_out += 1;
            return Ok(());
        }
        Err(Failure::Input(format!(
            "{file}, row {row} (the header not counted): {why}. With --skip-bad-rows such rows are left out and counted"
        )))
    }
}

/// A series for each person. Of two check-ins of a day the first stays where bad rows may be skipped.
fn series(args: &DaysArgs, names: &Names, checkins: &Checkins) -> Result<(Vec<Series>, usize), Failure> {
    let mut scores: Vec<Vec<(i64, f64)>> = vec![Vec::new(); names.len()];
    let mut seen = HashSet::with_capacity(checkins.day.len());
    let mut second = 0;
    for ((day, person), score) in checkins.day.iter().zip(&checkins.person).zip(&checkins.score) {
        if seen.insert((*person, *day)) {
            scores[*person as usize].push((i64::from(*day), *score));
            continue;
        }
        second += 1;
        if !args.output.skip_bad_rows {
            let date = Checkins::date(*day).map_or_else(|| day.to_string(), |date| date.to_string());
            return Err(Failure::Input(format!(
                "{}: \"{}\" has two check-ins on {date}. With --skip-bad-rows the first counts",
                args.file.display(),
                names.get(*person)
            )));
        }
    }
    let series = scores.into_iter().map(|scores| Series::new(scores).unwrap_or_default()).collect();
    Ok((series, second))
}
