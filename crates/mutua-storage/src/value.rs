//! Values as they pass between Rust and both databases.
//!
//! Ids are `UUID` columns (16 bytes on SQLite), times `BIGINT` microseconds since 1970 in UTC, words of a
//! vocabulary `TEXT`. To store another type: a `From` for the way in, a [`FromValue`] for the way out.

use jiff::Timestamp;
use mutua_domain::{group_figure, id, kind::Kind, life, text};
use uuid::Uuid;

use crate::error::StorageError;

/// One value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// No value.
    Null,
    /// A whole number.
    Int(i64),
    /// Yes or no.
    Bool(bool),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// An id.
    Id(Uuid),
}

/// A value as a row holds it: what is kept of it is copied out once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ValueRef<'a> {
    /// No value.
    Null,
    /// A whole number.
    Int(i64),
    /// Yes or no.
    Bool(bool),
    /// Text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
    /// An id.
    Id(Uuid),
}

/// The values of a statement, in the order of its parameters.
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::Value::from($value)),*] };
}
pub(crate) use params;

/// Reads a value as a type.
pub trait FromValue: Sized {
    /// # Errors
    /// [`StorageError::Decode`] where the value isn't of this type.
    fn from_value(value: ValueRef<'_>) -> Result<Self, StorageError>;
}

fn unlike<T>(wanted: &str, value: ValueRef<'_>) -> Result<T, StorageError> {
    // The value itself may be private: only its shape is told.
    let found = match value {
        ValueRef::Null => "nothing",
        ValueRef::Int(_) => "a number",
        ValueRef::Bool(_) => "yes or no",
        ValueRef::Text(_) => "text",
        ValueRef::Bytes(_) => "bytes",
        ValueRef::Id(_) => "an id",
    };
    Err(StorageError::Decode(format!("wanted {wanted}, found {found}")))
}

impl FromValue for Value {
    fn from_value(value: ValueRef<'_>) -> Result<Self, StorageError> {
        Ok(match value {
            ValueRef::Null => Self::Null,
            ValueRef::Int(n) => Self::Int(n),
            ValueRef::Bool(b) => Self::Bool(b),
            ValueRef::Text(text) => Self::Text(text.to_owned()),
            ValueRef::Bytes(bytes) => Self::Bytes(bytes.to_vec()),
            ValueRef::Id(id) => Self::Id(id),
        })
    }
}
impl FromValue for i64 {
    fn from_value(value: ValueRef<'_>) -> Result<Self, StorageError> {
        match value {
            ValueRef::Int(n) => Ok(n),
            other => unlike("a number", other),
        }
    }
}
impl FromValue for bool {
    fn from_value(value: ValueRef<'_>) -> Result<Self, StorageError> {
        match value {
            ValueRef::Bool(b) => Ok(b),
            ValueRef::Int(n) => Ok(n != 0),
            other => unlike("yes or no", other),
        }
    }
}
impl FromValue for String {
    fn from_value(value: ValueRef<'_>) -> Result<Self, StorageError> {
        text(value).map(str::to_owned)
    }
}
impl FromValue for Vec<u8> {
    fn from_value(value: ValueRef<'_>) -> Result<Self, StorageError> {
        match value {
            ValueRef::Bytes(bytes) => Ok(bytes.to_vec()),
            other => unlike("bytes", other),
        }
    }
}
impl FromValue for Uuid {
    fn from_value(value: ValueRef<'_>) -> Result<Self, StorageError> {
        match value {
            ValueRef::Id(id) => Ok(id),
            ValueRef::Bytes(bytes) => {
                Self::from_slice(bytes).map_err(|_| StorageError::Decode("an id of a wrong length".into()))
            }
            other => unlike("an id", other),
        }
    }
}
impl FromValue for Timestamp {
    fn from_value(value: ValueRef<'_>) -> Result<Self, StorageError> {
        Self::from_microsecond(i64::from_value(value)?)
            .map_err(|_| StorageError::Decode("a time out of range".into()))
    }
}
impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: ValueRef<'_>) -> Result<Self, StorageError> {
        match value {
            ValueRef::Null => Ok(None),
            other => T::from_value(other).map(Some),
        }
    }
}

