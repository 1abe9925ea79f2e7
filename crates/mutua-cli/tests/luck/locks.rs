//! Another program holds the database's lock.

use std::{
    thread,
    time::{Duration, Instant},
};

use rusqlite::Connection;

use crate::place::{Place, until};

const BUSY: &str = "The database is busy or away for a moment. Nothing was saved by this";

fn holding(place: &Place) -> Connection {
    let conn = Connection::open(place.file()).unwrap();
    conn.busy_timeout(Duration::from_secs(10)).unwrap();
    conn.execute_batch("BEGIN EXCLUSIVE").unwrap();
    conn
}

#[test]
fn a_held_lock_is_told_to_all_who_wait_and_writing_goes_on_once_it_is_let_go() {
    let mut place = Place::new();
    place.start();
    assert_eq!(place.ask("before").status, 201);
    let other = holding(&place);
    let began = Instant::now();
    thread::scope(|scope| {
        for number in 0..6 {
            let place = &place;
            scope.spawn(move || {
                let answer = place.ask(&format!("held {number}"));
                place.must_say(&answer.must_fail_kindly(503, BUSY));
            });
        }
        assert_eq!(place.get(&place.world.page()).status, 200, "pages are read");
        assert!(began.elapsed() < Duration::from_secs(4), "at once");
    });
    // Five seconds of patience for all of them, and not for one after the other.
    assert!(began.elapsed() < Duration::from_secs(12), "{:?}", began.elapsed());
    place.must_say("another program holds the database's lock");
    drop(other);
    assert_eq!(place.ask("after").status, 201);
    for (title, times) in [("before", 1), ("held 0", 0), ("held 5", 0), ("after", 1)] {
        assert_eq!(place.there(title), times, "{title}");
    }
    place.end();
}

#[test]
fn a_start_while_the_lock_is_held_says_who_is_in_the_way() {
    let place = Place::new();
    // One in which the lock keeps readers out too; it is set once nobody else has the file open any more.
    let conn = Connection::open(place.file()).unwrap();
    until("the file is let go", || conn.execute_batch("PRAGMA journal_mode = DELETE").is_ok());
    drop(conn);
    let other = holding(&place);
    let said = place.must_not_start("locked");
    assert!(said.contains("can't open the database") && said.contains("the database is busy"), "{said}");
    assert!(said.contains("What to do: if it goes on, another program holds the database's lock"), "{said}");
    drop(other);
}
