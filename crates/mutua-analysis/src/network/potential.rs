//! Potentials: heights of persons such that help, as far as it can, goes downhill. Least squares on all pairs at once.
//!
//! Two systems L phi = given - received, with the Laplacian L of pairs weighted by 1 ("unit") and by volume, share their
//! right side and their structure, so they are solved together: trees that hang on the network are taken off and put
//! back exactly, the rest by conjugate gradients. Jacobi's preconditioner serves the unit system well. By volume it would be
//! slow, because two who help each other much more than others move as one: there [`Forest`] solves for each person and
//! the one with whom they have most help exactly.

use rayon::prelude::*;

use super::forest::Forest;
use super::pairs::{Pairs, Volume, Volumes};
use super::sums::PIECE;

/// One number for each of the two systems: unit, volume.
pub(super) type Two = [f64; 2];

/// Relative size of the residual at which a system counts as solved. The error of the shares goes with its square.
const TOLERANCE: f64 = 1e-11;
/// The same for large networks, which have many ways to err by so little.
const TOLERANCE_OF_LARGE: f64 = 1e-7;
/// Above this many pairs a network is large.
const LARGE: usize = 1_000_000;
/// Rounds after which it doesn't.
const ROUNDS: usize = 20_000;

/// Solves both systems: a height by unit and by volume for each person, up to a constant in each component; nothing where
/// the search does not end. `given_less_received` sums to 0 in each component.
pub(super) fn solve(pairs: &Pairs, given_less_received: &[f64]) -> Option<Vec<Two>> {
    match &pairs.volumes {
        Volumes::Short(volumes) => solve_with(pairs, volumes, given_less_received),
        Volumes::Long(volumes) => solve_with(pairs, volumes, given_less_received),
    }
}

