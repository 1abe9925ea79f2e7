//! Times as they are written in files.

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Timestamp};

pub(crate) const MICROS_A_DAY: i64 = 86_400_000_000;
const MICROS_A_SECOND: i64 = 1_000_000;

/// Microseconds since 1970, UTC, of a time in RFC 3339, of a local time (read as UTC), or of a date (its midnight).
#[inline]
pub(crate) fn moment(text: &[u8]) -> Option<i64> {
    quick_moment(text).or_else(|| slow_moment(text))
}

/// Days since 1970-01-01 of a date, or of a time as it is written, whatever its zone.
pub(crate) fn day(text: &[u8]) -> Option<i32> {
    if let Some((day, rest)) = quick_day(text)
        && rest.is_empty()
    {
        return i32::try_from(day).ok();
    }
    let text = std::str::from_utf8(text).ok()?;
    let date = text
        .parse::<Date>()
        .or_else(|_| text.trim_end_matches(['Z', 'z']).parse::<DateTime>().map(|time| time.date()));
    date.ok().map(day_of)
}

/// Days since 1970-01-01.
pub(crate) fn day_of(date: Date) -> i32 {
    i32::try_from(date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24).unwrap_or_default()
}

/// The date of a count of days since 1970-01-01; nothing where no calendar reaches.
pub(crate) fn date_of(day: i32) -> Option<Date> {
    Date::constant(1970, 1, 1).checked_add(SignedDuration::from_hours(i64::from(day) * 24)).ok()
}

pub(crate) fn show_day(day: i32) -> String {
    date_of(day).map_or_else(|| day.to_string(), |date| date.to_string())
}

pub(crate) fn show_moment(moment: i64) -> String {
    Timestamp::from_microsecond(moment).map_or_else(|_| moment.to_string(), |moment| moment.to_string())
}

#[cold]
fn slow_moment(text: &[u8]) -> Option<i64> {
    let text = std::str::from_utf8(text).ok()?;
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment.as_microsecond());
    }
    let local =
        text.parse::<DateTime>().or_else(|_| text.parse::<Date>().map(|date| date.at(0, 0, 0, 0))).ok()?;
    local.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|moment| moment.timestamp().as_microsecond())
}

/// `2024-05-31T14:00:00`, with a space for the T, with up to six digits of a second, with `Z` or an offset in whole
/// minutes. Nothing where it looks different; then the slow way decides.
#[inline]
fn quick_moment(text: &[u8]) -> Option<i64> {
    let (day, rest) = quick_day(text)?;
    let [separator, h1, h2, b':', m1, m2, b':', s1, s2, rest @ ..] = rest else { return None };
    if !matches!(separator, b'T' | b't' | b' ') {
        return None;
    }
    let (hours, minutes, seconds) = (two(*h1, *h2)?, two(*m1, *m2)?, two(*s1, *s2)?);
    if hours > 23 || minutes > 59 || seconds > 59 {
        return None;
    }
    let local = day * MICROS_A_DAY + (hours * 3600 + minutes * 60 + seconds) * MICROS_A_SECOND;
    let (micros, zone) = fraction(rest)?;
    Some(local + micros - offset(zone)?)
}

#[inline]
fn quick_day(text: &[u8]) -> Option<(i64, &[u8])> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, rest @ ..] = text else { return None };
    let year = two(*y1, *y2)? * 100 + two(*y3, *y4)?;
    let (month, day) = (two(*m1, *m2)?, two(*d1, *d2)?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return None,
    };
    if day == 0 || day > days {
        return None;
    }
    // Days from 1970-01-01, with years that begin in March (Hinnant, "chrono-compatible low-level date algorithms").
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some((era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468, rest))
}

#[inline]
fn fraction(text: &[u8]) -> Option<(i64, &[u8])> {
    let [b'.', rest @ ..] = text else { return Some((0, text)) };
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 0 || digits > 6 {
        return None;
    }
    let micros = rest[..digits].iter().fold(0, |micros, byte| micros * 10 + i64::from(byte - b'0'));
    #[expect(clippy::cast_possible_truncation, reason = "it is at most 6")]
    let scale = 10_i64.pow(6 - digits as u32);
    Some((micros * scale, &rest[digits..]))
}

/// What a zone adds to UTC, in microseconds.
#[inline]
fn offset(zone: &[u8]) -> Option<i64> {
    match zone {
        [] | [b'Z' | b'z'] => Some(0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hours, minutes) = (two(*h1, *h2)?, two(*m1, *m2)?);
            if hours > 23 || minutes > 59 {
                return None;
            }
            let micros = (hours * 60 + minutes) * 60 * MICROS_A_SECOND;
            Some(if *sign == b'-' { -micros } else { micros })
        }
        _ => None,
    }
}

#[inline]
fn two(tens: u8, ones: u8) -> Option<i64> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens <= 9 && ones <= 9).then(|| i64::from(tens) * 10 + i64::from(ones))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn times_are_read_as_utc_where_they_name_no_zone() {
        let at = |text: &str| moment(text.as_bytes()).map(show_moment);
        for (text, utc) in [
            ("2024-05-31T14:00:00Z", "2024-05-31T14:00:00Z"),
            ("2024-05-31T14:00:00", "2024-05-31T14:00:00Z"),
            ("2024-05-31 14:00:00.25", "2024-05-31T14:00:00.25Z"),
            ("2024-05-31T14:00", "2024-05-31T14:00:00Z"),
            ("2024-05-31T14:00:00+02:00", "2024-05-31T12:00:00Z"),
            ("2024-05-31T14:00:00.123456789-05:30", "2024-05-31T19:30:00.123456Z"),
            ("2024-05-31T14:00:00-04:00[America/New_York]", "2024-05-31T18:00:00Z"),
            ("2024-02-29", "2024-02-29T00:00:00Z"),
            ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
        ] {
            assert_eq!(at(text).as_deref(), Some(utc), "{text}");
        }
        for text in
            ["", "yesterday", "2023-02-29", "31.05.2024", "14:00", "2024-05-31T25:00:00Z", "1717164000"]
        {
            assert_eq!(at(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_is_the_day_as_it_is_written() {
        let on = |text: &str| day(text.as_bytes()).map(show_day);
        assert_eq!(on("2024-02-29").as_deref(), Some("2024-02-29"));
        assert_eq!(on("2024-02-29T23:30:00-05:00").as_deref(), Some("2024-02-29"));
        assert_eq!(on("2024-02-29T23:30:00Z").as_deref(), Some("2024-02-29"));
        assert_eq!(on("29/02/2024"), None);
    }

    proptest! {
        #[test]
        fn the_quick_way_agrees_with_jiff(seconds in -62_000_000_000_i64..250_000_000_000, micros in 0..1_000_000_i64) {
            let moment = Timestamp::from_microsecond(seconds * MICROS_A_SECOND + micros).unwrap();
            prop_assert_eq!(quick_moment(moment.to_string().as_bytes()), Some(moment.as_microsecond()));
        }

        #[test]
        fn what_the_quick_way_takes_the_slow_way_takes(text in "20[0-9]{2}-[01][0-9]-[0-3][0-9][T ][0-2][0-9]:[0-6][0-9]:[0-6][0-9]([.][0-9]{1,7})?(Z|[+-][0-2][0-9]:[0-6][0-9])?") {
            if let Some(quick) = quick_moment(text.as_bytes()) {
                prop_assert_eq!(Some(quick), slow_moment(text.as_bytes()));
            }
        }
    }
}
