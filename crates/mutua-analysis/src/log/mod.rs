//! Help over time.
