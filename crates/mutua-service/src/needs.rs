//! Needs, kept to oneself or asked.
