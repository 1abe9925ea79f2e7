//! Randomness is passed in, so that a seed repeats a demo or a test.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicI64, Ordering},
};

use jiff::Timestamp;
use rand::{Rng, SeedableRng, rngs::StdRng};
use uuid::Uuid;

/// The source of ids and secrets. Clones share one stream.
#[derive(Clone)]
pub struct Entropy {
    rng: Arc<Mutex<StdRng>>,
    last_id: Arc<AtomicI64>,
}

impl std::fmt::Debug for Entropy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Entropy")
    }
}

impl Entropy {
    /// Seeded by the operating system: fit for secrets.
    pub fn system() -> Self {
        Self::from_rng(StdRng::try_from_rng(&mut rand::rngs::SysRng).unwrap_or_else(|error| {
            // Without randomness no secret could be kept, so nothing may go on.
            panic!("the operating system gives no randomness: {error}")
        }))
    }

    /// Repeats itself for a seed: for the demo and for tests, never for a group's own data.
    pub fn seeded(seed: u64) -> Self {
        Self::from_rng(StdRng::seed_from_u64(seed))
    }

    fn from_rng(rng: StdRng) -> Self {
        Self { rng: Arc::new(Mutex::new(rng)), last_id: Arc::new(AtomicI64::new(i64::MIN)) }
    }

    /// Random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.rng.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes);
        bytes
    }

    /// A number below `end` (0 for an empty range).
    pub fn below(&self, end: u64) -> u64 {
        if end == 0 { 0 } else { u64::from_be_bytes(self.bytes()) % end }
    }

    /// A new id that sorts after every id made here before, even within a microsecond or after the clock moved
    /// back (RFC 9562, section 6.2, method 3: the microseconds stand in `rand_a`).
    pub fn id<T: From<Uuid>>(&self, now: Timestamp) -> T {
        let now = now.as_microsecond();
        let before = self
            .last_id
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |last| Some(now.max(last.saturating_add(1))))
            .unwrap_or(now);
        let micros = now.max(before.saturating_add(1)).max(0).unsigned_abs();
        let mut random: [u8; 10] = self.bytes();
        // 1000 steps of a microsecond spread over the 12 bits of rand_a.
        let fraction = u16::try_from((micros % 1000) * 4096 / 1000).unwrap_or(0);
        random[..2].copy_from_slice(&fraction.to_be_bytes());
        T::from(uuid::Builder::from_unix_timestamp_millis(micros / 1000, &random).into_uuid())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::AskId;

    #[test]
    fn ids_sort_in_the_order_they_were_made_even_within_a_microsecond() {
        let entropy = Entropy::seeded(1);
        let now = Timestamp::from_second(1_700_000_000).unwrap();
        let ids: Vec<AskId> = (0..2000).map(|_| entropy.id(now)).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(ids.iter().all(|id| id.0.get_version_num() == 7));
    }
}
