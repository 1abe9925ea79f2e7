//! What can still be changed of a circulation: the residual network.

use super::components::{Components, components};
use super::pairs::Pairs;

/// The residual network of the ties that lie within strongly connected components.
///
/// Every tie has two half-arcs. The *forward* one stands at the giver: to let more of it circulate gains 1 a unit (costs
/// -1). The *backward* one stands at the receiver: to take circulating help out costs 1 a unit. Half-arcs of node `v`
/// are `start[v]..start[v + 1]`, the forward ones before `middle[v]`.
#[derive(Debug, Clone)]
pub(crate) struct Residual {
    pub start: Vec<u32>,
    pub middle: Vec<u32>,
    pub to: Vec<u32>,
    /// The other half of the tie
    pub mate: Vec<u32>,
    /// Units by which it can still be changed; on a backward half-arc: the units that circulate
    pub left: Vec<i64>,
    /// What comes in minus what goes out
    pub excess: Vec<i64>,
    /// Dual value of each node, in the nodes' own numbers
    pub potential: Vec<i32>,
}

/// How the nodes of a [`Residual`] belong to persons.
#[derive(Debug, Clone)]
pub(crate) struct Nodes {
    pub components: Components,
    /// Node of a person, `NONE` where no help can circulate through them
    pub of_person: Vec<u32>,
    pub persons: Vec<u32>,
    /// Forward half-arc of each direction of each pair, `NONE` where there is none
    pub forward: Vec<[u32; 2]>,
}

pub(crate) const NONE: u32 = u32::MAX;

impl Residual {
    /// The network in which all help within components circulates, balanced or not.
    pub fn saturated(pairs: &Pairs) -> (Self, Nodes) {
        let components = {
            let (start, targets) = giving(pairs);
            components(&start, &targets)
        };
        let nodes = Nodes::new(pairs, components);
        Self::build(pairs, nodes)
    }

    fn build(pairs: &Pairs, mut nodes: Nodes) -> (Self, Nodes) {
        let count = nodes.persons.len();
        let (mut gives, mut gets) = (vec![0u32; count], vec![0u32; count]);
        for_ties(pairs, &nodes, |_, _, from, to, _| {
            gives[from as usize] += 1;
            gets[to as usize] += 1;
        });
        let (mut start, mut middle) = (vec![0u32; count + 1], vec![0u32; count]);
        for v in 0..count {
            middle[v] = start[v] + gives[v];
            start[v + 1] = middle[v] + gets[v];
        }
        let halves = start[count] as usize;
        let mut residual = Self {
            to: vec![0; halves],
            mate: vec![0; halves],
            left: vec![0; halves],
            excess: vec![0; count],
            potential: vec![0; count],
            start,
            middle,
        };
        let (mut next_forward, mut next_backward) =
            (residual.start[..count].to_vec(), residual.middle.clone());
        let mut placed = vec![[NONE; 2]; pairs.list.len()];
        for_ties(pairs, &nodes, |pair, direction, from, to, units| {
            let (forward, backward) =
                (take(&mut next_forward[from as usize]), take(&mut next_backward[to as usize]));
            residual.connect(forward, backward, from, to, units);
            placed[pair][direction] = forward;
        });
        nodes.forward = placed;
        (residual, nodes)
    }

    fn connect(&mut self, forward: u32, backward: u32, from: u32, to: u32, units: i64) {
        let (f, b) = (forward as usize, backward as usize);
        (self.to[f], self.mate[f]) = (to, backward);
        (self.to[b], self.mate[b]) = (from, forward);
        self.left[b] = units;
        self.excess[from as usize] -= units;
        self.excess[to as usize] += units;
    }

    /// How much more a step along this half-arc costs than the potentials say; at least 0 wherever something is left.
    pub fn reduced_cost(&self, node: u32, half: u32) -> i32 {
        let cost = if half < self.middle[node as usize] { -1 } else { 1 };
        cost + self.potential[node as usize] - self.potential[self.to[half as usize] as usize]
    }

    /// Changes a tie by so many units along a half-arc.
    pub fn push(&mut self, half: u32, units: i64) {
        self.left[half as usize] -= units;
        self.left[self.mate[half as usize] as usize] += units;
    }

    pub fn halves(&self, node: u32) -> std::ops::Range<u32> {
        self.start[node as usize]..self.start[node as usize + 1]
    }
}

fn take(next: &mut u32) -> u32 {
    let taken = *next;
    *next += 1;
    taken
}

impl Nodes {
    /// Numbers the persons who share a component with another, component by component, so that those who are looked
    /// at together lie together.
    fn new(pairs: &Pairs, components: Components) -> Self {
        let mut size = vec![0u32; components.count + 1];
        for component in &components.of {
            size[*component as usize + 1] += 1;
        }
        for component in 0..components.count {
            size[component + 1] =
                size[component] + if size[component + 1] > 1 { size[component + 1] } else { 0 };
        }
        let mut of_person = vec![NONE; pairs.persons];
        let mut persons = vec![0; size[components.count] as usize];
        let mut next = size.clone();
        for (person, component) in components.of.iter().map(|component| *component as usize).enumerate() {
            if size[component + 1] > size[component] {
                let node = take(&mut next[component]);
                of_person[person] = node;
                persons[node as usize] = person as u32;
            }
        }
        Self { components, of_person, persons, forward: Vec::new() }
    }
}

/// Calls with pair, direction, the nodes it goes from and to, and its units, for each tie within a component.
fn for_ties(pairs: &Pairs, nodes: &Nodes, mut each: impl FnMut(usize, usize, u32, u32, i64)) {
    let of = &nodes.components.of;
    for (position, pair) in pairs.list.iter().enumerate() {
        if of[pair.a as usize] != of[pair.b as usize] {
            continue;
        }
        let (a, b) = (nodes.of_person[pair.a as usize], nodes.of_person[pair.b as usize]);
        for (direction, (from, to)) in [(a, b), (b, a)].into_iter().enumerate() {
            if pair.units[direction] > 0 {
                each(position, direction, from, to, pair.units[direction]);
            }
        }
    }
}

/// To whom each person gives, as starts and targets.
fn giving(pairs: &Pairs) -> (Vec<u32>, Vec<u32>) {
    let arcs = || {
        pairs.list.iter().flat_map(|pair| {
            [(pair.a, pair.b, pair.units[0]), (pair.b, pair.a, pair.units[1])]
                .into_iter()
                .filter(|(_, _, units)| *units > 0)
        })
    };
    let mut start = vec![0u32; pairs.persons + 1];
    for (from, _, _) in arcs() {
        start[from as usize + 1] += 1;
    }
    for person in 0..pairs.persons {
        start[person + 1] += start[person];
    }
    let mut next = start.clone();
    let mut targets = vec![0; start[pairs.persons] as usize];
    for (from, to, _) in arcs() {
        targets[take(&mut next[from as usize]) as usize] = to;
    }
    (start, targets)
}
