//! Text of one direction inside text of the other.
//!
//! A name or a title keeps its own order inside a sentence, and the sentence keeps its own around it, where the inner
//! text stands between the marks that Unicode has for this. Marks are set only where both directions meet: most readers
//! never have one in their mails.

use std::borrow::Cow;

use crate::Direction;

/// Begins text whose own first letter says which way it runs.
const FIRST_STRONG: char = '\u{2068}';
/// Begins text that runs from left to right.
pub const LEFT_TO_RIGHT: char = '\u{2066}';
/// Ends either.
pub const END: char = '\u{2069}';

/// An argument, ready to stand in a sentence of this direction.
pub(crate) fn isolated(text: &str, around: Direction) -> Cow<'_, str> {
    // An address stands as it is: a program that makes a link of it would take the mark into it.
    if text.starts_with("https://")
        || text.starts_with("http://")
        || !text.chars().any(|c| runs_against(c, around))
    {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("{FIRST_STRONG}{text}{END}"))
}

/// A whole message from a language that is written from left to right, ready to stand among others.
pub(crate) fn left_to_right(text: &str) -> String {
    format!("{LEFT_TO_RIGHT}{text}{END}")
}

fn runs_against(c: char, around: Direction) -> bool {
    match around {
        Direction::LeftToRight => is_right_to_left(c),
        Direction::RightToLeft => c.is_alphabetic() && !is_right_to_left(c),
    }
}

/// Hebrew, Arabic, Syriac, Thaana, N'Ko and their kin: the blocks that Unicode sets aside for writing from right to left.
const fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use Direction::{LeftToRight, RightToLeft};

    #[test]
    fn marks_stand_only_where_directions_meet() {
        assert_eq!(isolated("Ana Ferreira", LeftToRight), "Ana Ferreira");
        assert_eq!(isolated("ليلى", RightToLeft), "ليلى");
        assert_eq!(isolated("17", RightToLeft), "17");
        assert_eq!(isolated("ليلى", LeftToRight), "\u{2068}ليلى\u{2069}");
        assert_eq!(isolated("Ana", RightToLeft), "\u{2068}Ana\u{2069}");
        assert_eq!(isolated("ana@example.org", RightToLeft), "\u{2068}ana@example.org\u{2069}");
    }

    #[test]
    fn an_address_to_open_is_left_alone() {
        assert_eq!(isolated("https://a.example/x", RightToLeft), "https://a.example/x");
    }
}
