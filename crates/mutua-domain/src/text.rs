//! Text that people type, once checked: trimmed, Unicode-normalised, without control characters, of a length
//! that pages can bear. To add one: a line in the list below.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::problem::Problem;

/// Takes out what no one means to type and nothing else: control characters (a tab becomes a space, a line
/// break stays where `lines` allows it), direction overrides that could disguise a name, blank edges.
fn clean(text: &str, lines: bool) -> String {
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = unified
        .nfc()
        .filter_map(|c| match c {
            '\n' if lines => Some('\n'),
            '\n' | '\t' => Some(' '),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => None,
            c if c.is_control() => None,
            c => Some(c),
        })
        .collect();
    kept.trim().to_owned()
}

/// The cleaned text, if it has between 1 and `max` characters as a reader counts them.
fn parse(text: &str, max: usize, lines: bool) -> Result<String, Problem> {
    let text = clean(text, lines);
    if text.is_empty() {
        return Err(Problem::new("required"));
    }
    // A reader's character can be many bytes; bound the bytes too, so that no "one character" fills a disk.
    if text.len() > max * 8 || text.graphemes(true).count() > max {
        return Err(Problem::new("too-long").with("max", i64::try_from(max).unwrap_or(i64::MAX)));
    }
    Ok(text)
}

macro_rules! texts {
    ($($(#[$meta:meta])* $name:ident: $max:literal, lines: $lines:literal;)+) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// The most characters it may have.
            pub const MAX: usize = $max;

            /// Checks what was typed.
            ///
            /// # Errors
            /// `required` where nothing is left after trimming, `too-long` beyond [`Self::MAX`].
            pub fn parse(text: &str) -> Result<Self, Problem> { parse(text, $max, $lines).map(Self) }

            /// The same, where leaving it empty is fine.
            ///
            /// # Errors
            /// `too-long` beyond [`Self::MAX`].
            pub fn optional(text: Option<&str>) -> Result<Option<Self>, Problem> {
                match text.map(str::trim) { None | Some("") => Ok(None), Some(text) => Self::parse(text).map(Some) }
            }

            /// The text.
            pub fn as_str(&self) -> &str { &self.0 }
            /// The text, owned.
            pub fn into_string(self) -> String { self.0 }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(&self.0) }
        }
    )+ };
}

texts! {
    /// The name of a person or a circle.
    Name: 80, lines: false;
    /// The title of an ask or an offer.
    Title: 120, lines: false;
    /// One line: a place, a kept need, pronouns, a question.
    Line: 200, lines: false;
    /// A few lines: ways to reach someone, a note on them.
    Lines: 600, lines: true;
    /// A few paragraphs: an ask's words, a message, agreements, thanks.
    Words: 4000, lines: true;
}

/// An address for mail, checked as far as can be done without sending one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

impl Email {
    /// Checks what was typed.
    ///
    /// # Errors
    /// `required` where empty, `email` where it can't be an address.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = parse(text, 254, false)?;
        let bad = || Problem::new("email");
        let (local, domain) = text.rsplit_once('@').ok_or_else(bad)?;
        let local_ok = !local.is_empty()
            && local.len() <= 64
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && local.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c));
        let label_ok = |label: &str| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        };
        let domain_ok = domain.split('.').all(label_ok);
        if local_ok && domain_ok { Ok(Self(text)) } else { Err(bad()) }
    }

    /// The address as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as it is compared: two that differ in case alone are one.
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }
}

/// A password that someone chose: long enough, and of a length that can be hashed without harm.
#[derive(Clone)]
pub struct NewPassword(String);

impl NewPassword {
    /// The fewest characters.
    pub const MIN: usize = 10;
    /// The most characters.
    pub const MAX: usize = 200;

    /// Checks its length and that it isn't one character over and over. Nothing is trimmed.
    ///
    /// # Errors
    /// `password-short`, `too-long`, `password-simple`.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let count = text.chars().count();
        if count < Self::MIN {
            return Err(Problem::new("password-short").with("min", number(Self::MIN)));
        }
        if count > Self::MAX {
            return Err(Problem::new("too-long").with("max", number(Self::MAX)));
        }
        let different = text.chars().collect::<std::collections::BTreeSet<_>>().len();
        if different < 4 { Err(Problem::new("password-simple")) } else { Ok(Self(text.to_owned())) }
    }

    /// What is to be hashed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewPassword")
    }
}

/// The words of a text as search compares them: lower case, without marks, two letters at the least.
pub fn search_words(text: &str) -> Vec<String> {
    let folded: String =
        text.to_lowercase().nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect();
    let mut words: Vec<String> =
        folded.unicode_words().filter(|word| word.chars().count() >= 2).map(str::to_owned).collect();
    words.sort();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_is_accepted_is_clean_and_parses_to_itself(text in any::<String>()) {
            if let Ok(words) = Words::parse(&text) {
                prop_assert!(!words.as_str().chars().any(|c| c.is_control() && c != '\n'));
                prop_assert_eq!(Words::parse(words.as_str()).unwrap(), words);
            }
            if let Ok(title) = Title::parse(&text) {
                prop_assert!(!title.as_str().contains('\n'));
                prop_assert_eq!(Title::parse(title.as_str()).unwrap(), title);
            }
            let _ = Email::parse(&text);
            let _ = search_words(&text);
        }
    }

    #[test]
    fn a_name_cannot_turn_the_line_around() {
        assert_eq!(Name::parse("Ana\u{202E}moc").unwrap().as_str(), "Anamoc");
    }

    #[test]
    fn emails() {
        for good in ["a@b.example", "first.last+tag@sub.example.org", "ü@bücher.example", "root@localhost"]
        {
            assert!(Email::parse(good).is_ok(), "{good}");
        }
        for bad in
            ["a", "a@", "@b", "a@b@c", "a b@c.example", "a@-b.example", "a@b..c", "a\r\nBcc: x@y.example"]
        {
            assert_eq!(Email::parse(bad).unwrap_err().code, "email", "{bad}");
        }
    }

    #[test]
    fn search_folds_case_and_marks() {
        assert_eq!(search_words("Fahrräder, Réparer; a DIY"), ["diy", "fahrrader", "reparer"]);
    }
}
