//! Times as people say them, in their language and time zone.

use jiff::{Timestamp, Unit, civil::Date};

use crate::Locale;

/// A civil date, as forms send it.
pub type Day = Date;

impl Locale {
    /// "Today, 14:30", "Tomorrow", "Mon 3 March, 14:30", "3 March 2025".
    pub fn moment(&self, at: Timestamp, now: Timestamp) -> String {
        let at = at.to_zoned(self.zone.clone());
        let time = at.strftime("%H:%M").to_string();
        self.t2("date-moment", "day", self.date(at.date(), now).as_str(), "time", time.as_str())
    }

    /// The day alone.
    pub fn day(&self, at: Timestamp, now: Timestamp) -> String {
        self.date(at.to_zoned(self.zone.clone()).date(), now)
    }

    /// A date on the reader's own calendar.
    pub fn date(&self, date: Date, now: Timestamp) -> String {
        let today = now.to_zoned(self.zone.clone()).date();
        let apart = today.until((Unit::Day, date)).map_or(i32::MAX, |span| span.get_days());
        match apart {
            0 => self.t("date-today").to_owned(),
            1 => self.t("date-tomorrow").to_owned(),
            -1 => self.t("date-yesterday").to_owned(),
            _ => {
                let month = self.t(&format!("month-{}", date.month()));
                let day = i64::from(date.day());
                if (-300..300).contains(&apart) {
                    let weekday = self.t(&format!("weekday-{}", date.weekday().to_monday_one_offset()));
                    self.with(
                        "date-near",
                        &[("weekday", weekday.into()), ("day", day.into()), ("month", month.into())],
                    )
                } else {
                    let year = date.year().to_string();
                    self.with(
                        "date-far",
                        &[("day", day.into()), ("month", month.into()), ("year", year.as_str().into())],
                    )
                }
            }
        }
    }

    /// A month: "March 2025".
    pub fn month(&self, day: &Date) -> String {
        let month = self.t(&format!("month-{}", day.month()));
        let year = day.year().to_string();
        self.t2("date-month", "month", month, "year", year.as_str())
    }

    /// "just now", "5 minutes ago", "3 hours ago", "yesterday", then the day.
    pub fn ago(&self, at: Timestamp, now: Timestamp) -> String {
        let minutes = (now.as_second() - at.as_second()) / 60;
        match minutes {
            ..1 => self.t("ago-now").to_owned(),
            1..60 => self.t1("ago-minutes", "count", minutes),
            60..1440 => self.t1("ago-hours", "count", minutes / 60),
            1440..10080 => self.t1("ago-days", "count", minutes / 1440),
            _ => self.day(at, now),
        }
    }

    /// A length of time in round words: "a day", "3 hours".
    pub fn span(&self, seconds: i64) -> String {
        match seconds {
            ..3600 => self.t1("span-minutes", "count", (seconds / 60).max(1)),
            3600..86_400 => self.t1("span-hours", "count", seconds / 3600),
            _ => self.t1("span-days", "count", seconds / 86_400),
        }
    }

    /// The date in the form that date fields take: 2025-03-31.
    pub fn input_date(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%Y-%m-%d").to_string()
    }

    /// The moment in the form that date-and-time fields take: 2025-03-31T14:30.
    pub fn input_moment(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%Y-%m-%dT%H:%M").to_string()
    }

    /// For `<time datetime=…>`.
    pub fn machine(&self, at: Timestamp) -> String {
        at.to_string()
    }
}
