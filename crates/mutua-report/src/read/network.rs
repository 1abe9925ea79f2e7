//! `from, to` and perhaps a weight: a network.

use mutua_analysis::network::{Network, NetworkBuilder};

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

/// Which columns hold the ties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TieColumns<'a> {
    /// Who gives
    pub from: &'a str,
    /// Who receives
    pub to: &'a str,
    /// How much; without one each row counts 1
    pub weight: Option<&'a str>,
}

impl Default for TieColumns<'_> {
    fn default() -> Self {
        Self { from: "from", to: "to", weight: None }
    }
}

/// A network of persons with names.
#[derive(Debug, Clone)]
pub struct Ties {
    /// The persons, also those whose rows have no weight or give to themselves alone
    pub names: Names,
    /// Who helps whom, and how much
    pub network: Network,
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
    let columns = TieColumns { weight, ..TieColumns::default() };
    let Ties { names, network, rows } = ties(source, options, columns, NetworkBuilder::new())?;
    Ok(Arcs { names, arcs: network.arcs().collect(), rows })
}

/// Reads a network into a builder, whose persons are those of the file. Otherwise as [`network`].
///
/// ```
/// use mutua_analysis::network::NetworkBuilder;
/// use mutua_report::read::{self, ReadOptions, Source, TieColumns};
///
/// let file = Source::bytes("gifts.csv", "a,b\nAna,Ben\nBen,Cy\n");
/// let columns = TieColumns { from: "a", to: "b", weight: None };
/// let gifts = read::ties(&file, ReadOptions::default(), columns, NetworkBuilder::undirected())?;
/// assert_eq!(gifts.network.givers(1), [0, 2]);
/// # Ok::<(), read::ReadFailure>(())
/// ```
///
/// # Errors
/// Where the file can't be read, a column is missing, or (unless they are to be skipped) a row is bad.
pub fn ties(
    source: &Source,
    options: ReadOptions,
    columns: TieColumns<'_>,
    builder: NetworkBuilder,
) -> Result<Ties, ReadFailure> {
    let named = [Some(columns.from), Some(columns.to), columns.weight];
    let columns = named.into_iter().flatten().map(str::to_owned).collect();
    let mut shape = NetworkShape { columns, names: Names::new(), builder };
    let rows = source::read(source, options, &mut shape)?;
    let network = shape.builder.build(shape.names.len()).expect("every person has a name");
    Ok(Ties { names: shape.names, network, rows })
}

struct NetworkShape {
    columns: Vec<String>,
    names: Names,
    builder: NetworkBuilder,
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
        self.columns.iter().map(|column| Want::needed(column)).collect()
    }

    fn found(&mut self, _there: &[bool]) {}

    fn part(&self) -> NetworkPart {
        NetworkPart { weighted: self.columns.len() > 2, ..NetworkPart::default() }
    }

    fn take(&mut self, part: &mut NetworkPart) {
        part.names.settle(&mut self.names);
        let names = &part.names;
        for (from, to, weight) in part.arcs.drain(..) {
            let added = self.builder.add(names.whole(from), names.whole(to), weight);
            added.expect("weights are checked to be from 0 to 1e15");
        }
    }
}
