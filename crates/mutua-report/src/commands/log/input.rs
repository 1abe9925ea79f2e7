//! From files to a log.

use jiff::Timestamp;
use mutua_analysis::log::{CheckIn, DAY, Help, Kind, Log, LogError, Need, Outcome, Time, ToldBy};

use super::LogArgs;
use super::people::Name;
use super::spool::{Spool, Spooled};
use crate::output::{Failure, Surroundings};
use crate::read::{self, AmountUnit, Checkins, HelpRow, Names, Needs, ReadOptions, Rows, Source};

/// What was read.
pub(super) struct Input {
    /// The log; persons and kinds are numbered in the order of their names, so that the order of rows makes no difference
    pub log: Log,
    /// Names of persons, in order
    pub names: Vec<Name>,
    /// Names of kinds, in order
    pub kinds: Vec<Name>,
    /// The unit of load; nothing where helps have no amount
    pub unit: Option<&'static str>,
    /// As of when
    pub at: Time,
    /// What became of each file's rows
    pub files: Vec<Rows>,
}

impl Input {
    pub fn read(args: &LogArgs, surroundings: &mut Surroundings<'_>) -> Result<Self, Failure> {
        let reading = args.output.reading(surroundings);
        let mut names = Names::new();
        let mut spool = Spool::new();
        let helps =
            read::each_help(&Source::from(&args.file), reading, &mut names, |row| spool.add(help(&row)))?;
        let needs = optional(args.needs.as_ref(), reading, &mut names, read::needs)?;
        let checkins = optional(args.checkins.as_ref(), reading, &mut names, read::checkins)?;
        let mut files = vec![helps.rows.clone()];
        files.extend(needs.as_ref().map(|needs| needs.rows.clone()));
        files.extend(checkins.as_ref().map(|checkins| checkins.rows.clone()));
        for rows in &files {
            surroundings.remark_rows(rows)?;
        }
        let (order, sorted) = in_order(&names);
        drop(names);
        let (kind_order, kinds) = in_order(&helps.kinds);
        let kinds = if helps.has_kinds { kinds } else { vec!["unnamed".into()] };
        if kinds.len() > usize::from(u16::MAX) {
            return Err(Failure::Input(format!("{}: more than {} kinds", helps.rows.file, u16::MAX)));
        }
        let seconds = helps.amount == Some(AmountUnit::Seconds);
        let spooled = spool
            .sorted(|help| Help {
                giver: order[help.giver as usize],
                receiver: order[help.receiver as usize],
                kind: if helps.has_kinds {
                    Kind(narrow(kind_order[usize::from(help.kind.0)]))
                } else {
                    help.kind
                },
                minutes: if seconds { help.minutes / 60.0 } else { help.minutes },
                ..help
            })
            .map_err(|why| Failure::File { what: "a temporary file".to_owned(), why })?;
        let log = log_of(
            u32::try_from(sorted.len()).unwrap_or(u32::MAX),
            spooled,
            needs.map(|needs| all_needs(&needs, &order)).unwrap_or_default(),
            checkins.map(|checkins| all_check_ins(&checkins, &order)).unwrap_or_default(),
        )
        .map_err(|error| Failure::Input(error.to_string()))?;
        let at = args.at.map_or_else(|| log.latest().unwrap_or_default(), Timestamp::as_microsecond);
        let unit = helps.amount.map(unit_name);
        Ok(Self { log, names: sorted, kinds, unit, at, files })
    }
}

fn optional<T>(
    path: Option<&std::path::PathBuf>,
    reading: ReadOptions,
    names: &mut Names,
    read: impl Fn(&Source, ReadOptions, &mut Names) -> Result<T, read::ReadFailure>,
) -> Result<Option<T>, Failure> {
    Ok(path.map(|path| read(&Source::from(path), reading, names)).transpose()?)
}

/// The place of each name among all in order, and the names in order.
fn in_order(names: &Names) -> (Vec<u32>, Vec<Name>) {
    let mut sorted: Vec<(u32, &str)> = (0..).zip(names.iter()).collect();
    sorted.sort_unstable_by_key(|&(_, name)| name);
    let mut order = vec![0; sorted.len()];
    for (place, &(number, _)) in (0..).zip(&sorted) {
        order[number as usize] = place;
    }
    (order, sorted.into_iter().map(|(_, name)| name.into()).collect())
}

fn unit_name(unit: AmountUnit) -> &'static str {
    match unit {
        AmountUnit::Minutes | AmountUnit::Seconds => "minutes",
        AmountUnit::Weight => "weight",
    }
}

fn log_of(persons: u32, helps: Spooled, needs: Vec<Need>, check_ins: Vec<CheckIn>) -> Result<Log, LogError> {
    match helps {
        Spooled::Here(helps) => Log::new(persons, helps, needs, check_ins),
        Spooled::OnDisk(runs) => Log::sorted(persons, runs, needs, check_ins),
    }
}

/// A help as it stands in the file: numbers are those of the file, and its amount in its own unit.
fn help(row: &HelpRow) -> Help {
    Help {
        time: row.time,
        giver: row.from,
        receiver: row.to,
        kind: Kind(row.kind.map_or(0, narrow)),
        // An amount that isn't known adds nothing to a load.
        minutes: row.amount.filter(|amount| !amount.is_nan()).unwrap_or(0.0),
        told_by: row.told_by.and_then(teller),
    }
}

/// Kinds are few enough: where they aren't, that is told before any number is used.
fn narrow(kind: u32) -> u16 {
    u16::try_from(kind).unwrap_or(u16::MAX)
}

fn teller(told: read::ToldBy) -> Option<ToldBy> {
    match told {
        read::ToldBy::Giver => Some(ToldBy::Giver),
        read::ToldBy::Receiver => Some(ToldBy::Receiver),
        read::ToldBy::Both => Some(ToldBy::Both),
        read::ToldBy::NotSaid => None,
    }
}

fn all_needs(needs: &Needs, order: &[u32]) -> Vec<Need> {
    needs
        .time
        .iter()
        .zip(&needs.person)
        .zip(&needs.brought)
        .map(|((&time, &person), &brought)| Need {
            time,
            person: order[person as usize],
            outcome: if brought { Outcome::Brought } else { Outcome::Kept },
        })
        .collect()
}

fn all_check_ins(checkins: &Checkins, order: &[u32]) -> Vec<CheckIn> {
    checkins
        .day
        .iter()
        .zip(&checkins.person)
        .zip(&checkins.score)
        .map(|((&day, &person), &score)| CheckIn {
            time: i64::from(day).saturating_mul(DAY),
            person: order[person as usize],
            score,
        })
        .collect()
}
