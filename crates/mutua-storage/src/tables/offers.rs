//! Standing offers and the words by which they are found.

use crate::statement::statements;

statements! {}
