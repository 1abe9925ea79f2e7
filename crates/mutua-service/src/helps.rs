//! Helps: what happened, as each side tells it.
