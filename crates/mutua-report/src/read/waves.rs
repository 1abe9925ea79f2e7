//! `wave, from, to` and perhaps a weight: the same group, looked at several times.

use mutua_analysis::network::{Network, NetworkBuilder};

use super::cell::{At, Bad, Cells};
use super::names::Names;
use super::network::{TieColumns, check, persons};
use super::rows::Rows;
use super::shape::{Fate, LocalNames, Part, Shape, Want};
use super::{ReadFailure, ReadOptions, Source, source};

/// A column with more different values than this doesn't number waves.
pub const MOST_WAVES: usize = 1_000;

/// Networks of the same persons, one for each wave, in the order in which waves first appear in the file.
#[derive(Debug, Clone)]
pub struct Waves {
    /// What the waves are called
    pub waves: Names,
    /// The persons of all waves
    pub names: Names,
    /// Who helps whom in each wave; all number all persons
    pub networks: Vec<Network>,
    /// Whether a person is named in any row of a wave, of whatever other value in the column of `only`
    pub named: Vec<Vec<bool>>,
    /// Rows that hold something else in the column of `only`
    pub others: u64,
    /// What happened to the rows; those of `others` are read and not kept
    pub rows: Rows,
}

/// Reads waves: `columns` and the column of waves; where `only` is given, rows alone that hold this value in this column.
/// Nothing where the column of waves holds more than [`MOST_WAVES`] different values.
///
/// ```
/// use mutua_report::read::{self, ReadOptions, Source, TieColumns};
///
/// let file = Source::bytes("ties.csv", "year,from,to,kind\n2022,Ana,Ben,food\n2023,Ben,Ana,food\n2023,Ana,Cy,rides\n");
/// let only = Some(("kind", "food"));
/// let found = read::waves(&file, ReadOptions::default(), TieColumns::default(), "year", only)?.unwrap();
/// assert_eq!(found.waves.iter().collect::<Vec<_>>(), ["2022", "2023"]);
/// assert_eq!(found.networks[1].arc_count(), 1);
/// assert_eq!(found.named[1], [true, true, true]);
/// # Ok::<(), read::ReadFailure>(())
/// ```
///
/// # Errors
/// Where the file can't be read, a column is missing, or (unless they are to be skipped) a row is bad.
pub fn waves(
    source: &Source,
    options: ReadOptions,
    columns: TieColumns<'_>,
    wave: &str,
    only: Option<(&str, &str)>,
) -> Result<Option<Waves>, ReadFailure> {
    let wanted = [Some(wave), Some(columns.from), Some(columns.to), columns.weight, only.map(|only| only.0)];
    let mut shape = WavesShape {
        columns: wanted.into_iter().flatten().map(str::to_owned).collect(),
        weighted: columns.weight.is_some(),
        only: only.map(|only| only.1.to_owned()),
        waves: Names::new(),
        names: Names::new(),
        builders: Vec::new(),
        named: Vec::new(),
        others: 0,
    };
    let rows = source::read(source, options, &mut shape)?;
    let WavesShape { waves, names, builders, mut named, others, .. } = shape;
    if waves.len() > MOST_WAVES {
        return Ok(None);
    }
    named.iter_mut().for_each(|named| named.resize(names.len(), false));
    let build = |builder: NetworkBuilder| builder.build(names.len()).expect("every person has a name");
    let networks = builders.into_iter().map(build).collect();
    Ok(Some(Waves { waves, names, networks, named, others, rows }))
}

struct WavesShape {
    columns: Vec<String>,
    weighted: bool,
    only: Option<String>,
    waves: Names,
    names: Names,
    builders: Vec<NetworkBuilder>,
    named: Vec<Vec<bool>>,
    others: u64,
}

#[derive(Debug, Default)]
struct WavesPart {
    weighted: bool,
    only: Option<String>,
    waves: LocalNames,
    names: LocalNames,
    /// Wave, giver, receiver, weight; nothing where the row holds another value than `only`
    rows: Vec<(u32, u32, u32, Option<f64>)>,
    others: u64,
}

impl Part for WavesPart {
    fn row(&mut self, row: &impl Cells) -> Result<Fate, Bad> {
        check(row.cell(0)).at(0)?;
        let weight = if self.weighted { row.cell(3).amount().at(3)? } else { Some(1.0) };
        let (from, to) = persons(row, [1, 2], &mut self.names)?;
        let wave = row.cell(0).text(|wave| self.waves.intern(wave));
        let at = 3 + usize::from(self.weighted);
        if self.only.as_ref().is_some_and(|only| row.cell(at).text(|text| text != only.as_bytes())) {
            self.rows.push((wave, from, to, None));
            self.others += 1;
            return Ok(Fate::Other);
        }
        self.rows.push((wave, from, to, Some(weight.unwrap_or(0.0))));
        Ok(match weight {
            _ if from == to => Fate::SelfHelp,
            None => Fate::WithoutAmount,
            Some(_) => Fate::Kept,
        })
    }
}

impl Shape for WavesShape {
    type Part = WavesPart;

    fn wants(&self) -> Vec<Want> {
        self.columns.iter().map(|column| Want::needed(column)).collect()
    }

    fn found(&mut self, _there: &[bool]) {}

    fn part(&self) -> WavesPart {
        WavesPart { weighted: self.weighted, only: self.only.clone(), ..WavesPart::default() }
    }

    fn take(&mut self, part: &mut WavesPart) {
        part.waves.settle(&mut self.waves);
        part.names.settle(&mut self.names);
        self.others += std::mem::take(&mut part.others);
        let waves = self.waves.len().min(MOST_WAVES);
        self.builders.resize_with(waves, NetworkBuilder::new);
        self.named.resize(waves, Vec::new());
        for (wave, from, to, weight) in part.rows.drain(..) {
            let wave = part.waves.whole(wave) as usize;
            if wave >= waves {
                continue;
            }
            let (from, to) = (part.names.whole(from), part.names.whole(to));
            let named = &mut self.named[wave];
            named.resize(named.len().max(from.max(to) as usize + 1), false);
            (named[from as usize], named[to as usize]) = (true, true);
            if let Some(weight) = weight {
                self.builders[wave].add(from, to, weight).expect("weights are checked to be from 0 to 1e15");
            }
        }
    }
}
