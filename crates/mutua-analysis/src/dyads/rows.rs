//! What is read of dyads, and how rows are put in order: by dyad, time and member.

use thiserror::Error;

use super::terms::Term;

/// Rows of a study of dyads, one for each person and time, as columns of the same length.
///
/// Dyads, persons and roles are numbered from 0 by the caller. A person is looked for within their dyad, so persons
/// may be numbered 0 and 1 in every dyad. A value that isn't finite counts as missing.
#[derive(Debug, Clone, Default)]
pub struct DyadRows<'a> {
    /// The dyad of each row
    pub dyad: &'a [u32],
    /// The person of each row; at most two in a dyad
    pub person: &'a [u32],
    /// The role of each row, 0 or 1, where the members of a dyad differ in kind (parent and child)
    pub role: Option<&'a [u32]>,
    /// When, in whole units (days), where persons were asked more than once
    pub time: Option<&'a [i64]>,
    /// What is to be explained
    pub outcome: &'a [f64],
    /// What is to explain it, of oneself and of the partner
    pub predictors: Vec<Predictor<'a>>,
    /// What is only to be held constant, with no effect of the partner's
    pub covariates: Vec<&'a [f64]>,
    /// Which rows to fit; means of persons and of all are taken over all rows, so that parts stay comparable
    pub fitted: Option<&'a [bool]>,
}

/// A predictor: each row's own value, and the partner's.
#[derive(Debug, Clone, Copy)]
pub struct Predictor<'a> {
    /// The person's own value
    pub own: &'a [f64],
    /// The partner's value, where the row holds it (pairwise layout); else it is taken from the partner's row
    pub partner: Option<&'a [f64]>,
}

/// Why dyads can't be analyzed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DyadError {
    /// Columns don't have the same number of rows
    #[error("columns have different numbers of rows")]
    Lengths,
    /// A dyad has more than two persons
    #[error("dyad {dyad} has more than two persons")]
    MoreThanTwo {
        /// The dyad
        dyad: u32,
    },
    /// A person has two rows at one time
    #[error("rows {first} and {second} are both of person {person} of dyad {dyad} at the same time")]
    Repeated {
        /// The dyad
        dyad: u32,
        /// The person
        person: u32,
        /// A row
        first: usize,
        /// The other row
        second: usize,
    },
    /// Both members have the same role, so that they can't be told apart by it
    #[error("both members of dyad {dyad} have role {role}")]
    SameRole {
        /// The dyad
        dyad: u32,
        /// The role
        role: u32,
    },
    /// A person's role changes
    #[error("person {person} of dyad {dyad} has more than one role")]
    RoleChanges {
        /// The dyad
        dyad: u32,
        /// The person
        person: u32,
    },
    /// Roles are asked for but the rows don't have exactly two
    #[error("members can be told apart by two roles; there are {0}")]
    RoleCount(usize),
    /// Times are needed
    #[error("lags and serial correlation need times")]
    NoTime,
    /// A lag of nothing
    #[error("a lag is at least 1")]
    NoLag,
    /// Persons can only be centred on their own mean where they have several times
    #[error("a person's own mean can only be taken where persons were asked more than once")]
    NothingToCentre,
    /// Too few rows for so many coefficients
    #[error("{rows} complete rows in {dyads} dyads are too few for {coefficients} coefficients")]
    TooFew {
        /// Rows with all values
        rows: usize,
        /// Dyads among them
        dyads: usize,
        /// Coefficients to estimate
        coefficients: usize,
    },
    /// No dyad has both members at the same time, so that nothing tells how they correlate
    #[error("no dyad has complete rows of both members at the same time")]
    NoPairs,
    /// A term is a sum of multiples of others
    #[error("a term is determined by others")]
    Collinear {
        /// The term
        term: Term,
        /// Those that determine it; none where the term is 0 everywhere
        by: Vec<Term>,
    },
    /// The outcome doesn't vary around what the terms predict
    #[error("the outcome has no variation left to explain")]
    NoVariation,
    /// The numbers are too extreme for a likelihood to be found
    #[error("no likelihood could be computed")]
    Numeric,
}

/// Rows in order of dyad, time and member.
pub(super) struct Ordered {
    /// The row that stands at each position
    pub row: Vec<usize>,
    /// Of the row at each position: 0 or 1
    pub member: Vec<u8>,
    /// Of the row at each position
    pub time: Vec<i64>,
    /// The dyads' numbers from 0 in order, at each position
    pub dyad: Vec<u32>,
    /// The first position of each dyad, and the end
    pub starts: Vec<usize>,
}

