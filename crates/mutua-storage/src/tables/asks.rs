//! Asks, their reach and their times.

use crate::statement::statements;

statements! {}
