//! The matching of least cost, by shortest augmenting paths.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::certificate;
use super::error::MatchingError;
use super::instance::Instance;

/// A matching of least cost. Made by [`matching`].
#[derive(Debug, Clone, PartialEq)]
pub struct Matching {
    /// Match costs, load and unmet asks together
    pub total_cost: f64,
    /// Who meets each ask; none where it stays unmet
    pub helper_of: Vec<Option<usize>>,
    /// How many asks each helper takes on
    pub load: Vec<u32>,
    /// What a further ask of each helper costs at the least, for the rest of the matching. They prove that no matching
    /// costs less: [`lower_bound`](super::lower_bound) of them is the total cost.
    pub prices: Vec<f64>,
}

/// Finds a matching of least cost: the sum of match costs, of `slope * k` for the `k`-th ask of each helper (from 0), and
/// of the unmet costs of asks that nobody takes on. No helper takes on more than their capacity, no match is made that
/// isn't a candidate, and asks without unmet cost are met.
///
/// The problem is a minimum-cost flow with convex costs (Ahuja, Magnanti & Orlin 1993, ch. 14). Most asks find their place
/// by competing for it, the rest by shortest augmenting paths (Jonker & Volgenant 1987; here with capacities, slopes and
/// sparse rows). Where several
/// matchings cost the same, which of them is given is fixed by the order of asks and helpers.
///
/// Costs that are whole numbers (or multiples of a small power of 1/2) are exact. Others are rounded to units so fine that
/// 2^61 of them cover the longest path, and the total is within one unit for each ask of the least.
///
/// # Errors
/// [`MatchingError::Infeasible`] where asks must be met that can't be; it names them, with all who could help.
///
/// # Examples
/// See the [module](super).
pub fn matching(instance: &Instance) -> Result<Matching, MatchingError> {
    let mut solver = Solver::new(instance);
    for ask in solver.compete() {
        solver.place(ask)?;
    }
    let helper_of: Vec<Option<usize>> =
        solver.helper_of.iter().map(|helper| (*helper != NOBODY).then_some(*helper as usize)).collect();
    Ok(Matching {
        total_cost: certificate::cost_of(instance, &helper_of),
        load: solver.asks_of.iter().map(|asks| asks.len() as u32).collect(),
        prices: solver.price.iter().map(|price| instance.cost(*price)).collect(),
        helper_of,
    })
}

pub(super) const NOBODY: u32 = u32::MAX;
pub(super) const FAR: i64 = i64::MAX;

pub(super) struct Solver<'a> {
    pub instance: &'a Instance,
    /// Cost in whole units and helper of each candidate, as the instance lists them
    pub offers: Vec<(i64, u32)>,
    pub unmet: Vec<Option<i64>>,
    pub slope: Vec<i64>,
    pub price: Vec<i64>,
    pub helper_of: Vec<u32>,
    /// Position of the match of an ask among the candidates
    pub by: Vec<u32>,
    pub asks_of: Vec<Vec<u32>>,
    search: Search,
}

/// A search for the cheapest way to place one ask.
struct Search {
    distance: Vec<i64>,
    settled: Vec<bool>,
    /// The candidate by which a helper was reached
    reached_by: Vec<u32>,
    reached: Vec<u32>,
    /// Helpers to look at, the nearest first; among equals the lowest number
    heap: BinaryHeap<Reverse<(i64, u32)>>,
    /// Asks that were looked at
    asks: Vec<u32>,
}

/// Where a path can end.
#[derive(Clone, Copy)]
enum End {
    /// A helper has a place left
    Place(u32),
    /// This ask stays unmet
    Unmet(u32),
}

impl<'a> Solver<'a> {
    fn new(instance: &'a Instance) -> Self {
        let (asks, helpers) = (instance.asks(), instance.helpers.len());
        Self {
            offers: instance.candidates.iter().map(|own| (instance.units(own.cost), own.helper)).collect(),
            unmet: instance.unmet.iter().map(|cost| cost.map(|cost| instance.units(cost))).collect(),
            slope: instance.helpers.iter().map(|helper| instance.units(helper.slope)).collect(),
            price: vec![0; helpers],
            helper_of: vec![NOBODY; asks],
            by: vec![0; asks],
            asks_of: vec![Vec::new(); helpers],
            search: Search {
                distance: vec![FAR; helpers],
                settled: vec![false; helpers],
                reached_by: vec![0; helpers],
                reached: Vec::new(),
                heap: BinaryHeap::new(),
                asks: Vec::new(),
            },
            instance,
        }
    }

