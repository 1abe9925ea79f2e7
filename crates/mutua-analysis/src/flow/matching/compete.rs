//! The first part of matching: asks compete for places.
//!
//! Each ask goes where match cost and price are least. Where that leaves a helper with more asks than places open at
//! their price, the price rises until the next place opens or the ask with the best way out leaves, and then as far as the
//! others stay. Prices stay right all
//! the time: whoever has a place is where they pay least. This is the row reduction of Jonker & Volgenant (1987) for
//! helpers with several places. Equal costs could make two asks swap for ever, so the steps are bounded; who has no place
//! then gets one by a shortest path.

use super::solve::{FAR, NOBODY, Solver};

/// How often an ask moves on before it is left for the search. Where asks outbid each other for scarce places, prices rise
/// in small steps, and a search gets there sooner.
const MOVES: u8 = 6;

/// Where an ask pays least, and what it pays at the second best.
struct Choice {
    /// Position among the candidates; none: it had better stay unmet
    by: Option<u32>,
    second: i64,
}

/// Who competes.
struct Rounds {
    /// What an ask pays at the second best, less the cost of its match: at this price of its helper it leaves. As it was
    /// when last looked at; since prices rise, it is no less.
    leaves_at: Vec<i64>,
    /// Whom an ask has left last
    last: Vec<u32>,
    moves: Vec<u8>,
    waiting: Vec<u32>,
    left: Vec<u32>,
}

impl Rounds {
    fn leave(&mut self, ask: u32, helper: u32) {
        let i = ask as usize;
        self.last[i] = helper;
        self.moves[i] += 1;
        if self.moves[i] < MOVES { self.waiting.push(ask) } else { self.left.push(ask) }
    }
}

/// How much dearer than a match another way is.
const fn above(other: i64, cost: i64) -> i64 {
    if other == FAR { FAR } else { other - cost }
}

impl Solver<'_> {
    /// Places most asks, and tells which are left, ascending.
    pub fn compete(&mut self) -> Vec<u32> {
        let mut rounds = Rounds {
            leaves_at: vec![0; self.instance.asks()],
            last: vec![NOBODY; self.instance.asks()],
            moves: vec![0; self.instance.asks()],
            waiting: (0..self.instance.asks() as u32).rev().collect(),
            left: Vec::new(),
        };
        while let Some(ask) = rounds.waiting.pop() {
            let i = ask as usize;
            let choice = self.choose(i, rounds.last[i]);
            if let Some(by) = choice.by {
                let (cost, helper) = self.offers[by as usize];
                rounds.leaves_at[i] = above(choice.second, cost);
                self.seat(ask, helper, by);
                self.settle(ask, helper, &mut rounds);
            } else if self.unmet[i].is_none() {
                rounds.left.push(ask);
            }
        }
        rounds.left.sort_unstable();
        rounds.left
    }

    /// Lets the price of a helper rise to whom one ask more has come. Who must leave waits, or is left if it has moved
    /// often or has no other way.
    fn settle(&mut self, came: u32, helper: u32, rounds: &mut Rounds) {
        let h = helper as usize;
        let places = self.asks_of[h].len() - 1;
        let capacity = self.instance.helpers[h].capacity as usize;
        let next = if places < capacity { self.slope[h] * places as i64 } else { FAR };
        loop {
            let key = |own: &u32| (rounds.leaves_at[*own as usize], *own);
            let first = self.asks_of[h].iter().copied().min_by_key(key);
            let Some(first) = first.filter(|own| rounds.leaves_at[*own as usize] < next) else {
                if next == FAR {
                    // Nobody has another way: whoever came last is for the search to tell of.
                    self.unseat(came, helper);
                    rounds.left.push(came);
                } else {
                    self.price[h] = next;
                }
                return;
            };
            // Its other ways may have become dearer since.
            let f = first as usize;
            let now = above(self.second(f, helper), self.offers[self.by[f] as usize].0);
            if now == rounds.leaves_at[f] {
                self.unseat(first, helper);
                // As far as nobody else leaves: what isn't asked for now will be later.
                let stay = self.asks_of[h].iter().map(|own| rounds.leaves_at[*own as usize]).min();
                let most = stay.unwrap_or(now).min(next);
                self.price[h] = if most == FAR { now } else { most };
                rounds.leave(first, helper);
                return;
            }
            rounds.leaves_at[f] = now;
        }
    }

    fn unseat(&mut self, ask: u32, helper: u32) {
        self.asks_of[helper as usize].retain(|own| *own != ask);
        self.helper_of[ask as usize] = NOBODY;
    }

    fn seat(&mut self, ask: u32, helper: u32, by: u32) {
        self.helper_of[ask as usize] = helper;
        self.by[ask as usize] = by;
        self.asks_of[helper as usize].push(ask);
    }

    fn candidates_of(&self, ask: usize) -> std::ops::Range<usize> {
        self.start[ask] as usize..self.start[ask + 1] as usize
    }

    /// Among equals it goes to another than whom it has just left.
    fn choose(&self, ask: usize, last: u32) -> Choice {
        let (mut best, mut second, mut by) = (self.unmet[ask].unwrap_or(FAR), FAR, None);
        for at in self.candidates_of(ask) {
            let (cost, helper) = self.offers[at];
            let pays = cost + self.price[helper as usize];
            let same = by.is_some_and(|by: u32| self.offers[by as usize].1 == last) && pays == best;
            if pays < best || same {
                (second, best, by) = (best, pays, Some(at as u32));
            } else if pays < second {
                second = pays;
            }
        }
        Choice { by, second }
    }

    /// What an ask pays at the least with anyone but this helper.
    fn second(&self, ask: usize, helper: u32) -> i64 {
        let others = self.offers[self.candidates_of(ask)].iter().filter(|own| own.1 != helper);
        let least = others.map(|(cost, other)| cost + self.price[*other as usize]).min().unwrap_or(FAR);
        least.min(self.unmet[ask].unwrap_or(FAR))
    }
}
