//! How much the members of a circle are still ready to give in a week: a sum over at least five, once a week, rounded, and
//! withheld where the difference to the last one could give someone away.

use std::collections::BTreeSet;

use jiff::civil::Date;
use mutua_domain::{
    group_figure::{self, Figure},
    id::{CircleId, PersonId},
    life::MembershipState,
    policy::{Thing, Verb},
};
use mutua_storage::tables::circles;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::load;
use crate::{
    check_ins::week,
    cx::Cx,
    error::Result,
    group_figures,
    jobs::{self, Job},
    live, standing,
};

/// Hours are rounded to so many.
const STEP: i64 = 5;

#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    voices: i64,
    ready: i64,
    free: i64,
}

/// How much help a circle has room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct CircleCapacity {
    /// The Monday of the week that it was last shown for; nothing where there is not enough to say.
    #[schema(value_type = Option<String>, format = Date)]
    pub monday: Option<Date>,
    /// At least so many said what they are ready for, and fewer than five more.
    pub voices: Option<i64>,
    /// Hours of a week that they are ready for, all together; rounded to fives.
    pub ready: Option<i64>,
    /// Hours of that which were still free; rounded to fives.
    pub free: Option<i64>,
}

/// Sees to it that the circles of a person make their sum when the week is over.
pub(super) fn schedule_all(cx: &mut Cx<'_, '_>, person: PersonId) -> Result<()> {
    let at = week::next_close(cx.now);
    for row in circles::of_person(cx.tx, person)? {
        if row.state != MembershipState::Applied {
            jobs::schedule_once(cx, Job::CircleCapacity, row.circle.id, at)?;
        }
    }
    Ok(())
}

/// Makes the sum of the week that is over, and comes back when the next one is, as long as someone says what they are
/// ready for.
///
/// # Errors
/// What the database says.
pub fn make(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<()> {
    let week = week::closed(cx.now);
    let ready = load::in_circle(cx, circle)?;
    let (mut voices, mut said, mut free) = (BTreeSet::new(), 0, 0);
    for (person, ready) in ready {
        let Some(minutes) = ready.said else { continue };
        voices.insert(person);
        // A break counts as ready for nothing, and isn't told apart from that.
        said += if ready.rests { 0 } else { minutes };
        free += ready.left().unwrap_or(0);
    }
    if voices.is_empty() {
        return Ok(());
    }
    let band = i64::try_from(group_figure::band(voices.len())).unwrap_or(0);
    let kept = Kept { voices: band, ready: hours(said), free: hours(free) };
    group_figures::keep(cx, (circle, Figure::Capacity, week), voices, &kept)?;
    jobs::schedule(cx, Job::CircleCapacity, circle, week::next_close(cx.now))?;
    cx.tx.announce(live::circle(circle));
    Ok(())
}

/// Whole steps of hours, the nearest.
const fn hours(minutes: i64) -> i64 {
    let step = STEP * 60;
    (minutes + step / 2) / step * STEP
}

/// How much help a circle has room for.
///
/// # Errors
/// Where the person who acts isn't in it.
pub fn of_circle(cx: &mut Cx<'_, '_>, circle: CircleId) -> Result<CircleCapacity> {
    let here = standing::to_circle(cx, circle)?;
    cx.require(here.standings, Thing::CircleCapacity, Verb::See)?;
    Ok(match group_figures::last::<Kept>(cx, circle, Figure::Capacity)? {
        Some((week, kept)) => CircleCapacity {
            monday: Some(week::monday(week)),
            voices: Some(kept.voices),
            ready: Some(kept.ready),
            free: Some(kept.free),
        },
        None => CircleCapacity { monday: None, voices: None, ready: None, free: None },
    })
}

#[cfg(test)]
mod tests {
    use super::hours;

    #[test]
    fn hours_are_rounded_to_fives() {
        assert_eq!([0, 149, 150, 300, 449, 450].map(hours), [0, 0, 5, 5, 5, 10]);
    }
}
