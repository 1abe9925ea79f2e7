//! Pivots: an arc enters the tree, flow goes around the circle that it closes, an arc leaves.

use super::tree::Tree;
use super::{Arc, SimplexError, UNLIMITED};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Empty,
    InTree,
    Full,
}

/// What changes the circle of an entering arc: the last arc around it that can carry no more.
enum Leaving {
    /// The entering arc itself
    Entering,
    /// The arc above this node, on the side where the entering arc starts
    Behind(u32),
    /// The arc above this node, on the side where it ends
    Ahead(u32),
}

pub(super) struct Pivots {
    arcs: Vec<Arc>,
    flow: Vec<i64>,
    state: Vec<State>,
    tree: Tree,
    /// Arcs that the network itself has; behind them the artificial one of each node
    real: usize,
    /// Where the search for an entering arc goes on
    next: usize,
    block: usize,
}

impl Pivots {
    pub fn new(supplies: &[i64], arcs: &[Arc]) -> Result<Self, SimplexError> {
        let (nodes, real) = (supplies.len(), arcs.len());
        if nodes + real >= u32::MAX as usize {
            return Err(SimplexError::Overflow);
        }
        let costliest = arcs.iter().map(|arc| arc.cost.abs()).max().unwrap_or(0);
        // More than any path of real arcs.
        let artificial = (costliest + 1) * (nodes as i64 + 1);
        let root = nodes as u32;
        let mut pivots = Self {
            arcs: arcs.to_vec(),
            flow: vec![0; real],
            state: vec![State::Empty; real],
            tree: Tree::new(nodes + 1),
            real,
            next: 0,
            block: ((real as f64).sqrt() as usize).max(16),
        };
        for (node, units) in (0..root).zip(supplies) {
            let upward = *units >= 0;
            let (from, to) = if upward { (node, root) } else { (root, node) };
            pivots.tree.hang(node, root, pivots.arcs.len() as u32, upward);
            pivots.tree.refresh(node, if upward { -artificial } else { artificial });
            pivots.arcs.push(Arc { from, to, capacity: UNLIMITED, cost: artificial });
            pivots.flow.push(units.abs());
            pivots.state.push(State::InTree);
        }
        Ok(pivots)
    }

    pub fn run(&mut self) -> Result<(), SimplexError> {
        while let Some(entering) = self.entering() {
            self.pivot(entering)?;
        }
        Ok(())
    }

    pub fn result(mut self) -> Result<(Vec<i64>, Vec<i64>), SimplexError> {
        let nodes: Vec<u32> = (0u32..)
            .zip(&self.flow[self.real..])
            .filter(|(_, units)| **units > 0)
            .map(|(node, _)| node)
            .collect();
        if !nodes.is_empty() {
            return Err(SimplexError::Infeasible { nodes });
        }
        self.flow.truncate(self.real);
        self.tree.potential.pop();
        Ok((self.flow, self.tree.potential))
    }

    fn reduced_cost(&self, arc: usize) -> i64 {
        let Arc { from, to, cost, .. } = self.arcs[arc];
        cost + self.tree.potential[from as usize] - self.tree.potential[to as usize]
    }

    /// The arc of the next block that gains most.
    fn entering(&mut self) -> Option<usize> {
        let (mut best, mut gain) = (None, 0);
        for looked in 1..=self.real {
            let arc = self.next;
            self.next = if arc + 1 == self.real { 0 } else { arc + 1 };
            let own = match self.state[arc] {
                State::InTree => 0,
                State::Empty => -self.reduced_cost(arc),
                State::Full => self.reduced_cost(arc),
            };
            if own > gain {
                (best, gain) = (Some(arc), own);
            }
            if looked % self.block == 0 && best.is_some() {
                break;
            }
        }
        best
    }

    fn pivot(&mut self, entering: usize) -> Result<(), SimplexError> {
        let Arc { from, to, capacity, .. } = self.arcs[entering];
        let forward = self.state[entering] == State::Empty;
        let (start, end) = if forward { (from, to) } else { (to, from) };
        let join = self.tree.join(start, end);
        let (leaving, units) = self.leaving(start, end, join, capacity);
        if units == UNLIMITED {
            return Err(SimplexError::Unbounded);
        }
        self.send(entering, forward, units)?;
        self.send_around(start, end, join, units)?;
        let (top, node, parent) = match leaving {
            Leaving::Entering => {
                self.state[entering] = if forward { State::Full } else { State::Empty };
                return Ok(());
            }
            Leaving::Behind(top) => (top, start, end),
            Leaving::Ahead(top) => (top, end, start),
        };
        let left = self.tree.arc[top as usize] as usize;
        self.state[left] = if self.flow[left] == 0 { State::Empty } else { State::Full };
        self.state[entering] = State::InTree;
        let upward = from == node;
        self.tree.rehang(top, node, parent, entering as u32, upward);
        // So that the entering arc's reduced cost becomes 0.
        let reduced = self.reduced_cost(entering);
        self.tree.refresh(node, if upward { -reduced } else { reduced });
        Ok(())
    }

    /// How many units go around the circle join, start, entering arc, end, join; and the last arc on it that is then
    /// at its limit, which keeps the tree strongly feasible.
    fn leaving(&self, start: u32, end: u32, join: u32, capacity: i64) -> (Leaving, i64) {
        let (mut leaving, mut units) = (Leaving::Entering, capacity);
        let mut node = start;
        while node != join {
            let room = self.room(node, false);
            if room < units {
                (leaving, units) = (Leaving::Behind(node), room);
            }
            node = self.tree.parent[node as usize];
        }
        let mut node = end;
        while node != join {
            let room = self.room(node, true);
            if room <= units {
                (leaving, units) = (Leaving::Ahead(node), room);
            }
            node = self.tree.parent[node as usize];
        }
        (leaving, units)
    }

    /// How many units more can go between a node and its parent.
    fn room(&self, node: u32, up: bool) -> i64 {
        let arc = self.tree.arc[node as usize] as usize;
        if self.tree.upward[node as usize] != up {
            self.flow[arc]
        } else if self.arcs[arc].capacity == UNLIMITED {
            UNLIMITED
        } else {
            self.arcs[arc].capacity - self.flow[arc]
        }
    }

    fn send_around(&mut self, start: u32, end: u32, join: u32, units: i64) -> Result<(), SimplexError> {
        for (from, up) in [(start, false), (end, true)] {
            let mut node = from;
            while node != join {
                let v = node as usize;
                self.send(self.tree.arc[v] as usize, self.tree.upward[v] == up, units)?;
                node = self.tree.parent[v];
            }
        }
        Ok(())
    }

    fn send(&mut self, arc: usize, forward: bool, units: i64) -> Result<(), SimplexError> {
        let flow = &mut self.flow[arc];
        *flow = if forward { flow.checked_add(units).ok_or(SimplexError::Overflow)? } else { *flow - units };
        Ok(())
    }
}
