//! A balanced circulation out of one that isn't yet: what doesn't come back around is taken out, path by path.

use super::residual::{NONE, Residual};

/// Makes everybody get what they give, by taking out paths of circulating help from those who give more than they get
/// to those who get more than they give. Not the least that could be taken out, but what remains is a circulation.
///
/// A walk along circulating help either arrives or closes a circle; a circle is set aside and stays. Each of both uses
/// up a tie, so there are at most as many walks as ties. What two persons return to each other is set aside before all
/// else, so that what remains is never less than that. `pairs` has the forward half-arcs of each two persons.
pub(crate) fn complete(residual: &mut Residual, pairs: &[[u32; 2]]) {
    let nodes = residual.excess.len();
    // What of each tie (by its forward half-arc) isn't set aside yet.
    let mut rest: Vec<i64> = residual.mate.iter().map(|mate| residual.left[*mate as usize]).collect();
    for [there, back] in pairs.iter().copied().filter(|pair| !pair.contains(&NONE)) {
        let both = rest[there as usize].min(rest[back as usize]);
        rest[there as usize] -= both;
        rest[back as usize] -= both;
    }
    let mut walk = Walk {
        current: residual.start[..nodes].to_vec(),
        on_path: vec![NOT_ON_PATH; nodes],
        path: Vec::new(),
    };
    for giver in 0..nodes as u32 {
        while residual.excess[giver as usize] < 0 {
            if !walk.take_out(giver, residual, &mut rest) {
                break;
            }
        }
    }
}

const NOT_ON_PATH: u32 = u32::MAX;

struct Walk {
    current: Vec<u32>,
    /// How many half-arcs of the path come before a node
    on_path: Vec<u32>,
    path: Vec<u32>,
}

impl Walk {
    /// Takes one path from `giver` out. False where there is none, which can't be while the giver gives too much.
    fn take_out(&mut self, giver: u32, residual: &mut Residual, rest: &mut [i64]) -> bool {
        let mut node = giver;
        self.path.clear();
        self.on_path[node as usize] = 0;
        loop {
            if residual.excess[node as usize] > 0 {
                self.arrive(giver, node, residual, rest);
                return true;
            }
            let Some(half) = self.next(node, residual, rest) else {
                self.leave(residual, 0);
                self.on_path[giver as usize] = NOT_ON_PATH;
                return false;
            };
            self.path.push(half);
            node = residual.to[half as usize];
            let before = self.on_path[node as usize];
            if before == NOT_ON_PATH {
                self.on_path[node as usize] = self.path.len() as u32;
            } else {
                self.set_aside(before as usize, residual, rest);
            }
        }
    }

    fn next(&mut self, node: u32, residual: &Residual, rest: &[i64]) -> Option<u32> {
        let v = node as usize;
        while self.current[v] < residual.middle[v] {
            if rest[self.current[v] as usize] > 0 {
                return Some(self.current[v]);
            }
            self.current[v] += 1;
        }
        None
    }

    /// The path has closed a circle, which begins after `before` half-arcs.
    fn set_aside(&mut self, before: usize, residual: &Residual, rest: &mut [i64]) {
        let circle = &self.path[before..];
        let units = circle.iter().map(|half| rest[*half as usize]).min().unwrap_or(0);
        for half in circle {
            rest[*half as usize] -= units;
        }
        self.leave(residual, before);
    }

    fn arrive(&mut self, giver: u32, receiver: u32, residual: &mut Residual, rest: &mut [i64]) {
        let most = residual.excess[receiver as usize].min(-residual.excess[giver as usize]);
        let units = self.path.iter().fold(most, |least, half| least.min(rest[*half as usize]));
        for half in &self.path {
            rest[*half as usize] -= units;
            residual.push(residual.mate[*half as usize], units);
        }
        residual.excess[giver as usize] += units;
        residual.excess[receiver as usize] -= units;
        self.leave(residual, 0);
        self.on_path[giver as usize] = NOT_ON_PATH;
    }

    /// Shortens the path to its first half-arcs.
    fn leave(&mut self, residual: &Residual, keep: usize) {
        for half in self.path.drain(keep..) {
            let node = residual.to[half as usize] as usize;
            if self.on_path[node] != NOT_ON_PATH && self.on_path[node] as usize > keep {
                self.on_path[node] = NOT_ON_PATH;
            }
        }
    }
}
