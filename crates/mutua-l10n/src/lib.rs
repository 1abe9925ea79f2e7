//! The words of the pages and mails in each language.
//!
//! Messages are Fluent files in `locales/<language>/<area>.ftl`, compiled in. Every key stands in English. A language is
//! *complete*, and a test sees to it that it has the same keys with the same arguments; or it is *begun*, and says in
//! English what it lacks, marked so that it can be shown as English ([`Locale::t`]).
//!
//! To add a language: a folder, a variant of [`Language`], a branch in `sources`. To add a message: a line in the
//! area's file of each complete language.

use std::{
    collections::HashMap,
    sync::{OnceLock, PoisonError, RwLock},
};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use rustc_hash::FxHashMap;
use unic_langid::LanguageIdentifier;

pub mod bidi;
mod dates;
mod language;
mod numbers;
mod sources;

pub use dates::Day;
pub use language::{Direction, Language};

struct Book {
    bundle: FluentBundle<FluentResource>,
    /// Messages without arguments, ready made: a page has dozens. Where the language is only begun, those that it lacks
    /// stand here in English.
    plain: FxHashMap<String, String>,
    /// Messages with small numbers alone, as they were said before: a list says "3 days ago" on every other line.
    counted: RwLock<FxHashMap<String, FxHashMap<Numbers, String>>>,
}

/// The numbers of a message, in the order of their names.
type Numbers = (i64, Option<i64>);

/// The numbers with which messages are kept.
const SMALL: std::ops::Range<i64> = 0..100;
/// The same where there are two of them.
const BOTH_SMALL: std::ops::Range<i64> = 0..20;

/// The numbers of a message that is kept: one or two small ones, and nothing else.
fn small_numbers(args: &[(&str, Arg<'_>)]) -> Option<Numbers> {
    match *args {
        [(_, Arg::Number(one))] if SMALL.contains(&one) => Some((one, None)),
        [(name, Arg::Number(one)), (other, Arg::Number(two))]
            if BOTH_SMALL.contains(&one) && BOTH_SMALL.contains(&two) =>
        {
            Some(if name <= other { (one, Some(two)) } else { (two, Some(one)) })
        }
        _ => None,
    }
}

impl Book {
    fn keep(&self, key: &str, numbers: Numbers, text: &str) {
        let mut kept = self.counted.write().unwrap_or_else(PoisonError::into_inner);
        kept.entry(key.to_owned()).or_default().insert(numbers, text.to_owned());
    }

    /// A message with these numbers, where it was said before.
    fn said(&self, key: &str, numbers: Numbers) -> Option<String> {
        let kept = self.counted.read().unwrap_or_else(PoisonError::into_inner);
        kept.get(key)?.get(&numbers).cloned()
    }
}

static BOOKS: OnceLock<Vec<Book>> = OnceLock::new();

fn book(language: Language) -> &'static Book {
    let books = BOOKS.get_or_init(|| {
        let mut books: Vec<Book> = Language::ALL.iter().map(|language| open(*language)).collect();
        let english = books.first().map(|book| book.plain.clone()).unwrap_or_default();
        for (_, book) in Language::ALL.iter().zip(&mut books).filter(|(language, _)| language.is_begun()) {
            for (key, text) in &english {
                book.plain.entry(key.clone()).or_insert_with(|| bidi::left_to_right(text));
            }
        }
        books
    });
    &books[Language::ALL.iter().position(|l| *l == language).unwrap_or(0)]
}

fn open(language: Language) -> Book {
    let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // It would mark every argument; `bidi` marks those that need it. Old mail programs show the marks as boxes.
    bundle.set_use_isolating(false);
    let mut plain = FxHashMap::default();
    for (_, source) in sources::of(language) {
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(partial, _)| partial);
        let keys: Vec<String> = resource
            .entries()
            .filter_map(|entry| match entry {
                fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
                _ => None,
            })
            .collect();
        bundle.add_resource_overriding(resource);
        for key in keys {
            if let Some(text) = format(&bundle, &key, None) {
                plain.insert(key, text);
            }
        }
    }
    Book { bundle, plain, counted: RwLock::default() }
}

