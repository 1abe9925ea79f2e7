//! Strongly connected components: help can circulate within them only.

/// The component of each person. An arc between components goes from a higher number to a lower one.
#[derive(Debug, Clone)]
pub(crate) struct Components {
    pub of: Vec<u32>,
    pub count: usize,
}

const UNSEEN: u32 = u32::MAX;

/// Finds the components of a graph given by the `targets` of person `v` at `start[v]..start[v + 1]`
/// (Tarjan 1972, with Pearce's single number a person, and a stack of our own instead of recursion).
pub(crate) fn components(start: &[u32], targets: &[u32]) -> Components {
    let persons = start.len() - 1;
    let mut walk = Walk { low: vec![UNSEEN; persons], next: start[..persons].to_vec(), waiting: Vec::new() };
    let mut of = vec![UNSEEN; persons];
    let (mut order, mut count) = (0u32, 0u32);
    let mut path: Vec<(u32, u32)> = Vec::new();
    for root in 0..persons as u32 {
        if walk.low[root as usize] != UNSEEN {
            continue;
        }
        walk.enter(root, &mut order, &mut path);
        while let Some(&(person, own)) = path.last() {
            let v = person as usize;
            if walk.next[v] < start[v + 1] {
                let target = targets[walk.next[v] as usize];
                walk.next[v] += 1;
                if walk.low[target as usize] == UNSEEN {
                    walk.enter(target, &mut order, &mut path);
                } else if of[target as usize] == UNSEEN {
                    walk.low[v] = walk.low[v].min(walk.low[target as usize]);
                }
                continue;
            }
            path.pop();
            if walk.low[v] == own {
                while let Some(member) = walk.waiting.pop() {
                    of[member as usize] = count;
                    if member == person {
                        break;
                    }
                }
                count += 1;
            }
            if let Some(&(parent, _)) = path.last() {
                walk.low[parent as usize] = walk.low[parent as usize].min(walk.low[v]);
            }
        }
    }
    Components { of, count: count as usize }
}

struct Walk {
    /// The earliest person, by order of entry, that is known to be reached
    low: Vec<u32>,
    /// The next target to look at
    next: Vec<u32>,
    /// Entered, and not yet known in which component
    waiting: Vec<u32>,
}

impl Walk {
    fn enter(&mut self, person: u32, order: &mut u32, path: &mut Vec<(u32, u32)>) {
        self.low[person as usize] = *order;
        self.waiting.push(person);
        path.push((person, *order));
        *order += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(persons: usize, arcs: &[(u32, u32)]) -> Components {
        let mut start = vec![0u32; persons + 1];
        for (from, _) in arcs {
            start[*from as usize + 1] += 1;
        }
        for v in 0..persons {
            start[v + 1] += start[v];
        }
        let mut sorted = arcs.to_vec();
        sorted.sort_unstable();
        components(&start, &sorted.iter().map(|arc| arc.1).collect::<Vec<_>>())
    }

    #[test]
    fn two_circles_and_a_bridge() {
        let found = of(6, &[(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 3), (5, 0)]);
        assert_eq!(found.count, 3);
        assert_eq!(found.of[0], found.of[2]);
        assert_eq!(found.of[3], found.of[4]);
        assert!(found.of[5] > found.of[0] && found.of[0] > found.of[3]);
    }

    #[test]
    fn a_chain_of_a_million_takes_no_stack() {
        let arcs: Vec<(u32, u32)> = (0..999_999).map(|v| (v, v + 1)).collect();
        assert_eq!(of(1_000_000, &arcs).count, 1_000_000);
    }
}
