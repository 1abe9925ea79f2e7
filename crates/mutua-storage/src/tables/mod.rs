//! The statements of each area and the rows they give.
//!
//! To add an area: a module with a `statements!` list and functions over [`crate::Tx`], and its list in `ALL`.

use crate::statement::Statement;

pub mod circles;
pub mod people;
pub mod settings;

/// Every list of statements.
pub(crate) static ALL: &[&[&Statement]] = &[settings::STATEMENTS, people::STATEMENTS, circles::STATEMENTS];
