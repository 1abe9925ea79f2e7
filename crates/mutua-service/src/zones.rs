//! Time zones of persons.

use jiff::tz::TimeZone;

/// The time zone of a name as it is kept with a person; UTC where this system doesn't know it.
pub(crate) fn of(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}
