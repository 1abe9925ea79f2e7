//! What of circulation runs around triangles.

use super::graph::Network;
use super::order::{Curl, CurlLimit, Hodge};
use super::pairs::Pairs;
use super::sums::ratio;

/// Relative size at which the search counts as ended; its square bounds the error of the shares.
const TOLERANCE: f64 = 1e-11;
/// Rounds after which it is given up.
const ROUNDS: usize = 5_000;

/// Pairs (i < j) with their imbalance, and triangles as three pairs each: ij and jk forward, ik backward.
struct Complex {
    imbalance: Vec<f64>,
    triangles: Vec<[u32; 3]>,
}

/// Projects imbalances on the circulations around triangles, by conjugate gradients on least squares (CGLS).
/// Nothing beyond the limit, or where the search does not end.
pub(super) fn of_pairs(network: &Network, pairs: &Pairs, hodge: &Hodge, limit: CurlLimit) -> Option<Curl> {
    if pairs.count() > limit.pairs {
        return None;
    }
    let complex = Complex::of(network, pairs, limit.triangles)?;
    let energy = complex.projected()?;
    let curl = ratio(energy, hodge.total_energy).map(|share| share.clamp(0.0, 1.0));
    Some(Curl {
        triangles: complex.triangles.len(),
        curl_fraction: curl,
        // What rounding leaves of a harmonic part that isn't there is no part.
        harmonic_fraction: hodge
            .cyclic_fraction
            .zip(curl)
            .map(|(cyclic, curl)| if cyclic - curl < 1e-12 { 0.0 } else { cyclic - curl }),
    })
}

impl Complex {
    fn of(network: &Network, pairs: &Pairs, limit: usize) -> Option<Self> {
        let persons = network.persons();
        // The number of the pair of each entry, for those with a later person.
        let mut imbalance = Vec::with_capacity(pairs.count());
        let mut numbers = vec![0_u32; pairs.others.len()];
        for person in 0..persons {
            for (between, number) in network.between(person).zip(&mut numbers[pairs.starts[person]..]) {
                if between.other as usize > person {
                    *number = imbalance.len() as u32;
                    imbalance.push(between.given - between.received);
                }
            }
        }
        let later = |person: usize| {
            let row = pairs.starts[person]..pairs.starts[person + 1];
            let skip = pairs.others[row.clone()].partition_point(|&other| (other as usize) < person);
            let row = row.start + skip..row.end;
            pairs.others[row.clone()].iter().copied().zip(numbers[row].iter().copied())
        };
        let mut triangles = Vec::new();
        let mut mark = vec![u32::MAX; persons];
        for i in 0..persons {
            later(i).for_each(|(j, ij)| mark[j as usize] = ij);
            for (j, ij) in later(i) {
                for (k, jk) in later(j as usize) {
                    let ik = mark[k as usize];
                    if ik != u32::MAX {
                        triangles.push([ij, jk, ik]);
                    }
                }
                if triangles.len() > limit {
                    return None;
                }
            }
            later(i).for_each(|(j, _)| mark[j as usize] = u32::MAX);
        }
        Some(Self { imbalance, triangles })
    }

    /// The energy of the projection.
    fn projected(&self) -> Option<f64> {
        let mut residual = self.imbalance.clone();
        let mut slope = self.around(&residual);
        let mut direction = slope.clone();
        let mut size = dot(&slope, &slope);
        let end = size * TOLERANCE * TOLERANCE;
        let mut image = vec![0.0; residual.len()];
        for _ in 0..ROUNDS {
            if size <= end || size == 0.0 {
                let (all, rest) = (dot(&self.imbalance, &self.imbalance), dot(&residual, &residual));
                return Some(all - rest);
            }
            self.along(&direction, &mut image);
            let step = size / dot(&image, &image);
            residual.iter_mut().zip(&image).for_each(|(r, q)| *r -= step * q);
            slope = self.around(&residual);
            let next = dot(&slope, &slope);
            let turn = next / size;
            direction.iter_mut().zip(&slope).for_each(|(p, s)| *p = s + turn * *p);
            size = next;
        }
        None
    }

    /// The flow around each triangle.
    fn around(&self, flow: &[f64]) -> Vec<f64> {
        let flow = |pair: u32| flow[pair as usize];
        self.triangles.iter().map(|&[ij, jk, ik]| flow(ij) + flow(jk) - flow(ik)).collect()
    }

    /// The flow along each pair of a circulation around each triangle.
    fn along(&self, circulation: &[f64], flow: &mut [f64]) {
        flow.fill(0.0);
        for (&[ij, jk, ik], amount) in self.triangles.iter().zip(circulation) {
            flow[ij as usize] += amount;
            flow[jk as usize] += amount;
            flow[ik as usize] -= amount;
        }
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
