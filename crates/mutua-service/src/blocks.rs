//! Wanting nothing to do with someone.
