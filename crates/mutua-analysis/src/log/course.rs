//! How a person's position moved.

use super::decay::HalfLife;
use super::episodes::episode_starts;
use super::needs::Keeping;
use super::position::{Exchange, Position, position};
use super::types::{Help, Need, Time};

/// One moment of a person's course.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moment {
    /// When.
    pub at: Time,
    /// Decayed episodes given and received by then.
    pub exchange: Exchange,
    /// Decayed needs kept and brought by then.
    pub keeping: Keeping,
    /// Where they stood; `None`: not enough to say.
    pub position: Option<Position>,
}

/// A person's position at several moments, from their own helps and needs alone, in any order.
///
/// Helps and needs of others are left out. Each moment is what a whole run as of then gives, so that a help told late
/// corrects the past as well. Cost: own helps and needs times moments, and one set of draws a moment.
///
/// ```
/// use mutua_analysis::log::{DAY, HalfLife, Help, Kind, Need, Outcome, PositionWord, WEEK, course};
///
/// // For a year Ana keeps every need; then she brings each one, and others help her.
/// let needs: Vec<Need> = (0..104)
///     .map(|week| {
///         let outcome = if week < 52 { Outcome::Kept } else { Outcome::Brought };
///         Need { time: week * WEEK, person: 0, outcome }
///     })
///     .collect();
/// let helps: Vec<Help> = (0..104)
///     .map(|week| {
///         let (giver, receiver) = if week % 2 == 0 { (0, 1) } else { (1, 0) };
///         Help { time: week * WEEK, giver, receiver, kind: Kind::MORAL, minutes: 0.0, told_by: None }
///     })
///     .collect();
/// let moments = course(0, &helps, &needs, &[51 * WEEK, 103 * WEEK], HalfLife::default(), 1);
/// let words = moments.iter().map(|moment| moment.position.unwrap().word);
/// assert!(words.eq([Some(PositionWord::Independence), Some(PositionWord::Interdependence)]));
/// ```
#[must_use]
pub fn course(
    person: u32,
    helps: &[Help],
    needs: &[Need],
    moments: &[Time],
    half_life: HalfLife,
    seed: u64,
) -> Vec<Moment> {
    let mut own: Vec<&Help> =
        helps.iter().filter(|help| (help.giver == person) != (help.receiver == person)).collect();
    own.sort_unstable_by_key(|help| (help.giver, help.receiver, help.kind, help.time));
    let (mut given, mut received) = (Vec::new(), Vec::new());
    for lane in own.chunk_by(|one, other| {
        (one.giver, one.receiver, one.kind) == (other.giver, other.receiver, other.kind)
    }) {
        let times: Vec<Time> = lane.iter().map(|help| help.time).collect();
        let starts = if lane[0].giver == person { &mut given } else { &mut received };
        starts.extend(episode_starts(&times));
    }
    let sum = |starts: &[Time], at: Time| -> f64 {
        starts.iter().filter(|&&start| start <= at).map(|&start| half_life.weight(start, at)).sum()
    };
    moments
        .iter()
        .map(|&at| {
            let exchange = Exchange { given: sum(&given, at), received: sum(&received, at) };
            let mut keeping = Keeping::default();
            for need in needs.iter().filter(|need| need.person == person && need.time <= at) {
                keeping.add(need.outcome, half_life.weight(need.time, at));
            }
            Moment { at, exchange, keeping, position: position(&exchange, &keeping, seed) }
        })
        .collect()
}
