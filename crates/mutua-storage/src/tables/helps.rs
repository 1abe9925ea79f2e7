//! Helps and both tellings of each.

use crate::statement::statements;

statements! {}
