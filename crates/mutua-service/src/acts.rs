//! Links in mails that do one thing.
