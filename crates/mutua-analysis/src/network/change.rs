//! How ties last, end, begin and are returned between two looks at the same group.
//!
//! What counts is whether there is a tie, not how much help runs along it, and only persons who were there both times:
//! a tie of someone who has left did not end in the sense meant here.
//!
//! Ties share persons, so they are no independent draws, and a binomial interval would be too narrow. Standard errors
//! come from leaving out one person after the other (Snijders & Borgatti 1999 *Non-parametric standard errors and tests
//! for network statistics*, Connections 22:161-170). They stand for other persons of the same kind, not for errors of
//! measurement: a tie that was forgotten in one wave looks as if it had ended.

use super::graph::Network;
use super::sums::ratio;

/// Fewer ties than this say too little for an interval.
pub const LEAST_TIES: u64 = 5;
/// Beyond so many standard errors to either side lies one fifth of the normal distribution.
const FOUR_FIFTHS: f64 = 1.281_551_565_544_600_4;

/// How many of how many, and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// How many
    pub count: u64,
    /// Of how many
    pub of: u64,
    /// `count / of`; nothing where that is 0 / 0
    pub share: Option<f64>,
    /// Standard error of the share, by leaving out each person in turn. Nothing where `of` is below [`LEAST_TIES`], or
    /// where the share is 0 or 1: of those it can't tell.
    pub se: Option<f64>,
    /// Lower end of the 80 % interval, symmetric in the logarithm of the odds
    pub low: Option<f64>,
    /// Its upper end
    pub high: Option<f64>,
}

/// What became of pairs of persons that were of one sort.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PairsBecome {
    /// Ties both ways
    pub mutual: u64,
    /// A tie one way; of pairs that had one, the same way
    pub one_way: u64,
    /// A tie the other way than before; 0 of pairs that were mutual or had none
    pub turned: u64,
    /// No tie
    pub none: u64,
}

/// What changed between two looks at the same group. Made by [`change`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// Persons who were there both times; all below is about them
    pub persons_in_both: usize,
    /// Ties both times
    pub kept: u64,
    /// Ties before that are no more
    pub ended: u64,
    /// Ties that are new
    pub started: u64,
    /// Ties to or from those who were there before only
    pub of_those_who_left: u64,
    /// Ties to or from those who are there after only
    pub of_newcomers: u64,
    /// Ties that would be kept if those after fell on any two persons by chance: before times after over ordered pairs
    pub kept_by_chance: Option<f64>,
    /// Ties both times, of ties at either (Jaccard)
    pub jaccard: Rate,
    /// Ties kept, of ties before
    pub persistence: Rate,
    /// The same of ties that were returned
    pub persistence_of_mutual: Rate,
    /// The same of ties that were not
    pub persistence_of_one_way: Rate,
    /// Ties started, of ordered pairs without one
    pub formation: Rate,
    /// The same where the other didn't give either
    pub formation_from_none: Rate,
    /// The same where the other gave: ties one way that came to be returned
    pub reciprocation: Rate,
    /// What became of pairs with ties both ways
    pub from_mutual: PairsBecome,
    /// What became of pairs with a tie one way
    pub from_one_way: PairsBecome,
    /// What became of pairs without a tie
    pub from_none: PairsBecome,
}

