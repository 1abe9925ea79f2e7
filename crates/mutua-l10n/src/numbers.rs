//! Numbers that aren't whole, as a person reads them.

use crate::{Language, Locale};

impl Language {
    /// What stands between the whole and its parts.
    const fn decimal_mark(self) -> char {
        match self {
            // Arabic pages have the digits that the rest of the program has, and their mark with them.
            Self::English | Self::Arabic => '.',
            Self::German => ',',
        }
    }
}

impl Locale {
    /// A number told in hundredths, with two digits: -7 is "−0.07".
    #[must_use]
    pub fn hundredths(&self, hundredths: i64) -> String {
        let sign = if hundredths < 0 { "\u{2212}" } else { "" };
        let (whole, parts) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
        format!("{sign}{whole}{}{parts:02}", self.language.decimal_mark())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_behind_the_mark_of_the_language() {
        let (english, german) = (Locale::new(Language::English, "UTC"), Locale::new(Language::German, "UTC"));
        assert_eq!(english.hundredths(-7), "\u{2212}0.07");
        assert_eq!(german.hundredths(163), "1,63");
        assert_eq!(german.hundredths(0), "0,00");
        assert_eq!(english.hundredths(i64::MIN), "\u{2212}92233720368547758.08");
    }
}
