//! What the service does, on a fresh database of each sort. One binary, so that it is linked once.
#![cfg(feature = "testing")]
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod applications;
mod ask_life;
mod asks;
mod backups;
mod blocks;
mod capacity;
mod check_ins;
mod circle_support;
mod circles;
mod helps;
mod invitations;
mod linked_days;
mod memberships;
mod mirror;
mod needs;
mod notices;
mod offers;
mod people;
mod sign_in;
mod suggestions;
mod supporters;
mod wellbeing;
