//! The most that paths without reduced cost carry from sources to sinks.
//!
//! Blocking flows (Dinic 1970) on labels that count half-arcs to the nearest sink. What can't reach a sink, or isn't reached
//! from a source, won't be again while the potentials stay; so each look around is confined to what the one before has
//! left over, and the many persons who can send nothing at this cost are looked at once and not in each round.

use super::residual::Residual;
use crate::flow::limits::Meter;

pub(super) struct Fill {
    /// Half-arcs to the nearest sink; `FAR` where there is none
    label: Vec<u32>,
    /// Whether a node is still in question: the number of the last look around that has seen it
    seen_in: Vec<u32>,
    looks: u32,
    /// The half-arc to try next
    current: Vec<u32>,
    queue: Vec<u32>,
    /// Half-arcs of the path that is being built
    path: Vec<u32>,
}

const FAR: u32 = u32::MAX;

impl Fill {
    pub fn new(residual: &Residual) -> Self {
        let nodes = residual.excess.len();
        Self {
            label: vec![FAR; nodes],
            seen_in: vec![0; nodes],
            looks: 0,
            current: residual.start[..nodes].to_vec(),
            queue: Vec::new(),
            path: Vec::new(),
        }
    }

    /// Sends from `sources` within the nodes `among`, all reached from sources, until nothing can be sent.
    pub fn run(&mut self, among: &[u32], sources: &[u32], residual: &mut Residual, meter: &mut Meter<'_>) {
        self.looks += 1;
        for node in among {
            self.seen_in[*node as usize] = self.looks;
        }
        let mut sinks: Vec<u32> =
            among.iter().copied().filter(|node| residual.excess[*node as usize] < 0).collect();
        let mut sources = sources.to_vec();
        while !meter.ended() {
            self.look_back(&sinks, residual, meter);
            sources.retain(|node| {
                self.seen_in[*node as usize] == self.looks && residual.excess[*node as usize] > 0
            });
            if sources.is_empty() {
                return;
            }
            for source in &sources {
                self.send_from(*source, residual, meter);
            }
            sources.retain(|node| residual.excess[*node as usize] > 0);
            self.look_ahead(&sources, residual, meter);
            sinks.retain(|node| {
                self.seen_in[*node as usize] == self.looks && residual.excess[*node as usize] < 0
            });
        }
    }

    /// Labels what can reach a sink.
    fn look_back(&mut self, sinks: &[u32], residual: &Residual, meter: &mut Meter<'_>) {
        let before = self.looks;
        self.looks += 1;
        self.queue.clear();
        for sink in sinks {
            self.label(*sink, 0, residual);
        }
        let mut at = 0;
        while at < self.queue.len() && !meter.ended() {
            let node = self.queue[at];
            at += 1;
            let halves = residual.halves(node);
            meter.spend(halves.len());
            for half in halves {
                let from = residual.to[half as usize];
                if self.seen_in[from as usize] == before
                    && residual.reduced_cost(node, half) == 0
                    && residual.left[residual.mate[half as usize] as usize] > 0
                {
                    self.label(from, self.label[node as usize] + 1, residual);
                }
            }
        }
    }

    fn label(&mut self, node: u32, label: u32, residual: &Residual) {
        self.seen_in[node as usize] = self.looks;
        self.label[node as usize] = label;
        self.current[node as usize] = residual.start[node as usize];
        self.queue.push(node);
    }

    /// Marks what is reached from a source.
    fn look_ahead(&mut self, sources: &[u32], residual: &Residual, meter: &mut Meter<'_>) {
        let before = self.looks;
        self.looks += 1;
        self.queue.clear();
        for source in sources {
            self.seen_in[*source as usize] = self.looks;
            self.queue.push(*source);
        }
        while let Some(node) = self.queue.pop() {
            let halves = residual.halves(node);
            meter.spend(halves.len());
            if meter.ended() {
                return;
            }
            for half in halves {
                let to = residual.to[half as usize];
                if self.seen_in[to as usize] == before
                    && residual.left[half as usize] > 0
                    && residual.reduced_cost(node, half) == 0
                {
                    self.seen_in[to as usize] = self.looks;
                    self.queue.push(to);
                }
            }
        }
    }

    /// Sends what a source has too much along labels, as far as they lead.
    fn send_from(&mut self, source: u32, residual: &mut Residual, meter: &mut Meter<'_>) {
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

    /// The next half-arc from here towards a sink.
    fn advance(&mut self, node: u32, residual: &Residual, meter: &mut Meter<'_>) -> Option<u32> {
        let v = node as usize;
        let (from, end) = (self.current[v], residual.start[v + 1]);
        let found = (from..end).find(|half| {
            let to = residual.to[*half as usize] as usize;
            residual.left[*half as usize] > 0
                && self.seen_in[to] == self.looks
                && self.label[to] + 1 == self.label[v]
                && residual.reduced_cost(node, *half) == 0
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
