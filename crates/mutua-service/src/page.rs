//! Long lists come in pages, newest first; a cursor says where the last one ended.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::error::{Error, Result};

/// How many entries a page has unless its reader says otherwise.
const DEFAULT: i64 = 30;
/// The most entries of one page.
const MOST: i64 = 100;

/// Which page of a list.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageInput {
    /// Where the last page ended, as it said in `next`.
    pub cursor: Option<String>,
    /// How many entries, 1 to 100; 30 unless given.
    pub limit: Option<i64>,
}

/// A place in a list that is sorted by id, newest first.
#[derive(Debug, Clone, Copy)]
pub struct Cursor {
    /// Entries before this id; the highest id for the first page.
    pub before: Uuid,
    /// How many the reader wants.
    pub limit: i64,
}

/// One page of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Page<T> {
    /// The entries.
    pub items: Vec<T>,
    /// The cursor of the next page; none where this is the last.
    pub next: Option<String>,
}

impl PageInput {
    /// Reads the cursor.
    ///
    /// # Errors
    /// `cursor` where it isn't one of ours, `number` where the limit is out of range.
    pub fn parse(&self) -> Result<Cursor> {
        let before = match self.cursor.as_deref() {
            None | Some("") => Uuid::max(),
            Some(text) => URL_SAFE_NO_PAD
                .decode(text)
                .ok()
                .and_then(|bytes| Uuid::from_slice(&bytes).ok())
                .ok_or_else(|| Error::invalid("cursor", "cursor"))?,
        };
        let limit = self.limit.unwrap_or(DEFAULT);
        if !(1..=MOST).contains(&limit) {
            return Err(mutua_domain::Invalid(vec![(
                "limit",
                mutua_domain::Problem::new("number").with("min", 1).with("max", MOST),
            )])
            .into());
        }
        Ok(Cursor { before, limit })
    }
}

impl Cursor {
    /// How many rows to fetch: one more than wanted tells whether there is a next page.
    pub const fn fetch(self) -> i64 {
        self.limit + 1
    }

    /// Cuts the fetched rows to a page.
    pub fn page<T>(self, mut items: Vec<T>, id: impl Fn(&T) -> Uuid) -> Page<T> {
        let wanted = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let more = items.len() > wanted;
        items.truncate(wanted);
        let next =
            if more { items.last().map(|last| URL_SAFE_NO_PAD.encode(id(last).as_bytes())) } else { None };
        Page { items, next }
    }
}

impl<T> Page<T> {
    /// The same page with other entries.
    pub fn map<U>(self, code: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(code).collect(), next: self.next }
    }
}

/// Reads a number that a form sends as text and a program as a number.
///
/// # Errors
/// Where it is neither.
pub(crate) fn loose<'de, D: serde::Deserializer<'de>>(
    from: D,
) -> std::result::Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Loose {
        Number(i64),
        Text(String),
    }
    Ok(Option::<Loose>::deserialize(from)?.map(|value| match value {
        Loose::Number(n) => n.to_string(),
        Loose::Text(text) => text,
    }))
}
