//! Pledges.

use crate::statement::statements;

statements! {}
