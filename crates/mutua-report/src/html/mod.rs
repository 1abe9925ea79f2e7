//! Self-contained pages and their drawings.
