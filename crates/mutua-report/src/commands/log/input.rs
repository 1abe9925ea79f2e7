//! From files to a log.

use jiff::Timestamp;
use mutua_analysis::log::{CheckIn, DAY, Help, Kind, Log, Need, Outcome, Time, ToldBy};

use super::LogArgs;
use super::people::Name;
use crate::output::{Failure, Surroundings};
use crate::read::{self, AmountUnit, Checkins, Helps, Names, Needs, ReadOptions, Rows, Source};

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
        let helps = read::helps(&Source::from(&args.file), reading, &mut names)?;
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
        let kinds = if helps.kind.is_some() { kinds } else { vec!["unnamed".into()] };
        if kinds.len() > usize::from(u16::MAX) {
            return Err(Failure::Input(format!("{}: more than {} kinds", helps.rows.file, u16::MAX)));
        }
        let unit = helps.amount.as_ref().map(|(unit, _)| unit_name(*unit));
        let log = Log::new(
            u32::try_from(sorted.len()).unwrap_or(u32::MAX),
            all_helps(helps, &order, &kind_order),
            needs.map(|needs| all_needs(&needs, &order)).unwrap_or_default(),
            checkins.map(|checkins| all_check_ins(&checkins, &order)).unwrap_or_default(),
        )
        .map_err(|error| Failure::Input(error.to_string()))?;
        let at = args.at.map_or_else(|| log.latest().unwrap_or_default(), Timestamp::as_microsecond);
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

fn all_helps(helps: Helps, order: &[u32], kind_order: &[u32]) -> Vec<Help> {
    let seconds = matches!(helps.amount, Some((AmountUnit::Seconds, _)));
    (0..helps.time.len())
        .map(|row| Help {
            time: helps.time[row],
            giver: order[helps.from[row] as usize],
            receiver: order[helps.to[row] as usize],
            kind: Kind(helps.kind.as_ref().map_or(0, |kinds| narrow(kind_order[kinds[row] as usize]))),
            minutes: helps.amount.as_ref().map_or(0.0, |(_, amounts)| amount(amounts[row], seconds)),
            told_by: helps.told_by.as_ref().and_then(|told| teller(told[row])),
        })
        .collect()
}

/// Kinds are few enough: that was checked.
fn narrow(kind: u32) -> u16 {
    u16::try_from(kind).unwrap_or(u16::MAX)
}

/// An amount that isn't known adds nothing to a load.
fn amount(amount: f64, seconds: bool) -> f64 {
    match (amount.is_nan(), seconds) {
        (true, _) => 0.0,
        (false, true) => amount / 60.0,
        (false, false) => amount,
    }
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
