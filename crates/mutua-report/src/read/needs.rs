//! `time, person, outcome`: needs, and whether they were kept to oneself.

use super::cell::{At, Bad, Cell, Cells};
use super::names::Names;
use super::network::check;
use super::rows::{Reason, Rows};
use super::shape::{Fate, LocalNames, Part, Shape, Want};
use super::{ReadFailure, ReadOptions, Source, source};

/// A log of needs, a column each; all columns that are there have the same length.
#[derive(Debug, Clone, Default)]
pub struct Needs {
    /// When: microseconds since 1970-01-01, UTC
    pub time: Vec<i64>,
    /// Whose, as a number in the names that were passed in
    pub person: Vec<u32>,
    /// Whether it was brought to others (`brought`) or kept to oneself (`kept`)
    pub brought: Vec<bool>,
    /// The kinds; an empty one is called `unnamed`
    pub kinds: Names,
    /// Of which kind, as a number in `kinds`
    pub kind: Option<Vec<u32>>,
    /// What happened to the rows
    pub rows: Rows,
}

/// Reads a log of needs: columns `time`, `person`, `outcome` (`kept` or `brought`), and `kind` where it is there.
///
/// Persons are added to `names`, so that several files can share their numbers.
///
/// ```
/// use mutua_report::read::{self, Names, ReadOptions, Source};
///
/// let file = Source::bytes("needs.csv", "time,person,outcome\n2024-05-31,Ana,kept\n2024-06-01,Ana,brought\n");
/// let needs = read::needs(&file, ReadOptions::default(), &mut Names::new())?;
/// assert_eq!(needs.brought, [false, true]);
/// # Ok::<(), read::ReadFailure>(())
/// ```
///
/// # Errors
/// Where the file can't be read, a column is missing, or (unless they are to be skipped) a row is bad.
pub fn needs(source: &Source, options: ReadOptions, names: &mut Names) -> Result<Needs, ReadFailure> {
    let mut shape = NeedsShape { names, needs: Needs::default() };
    let rows = source::read(source, options, &mut shape)?;
    Ok(Needs { rows, ..shape.needs })
}

const KIND: usize = 3;

#[derive(Debug)]
struct NeedsShape<'a> {
    names: &'a mut Names,
    needs: Needs,
}

#[derive(Debug, Default)]
struct NeedsPart {
    has_kind: bool,
    names: LocalNames,
    kinds: LocalNames,
    time: Vec<i64>,
    person: Vec<u32>,
    brought: Vec<bool>,
    kind: Vec<u32>,
}

impl Part for NeedsPart {
    fn row(&mut self, row: &impl Cells) -> Result<Fate, Bad> {
        let time = row.cell(0).moment().at(0)?;
        let brought = outcome(row.cell(2)).at(2)?;
        let kind = row.cell(KIND);
        if self.has_kind && !kind.is_nothing() {
            check(kind).at(KIND)?;
        }
        check(row.cell(1)).at(1)?;
        self.person.push(row.cell(1).text(|name| self.names.intern(name)));
        self.time.push(time);
        self.brought.push(brought);
        if self.has_kind {
            let kinds = &mut self.kinds;
            self.kind.push(kind.text(|kind| kinds.intern(if kind.is_empty() { b"unnamed" } else { kind })));
        }
        Ok(Fate::Kept)
    }
}

fn outcome(cell: Cell<'_>) -> Result<bool, Reason> {
    cell.text(|text| match text {
        b"kept" => Ok(false),
        b"brought" => Ok(true),
        b"" => Err(Reason::Empty),
        _ => Err(Reason::NotAnOutcome),
    })
}

impl Shape for NeedsShape<'_> {
    type Part = NeedsPart;

    fn wants(&self) -> Vec<Want> {
        let mut wants: Vec<_> = ["time", "person", "outcome"].into_iter().map(Want::needed).collect();
        wants.push(Want::optional("kind"));
        wants
    }

    fn found(&mut self, there: &[bool]) {
        self.needs.kind = there[KIND].then(Vec::new);
    }

    fn part(&self) -> NeedsPart {
        NeedsPart { has_kind: self.needs.kind.is_some(), ..NeedsPart::default() }
    }

    fn take(&mut self, part: &mut NeedsPart) {
        let needs = &mut self.needs;
        part.names.settle(self.names);
        part.kinds.settle(&mut needs.kinds);
        let (names, kinds) = (&part.names, &part.kinds);
        needs.time.append(&mut part.time);
        needs.brought.append(&mut part.brought);
        needs.person.extend(part.person.drain(..).map(|id| names.whole(id)));
        if let Some(all) = &mut needs.kind {
            all.extend(part.kind.drain(..).map(|id| kinds.whole(id)));
        }
    }
}
