//! `mutua import`: logs of help from elsewhere, as history.

mod rows;
#[cfg(test)]
mod tests;

use std::{fmt, path::Path, sync::Arc};

use anyhow::{Context as _, bail};
use jiff::{Timestamp, tz::TimeZone};
use mutua_domain::{Kind, text::Name};
use mutua_service::{
    App, Credential,
    import::{self, Imported, LoggedHelp},
};

use crate::{
    args::{ImportArgs, ImportCommand, ImportHelps},
    logging,
    settings::Effective,
};

/// How a log is read.
#[derive(Debug, Clone)]
pub struct Options {
    /// The time of all helps where the file has none; the start of the day unless given.
    pub at: Option<Timestamp>,
    /// The kind of a help where the file doesn't say.
    pub kind: Kind,
    /// Whether rows that can't be read are left out; otherwise they stop the import.
    pub skip_bad_rows: bool,
    /// Whether a circle is made where there is none of that name.
    pub create_circle: bool,
}

/// What was brought in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The circle's id.
    pub circle: String,
    /// Whether the circle is new.
    pub circle_is_new: bool,
    /// How many helps, told by whom, between how many persons.
    pub imported: Imported,
    /// The rows that were left out: where, and why.
    pub left_out: Vec<String>,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Imported { helps, told_by_giver, told_by_receiver, told_by_both, persons, known } = self.imported;
        let new = if self.circle_is_new { ", made for them" } else { "" };
        writeln!(f, "{helps} helps in circle {}{new}", self.circle)?;
        writeln!(f, "  told by both: {told_by_both}")?;
        writeln!(f, "  told by the giver alone: {told_by_giver}")?;
        writeln!(f, "  told by the receiver alone: {told_by_receiver}")?;
        write!(f, "persons: {persons} new, {known} known from before")?;
        if !self.left_out.is_empty() {
            write!(f, "\nrows left out: {}", self.left_out.len())?;
        }
        Ok(())
    }
}

/// Does it.
pub async fn run(args: &ImportArgs) -> anyhow::Result<()> {
    match &args.command {
        ImportCommand::Helps(args) => run_helps(args).await,
    }
}

async fn run_helps(args: &ImportHelps) -> anyhow::Result<()> {
    let kind = Kind::from_word(&args.kind).with_context(|| {
        let kinds: Vec<_> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
        format!("--kind {}: it is one of {}", args.kind, kinds.join(", "))
    })?;
    let at = args.at.as_deref().map(|text| {
        rows::time(text)
            .with_context(|| format!("--at {text}: give a time such as 2025-03-03 or 2025-03-03T14:30:00Z"))
    });
    let options = Options {
        at: at.transpose()?,
        kind,
        skip_bad_rows: args.skip_bad_rows,
        create_circle: args.create_circle,
    };
    let app = Effective::new(&args.place.clone().into())?.open().await?;
    let summary = helps(&app, &args.file, &args.circle, &options).await?;
    for row in summary.left_out.iter().take(20) {
        logging::say(&format!("left out: {row}"));
    }
    logging::result(&summary.to_string());
    Ok(())
}

/// Brings a file of helps into a circle (a name or an id), as a whole or not at all.
///
/// # Errors
/// Where the file can't be read, has a bad row (file, line, column, reason) or no help; where the circle isn't there, or
/// several have its name.
pub async fn helps(app: &App, file: &Path, circle: &str, options: &Options) -> anyhow::Result<Summary> {
    let shown = file.display().to_string();
    let bytes = std::fs::read(file).with_context(|| format!("{shown} can't be read"))?;
    let now = app.clock.now();
    let defaults = rows::Defaults { at: options.at.unwrap_or(start_of_day(now)), kind: options.kind, now };
    let read = rows::read(&bytes, &defaults).with_context(|| shown.clone())?;
    let left_out: Vec<String> = read.bad.iter().map(|bad| format!("{shown}:{bad}")).collect();
    if let Some(first) = left_out.first().filter(|_| !options.skip_bad_rows) {
        let others = match left_out.len() - 1 {
            0 => String::new(),
            others => format!(" (and {others} more)"),
        };
        bail!("{first}{others}. Nothing was kept. `--skip-bad-rows` leaves such rows out");
    }
    if read.helps.is_empty() {
        bail!("{shown} has no help in it. Nothing was kept");
    }
    let (id, circle_is_new, imported) = keep(app, circle, options.create_circle, read.helps).await?;
    Ok(Summary { circle: id, circle_is_new, imported, left_out })
}

fn start_of_day(now: Timestamp) -> Timestamp {
    let start = now.to_zoned(TimeZone::UTC).start_of_day();
    start.map_or(now, |start| start.timestamp())
}

/// What became of the transaction, where it isn't the database's fault.
enum Kept {
    Yes(String, bool, Imported),
    NoSuchCircle,
    Ambiguous(usize),
}

async fn keep(
    app: &App,
    circle: &str,
    create: bool,
    log: Vec<LoggedHelp>,
) -> anyhow::Result<(String, bool, Imported)> {
    let name = Name::parse(circle).map_err(|_| anyhow::anyhow!("--circle: that can't be a circle's name"))?;
    let (wanted, log) = (circle.trim().to_owned(), Arc::new(log));
    let kept = app
        .write(&Credential::System, move |cx| {
            let (id, is_new) = match import::circles(cx, &wanted)?.as_slice() {
                [one] => (*one, false),
                [] if create => (import::new_circle(cx, &name)?, true),
                [] => return Ok(Kept::NoSuchCircle),
                several => return Ok(Kept::Ambiguous(several.len())),
            };
            let imported = import::helps(cx, id, &log)?;
            Ok(Kept::Yes(id.to_string(), is_new, imported))
        })
        .await
        .context("nothing was kept")?;
    match kept {
        Kept::Yes(id, is_new, imported) => Ok((id, is_new, imported)),
        Kept::NoSuchCircle => {
            bail!("there is no circle {circle:?} here. Nothing was kept. `--create-circle` makes it")
        }
        Kept::Ambiguous(count) => bail!(
            "{count} circles are called {circle:?}. Nothing was kept. Give the id of one (it stands in its page's address)"
        ),
    }
}