impl Ordered {
    /// Puts rows in order.
    ///
    /// # Errors
    /// Where a dyad has more than two persons, a person two rows at one time, or roles don't tell members apart.
    pub(super) fn new(rows: &DyadRows<'_>, by_role: bool) -> Result<Self, DyadError> {
        check_lengths(rows)?;
        let n = rows.dyad.len();
        let time = |row: usize| rows.time.map_or(0, |t| t[row]);
        let key = |row: usize| (rows.dyad[row], time(row), rows.person[row]);
        let mut order: Vec<usize> = (0..n).collect();
        if !order.is_sorted_by_key(|row| key(*row)) {
            order.sort_by_key(|row| key(*row));
        }
        for two in order.windows(2) {
            if key(two[0]) == key(two[1]) {
                let (first, second) = (two[0].min(two[1]), two[0].max(two[1]));
                return Err(DyadError::Repeated {
                    dyad: rows.dyad[first],
                    person: rows.person[first],
                    first,
                    second,
                });
            }
        }
        let mut starts: Vec<usize> =
            (0..n).filter(|k| *k == 0 || rows.dyad[order[k - 1]] != rows.dyad[order[*k]]).collect();
        starts.push(n);
        let mut ordered = Self {
            member: vec![0; n],
            time: order.iter().map(|r| time(*r)).collect(),
            dyad: vec![0; n],
            row: order,
            starts,
        };
        for d in 0..ordered.starts.len() - 1 {
            ordered.number_members(rows, d, by_role)?;
        }
        Ok(ordered)
    }

    /// Numbers the members of one dyad by role, or by the order of persons.
    fn number_members(&mut self, rows: &DyadRows<'_>, d: usize, by_role: bool) -> Result<(), DyadError> {
        let range = self.starts[d]..self.starts[d + 1];
        let mut persons: [Option<u32>; 2] = [None; 2];
        for k in range.clone() {
            let person = rows.person[self.row[k]];
            match persons {
                [Some(a), _] | [_, Some(a)] if a == person => {}
                [None, _] => persons[0] = Some(person),
                [_, None] => persons[1] = Some(person),
                _ => return Err(DyadError::MoreThanTwo { dyad: rows.dyad[self.row[k]] }),
            }
        }
        if let [Some(a), Some(b)] = persons
            && a > b
        {
            persons.swap(0, 1);
        }
        // Dyads that aren't fitted only lend their means; members of any roles will do for that.
        let fitted = rows.fitted.is_none_or(|f| range.clone().any(|k| f[self.row[k]]));
        let roles = rows.role.filter(|_| by_role && fitted);
        let mut role_of: [Option<u32>; 2] = [None; 2];
        for k in range.clone() {
            let row = self.row[k];
            let (dyad, person) = (rows.dyad[row], rows.person[row]);
            let slot = usize::from(persons[0] != Some(person));
            let Some(roles) = roles else {
                (self.member[k], self.dyad[k]) = (u8::from(slot == 1), index(d));
                continue;
            };
            if role_of[slot].is_some_and(|r| r != roles[row]) {
                return Err(DyadError::RoleChanges { dyad, person });
            }
            role_of[slot] = Some(roles[row]);
            if role_of[0] == role_of[1] {
                return Err(DyadError::SameRole { dyad, role: roles[row] });
            }
            (self.member[k], self.dyad[k]) = (u8::from(roles[row] != 0), index(d));
        }
        self.sort_members(range);
        Ok(())
    }

    /// Where roles order members otherwise than persons' numbers do, the two rows of each time change places.
    fn sort_members(&mut self, range: std::ops::Range<usize>) {
        for k in range.start + 1..range.end {
            if self.time[k] == self.time[k - 1] && self.member[k] < self.member[k - 1] {
                self.row.swap(k, k - 1);
                self.member.swap(k, k - 1);
            }
        }
    }

    /// The position of a member of the dyad of position `k` at some time.
    pub(super) fn find(&self, k: usize, member: u8, time: i64) -> Option<usize> {
        let d = self.dyad[k] as usize;
        let range = self.starts[d]..self.starts[d + 1];
        // Rows of the same time stand side by side, and mostly that is what is asked for.
        for near in [k.wrapping_sub(1), k, k + 1] {
            if range.contains(&near) && (self.time[near], self.member[near]) == (time, member) {
                return Some(near);
            }
        }
        let (mut low, mut high) = (range.start, range.end);
        while low < high {
            let middle = low.midpoint(high);
            if (self.time[middle], self.member[middle]) < (time, member) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        (low < range.end && (self.time[low], self.member[low]) == (time, member)).then_some(low)
    }
}

/// Counts are of rows, of which there are fewer than `u32` holds: rows are numbered in memory.
pub(super) fn index(k: usize) -> u32 {
    u32::try_from(k).unwrap_or(u32::MAX)
}

fn check_lengths(rows: &DyadRows<'_>) -> Result<(), DyadError> {
    let n = rows.dyad.len();
    let fits = rows.person.len() == n
        && rows.outcome.len() == n
        && rows.role.is_none_or(|c| c.len() == n)
        && rows.time.is_none_or(|c| c.len() == n)
        && rows.fitted.is_none_or(|c| c.len() == n)
        && rows.covariates.iter().all(|c| c.len() == n)
        && rows.predictors.iter().all(|p| p.own.len() == n && p.partner.is_none_or(|c| c.len() == n));
    if fits { Ok(()) } else { Err(DyadError::Lengths) }
}
