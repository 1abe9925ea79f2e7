//! What pages and the API do, spoken to as browsers and programs do. One binary, so that it is linked once.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod asks;
mod capacity;
mod check_ins;
mod circles;
mod fuzz;
mod helps;
mod invitations;
mod memberships;
mod mirror;
mod notices;
mod offers;
mod people;
#[path = "../support/mod.rs"]
mod support;
mod supporters;
mod wellbeing;
