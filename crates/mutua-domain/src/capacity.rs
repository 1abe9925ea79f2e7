//! What a person is ready to give in a week, and when they have time for it.

use jiff::civil::{DateTime, Weekday};

use crate::{life::Effort, vocabulary::vocabulary};

/// The most minutes of a week.
pub const MOST_MINUTES: i64 = 7 * 24 * 60;
/// What a help counts of which nobody told how long it took, and which no ask came before.
pub const UNTOLD: i64 = 30;

vocabulary! {
    /// A part of a day.
    DayPart {
        /// Until noon.
        Morning = "morning",
        /// From noon to five.
        Afternoon = "afternoon",
        /// From five into the night.
        Evening = "evening",
    }
}

vocabulary! {
    /// A day of the week.
    Day {
        /// The first.
        Monday = "monday",
        /// The second.
        Tuesday = "tuesday",
        /// The third.
        Wednesday = "wednesday",
        /// The fourth.
        Thursday = "thursday",
        /// The fifth.
        Friday = "friday",
        /// The sixth.
        Saturday = "saturday",
        /// The seventh.
        Sunday = "sunday",
    }
}

impl Day {
    const fn of(weekday: Weekday) -> Self {
        match weekday {
            Weekday::Monday => Self::Monday,
            Weekday::Tuesday => Self::Tuesday,
            Weekday::Wednesday => Self::Wednesday,
            Weekday::Thursday => Self::Thursday,
            Weekday::Friday => Self::Friday,
            Weekday::Saturday => Self::Saturday,
            Weekday::Sunday => Self::Sunday,
        }
    }
}

impl DayPart {
    /// The part of a clock's hour. The small hours belong to the evening before, which the day tells, not this.
    const fn of(hour: i8) -> Self {
        match hour {
            5..12 => Self::Morning,
            12..17 => Self::Afternoon,
            _ => Self::Evening,
        }
    }
}

impl Effort {
    /// About how many minutes it takes in a week.
    pub const fn minutes(self) -> i64 {
        match self {
            Self::Minutes => 15,
            Self::Hour | Self::Ongoing => 60,
            Self::HalfDay => 240,
            Self::Day => 480,
        }
    }
}

/// The parts of a week in which a person has time. Where none is named, they said nothing of it: any may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WeekTimes(u32);

impl WeekTimes {
    const fn bit(day: Day, part: DayPart) -> u32 {
        1 << (day as u32 * 3 + part as u32)
    }

    /// From how it is stored.
    pub fn from_bits(bits: i64) -> Self {
        Self(u32::try_from(bits).unwrap_or(0) & ((1 << 21) - 1))
    }

    /// How it is stored.
    pub fn bits(self) -> i64 {
        i64::from(self.0)
    }

    /// Whether nothing was said.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The same with one more part.
    #[must_use]
    pub const fn and(self, day: Day, part: DayPart) -> Self {
        Self(self.0 | Self::bit(day, part))
    }

    /// Whether a part of a day is among them.
    pub const fn has(self, day: Day, part: DayPart) -> bool {
        self.0 & Self::bit(day, part) != 0
    }

    /// Whether a moment on the person's own clock lies in them.
    pub fn has_moment(self, at: DateTime) -> bool {
        let day = if at.hour() < 5 { at.date().yesterday().unwrap_or(at.date()) } else { at.date() };
        self.has(Day::of(day.weekday()), DayPart::of(at.hour()))
    }

    /// The word of a part: `monday_morning`.
    pub fn word(day: Day, part: DayPart) -> String {
        format!("{day}_{part}")
    }

    /// The same with the part of a word, if it is one.
    pub fn and_word(self, word: &str) -> Option<Self> {
        let (day, part) = word.split_once('_')?;
        Some(self.and(Day::from_word(day)?, DayPart::from_word(part)?))
    }

    /// Their words, in the order of the week.
    pub fn words(self) -> Vec<String> {
        let all = Day::ALL.iter().flat_map(|day| DayPart::ALL.iter().map(|part| (*day, *part)));
        all.filter(|(day, part)| self.has(*day, *part)).map(|(day, part)| Self::word(day, part)).collect()
    }
}

/// How many more asks fit into what is left of a week, where each takes at most so many minutes: so few that what a
/// person said is never exceeded.
pub fn places(left: i64, largest: i64) -> u32 {
    u32::try_from(left.max(0) / largest.max(1)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_part_of_the_week_has_its_hours() {
        let times =
            WeekTimes::default().and(Day::Monday, DayPart::Morning).and(Day::Saturday, DayPart::Evening);
        let at = |text: &str| -> DateTime { text.parse().unwrap() };
        // 2025-03-03 is a Monday.
        for (moment, has) in [
            ("2025-03-03T05:00", true),
            ("2025-03-03T11:59", true),
            ("2025-03-03T12:00", false),
            ("2025-03-03T04:59", false),
            ("2025-03-08T17:00", true),
            ("2025-03-08T16:59", false),
            // The night after Saturday is still its evening.
            ("2025-03-09T02:00", true),
            ("2025-03-09T05:00", false),
        ] {
            assert_eq!(times.has_moment(at(moment)), has, "{moment}");
        }
    }

    #[test]
    fn words_that_are_none_are_refused() {
        for word in ["", "monday", "monday_noon", "morning_monday", "monday_morning_evening"] {
            assert_eq!(WeekTimes::default().and_word(word), None, "{word}");
        }
    }

    proptest! {
        #[test]
        fn words_and_bits_say_the_same(bits in 0i64..1 << 21) {
            let times = WeekTimes::from_bits(bits);
            let again = times.words().iter().try_fold(WeekTimes::default(), |all, word| all.and_word(word));
            prop_assert_eq!(again, Some(times));
            prop_assert_eq!(times.bits(), bits);
        }

        #[test]
        fn what_fits_never_exceeds_what_is_left(left in -600i64..100_000, largest in 0i64..600) {
            let places = i64::from(places(left, largest));
            prop_assert!(places * largest <= left.max(0));
        }
    }
}
