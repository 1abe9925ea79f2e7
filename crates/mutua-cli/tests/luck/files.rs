//! The database's file is damaged, cut short, empty, or something else.

use std::fs;

use crate::place::{Place, bytes, until};

const PAGE: usize = 4096;

/// Overwrites most of it, so that whatever is read lies in there.
fn damaged(sound: &[u8]) -> Vec<u8> {
    let mut damaged = sound.to_vec();
    for (at, byte) in damaged.iter_mut().enumerate().skip(2 * PAGE) {
        *byte = u8::try_from(at % 251).unwrap();
    }
    damaged
}

#[test]
fn a_start_on_a_damaged_file_says_what_to_do_and_leaves_it_as_it_is() {
    let place = Place::new();
    place.sql("PRAGMA wal_checkpoint(TRUNCATE)");
    let sound = bytes(&place.file());
    let mut one_page = sound.clone();
    one_page[sound.len() / 2 / PAGE * PAGE..][..PAGE].fill(0xa5);
    let cases = [
        ("damaged", damaged(&sound)),
        ("damaged in one page", one_page),
        ("cut short", sound[..sound.len() / 2].to_vec()),
        ("cut within a page", sound[..sound.len() - PAGE / 2].to_vec()),
        ("empty", Vec::new()),
        ("something else", b"Dear diary, this isn't a database.\n".repeat(500)),
    ];
    for (what, content) in cases {
        for beside in ["mutua.db-wal", "mutua.db-shm"] {
            let _ = fs::remove_file(place.folder.path().join(beside));
        }
        fs::write(place.file(), &content).unwrap();
        let said = place.must_not_start(what);
        for text in
            ["can't open the database", "mutua.db", "the database is damaged", "restore the last backup"]
        {
            assert!(said.contains(text), "{what}: {text:?} isn't in {said}");
        }
        assert!(!said.contains("Open this link"), "{what}: nobody is asked to set it up anew: {said}");
        assert!(bytes(&place.file()) == content, "{what}: the file was touched");
    }
    fs::write(place.file(), &sound).unwrap();
    let mut place = place;
    place.start();
    place.end();
}

#[test]
fn a_file_that_is_damaged_while_it_is_served_is_told_with_a_number() {
    let mut place = Place::new();
    place.sql("PRAGMA wal_checkpoint(TRUNCATE)");
    place.start();
    assert_eq!(place.ask("before").status, 201);
    let sound = bytes(&place.file());
    // Written over where it is, as a failing disk does; what the program wrote since stands in a file beside it.
    fs::write(place.file(), damaged(&sound)).unwrap();
    let paths = [
        "/",
        &place.world.page(),
        "/offers",
        "/needs",
        "/mirror",
        "/me/sessions",
        "/me/tokens",
        "/notices",
        "/team",
    ];
    let mut refused = None;
    until("a page finds the damage", || {
        let answers = paths.iter().map(|path| place.get(path));
        refused = answers.into_iter().find(|answer| answer.status != 200);
        refused.is_some()
    });
    let number = refused.unwrap().must_fail_kindly(500, "What this place keeps can’t be read as it should.");
    place.must_say(&number);
    place.must_say("restore the last backup");
    assert_eq!(place.get("/health").status, 200, "it lives");
}
