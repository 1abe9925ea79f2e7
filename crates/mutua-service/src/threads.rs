//! The words between those involved in an ask.
