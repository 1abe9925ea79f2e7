//! Several nodes of the program on one PostgreSQL.

use std::path::Path;

use mutua_bench::{
    crash,
    nodes::{self, Cluster},
};

fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_mutua"))
}

/// Whether PostgreSQL is there; where nothing may be left out, it has to be.
fn has_postgres() -> bool {
    let has = crash::has_postgres();
    assert!(
        has || std::env::var_os("MUTUA_TEST_ALL").is_none(),
        "PostgreSQL isn't installed: run ./scripts/test"
    );
    if !has {
        mutua_bench::say("skipped: PostgreSQL isn't installed");
    }
    has
}

#[test]
fn two_nodes_can_begin_on_an_empty_database_at_once() {
    if has_postgres() {
        nodes::race(program()).unwrap();
    }
}

#[test]
fn nodes_know_of_each_other_and_are_restarted_without_anyone_noticing() {
    if !has_postgres() {
        return;
    }
    let mut cluster = Cluster::start(program()).unwrap();
    let seen = cluster.roll().unwrap();
    assert!(seen.sent_again.is_empty(), "no request failed: {seen:?}");
    assert!(seen.acknowledged > 20 && seen.mails > 0, "{seen:?}");
    cluster.know_of_each_other().unwrap();
    cluster.end();
}
