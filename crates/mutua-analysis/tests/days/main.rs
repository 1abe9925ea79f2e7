//! Linked days against planted truth and against real couples, with the reference figures of statsmodels and R.

mod chance;
mod couples;
mod planted;
mod shared;
