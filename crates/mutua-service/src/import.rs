//! Logs of help from elsewhere.
