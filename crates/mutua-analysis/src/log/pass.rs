//! One pass over a sorted log: what each pair, each direction and kind, and each month sum up to.

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use super::decay::HalfLife;
use super::episodes::begins_episode;
use super::figures::Options;
use super::months::{Calendar, Month};
use super::types::{Help, Kind, LogError, Time, Word};
use super::whole::{Kept, Log, SortedHelps, pair_of};

/// About how many helps one task takes. Fixed, so that sums don't depend on the number of threads.
const CHUNK: usize = 1 << 15;
/// How many chunks of helps that are kept elsewhere are held at once.
const AT_ONCE: usize = 16;

/// What one person gave another in one kind, as of the moment of the run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LaneTotals {
    pub(crate) giver: u32,
    pub(crate) receiver: u32,
    pub(crate) kind: Kind,
    pub(crate) episodes: f64,
    pub(crate) minutes: f64,
}

/// What two people gave each other.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PairTotals {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) x: f64,
    pub(crate) y: f64,
}

/// What is read off a whole log.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    pub(crate) helps: u64,
    pub(crate) episodes: u64,
    pub(crate) minutes: f64,
    pub(crate) pairs: Vec<PairTotals>,
    pub(crate) lanes: Vec<LaneTotals>,
    months: Vec<MonthTotals>,
}

#[derive(Debug, Clone, Copy, Default)]
struct MonthTotals {
    helps: u64,
    episodes: u64,
    minutes: f64,
    returned: f64,
    all: f64,
}

/// The rules of a pass.
pub(crate) struct Pass<'a> {
    at: Time,
    half_life: HalfLife,
    word: Word,
    calendar: &'a Calendar,
    active: &'a ActiveMonths,
}

impl<'a> Pass<'a> {
    pub(crate) fn new(options: &Options<'_>, calendar: &'a Calendar, active: &'a ActiveMonths) -> Self {
        Self { at: options.at, half_life: options.half_life, word: options.word, calendar, active }
    }

    /// Goes over a log's helps, which are sorted by pair, direction, kind and time.
    pub(crate) fn over(&self, log: &Log) -> Result<Totals, LogError> {
        let mut all = self.nothing();
        match log.kept() {
            Kept::Here(helps) => {
                let parts: Vec<Totals> =
                    chunks(helps).into_par_iter().map(|chunk| self.chunk(chunk)).collect();
                all.pairs.reserve_exact(parts.iter().map(|part| part.pairs.len()).sum());
                all.lanes.reserve_exact(parts.iter().map(|part| part.lanes.len()).sum());
                parts.into_iter().for_each(|part| all.add(part));
            }
            Kept::Elsewhere(helps) => self.over_elsewhere(helps.as_ref(), &mut all)?,
        }
        Ok(all)
    }

    fn over_elsewhere(&self, helps: &dyn SortedHelps, all: &mut Totals) -> Result<(), LogError> {
        let mut chunks: Vec<Vec<Help>> = vec![Vec::new()];
        let mut sum_up = |chunks: &mut Vec<Vec<Help>>| {
            let parts: Vec<Totals> = chunks.par_iter().map(|chunk| self.chunk(chunk)).collect();
            parts.into_iter().for_each(|part| all.add(part));
            chunks.clear();
        };
        for help in helps.all() {
            let help = help.map_err(LogError::Elsewhere)?;
            // Cut where `chunks` cuts, so that sums come out the same.
            let full =
                |chunk: &Vec<Help>| chunk.get(CHUNK).is_some_and(|last| pair_of(last) != pair_of(&help));
            if chunks.last().is_none_or(full) {
                if chunks.len() == AT_ONCE {
                    sum_up(&mut chunks);
                }
                chunks.push(Vec::with_capacity(CHUNK + CHUNK / 8));
            }
            if let Some(chunk) = chunks.last_mut() {
                chunk.push(help);
            }
        }
        sum_up(&mut chunks);
        Ok(())
    }

    fn nothing(&self) -> Totals {
        Totals { months: vec![MonthTotals::default(); self.calendar.len()], ..Totals::default() }
    }

    fn chunk(&self, helps: &[Help]) -> Totals {
        let mut totals = self.nothing();
        let mut by_month = vec![[0.0; 2]; self.calendar.len()];
        for pair in helps.chunk_by(|one, other| pair_of(one) == pair_of(other)) {
            self.pair(pair, &mut totals, &mut by_month);
        }
        totals
    }

    fn pair(&self, helps: &[Help], totals: &mut Totals, by_month: &mut [[f64; 2]]) {
        let Some((a, b)) = helps.first().map(pair_of) else { return };
        let mut pair = PairTotals { a, b, x: 0.0, y: 0.0 };
        let before = totals.lanes.len();
        let mut first_month = by_month.len();
        for lane in helps.chunk_by(|one, other| (one.giver, one.kind) == (other.giver, other.kind)) {
            if let Some(lane) = self.lane(lane, totals, by_month, &mut first_month) {
                if lane.giver == a {
                    pair.x += lane.episodes;
                } else {
                    pair.y += lane.episodes;
                }
                totals.lanes.push(lane);
            }
        }
        if totals.lanes.len() > before {
            totals.pairs.push(pair);
            self.reciprocity_by_month(first_month, totals, by_month);
        }
    }

