//! Needs, kept and asked.

use crate::statement::statements;

statements! {}
