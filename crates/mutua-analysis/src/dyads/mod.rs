//! Pairs who keep diaries.
