//! Mails written to a folder, for those who look at them there or hand them on with a program of their own.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use crate::message::Message;

/// A folder with one `.eml` a mail, named so that a listing is in order of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder(PathBuf);

impl Folder {
    /// The folder at this path. It is made when it is first needed.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Writes beside and renames, so that whoever picks the mails up never sees half of one. The same message
    /// sent again lands on itself.
    pub(crate) fn write(&self, message: &Message, bytes: &[u8]) -> io::Result<PathBuf> {
        self.make()?;
        let name = format!("{}-{}.eml", message.at.strftime("%Y%m%dT%H%M%SZ"), message.id);
        let (hidden, path) = (self.0.join(format!(".{name}.part")), self.0.join(name));
        let written = write_through(&hidden, bytes).and_then(|()| fs::rename(&hidden, &path));
        match written {
            Ok(()) => Ok(path),
            Err(error) => {
                // What went wrong is worth more than that the rest of it could not be cleared away.
                let _ = fs::remove_file(&hidden);
                Err(error)
            }
        }
    }

    /// Whether a mail could be written: writes an empty file and takes it away.
    pub(crate) fn check(&self) -> io::Result<()> {
        self.make()?;
        let probe = self.0.join(".mutua-check.part");
        write_through(&probe, b"")?;
        fs::remove_file(probe)
    }

    /// Makes the folder, for its owner alone: mails hold links that sign their reader in.
    fn make(&self) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.0)
    }
}

fn write_through(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
