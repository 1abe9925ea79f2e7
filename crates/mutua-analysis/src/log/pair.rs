//! A pair's history as sums: small, quick to move forward, and equal to what a whole run computes.
//!
//! An application keeps one [`PairSums`] for each pair that ever helped. A help told in order is added at a cost that
//! depends on nothing; one told late, corrected or taken back makes the sums again from that pair's own helps
//! ([`PairSums::of`]). A nightly run then only moves sums forward.

use serde::{Deserialize, Serialize};

use super::decay::HalfLife;
use super::episodes::Lane;
use super::types::{Help, LogError, Time};

/// Sums of one pair, by direction and kind.
///
/// ```
/// use mutua_analysis::log::{DAY, HalfLife, Help, Kind, PairSums};
///
/// let help = |day: i64, giver, receiver| Help {
///     time: day * DAY, giver, receiver, kind: Kind::PRACTICAL, minutes: 30.0, told_by: None,
/// };
/// let half_life = HalfLife::default();
/// let mut sums = PairSums::of(0, 1, &[help(0, 0, 1), help(90, 1, 0)], half_life)?;
/// sums.tell(&help(180, 0, 1))?;
///
/// let evidence = sums.evidence(180 * DAY, 120.0)?;
/// assert_eq!((evidence.x, evidence.y), (1.25, 0.5));
///
/// // Told late: the sums are made again, from this pair's helps alone.
/// assert!(sums.tell(&help(100, 0, 1)).is_err());
/// # Ok::<(), mutua_analysis::log::LogError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PairSums {
    /// The first of the two.
    pub a: u32,
    /// The second.
    pub b: u32,
    half_life: HalfLife,
    lanes: Vec<Lane>,
}

impl PairSums {
    /// Of a pair that never helped.
    #[must_use]
    pub fn new(a: u32, b: u32, half_life: HalfLife) -> Self {
        Self { a, b, half_life, lanes: Vec::new() }
    }

    /// From the pair's helps, in any order.
    ///
    /// # Errors
    /// Where a help is not between these two.
    pub fn of(a: u32, b: u32, helps: &[Help], half_life: HalfLife) -> Result<Self, LogError> {
        let mut sums = Self::new(a, b, half_life);
        let mut sorted: Vec<&Help> = helps.iter().collect();
        sorted.sort_unstable_by(|one, other| {
            (one.time, one.giver, one.kind)
                .cmp(&(other.time, other.giver, other.kind))
                .then(one.minutes.total_cmp(&other.minutes))
        });
        for help in sorted {
            sums.tell(help)?;
        }
        Ok(sums)
    }

    /// Adds a help that is no earlier than the latest of its direction and kind.
    ///
    /// # Errors
    /// Where it is earlier (make the sums again with [`PairSums::of`]), or not between these two.
    pub fn tell(&mut self, help: &Help) -> Result<(), LogError> {
        let forward = match (help.giver, help.receiver) {
            (giver, receiver) if (giver, receiver) == (self.a, self.b) => true,
            (giver, receiver) if (giver, receiver) == (self.b, self.a) => false,
            (giver, receiver) => return Err(LogError::OtherPair { giver, receiver }),
        };
        let key = (forward, help.kind);
        match self.lanes.binary_search_by_key(&key, |lane| (lane.forward, lane.kind)) {
            Ok(found) => self.lanes[found].tell(help.time, help.minutes, self.half_life),
            Err(place) => {
                self.lanes.insert(place, Lane::first(forward, help.kind, help.time, help.minutes));
                Ok(())
            }
        }
    }

    /// By direction and kind.
    #[must_use]
    pub fn lanes(&self) -> &[Lane] {
        &self.lanes
    }

    /// With which half-life the sums were made.
    #[must_use]
    pub fn half_life(&self) -> HalfLife {
        self.half_life
    }

    /// What is known of the tie at `at`, where the two shared so many decayed days.
    ///
    /// # Errors
    /// Where `at` lies before the latest help.
    pub fn evidence(&self, at: Time, days: f64) -> Result<super::Evidence, LogError> {
        let mut evidence = super::Evidence { x: 0.0, y: 0.0, days };
        for lane in &self.lanes {
            let (episodes, _) = lane.sums(at, self.half_life)?;
            if lane.forward {
                evidence.x += episodes;
            } else {
                evidence.y += episodes;
            }
        }
        Ok(evidence)
    }
}
