//! What stewards did, and why.

use crate::statement::statements;

statements! {}
