//! Statements have names and are known, all of them, to the test that prepares them on both databases.

/// One SQL text for both databases, or a pair where a dialect forces two.
#[derive(Debug)]
pub struct Statement {
    /// Area and name, for messages.
    pub name: &'static str,
    /// The text for SQLite.
    pub sqlite: &'static str,
    /// The text for PostgreSQL.
    pub postgres: &'static str,
}

/// Declares the statements of an area and the list `STATEMENTS` of them all.
macro_rules! statements {
    (@one $name:ident $sql:expr) => {
        $crate::Statement { name: concat!(module_path!(), "::", stringify!($name)), sqlite: $sql, postgres: $sql }
    };
    (@one $name:ident $sqlite:expr, $postgres:expr) => {
        $crate::Statement { name: concat!(module_path!(), "::", stringify!($name)), sqlite: $sqlite, postgres: $postgres }
    };
    ($($(#[$meta:meta])* $name:ident = $sqlite:expr $(, on postgres $postgres:literal)?;)*) => {
        $($(#[$meta])* static $name: $crate::Statement = $crate::statement::statements!(@one $name $sqlite $(, $postgres)?);)*
        /// Every statement of this area.
        pub(crate) static STATEMENTS: &[&$crate::Statement] = &[$(&$name),*];
    };
}
pub(crate) use statements;

/// Every statement there is.
pub fn all_statements() -> impl Iterator<Item = &'static Statement> {
    crate::tables::ALL.iter().flat_map(|area| area.iter().copied())
}
