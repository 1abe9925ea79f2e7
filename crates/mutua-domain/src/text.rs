//! Text that people type, once checked: trimmed, Unicode-normalised, without control characters, of a length
//! that pages can bear. To add one: a line in the list below.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::problem::Problem;

/// Takes out what no one means to type and nothing else: control characters (a tab becomes a space, a line
/// break stays where `lines` allows it), direction overrides that could disguise a name, blank edges.
fn clean(text: &str, lines: bool) -> String {
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept = unified.chars().filter_map(|c| match c {
        '\n' if lines => Some('\n'),
        '\n' | '\t' => Some(' '),
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => None,
        c if c.is_control() => None,
        c => Some(c),
    });
    let kept: String = kept.collect();
    // Only now do a letter and its mark stand together between which something was taken out. ASCII has no marks.
    let kept = if kept.is_ascii() { kept } else { kept.nfc().collect() };
    kept.trim().to_owned()
}

/// The cleaned text, if it has between 1 and `max` characters as a reader counts them.
fn parse(text: &str, max: usize, lines: bool) -> Result<String, Problem> {
    let text = clean(text, lines);
    if text.is_empty() {
        return Err(Problem::new("required"));
    }
    // A reader's character can be many bytes; bound the bytes too, so that no "one character" fills a disk.
    if text.len() > max && (text.len() > max * 8 || text.graphemes(true).count() > max) {
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

    /// Checks its length, that it isn't one character over and over, and that it isn't among those that are tried first.
    /// Nothing is trimmed, and no sort of character is asked for.
    ///
    /// # Errors
    /// `password-short`, `too-long`, `password-simple`, `password-common`.
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
        if different < 4 {
            return Err(Problem::new("password-simple"));
        }
        if is_common(text) { Err(Problem::new("password-common")) } else { Ok(Self(text.to_owned())) }
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

/// Whole passwords of ten signs and more that lists of stolen ones begin with, and rows of keys.
const COMMON: &[&str] = &[
    "0123456789",
    "0987654321",
    "1234567890",
    "12345678910",
    "9876543210",
    "1234512345",
    "1122334455",
    "1234554321",
    "0123456789a",
    "123456789a",
    "a123456789",
    "123456789q",
    "q123456789",
    "abcdefghij",
    "abcd123456",
    "abcdef12345",
    "1q2w3e4r5t",
    "1q2w3e4r5t6y",
    "q1w2e3r4t5",
    "q1w2e3r4t5y6",
    "1qaz2wsx3edc",
    "1qazxsw23edc",
    "qazwsxedcrfv",
    "zaq12wsxcde3",
    "123qweasdzxc",
    "1234qwerasdf",
    "qweasdzxc123",
    "qwertyuiop",
    "qwertzuiop",
    "azertyuiop",
    "poiuytrewq",
    "asdfghjkl1",
    "asdfghjkl;",
    "zxcvbnm123",
    "yxcvbnm123",
    "asdfasdfasdf",
    "asdf123456",
    "qwer123456",
    "qwerty12345",
    "basketball",
    "volleyball",
    "cheerleader",
    "strawberry",
    "butterflies",
    "playstation",
    "california",
    "manchester",
    "fussball12",
    "schatzi123",
    "hallo12345",
    "geheim1234",
    "sommer2024",
    "sommer2025",
    "sommer2026",
    "summer2024",
    "summer2025",
    "summer2026",
    "changemenow",
    "trustno1trustno1",
    "correcthorsebatterystaple",
];

/// Words that stay guessed first whatever number or sign is put around them; those of this place among them.
const COMMON_WORDS: &[&str] = &[
    "password",
    "passwort",
    "passphrase",
    "kennwort",
    "motdepasse",
    "contrasena",
    "qwerty",
    "qwertz",
    "azerty",
    "letmein",
    "welcome",
    "willkommen",
    "bienvenue",
    "iloveyou",
    "ichliebedich",
    "jetaime",
    "sunshine",
    "princess",
    "prinzessin",
    "football",
    "fussball",
    "baseball",
    "liverpool",
    "barcelona",
    "superman",
    "batman",
    "starwars",
    "pokemon",
    "chocolate",
    "schokolade",
    "computer",
    "internet",
    "samsung",
    "dragon",
    "monkey",
    "shadow",
    "master",
    "freedom",
    "whatever",
    "schatz",
    "hallo",
    "hello",
    "geheim",
    "secret",
    "test",
    "testing",
    "changeme",
    "default",
    "guest",
    "user",
    "admin",
    "administrator",
    "root",
    "login",
    "access",
    "abc",
    "abcdef",
    "asdf",
    "asdfgh",
    "asdfghjkl",
    "zxcvbnm",
    "yxcvbnm",
    "michael",
    "jennifer",
    "christopher",
    "elizabeth",
    "alexander",
    "charlie",
    "mutua",
    "mutual",
    "mutualaid",
    "nachbarschaft",
    "neighbourhood",
    "neighborhood",
    "steward",
];

/// Whether a password is among those that are tried first: one of a list; or a word of a list with numbers and signs around
/// it, letters written as numbers, or said twice.
fn is_common(text: &str) -> bool {
    let folded: String = text.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    if COMMON.contains(&folded.as_str()) {
        return true;
    }
    let bare = |text: &str| -> String { text.chars().filter(|c| c.is_alphabetic()).collect() };
    let inside = folded.trim_matches(|c: char| !c.is_alphabetic());
    let read: String = folded
        .trim_end_matches(|c: char| !c.is_alphabetic())
        .chars()
        .map(|c| match c {
            '0' => 'o',
            '1' | '!' => 'i',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            other => other,
        })
        .collect();
    [bare(&folded), bare(inside), bare(&read)].iter().any(|word| {
        let half = word.len() / 2;
        let once = word.get(..half).filter(|first| word.get(half..) == Some(first)).unwrap_or(word);
        COMMON_WORDS.contains(&once)
    })
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
    fn one_text_has_one_spelling() {
        for text in ["Zoé", "Zoe\u{301}", "Zoe\u{0}\u{301}", "Zoe\u{202E}\u{301} "] {
            assert_eq!(Name::parse(text).unwrap().as_str(), "Zo\u{e9}", "{text:?}");
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
    fn passwords_that_are_tried_first_are_refused_and_no_sort_of_sign_is_asked_for() {
        for common in [
            "1234567890",
            "qwertyuiop",
            "Password123",
            "P@ssw0rd2026!",
            "passwordpassword",
            "Mutua-2026!",
            "mutua12345",
            "iloveyou!!12",
            "Pass word 123",
            "1q2w3e4r5t",
            "Willkommen1",
            "admin12345",
        ] {
            assert_eq!(NewPassword::parse(common).unwrap_err().code, "password-common", "{common}");
        }
        for good in [
            "four warm words here",
            "seven boats upstream",
            "8302957164",
            "kjhgfdqpzm",
            "пароль длинный",
            "password of my cat",
            "mutual gravel orchard",
            "😀😁😂🤣😃😄😅😆😉😊",
        ] {
            assert!(NewPassword::parse(good).is_ok(), "{good}");
        }
        assert!(NewPassword::parse(&"long ".repeat(40)).is_ok(), "200 signs");
    }

    #[test]
    fn search_folds_case_and_marks() {
        assert_eq!(search_words("Fahrräder, Réparer; a DIY"), ["diy", "fahrrader", "reparer"]);
    }
}
