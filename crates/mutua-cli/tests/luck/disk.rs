//! The disk is full, or a limit on the size of files is met, which is the same from where the program stands.

use std::{fs, path::Path, process::Command};

use crate::place::{Place, until};

const FULL: &str = "There is no room left where this place keeps things. Nothing was saved by this";

/// What must hold, however it comes to be full and however room is made.
fn refuses_kindly_and_goes_on(place: &Place, fill: impl FnOnce(), make_room: impl FnOnce()) {
    assert_eq!(place.ask("before").status, 201);
    fill();
    // What is left of pages that were begun may take a few more.
    let mut asked = 0;
    let refused = loop {
        let answer = place.ask(&format!("full {asked}"));
        if answer.status != 201 {
            break answer;
        }
        asked += 1;
        assert!(asked < 2000, "it never gets full");
    };
    let number = refused.must_fail_kindly(503, FULL);
    place.must_say(&number);
    place.must_say("make room there");
    let fields = format!("title=A+ladder+typed+with+care&kind=practical&circle={}", place.world.circle);
    let page = place.form("/asks", &fields);
    let number = page.must_fail_kindly(503, FULL);
    place.must_say(&number);
    assert!(page.body.contains("A ladder typed with care"), "what was typed is on the page: {page:?}");
    assert_eq!(place.get(&place.world.page()).status, 200, "pages are read");
    assert_eq!(place.get("/ready").status, 200, "so it is ready for that");
    let (to, kept) = page.kept();
    make_room();
    until("writing goes on", || place.ask("after").status == 201);
    let sent_again = place.form(&to, &kept);
    assert_eq!(sent_again.status, 303, "{sent_again:?}");
    for title in ["before", "after", "A ladder typed with care"] {
        assert_eq!(place.there(title), 1, "{title}");
    }
    for number in 0..=asked {
        assert_eq!(place.there(&format!("full {number}")), i64::from(number < asked), "{number} of {asked}");
    }
}

fn limit_files(process: u32, to: &str) {
    let limited = Command::new("prlimit")
        .args(["--pid", &process.to_string(), &format!("--fsize={to}:unlimited")])
        .status()
        .unwrap();
    assert!(limited.success());
}

#[test]
fn a_limit_on_files_refuses_kindly_and_writing_goes_on_once_it_is_lifted() {
    let mut place = Place::new();
    place.start();
    let process = place.process();
    refuses_kindly_and_goes_on(
        &place,
        || {
            limit_files(process, "4096");
            // Written by another program, which has room.
            place.sql("UPDATE job SET run_at = 0 WHERE kind = 'expire_ask'");
            place.must_say("jobs can't be claimed");
        },
        || limit_files(process, "unlimited"),
    );
    place.must_say("jobs are done again");
    let due = "SELECT COUNT(*) FROM job WHERE kind = 'expire_ask' AND run_at = 0";
    until("what was due is done", || place.count(due) == 0);
    place.end();
}

/// A small file system of its own.
struct Small<'a>(&'a Path);

impl<'a> Small<'a> {
    fn mounted(at: &'a Path) -> Option<Self> {
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=4m,mode=700", "tmpfs"]).arg(at);
        mount
            .stderr(std::process::Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
            .then_some(Self(at))
    }
}

impl Drop for Small<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0).status();
    }
}

#[test]
fn a_full_disk_refuses_kindly_and_writing_goes_on_once_there_is_room() {
    let disk = tempfile::tempdir().unwrap();
    let Some(_mounted) = Small::mounted(disk.path()) else {
        mutua_bench::say("skipped: only root can mount a small disk; a limit on files stands for it");
        return;
    };
    let mut place = Place::new();
    // Whoever made it is still closing it. The last one takes the log away; where two were the last, whoever comes next does.
    let log = place.folder.path().join("mutua.db-wal");
    until("the database is closed", || place.count("SELECT COUNT(*) FROM person") > 0 && !log.exists());
    for entry in fs::read_dir(place.folder.path()).unwrap().flatten() {
        fs::copy(entry.path(), disk.path().join(entry.file_name())).unwrap();
    }
    place.world.database = disk.path().join("mutua.db").display().to_string();
    place.start();
    let filler = disk.path().join("filler");
    refuses_kindly_and_goes_on(
        &place,
        || {
            // As much as there is room for.
            let _ = fs::write(&filler, vec![7; 8 << 20]);
        },
        || fs::remove_file(&filler).unwrap(),
    );
    place.end();
}

#[test]
fn a_start_on_a_full_disk_says_so() {
    let disk = tempfile::tempdir().unwrap();
    let Some(_mounted) = Small::mounted(disk.path()) else {
        mutua_bench::say("skipped: only root can mount a small disk");
        return;
    };
    let _ = fs::write(disk.path().join("filler"), vec![7; 8 << 20]);
    let mut place = Place::new();
    place.world.database = disk.path().join("mutua.db").display().to_string();
    let said = place.must_not_start("full");
    assert!(said.contains("nothing more can be written where the database is"), "{said}");
    assert!(said.contains("What to do: make room there"), "{said}");
}
