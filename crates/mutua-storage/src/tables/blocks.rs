//! Who wants nothing to do with whom.

use crate::statement::statements;

statements! {}
