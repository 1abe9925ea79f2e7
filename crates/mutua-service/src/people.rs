//! Persons: joining, profile, guests who become full accounts, leaving for good.
