//! The database: reached, sound, durable, of this program's schema, with the right key and a clock that agrees.

use jiff::{SignedDuration, Timestamp};
use mutua_domain::{Clock, Entropy};
use mutua_service::{App, Credential, Settings, instance};
use mutua_storage::{
    Address, OpenOptions, StorageError, Store,
    inspect::{Inspection, Schema, inspect},
};

use super::Finding;
use crate::settings::{self, Effective};

const DATABASE: &str = "database";

/// How far apart two clocks may be.
const APART: SignedDuration = SignedDuration::from_secs(5);
/// How far in the future the newest entry may lie: two nodes' clocks are never the same.
const AHEAD: SignedDuration = SignedDuration::from_mins(2);

/// Looks at the database itself; what was found of it, where it can be used further.
pub async fn check(effective: &Effective, now: Timestamp) -> (Vec<Finding>, Option<Inspection>) {
    let address = effective.database.clone();
    let looked = tokio::task::spawn_blocking(move || inspect(&address)).await;
    let looked =
        looked.unwrap_or_else(|_| Err(StorageError::Other("looking at it failed inside the program".into())));
    match looked {
        Err(error) => (vec![unreached(effective, &error)], None),
        Ok(None) => {
            let found = format!("there is nothing at {} yet", effective.database);
            let mend = "the first start makes it; if there should be one, look at --data and --database";
            (vec![Finding::warn(DATABASE, found, mend)], None)
        }
        Ok(Some(inspection)) => {
            let mut findings = vec![reached(effective, &inspection)];
            let sound = sound(effective, &inspection);
            let usable = inspection.faults.is_empty();
            findings.push(sound);
            if usable {
                findings.extend([schema(effective, &inspection), clock(&inspection, now)]);
            }
            (findings, usable.then_some(inspection))
        }
    }
}

/// The database as the application sees it, where its schema is this program's.
pub async fn attached(effective: &Effective, inspection: &Inspection) -> Option<anyhow::Result<App>> {
    if !matches!(inspection.schema, Schema::Current(_)) {
        return None;
    }
    let key = match settings::existing_key(&effective.data) {
        Ok(key) => key?,
        Err(error) => return Some(Err(error)),
    };
    let address = effective.database.clone();
    let few = OpenOptions { readers: 1, connections: 2, ..OpenOptions::default() };
    let opened = tokio::task::spawn_blocking(move || Store::attach(&address, &few)).await;
    Some(
        opened.map_err(anyhow::Error::from).and_then(|store| {
            Ok(App::new(store?, Clock::system(), Entropy::system(), key, Settings::default()))
        }),
    )
}

/// Whether the instance's key is this database's.
pub async fn key(effective: &Effective, app: &App) -> Finding {
    let fits = app.read(&Credential::System, instance::key_fits).await;
    match fits {
        Ok(true) => Finding::ok("key fits", "the instance's key opens what is sealed in the database"),
        Ok(false) => Finding::bad(
            "key fits",
            format!("{} was made with another instance key: private words stay shut", effective.database),
            "bring back the key that belongs to it; a new one can't replace it",
        ),
        Err(error) => Finding::bad("key fits", error.to_string(), "look at the database first"),
    }
}

fn unreached(effective: &Effective, error: &StorageError) -> Finding {
    let mend = match (&effective.database, error) {
        (_, StorageError::Busy(_)) => {
            "another program holds its lock: find and end it (fuser, or pg_stat_activity)"
        }
        (Address::Sqlite(_), _) => "look at the file and its folder: are they there, and this user's?",
        (Address::Postgres(_), _) => {
            "is it running, does --database name the right host, database and user, and does pg_hba.conf let them in?"
        }
    };
    Finding::bad(DATABASE, format!("{} can't be reached: {error}", effective.database), mend)
}

fn reached(effective: &Effective, inspection: &Inspection) -> Finding {
    let found = format!("{} ({})", effective.database, inspection.program);
    match inspection.unsafe_settings.as_slice() {
        [] => Finding::ok(DATABASE, found),
        several => {
            let found = format!("{found}: {}", several.join("; "));
            let waits = matches!(effective.database, Address::Sqlite(_));
            let mend = if waits { "start the server once" } else { "set it right in postgresql.conf" };
            if waits { Finding::warn(DATABASE, found, mend) } else { Finding::bad(DATABASE, found, mend) }
        }
    }
}

fn sound(effective: &Effective, inspection: &Inspection) -> Finding {
    const SOUND: &str = "integrity";
    match (inspection.faults.as_slice(), &effective.database) {
        ([], Address::Sqlite(_)) => Finding::ok(SOUND, "quick_check finds no damage"),
        ([], Address::Postgres(_)) => Finding::ok(SOUND, "every index is valid"),
        (faults, Address::Sqlite(path)) => Finding::bad(
            SOUND,
            format!("{} is damaged: {}", path.display(), faults.join("; ")),
            "stop the server, keep the file, restore the last backup (docs/operators/backup.md); then look at the disk",
        ),
        (faults, Address::Postgres(_)) => {
            Finding::bad(SOUND, faults.join("; "), "REINDEX it; then look at the disk")
        }
    }
}

fn schema(effective: &Effective, inspection: &Inspection) -> Finding {
    const SCHEMA: &str = "schema";
    match inspection.schema {
        Schema::Current(version) => Finding::ok(SCHEMA, format!("version {version}, this program's")),
        Schema::None => Finding::warn(SCHEMA, "there are no tables yet", "the first start makes them"),
        Schema::Older(found, latest) => Finding::warn(
            SCHEMA,
            format!("version {found}; this program needs {latest}"),
            "take a backup, then start the new program once: it migrates",
        ),
        Schema::Newer(found, latest) => Finding::bad(
            SCHEMA,
            format!(
                "{} is of version {found}, made by a newer program; this one knows {latest}",
                effective.database
            ),
            "run the newer program, or restore the backup from before the upgrade",
        ),
    }
}

/// The clock, against the database's own and against the newest entry.
fn clock(inspection: &Inspection, now: Timestamp) -> Finding {
    const CLOCK: &str = "clock";
    let mend = "let the machine keep time (systemd-timesyncd or chrony), on every node";
    if let Some(newest) = inspection.newest.filter(|newest| *newest > now + AHEAD) {
        return Finding::bad(
            CLOCK,
            format!("it is {now} here, and the newest entry is from {newest}: the clock went back"),
            mend,
        );
    }
    match inspection.clock {
        Some(theirs) if theirs.duration_since(now).abs() > APART => {
            Finding::bad(CLOCK, format!("it is {now} here and {theirs} in the database"), mend)
        }
        Some(_) => Finding::ok(CLOCK, "agrees with the database's and its newest entry"),
        None => Finding::ok(CLOCK, "agrees with the newest entry"),
    }
}
