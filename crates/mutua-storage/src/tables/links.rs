//! Secret links that work once, or until they are replaced.

use crate::statement::statements;

statements! {}
