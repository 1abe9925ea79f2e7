//! Ties of each wave, and who was there, from files.

use mutua_analysis::network::{Network, NetworkBuilder};

use super::WavesArgs;
use crate::output::{Failure, Surroundings};
use crate::read::{self, Column, MOST_WAVES, Names, Rows, Source, TieColumns, Wanted};

/// What was read, waves in their order.
pub(super) struct Group {
    pub names: Names,
    pub waves: Vec<Wave>,
    /// Rows that `--only` passes over
    pub others: u64,
    /// Ties that name someone who, by `--persons`, was not there
    pub ties_left_out: usize,
    pub rows: Rows,
    pub person_rows: Option<Rows>,
}

pub(super) struct Wave {
    pub name: String,
    /// Ties among those who were there; numbers all persons
    pub network: Network,
    pub there: Vec<bool>,
}

impl Wave {
    /// The network of those alone who were there.
    pub(super) fn of_those_there(&self) -> Network {
        let mut numbers = Vec::with_capacity(self.there.len());
        let mut count = 0_u32;
        for there in &self.there {
            numbers.push(count);
            count += u32::from(*there);
        }
        let renumbered = self
            .network
            .arcs()
            .map(|(from, to, weight)| (numbers[from as usize], numbers[to as usize], weight));
        built(count as usize, renumbered)
    }
}

fn built(persons: usize, arcs: impl Iterator<Item = (u32, u32, f64)>) -> Network {
    let mut builder = NetworkBuilder::new();
    for (from, to, weight) in arcs {
        builder.add(from, to, weight).expect("weights of a network are weights");
    }
    builder.build(persons).expect("all persons are below their number")
}

impl Group {
    pub(super) fn read(args: &WavesArgs, surroundings: &Surroundings<'_>) -> Result<Self, Failure> {
        let columns = TieColumns { from: &args.from, to: &args.to, weight: args.weight.as_deref() };
        let only = args.only.as_ref().map(|(column, value)| (column.as_str(), value.as_str()));
        let reading = args.output.reading(surroundings);
        let found = read::waves(&Source::from(&args.file), reading, columns, &args.wave, only)?;
        let Some(read::Waves { waves, names, networks, named, others, rows }) = found else {
            return Err(Failure::Input(format!(
                "{}: column \"{}\" holds more than {MOST_WAVES} different values, so it can't be waves. For help with its \
                 time there is `mutua analyze log`",
                args.file.display(),
                args.wave
            )));
        };
        let waves = waves.iter().zip(networks).zip(named);
        let waves =
            waves.map(|((name, network), there)| Wave { name: name.to_owned(), network, there }).collect();
        let mut group = Self { names, waves, others, ties_left_out: 0, rows, person_rows: None };
        if args.persons.is_some() {
            group.only_those_there(args, surroundings)?;
        }
        if group.waves.iter().all(|wave| wave.name.parse::<f64>().is_ok()) {
            let number = |wave: &Wave| wave.name.parse::<f64>().unwrap_or_default();
            group.waves.sort_by(|a, b| number(a).total_cmp(&number(b)));
        } else {
            group.waves.sort_by(|a, b| a.name.cmp(&b.name));
        }
        Ok(group)
    }

    /// Takes from `--persons` who was there, and leaves out ties of those who weren't.
    fn only_those_there(&mut self, args: &WavesArgs, surroundings: &Surroundings<'_>) -> Result<(), Failure> {
        let Some(path) = &args.persons else { return Ok(()) };
        let mut wanted = vec![Wanted::text("id")];
        match &args.absent {
            Some(prefix) => {
                wanted.extend(self.waves.iter().map(|wave| Wanted::text(&format!("{prefix}{}", wave.name))));
            }
            None => wanted.push(Wanted::text("wave").optional()),
        }
        let table = read::table(&Source::from(path), args.output.reading(surroundings), &wanted)?;
        let refused = |(row, why): (usize, String)| {
            Failure::Input(format!("{}, row {} (the header not counted): {why}", path.display(), row + 1))
        };
        let ids = self.ids(&table.columns[0]).map_err(refused)?;
        for wave in &mut self.waves {
            wave.there = vec![false; self.names.len()];
        }
        let columns = &table.columns[1..];
        let marked = if args.absent.is_some() {
            self.by_absence(&ids, columns)
        } else {
            self.by_wave(&ids, &columns[0])
        };
        marked.map_err(refused)?;
        for wave in &mut self.waves {
            let (there, network) = (&wave.there, &wave.network);
            let kept = network.arcs().filter(|(from, to, _)| there[*from as usize] && there[*to as usize]);
            let kept = built(there.len(), kept);
            self.ties_left_out += network.arc_count() - kept.arc_count();
            wave.network = kept;
        }
        self.person_rows = Some(table.rows);
        Ok(())
    }

    /// The person of each row. What is wrong is told with its row, counted from 0.
    fn ids(&mut self, column: &Column) -> Result<Vec<u32>, (usize, String)> {
        let Column::Text { values, rows } = column else { return Ok(Vec::new()) };
        let ids: Vec<u32> = values.iter().map(|name| self.names.intern(name)).collect();
        let id = |(row, value): (usize, &Option<u32>)| {
            value.map(|value| ids[value as usize]).ok_or_else(|| (row, "id is empty".to_owned()))
        };
        rows.iter().enumerate().map(id).collect()
    }

    /// There is a column for each wave, with a mark where a person was not there.
    fn by_absence(&mut self, ids: &[u32], columns: &[Column]) -> Result<(), (usize, String)> {
        for (wave, column) in self.waves.iter_mut().zip(columns) {
            for (row, id) in ids.iter().enumerate() {
                wave.there[*id as usize] = !is_absent(column, row).map_err(|why| (row, why))?;
            }
        }
        Ok(())
    }

    /// There is a row for each person and wave, or for each person who was there in all.
    fn by_wave(&mut self, ids: &[u32], column: &Column) -> Result<(), (usize, String)> {
        let Column::Text { values, rows } = column else {
            for wave in &mut self.waves {
                ids.iter().for_each(|id| wave.there[*id as usize] = true);
            }
            return Ok(());
        };
        let numbers: Vec<usize> = values.iter().map(|name| self.wave(name)).collect();
        for (row, (id, wave)) in ids.iter().zip(rows).enumerate() {
            let wave = wave.ok_or_else(|| (row, "wave is empty".to_owned()))?;
            self.waves[numbers[wave as usize]].there[*id as usize] = true;
        }
        Ok(())
    }

    /// The wave of this name; one without ties where no row of ties is of it.
    fn wave(&mut self, name: &str) -> usize {
        self.waves.iter().position(|wave| wave.name == name).unwrap_or_else(|| {
            let persons = self.names.len();
            let network = built(persons, std::iter::empty());
            self.waves.push(Wave { name: name.to_owned(), network, there: vec![false; persons] });
            self.waves.len() - 1
        })
    }
}

/// Whether a mark says that someone was not there.
fn is_absent(column: &Column, row: usize) -> Result<bool, String> {
    let Column::Text { values, rows } = column else { return Ok(false) };
    match rows[row].map(|value| values.get(value)) {
        None | Some("0" | "false" | "FALSE" | "no") => Ok(false),
        Some("1" | "true" | "TRUE" | "yes") => Ok(true),
        Some(other) => Err(format!("\"{other}\" is neither 1 (was not there) nor 0")),
    }
}
