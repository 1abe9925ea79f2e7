//! Applying to a circle, and the answer.
