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
        let reading = args.output.reading(surroundings);
        let mut wanted = vec![Wanted::text("id")];
        match &args.absent {
            Some(prefix) => {
                wanted.extend(self.waves.iter().map(|wave| Wanted::text(&format!("{prefix}{}", wave.name))));
            }
            None => wanted.push(Wanted::text("wave").optional()),
        }
        let table = read::table(&Source::from(path), reading, &wanted)?;
        let ids: Vec<Option<u32>> = match table.columns.first() {
            Some(Column::Text { values, rows }) => {
                let ids: Vec<u32> = values.iter().map(|name| self.names.intern(name)).collect();
                rows.iter().map(|row| row.map(|row| ids[row as usize])).collect()
            }
            _ => Vec::new(),
        };
        for wave in &mut self.waves {
            wave.there = vec![false; self.names.len()];
        }
        let refuse = |row: usize, why: &str| {
            Failure::Input(format!("{}, row {} (the header not counted): {why}", path.display(), row + 1))
        };
        if let Some(row) = ids.iter().position(Option::is_none) {
            return Err(refuse(row, "id is empty"));
        }
        let ids: Vec<u32> = ids.into_iter().flatten().collect();
        match (&args.absent, table.columns.get(1)) {
            (Some(_), _) => {
                for (wave, column) in self.waves.iter_mut().zip(&table.columns[1..]) {
                    for (row, id) in ids.iter().enumerate() {
                        let absent = is_absent(column, row).map_err(|why| refuse(row, &why))?;
                        wave.there[*id as usize] = !absent;
                    }
                }
            }
            (None, Some(Column::Text { values, rows })) => {
                let number: Vec<usize> = values.iter().map(|name| self.wave(name)).collect();
                for (row, (id, wave)) in ids.iter().zip(rows).enumerate() {
                    let wave = wave.ok_or_else(|| refuse(row, "wave is empty"))?;
                    self.waves[number[wave as usize]].there[*id as usize] = true;
                }
            }
            (None, _) => {
                for wave in &mut self.waves {
                    ids.iter().for_each(|id| wave.there[*id as usize] = true);
                }
            }
        }
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
