//! Potentials: heights of persons such that help, as far as it can, goes downhill. Least squares on all pairs at once.
//!
//! Two systems L phi = given - received, with the Laplacian L of pairs weighted by 1 ("unit") and by volume, share their
//! right side and their structure, so they are solved together: trees that hang on the network are taken off and put
//! back exactly, the rest by conjugate gradients with Jacobi's preconditioner.

use rayon::prelude::*;

use super::pairs::Pairs;
use super::sums::{self, PIECE};

/// One number for each of the two systems: unit, volume.
pub(super) type Two = [f64; 2];

/// Relative size of the residual at which a system counts as solved.
const TOLERANCE: f64 = 1e-11;
/// Rounds after which it doesn't.
const ROUNDS: usize = 20_000;

/// Solves both systems: a height by unit and by volume for each person, up to a constant in each component; nothing where
/// the search does not end. `given_less_received` sums to 0 in each component.
pub(super) fn solve(pairs: &Pairs, given_less_received: &[f64]) -> Option<Vec<Two>> {
    let (peeled, core) = Peeled::off(pairs, given_less_received);
    let whole = pairs.volumes.par_iter().all(|&volume| f64::from(volume as f32) == volume);
    // Half the memory to walk through in each round, where no digit is lost by it.
    let found = if whole {
        let volumes: Vec<f32> = pairs.volumes.par_iter().map(|&volume| volume as f32).collect();
        System { pairs, volumes: &volumes, diagonal: core }.solve(&peeled.right)
    } else {
        System { pairs, volumes: &pairs.volumes, diagonal: core }.solve(&peeled.right)
    };
    let mut heights = found?;
    peeled.put_back(&mut heights);
    Some(heights)
}

/// Persons who hang on the rest by one pair, taken off one after another.
struct Peeled {
    /// (person, on whom they hung, volume of that pair), in the order in which they were taken off
    order: Vec<(u32, u32, f64)>,
    /// The right side, with that of those taken off added to whom they hung on
    right: Vec<f64>,
}

impl Peeled {
    /// Also gives the diagonal of what is left; 0 for those taken off.
    fn off(pairs: &Pairs, given_less_received: &[f64]) -> (Self, Vec<Two>) {
        let n = pairs.persons();
        let mut left: Vec<u32> = (0..n).map(|person| pairs.others(person).len() as u32).collect();
        let mut peeled = Self { order: Vec::new(), right: given_less_received.to_vec() };
        for start in 0..n {
            let mut person = start;
            while left[person] == 1 {
                let row = pairs.others(person);
                let Some(place) = row.iter().position(|&other| left[other as usize] > 0) else { break };
                let (other, volume) = (row[place] as usize, pairs.volumes(person)[place]);
                peeled.order.push((person as u32, other as u32, volume));
                peeled.right[other] += peeled.right[person];
                left[person] = 0;
                left[other] -= 1;
                if other > start {
                    break; // its turn comes
                }
                person = other;
            }
        }
        let volume = |person: usize| -> f64 {
            let row = pairs.others(person).iter().zip(pairs.volumes(person));
            row.filter(|(other, _)| left[**other as usize] > 0).map(|(_, volume)| volume).sum()
        };
        let diagonal = |person: usize| {
            if left[person] == 0 { [0.0; 2] } else { [f64::from(left[person]), volume(person)] }
        };
        let core = (0..n).into_par_iter().map(diagonal).collect();
        (peeled, core)
    }

    fn put_back(&self, heights: &mut [Two]) {
        for &(person, on, volume) in self.order.iter().rev() {
            let [unit, by_volume] = heights[on as usize];
            let right = self.right[person as usize];
            heights[person as usize] = [unit + right, by_volume + right / volume];
        }
    }
}

/// The two Laplacians on those who are left (diagonal above 0).
struct System<'a, V> {
    pairs: &'a Pairs,
    volumes: &'a [V],
    diagonal: Vec<Two>,
}

/// Where the search stands.
struct State {
    height: Vec<Two>,
    residual: Vec<Two>,
    direction: Vec<Two>,
    image: Vec<Two>,
}