/// Counts what changed. Both networks number persons alike; `was_there` and `is_there` say who took part when. Ties of
/// those who didn't take part count for nothing.
///
/// Time grows with ties, and memory with persons.
///
/// ```
/// use mutua_analysis::network::{Network, change};
///
/// let before = Network::new(4, [(0, 1, 1.0), (1, 2, 1.0), (2, 1, 1.0), (0, 3, 1.0)])?;
/// let after = Network::new(4, [(0, 1, 1.0), (1, 0, 1.0), (1, 2, 1.0)])?;
/// let found = change([&before, &after], [&[true; 4], &[true, true, true, false]]); // the last has left
///
/// assert_eq!((found.kept, found.ended, found.started, found.of_those_who_left), (2, 1, 1, 1));
/// assert_eq!((found.reciprocation.count, found.reciprocation.of), (1, 1)); // 1 now gives to 0 too
/// assert_eq!(found.persistence.share, Some(2.0 / 3.0));
/// assert_eq!(found.from_mutual.one_way, 1);
/// # Ok::<(), mutua_analysis::network::NetworkError>(())
/// ```
///
/// # Panics
/// Where networks and lists don't tell of the same number of persons.
#[must_use]
pub fn change([before, after]: [&Network; 2], [was_there, is_there]: [&[bool]; 2]) -> Change {
    let persons = before.persons();
    let alike = [after.persons(), was_there.len(), is_there.len()];
    assert!(alike.iter().all(|count| *count == persons), "all tell of the same persons");
    let stays: Vec<bool> = was_there.iter().zip(is_there).map(|(was, is)| *was && *is).collect();
    let mut counts = Counts::new(persons);
    for (from, to) in pairs_with_ties(before, after) {
        if stays[from as usize] && stays[to as usize] {
            counts.pair([from, to], [before, after].map(|network| Pair::of(network, from, to)));
        }
    }
    let moved = |network: &Network, there: &[bool]| {
        let counts = |(from, to): (u32, u32)| {
            let (from, to) = (from as usize, to as usize);
            there[from] && there[to] && !(stays[from] && stays[to])
        };
        network.arcs().filter(|(from, to, _)| counts((*from, *to))).count() as u64
    };
    let there = stays.iter().filter(|stays| **stays).count();
    counts.finish(&stays, there, [moved(before, was_there), moved(after, is_there)])
}

/// Pairs with a tie before or after, each once, the lower number first.
fn pairs_with_ties<'a>(before: &'a Network, after: &'a Network) -> impl Iterator<Item = (u32, u32)> + 'a {
    let mut others: Vec<u32> = Vec::new();
    (0..before.persons() as u32).flat_map(move |person| {
        others.clear();
        for network in [before, after] {
            let all = network.receivers(person).iter().chain(network.givers(person));
            others.extend(all.filter(|other| **other > person));
        }
        others.sort_unstable();
        others.dedup();
        others.iter().map(|other| (person, *other)).collect::<Vec<_>>()
    })
}

/// Whether there are ties between two persons: there, and back.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Pair([bool; 2]);

impl Pair {
    fn of(network: &Network, a: u32, b: u32) -> Self {
        Self([(a, b), (b, a)].map(|(from, to)| network.receivers(from).binary_search(&to).is_ok()))
    }

    fn ties(self) -> u64 {
        self.0.iter().filter(|tie| **tie).count() as u64
    }
}

/// The shares, each of a count and of what it is a part of.
#[derive(Clone, Copy)]
enum Share {
    Jaccard,
    Persistence,
    PersistenceOfMutual,
    PersistenceOfOneWay,
    Formation,
    FormationFromNone,
    Reciprocation,
}

const SHARES: usize = 7;

/// For each share, how many and of how many. What counts pairs without a tie counts ties against it until the end.
type Parts = [[u64; 2]; SHARES];

struct Counts {
    whole: Parts,
    /// Those parts in which each person has a part
    by_person: Vec<Parts>,
    from: [PairsBecome; 3],
}

impl Counts {
    fn new(persons: usize) -> Self {
        Self {
            whole: Parts::default(),
            by_person: vec![Parts::default(); persons],
            from: [PairsBecome::default(); 3],
        }
    }

    fn pair(&mut self, persons: [u32; 2], [before, after]: [Pair; 2]) {
        let became = &mut self.from[before.ties() as usize];
        match after.ties() {
            0 => became.none += 1,
            1 if before.ties() == 1 && before != after => became.turned += 1,
            1 => became.one_way += 1,
            _ => became.mutual += 1,
        }
        let parts = parts(before, after);
        add(&mut self.whole, &parts);
        for person in persons {
            add(&mut self.by_person[person as usize], &parts);
        }
    }

