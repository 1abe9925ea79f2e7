//! The matching of least cost, by shortest augmenting paths.

use super::certificate;
use super::error::MatchingError;
use super::instance::Instance;
use super::nearest::Nearest;

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
    /// Offers of ask `i` are `start[i]..start[i + 1]`
    pub start: Vec<u32>,
    /// Cost in whole units and helper of each candidate who isn't paused, as the instance lists them
    pub offers: Vec<(i64, u32)>,
    pub unmet: Vec<Option<i64>>,
    pub slope: Vec<i64>,
    pub price: Vec<i64>,
    pub helper_of: Vec<u32>,
    /// Position of the match of an ask among the candidates
    pub by: Vec<u32>,
    pub asks_of: Vec<Vec<u32>>,
    /// No more than what an ask with a helper would pay without that helper. Prices rise, so it stays true.
    elsewhere: Vec<i64>,
    search: Search,
}

/// A search for the cheapest way to place one ask.
struct Search {
    distance: Vec<i64>,
    settled: Vec<bool>,
    /// The candidate by which a helper was reached
    reached_by: Vec<u32>,
    reached: Vec<u32>,
    /// What to look at
    ahead: Nearest<Stop>,
    /// Asks that would have to move
    asks: Vec<u32>,
}

/// What a search comes by. An ask stands as near as its other ways could begin, so those that would lose much by moving
/// are never looked at.
#[derive(Clone, Copy)]
enum Stop {
    Helper(u32),
    Ask(u32),
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
        let mut start = Vec::with_capacity(asks + 1);
        let mut offers = Vec::with_capacity(instance.candidates.len());
        start.push(0);
        for ask in 0..asks {
            let open = instance
                .candidates(ask)
                .iter()
                .filter(|own| instance.helpers[own.helper as usize].capacity > 0);
            offers.extend(open.map(|own| (instance.units(own.cost), own.helper)));
            start.push(offers.len() as u32);
        }
        Self {
            start,
            offers,
            unmet: instance.unmet.iter().map(|cost| cost.map(|cost| instance.units(cost))).collect(),
            slope: instance.helpers.iter().map(|helper| instance.units(helper.slope)).collect(),
            price: vec![0; helpers],
            helper_of: vec![NOBODY; asks],
            by: vec![0; asks],
            asks_of: vec![Vec::new(); helpers],
            elsewhere: vec![i64::MIN; asks],
            search: Search {
                distance: vec![FAR; helpers],
                settled: vec![false; helpers],
                reached_by: vec![0; helpers],
                reached: Vec::new(),
                ahead: Nearest::new(),
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
        self.search.asks.push(ask);
        self.look(ask, 0, &mut best, &mut end);
        while let Some((distance, stop)) = self.search.ahead.pop() {
            if distance >= best {
                break;
            }
            match stop {
                Stop::Ask(other) => {
                    let base =
                        self.search.distance[self.helper_of[other as usize] as usize] - self.pays(other);
                    self.look(other, base, &mut best, &mut end);
                }
                Stop::Helper(helper) => self.pass(helper, distance, &mut best, &mut end),
            }
        }
        let Some(end) = end else { return Err(self.infeasible()) };
        self.raise(best);
        self.augment(ask, end);
        self.search.forget();
        Ok(())
    }

    /// What an ask that has a helper pays.
    fn pays(&self, ask: u32) -> i64 {
        let (cost, helper) = self.offers[self.by[ask as usize] as usize];
        cost + self.price[helper as usize]
    }

    /// Comes by a helper: the path ends here if they have a place left, or goes on by one of their asks.
    fn pass(&mut self, helper: u32, distance: i64, best: &mut i64, end: &mut Option<End>) {
        let h = helper as usize;
        if std::mem::replace(&mut self.search.settled[h], true) {
            return;
        }
        if let Some(slack) = self.slack(helper)
            && distance + slack < *best
        {
            (*best, *end) = (distance + slack, Some(End::Place(helper)));
        }
        for at in 0..self.asks_of[h].len() {
            let other = self.asks_of[h][at];
            self.search.asks.push(other);
            let elsewhere = self.elsewhere[other as usize];
            if elsewhere == FAR {
                continue;
            }
            let pays = self.pays(other);
            let nearest = distance + elsewhere.saturating_sub(pays).max(0);
            if nearest < *best {
                self.search.ahead.push(nearest, Stop::Ask(other));
            }
        }
    }

    /// Looks at everyone who could meet an ask instead, where getting there costs `base` before the cost of the match.
    fn look(&mut self, ask: u32, base: i64, best: &mut i64, end: &mut Option<End>) {
        let i = ask as usize;
        let mut elsewhere = self.unmet[i].unwrap_or(FAR);
        if elsewhere < FAR && base + elsewhere < *best {
            (*best, *end) = (base + elsewhere, Some(End::Unmet(ask)));
        }
        let own = self.helper_of[i];
        let first = self.start[i] as usize;
        for (at, (cost, helper)) in self.offers[first..self.start[i + 1] as usize].iter().enumerate() {
            if *helper == own {
                continue;
            }
            let pays = cost + self.price[*helper as usize];
            elsewhere = elsewhere.min(pays);
            let distance = base + pays;
            if distance >= *best {
                continue;
            }
            let known = &mut self.search.distance[*helper as usize];
            if distance < *known {
                if *known == FAR {
                    self.search.reached.push(*helper);
                }
                *known = distance;
                self.search.reached_by[*helper as usize] = (first + at) as u32;
                self.search.ahead.push(distance, Stop::Helper(*helper));
            }
        }
        self.elsewhere[i] = elsewhere;
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
            self.elsewhere[moved as usize] = i64::MIN;
            if moved == ask {
                return;
            }
            self.asks_of[before as usize].retain(|other| *other != moved);
            helper = before;
        }
    }

    /// The ask that a candidate belongs to.
    fn ask_of(&self, candidate: u32) -> u32 {
        self.start.partition_point(|start| *start <= candidate) as u32 - 1
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
        self.ahead.clear();
        self.asks.clear();
    }
}