fn text(value: ValueRef<'_>) -> Result<&str, StorageError> {
    match value {
        ValueRef::Text(text) => Ok(text),
        other => unlike("text", other),
    }
}

impl From<i64> for Value {
    fn from(n: i64) -> Self {
        Self::Int(n)
    }
}
impl From<bool> for Value {
    fn from(b: bool) -> Self {
        Self::Bool(b)
    }
}
impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}
impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}
impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}
impl From<Uuid> for Value {
    fn from(id: Uuid) -> Self {
        Self::Id(id)
    }
}
impl From<Timestamp> for Value {
    fn from(at: Timestamp) -> Self {
        Self::Int(at.as_microsecond())
    }
}
impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

macro_rules! ids {
    ($($name:ident),+ $(,)?) => { $(
        impl From<id::$name> for Value { fn from(id: id::$name) -> Self { Self::Id(id.0) } }
        impl FromValue for id::$name {
            fn from_value(value: ValueRef<'_>) -> Result<Self, StorageError> { Uuid::from_value(value).map(Self) }
        }
    )+ };
}
ids!(
    PersonId,
    CircleId,
    MembershipId,
    InvitationId,
    NeedId,
    AskId,
    AskTimeId,
    PledgeId,
    MessageId,
    HelpId,
    ThanksId,
    OfferId,
    NoticeId,
    MailId,
    SessionId,
    TokenId,
    LinkId,
    RecordId,
    CheckInId,
    SupporterId,
    WellbeingAnswerId,
    DayLinkId,
);

macro_rules! words {
    ($($name:path),+ $(,)?) => { $(
        impl From<$name> for Value { fn from(word: $name) -> Self { Self::Text(word.as_str().to_owned()) } }
        impl FromValue for $name {
            fn from_value(value: ValueRef<'_>) -> Result<Self, StorageError> {
                let word = text(value)?;
                <$name>::from_word(word)
                    .ok_or_else(|| StorageError::Decode(format!("{} has no {word:?}", stringify!($name))))
            }
        }
    )+ };
}
words!(
    Kind,
    life::PersonState,
    life::LinkPurpose,
    life::MemberRole,
    life::MembershipState,
    life::Joining,
    life::NeedState,
    life::AskState,
    life::Effort,
    life::AskWhen,
    life::Reach,
    life::PledgeState,
    life::Outcome,
    life::Side,
    life::ToldBy,
    life::ThanksAudience,
    life::LoanState,
    life::OfferState,
    life::NoticeKind,
    life::NoticeMode,
    life::RecordKind,
    life::CheckInShare,
    life::Rhythm,
    life::SupporterSort,
    life::TouchRhythm,
    life::PledgeWish,
    group_figure::Figure,
);

macro_rules! texts {
    ($($name:path),+ $(,)?) => { $(
        impl From<&$name> for Value { fn from(text: &$name) -> Self { Self::Text(text.as_str().to_owned()) } }
    )+ };
}
texts!(text::Name, text::Title, text::Line, text::Lines, text::Words, text::Email);

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput as Out, ValueRef as Ref};
        Ok(Out::Borrowed(match self {
            Self::Null => Ref::Null,
            Self::Int(n) => Ref::Integer(*n),
            Self::Bool(b) => Ref::Integer(i64::from(*b)),
            Self::Text(text) => Ref::Text(text.as_bytes()),
            Self::Bytes(bytes) => Ref::Blob(bytes),
            Self::Id(id) => Ref::Blob(id.as_bytes()),
        }))
    }
}

impl postgres::types::ToSql for Value {
    fn to_sql(
        &self,
        ty: &postgres::types::Type,
        out: &mut postgres::types::private::BytesMut,
    ) -> Result<postgres::types::IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(postgres::types::IsNull::Yes),
            Self::Int(n) => n.to_sql_checked(ty, out),
            Self::Bool(b) => b.to_sql_checked(ty, out),
            Self::Text(text) => text.to_sql_checked(ty, out),
            Self::Bytes(bytes) => bytes.to_sql_checked(ty, out),
            Self::Id(id) => id.to_sql_checked(ty, out),
        }
    }

    fn accepts(_: &postgres::types::Type) -> bool {
        true
    }

    postgres::types::to_sql_checked!();
}
