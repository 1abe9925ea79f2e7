//! Whether the machine's clock can be believed.
//!
//! Much here happens by the clock, and some of it can't be taken back: asks end, sessions run out, what is old is deleted. A
//! machine that starts with a wrong clock must not do all of that at once, and one whose clock was ahead and is set right must
//! not wait for a moment that is a year away. So the time is noted now and then, and compared.
//!
//! What lives here is the comparing and what follows in the database. When to look, and what is held meanwhile, is the
//! worker's.

use jiff::{SignedDuration, Timestamp};
use mutua_storage::tables::{jobs, settings};

use crate::{cx::Cx, error::Result};

/// The setting that holds when the time was last noted.
const NOTED: &str = "clock";
/// The setting that holds where a leap led that was believed.
const LEAP: &str = "clock leap";
/// How long ago the time may have been noted while all was well; what was planned for a moment until then was planned for now.
const SINCE: SignedDuration = SignedDuration::from_mins(15);
/// How far back a clock may be: two nodes' are never the same.
const BACK: SignedDuration = SignedDuration::from_mins(2);
/// How far it may have gone on. A place may rest for a while; one that rested longer is held for an hour, which harms nobody.
const ON: SignedDuration = SignedDuration::from_hours(24 * 30);

/// How the clock stands to what was noted last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It goes on from there.
    Fits,
    /// It went back; when it was noted last.
    Back(Timestamp),
    /// It leapt ahead, or nothing ran for long; when it was noted last.
    Ahead(Timestamp),
}

/// Compares a moment with when the time was noted last.
pub fn standing(noted: Option<Timestamp>, now: Timestamp) -> Standing {
    match noted {
        Some(noted) if noted > now + BACK => Standing::Back(noted),
        Some(noted) if now > noted + ON => Standing::Ahead(noted),
        _ => Standing::Fits,
    }
}

/// When the time was noted last.
///
/// # Errors
/// What the database says.
pub fn noted(cx: &mut Cx<'_, '_>) -> Result<Option<Timestamp>> {
    moment(cx, NOTED)
}

fn moment(cx: &mut Cx<'_, '_>, name: &str) -> Result<Option<Timestamp>> {
    Ok(settings::get(cx.tx, name)?.and_then(|text| text.parse().ok()))
}

/// Whether the clock is so far ahead of when the time was noted last that what can't be taken back has to wait.
///
/// # Errors
/// What the database says.
pub(crate) fn is_ahead(cx: &mut Cx<'_, '_>) -> Result<bool> {
    Ok(matches!(standing(noted(cx)?, cx.now), Standing::Ahead(_)))
}

/// Compares; notes the time where it fits, and else sees to it that nothing waits for a moment that was taken for now.
///
/// # Errors
/// What the database says.
pub fn look(cx: &mut Cx<'_, '_>) -> Result<Standing> {
    let noted = noted(cx)?;
    let standing = standing(noted, cx.now);
    match standing {
        Standing::Fits => settings::put(cx.tx, NOTED, &cx.now.to_string())?,
        Standing::Back(noted) => {
            jobs::due_still(cx.tx, cx.now, noted + SINCE)?;
        }
        Standing::Ahead(_) => {}
    }
    Ok(standing)
}

/// Believes the clock from now on, unless someone else has noted another time since `seen`: then two clocks differ, and
/// this may be the wrong one. Whether it is believed.
///
/// # Errors
/// What the database says.
pub fn believe(cx: &mut Cx<'_, '_>, seen: Standing) -> Result<bool> {
    let noted = noted(cx)?;
    match seen {
        Standing::Fits => return Ok(true),
        Standing::Back(at) | Standing::Ahead(at) if noted != Some(at) => return Ok(false),
        Standing::Ahead(_) => settings::put(cx.tx, LEAP, &cx.now.to_string())?,
        Standing::Back(at) => {
            jobs::due_still(cx.tx, cx.now, at + SINCE)?;
            // What was planned after a leap was planned from there.
            if let Some(leap) = moment(cx, LEAP)?.filter(|leap| *leap > cx.now) {
                jobs::earlier(cx.tx, at.as_microsecond() - cx.now.as_microsecond(), leap)?;
            }
        }
    }
    settings::put(cx.tx, NOTED, &cx.now.to_string())?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_fits_while_it_goes_on_from_where_it_was() {
        let noted: Timestamp = "2025-03-03T09:00:00Z".parse().unwrap();
        let after = |hours: i64| standing(Some(noted), noted + SignedDuration::from_hours(hours));
        assert_eq!(standing(None, noted), Standing::Fits);
        assert_eq!(standing(Some(noted), noted - SignedDuration::from_secs(90)), Standing::Fits);
        assert_eq!([after(0), after(24 * 29)], [Standing::Fits; 2]);
        assert_eq!(after(-1), Standing::Back(noted));
        assert_eq!(after(24 * 365), Standing::Ahead(noted));
    }
}
