//! The primal-dual method: from "all help circulates" to a balanced circulation, giving up as little as can be.
//!
//! With every tie at its full weight some persons get more than they give, others less. What is too much must be taken
//! out along paths of the residual network from the former to the latter; a path's cost is how much circulating help
//! that loses a unit. All residual half-arcs cost +1 at the start, so potentials 0 are right, and the costs of shortest
//! paths only ever grow (Ford & Fulkerson 1962). A round finds the shortest distance D (whole numbers: buckets instead
//! of a heap) and then fills the paths of that length by blocking flows (Dinic 1970). How many rounds there are depends
//! on how many different distances occur, which for help between people are few: deep chains in which nobody takes a
//! shorter way back are rare.

use super::residual::Residual;
use crate::flow::limits::Meter;

const UNSEEN: u32 = u32::MAX;

/// Takes help out of the residual network until everybody gets what they give, or the limits are reached.
/// Says whether it is balanced.
pub(crate) fn balance(residual: &mut Residual, meter: &mut Meter<'_>) -> bool {
    let mut search = Search::new(residual);
    loop {
        search.sources.retain(|node| residual.excess[*node as usize] > 0);
        if search.sources.is_empty() {
            return true;
        }
        let Some(distance) = search.distances(residual, meter) else { return false };
        search.raise(residual, distance);
        for position in 0..search.sources.len() {
            search.fill_from(search.sources[position], residual, meter);
            if meter.ended() {
                search.forget();
                return search.sources.iter().all(|node| residual.excess[*node as usize] <= 0);
            }
        }
        search.forget();
    }
}

struct Search {
    sources: Vec<u32>,
    /// Cost of the shortest path from a source, and the number of half-arcs since that cost was reached
    distance: Vec<u32>,
    hops: Vec<u32>,
    seen: Vec<u32>,
    /// Nodes to look at, by distance
    buckets: Vec<Vec<u32>>,
    /// The half-arc to try next
    current: Vec<u32>,
    /// Half-arcs of the path that is being built
    path: Vec<u32>,
}

impl Search {
    fn new(residual: &Residual) -> Self {
        let nodes = residual.excess.len();
        Self {
            sources: (0..nodes as u32).filter(|node| residual.excess[*node as usize] > 0).collect(),
            distance: vec![UNSEEN; nodes],
            hops: vec![0; nodes],
            seen: Vec::new(),
            buckets: Vec::new(),
            current: residual.start[..nodes].to_vec(),
            path: Vec::new(),
        }
    }

    fn forget(&mut self) {
        for node in self.seen.drain(..) {
            self.distance[node as usize] = UNSEEN;
        }
        self.buckets.iter_mut().for_each(Vec::clear);
    }

    fn reach(&mut self, node: u32, distance: u32, hops: u32) {
        let v = node as usize;
        if self.distance[v] == UNSEEN {
            self.seen.push(node);
        }
        (self.distance[v], self.hops[v]) = (distance, hops);
    }

    /// The least distance at which someone is reached who gives more than they get; everything up to it is explored.
    /// None where the limits are reached.
    fn distances(&mut self, residual: &Residual, meter: &mut Meter<'_>) -> Option<u32> {
        let mut queue = self.sources.clone();
        for node in &queue {
            self.reach(*node, 0, 0);
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
            // Someone is always within reach: taking all of the excess out again is possible.
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

    /// Explores what is at this distance, breadth first. Says whether a sink is there.
    fn explore(
        &mut self,
        queue: &mut Vec<u32>,
        distance: u32,
        residual: &Residual,
        meter: &mut Meter<'_>,
    ) -> bool {
        let (mut at, mut found) = (0, false);
        while at < queue.len() {
            let node = queue[at];
            at += 1;
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
            let hops = self.hops[node as usize] + 1;
            for half in halves {
                if residual.left[half as usize] == 0 {
                    continue;
                }
                let further = residual.reduced_cost(node, half) as u32;
                if found && further > 0 {
                    continue;
                }
                let to = residual.to[half as usize];
                if distance + further >= self.distance[to as usize] {
                    continue;
                }
                if further == 0 {
                    self.reach(to, distance, hops);
                    queue.push(to);
                } else {
                    self.reach(to, distance + further, 0);
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

    /// Moves the potentials so that shortest paths cost nothing more.
    fn raise(&mut self, residual: &mut Residual, distance: u32) {
        for node in &self.seen {
            let v = *node as usize;
            if self.distance[v] < distance {
                residual.potential[v] -= (distance - self.distance[v]) as i32;
            }
            self.current[v] = residual.start[v];
        }
    }

    /// Sends what a source has too much along shortest paths, as far as they go.
    fn fill_from(&mut self, source: u32, residual: &mut Residual, meter: &mut Meter<'_>) {
        let mut node = source;
        self.path.clear();
        while residual.excess[source as usize] > 0 && !meter.ended() {
            if residual.excess[node as usize] < 0 {
                node = self.send(source, node, residual);
            } else if let Some(half) = self.advance(node, residual, meter) {
                self.path.push(half);
                node = residual.to[half as usize];
            } else if let Some(half) = self.path.pop() {
                node = residual.to[residual.mate[half as usize] as usize];
                self.current[node as usize] += 1;
            } else {
                return;
            }
        }
    }

    /// The next half-arc from here on a shortest path.
    fn advance(&mut self, node: u32, residual: &Residual, meter: &mut Meter<'_>) -> Option<u32> {
        let v = node as usize;
        let (from, end) = (self.current[v], residual.start[v + 1]);
        let found = (from..end).find(|half| {
            residual.left[*half as usize] > 0 && {
                let to = residual.to[*half as usize] as usize;
                (self.distance[to], self.hops[to]) > (self.distance[v], self.hops[v])
                    && self.distance[to] != UNSEEN
                    && residual.reduced_cost(node, *half) == 0
            }
        });
        self.current[v] = found.unwrap_or(end);
        meter.spend((self.current[v] - from + 1) as usize);
        found
    }

    /// Sends along the path, and says from which node to go on: where it can't carry more.
    fn send(&mut self, source: u32, sink: u32, residual: &mut Residual) -> u32 {
        let most = residual.excess[source as usize].min(-residual.excess[sink as usize]);
        let units = self.path.iter().fold(most, |least, half| least.min(residual.left[*half as usize]));
        residual.excess[source as usize] -= units;
        residual.excess[sink as usize] += units;
        let mut full = None;
        for (position, half) in self.path.iter().enumerate() {
            residual.push(*half, units);
            if full.is_none() && residual.left[*half as usize] == 0 {
                full = Some(position);
            }
        }
        let Some(position) = full else { return sink };
        let tail = residual.to[residual.mate[self.path[position] as usize] as usize];
        self.path.truncate(position);
        tail
    }
}