    /// Sums one direction and kind up; `None` where no help of it counts.
    fn lane(
        &self,
        helps: &[Help],
        totals: &mut Totals,
        by_month: &mut [[f64; 2]],
        first_month: &mut usize,
    ) -> Option<LaneTotals> {
        let first = helps.first()?;
        let mut lane = LaneTotals {
            giver: first.giver,
            receiver: first.receiver,
            kind: first.kind,
            episodes: 0.0,
            minutes: 0.0,
        };
        let backward = usize::from(first.giver > first.receiver);
        let (mut open, mut count) = (None, 0);
        for help in
            helps.iter().take_while(|help| help.time <= self.at).filter(|help| self.word.counts(help.told_by))
        {
            let weight = self.half_life.weight(help.time, self.at);
            let begins = begins_episode(open, help.time);
            count += 1;
            totals.minutes += help.minutes;
            lane.minutes += help.minutes * weight;
            if begins {
                open = Some(help.time);
                totals.episodes += 1;
                lane.episodes += weight;
            }
            if let Some(month) = self.calendar.month_of(help.time) {
                let sums = &mut totals.months[month];
                sums.helps += 1;
                sums.minutes += help.minutes;
                sums.episodes += u64::from(begins);
                if begins {
                    by_month[month][backward] += self.calendar.weight_at_end(help.time, month);
                    *first_month = (*first_month).min(month);
                }
                self.active.saw(help, month);
            }
        }
        totals.helps += count;
        (count > 0).then_some(lane)
    }

    /// Adds what of a pair's decayed episodes is returned at the end of each month, and clears the pair's months.
    fn reciprocity_by_month(&self, first: usize, totals: &mut Totals, by_month: &mut [[f64; 2]]) {
        let (mut x, mut y) = (0.0, 0.0);
        for (month, new) in by_month.iter_mut().enumerate().skip(first) {
            let left = self.calendar.fades[month];
            x = x * left + new[0];
            y = y * left + new[1];
            totals.months[month].returned += 2.0 * f64::min(x, y);
            totals.months[month].all += x + y;
            *new = [0.0; 2];
        }
    }
}

impl Totals {
    fn add(&mut self, part: Self) {
        self.helps += part.helps;
        self.episodes += part.episodes;
        self.minutes += part.minutes;
        self.pairs.extend_from_slice(&part.pairs);
        self.lanes.extend_from_slice(&part.lanes);
        for (sum, month) in self.months.iter_mut().zip(part.months) {
            sum.helps += month.helps;
            sum.episodes += month.episodes;
            sum.minutes += month.minutes;
            sum.returned += month.returned;
            sum.all += month.all;
        }
    }

    /// Writes the months' sums into the months.
    pub(crate) fn fill_months(&self, months: &mut [Month], active: &ActiveMonths) {
        for (number, (month, sums)) in months.iter_mut().zip(&self.months).enumerate() {
            month.helps = sums.helps;
            month.episodes = sums.episodes;
            month.minutes = sums.minutes;
            month.reciprocity = (sums.all > 0.0).then(|| sums.returned / sums.all);
            (month.givers, month.receivers) = active.counts(number);
        }
    }
}

/// Cuts helps into parts of about [`CHUNK`], never through a pair.
fn chunks(mut helps: &[Help]) -> Vec<&[Help]> {
    let mut parts = Vec::with_capacity(helps.len() / CHUNK + 1);
    while helps.len() > CHUNK {
        let last = pair_of(&helps[CHUNK]);
        let end = CHUNK + helps[CHUNK..].partition_point(|help| pair_of(help) <= last);
        let (part, rest) = helps.split_at(end);
        parts.push(part);
        helps = rest;
    }
    parts.push(helps);
    parts
}

/// Who gave and who got in which month: one bit each.
pub(crate) struct ActiveMonths {
    persons: usize,
    words: usize,
    gave: Vec<AtomicU64>,
    got: Vec<AtomicU64>,
}

impl ActiveMonths {
    pub(crate) fn new(persons: u32, months: usize) -> Self {
        let persons = persons as usize;
        let words = persons.div_ceil(64);
        let empty = || (0..words * months).map(|_| AtomicU64::new(0)).collect();
        Self { persons, words, gave: empty(), got: empty() }
    }

    fn saw(&self, help: &Help, month: usize) {
        for (bits, person) in [(&self.gave, help.giver as usize), (&self.got, help.receiver as usize)] {
            debug_assert!(person < self.persons, "a log has checked its persons");
            let word = &bits[month * self.words + person / 64];
            let bit = 1 << (person % 64);
            if word.load(Ordering::Relaxed) & bit == 0 {
                word.fetch_or(bit, Ordering::Relaxed);
            }
        }
    }

    fn counts(&self, month: usize) -> (u32, u32) {
        let count = |bits: &[AtomicU64]| {
            bits[month * self.words..(month + 1) * self.words]
                .iter()
                .map(|word| word.load(Ordering::Relaxed).count_ones())
                .sum()
        };
        (count(&self.gave), count(&self.got))
    }
}
