//! The words in the thread of an ask.

use crate::statement::statements;

statements! {}
