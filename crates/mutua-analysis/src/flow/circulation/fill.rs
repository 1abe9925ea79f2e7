//! The most that paths without reduced cost carry from sources to sinks.
//!
//! Shortest augmenting paths by labels that count half-arcs to the nearest sink at the least (Ahuja & Orlin 1991): a dead end
//! raises the label of its node. Once no node has some label, none above it can reach a sink, and all of them are out of
//! question. After much raising the labels are counted anew, back from the sinks.

use super::residual::Residual;
use crate::flow::limits::Meter;

pub(super) struct Fill {
    /// Half-arcs to the nearest sink, at the least
    label: Vec<u32>,
    /// How many nodes have a label
    with_label: Vec<u32>,
    /// Who has a higher label can't reach a sink
    ceiling: u32,
    /// Whether a node is in question: the number of the last look back that has seen it
    seen_in: Vec<u32>,
    looks: u32,
    /// The half-arc to try next
    current: Vec<u32>,
    queue: Vec<u32>,
    /// Half-arcs of the path that is being built
    path: Vec<u32>,
    /// Half-arcs looked at for raising labels, since they were counted last
    raising: usize,
}

impl Fill {
    pub fn new(residual: &Residual) -> Self {
        let nodes = residual.excess.len();
        Self {
            label: vec![0; nodes],
            with_label: vec![0; nodes + 1],
            ceiling: 0,
            seen_in: vec![0; nodes],
            looks: 0,
            current: residual.start[..nodes].to_vec(),
            queue: Vec::new(),
            path: Vec::new(),
            raising: 0,
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
        while !(sources.is_empty() || meter.ended()) {
            sinks.retain(|node| residual.excess[*node as usize] < 0);
            let counted = self.look_back(&sinks, residual, meter);
            while self.raising <= counted && !meter.ended() {
                let Some(source) = sources.pop() else { return };
                self.send_from(source, residual, meter);
                if residual.excess[source as usize] > 0 && self.in_question(source) {
                    sources.push(source);
                }
            }
        }
    }

    fn in_question(&self, node: u32) -> bool {
        self.seen_in[node as usize] == self.looks && self.label[node as usize] <= self.ceiling
    }

    /// Labels what can reach a sink, and tells how many half-arcs that took.
    fn look_back(&mut self, sinks: &[u32], residual: &Residual, meter: &mut Meter<'_>) -> usize {
        let before = self.looks;
        self.looks += 1;
        self.queue.clear();
        self.with_label.fill(0);
        self.raising = 0;
        for sink in sinks {
            self.label(*sink, 0, residual);
        }
        let (mut at, mut counted) = (0, 0);
        while at < self.queue.len() && !meter.ended() {
            let node = self.queue[at];
            at += 1;
            let halves = residual.halves(node);
            counted += halves.len();
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
        self.ceiling = self.queue.last().map_or(0, |node| self.label[*node as usize]);
        counted
    }

    fn label(&mut self, node: u32, label: u32, residual: &Residual) {
        self.seen_in[node as usize] = self.looks;
        self.label[node as usize] = label;
        self.with_label[label as usize] += 1;
        self.current[node as usize] = residual.start[node as usize];
        self.queue.push(node);
    }

    /// Sends what a source has too much, until it can reach no sink or labels were raised a lot.
    fn send_from(&mut self, source: u32, residual: &mut Residual, meter: &mut Meter<'_>) {
        let mut node = source;
        let enough = self.raising + residual.to.len() / 4;
        self.path.clear();
        while residual.excess[source as usize] > 0 && self.in_question(source) && self.raising <= enough {
            if meter.ended() {
                return;
            }
            if residual.excess[node as usize] < 0 {
                node = self.send(source, node, residual);
            } else if let Some(half) = self.advance(node, residual, meter) {
                self.path.push(half);
                node = residual.to[half as usize];
            } else {
                self.raise(node, residual, meter);
                if let Some(half) = self.path.pop() {
                    node = residual.to[residual.mate[half as usize] as usize];
                }
            }
        }
    }

    /// Raises the label of a dead end.
    fn raise(&mut self, node: u32, residual: &Residual, meter: &mut Meter<'_>) {
        let v = node as usize;
        let halves = residual.halves(node);
        meter.spend(halves.len());
        self.raising += halves.len();
        let next = halves
            .filter(|half| {
                residual.left[*half as usize] > 0
                    && self.in_question(residual.to[*half as usize])
                    && residual.reduced_cost(node, *half) == 0
            })
            .map(|half| self.label[residual.to[half as usize] as usize] + 1)
            .min();
        let old = self.label[v];
        self.with_label[old as usize] -= 1;
        if self.with_label[old as usize] == 0 {
            self.ceiling = self.ceiling.min(old);
        }
        match next.filter(|next| *next <= self.ceiling) {
            Some(next) => {
                self.label[v] = next;
                self.with_label[next as usize] += 1;
                self.current[v] = residual.start[v];
            }
            None => self.label[v] = self.ceiling + 1,
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