fn format(bundle: &FluentBundle<FluentResource>, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, args, &mut errors).into_owned();
    errors.is_empty().then_some(text)
}

/// An argument of a message.
#[derive(Debug, Clone)]
pub enum Arg<'a> {
    /// Text.
    Text(&'a str),
    /// A number; the message can choose its words by it.
    Number(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Arg::Text(text)
    }
}
impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Arg::Text(text)
    }
}
impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Arg::Number(number)
    }
}
impl From<&i64> for Arg<'_> {
    fn from(number: &i64) -> Self {
        Arg::Number(*number)
    }
}

/// Speaks one language, in one time zone.
#[derive(Debug, Clone)]
pub struct Locale {
    /// The language.
    pub language: Language,
    /// The time zone in which times are told.
    pub zone: jiff::tz::TimeZone,
}

impl Locale {
    /// In this language and time zone (an IANA name; UTC where it isn't one).
    pub fn new(language: Language, zone: &str) -> Self {
        Self { language, zone: jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC) }
    }

    /// The tag of the language, for `lang=`.
    pub const fn tag(&self) -> &'static str {
        self.language.tag()
    }

    /// `ltr` or `rtl`, for `dir=`.
    pub const fn dir(&self) -> &'static str {
        self.language.direction().as_str()
    }

    /// A message without arguments. Where the language is only begun, a message that it lacks comes in English, between
    /// [`bidi::LEFT_TO_RIGHT`] and [`bidi::END`]. A key that is missing everywhere shows itself, so that it is found.
    pub fn t(&self, key: &str) -> &'static str {
        book(self.language).plain.get(key).map_or_else(|| tracing_missing(key), String::as_str)
    }

    /// The message `prefix-word`, for words of a vocabulary.
    pub fn word(&self, prefix: &str, word: impl AsRef<str>) -> &'static str {
        let key = [prefix, word.as_ref()].join("-");
        self.t(&if key.contains('_') { key.replace('_', "-") } else { key })
    }

    /// A message with one argument.
    pub fn t1<'a>(&self, key: &str, name: &'a str, value: impl Into<Arg<'a>>) -> String {
        self.with(key, &[(name, value.into())])
    }

    /// A message with two arguments.
    pub fn t2<'a>(
        &self,
        key: &str,
        name: &'a str,
        value: impl Into<Arg<'a>>,
        name2: &'a str,
        value2: impl Into<Arg<'a>>,
    ) -> String {
        self.with(key, &[(name, value.into()), (name2, value2.into())])
    }

    /// A message with arguments.
    pub fn with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        Self::say(self.language, key, args)
            .or_else(|| {
                let english = Self::say(Language::English, key, args)?;
                Some(if self.language.is_begun() { bidi::left_to_right(&english) } else { english })
            })
            .unwrap_or_else(|| tracing_missing(key).to_owned())
    }

    fn say(language: Language, key: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        let book = book(language);
        let numbers = small_numbers(args);
        if let Some(said) = numbers.and_then(|numbers| book.said(key, numbers)) {
            return Some(said);
        }
        let mut fluent = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            fluent.set(
                (*name).to_owned(),
                match value {
                    Arg::Text(text) => {
                        FluentValue::from(bidi::isolated(text, language.direction()).into_owned())
                    }
                    Arg::Number(number) => FluentValue::from(*number),
                },
            );
        }
        let text = format(&book.bundle, key, Some(&fluent))?;
        if let Some(numbers) = numbers {
            book.keep(key, numbers, &text);
        }
        Some(text)
    }
}

