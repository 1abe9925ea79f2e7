//! Episodes: help of the same direction and kind within a day counts once.
//!
//! An episode begins with a help that lies in no earlier episode, and takes in every help of the same direction and kind
//! that begins less than 24 hours after *its first one*. The window does not move along with later helps: somebody who
//! cooks for a neighbour every day of a month has helped in thirty episodes, not in one. The episode's age is counted
//! from its first help, so telling one more help of the same day changes no weight.

use serde::{Deserialize, Serialize};

use super::decay::HalfLife;
use super::types::{DAY, Kind, LogError, Time};

/// How long an episode lasts from its first help.
pub const EPISODE: Time = DAY;

/// The first moments of the episodes in a run of sorted times.
///
/// ```
/// use mutua_analysis::log::{HOUR, episode_starts};
///
/// let hours = [0, 10, 23, 24, 47, 49];
/// let times: Vec<i64> = hours.iter().map(|hour| hour * HOUR).collect();
/// let starts: Vec<i64> = episode_starts(&times).map(|start| start / HOUR).collect();
/// assert_eq!(starts, [0, 24, 49]);
/// ```
pub fn episode_starts(sorted: &[Time]) -> impl Iterator<Item = Time> {
    let mut open: Option<Time> = None;
    sorted.iter().copied().filter(move |&time| {
        let begins = begins_episode(open, time);
        if begins {
            open = Some(time);
        }
        begins
    })
}

/// Whether a help at `time` begins an episode, where the latest one began at `open`.
pub(crate) fn begins_episode(open: Option<Time>, time: Time) -> bool {
    open.is_none_or(|start| time.saturating_sub(start) >= EPISODE)
}

/// What one person gave another in one kind, as sums that can be moved forward in time.
///
/// Decay is exponential, so a sum of weights as of one moment is the sum as of a later one after one multiplication.
/// A help told in order costs the same however long the history is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Lane {
    /// Of which kind.
    pub kind: Kind,
    /// Whether the pair's first person gives.
    pub forward: bool,
    /// How many helps, not decayed.
    pub helps: u64,
    /// When the latest help began; both sums are as of then.
    pub last: Time,
    /// When the latest episode began.
    episode: Time,
    /// Decayed episodes as of `last`.
    episodes: f64,
    /// Decayed minutes as of `last`.
    minutes: f64,
}

impl Lane {
    /// The lane of one help.
    #[must_use]
    pub fn first(forward: bool, kind: Kind, time: Time, minutes: f64) -> Self {
        Self { kind, forward, helps: 1, last: time, episode: time, episodes: 1.0, minutes }
    }

    /// Adds a help that is no earlier than those already in.
    ///
    /// # Errors
    /// Where it is earlier: episodes may then split otherwise, and the lane must be made again from its helps.
    pub fn tell(&mut self, time: Time, minutes: f64, half_life: HalfLife) -> Result<(), LogError> {
        if time < self.last {
            return Err(LogError::OutOfOrder { last: self.last, time });
        }
        let left = half_life.weight(self.last, time);
        self.episodes *= left;
        self.minutes = self.minutes * left + minutes;
        if begins_episode(Some(self.episode), time) {
            self.episode = time;
            self.episodes += 1.0;
        }
        self.last = time;
        self.helps += 1;
        Ok(())
    }

    /// Decayed episodes and decayed minutes as of `at`.
    ///
    /// # Errors
    /// Where `at` lies before the latest help.
    pub fn sums(&self, at: Time, half_life: HalfLife) -> Result<(f64, f64), LogError> {
        if at < self.last {
            return Err(LogError::OutOfOrder { last: self.last, time: at });
        }
        let left = half_life.weight(self.last, at);
        Ok((self.episodes * left, self.minutes * left))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn daily_help_is_an_episode_a_day() {
        let times: Vec<Time> = (0..30).map(|day| day * DAY).collect();
        assert_eq!(episode_starts(&times).count(), 30);
    }

    #[test]
    fn the_window_does_not_chain() {
        let times: Vec<Time> = (0..48).map(|hour| hour * DAY / 24).collect();
        assert_eq!(episode_starts(&times).collect::<Vec<_>>(), [0, DAY]);
    }

    #[test]
    fn a_lane_refuses_what_came_before() {
        let mut lane = Lane::first(true, Kind::MORAL, DAY, 5.0);
        assert!(lane.tell(0, 5.0, HalfLife::default()).is_err());
        assert!(lane.sums(0, HalfLife::default()).is_err());
        assert_eq!(lane.sums(DAY, HalfLife::default()).unwrap(), (1.0, 5.0));
    }
}
