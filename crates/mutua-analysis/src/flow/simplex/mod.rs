//! Minimum-cost flow in general, by the network simplex method.
//!
//! A network has nodes with a supply (negative: a demand) and arcs with a capacity and a cost a unit, all whole numbers.
//! The method keeps a spanning tree and changes one arc of it at a time (Dantzig 1951); trees are *strongly feasible*,
//! so that it can't go in circles (Cunningham 1976), and the entering arc is the best of a block (Grigoriadis 1986).

mod pivot;
mod tree;

use thiserror::Error;

/// The capacity of an arc that takes any amount.
pub const UNLIMITED: i64 = i64::MAX;

/// An arc of a [`Network`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arc {
    /// The node it leaves
    pub from: u32,
    /// The node it enters
    pub to: u32,
    /// The most units it carries, [`UNLIMITED`] for any number
    pub capacity: i64,
    /// What a unit costs; negative: what it gains
    pub cost: i64,
}

/// Nodes with supplies, and arcs between them.
///
/// # Examples
/// Two units go from node 0 to node 2, the cheap way only carries one:
/// ```
/// use mutua_analysis::flow::simplex::{Arc, Network};
///
/// let mut network = Network::new(3);
/// network.supply(0, 2).supply(2, -2);
/// let arcs = [(0, 1, 1, 1), (1, 2, 5, 1), (0, 2, 5, 4)];
/// for (from, to, capacity, cost) in arcs {
///     network.arc(Arc { from, to, capacity, cost });
/// }
/// let found = network.solve()?;
///
/// assert_eq!(found.cost, 6);
/// assert_eq!(found.flow, [1, 1, 1]);
/// assert!(network.proves(&found));
/// # Ok::<(), mutua_analysis::flow::simplex::SimplexError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Network {
    supplies: Vec<i64>,
    arcs: Vec<Arc>,
}

/// A flow of least cost. Made by [`Network::solve`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    /// What it costs
    pub cost: i128,
    /// Units on each arc, in the order in which arcs were added
    pub flow: Vec<i64>,
    /// A potential for each node that proves the cost least; see [`Network::proves`]
    pub potentials: Vec<i64>,
}

/// Why a network has no flow of least cost.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SimplexError {
    /// An arc names a node that isn't there
    #[error("arc {arc} names a node that isn't there")]
    NoSuchNode {
        /// Its position
        arc: usize,
    },
    /// A capacity is negative
    #[error("the capacity of arc {arc} is negative")]
    NegativeCapacity {
        /// Its position
        arc: usize,
    },
    /// Supplies and demands differ
    #[error("supplies exceed demands by {excess}")]
    Unbalanced {
        /// By how much
        excess: i128,
    },
    /// Capacities don't let all supplies reach the demands
    #[error("the capacities don't let all supplies reach the demands")]
    Infeasible {
        /// Nodes that keep a supply or lack a demand in a flow that carries as much as can be
        nodes: Vec<u32>,
    },
    /// A circle of arcs without capacity limit has a negative cost
    #[error("a circle without limit has a negative cost, so there is no least one")]
    Unbounded,
    /// Costs or amounts are so large that sums of them don't fit into 64 bits
    #[error("costs or amounts are too large to add up")]
    Overflow,
}

impl Network {
    /// A network of `nodes` without supplies and arcs.
    #[must_use]
    pub fn new(nodes: usize) -> Self {
        Self { supplies: vec![0; nodes], arcs: Vec::new() }
    }

    /// Sets the supply of a node; negative: its demand.
    ///
    /// # Panics
    /// Where there is no such node.
    pub fn supply(&mut self, node: u32, units: i64) -> &mut Self {
        self.supplies[node as usize] = units;
        self
    }

    /// Adds an arc, and tells its position.
    pub fn arc(&mut self, arc: Arc) -> usize {
        self.arcs.push(arc);
        self.arcs.len() - 1
    }

    /// Finds a flow of least cost.
    ///
    /// # Errors
    /// [`SimplexError`], where there is none, or it can't be told in 64 bits.
    pub fn solve(&self) -> Result<Flow, SimplexError> {
        self.check()?;
        let mut pivots = pivot::Pivots::new(&self.supplies, &self.arcs)?;
        pivots.run()?;
        let (flow, potentials) = pivots.result()?;
        Ok(Flow { cost: self.cost_of(&flow), flow, potentials })
    }

    /// Whether a flow is one of this network and its potentials prove that none costs less: arcs whose reduced cost
    /// `cost + potential(from) - potential(to)` is positive carry nothing, those where it is negative are full.
    #[must_use]
    pub fn proves(&self, found: &Flow) -> bool {
        let mut balance: Vec<i128> = self.supplies.iter().map(|units| i128::from(*units)).collect();
        let fits = self.arcs.iter().zip(&found.flow).all(|(arc, units)| {
            balance[arc.from as usize] -= i128::from(*units);
            balance[arc.to as usize] += i128::from(*units);
            let potential = |node: u32| i128::from(found.potentials[node as usize]);
            let reduced = i128::from(arc.cost) + potential(arc.from) - potential(arc.to);
            (0..=arc.capacity).contains(units)
                && (reduced <= 0 || *units == 0)
                && (reduced >= 0 || *units == arc.capacity)
        });
        fits && found.flow.len() == self.arcs.len()
            && balance.iter().all(|units| *units == 0)
            && found.cost == self.cost_of(&found.flow)
    }

    fn cost_of(&self, flow: &[i64]) -> i128 {
        self.arcs.iter().zip(flow).map(|(arc, units)| i128::from(arc.cost) * i128::from(*units)).sum()
    }

    fn check(&self) -> Result<(), SimplexError> {
        for (position, arc) in self.arcs.iter().enumerate() {
            if arc.from.max(arc.to) as usize >= self.supplies.len() {
                return Err(SimplexError::NoSuchNode { arc: position });
            }
            if arc.capacity < 0 {
                return Err(SimplexError::NegativeCapacity { arc: position });
            }
        }
        let excess: i128 = self.supplies.iter().map(|units| i128::from(*units)).sum();
        if excess != 0 {
            return Err(SimplexError::Unbalanced { excess });
        }
        // Potentials are sums of costs along a tree, of which each node has at most one artificial arc.
        let costliest = self.arcs.iter().map(|arc| i128::from(arc.cost).abs()).max().unwrap_or(0);
        let nodes = self.supplies.len() as i128 + 2;
        let amounts: i128 = self.supplies.iter().map(|units| i128::from(*units).abs()).sum();
        if 4 * nodes * (costliest + 1) >= i128::from(i64::MAX) || amounts >= i128::from(i64::MAX) {
            return Err(SimplexError::Overflow);
        }
        Ok(())
    }
}
