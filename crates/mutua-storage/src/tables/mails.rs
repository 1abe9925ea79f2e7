//! Mails that wait to be sent or were.

use crate::statement::statements;

statements! {}
