//! `time, from, to` and more: a log of help.

use serde::Serialize;

use super::cell::{At, Bad, Cell, Cells};
use super::names::Names;
use super::network::{check, persons};
use super::rows::{Reason, Rows};
use super::shape::{Fate, LocalNames, Part, Shape, Want};
use super::{ReadFailure, ReadOptions, Source, source};

/// A log of help, a column each; all columns that are there have the same length.
#[derive(Debug, Clone, Default)]
pub struct Helps {
    /// When: microseconds since 1970-01-01, UTC
    pub time: Vec<i64>,
    /// Who gave, as a number in the names that were passed in
    pub from: Vec<u32>,
    /// Who received
    pub to: Vec<u32>,
    /// The kinds; an empty one is called `unnamed`
    pub kinds: Names,
    /// Of which kind, as a number in `kinds`
    pub kind: Option<Vec<u32>>,
    /// How much it was, and in which unit. NaN where the value is empty.
    pub amount: Option<(AmountUnit, Vec<f64>)>,
    /// Who told
    pub told_by: Option<Vec<ToldBy>>,
    /// What happened to the rows
    pub rows: Rows,
}

/// The unit of an amount, by the name of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AmountUnit {
    /// `minutes`
    Minutes,
    /// `seconds`
    Seconds,
    /// `weight`: any unit
    Weight,
}

/// Who told of a help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ToldBy {
    /// The giver alone
    Giver,
    /// The receiver alone
    Receiver,
    /// Both
    Both,
    /// The value is empty
    NotSaid,
}

const KIND: usize = 3;
const AMOUNTS: [(usize, AmountUnit); 3] =
    [(4, AmountUnit::Minutes), (5, AmountUnit::Seconds), (6, AmountUnit::Weight)];
const TOLD_BY: usize = 7;
const UNNAMED: &[u8] = b"unnamed";

/// Reads a log of help: columns `time`, `from`, `to`, and where they are there `kind`, an amount (the first of
/// `minutes`, `seconds`, `weight`; from 0 to 1e15) and `told_by` (`giver`, `receiver`, `both`, or empty).
///
/// Persons are added to `names`, so that several files can share their numbers.
///
/// ```
/// use mutua_report::read::{self, Names, ReadOptions, Source};
///
/// let file = Source::bytes("helps.csv", "time,from,to,kind\n2024-05-31T14:00:00+02:00,Ana,Ben,ride\n");
/// let mut names = Names::new();
/// let helps = read::helps(&file, ReadOptions::default(), &mut names)?;
/// assert_eq!(helps.time, [1_717_156_800_000_000]);
/// assert_eq!((names.get(helps.from[0]), names.get(helps.to[0])), ("Ana", "Ben"));
/// assert_eq!(helps.kinds.get(helps.kind.unwrap()[0]), "ride");
/// # Ok::<(), read::ReadFailure>(())
/// ```
///
/// # Errors
/// Where the file can't be read, a column is missing, or (unless they are to be skipped) a row is bad.
pub fn helps(source: &Source, options: ReadOptions, names: &mut Names) -> Result<Helps, ReadFailure> {
    let mut shape = HelpsShape { names, there: HelpColumns::default(), helps: Helps::default() };
    let rows = source::read(source, options, &mut shape)?;
    Ok(Helps { rows, ..shape.helps })
}

#[derive(Debug, Clone, Copy, Default)]
struct HelpColumns {
    kind: bool,
    amount: Option<(usize, AmountUnit)>,
    told_by: bool,
}

#[derive(Debug)]
struct HelpsShape<'a> {
    names: &'a mut Names,
    there: HelpColumns,
    helps: Helps,
}

#[derive(Debug, Default)]
struct HelpsPart {
    there: HelpColumns,
    names: LocalNames,
    kinds: LocalNames,
    time: Vec<i64>,
    from: Vec<u32>,
    to: Vec<u32>,
    kind: Vec<u32>,
    amount: Vec<f64>,
    told_by: Vec<ToldBy>,
}

impl Part for HelpsPart {
    #[inline]
    fn row(&mut self, row: &impl Cells) -> Result<Fate, Bad> {
        let time = row.cell(0).moment().at(0)?;
        let amount = match self.there.amount {
            Some((wanted, _)) => row.cell(wanted).amount().at(wanted)?,
            None => None,
        };
        let told_by =
            if self.there.told_by { teller(row.cell(TOLD_BY)).at(TOLD_BY)? } else { ToldBy::NotSaid };
        let kind = row.cell(KIND);
        if self.there.kind && !kind.is_nothing() {
            check(kind).at(KIND)?;
        }
        let (from, to) = persons(row, [1, 2], &mut self.names)?;
        if from == to {
            return Ok(Fate::SelfHelp);
        }
        self.time.push(time);
        self.from.push(from);
        self.to.push(to);
        if self.there.kind {
            let kinds = &mut self.kinds;
            self.kind.push(kind.text(|kind| kinds.intern(if kind.is_empty() { UNNAMED } else { kind })));
        }
        if self.there.told_by {
            self.told_by.push(told_by);
        }
        if self.there.amount.is_none() {
            return Ok(Fate::Kept);
        }
        self.amount.push(amount.unwrap_or(f64::NAN));
        Ok(if amount.is_some() { Fate::Kept } else { Fate::WithoutAmount })
    }
}

fn teller(cell: Cell<'_>) -> Result<ToldBy, Reason> {
    cell.text(|text| match text {
        b"" => Ok(ToldBy::NotSaid),
        b"giver" => Ok(ToldBy::Giver),
        b"receiver" => Ok(ToldBy::Receiver),
        b"both" => Ok(ToldBy::Both),
        _ => Err(Reason::NotATeller),
    })
}

impl Shape for HelpsShape<'_> {
    type Part = HelpsPart;

    fn wants(&self) -> Vec<Want> {
        let mut wants: Vec<_> = ["time", "from", "to"].into_iter().map(Want::needed).collect();
        wants.extend(["kind", "minutes", "seconds", "weight", "told_by"].into_iter().map(Want::optional));
        wants
    }

    fn found(&mut self, there: &[bool]) {
        self.there = HelpColumns {
            kind: there[KIND],
            amount: AMOUNTS.into_iter().find(|(wanted, _)| there[*wanted]),
            told_by: there[TOLD_BY],
        };
        let helps = &mut self.helps;
        helps.kind = self.there.kind.then(Vec::new);
        helps.amount = self.there.amount.map(|(_, unit)| (unit, Vec::new()));
        helps.told_by = self.there.told_by.then(Vec::new);
    }

    fn part(&self) -> HelpsPart {
        HelpsPart { there: self.there, ..HelpsPart::default() }
    }

    fn take(&mut self, part: &mut HelpsPart) {
        let helps = &mut self.helps;
        part.names.settle(self.names);
        part.kinds.settle(&mut helps.kinds);
        let (names, kinds) = (&part.names, &part.kinds);
        helps.time.append(&mut part.time);
        helps.from.extend(part.from.drain(..).map(|id| names.whole(id)));
        helps.to.extend(part.to.drain(..).map(|id| names.whole(id)));
        if let Some(all) = &mut helps.kind {
            all.extend(part.kind.drain(..).map(|id| kinds.whole(id)));
        }
        if let Some((_, all)) = &mut helps.amount {
            all.append(&mut part.amount);
        }
        if let Some(all) = &mut helps.told_by {
            all.append(&mut part.told_by);
        }
    }
}
