//! Links by which people join a circle.

use crate::statement::statements;

statements! {}