/// A missing key shows itself; each is kept once, so that the answer can be `'static`.
fn tracing_missing(key: &str) -> &'static str {
    static SEEN: OnceLock<std::sync::Mutex<HashMap<String, &'static str>>> = OnceLock::new();
    let mut seen =
        SEEN.get_or_init(Default::default).lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(text) = seen.get(key) {
        return text;
    }
    // Keys come from code, never from people, so what is leaked is bounded.
    let text: &'static str = Box::leak(key.to_owned().into_boxed_str());
    seen.insert(key.to_owned(), text);
    text
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// Key to the names of its arguments.
    fn keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let mut keys = BTreeMap::new();
        for (file, source) in sources::of(language) {
            let resource = FluentResource::try_new((*source).to_owned())
                .unwrap_or_else(|(_, errors)| panic!("{}/{file}: {errors:?}", language.tag()));
            for entry in resource.entries() {
                if let fluent_syntax::ast::Entry::Message(message) = entry {
                    let text = format!("{:?}", message.value);
                    let args = text
                        .split("VariableReference { id: Identifier { name: \"")
                        .skip(1)
                        .filter_map(|rest| rest.split('"').next().map(str::to_owned))
                        .collect();
                    let before = keys.insert(message.id.name.to_owned(), args);
                    assert!(before.is_none(), "{} stands twice in {}", message.id.name, language.tag());
                }
            }
        }
        keys
    }

    #[test]
    fn every_complete_language_says_everything() {
        let english = keys(Language::English);
        for language in Language::ALL.iter().filter(|language| !language.is_begun()) {
            let own = keys(*language);
            let missing: Vec<_> = english.keys().filter(|key| !own.contains_key(*key)).collect();
            assert!(missing.is_empty(), "{} lacks {missing:?}", language.tag());
        }
    }

    /// Holds for begun languages too. How far each has come is printed with `--nocapture`.
    #[test]
    fn what_a_language_says_is_said_in_english_with_the_same_arguments() {
        let english = keys(Language::English);
        for language in Language::ALL {
            let own = keys(*language);
            for (key, args) in &own {
                let Some(wanted) = english.get(key) else {
                    panic!("{}: {key} isn't in English", language.tag())
                };
                assert_eq!(args, wanted, "{}: arguments of {key}", language.tag());
            }
            println!(
                "{}: {} of {} ({} %)",
                language.tag(),
                own.len(),
                english.len(),
                own.len() * 100 / english.len()
            );
        }
    }

    #[test]
    fn a_begun_language_says_in_english_what_it_lacks() {
        let arabic = keys(Language::Arabic);
        let l = Locale::new(Language::Arabic, "UTC");
        assert!(!arabic.contains_key("api-lead") && !arabic.contains_key("token-until"), "choose other keys");
        assert_eq!(l.t("api-lead"), "\u{2066}Everything that the pages do, programs can do too.\u{2069}");
        assert_eq!(l.t1("token-until", "moment", "غدًا"), "\u{2066}until \u{2068}غدًا\u{2069}\u{2069}");
        assert_eq!(l.t("no-such-key"), "no-such-key");
        assert_eq!(Locale::new(Language::German, "UTC").t("no-such-key"), "no-such-key");
    }

    #[test]
    fn arabic_counts_in_six_forms() {
        let l = Locale::new(Language::Arabic, "UTC");
        let told: Vec<String> = [0, 1, 2, 3, 11, 100].iter().map(|n| l.t1("ago-days", "count", *n)).collect();
        assert_eq!(told, ["اليوم", "قبل يوم", "قبل يومين", "قبل 3 أيام", "قبل 11 يومًا", "قبل 100 يوم"]);
    }

    #[test]
    fn numbers_go_by_their_names() {
        let l = Locale::new(Language::English, "UTC");
        // Twice each: made, and kept from before.
        for _ in 0..2 {
            let told = l.t2("ask-places", "found", 1, "wanted", 3);
            assert_eq!(l.t2("ask-places", "wanted", 3, "found", 1), told);
            assert_ne!(l.t2("ask-places", "found", 3, "wanted", 1), told);
            assert_ne!(l.t2("ask-places", "found", 1, "wanted", 300), told);
        }
    }

    #[test]
    fn a_name_of_the_other_direction_keeps_to_itself() {
        let arabic = Locale::new(Language::Arabic, "UTC");
        let english = Locale::new(Language::English, "UTC");
        assert_eq!(arabic.t1("join-invited-by", "name", "Ana"), "دعوة من \u{2068}Ana\u{2069}.");
        assert_eq!(arabic.t1("join-invited-by", "name", "ليلى"), "دعوة من ليلى.");
        assert_eq!(english.t1("join-invited-by", "name", "ليلى"), "\u{2068}ليلى\u{2069} invites you.");
    }
}
