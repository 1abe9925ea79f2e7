//! `from, to` and perhaps a weight: a network.

use super::cell::{At, Bad, Cell, Cells};
use super::names::Names;
use super::rows::{Reason, Rows};
use super::shape::{Fate, LocalNames, Part, Shape, Want, is_text};
use super::{ReadFailure, ReadOptions, Source, source};

/// A network as it stands in a file.
#[derive(Debug, Clone, Default)]
pub struct Arcs {
    /// The persons, also those whose rows have no weight or give to themselves alone
    pub names: Names,
    /// Who helps whom, and how much: rows of the same two added up in the order of the file. Sorted by giver, then
    /// receiver; each pair once; weights above zero; nobody to themselves.
    pub arcs: Vec<(u32, u32, f64)>,
    /// What happened to the rows
    pub rows: Rows,
}

/// Reads a network: columns `from`, `to` and, where it is named, `weight`; without one each row counts 1.
///
/// A weight must be from 0 to 1e15. An empty weight, or 0, makes both persons known and adds nothing. Memory grows with
/// persons and with pairs, not with rows.
///
/// ```
/// use mutua_report::read::{self, ReadOptions, Source};
///
/// let file = Source::bytes("ties.csv", "from,to,hours\nAna,Ben,2\nBen,Cy,1\nAna,Ben,0.5\nCy,Cy,4\n");
/// let network = read::network(&file, ReadOptions::default(), Some("hours"))?;
/// assert_eq!(network.names.iter().collect::<Vec<_>>(), ["Ana", "Ben", "Cy"]);
/// assert_eq!(network.arcs, [(0, 1, 2.5), (1, 2, 1.0)]);
/// assert_eq!(network.rows.self_help, 1);
/// # Ok::<(), read::ReadFailure>(())
/// ```
///
/// # Errors
/// Where the file can't be read, a column is missing, or (unless they are to be skipped) a row is bad.
pub fn network(source: &Source, options: ReadOptions, weight: Option<&str>) -> Result<Arcs, ReadFailure> {
    let mut shape = NetworkShape { weight: weight.map(str::to_owned), ..NetworkShape::default() };
    let rows = source::read(source, options, &mut shape)?;
    let arcs = shape.finish();
    Ok(Arcs { names: shape.names, arcs, rows })
}

#[derive(Debug, Default)]
struct NetworkShape {
    weight: Option<String>,
    names: Names,
    arcs: Vec<(u32, u32, f64)>,
}

impl NetworkShape {
    fn finish(&mut self) -> Vec<(u32, u32, f64)> {
        let mut arcs = std::mem::take(&mut self.arcs);
        arcs.sort_by_key(|(from, to, _)| (*from, *to));
        arcs.dedup_by(|next, kept| {
            let same = (next.0, next.1) == (kept.0, kept.1);
            if same {
                kept.2 += next.2;
            }
            same
        });
        arcs
    }
}

#[derive(Debug, Default)]
struct NetworkPart {
    weighted: bool,
    names: LocalNames,
    arcs: Vec<(u32, u32, f64)>,
}

impl Part for NetworkPart {
    #[inline]
    fn row(&mut self, row: &impl Cells) -> Result<Fate, Bad> {
        let weight = if self.weighted { row.cell(2).amount().at(2)? } else { Some(1.0) };
        let (from, to) = persons(row, [0, 1], &mut self.names)?;
        if from == to {
            return Ok(Fate::SelfHelp);
        }
        let Some(weight) = weight else { return Ok(Fate::WithoutAmount) };
        if weight > 0.0 {
            self.arcs.push((from, to, weight));
        }
        Ok(Fate::Kept)
    }
}

/// Giver and receiver of a row, interned only once both are known to be good.
#[inline]
pub(super) fn persons(
    row: &impl Cells,
    wanted: [usize; 2],
    names: &mut LocalNames,
) -> Result<(u32, u32), Bad> {
    let (from, to) = (row.cell(wanted[0]), row.cell(wanted[1]));
    check(from).at(wanted[0])?;
    check(to).at(wanted[1])?;
    Ok((from.text(|name| names.intern(name)), to.text(|name| names.intern(name))))
}

/// Whether a value can name a person.
#[inline]
pub(super) fn check(name: Cell<'_>) -> Result<(), Reason> {
    match name {
        Cell::Nothing | Cell::Text([]) => Err(Reason::Empty),
        Cell::Text(text) if !is_text(text) => Err(Reason::NotUtf8),
        _ => Ok(()),
    }
}

impl Shape for NetworkShape {
    type Part = NetworkPart;

    fn wants(&self) -> Vec<Want> {
        let mut wants = vec![Want::needed("from"), Want::needed("to")];
        wants.extend(self.weight.as_deref().map(Want::needed));
        wants
    }

    fn found(&mut self, _there: &[bool]) {}

    fn part(&self) -> NetworkPart {
        NetworkPart { weighted: self.weight.is_some(), ..NetworkPart::default() }
    }

    fn take(&mut self, part: &mut NetworkPart) {
        part.names.settle(&mut self.names);
        let names = &part.names;
        self.arcs.extend(
            part.arcs.drain(..).map(|(from, to, weight)| (names.whole(from), names.whole(to), weight)),
        );
    }
}
