//! The short form of `./scripts/crash`: the program is killed under load, and nothing is lost.

use std::time::Duration;

use mutua_bench::crash::{self, Plan};

fn plan(postgres: bool) -> Plan {
    Plan {
        program: env!("CARGO_BIN_EXE_mutua").into(),
        postgres,
        rounds: 3,
        longest: Duration::from_millis(500),
        seed: 3,
    }
}

#[test]
fn three_kills_lose_nothing_on_sqlite() {
    let seen = crash::run(&plan(false)).unwrap();
    assert!(seen.kills == 4 && seen.acknowledged > 20 && seen.mails > 0, "{seen}");
}

#[test]
fn three_kills_lose_nothing_on_postgres() {
    if !crash::has_postgres() {
        assert!(
            std::env::var_os("MUTUA_TEST_ALL").is_none(),
            "PostgreSQL isn't installed: run ./scripts/test"
        );
        eprintln!("skipped: PostgreSQL isn't installed");
        return;
    }
    let seen = crash::run(&plan(true)).unwrap();
    assert!(seen.database_kills == 2 && seen.acknowledged > 20 && seen.mails > 0, "{seen}");
}
