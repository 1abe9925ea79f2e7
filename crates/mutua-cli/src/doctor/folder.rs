//! The data folder: whose it is, who else can read it, and how much room is left.

use std::path::{Path, PathBuf};

use mutua_storage::Address;

use super::{Finding, Standing};
use crate::settings::{Effective, key_path};

const FOLDER: &str = "folder";
const KEY: &str = "key";
const DISK: &str = "disk";

/// Below this nothing can be relied on.
const LITTLE: u64 = 100 << 20;
/// Below this it is time to do something.
const SOME: u64 = 1 << 30;

/// Permissions and room.
pub fn check(effective: &Effective) -> Vec<Finding> {
    let data = &effective.data;
    if !data.is_dir() {
        let mend = format!(
            "the first start makes it; if there should be one, say --data and look at {}",
            data.display()
        );
        return vec![Finding::warn(FOLDER, format!("there is no folder {}", data.display()), mend)];
    }
    vec![folder(effective), key(data), disk(effective)]
}

/// The permission bits of a file, where the system has such.
pub fn mode(path: &Path) -> Option<u32> {
    owner_and_mode(path).map(|(_, mode)| mode)
}

#[cfg(unix)]
fn owner_and_mode(path: &Path) -> Option<(u32, u32)> {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata(path).ok().map(|found| (found.uid(), found.mode() & 0o7777))
}

#[cfg(not(unix))]
fn owner_and_mode(_: &Path) -> Option<(u32, u32)> {
    None
}

/// The user as whom the server runs: this one; or where this is root, whose the folder is.
#[cfg(unix)]
fn user(data: &Path) -> Option<u32> {
    let me = rustix::process::geteuid().as_raw();
    if me == 0 { owner_and_mode(data).map(|(owner, _)| owner) } else { Some(me) }
}

#[cfg(not(unix))]
fn user(_: &Path) -> Option<u32> {
    None
}

fn folder(effective: &Effective) -> Finding {
    let data = &effective.data;
    let (Some(user), Some((owner, mode))) = (user(data), owner_and_mode(data)) else {
        return Finding::ok(FOLDER, format!("{} is there", data.display()));
    };
    let named = data.display();
    if owner != user {
        return Finding::bad(
            FOLDER,
            format!("{named} belongs to user {owner}, and this runs as user {user}"),
            format!("run it as that user, or chown -R {user} {named}"),
        );
    }
    if mode & 0o700 != 0o700 {
        let found = format!("{named} can't be written by its owner (mode {mode:o})");
        return Finding::bad(FOLDER, found, format!("chmod 700 {named}"));
    }
    if let Some(other) = files(effective).into_iter().find(|file| is_others(file, user)) {
        return Finding::bad(
            FOLDER,
            format!("{} can't be written by user {user}", other.display()),
            format!("chown {user} {0} && chmod u+rw {0}", other.display()),
        );
    }
    if mode & 0o077 != 0 {
        let found = format!("others can look into {named} (mode {mode:o})");
        return Finding::bad(FOLDER, found, format!("chmod 700 {named}"));
    }
    Finding::ok(FOLDER, format!("{named} is its owner's alone"))
}

/// The files that the server writes, those that are there.
fn files(effective: &Effective) -> Vec<PathBuf> {
    let Address::Sqlite(database) = &effective.database else { return Vec::new() };
    let beside = |ending: &str| {
        let mut name = database.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    };
    [database.clone(), beside("-wal"), beside("-shm")].into_iter().filter(|file| file.exists()).collect()
}

fn is_others(file: &Path, user: u32) -> bool {
    owner_and_mode(file).is_some_and(|(owner, mode)| owner != user || mode & 0o600 != 0o600)
}

/// The instance's key: whoever has it and the database reads everything; who has lost it reads nothing.
fn key(data: &Path) -> Finding {
    if std::env::var_os("MUTUA_INSTANCE_KEY").is_some() {
        return match crate::settings::existing_key(data) {
            Ok(_) => Finding::ok(KEY, "from MUTUA_INSTANCE_KEY"),
            Err(error) => {
                Finding::bad(KEY, format!("{error:#}"), "set it to the 64 digits of the instance's key")
            }
        };
    }
    let path = key_path(data);
    let named = path.display();
    let Some((owner, mode)) = owner_and_mode(&path) else {
        let mend = "the first start makes one; if there was one, bring it back from where its copy is kept";
        return Finding::warn(KEY, format!("there is no {named}"), mend);
    };
    if mode & 0o077 != 0 {
        let found = format!("others can read {named} (mode {mode:o}), and with it all private words");
        return Finding::bad(KEY, found, format!("chmod 600 {named}"));
    }
    if user(data).is_some_and(|user| user != owner) || mode & 0o400 == 0 {
        let found = format!("{named} belongs to user {owner} (mode {mode:o}): the server can't read it");
        return Finding::bad(
            KEY,
            found,
            format!("give it to the folder's owner: chown --reference={} {named}", data.display()),
        );
    }
    match crate::settings::existing_key(data) {
        Ok(_) => Finding::ok(KEY, format!("{named} is its owner's alone")),
        Err(error) => Finding::bad(KEY, format!("{error:#}"), "bring it back from where its copy is kept"),
    }
}

/// Room where the database and the folder are; whichever has less.
fn disk(effective: &Effective) -> Finding {
    let mut places = vec![effective.data.clone()];
    let mut needs = 0;
    if let Address::Sqlite(database) = &effective.database {
        needs = std::fs::metadata(database).map_or(0, |found| found.len());
        places.extend(database.parent().filter(|parent| parent.is_dir()).map(Path::to_path_buf));
    }
    let findings = places.iter().filter_map(|place| room(place).map(|free| judged(place, free, needs)));
    let worst = findings.max_by_key(|finding| finding.standing as u8);
    worst.unwrap_or_else(|| Finding::ok(DISK, "this system doesn't say how much room is left"))
}

#[cfg(unix)]
fn room(place: &Path) -> Option<u64> {
    let found = rustix::fs::statvfs(place).ok()?;
    Some(found.f_bavail.saturating_mul(found.f_frsize))
}

#[cfg(not(unix))]
fn room(_: &Path) -> Option<u64> {
    None
}

fn judged(place: &Path, free: u64, database: u64) -> Finding {
    let found = format!("{} MB free at {}", free >> 20, place.display());
    let mend = "make room or move to a larger disk; when it is full nothing more is taken";
    let standing = match free {
        free if free < LITTLE => Standing::Bad,
        // A backup beside it, or a migration that writes a table anew, takes as much again.
        free if free < SOME || free < database => Standing::Warn,
        _ => return Finding::ok(DISK, found),
    };
    Finding { check: DISK, standing, found, mend: Some(mend.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_judged_by_what_the_database_takes() {
        let judge = |free, database| judged(Path::new("/x"), free, database).standing;
        assert_eq!(judge(10 << 20, 0), Standing::Bad);
        assert_eq!(judge(500 << 20, 0), Standing::Warn);
        assert_eq!(judge(5 << 30, 8 << 30), Standing::Warn);
        assert_eq!(judge(5 << 30, 1 << 30), Standing::Ok);
    }
}
