//! How often something may be tried.
//!
//! There are three ways of counting. [`Throttle::take`] counts tries of one node, in memory, within bounds: forgotten when
//! the process ends, by that node's clock. [`take_everywhere`] counts them in the database besides, so that they hold on all
//! nodes together: for what guessing is worth the trouble (passwords, mailed links, tokens that are no good).
//! [`Throttle::pace`] holds a steady stream to a rate, at the cost of one number for each who is counted.
//!
//! To add a limit: a [`Limit`], and a call of one of these before what it limits.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    hash::{DefaultHasher, Hash, Hasher},
    net::IpAddr,
    sync::{Mutex, MutexGuard, PoisonError},
};

use jiff::{SignedDuration, Timestamp};
use mutua_storage::tables::attempts;

use crate::{
    App, Credential, Cx,
    error::{Error, Result},
};

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

/// Requests for a mailed link from one network address, whomever they are for.
pub const MAILED_LINKS_FROM_ADDRESS: Limit = Limit { what: "mailed-link-from", times: 30, minutes: 60 };
/// Secret links and tokens that are no good, from one network address.
pub const BAD_TOKENS_FROM_ADDRESS: Limit = Limit { what: "bad-token-from", times: 60, minutes: 15 };
/// Exports of everything that one person has here.
pub const EXPORTS: Limit = Limit { what: "export", times: 10, minutes: 60 };
/// Searches by words of one person.
pub const SEARCHES: Limit = Limit { what: "search", times: 60, minutes: 1 };
/// Messages of one person.
pub const MESSAGES: Limit = Limit { what: "message", times: 60, minutes: 5 };
/// Invitations that one person makes.
pub const INVITATIONS: Limit = Limit { what: "invitation", times: 60, minutes: 60 };
/// Files that one person sends.
pub const UPLOADS: Limit = Limit { what: "upload", times: 30, minutes: 60 };

/// Requests of any sort from one network address: a campus can share one.
pub const REQUESTS_FROM_ADDRESS: Limit = Limit { what: "requests-from", times: 3000, minutes: 1 };
/// Requests of any sort of one session or token.
pub const REQUESTS_OF_SESSION: Limit = Limit { what: "requests-session", times: 1200, minutes: 1 };

impl Limit {
    /// The same, so many times as wide.
    #[must_use]
    pub const fn widened(self, by: usize) -> Self {
        Self { times: self.times.saturating_mul(by), ..self }
    }
}

/// Counts. Shared by all requests of a process.
#[derive(Debug, Default)]
pub struct Throttle {
    tries: Mutex<HashMap<u64, VecDeque<Timestamp>>>,
    /// For each who is paced, the moment at which they have caught up with what they asked for.
    paces: Mutex<HashMap<u64, Timestamp>>,
    /// What the database refused, until when: asking it again before would be for nothing.
    held: Mutex<HashMap<u64, Timestamp>>,
    refused: Mutex<BTreeMap<&'static str, u64>>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Throttle {
    /// Counts a try, if one more is allowed now. Counted before it is made, so that many at once don't slip through.
    ///
    /// # Errors
    /// [`Error::TooMany`] with the seconds until it may.
    pub fn take(&self, limit: Limit, who: &str, now: Timestamp) -> Result<()> {
        let mut counted = locked(&self.tries);
        if counted.len() >= MOST {
            make_room(&mut counted, now);
        }
        let times = counted.entry(key(limit, who)).or_default();
        let window = window(limit);
        times.retain(|at| *at + window > now && *at <= now + AHEAD);
        if times.len() < limit.times {
            times.push_back(now);
            return Ok(());
        }
        let free = times.front().map_or(now, |first| *first + window);
        drop(counted);
        Err(self.refuse(limit, free, now))
    }

    /// Whether this node knows that no more is allowed anywhere now; nothing is counted.
    ///
    /// # Errors
    /// [`Error::TooMany`] with the seconds until it is.
    pub fn look(&self, limit: Limit, who: &str, now: Timestamp) -> Result<()> {
        let until = locked(&self.held).get(&key(limit, who)).copied();
        match until {
            Some(until) if until > now && until <= now + window(limit) + AHEAD => {
                Err(self.refuse(limit, until, now))
            }
            _ => Ok(()),
        }
    }

