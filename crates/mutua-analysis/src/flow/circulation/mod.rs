//! How much of the help given comes back around.

mod balance;
mod completion;
mod components;
mod fill;
pub(crate) mod pairs;
mod residual;

use balance::balance;
use completion::complete;
use pairs::{NO_PAIR, Pairs};
use residual::{NONE, Nodes, Residual};

use super::error::FlowError;
use super::limits::{Limits, Meter};

/// The largest circulation within the help given, and what it consists of. Made by [`circulation`](fn@circulation).
///
/// Help circulates where it comes back to its giver over any number of persons: A helps B, B helps C, C helps A. The
/// figures are shares of all help between two persons (help to oneself isn't counted).
#[derive(Debug, Clone, PartialEq)]
pub struct Circulation {
    /// All help between two persons, in the unit of the weights
    pub total: f64,
    /// The share circulates at least; the share itself where [`exact`](Self::exact)
    pub lower: f64,
    /// The share circulates at most; the share itself where [`exact`](Self::exact)
    pub upper: f64,
    /// Whether the largest circulation was found. Otherwise the limits came first, and what is known is the bracket
    /// from [`lower`](Self::lower), of a circulation that was found, to [`upper`](Self::upper), of the levels.
    pub exact: bool,
    /// The share that is returned within pairs (Squartini's weighted reciprocity)
    pub direct: f64,
    /// How much of each tie circulates, in the order in which ties were given. It balances: everybody gives as much as
    /// they get.
    pub flow: Vec<f64>,
    /// A level for each person that proves [`upper`](Self::upper) by [`agony`]
    pub levels: Vec<i64>,
    /// Looks at a tie that it took
    pub work: u64,
}

impl Circulation {
    /// The share of help that circulates. None where there is no help, or where only a bracket is known.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        (self.exact && self.total > 0.0).then_some(self.lower)
    }

    /// The share that circulates over three persons or more: what returning within pairs doesn't explain.
    #[must_use]
    pub fn beyond_pairs(&self) -> Option<f64> {
        self.share().map(|share| (share - self.direct).max(0.0))
    }

    /// The share that never comes back.
    #[must_use]
    pub fn one_way(&self) -> Option<f64> {
        self.share().map(|share| (1.0 - share).max(0.0))
    }
}

/// Finds the largest circulation within the help given.
///
/// `ties` are `(from, to, weight)` of persons `0..persons`; weights of the same two persons in the same direction add
/// up, ties to oneself are left out. The circulation `x` is the largest in sum with `0 <= x <= weight` in which each
/// person gives as much as they get; its share is `sum x / sum weight`, and is 1 where everything comes back, 0 where
/// helping is a strict hierarchy. By duality it is the weighted *agony* of Gupte, Shankar, Li, Muthukrishnan & Iftode
/// (2011), "Finding hierarchy in directed online social networks", divided by the sum of weights.
///
/// Returning within pairs isn't always part of the largest circulation: a circle of three can be worth more than the
/// pair it shares a tie with. So [`Circulation::direct`] is a figure of its own and not a first step.
///
/// Whole weights are exact. Others are rounded down to 2^-60 of their sum or finer, so that the share is right to about
/// `ties * 2^-60`. Where `limits` end the work first, the result is a proven bracket.
///
/// # Errors
/// [`FlowError`] where a tie names no person, or a weight is negative, infinite, not a number, or too large to add up.
///
/// # Examples
/// A circle of three gives 2 each, and one of them gives 3 more to a fourth person, who gives 1 back:
/// ```
/// use mutua_analysis::flow::{Limits, circulation};
///
/// let ties = [(0, 1, 2.0), (1, 2, 2.0), (2, 0, 2.0), (0, 3, 3.0), (3, 0, 1.0)];
/// let found = circulation(4, &ties, &Limits::none())?;
///
/// assert_eq!(found.total, 10.0);
/// assert_eq!(found.share(), Some(0.8)); // the circle, and one each way between 0 and 3
/// assert_eq!(found.direct, 0.2);
/// assert!((found.beyond_pairs().unwrap() - 0.6).abs() < 1e-12);
/// assert_eq!(found.flow, [2.0, 2.0, 2.0, 1.0, 1.0]);
/// # Ok::<(), mutua_analysis::flow::FlowError>(())
/// ```
pub fn circulation(
    persons: usize,
    ties: &[(u32, u32, f64)],
    limits: &Limits<'_>,
) -> Result<Circulation, FlowError> {
    let pairs = Pairs::new(persons, ties)?;
    let mut meter = limits.meter();
    let direct = pairs.direct();
    let (found, nodes) = Found::new(&pairs, &mut meter);
    let levels = levels(&found.residual, &nodes);
    let exact = found.balanced;
    let circulating = if exact { found.units(&pairs, &nodes) } else { found.completed(&pairs, &nodes) };
    let lower = share(&pairs, circulating.iter().flatten().sum());
    let upper = if exact { lower } else { (agony_of(&pairs, &levels) / pairs.total).clamp(lower, 1.0) };
    Ok(Circulation {
        total: pairs.total,
        lower,
        upper,
        exact,
        direct,
        flow: per_tie(&pairs, &circulating, ties),
        levels,
        work: meter.spent(),
    })
}

/// The share of help that circulates, alone: what the null needs of each draw. None where the limits came first.
pub(crate) fn share_of(pairs: &Pairs, limits: &Limits<'_>) -> Option<f64> {
    let (found, nodes) = Found::new(pairs, &mut limits.meter());
    found.balanced.then(|| share(pairs, found.units(pairs, &nodes).iter().flatten().sum()))
}

