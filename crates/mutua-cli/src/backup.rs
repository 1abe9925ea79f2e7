//! `mutua backup`, `mutua restore` and `mutua database copy`.
//!
//! A backup is a file of SQLite, whichever database it was taken from, and goes back into either.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use mutua_storage::{Address, Copied, check_file, copy};

use crate::{
    args::{BackupArgs, DatabaseCommand},
    logging,
    settings::{Effective, key_path},
};

/// Takes a backup, from one moment's view, while the server goes on.
pub fn backup(args: &BackupArgs) -> anyhow::Result<()> {
    let settings = Effective::new(&args.place.clone().into())?;
    ensure!(!args.file.exists(), "{} is there already; a backup never replaces another", args.file.display());
    let part = beside(&args.file, "part")?;
    private_file(&part).with_context(|| format!("can't write {}", part.display()))?;
    let taken = copy(&settings.database, &Address::Sqlite(part.clone()))
        .map_err(anyhow::Error::from)
        .and_then(|copied| check_file(&part).map(|()| copied).map_err(anyhow::Error::from))
        .and_then(|copied| {
            std::fs::File::open(&part)?.sync_all()?;
            std::fs::rename(&part, &args.file)?;
            Ok(copied)
        });
    if taken.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    let copied = taken.with_context(|| format!("no backup was made of {}", settings.database))?;
    told(&copied, &format!("are in {}; read again and compared", args.file.display()));
    logging::say(&format!(
        "The instance's key isn't in it: keep {} too, in another place.",
        key_path(&settings.data).display()
    ));
    Ok(())
}

/// Brings a backup into a database that holds nothing yet. The backup stays as it is.
pub async fn restore(args: &BackupArgs) -> anyhow::Result<()> {
    let settings = Effective::new(&args.place.clone().into())?;
    crate::settings::make_private_folder(&settings.data)?;
    let aside = settings.data.join("restoring.db");
    let _ = std::fs::remove_file(&aside);
    private_file(&aside).with_context(|| format!("can't write {}", aside.display()))?;
    std::fs::copy(&args.file, &aside).with_context(|| format!("can't read {}", args.file.display()))?;
    let brought = bring(&aside, &settings.database);
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

fn bring(aside: &Path, to: &Address) -> anyhow::Result<Copied> {
    check_file(aside)?;
    let from = Address::Sqlite(aside.to_owned());
    // An older version's backup is first made one of this version.
    mutua_storage::migrate(&from)?;
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