    /// Remembers what the database refused.
    fn hold(&self, limit: Limit, who: &str, until: Timestamp, now: Timestamp) {
        let mut held = locked(&self.held);
        if held.len() >= MOST {
            make_way(&mut held, now);
        }
        held.insert(key(limit, who), until);
    }

    /// Lets a stream of requests through at a rate, and bursts of as many as the rate allows in ten seconds.
    ///
    /// # Errors
    /// [`Error::TooMany`] with the seconds until the next.
    pub fn pace(&self, limit: Limit, who: &str, now: Timestamp) -> Result<()> {
        let step = window(limit) / i32::try_from(limit.times.max(1)).unwrap_or(i32::MAX);
        let mut paces = locked(&self.paces);
        if paces.len() >= MOST {
            make_way(&mut paces, now);
        }
        let until = paces.entry(key(limit, who)).or_insert(now);
        // Nobody can be further ahead than a burst, unless the clock went back.
        let from = if *until > now + BURST + step { now } else { (*until).max(now) };
        let next = from + step;
        if next <= now + BURST + step {
            *until = next;
            return Ok(());
        }
        let free = next - BURST - step;
        drop(paces);
        Err(self.refuse(limit, free, now))
    }

    /// Forgets what was counted: the right password was given.
    pub fn forget(&self, limit: Limit, who: &str) {
        locked(&self.tries).remove(&key(limit, who));
        locked(&self.held).remove(&key(limit, who));
    }

    /// How often each limit refused something since the process began.
    pub fn refused(&self) -> Vec<(&'static str, u64)> {
        locked(&self.refused).iter().map(|(what, times)| (*what, *times)).collect()
    }

    fn refuse(&self, limit: Limit, free: Timestamp, now: Timestamp) -> Error {
        *locked(&self.refused).entry(limit.what).or_default() += 1;
        tracing::warn!(event = "limit", limit = limit.what, "too much was asked for");
        Error::TooMany((free.as_second() - now.as_second()).max(1))
    }
}

/// How far the clocks of two nodes may differ. What was counted further in the future was counted by a clock that was wrong,
/// and must not keep anyone out until that moment comes.
const AHEAD: SignedDuration = SignedDuration::from_mins(2);

fn window(limit: Limit) -> SignedDuration {
    SignedDuration::from_mins(limit.minutes)
}

/// How much a steady stream may come ahead of its rate.
const BURST: SignedDuration = SignedDuration::from_secs(10);

/// Counts tries, if one more of each is allowed on all nodes together. Whoever was refused costs the database nothing until
/// they may try again.
///
/// # Errors
/// [`Error::TooMany`] with the seconds until it may; what the database says.
pub async fn take_everywhere(app: &App, throttle: &Throttle, tries: &[(Limit, &str)]) -> Result<()> {
    let now = app.clock.now();
    for (limit, who) in tries {
        throttle.look(*limit, who, now)?;
    }
    let counted: Vec<(Limit, Vec<u8>)> =
        tries.iter().map(|(limit, who)| (*limit, app.key.blind(limit.what, who))).collect();
    // What came before one that is refused stays counted.
    let refused = app
        .write(&Credential::System, move |cx| {
            for (at, (limit, who)) in counted.iter().enumerate() {
                if let Some(free) = count(cx, *limit, who)? {
                    return Ok(Some((at, free)));
                }
            }
            Ok(None)
        })
        .await?;
    let Some((at, free)) = refused else { return Ok(()) };
    let (limit, who) = tries[at];
    throttle.hold(limit, who, free, now);
    Err(throttle.refuse(limit, free, now))
}

/// Counts one try in the database; when it may be, where it may not be now.
fn count(cx: &mut Cx<'_, '_>, limit: Limit, who: &[u8]) -> Result<Option<Timestamp>> {
    let window = window(limit);
    let (times, first) = attempts::between(cx.tx, who, cx.now - window, cx.now + AHEAD)?;
    if usize::try_from(times).unwrap_or(usize::MAX) < limit.times {
        let id = cx.id();
        attempts::put(cx.tx, id, who, cx.now)?;
        return Ok(None);
    }
    Ok(Some(first.unwrap_or(cx.now) + window))
}