/// The weighted agony of levels: help that goes down by at least one level costs nothing; help between two of the same
/// level costs its weight, and help that goes up by `k` levels `k + 1` times its weight.
///
/// For any levels whatever no circulation can be larger, and for the best levels the largest one is just as large. So
/// levels prove that a circulation is the largest, without trust in how it was found.
///
/// # Errors
/// As [`circulation`](fn@circulation); [`FlowError::NoSuchPerson`] also where there are fewer levels than persons.
///
/// # Examples
/// ```
/// use mutua_analysis::flow::circulation::agony;
///
/// let ties = [(0, 1, 2.0), (1, 2, 2.0), (2, 0, 2.0)];
/// assert_eq!(agony(&ties, &[0, 0, 0])?, 6.0); // the whole circle
/// assert_eq!(agony(&ties, &[2, 1, 0])?, 6.0); // two steps down, and one of two levels up
/// assert_eq!(agony(&ties[..2], &[2, 1, 0])?, 0.0); // a strict hierarchy
/// # Ok::<(), mutua_analysis::flow::FlowError>(())
/// ```
pub fn agony(ties: &[(u32, u32, f64)], levels: &[i64]) -> Result<f64, FlowError> {
    Ok(agony_of(&Pairs::new(levels.len(), ties)?, levels))
}

fn agony_of(pairs: &Pairs, levels: &[i64]) -> f64 {
    pairs::sum(pairs.list.iter().flat_map(|pair| {
        let down = i128::from(levels[pair.a as usize]) - i128::from(levels[pair.b as usize]);
        [(pair.weight[0], 1 - down), (pair.weight[1], 1 + down)]
            .into_iter()
            .filter(|(weight, cost)| *weight > 0.0 && *cost > 0)
            .map(|(weight, cost)| weight * cost as f64)
    }))
}

struct Found {
    residual: Residual,
    balanced: bool,
}

impl Found {
    fn new(pairs: &Pairs, meter: &mut Meter<'_>) -> (Self, Nodes) {
        let (mut residual, nodes) = Residual::saturated(pairs);
        let balanced = balance(&mut residual, meter);
        (Self { residual, balanced }, nodes)
    }

    /// What circulates, in units, of each direction of each pair.
    fn units(&self, pairs: &Pairs, nodes: &Nodes) -> Vec<[i64; 2]> {
        debug_assert_eq!(pairs.list.len(), nodes.forward.len());
        let left = &self.residual.left;
        let of = |half: u32| match half {
            NONE => 0,
            half => left[self.residual.mate[half as usize] as usize],
        };
        nodes.forward.iter().map(|forward| forward.map(of)).collect()
    }

    /// The better of two circulations: what was found so far, made to balance, and what is returned within pairs.
    fn completed(mut self, pairs: &Pairs, nodes: &Nodes) -> Vec<[i64; 2]> {
        complete(&mut self.residual, &nodes.forward);
        let found = self.units(pairs, nodes);
        let direct: Vec<[i64; 2]> =
            pairs.list.iter().map(|pair| [pair.units[0].min(pair.units[1]); 2]).collect();
        let size = |units: &[[i64; 2]]| units.iter().flatten().sum::<i64>();
        if size(&direct) > size(&found) { direct } else { found }
    }
}

fn share(pairs: &Pairs, units: i64) -> f64 {
    if pairs.total > 0.0 { (pairs.weight_of(units) / pairs.total).min(1.0) } else { 0.0 }
}

/// Levels of persons. Help between components always goes from one with a higher number to one with a lower, so giving
/// each its own range of levels makes that help cost nothing.
fn levels(residual: &Residual, nodes: &Nodes) -> Vec<i64> {
    let count = nodes.components.count;
    let own = |person: usize| match nodes.of_person[person] {
        NONE => 0,
        node => i64::from(residual.potential[node as usize]),
    };
    let mut range = vec![(i64::MAX, i64::MIN); count];
    for (person, component) in nodes.components.of.iter().enumerate() {
        let (least, most) = &mut range[*component as usize];
        *least = own(person).min(*least);
        *most = own(person).max(*most);
    }
    let mut next = 0;
    let base: Vec<i64> = range
        .iter()
        .map(|(least, most)| {
            let base = next - least;
            next += most - least + 1;
            base
        })
        .collect();
    nodes.components.of.iter().enumerate().map(|(person, c)| own(person) + base[*c as usize]).collect()
}

/// What circulates of each tie as it was given. Ties of the same two persons share it in their order.
fn per_tie(pairs: &Pairs, circulating: &[[i64; 2]], ties: &[(u32, u32, f64)]) -> Vec<f64> {
    let mut rest: Vec<[f64; 2]> = pairs
        .list
        .iter()
        .zip(circulating)
        .map(|(pair, units)| {
            [0, 1].map(|direction| {
                if units[direction] == pair.units[direction] && units[direction] > 0 {
                    pair.weight[direction]
                } else {
                    pairs.weight_of(units[direction]).min(pair.weight[direction])
                }
            })
        })
        .collect();
    ties.iter()
        .zip(&pairs.of_tie)
        .map(|(&(from, to, weight), pair)| {
            if *pair == NO_PAIR {
                return 0.0;
            }
            let rest = &mut rest[*pair as usize][usize::from(from > to)];
            let own = weight.min(*rest);
            *rest -= own;
            own
        })
        .collect()
}
