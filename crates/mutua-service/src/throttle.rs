//! How often something may be tried: counted in memory, by this node's clock, within bounds.
//!
//! What is counted is forgotten when the process ends, and each node counts for itself: this slows guessing down, it
//! isn't a record. To add a limit: a [`Limit`], and a call of [`Throttle::take`] before what it limits.

use std::{
    collections::{HashMap, VecDeque},
    hash::{DefaultHasher, Hash, Hasher},
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

use jiff::{SignedDuration, Timestamp};

use crate::error::{Error, Result};

/// The most things that are counted at once; the ones idle longest are forgotten first.
const MOST: usize = 20_000;

/// So many times in so long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Limit {
    /// What is limited; part of what is counted.
    pub what: &'static str,
    /// How often it may be tried.
    pub times: usize,
    /// Within how many minutes.
    pub minutes: i64,
}

/// Wrong passwords for one account.
pub const PASSWORDS_OF_ACCOUNT: Limit = Limit { what: "password-account", times: 10, minutes: 15 };
/// Wrong passwords from one network address. A household or a campus can share one.
pub const PASSWORDS_FROM_ADDRESS: Limit = Limit { what: "password-from", times: 20, minutes: 15 };
/// Mails with a link to one address.
pub const MAILED_LINKS: Limit = Limit { what: "mailed-link", times: 5, minutes: 60 };

/// New accounts from one network address: a whole class can join in one room, a program can't go on making guests.
pub const ACCOUNTS_FROM_ADDRESS: Limit = Limit { what: "accounts-from", times: 60, minutes: 60 };

/// Counts. Shared by all requests of a process.
#[derive(Debug, Default)]
pub struct Throttle(Mutex<HashMap<u64, VecDeque<Timestamp>>>);

impl Throttle {
    /// Counts a try, if one more is allowed now. Counted before it is made, so that many at once don't slip through.
    ///
    /// # Errors
    /// [`Error::TooMany`] with the seconds until it may.
    pub fn take(&self, limit: Limit, who: &str, now: Timestamp) -> Result<()> {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counted.len() >= MOST {
            make_room(&mut counted, now);
        }
        let times = counted.entry(key(limit, who)).or_default();
        let window = SignedDuration::from_mins(limit.minutes);
        times.retain(|at| *at + window > now);
        if times.len() < limit.times {
            times.push_back(now);
            return Ok(());
        }
        let free = times.front().map_or(now, |first| *first + window);
        Err(Error::TooMany((free.as_second() - now.as_second()).max(1)))
    }

    /// Takes one try back: it was a good one.
    pub fn give_back(&self, limit: Limit, who: &str) {
        if let Some(times) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get_mut(&key(limit, who)) {
            times.pop_back();
        }
    }

    /// Forgets what was counted: the right password was given.
    pub fn forget(&self, limit: Limit, who: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&key(limit, who));
    }
}

/// Only a hash is kept: addresses of people needn't lie in memory.
fn key(limit: Limit, who: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (limit.what, who).hash(&mut hasher);
    hasher.finish()
}

fn make_room(counted: &mut HashMap<u64, VecDeque<Timestamp>>, now: Timestamp) {
    let hour_ago = now - SignedDuration::from_hours(1);
    counted.retain(|_, times| times.back().is_some_and(|last| *last > hour_ago));
    if counted.len() < MOST {
        return;
    }
    let mut lasts: Vec<Timestamp> = counted.values().filter_map(|times| times.back().copied()).collect();
    lasts.sort_unstable();
    let middle = lasts.get(lasts.len() / 2).copied().unwrap_or(now);
    counted.retain(|_, times| times.back().is_some_and(|last| *last > middle));
    if counted.len() >= MOST {
        counted.clear();
    }
}

/// The network that an address stands for: one household has a whole /64 of IPv6.
pub fn network(address: IpAddr) -> String {
    match address {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => v4.to_string(),
            None => v6.segments()[..4].iter().map(|part| format!("{part:x}")).collect::<Vec<_>>().join(":"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEW: Limit = Limit { what: "test", times: 2, minutes: 15 };

    #[test]
    fn it_opens_again_when_the_oldest_try_is_long_enough_ago() {
        let throttle = Throttle::default();
        let start: Timestamp = "2025-03-03T09:00:00Z".parse().unwrap();
        let at = |minutes| start + SignedDuration::from_mins(minutes);
        assert!(throttle.take(FEW, "ana", at(0)).is_ok());
        assert!(throttle.take(FEW, "ana", at(1)).is_ok());
        assert!(matches!(throttle.take(FEW, "ana", at(2)), Err(Error::TooMany(780))));
        assert!(throttle.take(FEW, "ben", at(2)).is_ok(), "others aren't held up");
        throttle.give_back(FEW, "ana");
        assert!(throttle.take(FEW, "ana", at(2)).is_ok());
        assert!(throttle.take(FEW, "ana", at(15)).is_ok(), "the first is long enough ago");
        assert!(throttle.take(FEW, "ana", at(15)).is_err());
        throttle.forget(FEW, "ana");
        assert!(throttle.take(FEW, "ana", at(15)).is_ok());
    }

    #[test]
    fn it_stays_bounded() {
        let throttle = Throttle::default();
        let now: Timestamp = "2025-03-03T09:00:00Z".parse().unwrap();
        for n in 0..MOST + 10 {
            throttle.take(FEW, &n.to_string(), now).unwrap();
        }
        assert!(throttle.0.lock().unwrap().len() <= MOST);
    }
}