/// Forgets everywhere what was counted: the right password was given. The last try from that place was a good one too.
///
/// # Errors
/// What the database says.
pub fn forget_everywhere(
    cx: &mut Cx<'_, '_>,
    (limit, who): (Limit, &str),
    from: Option<(Limit, &str)>,
) -> Result<()> {
    let who = cx.app.key.blind(limit.what, who);
    attempts::forget(cx.tx, &who)?;
    if let Some((limit, from)) = from {
        let from = cx.app.key.blind(limit.what, from);
        attempts::take_back(cx.tx, &from)?;
    }
    Ok(())
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

/// Whoever's time has come has nothing that needs remembering.
fn make_way(until: &mut HashMap<u64, Timestamp>, now: Timestamp) {
    until.retain(|_, until| *until > now);
    if until.len() >= MOST {
        until.clear();
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
        assert!(locked(&throttle.tries).len() <= MOST);
        for n in 0..MOST + 10 {
            throttle.pace(FEW, &n.to_string(), now).unwrap();
        }
        assert!(locked(&throttle.paces).len() <= MOST);
    }

    #[test]
    fn what_the_database_refused_is_held_until_it_may_be_tried_again() {
        let throttle = Throttle::default();
        let now: Timestamp = "2025-03-03T09:00:00Z".parse().unwrap();
        throttle.look(FEW, "ana", now).unwrap();
        throttle.hold(FEW, "ana", now + SignedDuration::from_mins(15), now);
        assert!(matches!(throttle.look(FEW, "ana", now), Err(Error::TooMany(900))));
        throttle.look(FEW, "ben", now).unwrap();
        throttle.look(FEW, "ana", now + SignedDuration::from_mins(15)).unwrap();
        assert_eq!(throttle.refused(), [("test", 1)]);
        throttle.forget(FEW, "ana");
        throttle.look(FEW, "ana", now).unwrap();
    }

    #[test]
    fn a_clock_that_goes_back_keeps_nobody_out() {
        let throttle = Throttle::default();
        let right: Timestamp = "2025-03-03T09:00:00Z".parse().unwrap();
        let wrong = right + SignedDuration::from_hours(24 * 365);
        for limit in [FEW, Limit { what: "other", ..FEW }] {
            assert!(throttle.take(limit, "ana", wrong).is_ok() && throttle.take(limit, "ana", wrong).is_ok());
            assert!(throttle.take(limit, "ana", wrong).is_err());
            throttle.hold(limit, "ana", wrong + SignedDuration::from_mins(15), wrong);
            assert!(throttle.take(limit, "ana", right).is_ok());
            assert!(throttle.look(limit, "ana", right).is_ok());
        }
        while throttle.pace(FEW, "ben", wrong).is_ok() {}
        assert!(throttle.pace(FEW, "ben", right).is_ok());
    }

    #[test]
    fn a_stream_is_held_to_its_rate_and_may_come_in_bursts() {
        let throttle = Throttle::default();
        let minute = Limit { what: "test", times: 60, minutes: 1 };
        let start: Timestamp = "2025-03-03T09:00:00Z".parse().unwrap();
        let at = |seconds| start + SignedDuration::from_secs(seconds);
        let burst = (0..20).filter(|_| throttle.pace(minute, "ana", at(0)).is_ok()).count();
        assert_eq!(burst, 11, "the one that is due, and ten seconds ahead");
        assert!(matches!(throttle.pace(minute, "ana", at(0)), Err(Error::TooMany(1))));
        assert!(throttle.pace(minute, "ben", at(0)).is_ok(), "others aren't held up");
        let steady = (1..=60).filter(|n| throttle.pace(minute, "ana", at(*n)).is_ok()).count();
        assert_eq!(steady, 60, "a second apart they all pass");
        assert!(throttle.pace(minute, "ana", at(60)).is_err());
    }
}
