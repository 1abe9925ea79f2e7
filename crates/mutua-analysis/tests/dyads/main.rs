//! The actor-partner model against published tables, R's nlme and lme4, and itself.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod acitelli;
mod diary;
mod missing;
mod properties;
mod refusals;
mod table;
