//! One input struct reads forms and JSON: where a form sends text, JSON may send a number or yes and no.

use std::fmt;

use serde::{
    Deserializer,
    de::{Error, SeqAccess, Visitor},
};

struct Lenient;

impl<'de> Visitor<'de> for Lenient {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text, a whole number, or true or false")
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(text.to_owned()))
    }
    fn visit_bool<E: Error>(self, yes: bool) -> Result<Self::Value, E> {
        Ok(Some(yes.to_string()))
    }
    fn visit_i64<E: Error>(self, n: i64) -> Result<Self::Value, E> {
        Ok(Some(n.to_string()))
    }
    fn visit_u64<E: Error>(self, n: u64) -> Result<Self::Value, E> {
        Ok(Some(n.to_string()))
    }
    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// Reads text, a number, or yes and no, as text.
pub(crate) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    deserializer.deserialize_any(Lenient)
}

/// Reads yes and no, as text or as JSON says it, as text for [`is_yes`].
pub(crate) fn yes_no<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let typed = text(deserializer)?;
    match typed.as_deref().map(said) {
        Some(None) => Err(D::Error::custom("it is neither yes nor no: true or false")),
        None | Some(Some(_)) => Ok(typed),
    }
}

/// Yes or no; nothing for a word that is neither.
fn said(word: &str) -> Option<bool> {
    match word {
        "true" | "on" | "yes" => Some(true),
        "" | "false" | "off" | "no" => Some(false),
        _ => None,
    }
}

struct Several;

impl<'de> Visitor<'de> for Several {
    type Value = Option<Vec<String>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of texts")
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Some(text).filter(|text| !text.is_empty()).map(str::to_owned).into_iter().collect()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut texts = Vec::new();
        while let Some(text) = list.next_element::<String>()? {
            if !text.is_empty() {
                texts.push(text);
            }
        }
        Ok(Some(texts))
    }
    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
}

/// Reads a list that may be left out. A form says "none of them" with an empty field of the same name.
pub(crate) fn list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<String>>, D::Error> {
    deserializer.deserialize_any(Several)
}

/// Whether a field that was read by [`yes_no`] says yes.
pub(crate) fn is_yes(text: Option<&str>) -> bool {
    text.and_then(said).unwrap_or(false)
}
