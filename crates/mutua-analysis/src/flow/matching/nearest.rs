//! A queue for searches that only ever move away: what is taken out is never nearer than what was taken before.
//!
//! A radix heap (Ahuja, Mehlhorn, Orlin & Tarjan 1990). What is far lies in a heap of its own and is never sorted, which is
//! what most of a search is that ends early.

/// One bucket for each highest bit in which a distance can differ from the last one taken, and one for equals.
const BUCKETS: usize = 65;

/// Things by distance, the nearest first; among equals the one that came last.
pub(super) struct Nearest<T> {
    buckets: Vec<Vec<(u64, T)>>,
    /// The distance that was taken last
    last: u64,
}

impl<T: Copy> Nearest<T> {
    pub fn new() -> Self {
        Self { buckets: (0..BUCKETS).map(|_| Vec::new()).collect(), last: 0 }
    }

    /// Adds a thing, which is no nearer than what was taken last.
    pub fn push(&mut self, distance: i64, thing: T) {
        let key = key(distance);
        debug_assert!(key >= self.last, "a search only moves away");
        let bucket = self.bucket(key);
        self.buckets[bucket].push((key, thing));
    }

    /// Takes out the nearest.
    pub fn pop(&mut self) -> Option<(i64, T)> {
        if self.buckets[0].is_empty() {
            let next = self.buckets.iter().position(|bucket| !bucket.is_empty())?;
            let mut bucket = std::mem::take(&mut self.buckets[next]);
            self.last = bucket.iter().map(|(key, _)| *key).min()?;
            for (key, thing) in bucket.drain(..) {
                let nearer = self.bucket(key);
                self.buckets[nearer].push((key, thing));
            }
            self.buckets[next] = bucket;
        }
        self.buckets[0].pop().map(|(key, thing)| (distance(key), thing))
    }

    /// Starts anew.
    pub fn clear(&mut self) {
        self.buckets.iter_mut().for_each(Vec::clear);
        self.last = 0;
    }

    const fn bucket(&self, key: u64) -> usize {
        (u64::BITS - (key ^ self.last).leading_zeros()) as usize
    }
}

/// The same order in numbers without sign.
const fn key(distance: i64) -> u64 {
    distance as u64 ^ (1 << 63)
}

const fn distance(key: u64) -> i64 {
    (key ^ (1 << 63)) as i64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn things_come_out_by_distance(steps in prop::collection::vec((0i64..1 << 40, any::<bool>()), 0..200), from: i32) {
            let (mut queue, mut last) = (Nearest::new(), i64::from(from));
            let mut waiting: Vec<i64> = Vec::new();
            for (further, take) in steps {
                if take && !waiting.is_empty() {
                    waiting.sort_unstable_by_key(|distance| std::cmp::Reverse(*distance));
                    let taken = queue.pop();
                    prop_assert_eq!(taken.map(|(distance, ())| distance), waiting.pop());
                    last = taken.map_or(last, |(distance, ())| distance);
                } else {
                    queue.push(last + further, ());
                    waiting.push(last + further);
                }
            }
            queue.clear();
            prop_assert!(queue.pop().is_none());
        }
    }
}
