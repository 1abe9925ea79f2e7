//! How many ties or persons must go before the network splits: by greatest flows of one unit a tie (Menger 1927).

use super::pairs::Pairs;

const PERSONS_FOR_EDGES: usize = 2_000;
const PERSONS_FOR_VERTICES: usize = 500;

/// The least number of ties whose end splits the network. Source: the least of the greatest flows from one person to each
/// other. Nothing below two persons, or above 2,000.
pub(super) fn edge_connectivity(pairs: &Pairs) -> Option<usize> {
    let persons = pairs.persons();
    if !(2..=PERSONS_FOR_EDGES).contains(&persons) {
        return None;
    }
    let mut flow = Flow::new(persons);
    for (a, b) in ties(pairs) {
        flow.connect(a, b, 1, 1);
    }
    let mut least = (0..persons).map(|person| pairs.others(person).len()).min()?;
    for to in 1..persons {
        least = least.min(flow.greatest(0, to, least));
    }
    Some(least)
}

/// The least number of persons whose leaving splits the network; persons less one where all are tied. Source: Even
/// (1975) *An algorithm for determining whether the connectivity of a graph is at least k*, SIAM J. Comput. 4:393-396.
/// Nothing below two persons, or above 500.
pub(super) fn vertex_connectivity(pairs: &Pairs) -> Option<usize> {
    let persons = pairs.persons();
    if !(2..=PERSONS_FOR_VERTICES).contains(&persons) {
        return None;
    }
    // Each person becomes an entry 2i and an exit 2i + 1 with room for one between them.
    let mut flow = Flow::new(2 * persons);
    for person in 0..persons {
        flow.connect(2 * person, 2 * person + 1, 1, 0);
    }
    for (a, b) in ties(pairs) {
        flow.connect(2 * a + 1, 2 * b, persons as u32, 0);
        flow.connect(2 * b + 1, 2 * a, persons as u32, 0);
    }
    let mut least = persons - 1;
    // Of any `least + 1` persons one is not in the smallest cut, and it finds that cut.
    let mut from = 0;
    while from <= least && from < persons {
        for to in 0..persons {
            let tied = pairs.others(from).binary_search(&(to as u32)).is_ok();
            if to != from && !tied {
                least = least.min(flow.greatest(2 * from + 1, 2 * to, least));
            }
        }
        from += 1;
    }
    Some(least)
}

fn ties(pairs: &Pairs) -> impl Iterator<Item = (usize, usize)> + '_ {
    (0..pairs.persons()).flat_map(|person| {
        let others = pairs.others(person).iter().map(|&other| other as usize);
        others.filter(move |&other| other > person).map(move |other| (person, other))
    })
}

/// A network of small capacities; an edge and its way back lie side by side.
struct Flow {
    edges: Vec<(usize, u32)>,
    at: Vec<Vec<usize>>,
    room: Vec<u32>,
    came_by: Vec<Option<usize>>,
}

impl Flow {
    fn new(nodes: usize) -> Self {
        Self { edges: Vec::new(), at: vec![Vec::new(); nodes], room: Vec::new(), came_by: Vec::new() }
    }

    fn connect(&mut self, from: usize, to: usize, there: u32, back: u32) {
        self.at[from].push(self.edges.len());
        self.edges.push((to, there));
        self.at[to].push(self.edges.len());
        self.edges.push((from, back));
    }

    /// The greatest flow, or `enough` where it reaches that. Every round finds a shortest way for one unit.
    fn greatest(&mut self, from: usize, to: usize, enough: usize) -> usize {
        self.room = self.edges.iter().map(|(_, capacity)| *capacity).collect();
        (0..enough).take_while(|_| self.send_one(from, to)).count()
    }

    fn send_one(&mut self, from: usize, to: usize) -> bool {
        self.came_by.clear();
        self.came_by.resize(self.at.len(), None);
        let mut reached = vec![from];
        let mut next = 0;
        while let Some(&node) = reached.get(next) {
            next += 1;
            for &edge in &self.at[node] {
                let (other, _) = self.edges[edge];
                if self.room[edge] > 0 && other != from && self.came_by[other].is_none() {
                    self.came_by[other] = Some(edge);
                    if other == to {
                        self.take(to);
                        return true;
                    }
                    reached.push(other);
                }
            }
        }
        false
    }

    fn take(&mut self, mut node: usize) {
        while let Some(edge) = self.came_by[node] {
            self.room[edge] -= 1;
            self.room[edge ^ 1] += 1;
            node = self.edges[edge ^ 1].0;
        }
    }
}
