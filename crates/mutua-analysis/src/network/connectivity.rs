//! What holds the network together: components, and the persons and ties whose loss would split them.

use super::graph::Network;
use super::pairs::Pairs;

const UNSEEN: u32 = u32::MAX;

/// Components of the network, arcs taken as ties without direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Components {
    /// How many; a person without help is one
    pub count: usize,
    /// The number of each person's component, from 0
    pub of: Vec<u32>,
}

/// What holds the network together. See [`connectivity`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connectivity {
    /// Components, arcs taken as ties without direction
    pub components: Components,
    /// Persons whose leaving would split their component, ascending
    pub articulation_points: Vec<u32>,
    /// Pairs whose tie's end would split their component, ascending, lower person first
    pub bridges: Vec<(u32, u32)>,
    /// Biconnected components: parts that no single departure splits
    pub biconnected_components: usize,
}

/// Components, articulation points and bridges, arcs taken as ties without direction.
///
/// Source: Hopcroft & Tarjan (1973) *Algorithm 447*, CACM 16:372-378. In time proportional to the arcs, without
/// recursion, so that a chain of a million persons is no danger.
///
/// ```
/// use mutua_analysis::network::{Network, connectivity};
///
/// // A triangle, to which 3 is tied through 2 alone; nobody knows 4.
/// let network = Network::new(5, [(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0), (2, 3, 1.0)])?;
/// let found = connectivity(&network);
/// assert_eq!(found.components.count, 2);
/// assert_eq!(found.articulation_points, [2]);
/// assert_eq!(found.bridges, [(2, 3)]);
/// # Ok::<(), mutua_analysis::network::NetworkError>(())
/// ```
#[must_use]
pub fn connectivity(network: &Network) -> Connectivity {
    of_pairs(&Pairs::of(network))
}

pub(super) fn of_pairs(pairs: &Pairs) -> Connectivity {
    let persons = pairs.persons();
    let mut search = Search {
        pairs,
        number: vec![UNSEEN; persons],
        lowest: vec![0; persons],
        next: vec![0; persons],
        path: Vec::new(),
        seen: 0,
        splits: vec![false; persons],
        bridges: Vec::new(),
        blocks: 0,
    };
    let mut components = Components { count: 0, of: vec![0; persons] };
    for root in 0..persons {
        if search.number[root] == UNSEEN {
            search.walk(root as u32, components.count as u32, &mut components.of);
            components.count += 1;
        }
    }
    search.bridges.sort_unstable();
    let articulation_points = (0..persons as u32).filter(|&person| search.splits[person as usize]).collect();
    Connectivity {
        components,
        articulation_points,
        bridges: search.bridges,
        biconnected_components: search.blocks,
    }
}

/// A depth-first search.
struct Search<'a> {
    pairs: &'a Pairs,
    /// In which order persons were come upon
    number: Vec<u32>,
    /// The earliest person that can be reached from a person's part of the tree by one step back
    lowest: Vec<u32>,
    /// How many of a person's pairs were looked at
    next: Vec<u32>,
    path: Vec<u32>,
    seen: u32,
    splits: Vec<bool>,
    bridges: Vec<(u32, u32)>,
    blocks: usize,
}

