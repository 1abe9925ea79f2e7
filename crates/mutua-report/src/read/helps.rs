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
    let mut helps = Helps::default();
    let (mut kind, mut amount, mut told_by) = (Vec::new(), Vec::new(), Vec::new());
    let about = each_help(source, options, names, |help| {
        helps.time.push(help.time);
        helps.from.push(help.from);
        helps.to.push(help.to);
        kind.extend(help.kind);
        amount.extend(help.amount);
        told_by.extend(help.told_by);
    })?;
    Ok(Helps {
        kind: about.has_kinds.then_some(kind),
        amount: about.amount.map(|unit| (unit, amount)),
        told_by: about.has_told_by.then_some(told_by),
        kinds: about.kinds,
        rows: about.rows,
        ..helps
    })
}

/// One help of a file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HelpRow {
    /// When: microseconds since 1970-01-01, UTC
    pub time: i64,
    /// Who gave, as a number in the names that were passed in
    pub from: u32,
    /// Who received
    pub to: u32,
    /// Of which kind, where there is the column
    pub kind: Option<u32>,
    /// How much it was, where there is a column; NaN where the value is empty
    pub amount: Option<f64>,
    /// Who told, where there is the column
    pub told_by: Option<ToldBy>,
}

/// What a log of help holds beside its rows.
#[derive(Debug, Clone, Default)]
pub struct AboutHelps {
    /// The kinds; an empty one is called `unnamed`
    pub kinds: Names,
    /// Whether rows have kinds
    pub has_kinds: bool,
    /// In which unit amounts are, where rows have amounts
    pub amount: Option<AmountUnit>,
    /// Whether rows say who told
    pub has_told_by: bool,
    /// What happened to the rows
    pub rows: Rows,
}

/// As [`helps`], but gives each row away, in the order of the file, and keeps none: memory doesn't grow with them.
///
/// ```
/// use mutua_report::read::{self, Names, ReadOptions, Source};
///
/// let file = Source::bytes("helps.csv", "time,from,to,minutes\n2024-05-31,Ana,Ben,5\n2024-06-01,Ben,Ana,7\n");
/// let mut minutes = 0.0;
/// let about = read::each_help(&file, ReadOptions::default(), &mut Names::new(), |help| {
///     minutes += help.amount.unwrap_or_default();
/// })?;
/// assert_eq!((about.rows.kept, minutes), (2, 12.0));
/// # Ok::<(), read::ReadFailure>(())
/// ```
///
/// # Errors
/// As [`helps`]; rows before the bad one have been given away by then.
pub fn each_help(
    source: &Source,
    options: ReadOptions,
    names: &mut Names,
    take: impl FnMut(HelpRow) + Send,
) -> Result<AboutHelps, ReadFailure> {
    let mut shape = HelpsShape { names, there: HelpColumns::default(), kinds: Names::new(), take };
    let rows = source::read(source, options, &mut shape)?;
    Ok(AboutHelps {
        kinds: shape.kinds,
        has_kinds: shape.there.kind,
        amount: shape.there.amount.map(|(_, unit)| unit),
        has_told_by: shape.there.told_by,
        rows,
    })
}

#[derive(Debug, Clone, Copy, Default)]
struct HelpColumns {
    kind: bool,
    amount: Option<(usize, AmountUnit)>,
    told_by: bool,
}

struct HelpsShape<'a, F> {
    names: &'a mut Names,
    there: HelpColumns,
    kinds: Names,
    take: F,
}

#[derive(Debug, Default)]
struct HelpsPart {
    there: HelpColumns,
    names: LocalNames,
    kinds: LocalNames,
    /// Numbered as this part numbers
    helps: Vec<HelpRow>,
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
        let kinds = &mut self.kinds;
        let kind = self
            .there
            .kind
            .then(|| kind.text(|kind| kinds.intern(if kind.is_empty() { UNNAMED } else { kind })));
        let measured = self.there.amount.is_some();
        self.helps.push(HelpRow {
            time,
            from,
            to,
            kind,
            amount: measured.then(|| amount.unwrap_or(f64::NAN)),
            told_by: self.there.told_by.then_some(told_by),
        });
        Ok(if measured && amount.is_none() { Fate::WithoutAmount } else { Fate::Kept })
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

impl<F: FnMut(HelpRow) + Send> Shape for HelpsShape<'_, F> {
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
    }

    fn part(&self) -> HelpsPart {
        HelpsPart { there: self.there, ..HelpsPart::default() }
    }

    fn take(&mut self, part: &mut HelpsPart) {
        part.names.settle(self.names);
        part.kinds.settle(&mut self.kinds);
        let (names, kinds) = (&part.names, &part.kinds);
        for help in part.helps.drain(..) {
            let (from, to) = (names.whole(help.from), names.whole(help.to));
            (self.take)(HelpRow { from, to, kind: help.kind.map(|kind| kinds.whole(kind)), ..help });
        }
    }
}
