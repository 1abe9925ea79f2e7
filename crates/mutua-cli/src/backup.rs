//! `mutua backup`, `mutua restore` and `mutua database copy`.
//!
//! A backup is a file of SQLite, whichever database it was taken from, and goes back into either.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use mutua_domain::Clock;
use mutua_service::instance;
use mutua_storage::{
    Address, Copied, OpenOptions, Store, check_file, copy,
    keys::{self, KeptKey},
};

use crate::{
    args::{BackupArgs, DatabaseCommand, RestoreArgs},
    logging,
    settings::{Effective, key_path},
};

/// Takes a backup, from one moment's view, while the server goes on.
pub async fn backup(args: &BackupArgs) -> anyhow::Result<()> {
    let settings = Effective::new(&args.place.clone().into())?;
    ensure!(!args.file.exists(), "{} is there already; a backup never replaces another", args.file.display());
    let part = beside(&args.file, "part")?;
    private_file(&part).with_context(|| format!("can't write {}", part.display()))?;
    let taken = copy(&settings.database, &Address::Sqlite(part.clone()))
        .map_err(anyhow::Error::from)
        .and_then(|copied| check_file(&part).map(|()| copied).map_err(anyhow::Error::from))
        .and_then(|copied| {
            let kept = keys::take_keys(&part)?;
            // The keys first: without them the new backup would be worth less than the one before.
            write_keys(&keys_file(args.keys.as_deref(), &args.file), &kept)?;
            std::fs::File::open(&part)?.sync_all()?;
            std::fs::rename(&part, &args.file)?;
            Ok(copied)
        });
    if taken.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    let copied = taken.with_context(|| format!("no backup was made of {}", settings.database))?;
    told(&copied, &format!("are in {}; read again and compared", args.file.display()));
    note(&settings.database).await;
    logging::say(&format!(
        "The keys of persons are in {}, which each backup replaces: keep no older one, and what people delete is gone \
         from backups too.",
        keys_file(args.keys.as_deref(), &args.file).display()
    ));
    logging::say(&format!(
        "The instance's key is in neither: keep {} too, in another place.",
        key_path(&settings.data).display()
    ));
    Ok(())
}

/// Notes in the database when its backup was taken, for `mutua doctor` and the metrics. A backup is none the worse where
/// that can't be written.
async fn note(database: &Address) {
    let address = database.clone();
    let few = OpenOptions { readers: 1, connections: 2, ..OpenOptions::default() };
    let opened = tokio::task::spawn_blocking(move || Store::attach(&address, &few)).await;
    let noted = match opened {
        Ok(Ok(store)) => {
            instance::note_backup(&store, Clock::system().now()).await.map_err(|e| e.to_string())
        }
        Ok(Err(error)) => Err(error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    if let Err(error) = noted {
        logging::say(&format!("The time of this backup couldn't be noted in {database}: {error}"));
    }
}

/// Where the keys of a backup are: as it was said, or beside it.
fn keys_file(said: Option<&Path>, backup: &Path) -> PathBuf {
    said.map_or_else(|| backup.with_file_name("mutua.keys"), Path::to_path_buf)
}

/// Replaces the file of keys, as a whole or not at all.
fn write_keys(file: &Path, kept: &[KeptKey]) -> anyhow::Result<()> {
    let part = beside(file, "part")?;
    private_file(&part).with_context(|| format!("can't write {}", part.display()))?;
    std::fs::write(&part, keys::to_text(kept))?;
    std::fs::File::open(&part)?.sync_all()?;
    std::fs::rename(&part, file).with_context(|| format!("can't write {}", file.display()))
}

/// The keys that go with a backup; none where it carries them itself, or where it is to go without.
fn read_keys(args: &RestoreArgs, aside: &Path) -> anyhow::Result<Option<Vec<KeptKey>>> {
    if keys::has_keys(aside)? {
        return Ok(None);
    }
    if args.without_keys {
        return Ok(Some(Vec::new()));
    }
    let file = keys_file(args.keys.as_deref(), &args.file);
    let text = std::fs::read_to_string(&file).with_context(|| {
        format!(
            "the keys of persons aren't there: {}. Say where they are with --keys; with --without-keys what people kept to \
             themselves is let go, since nobody can read it",
            file.display()
        )
    })?;
    Ok(Some(keys::from_text(&text).with_context(|| format!("{} can't be read", file.display()))?))
}

/// Brings a backup into a database that holds nothing yet. The backup stays as it is.
pub async fn restore(args: &RestoreArgs) -> anyhow::Result<()> {
    let settings = Effective::new(&args.place.clone().into())?;
    crate::settings::make_private_folder(&settings.data)?;
    let aside = settings.data.join("restoring.db");
    let _ = std::fs::remove_file(&aside);
    private_file(&aside).with_context(|| format!("can't write {}", aside.display()))?;
    std::fs::copy(&args.file, &aside).with_context(|| format!("can't read {}", args.file.display()))?;
    let brought = bring(&aside, &settings.database, args);
    for name in ["restoring.db", "restoring.db-wal", "restoring.db-shm"] {
        let _ = std::fs::remove_file(settings.data.join(name));
    }
    let copied = brought.with_context(|| format!("{} wasn't restored", args.file.display()))?;
    told(&copied, &format!("are in {}; read again and compared", settings.database));
    if !key_path(&settings.data).exists() && std::env::var_os("MUTUA_INSTANCE_KEY").is_none() {
        logging::say(&format!(
            "Put the key of that instance at {} before you start it: private words are sealed with it.",
            key_path(&settings.data).display()
        ));
        return Ok(());
    }
    settings.open().await.map(drop)
}

fn bring(aside: &Path, to: &Address, args: &RestoreArgs) -> anyhow::Result<Copied> {
    check_file(aside)?;
    let from = Address::Sqlite(aside.to_owned());
    // An older version's backup is first made one of this version.
    mutua_storage::migrate(&from)?;
    if let Some(kept) = read_keys(args, aside)? {
        let let_go = keys::put_keys(aside, &kept)?;
        if let_go > 0 {
            logging::say(&format!(
                "{let_go} entries were let go: their persons' keys are gone, and with them the words."
            ));
        }
    }
    Ok(copy(&from, to)?)
}

/// `mutua database copy`.
pub fn database(command: &DatabaseCommand) -> anyhow::Result<()> {
    let DatabaseCommand::Copy { from, to } = command;
    let address = |text: &str| -> Address {
        match text.parse() {
            Ok(address) => address,
            Err(never) => match never {},
        }
    };
    let (from, to) = (address(from), address(to));
    if let Address::Sqlite(path) = &to
        && !path.exists()
    {
        private_file(path).with_context(|| format!("can't write {}", path.display()))?;
    }
    let copied = copy(&from, &to).with_context(|| format!("{from} wasn't copied"))?;
    told(&copied, &format!("are in {to}; read again and compared"));
    Ok(())
}

fn told(copied: &Copied, what: &str) {
    logging::say(&format!("{} rows of {} tables {what}.", copied.rows, copied.tables));
}

fn beside(file: &Path, ending: &str) -> anyhow::Result<PathBuf> {
    let mut name = file.file_name().context("a backup needs the name of a file")?.to_owned();
    name.push(".");
    name.push(ending);
    Ok(file.with_file_name(name))
}

/// An empty file that its owner alone can read; SQLite takes it as an empty database.
fn private_file(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}
