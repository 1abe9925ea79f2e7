//! Several standings at once.
