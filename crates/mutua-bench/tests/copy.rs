//! Databases are copied whole: there and back, and while others write.

use std::path::Path;

use mutua_bench::{
    crash::Database,
    server::Server,
    world::{self, Shape},
};
use mutua_service::{Credential, asks};
use mutua_storage::{Address, OpenOptions, check_file, copy};
use rusqlite::types::Value;

const SHAPE: Shape = Shape { circles: 2, people: 8, open: 4, past: 3, past_elsewhere: 2 };

/// Every row of every table, sorted.
fn everything(path: &Path) -> rusqlite::Result<Vec<String>> {
    let conn = rusqlite::Connection::open(path)?;
    let tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'refinery_schema_history'";
    let mut names = conn.prepare(tables)?;
    let names: Vec<String> = names.query_map((), |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut all = Vec::new();
    for name in names {
        let mut rows = conn.prepare(&format!("SELECT * FROM {name}"))?;
        let columns = rows.column_count();
        let mut rows = rows.query(())?;
        while let Some(row) = rows.next()? {
            let values: Vec<Value> = (0..columns).map(|at| row.get(at)).collect::<Result<_, _>>()?;
            all.push(format!("{name}: {values:?}"));
        }
    }
    all.sort();
    Ok(all)
}

#[test]
fn what_is_copied_there_and_back_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(world::make(folder.path(), None, SHAPE)).unwrap();
    drop(runtime);
    let (first, last) = (folder.path().join("mutua.db"), folder.path().join("back.db"));
    let (from, to) = (Address::Sqlite(first.clone()), Address::Sqlite(last.clone()));
    let copied = if Server::is_installed() {
        let server = Server::start().unwrap();
        let between = Address::Postgres(server.create("copy").unwrap());
        let there = copy(&from, &between).unwrap();
        assert_eq!(copy(&between, &to).unwrap(), there);
        assert!(copy(&from, &between).unwrap_err().to_string().contains("holds something"));
        there
    } else {
        assert!(
            std::env::var_os("MUTUA_TEST_ALL").is_none(),
            "PostgreSQL isn't installed: run ./scripts/test"
        );
        copy(&from, &to).unwrap()
    };
    check_file(&last).unwrap();
    let (before, after) = (everything(&first).unwrap(), everything(&last).unwrap());
    assert_eq!(usize::try_from(copied.rows).unwrap(), before.len());
    assert!(before.len() > 200, "{}", before.len());
    assert_eq!(before, after);
    assert!(copy(&from, &to).unwrap_err().to_string().contains("holds something"), "nothing is overwritten");
}

#[test]
fn a_copy_that_is_taken_while_others_write_is_of_one_moment() {
    let folder = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let world = runtime.block_on(world::make(folder.path(), None, SHAPE)).unwrap();
    let app = world.open(&OpenOptions::default()).unwrap();
    let (circle, asker) = (world.circle.to_string(), world.viewer);
    let (stop, mut stopped) = tokio::sync::watch::channel(false);
    let writing = runtime.spawn(async move {
        let mut made = 0;
        while !*stopped.borrow_and_update() {
            let title = format!("Meanwhile {made}");
            let ask = asks::AskInput {
                title,
                kind: "practical".into(),
                circle: Some(circle.clone()),
                ..asks::AskInput::default()
            };
            app.write(&Credential::Person(asker), move |cx| asks::create(cx, &ask).map(drop)).await.unwrap();
            made += 1;
        }
        made
    });
    let from = Address::Sqlite(folder.path().join("mutua.db"));
    for round in 0..4 {
        let path = folder.path().join(format!("copy{round}.db"));
        copy(&from, &Address::Sqlite(path.clone())).unwrap();
        check_file(&path).unwrap();
        Database::Sqlite(path).half_done().unwrap();
    }
    stop.send(true).unwrap();
    let made: i32 = runtime.block_on(writing).unwrap();
    assert!(made > 4, "{made} asks were made meanwhile");
}

#[test]
fn a_damaged_file_is_told_from_a_whole_one() {
    let folder = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(world::make(folder.path(), None, SHAPE)).unwrap();
    drop(runtime);
    let copied = folder.path().join("copy.db");
    copy(&Address::Sqlite(folder.path().join("mutua.db")), &Address::Sqlite(copied.clone())).unwrap();
    check_file(&copied).unwrap();
    let mut bytes = std::fs::read(&copied).unwrap();
    let whole = bytes.len();
    bytes[whole / 2..whole / 2 + 9000].fill(0xA5);
    std::fs::write(&copied, &bytes).unwrap();
    assert!(check_file(&copied).is_err(), "damaged pages");
    std::fs::write(&copied, &bytes[..whole / 3]).unwrap();
    assert!(check_file(&copied).is_err(), "cut short");
}
