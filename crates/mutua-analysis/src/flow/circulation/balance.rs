//! The primal-dual method: from "all help circulates" to a balanced circulation, giving up as little as can be.
//!
//! With every tie at its full weight some persons get more than they give (sources), others less (sinks). What is too
//! much must be taken out along paths of the residual network from the former to the latter; a path's cost is how much
//! circulating help that loses a unit. All residual half-arcs cost +1 at the start, so potentials 0 are right, and the
//! costs of shortest paths only ever grow (Ford & Fulkerson 1962). A round finds the shortest distance D (whole numbers:
//! buckets instead of a heap) and then sends as much as paths of that length carry, see [`super::fill`]. How many rounds
//! there are depends on how many different distances occur, which for help between people are few: deep chains in which
//! nobody takes a shorter way back are rare.

use super::fill::Fill;
use super::residual::Residual;
use crate::flow::limits::Meter;

pub(super) const UNSEEN: u32 = u32::MAX;

/// Takes help out of the residual network until everybody gets what they give, or the limits are reached.
/// Says whether it is balanced.
pub(crate) fn balance(residual: &mut Residual, meter: &mut Meter<'_>) -> bool {
    let mut search = Search::new(residual);
    let mut fill = Fill::new(residual);
    loop {
        search.sources.retain(|node| residual.excess[*node as usize] > 0);
        if search.sources.is_empty() {
            return true;
        }
        let Some(distance) = search.distances(residual, meter) else { return false };
        search.raise(residual, distance);
        fill.run(&search.seen, &search.sources, residual, meter);
        search.forget();
        if meter.ended() {
            return search.sources.iter().all(|node| residual.excess[*node as usize] <= 0);
        }
    }
}

/// Shortest paths from all sources at once.
struct Search {
    sources: Vec<u32>,
    distance: Vec<u32>,
    seen: Vec<u32>,
    /// Nodes to look at, by distance
    buckets: Vec<Vec<u32>>,
}

impl Search {
    fn new(residual: &Residual) -> Self {
        let nodes = residual.excess.len();
        Self {
            sources: (0..nodes as u32).filter(|node| residual.excess[*node as usize] > 0).collect(),
            distance: vec![UNSEEN; nodes],
            seen: Vec::new(),
            buckets: Vec::new(),
        }
    }

    fn forget(&mut self) {
        for node in self.seen.drain(..) {
            self.distance[node as usize] = UNSEEN;
        }
        self.buckets.iter_mut().for_each(Vec::clear);
    }

    fn reach(&mut self, node: u32, distance: u32) {
        if self.distance[node as usize] == UNSEEN {
            self.seen.push(node);
        }
        self.distance[node as usize] = distance;
    }

    /// The least distance at which a sink is reached; everything up to it is explored. None where the limits are
    /// reached.
    fn distances(&mut self, residual: &Residual, meter: &mut Meter<'_>) -> Option<u32> {
        let mut queue = self.sources.clone();
        for node in &queue {
            self.reach(*node, 0);
        }
        let mut distance = 0u32;
        loop {
            let found = self.explore(&mut queue, distance, residual, meter);
            if meter.ended() {
                self.forget();
                return None;
            }
            if found {
                return Some(distance);
            }
            // A sink is always within reach: taking all of the excess out again is possible.
            loop {
                distance += 1;
                if distance as usize >= self.buckets.len() {
                    self.forget();
                    return None;
                }
                if !self.buckets[distance as usize].is_empty() {
                    break;
                }
            }
            queue = std::mem::take(&mut self.buckets[distance as usize]);
        }
    }

    /// Explores what is at this distance. Says whether a sink is there.
    fn explore(
        &mut self,
        queue: &mut Vec<u32>,
        distance: u32,
        residual: &Residual,
        meter: &mut Meter<'_>,
    ) -> bool {
        let mut found = false;
        while let Some(node) = queue.pop() {
            if self.distance[node as usize] != distance {
                // It was reached on a shorter way since.
                continue;
            }
            found |= residual.excess[node as usize] < 0;
            let halves = residual.halves(node);
            meter.spend(halves.len());
            if meter.ended() {
                return false;
            }
            for half in halves {
                if residual.left[half as usize] == 0 {
                    continue;
                }
                let further = residual.reduced_cost(node, half) as u32;
                let to = residual.to[half as usize];
                if (found && further > 0) || distance + further >= self.distance[to as usize] {
                    continue;
                }
                self.reach(to, distance + further);
                if further == 0 {
                    queue.push(to);
                } else {
                    self.wait(to, distance + further);
                }
            }
        }
        found
    }

    fn wait(&mut self, node: u32, distance: u32) {
        let bucket = distance as usize;
        if self.buckets.len() <= bucket {
            self.buckets.resize_with(bucket + 1, Vec::new);
        }
        self.buckets[bucket].push(node);
    }

    /// Moves the potentials so that shortest paths cost nothing more, and keeps as seen what lies on them.
    fn raise(&mut self, residual: &mut Residual, distance: u32) {
        let own = &mut self.distance;
        self.seen.retain(|node| {
            let v = *node as usize;
            if own[v] > distance {
                own[v] = UNSEEN;
                return false;
            }
            residual.potential[v] -= (distance - own[v]) as i32;
            true
        });
    }
}
