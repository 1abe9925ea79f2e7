//! What both databases promise: whole or nothing, one harms no neighbour, rules hold between writers.
#![cfg(feature = "testing")]
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use mutua_storage::{Address, OpenOptions, StorageError, Store, Tx, tables::settings, testing};

async fn value(store: &Store, name: &'static str) -> Option<String> {
    store.read(move |tx| settings::get(tx, name)).await.unwrap()
}

#[tokio::test]
async fn what_fails_leaves_nothing_and_harms_no_neighbour() {
    for database in testing::databases() {
        let store = &database.store;
        let mut running = Vec::new();
        for n in 0..40_u32 {
            let store = store.clone();
            running.push(tokio::spawn(async move {
                store
                    .write(move |tx| {
                        settings::put(tx, &format!("n{n}"), "here")?;
                        match n % 4 {
                            0 => Err(StorageError::Other("no".into())),
                            1 => panic!("a bug"),
                            _ => Ok(()),
                        }
                    })
                    .await
            }));
        }
        for (n, task) in running.into_iter().enumerate() {
            let outcome = task.await.unwrap();
            let name: &'static str = Box::leak(format!("n{n}").into_boxed_str());
            assert_eq!(outcome.is_ok(), n % 4 > 1, "{n}: {outcome:?}");
            assert_eq!(value(store, name).await.is_some(), n % 4 > 1, "{n}");
        }
    }
}

/// Adds a letter to what was told, and announces it.
fn tell(tx: &mut Tx<'_>, letter: &'static str) -> Result<(), StorageError> {
    let before = settings::get(tx, "told")?.unwrap_or_default();
    settings::put(tx, "told", &format!("{before}{letter}"))?;
    tx.announce(letter);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_runs_beside_one_that_is_taken_back_happens_once() {
    for database in testing::databases() {
        let store = &database.store;
        let mut news = store.announcements();
        // The listener of PostgreSQL connects on a thread of its own.
        tokio::time::sleep(Duration::from_millis(300)).await;
        let write = |takes: Duration, letter: &'static str, fails: bool| {
            let store = store.clone();
            tokio::spawn(async move {
                let code = move |tx: &mut Tx<'_>| {
                    std::thread::sleep(takes);
                    tell(tx, letter)?;
                    if fails { Err(StorageError::Other("no".into())) } else { Ok(()) }
                };
                store.write(code).await
            })
        };
        let mut running = vec![write(Duration::from_millis(200), "a", false)];
        // While it runs, the others come to wait together.
        tokio::time::sleep(Duration::from_millis(50)).await;
        running.extend([("b", false), ("c", true), ("d", false)].map(|(l, f)| write(Duration::ZERO, l, f)));
        let mut kept = Vec::new();
        for task in running {
            kept.push(task.await.unwrap().is_ok());
        }
        assert_eq!(kept, [true, true, false, true]);
        let sorted = |text: String| {
            let mut letters: Vec<char> = text.chars().collect();
            letters.sort_unstable();
            letters.into_iter().collect::<String>()
        };
        assert_eq!(value(store, "told").await.map(sorted).as_deref(), Some("abd"));
        let mut heard = String::new();
        while let Ok(topic) = tokio::time::timeout(Duration::from_millis(500), news.recv()).await {
            heard.push_str(&topic.unwrap());
        }
        assert_eq!(sorted(heard), "abd");
    }
}