    fn finish(mut self, stays: &[bool], there: usize, [left, newcomers]: [u64; 2]) -> Change {
        let there_too = there as u64;
        let pairs = there_too * there_too.saturating_sub(1);
        without_tie(&mut self.whole, pairs);
        for parts in &mut self.by_person {
            without_tie(parts, 2 * there_too.saturating_sub(1));
        }
        let [[kept, either], [_, before], ..] = self.whole;
        let started = self.whole[Share::Formation as usize][0];
        self.from[0].none = pairs / 2
            - self.from.iter().map(|from| from.mutual + from.one_way + from.turned).sum::<u64>()
            - self.from[1].none
            - self.from[2].none;
        let rate = |share: Share| self.rate(share as usize, stays, there);
        Change {
            persons_in_both: there,
            kept,
            ended: before - kept,
            started,
            of_those_who_left: left,
            of_newcomers: newcomers,
            kept_by_chance: ratio(before as f64 * (kept + started) as f64, pairs as f64)
                .filter(|_| either > 0),
            jaccard: rate(Share::Jaccard),
            persistence: rate(Share::Persistence),
            persistence_of_mutual: rate(Share::PersistenceOfMutual),
            persistence_of_one_way: rate(Share::PersistenceOfOneWay),
            formation: rate(Share::Formation),
            formation_from_none: rate(Share::FormationFromNone),
            reciprocation: rate(Share::Reciprocation),
            from_mutual: self.from[2],
            from_one_way: self.from[1],
            from_none: self.from[0],
        }
    }

    fn rate(&self, share: usize, stays: &[bool], there: usize) -> Rate {
        let [count, of] = self.whole[share];
        let found = ratio(count as f64, of as f64);
        let inside = found.filter(|found| of >= LEAST_TIES && *found > 0.0 && *found < 1.0);
        let without: Option<Vec<f64>> = inside.and_then(|_| {
            let those = self.by_person.iter().zip(stays).filter(|(_, stays)| **stays);
            those.map(|(own, _)| ratio((count - own[share][0]) as f64, (of - own[share][1]) as f64)).collect()
        });
        let se = without.map(|without| spread(&without, there)).filter(|se| *se > 0.0);
        let ends = inside.zip(se).map(|(share, se)| interval(share, se));
        Rate { count, of, share: found, se, low: ends.map(|[low, _]| low), high: ends.map(|[_, high]| high) }
    }
}

/// What a pair adds to each share.
fn parts(before: Pair, after: Pair) -> Parts {
    let mut parts = Parts::default();
    let mut add = |share: Share, count: bool| {
        parts[share as usize][0] += u64::from(count);
        parts[share as usize][1] += 1;
    };
    for way in 0..2 {
        let (was, returned, is) = (before.0[way], before.0[1 - way], after.0[way]);
        if was || is {
            add(Share::Jaccard, was && is);
        }
        match (was, returned) {
            (true, true) => add(Share::PersistenceOfMutual, is),
            (true, false) => add(Share::PersistenceOfOneWay, is),
            (false, true) => add(Share::Reciprocation, is),
            (false, false) => {}
        }
        if was {
            add(Share::Persistence, is);
        }
    }
    let started = |way: usize| u64::from(!before.0[way] && after.0[way]);
    parts[Share::Formation as usize] = [started(0) + started(1), before.ties()];
    if before.ties() == 0 {
        parts[Share::FormationFromNone as usize] = [started(0) + started(1), 0];
    } else {
        parts[Share::FormationFromNone as usize] = [0, 2];
    }
    parts
}

/// Turns what was counted against pairs without a tie into how many there are, of so many ordered pairs.
fn without_tie(parts: &mut Parts, pairs: u64) {
    for share in [Share::Formation, Share::FormationFromNone] {
        parts[share as usize][1] = pairs.saturating_sub(parts[share as usize][1]);
    }
}

fn add(sum: &mut Parts, parts: &Parts) {
    sum.iter_mut().flatten().zip(parts.iter().flatten()).for_each(|(sum, part)| *sum += part);
}

/// The standard error of a figure from what it is without each person (Snijders & Borgatti 1999, formula 4).
fn spread(without: &[f64], persons: usize) -> f64 {
    let n = persons as f64;
    let mean = without.iter().sum::<f64>() / n;
    let squares = without.iter().map(|one| (one - mean) * (one - mean)).sum::<f64>();
    ((n - 2.0) / (2.0 * n) * squares).sqrt()
}

/// Symmetric in the logarithm of the odds, so that it stays between 0 and 1.
fn interval(share: f64, se: f64) -> [f64; 2] {
    let middle = (share / (1.0 - share)).ln();
    let reach = FOUR_FIFTHS * se / (share * (1.0 - share));
    [middle - reach, middle + reach].map(|odds| 1.0 / (1.0 + (-odds).exp()))
}
