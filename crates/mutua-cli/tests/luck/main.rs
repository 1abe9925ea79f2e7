//! Bad luck: the real program is started, what it stands on is broken for real, and it is looked what people and the operator
//! are told, whether it comes back by itself, and that nothing is lost. A module for each sort; what they share is in `place`.
//! What operators see and do is told in `docs/operators/bad-luck.md`.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod clock;
mod disk;
mod ending;
mod files;
mod locks;
mod mail;
mod place;
mod postgres;
