//! Helps that both sides call a loan; letting go.
