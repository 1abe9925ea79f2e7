//! Thanks.

use crate::statement::statements;

statements! {}