    /// What a helper's next ask costs more than their price says; none where they have no place left.
    pub fn slack(&self, helper: u32) -> Option<i64> {
        let h = helper as usize;
        let load = self.asks_of[h].len();
        ((load as u64) < u64::from(self.instance.helpers[h].capacity))
            .then(|| self.slope[h] * load as i64 - self.price[h])
    }

    fn place(&mut self, ask: u32) -> Result<(), MatchingError> {
        let (mut best, mut end) = (FAR, None);
        self.look(ask, 0, &mut best, &mut end);
        while let Some(Reverse((distance, helper))) = self.search.heap.pop() {
            if distance >= best {
                break;
            }
            if self.search.settled[helper as usize] {
                continue;
            }
            self.search.settled[helper as usize] = true;
            if let Some(slack) = self.slack(helper)
                && distance + slack < best
            {
                (best, end) = (distance + slack, Some(End::Place(helper)));
            }
            for at in 0..self.asks_of[helper as usize].len() {
                let other = self.asks_of[helper as usize][at];
                let own = self.offers[self.by[other as usize] as usize].0 + self.price[helper as usize];
                self.look(other, distance - own, &mut best, &mut end);
            }
        }
        let Some(end) = end else { return Err(self.infeasible()) };
        self.raise(best);
        self.augment(ask, end);
        self.search.forget();
        Ok(())
    }

    /// Looks at everyone who could meet an ask instead, where getting there costs `base` before the cost of the match.
    fn look(&mut self, ask: u32, base: i64, best: &mut i64, end: &mut Option<End>) {
        let i = ask as usize;
        self.search.asks.push(ask);
        if let Some(unmet) = self.unmet[i]
            && base + unmet < *best
        {
            (*best, *end) = (base + unmet, Some(End::Unmet(ask)));
        }
        for at in self.instance.start[i]..self.instance.start[i + 1] {
            let (cost, helper) = self.offers[at as usize];
            let helper = helper as usize;
            let distance = base + cost + self.price[helper];
            if distance < self.search.distance[helper]
                && distance < *best
                && self.instance.helpers[helper].capacity > 0
            {
                if self.search.distance[helper] == FAR {
                    self.search.reached.push(helper as u32);
                }
                self.search.distance[helper] = distance;
                self.search.reached_by[helper] = at;
                self.search.heap.push(Reverse((distance, helper as u32)));
            }
        }
    }

    /// Raises the prices of those whom the search passed.
    fn raise(&mut self, best: i64) {
        for helper in &self.search.reached {
            let h = *helper as usize;
            if self.search.settled[h] {
                self.price[h] += best - self.search.distance[h];
            }
        }
    }

    /// Moves asks along the path that ends there, back to the ask that is being placed.
    fn augment(&mut self, ask: u32, end: End) {
        let mut helper = match end {
            End::Place(helper) => helper,
            End::Unmet(left) => {
                let helper = self.helper_of[left as usize];
                self.helper_of[left as usize] = NOBODY;
                if left == ask {
                    return;
                }
                self.asks_of[helper as usize].retain(|other| *other != left);
                helper
            }
        };
        loop {
            let by = self.search.reached_by[helper as usize];
            let moved = self.ask_of(by);
            let before = self.helper_of[moved as usize];
            self.helper_of[moved as usize] = helper;
            self.by[moved as usize] = by;
            self.asks_of[helper as usize].push(moved);
            if moved == ask {
                return;
            }
            self.asks_of[before as usize].retain(|other| *other != moved);
            helper = before;
        }
    }

    /// The ask that a candidate belongs to.
    fn ask_of(&self, candidate: u32) -> u32 {
        self.instance.start.partition_point(|start| *start <= candidate) as u32 - 1
    }

    /// All asks that were looked at must be met, and all their helpers' places are taken by the others among them.
    fn infeasible(&self) -> MatchingError {
        let mut asks: Vec<usize> = self.search.asks.iter().map(|ask| *ask as usize).collect();
        let mut helpers: Vec<usize> = self.search.reached.iter().map(|helper| *helper as usize).collect();
        asks.sort_unstable();
        helpers.sort_unstable();
        let places = helpers.iter().map(|helper| u64::from(self.instance.helpers[*helper].capacity)).sum();
        MatchingError::Infeasible { asks, helpers, places }
    }
}

impl Search {
    fn forget(&mut self) {
        for helper in self.reached.drain(..) {
            self.distance[helper as usize] = FAR;
            self.settled[helper as usize] = false;
        }
        self.heap.clear();
        self.asks.clear();
    }
}
