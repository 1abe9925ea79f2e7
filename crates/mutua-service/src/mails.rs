//! Mails: composed in the transaction that causes them, sent later.
