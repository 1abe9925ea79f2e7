//! The only place with SQL. One text serves SQLite and PostgreSQL.
//!
//! What lives here: the two drivers behind one [`Tx`], the migrations, and for each area a module of
//! statements with the rows they give. What must not: rules and permissions (those are the service's).
//!
//! **How to add a statement.** Put it in the `statements!` list of its area's module. A test prepares every
//! statement of every list on both databases and compares columns and parameters. Parameters are `$1`, `$2`, …
//! and first appear in that order (SQLite numbers them by first appearance). No date, JSON or `now()` functions; casts
//! on sums; no reliance on collation: sort text in Rust, compare it folded.

mod copy;
mod error;
pub mod inspect;
pub mod keys;
mod meter;
mod migrate;
mod postgres_lanes;
mod postgres_reach;
mod row;
mod sqlite_lanes;
mod statement;
mod store;
mod turn;
mod tx;
mod value;

pub mod tables;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

/// What the drivers of databases log below a warning quotes the values of statements, private words among them. Whoever
/// starts a log caps these targets, whatever level it has.
pub const LOG_CAPS: &[&str] = &["tokio_postgres=warn", "postgres=warn"];

pub use copy::{Copied, check_file, copy};
pub use error::{StorageError, Violation};
pub use meter::{LaneLabel, Meter};
pub use migrate::migrate;
pub use row::{FromRow, Row};
pub use statement::{Statement, all_statements};
pub use store::{Address, OpenOptions, Store};
pub use tx::Tx;
pub use value::Value;
