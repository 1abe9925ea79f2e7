//! How a person says they are: a whole number from 0 (very hard) to 10 (very well).

use crate::problem::Problem;

/// A number from 0 to 10.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, utoipa::ToSchema,
)]
#[serde(try_from = "i64", into = "i64")]
#[schema(value_type = i64, minimum = 0, maximum = 10)]
pub struct Score(u8);

impl Score {
    /// Checks a number.
    ///
    /// # Errors
    /// `score` where it isn't a whole number from 0 to 10.
    pub fn new(number: i64) -> Result<Self, Problem> {
        u8::try_from(number).ok().filter(|n| *n <= 10).map(Self).ok_or_else(|| Problem::new("score"))
    }

    /// Checks what was typed or chosen.
    ///
    /// # Errors
    /// `required` where empty, `score` where it isn't a whole number from 0 to 10.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        match text.trim() {
            "" => Err(Problem::new("required")),
            text => text.parse().map_err(|_| Problem::new("score")).and_then(Self::new),
        }
    }

    /// The number.
    pub const fn get(self) -> u8 {
        self.0
    }

    /// The number, as messages take it.
    pub fn number(&self) -> i64 {
        self.0.into()
    }
}

impl TryFrom<i64> for Score {
    type Error = String;
    fn try_from(number: i64) -> Result<Self, String> {
        Self::new(number).map_err(|_| "a score is a whole number from 0 to 10".to_owned())
    }
}
impl From<Score> for i64 {
    fn from(score: Score) -> Self {
        score.0.into()
    }
}
impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_numbers_from_0_to_10_are_scores() {
        for (text, number) in [("0", 0), (" 7 ", 7), ("10", 10)] {
            assert_eq!(Score::parse(text).unwrap().get(), number);
        }
        for text in ["-1", "11", "5.5", "ten", "256", "99999999999999999999"] {
            assert_eq!(Score::parse(text).unwrap_err().code, "score", "{text}");
        }
        assert_eq!(Score::parse(" ").unwrap_err().code, "required");
    }
}