impl Search<'_> {
    fn walk(&mut self, root: u32, component: u32, of: &mut [u32]) {
        self.enter(root, component, of);
        let mut branches = 0;
        while let Some(&person) = self.path.last() {
            let parent = self.path.len().checked_sub(2).map_or(UNSEEN, |place| self.path[place]);
            if let Some(fresh) = self.look_around(person as usize, parent) {
                branches += usize::from(person == root);
                self.enter(fresh, component, of);
                continue;
            }
            self.path.pop();
            if parent != UNSEEN {
                self.leave(person, parent, root);
            }
        }
        self.splits[root as usize] = branches > 1;
    }

    fn enter(&mut self, person: u32, component: u32, of: &mut [u32]) {
        self.number[person as usize] = self.seen;
        self.lowest[person as usize] = self.seen;
        self.seen += 1;
        of[person as usize] = component;
        self.path.push(person);
    }

    /// Goes on through a person's pairs to the next whose other was not seen yet.
    #[inline]
    fn look_around(&mut self, person: usize, parent: u32) -> Option<u32> {
        let row = self.pairs.others(person);
        let from = self.next[person] as usize;
        let mut lowest = self.lowest[person];
        for (step, &other) in row[from..].iter().enumerate() {
            let number = self.number[other as usize];
            if number == UNSEEN {
                self.next[person] = (from + step + 1) as u32;
                self.lowest[person] = lowest;
                return Some(other);
            }
            if other != parent {
                lowest = lowest.min(number);
            }
        }
        self.next[person] = row.len() as u32;
        self.lowest[person] = lowest;
        None
    }

    fn leave(&mut self, person: u32, parent: u32, root: u32) {
        let lowest = self.lowest[person as usize];
        let above = self.number[parent as usize];
        self.lowest[parent as usize] = self.lowest[parent as usize].min(lowest);
        if lowest >= above {
            self.blocks += 1;
            if parent != root {
                self.splits[parent as usize] = true;
            }
        }
        if lowest > above {
            self.bridges.push((person.min(parent), person.max(parent)));
        }
    }
}

pub(super) fn components_of(pairs: &Pairs) -> Components {
    of_pairs(pairs).components
}

/// How many persons the largest group has within which help can travel from everyone to everyone, along arcs.
///
/// Source: Tarjan (1972) *Depth-first search and linear graph algorithms*, SIAM J. Comput. 1:146-160. Without recursion.
///
/// ```
/// use mutua_analysis::network::{Network, largest_strong_component};
///
/// let network = Network::new(4, [(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0), (2, 3, 1.0)])?;
/// assert_eq!(largest_strong_component(&network), 3);
/// # Ok::<(), mutua_analysis::network::NetworkError>(())
/// ```
#[must_use]
pub fn largest_strong_component(network: &Network) -> usize {
    let persons = network.persons();
    // Persons of groups that are done count as the latest, so that nothing reaches back through them.
    const DONE: u32 = UNSEEN - 1;
    let (mut number, mut lowest) = (vec![UNSEEN; persons], vec![0_u32; persons]);
    let mut next = vec![0_u32; persons];
    let (mut path, mut open) = (Vec::new(), Vec::new());
    let (mut seen, mut largest) = (0_u32, 0);
    for root in 0..persons as u32 {
        if number[root as usize] != UNSEEN {
            continue;
        }
        path.push(root);
        while let Some(&person) = path.last() {
            let p = person as usize;
            if number[p] == UNSEEN {
                (number[p], lowest[p]) = (seen, seen);
                seen += 1;
                open.push(person);
            }
            let row = network.out.others(p);
            let from = next[p] as usize;
            let mut low = lowest[p];
            let fresh = row[from..].iter().position(|&other| {
                let of_other = number[other as usize];
                low = low.min(of_other);
                of_other == UNSEEN
            });
            lowest[p] = low;
            if let Some(step) = fresh {
                next[p] = (from + step + 1) as u32;
                path.push(row[from + step]);
                continue;
            }
            path.pop();
            if low == number[p] {
                let start = open.iter().rposition(|&one| one == person).unwrap_or_default();
                largest = largest.max(open.len() - start);
                open.drain(start..).for_each(|one| number[one as usize] = DONE);
            } else if let Some(&parent) = path.last() {
                lowest[parent as usize] = lowest[parent as usize].min(low);
            }
        }
    }
    largest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_chain_overflows_nothing() {
        let persons = 300_000;
        let chain = (0..persons - 1).map(|i| (i, i + 1, 1.0));
        let network = Network::new(persons as usize, chain).unwrap();
        let found = connectivity(&network);
        assert_eq!(found.articulation_points.len(), persons as usize - 2);
        assert_eq!(found.bridges.len(), persons as usize - 1);
        assert_eq!(found.biconnected_components, persons as usize - 1);
        assert_eq!(largest_strong_component(&network), 1);
    }

    #[test]
    fn nobody_is_no_component() {
        let network = Network::new(0, []).unwrap();
        assert_eq!(connectivity(&network).components.count, 0);
        assert_eq!(largest_strong_component(&network), 0);
    }
}