impl<V: Copy + Into<f64> + Sync> System<'_, V> {
    fn solve(&self, right: &[f64]) -> Option<Vec<Two>> {
        let n = right.len();
        let residual: Vec<Two> =
            (0..n).map(|i| if self.is_left(i) { [right[i]; 2] } else { [0.0; 2] }).collect();
        let direction: Vec<Two> = (0..n).map(|i| self.preconditioned(i, residual[i])).collect();
        let start = total(sums::pieces(n, |r| self.size(&residual[r.clone()], r.start)));
        let mut state = State { height: vec![[0.0; 2]; n], residual, direction, image: vec![[0.0; 2]; n] };
        let mut size = start;
        for _ in 0..ROUNDS {
            let open = [0, 1].map(|s| size[s] > start[s] * TOLERANCE * TOLERANCE);
            if open == [false; 2] {
                return Some(state.height);
            }
            let along = self.apply(&state.direction, &mut state.image);
            let step = [0, 1].map(|s| if open[s] && along[s] > 0.0 { size[s] / along[s] } else { 0.0 });
            let next = self.advance(&mut state, step);
            let turn = [0, 1].map(|s| if open[s] && size[s] > 0.0 { next[s] / size[s] } else { 0.0 });
            self.turn(&mut state, turn);
            size = next;
        }
        None
    }

    fn is_left(&self, person: usize) -> bool {
        self.diagonal[person][0] > 0.0
    }

    #[inline]
    fn preconditioned(&self, person: usize, residual: Two) -> Two {
        let [unit, volume] = self.diagonal[person];
        if unit > 0.0 { [residual[0] / unit, residual[1] / volume] } else { [0.0; 2] }
    }

    fn size(&self, residual: &[Two], first: usize) -> Two {
        let sizes = residual.iter().enumerate().map(|(k, &r)| {
            let z = self.preconditioned(first + k, r);
            [r[0] * z[0], r[1] * z[1]]
        });
        total(sizes)
    }

    /// `image = L direction`; gives direction · image.
    fn apply(&self, direction: &[Two], image: &mut [Two]) -> Two {
        let pieces: Vec<Two> = image
            .par_chunks_mut(PIECE / 8)
            .enumerate()
            .map(|(piece, image)| {
                let first = piece * (PIECE / 8);
                let mut along = [0.0; 2];
                for (k, image) in image.iter_mut().enumerate() {
                    let person = first + k;
                    let [unit, volume] = self.diagonal[person];
                    if unit == 0.0 {
                        continue;
                    }
                    let here = direction[person];
                    let (mut by_unit, mut by_volume) = (0.0, 0.0);
                    let row = self.pairs.starts[person]..self.pairs.starts[person + 1];
                    for (&other, &w) in self.pairs.others[row.clone()].iter().zip(&self.volumes[row]) {
                        let there = direction[other as usize];
                        by_unit += there[0];
                        by_volume += w.into() * there[1];
                    }
                    *image = [unit * here[0] - by_unit, volume * here[1] - by_volume];
                    along[0] += here[0] * image[0];
                    along[1] += here[1] * image[1];
                }
                along
            })
            .collect();
        total(pieces)
    }

    /// Takes the step; gives the size of the residual then.
    fn advance(&self, state: &mut State, step: Two) -> Two {
        let rows = state.height.par_chunks_mut(PIECE).zip(state.residual.par_chunks_mut(PIECE));
        let rows = rows.zip(state.direction.par_chunks(PIECE)).zip(state.image.par_chunks(PIECE)).enumerate();
        let pieces: Vec<Two> = rows
            .map(|(piece, (((height, residual), direction), image))| {
                for (((height, residual), direction), image) in
                    height.iter_mut().zip(residual.iter_mut()).zip(direction).zip(image)
                {
                    for s in 0..2 {
                        height[s] += step[s] * direction[s];
                        residual[s] -= step[s] * image[s];
                    }
                }
                self.size(residual, piece * PIECE)
            })
            .collect();
        total(pieces)
    }

    /// The next direction.
    fn turn(&self, state: &mut State, turn: Two) {
        let rows = state.direction.par_chunks_mut(PIECE).zip(state.residual.par_chunks(PIECE)).enumerate();
        rows.for_each(|(piece, (direction, residual))| {
            for (k, (direction, residual)) in direction.iter_mut().zip(residual).enumerate() {
                let z = self.preconditioned(piece * PIECE + k, *residual);
                *direction = [z[0] + turn[0] * direction[0], z[1] + turn[1] * direction[1]];
            }
        });
    }
}

fn total(pieces: impl IntoIterator<Item = Two>) -> Two {
    pieces.into_iter().fold([0.0; 2], |sum, piece| [sum[0] + piece[0], sum[1] + piece[1]])
}

/// Takes each component's mean off.
pub(super) fn centre(heights: &mut [Two], component: &[u32]) {
    let components = component.iter().max().map_or(0, |&last| last as usize + 1);
    let mut sums = vec![([0.0; 2], 0.0); components];
    for (height, &of) in heights.iter().zip(component) {
        let (sum, count) = &mut sums[of as usize];
        sum[0] += height[0];
        sum[1] += height[1];
        *count += 1.0;
    }
    for (height, &of) in heights.iter_mut().zip(component) {
        let (sum, count) = sums[of as usize];
        height[0] -= sum[0] / count;
        height[1] -= sum[1] / count;
    }
}
