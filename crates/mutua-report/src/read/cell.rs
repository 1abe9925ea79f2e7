//! One value of a row, and what can be made of it.

use super::rows::{LARGEST, Reason};
use super::time;

/// One value of a row. CSV has texts alone; Parquet has the others too.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Cell<'a> {
    /// Bytes of a text, without spaces around
    Text(&'a [u8]),
    /// A whole number
    Whole(i64),
    /// Any number
    Real(f64),
    /// A moment in microseconds since 1970, UTC
    Moment(i64),
    /// A day, counted from 1970-01-01
    Day(i32),
    /// Nothing
    Nothing,
}

/// The values of the wanted columns of one row, in the order in which they were wanted.
pub(crate) trait Cells {
    /// The value of the wanted column; [`Cell::Nothing`] where the column isn't there.
    fn cell(&self, wanted: usize) -> Cell<'_>;
}

/// What is wrong with which wanted column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bad {
    pub wanted: usize,
    pub reason: Reason,
}

/// Adds the column to what is wrong.
pub(crate) trait At<T> {
    fn at(self, wanted: usize) -> Result<T, Bad>;
}

impl<T> At<T> for Result<T, Reason> {
    #[inline]
    fn at(self, wanted: usize) -> Result<T, Bad> {
        self.map_err(|reason| Bad { wanted, reason })
    }
}

impl Cell<'_> {
    /// Whether there is nothing in it.
    #[inline]
    pub fn is_nothing(&self) -> bool {
        matches!(self, Self::Nothing | Self::Text([]))
    }

    /// Any finite number; nothing where it is empty.
    #[inline]
    pub fn number(&self) -> Result<Option<f64>, Reason> {
        let number = match *self {
            Self::Nothing | Self::Text([]) => return Ok(None),
            Self::Text(text) => parse_number(text)?,
            #[expect(clippy::cast_precision_loss, reason = "beyond 2^53 it is refused just below")]
            Self::Whole(whole) => whole as f64,
            Self::Real(real) => real,
            Self::Moment(_) | Self::Day(_) => return Err(Reason::NotANumber),
        };
        if !number.is_finite() {
            return Err(Reason::NotFinite);
        }
        if number.abs() > LARGEST {
            return Err(Reason::TooLarge);
        }
        Ok(Some(number))
    }

    /// A number from 0 on; nothing where it is empty.
    #[inline]
    pub fn amount(&self) -> Result<Option<f64>, Reason> {
        match self.number()? {
            Some(number) if number < 0.0 => Err(Reason::Negative),
            number => Ok(number.map(f64::abs)),
        }
    }

    /// Microseconds since 1970, UTC.
    #[inline]
    pub fn moment(&self) -> Result<i64, Reason> {
        match *self {
            Self::Nothing | Self::Text([]) => Err(Reason::Empty),
            Self::Text(text) => time::moment(text).ok_or(Reason::NotATime),
            Self::Moment(moment) => Ok(moment),
            Self::Day(day) => Ok(i64::from(day) * time::MICROS_A_DAY),
            Self::Whole(_) | Self::Real(_) => Err(Reason::NotATime),
        }
    }

    /// Days since 1970-01-01; of a moment, the day as it is written.
    #[inline]
    pub fn day(&self) -> Result<i32, Reason> {
        match *self {
            Self::Nothing | Self::Text([]) => Err(Reason::Empty),
            Self::Text(text) => time::day(text).ok_or(Reason::NotADate),
            Self::Moment(moment) => {
                i32::try_from(moment.div_euclid(time::MICROS_A_DAY)).map_err(|_| Reason::NotADate)
            }
            Self::Day(day) => Ok(day),
            Self::Whole(_) | Self::Real(_) => Err(Reason::NotADate),
        }
    }

    /// Calls `use_text` with the text of any value.
    #[inline]
    pub fn text<T>(&self, use_text: impl FnOnce(&[u8]) -> T) -> T {
        match self {
            Self::Nothing => use_text(b""),
            Self::Text(text) => use_text(text),
            Self::Whole(whole) => use_text(whole.to_string().as_bytes()),
            Self::Real(real) => use_text(real.to_string().as_bytes()),
            Self::Moment(moment) => use_text(time::show_moment(*moment).as_bytes()),
            Self::Day(day) => use_text(time::show_day(*day).as_bytes()),
        }
    }
}

/// A number as Rust writes it, decimal point, optional exponent. Not every result is finite.
#[inline]
fn parse_number(text: &[u8]) -> Result<f64, Reason> {
    match quick_number(text) {
        Some(number) => Ok(number),
        None => slow_number(text),
    }
}

#[cold]
fn slow_number(text: &[u8]) -> Result<f64, Reason> {
    let text = std::str::from_utf8(text).map_err(|_| Reason::NotUtf8)?;
    text.parse().map_err(|_| Reason::NotANumber)
}

/// Plain digits with at most one point, where the result is exact: up to 15 digits make a whole number below 2^53, and
/// its division by a power of ten that is itself exact rounds once (Clinger 1990).
#[inline]
fn quick_number(text: &[u8]) -> Option<f64> {
    const POWERS: [f64; 16] =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
    if text.len() > 16 {
        return None;
    }
    let (mut whole, mut digits, mut after_point) = (0_u64, 0_usize, None);
    for byte in text {
        match byte {
            b'0'..=b'9' => {
                whole = whole * 10 + u64::from(byte - b'0');
                digits += 1;
            }
            b'.' if after_point.is_none() => after_point = Some(digits),
            _ => return None,
        }
    }
    if digits == 0 || digits > 15 {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "15 digits fit into 53 bits")]
    let whole = whole as f64;
    Some(whole / POWERS[digits - after_point.unwrap_or(digits)])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_is_finite_and_not_too_large() {
        let number = |text: &str| Cell::Text(text.as_bytes()).number();
        assert_eq!(number("12.5"), Ok(Some(12.5)));
        assert_eq!(number("-3e2"), Ok(Some(-300.0)));
        assert_eq!(number(""), Ok(None));
        assert_eq!(number("NaN"), Err(Reason::NotFinite));
        assert_eq!(number("-inf"), Err(Reason::NotFinite));
        assert_eq!(number("1e400"), Err(Reason::NotFinite));
        assert_eq!(number("1e16"), Err(Reason::TooLarge));
        assert_eq!(number("1,5"), Err(Reason::NotANumber));
        assert_eq!(number("."), Err(Reason::NotANumber));
        assert_eq!(Cell::Text(b"\xff").number(), Err(Reason::NotUtf8));
        assert_eq!(Cell::Text(b"-1").amount(), Err(Reason::Negative));
        assert!(Cell::Text(b"-0").amount().unwrap().unwrap().is_sign_positive());
    }

    proptest! {
        #[test]
        fn the_quick_way_agrees_with_the_standard_library(text in "[0-9]{0,9}[.]?[0-9]{0,9}") {
            if let Some(quick) = quick_number(text.as_bytes()) {
                prop_assert_eq!(quick.to_bits(), text.parse::<f64>().unwrap().to_bits());
            }
        }
    }
}
