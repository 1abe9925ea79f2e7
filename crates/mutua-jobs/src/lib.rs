//! The worker: claims jobs that are due and does them through the service.
//!
//! A job is claimed for a while (its lease), done and ended in one transaction, so that two workers never do it both;
//! what a worker that died had claimed is taken over when its lease ends. A mail leaves outside of any transaction:
//! it is sent at least once, under an id that stays the same, so that its receiver can tell a second copy.
//!
//! **How to add a job**: a variant of [`mutua_service::jobs::Job`] and its arm in `work.rs`.

mod trust;
mod work;
mod worker;

pub use worker::Worker;
