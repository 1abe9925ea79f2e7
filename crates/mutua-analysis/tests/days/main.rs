//! Linked days against planted truth and against real couples, with the reference figures of statsmodels and R.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that can't go on fails; one that is skipped says so"
)]

mod alone;
mod chance;
mod couples;
mod planted;
mod shared;
