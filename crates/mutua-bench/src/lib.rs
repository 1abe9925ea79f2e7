//! Measures Mutua against limits, on this machine, in this run: always two sides in turns, medians, ratios. And kills it,
//! to see that nothing is lost (`src/bin/crash.rs`), and runs several nodes of it ([`nodes`]).
//!
//! Not a part of the product. The server that is measured runs in a process of its own ([`host`]), so that its CPU can be
//! told from the load's. It reads `/proc`, so it runs on Linux.
//!
//! **How to add a figure**: a function in [`sections`] that gives [`report::Figure`]s, and its name in
//! `src/bin/bench.rs`.

pub mod crash;
pub mod host;
pub mod http;
pub mod load;
pub mod nodes;
pub mod place;
pub mod process;
pub mod report;
pub mod sections;
pub mod server;
pub mod world;

use std::io::Write as _;

/// Says what goes on, on standard error.
pub fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Gives a result, on standard output.
pub fn result(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
    let _ = std::io::stdout().flush();
}