/// Adds one to a sum, and takes some time for it.
fn add(tx: &mut Tx<'_>, takes: Duration) -> Result<(), StorageError> {
    let before: u32 = settings::get(tx, "sum")?.map_or(0, |text| text.parse().unwrap());
    std::thread::sleep(takes);
    settings::put(tx, "sum", &(before + 1).to_string())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_rule_checked_in_a_write_holds_when_it_is_kept() {
    for database in testing::databases() {
        let store = &database.store;
        let tasks: Vec<_> = (0..24)
            .map(|_| {
                let store = store.clone();
                tokio::spawn(async move { store.write(|tx| add(tx, Duration::ZERO)).await })
            })
            .collect();
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        assert_eq!(value(store, "sum").await.unwrap(), "24");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_long_write_is_kept_beside_short_ones_of_other_nodes() {
    for database in testing::databases() {
        // On PostgreSQL each is a node of its own; a file has one.
        let node = || match &database.address {
            Address::Sqlite(_) => database.store.clone(),
            address => Store::attach(address, &OpenOptions::default()).unwrap(),
        };
        let (long, short) = (node(), [node(), node()]);
        let done = Arc::new(AtomicBool::new(false));
        let tasks: Vec<_> = short
            .iter()
            .zip([1, 2])
            .map(|(node, pause)| {
                let (node, done) = (node.clone(), Arc::clone(&done));
                tokio::spawn(async move {
                    let mut writes = 0;
                    while !done.load(Ordering::Relaxed) {
                        node.write(|tx| add(tx, Duration::ZERO)).await.unwrap();
                        tokio::time::sleep(Duration::from_millis(pause)).await;
                        writes += 1;
                    }
                    writes
                })
            })
            .collect();
        let mut writes = 5;
        for _ in 0..writes {
            long.write(|tx| add(tx, Duration::from_millis(50))).await.unwrap();
        }
        done.store(true, Ordering::Relaxed);
        for task in tasks {
            writes += task.await.unwrap();
        }
        assert_eq!(value(&database.store, "sum").await.unwrap(), writes.to_string());
        let again: u64 = short.iter().chain([&long]).map(|node| node.meter().conflicts.get()).sum();
        assert!(again <= 2 * writes, "the third try of each is its last: {again} ran again");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_that_freezes_keeps_others_from_writing_only_for_a_while() {
    for database in testing::databases() {
        // A file has one node.
        let address @ Address::Postgres(_) = &database.address else { continue };
        let options = OpenOptions { cut_off: Duration::from_secs(1), ..OpenOptions::default() };
        let [frozen, other] = [(); 2].map(|()| Store::attach(address, &options).unwrap());
        let (holds, mut held) = tokio::sync::mpsc::unbounded_channel();
        let freezing = tokio::spawn(async move {
            let write = move |tx: &mut Tx<'_>| {
                settings::put(tx, "name", "frozen")?;
                let _ = holds.send(());
                std::thread::sleep(Duration::from_secs(6));
                Ok(())
            };
            frozen.write::<(), StorageError>(write).await
        });
        held.recv().await.unwrap();
        other.write(|tx| settings::put(tx, "name", "other")).await.unwrap();
        assert!(!freezing.is_finished(), "the other waited until it woke up");
        assert!(freezing.await.unwrap().is_err_and(|error| error.passes()));
        assert_eq!(value(&database.store, "name").await.as_deref(), Some("other"));
    }
}

#[tokio::test]
async fn a_read_cannot_write() {
    for database in testing::databases() {
        assert!(database.store.read(|tx| settings::put(tx, "a", "b")).await.is_err());
        assert_eq!(value(&database.store, "a").await, None);
    }
}

#[tokio::test]
async fn announcements_come_once_it_is_kept() {
    for database in testing::databases() {
        let mut news = database.store.announcements();
        // The listener of PostgreSQL connects on a thread of its own.
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        let _ = database
            .store
            .write(|tx| -> Result<(), StorageError> {
                tx.announce("never");
                Err(StorageError::Other("no".into()))
            })
            .await;
        database
            .store
            .write(|tx| -> Result<(), StorageError> {
                tx.announce("kept");
                Ok(())
            })
            .await
            .unwrap();
        let topic =
            tokio::time::timeout(std::time::Duration::from_secs(5), news.recv()).await.unwrap().unwrap();
        assert_eq!(topic, "kept");
    }
}

/// Whether a file holds words that stand nowhere else.
fn holds(path: &Path) -> bool {
    let bytes = std::fs::read(path).unwrap();
    bytes.windows(9).any(|part| part == b"zq-secret")
}

/// Who copies the file of a program that has ended doesn't take what lies beside it along.
#[tokio::test]
async fn once_it_is_closed_all_stands_in_the_file_itself() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mutua.db");
    let store = Store::open(&Address::Sqlite(path.clone()), &OpenOptions::default()).unwrap();
    store.write::<_, StorageError>(|tx| settings::put(tx, "name", "zq-secret")).await.unwrap();
    assert!(!holds(&path), "it is in the log at first, or this shows nothing");
    drop(store);
    assert!(holds(&path));
}

/// Whoever opens the file next may do with it what can be done only alone.
#[test]
fn once_it_is_closed_nothing_holds_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mutua.db");
    for _ in 0..10 {
        drop(
            Store::open(
                &Address::Sqlite(path.clone()),
                &OpenOptions { readers: 32, ..OpenOptions::default() },
            )
            .unwrap(),
        );
        assert!(!path.with_file_name("mutua.db-wal").exists());
        rusqlite::Connection::open(&path).unwrap().pragma_update(None, "journal_mode", "DELETE").unwrap();
    }
}

/// Keys that were destroyed would stand in the write-ahead log as long as nothing is written over it.
#[tokio::test]
async fn what_was_written_over_is_in_no_file_once_it_is_quiet() {
    for database in testing::databases() {
        let Address::Sqlite(path) = &database.address else { continue };
        let log = path.with_file_name(format!("{}-wal", path.file_name().unwrap().display()));
        for text in ["zq-secret", "nothing"] {
            let put = move |tx: &mut Tx<'_>| settings::put(tx, "name", text);
            database.store.write::<(), StorageError>(put).await.unwrap();
        }
        assert!(holds(&log), "it is in the log at first, or this shows nothing");
        let until = Instant::now() + Duration::from_secs(30);
        while std::fs::metadata(&log).unwrap().len() > 0 {
            assert!(Instant::now() < until, "the log isn't emptied");
            // As the worker does, which looks for work all the time.
            database.store.write::<_, StorageError>(|tx| settings::get(tx, "name")).await.unwrap();
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        assert!(!holds(path));
        assert_eq!(value(&database.store, "name").await.as_deref(), Some("nothing"));
    }
}
