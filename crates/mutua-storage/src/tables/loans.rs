//! Helps that both sides call a loan.

use crate::statement::statements;

statements! {}
