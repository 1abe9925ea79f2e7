//! The clock moves: back, forward, between two starts and while it is served.
//!
//! The program is the one that is shipped. A library of a few lines, put before the system's by the loader, moves its clock.

use std::{
    fs,
    io::{Seek as _, Write as _},
    path::PathBuf,
    process::Command,
};

use tempfile::TempDir;

use crate::{
    mail,
    place::{Place, left_out, until},
};

const HOUR: i64 = 3600;
const YEAR: i64 = 365 * 24 * HOUR;

/// A clock that can be moved.
struct Moved {
    _folder: TempDir,
    ahead: fs::File,
}

impl Moved {
    /// Puts it before a place's programs.
    fn clock_of(place: &mut Place) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("clock.so");
        let source = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/luck/clock.c");
        let mut compile = Command::new("cc");
        compile.args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(source).arg("-ldl");
        if !compile.status().is_ok_and(|status| status.success()) {
            left_out("there is no C compiler to make a clock that moves");
            return None;
        }
        let path = folder.path().join("ahead");
        let mut moved = Self { ahead: fs::File::create(&path).unwrap(), _folder: folder };
        moved.to(0);
        place.environment = vec![
            ("LD_PRELOAD".into(), library.display().to_string()),
            ("CLOCK_AHEAD".into(), path.display().to_string()),
        ];
        Some(moved)
    }

    /// So many seconds ahead of the machine's.
    fn to(&mut self, seconds: i64) {
        self.ahead.rewind().unwrap();
        self.ahead.write_all(&seconds.to_ne_bytes()).unwrap();
    }
}

/// Whether the session still holds.
fn is_signed_in(place: &Place) -> bool {
    place.get(&place.world.page()).status == 200
}

fn doctor(place: &Place) -> String {
    let output = place.command("doctor").output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

const NOTED: &str = "SELECT COUNT(*) FROM setting WHERE name = 'clock'";
const OPEN_ASKS: &str = "SELECT COUNT(*) FROM ask WHERE state = 'open'";
const SESSIONS: &str = "SELECT COUNT(*) FROM session";

#[test]
fn an_hour_back_between_two_starts_holds_nothing_up() {
    let mut place = Place::new();
    place.options.extend(["--mail".into(), mail::polite()]);
    let Some(mut clock) = Moved::clock_of(&mut place) else { return };
    clock.to(HOUR);
    place.start();
    until("the time is noted", || place.count(NOTED) == 1);
    place.end();
    // A mail that was to leave at once, by the clock as it was.
    place.options.push("--no-worker".into());
    place.start();
    place.ask_for_a_mail(1);
    assert_eq!(place.ask("an hour ahead").status, 201);
    place.end();
    place.options.pop();
    clock.to(0);
    place.start();
    assert!(is_signed_in(&place));
    place.must_say("the clock went back");
    until("the mail left", || place.count("SELECT COUNT(*) FROM mail WHERE state = 'sent'") == 1);
    assert_eq!(place.ask("back again").status, 201);
    assert!(doctor(&place).contains("the clock went back"), "{}", doctor(&place));
    place.end();
}

#[test]
fn a_year_ahead_by_mistake_ends_nothing_and_is_told() {
    let mut place = Place::new();
    let Some(mut clock) = Moved::clock_of(&mut place) else { return };
    place.start();
    until("the time is noted", || place.count(NOTED) == 1);
    place.end();
    let (open, sessions) = (place.count(OPEN_ASKS), place.count(SESSIONS));
    assert!(open > 0 && sessions > 0);
    clock.to(YEAR);
    place.start();
    place.must_say("the clock is far ahead of when this last ran");
    place.must_say("set it right (timedatectl) within an hour");
    assert!(!is_signed_in(&place), "the session ran out, by this clock");
    assert!(doctor(&place).contains("last ran 365 days ago"), "{}", doctor(&place));
    let due = format!("SELECT COUNT(*) FROM job WHERE failed_at IS NULL AND run_at < {}", in_a_year(&place));
    assert!(place.count(&due) > 0, "there is much to do by this clock");
    std::thread::sleep(std::time::Duration::from_secs(3));
    assert_eq!((place.count(OPEN_ASKS), place.count(SESSIONS)), (open, sessions), "and none of it is done");
    place.end();
    clock.to(0);
    place.start();
    assert!(is_signed_in(&place), "nothing was lost");
    assert_eq!(place.ask("right again").status, 201);
    place.end();
}

/// A year from now, as the database keeps it.
fn in_a_year(place: &Place) -> i64 {
    place.count("SELECT MAX(seen_at) FROM session") + YEAR * 1_000_000
}

#[test]
fn while_it_is_served_it_may_move_too() {
    let mut place = Place::new();
    // Where requests are counted by the clock.
    place.options.clear();
    let Some(mut clock) = Moved::clock_of(&mut place) else { return };
    place.start();
    for number in 0..30 {
        assert_eq!(place.ask(&format!("right {number}")).status, 201);
    }
    clock.to(YEAR);
    place.must_say("the clock is far ahead of when this last ran");
    let open = place.count(OPEN_ASKS);
    assert!(!is_signed_in(&place));
    clock.to(-HOUR);
    place.must_say("the clock went back");
    assert!(is_signed_in(&place), "nobody is kept out by what was counted in the future");
    for number in 0..30 {
        assert_eq!(place.ask(&format!("an hour back {number}")).status, 201);
    }
    assert_eq!(place.count(OPEN_ASKS), open + 30);
    clock.to(0);
    place.must_say("the clock fits again");
    assert!(is_signed_in(&place));
    place.end();
}