fn solve_with<V: Volume>(pairs: &Pairs, volumes: &[V], given_less_received: &[f64]) -> Option<Vec<Two>> {
    let (peeled, core) = Peeled::off(pairs, volumes, given_less_received);
    // Directions are short numbers: the unit system's are brought into their range. The other's are ratios already.
    let scale = peeled.right.iter().fold(f64::MIN_POSITIVE, |most, right| most.max(right.abs()));
    let right = peeled.right.iter().map(|&right| [right / scale, right]).collect();
    let mut heights = System::new(pairs, volumes, core).solve(right)?;
    heights.iter_mut().for_each(|height| height[0] *= scale);
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
    fn off<V: Volume>(pairs: &Pairs, volumes: &[V], given_less_received: &[f64]) -> (Self, Vec<Two>) {
        let n = pairs.persons();
        let mut left: Vec<u32> = (0..n).map(|person| pairs.others(person).len() as u32).collect();
        let mut peeled = Self { order: Vec::new(), right: given_less_received.to_vec() };
        for start in 0..n {
            let mut person = start;
            while left[person] == 1 {
                let row = pairs.others(person);
                let Some(place) = row.iter().position(|&other| left[other as usize] > 0) else { break };
                let (other, volume) = (row[place] as usize, volumes[pairs.starts[person] + place].into());
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
            let row = pairs.others(person).iter().zip(&volumes[pairs.starts[person]..]);
            row.filter(|(other, _)| left[**other as usize] > 0).map(|(_, &volume)| volume.into()).sum()
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
    forest: Forest,
}

/// Where the search stands.
struct State {
    height: Vec<Two>,
    residual: Vec<Two>,
    /// Rounded, so that twice as many fit a processor's cache. That costs no digit of the result: each step is taken along
    /// the direction as it was rounded, and the residual follows it.
    direction: Vec<[f32; 2]>,
    image: Vec<Two>,
    /// What the residual by volume becomes by the preconditioner
    solved: Vec<f64>,
}

impl<'a, V: Volume> System<'a, V> {
    fn new(pairs: &'a Pairs, volumes: &'a [V], diagonal: Vec<Two>) -> Self {
        let forest = Forest::of(pairs, volumes, &diagonal);
        Self { pairs, volumes, diagonal, forest }
    }

    fn solve(&self, right: Vec<Two>) -> Option<Vec<Two>> {
        let n = self.diagonal.len();
        let left = |(own, right): (&Two, Two)| if own[0] > 0.0 { right } else { [0.0; 2] };
        let mut state = State {
            height: vec![[0.0; 2]; n],
            residual: self.diagonal.iter().zip(right).map(left).collect(),
            direction: vec![[0.0; 2]; n],
            image: vec![[0.0; 2]; n],
            solved: vec![0.0; n],
        };
        let start = self.precondition(&mut state);
        self.turn(&mut state, [0.0; 2]);
        let tolerance = if self.pairs.count() > LARGE { TOLERANCE_OF_LARGE } else { TOLERANCE };
        let mut size = start;
        for _ in 0..ROUNDS {
            let open = [0, 1].map(|s| size[s] > start[s] * tolerance * tolerance);
            if open == [false; 2] {
                return Some(state.height);
            }
            let along = self.apply(&state.direction, &mut state.image);
            let step = [0, 1].map(|s| if open[s] && along[s] > 0.0 { size[s] / along[s] } else { 0.0 });
            advance(&mut state, step);
            let next = self.precondition(&mut state);
            let turn = [0, 1].map(|s| if open[s] && size[s] > 0.0 { next[s] / size[s] } else { 0.0 });
            self.turn(&mut state, turn);
            size = next;
        }
        None
    }

    /// Prepares the next direction; gives the size of the residual.
    fn precondition(&self, state: &mut State) -> Two {
        let State { residual, solved, .. } = state;
        self.forest.solve(residual, solved);
        let rows =
            residual.par_chunks(PIECE).zip(solved.par_chunks(PIECE)).zip(self.diagonal.par_chunks(PIECE));
        let pieces: Vec<Two> = rows
            .map(|((residual, solved), diagonal)| {
                let rows = residual.iter().zip(solved).zip(diagonal);
                total(rows.map(|((r, z), own)| [by_unit(*r, *own) * r[0], r[1] * z]))
            })
            .collect();
        total(pieces)
    }

    /// `image = L direction`; gives direction · image.
    fn apply(&self, direction: &[[f32; 2]], image: &mut [Two]) -> Two {
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
                    let here = direction[person].map(f64::from);
                    let (mut by_unit, mut by_volume) = (0.0, 0.0);
                    let row = self.pairs.starts[person]..self.pairs.starts[person + 1];
                    for (&other, &w) in self.pairs.others[row.clone()].iter().zip(&self.volumes[row]) {
                        let there = direction[other as usize].map(f64::from);
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

    /// The next direction.
    fn turn(&self, state: &mut State, turn: Two) {
        let State { residual, direction, solved, .. } = state;
        let rows = direction.par_chunks_mut(PIECE).zip(residual.par_chunks(PIECE));
        let rows = rows.zip(solved.par_chunks(PIECE)).zip(self.diagonal.par_chunks(PIECE));
        rows.for_each(|(((direction, residual), solved), diagonal)| {
            for (((direction, r), z), own) in direction.iter_mut().zip(residual).zip(solved).zip(diagonal) {
                let before = direction.map(f64::from);
                *direction = rounded([by_unit(*r, *own) + turn[0] * before[0], z + turn[1] * before[1]]);
            }
        });
    }
}

/// Jacobi's preconditioner for the unit system.
#[inline]
fn by_unit(residual: Two, diagonal: Two) -> f64 {
    if diagonal[0] > 0.0 { residual[0] / diagonal[0] } else { 0.0 }
}

/// Takes the step.
fn advance(state: &mut State, step: Two) {
    let State { height, residual, direction, image, .. } = state;
    let rows = height.par_chunks_mut(PIECE).zip(residual.par_chunks_mut(PIECE));
    let rows = rows.zip(direction.par_chunks(PIECE)).zip(image.par_chunks(PIECE));
    rows.for_each(|(((height, residual), direction), image)| {
        for (((height, residual), direction), image) in
            height.iter_mut().zip(residual.iter_mut()).zip(direction).zip(image)
        {
            for s in 0..2 {
                height[s] += step[s] * f64::from(direction[s]);
                residual[s] -= step[s] * image[s];
            }
        }
    });
}

fn rounded([unit, volume]: Two) -> [f32; 2] {
    [unit as f32, volume as f32]
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
