//! The words of the pages and mails in each language.
//!
//! Messages are Fluent files in `locales/<language>/<area>.ftl`, compiled in. Every key stands in English; a test
//! sees to it that every other language has the same keys with the same arguments.
//!
//! To add a language: a folder, a line in [`Language::ALL`] and in `SOURCES`. To add a message: a line in the
//! area's file of each language.

use std::{collections::HashMap, sync::OnceLock};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

mod dates;
mod sources;

pub use dates::Day;

/// A language that Mutua speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// English.
    English,
    /// German.
    German,
}

impl Language {
    /// Every language, in the order of the menu.
    pub const ALL: &'static [Self] = &[Self::English, Self::German];

    /// Its BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// Its name in itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
        }
    }

    /// The language of a tag such as `de` or `de-AT`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let base = tag.split(['-', '_']).next().unwrap_or(tag);
        Self::ALL.iter().copied().find(|language| language.tag().eq_ignore_ascii_case(base))
    }

    /// The first language of an `Accept-Language` header that we speak, by its weights; English if none.
    pub fn negotiate(header: &str) -> Self {
        let mut wanted: Vec<(f32, Self)> = header
            .split(',')
            .filter_map(|part| {
                let mut pieces = part.trim().split(';');
                let language = Self::from_tag(pieces.next()?.trim())?;
                let weight = pieces.find_map(|p| p.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
                Some((weight, language))
            })
            .collect();
        wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
        wanted.first().map_or(Self::English, |(_, language)| *language)
    }
}

struct Book {
    bundle: FluentBundle<FluentResource>,
    /// Messages without arguments, ready made: a page has dozens.
    plain: HashMap<String, String>,
}

static BOOKS: OnceLock<Vec<Book>> = OnceLock::new();

fn book(language: Language) -> &'static Book {
    let books = BOOKS.get_or_init(|| Language::ALL.iter().map(|language| open(*language)).collect());
    &books[Language::ALL.iter().position(|l| *l == language).unwrap_or(0)]
}

fn open(language: Language) -> Book {
    let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // The marks that isolate an argument's direction show up as boxes in mails and titles.
    bundle.set_use_isolating(false);
    let mut plain = HashMap::new();
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
    Book { bundle, plain }
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

    /// A message without arguments. A key that is missing shows itself, so that it is found.
    pub fn t(&self, key: &str) -> &'static str {
        if let Some(text) =
            book(self.language).plain.get(key).or_else(|| book(Language::English).plain.get(key))
        {
            return text;
        }
        tracing_missing(key)
    }

    /// The message `prefix-word`, for words of a vocabulary.
    pub fn word(&self, prefix: &str, word: impl AsRef<str>) -> &'static str {
        self.t(&format!("{prefix}-{}", word.as_ref().replace('_', "-")))
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
        let mut fluent = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            fluent.set(
                (*name).to_owned(),
                match value {
                    Arg::Text(text) => FluentValue::from((*text).to_owned()),
                    Arg::Number(number) => FluentValue::from(*number),
                },
            );
        }
        format(&book(self.language).bundle, key, Some(&fluent))
            .or_else(|| format(&book(Language::English).bundle, key, Some(&fluent)))
            .unwrap_or_else(|| tracing_missing(key).to_owned())
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
    fn every_language_says_everything_with_the_same_arguments() {
        let english = keys(Language::English);
        for language in Language::ALL {
            let other = keys(*language);
            let missing: Vec<_> = english.keys().filter(|key| !other.contains_key(*key)).collect();
            let extra: Vec<_> = other.keys().filter(|key| !english.contains_key(*key)).collect();
            assert!(
                missing.is_empty() && extra.is_empty(),
                "{}: missing {missing:?}, extra {extra:?}",
                language.tag()
            );
            for (key, args) in &english {
                assert_eq!(args, &other[key], "{}: arguments of {key}", language.tag());
            }
        }
    }

    #[test]
    fn negotiation_follows_the_weights() {
        assert_eq!(Language::negotiate("fr, de;q=0.8, en;q=0.5"), Language::German);
        assert_eq!(Language::negotiate("en-GB,de;q=0.9"), Language::English);
        assert_eq!(Language::negotiate("¡;q=x,,;"), Language::English);
    }
}
