//! The columns of a study of dyads, as numbers.

use mutua_analysis::dyads::{DyadRows, Predictor};
use serde::Serialize;

use super::DyadsArgs;
use crate::output::{Failure, Surroundings};
use crate::read::{self, Column, Names, Rows, Wanted};

/// Rows that name no dyad, person, time or role.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(super) struct Unnamed {
    pub no_dyad: u64,
    pub no_person: u64,
    pub no_time: u64,
    pub no_role: u64,
}

/// A study as it was read.
pub(super) struct Study {
    pub rows: Rows,
    pub unnamed: Unnamed,
    /// Whether times were cut to whole units
    pub cut_times: bool,
    pub dyads: Names,
    pub persons: Names,
    pub roles: Option<Names>,
    pub groups: Option<Names>,
    /// The place in the file (from 1, without the header) of each row that is kept
    pub place: Vec<usize>,
    dyad: Vec<u32>,
    person: Vec<u32>,
    role: Option<Vec<u32>>,
    time: Option<Vec<i64>>,
    group: Option<Vec<Option<u32>>>,
    outcome: Vec<f64>,
    actors: Vec<Vec<f64>>,
    partners: Vec<Vec<f64>>,
    covariates: Vec<Vec<f64>>,
}

/// Takes columns one after another, as they were wanted.
struct Columns(std::vec::IntoIter<Column>);

impl Columns {
    fn text(&mut self) -> (Names, Vec<Option<u32>>) {
        match self.0.next() {
            Some(Column::Text { values, rows }) => (values, rows),
            _ => (Names::new(), Vec::new()),
        }
    }

    fn number(&mut self) -> Vec<f64> {
        match self.0.next() {
            Some(Column::Number(numbers)) => numbers,
            _ => Vec::new(),
        }
    }
}

impl Study {
    pub(super) fn read(args: &DyadsArgs, surroundings: &Surroundings<'_>) -> Result<Self, Failure> {
        let mut wanted =
            vec![Wanted::text(&args.dyad), Wanted::text(&args.person), Wanted::number(&args.outcome)];
        wanted.extend(args.role.as_deref().map(Wanted::text));
        wanted.extend(args.time.as_deref().map(Wanted::time));
        wanted.extend(args.by.as_deref().map(Wanted::text));
        let numbers = args.actor.iter().chain(&args.partner).chain(&args.covariate);
        wanted.extend(numbers.map(|name| Wanted::number(name)));
        let table = read::table(&(&args.file).into(), args.output.reading(surroundings), &wanted)?;
        let mut columns = Columns(table.columns.into_iter());
        let (dyads, dyad) = columns.text();
        let (persons, person) = columns.text();
        let outcome = columns.number();
        let role = args.role.as_ref().map(|_| columns.text());
        let time = args.time.as_ref().map(|_| columns.number());
        let group = args.by.as_ref().map(|_| columns.text());
        let mut several = |names: &[String]| names.iter().map(|_| columns.number()).collect::<Vec<_>>();
        let (actors, partners, covariates) =
            (several(&args.actor), several(&args.partner), several(&args.covariate));
        let mut unnamed = Unnamed::default();
        let kept: Vec<usize> = (0..dyad.len())
            .filter(|k| {
                let counter = if dyad[*k].is_none() {
                    &mut unnamed.no_dyad
                } else if person[*k].is_none() {
                    &mut unnamed.no_person
                } else if time.as_ref().is_some_and(|t| t[*k].is_nan()) {
                    &mut unnamed.no_time
                } else if role.as_ref().is_some_and(|(_, r)| r[*k].is_none()) {
                    &mut unnamed.no_role
                } else {
                    return true;
                };
                *counter += 1;
                false
            })
            .collect();
        let pick = |values: &[f64]| kept.iter().map(|k| values[*k]).collect::<Vec<_>>();
        let picked = |all: &[Vec<f64>]| all.iter().map(|values| pick(values)).collect::<Vec<_>>();
        let ids = |ids: &[Option<u32>]| kept.iter().filter_map(|k| ids[*k]).collect::<Vec<_>>();
        Ok(Self {
            rows: table.rows,
            unnamed,
            cut_times: time.as_ref().is_some_and(|t| kept.iter().any(|k| t[*k].fract() != 0.0)),
            dyad: ids(&dyad),
            person: ids(&person),
            role: role.as_ref().map(|(_, rows)| ids(rows)),
            time: time.map(|t| kept.iter().map(|k| whole(t[*k])).collect()),
            group: group.as_ref().map(|(_, rows)| kept.iter().map(|k| rows[*k]).collect()),
            outcome: pick(&outcome),
            actors: picked(&actors),
            partners: picked(&partners),
            covariates: picked(&covariates),
            place: kept.iter().map(|k| k + 1).collect(),
            dyads,
            persons,
            roles: role.map(|(names, _)| names),
            groups: group.map(|(names, _)| names),
        })
    }

    /// As the model takes them.
    pub(super) fn dyad_rows<'a>(&'a self, fitted: Option<&'a [bool]>) -> DyadRows<'a> {
        let partner = |k: usize| self.partners.get(k).map(Vec::as_slice);
        DyadRows {
            dyad: &self.dyad,
            person: &self.person,
            role: self.role.as_deref(),
            time: self.time.as_deref(),
            outcome: &self.outcome,
            predictors: self
                .actors
                .iter()
                .enumerate()
                .map(|(k, own)| Predictor { own, partner: partner(k) })
                .collect(),
            covariates: self.covariates.iter().map(Vec::as_slice).collect(),
            fitted,
        }
    }

    /// Which rows belong to a group.
    pub(super) fn of_group(&self, wanted: u32) -> Vec<bool> {
        self.group.iter().flatten().map(|group| *group == Some(wanted)).collect()
    }

    /// The names of the roles, in the order of their numbers.
    pub(super) fn role_names(&self) -> Vec<String> {
        let names = self.roles.as_ref();
        names.map_or_else(Vec::new, |n| {
            (0..n.len()).map(|k| n.get(u32::try_from(k).unwrap_or(0)).to_owned()).collect()
        })
    }
}

/// Whole units of time; numbers of files are below 1e15.
#[expect(clippy::cast_possible_truncation, reason = "numbers of files are below 1e15")]
fn whole(time: f64) -> i64 {
    time.floor() as i64
}
