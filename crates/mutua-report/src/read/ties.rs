//! Adds up what rows say of the same two persons, in memory that grows with pairs, not with rows.

use rayon::prelude::*;

/// Giver, receiver, weight.
type Arc = (u32, u32, f64);

/// Arcs are kept apart by the low bits of the giver, so that what is sorted at once fits near the processor.
const BUCKETS: usize = 128;
/// A bucket adds up once it holds this many, and twice as many as were left the time before.
#[cfg(not(test))]
const FEW: usize = 1 << 17;
/// Small in tests, so that they see it happen.
#[cfg(test)]
const FEW: usize = 4;

/// Arcs that are being added up.
#[derive(Debug)]
pub(super) struct Ties {
    buckets: Vec<Bucket>,
}

#[derive(Debug, Clone, Default)]
struct Bucket {
    arcs: Vec<Arc>,
    /// How many were left when they were last added up
    settled: usize,
}

impl Default for Ties {
    fn default() -> Self {
        Self { buckets: vec![Bucket::default(); BUCKETS] }
    }
}

impl Ties {
    #[inline]
    pub fn add(&mut self, from: u32, to: u32, weight: f64) {
        let bucket = &mut self.buckets[from as usize % BUCKETS];
        bucket.arcs.push((from, to, weight));
        if bucket.arcs.len() >= FEW.max(bucket.settled * 2) {
            bucket.settle(&mut Vec::new());
        }
    }

    /// All arcs, sorted by giver, then receiver. Weights are added in the order in which they came, so that rounding is
    /// the same however the file was read.
    pub fn finish(&mut self, persons: usize) -> Vec<Arc> {
        self.buckets.par_iter_mut().for_each_init(Vec::new, |spare, bucket| {
            bucket.settle(spare);
            bucket.arcs.shrink_to_fit();
        });
        let all = self.buckets.iter().map(|bucket| bucket.arcs.len()).sum();
        let mut arcs = Vec::with_capacity(all);
        let mut next = [0_usize; BUCKETS];
        for from in 0..persons {
            let (bucket, next) = (&self.buckets[from % BUCKETS].arcs, &mut next[from % BUCKETS]);
            let run = bucket[*next..].iter().take_while(|arc| arc.0 as usize == from).count();
            arcs.extend_from_slice(&bucket[*next..*next + run]);
            *next += run;
        }
        arcs
    }
}

impl Bucket {
    /// Sorts, and adds up weights of the same two.
    fn settle(&mut self, spare: &mut Vec<Arc>) {
        sort(&mut self.arcs, spare);
        self.arcs.dedup_by(|next, kept| {
            let same = (next.0, next.1) == (kept.0, kept.1);
            if same {
                kept.2 += next.2;
            }
            same
        });
        self.settled = self.arcs.len();
    }
}

/// Sorts by giver, then receiver, digit by digit from the lowest; arcs of the same two keep their order.
fn sort(arcs: &mut Vec<Arc>, spare: &mut Vec<Arc>) {
    const DIGIT: u32 = 11;
    if arcs.len() < 256 {
        return arcs.sort_by_key(|arc| (arc.0, arc.1));
    }
    let (givers, receivers) = arcs.iter().fold((0, 0), |all, arc| (all.0 | arc.0, all.1 | arc.1));
    spare.clear();
    spare.resize(arcs.len(), (0, 0, 0.0));
    for (of_giver, bits) in [(false, 32 - receivers.leading_zeros()), (true, 32 - givers.leading_zeros())] {
        // All givers of a bucket have the same low bits.
        let lowest = if of_giver { BUCKETS.trailing_zeros() } else { 0 };
        for shift in (lowest..bits).step_by(DIGIT as usize) {
            let digit =
                |arc: &Arc| ((if of_giver { arc.0 } else { arc.1 }) >> shift) as usize & ((1 << DIGIT) - 1);
            let mut starts = [0_u32; 1 << DIGIT];
            for arc in &*arcs {
                starts[digit(arc)] += 1;
            }
            let mut sum = 0;
            for start in &mut starts {
                sum += std::mem::replace(start, sum);
            }
            for arc in &*arcs {
                let start = &mut starts[digit(arc)];
                spare[*start as usize] = *arc;
                *start += 1;
            }
            std::mem::swap(arcs, spare);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn ties_are_the_sums_of_their_rows(
            rows in prop::collection::vec((0..3000_u32, 0..3000_u32, 0.1..9.0_f64), 0..4000),
            few in 1..3000_u32,
        ) {
            let mut ties = Ties::default();
            let mut sums = BTreeMap::new();
            for (from, to, weight) in rows {
                let (from, to) = (from % few, to % few);
                ties.add(from, to, weight);
                *sums.entry((from, to)).or_insert(0.0) += weight;
            }
            let expected: Vec<_> = sums.into_iter().map(|((from, to), sum)| (from, to, sum)).collect();
            // Equal to the last bit: weights are added in the order of the rows.
            prop_assert_eq!(ties.finish(3000), expected);
        }
    }
}
