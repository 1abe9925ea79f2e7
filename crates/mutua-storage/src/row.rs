//! Rows, read column by column in the order of the statement.

use postgres::types::Type;

use crate::{
    error::StorageError,
    value::{FromValue, Value, ValueRef},
};

/// One row of a result, read from left to right.
pub struct Row<'a> {
    source: Source<'a>,
    next: usize,
}

enum Source<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a postgres::Row),
}

impl<'a> Row<'a> {
    pub(crate) const fn sqlite(row: &'a rusqlite::Row<'a>) -> Self {
        Self { source: Source::Sqlite(row), next: 0 }
    }

    pub(crate) const fn postgres(row: &'a postgres::Row) -> Self {
        Self { source: Source::Postgres(row), next: 0 }
    }

    /// Every column that is left.
    ///
    /// # Errors
    /// [`StorageError::Decode`] where one can't be read.
    pub fn rest(&mut self) -> Result<Vec<Value>, StorageError> {
        let columns = match self.source {
            Source::Sqlite(row) => row.as_ref().column_count(),
            Source::Postgres(row) => row.len(),
        };
        (self.next..columns).map(|_| self.next()).collect()
    }

    /// The next column.
    ///
    /// # Errors
    /// [`StorageError::Decode`] where it isn't of this type or there is none.
    #[expect(clippy::should_implement_trait, reason = "reads like a cursor; each call has its own type")]
    pub fn next<T: FromValue>(&mut self) -> Result<T, StorageError> {
        let at = self.next;
        T::from_value(self.next_ref()?).map_err(|error| match error {
            StorageError::Decode(text) => StorageError::Decode(format!("column {at}: {text}")),
            other => other,
        })
    }
}

impl<'a> Row<'a> {
    /// The next column as the row holds it.
    pub(crate) fn next_ref(&mut self) -> Result<ValueRef<'a>, StorageError> {
        let at = self.next;
        self.next += 1;
        match self.source {
            Source::Sqlite(row) => sqlite_value(row, at),
            Source::Postgres(row) => postgres_value(row, at),
        }
    }
}

fn sqlite_value<'r>(row: &'r rusqlite::Row<'_>, at: usize) -> Result<ValueRef<'r>, StorageError> {
    use rusqlite::types::ValueRef as Ref;
    Ok(match row.get_ref(at)? {
        Ref::Null => ValueRef::Null,
        Ref::Integer(n) => ValueRef::Int(n),
        Ref::Text(text) => ValueRef::Text(
            std::str::from_utf8(text).map_err(|_| StorageError::Decode("text that isn't UTF-8".into()))?,
        ),
        Ref::Blob(bytes) => ValueRef::Bytes(bytes),
        Ref::Real(_) => return Err(StorageError::Decode("a fraction, where none is stored".into())),
    })
}

fn postgres_value(row: &postgres::Row, at: usize) -> Result<ValueRef<'_>, StorageError> {
    let column = row.columns().get(at).ok_or_else(|| StorageError::Decode(format!("no column {at}")))?;
    let value = match *column.type_() {
        Type::INT8 => row.try_get::<_, Option<i64>>(at)?.map(ValueRef::Int),
        Type::INT4 => row.try_get::<_, Option<i32>>(at)?.map(|n| ValueRef::Int(n.into())),
        Type::BOOL => row.try_get::<_, Option<bool>>(at)?.map(ValueRef::Bool),
        Type::BYTEA => row.try_get::<_, Option<&[u8]>>(at)?.map(ValueRef::Bytes),
        Type::UUID => row.try_get::<_, Option<uuid::Uuid>>(at)?.map(ValueRef::Id),
        Type::TEXT | Type::VARCHAR | Type::NAME => row.try_get::<_, Option<&str>>(at)?.map(ValueRef::Text),
        ref other => return Err(StorageError::Decode(format!("a column of type {other}"))),
    };
    Ok(value.unwrap_or(ValueRef::Null))
}

/// Reads itself from a row.
pub trait FromRow: Sized {
    /// # Errors
    /// [`StorageError::Decode`] where a column isn't what it should be.
    fn from_row(row: &mut Row<'_>) -> Result<Self, StorageError>;
}

impl<A: FromValue> FromRow for (A,) {
    fn from_row(row: &mut Row<'_>) -> Result<Self, StorageError> {
        Ok((row.next()?,))
    }
}
impl<A: FromValue, B: FromValue> FromRow for (A, B) {
    fn from_row(row: &mut Row<'_>) -> Result<Self, StorageError> {
        Ok((row.next()?, row.next()?))
    }
}
impl<A: FromValue, B: FromValue, C: FromValue> FromRow for (A, B, C) {
    fn from_row(row: &mut Row<'_>) -> Result<Self, StorageError> {
        Ok((row.next()?, row.next()?, row.next()?))
    }
}
impl<A: FromValue, B: FromValue, C: FromValue, D: FromValue> FromRow for (A, B, C, D) {
    fn from_row(row: &mut Row<'_>) -> Result<Self, StorageError> {
        Ok((row.next()?, row.next()?, row.next()?, row.next()?))
    }
}

/// Declares a struct that is read from a row, field by field in the order of the columns.
macro_rules! row {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$fmeta:meta])* pub $field:ident: $ty:ty),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name { $($(#[$fmeta])* pub $field: $ty),+ }

        impl $crate::FromRow for $name {
            fn from_row(row: &mut $crate::Row<'_>) -> Result<Self, $crate::StorageError> {
                Ok(Self { $($field: row.next()?),+ })
            }
        }
    };
}
pub(crate) use row;
