//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use mutua_report::{AnalyzeArgs, MatchArgs};

/// A home for people who rely on each other.
#[derive(Debug, Parser)]
#[command(name = "mutua", version, about, max_term_width = 100, arg_required_else_help = true)]
pub struct Cli {
    #[command(flatten)]
    pub output: Output,
    #[command(subcommand)]
    pub command: Command,
}

/// How much is said, and how.
#[derive(Debug, Args)]
pub struct Output {
    /// Say nothing but results and failures
    #[arg(long, global = true, env = "MUTUA_QUIET")]
    pub quiet: bool,
    /// Colours
    #[arg(long, global = true, env = "MUTUA_COLOR", value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// How the log is written
    #[arg(long, global = true, env = "MUTUA_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
}

/// When colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people
    Text,
    /// For programs, an object a line
    Json,
}

/// What it does.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve a group
    #[command(after_help = "\
Examples:
  mutua serve
      Keeps everything in ./data and listens on 127.0.0.1:7373. The first start prints a link with which the first
      steward sets the place up.
  mutua serve --listen 0.0.0.0:8080 --base-url https://mutua.example.org
      Behind a proxy that speaks https.
  mutua serve --database postgres://mutua@db/mutua --mail smtps://user:pass@mail.example.org
  mutua serve --check
      Checks the settings, prints the effective ones without secrets, and ends.

Each option can also stand in the environment (MUTUA_DATA, MUTUA_DATABASE, …) and in a TOML file (--config, or
mutua.toml in the data folder) under its own name with _ for -. The command line wins over the environment, the
environment over the file.")]
    Serve(ServeCommand),
    /// Serve a made-up community, to look around in
    #[command(after_help = "\
Examples:
  mutua demo
      Makes ./demo-data anew, fills it with about sixty people and their year, serves it on this machine, and prints
      sign-in links for three of them. Mails are written to demo-data/mail.
  mutua demo --listen 127.0.0.1:8080 --data /tmp/demo
  mutua demo --database postgres://mutua@127.0.0.1/demo
      In an empty PostgreSQL database.")]
    Demo(DemoArgs),
    /// Bring in what happened elsewhere
    #[command(subcommand_required = true, arg_required_else_help = true)]
    Import(ImportArgs),
    /// Do the work that waits (mails, reminders, asks that widen or end) without serving pages
    #[command(after_help = "\
Examples:
  mutua worker --database postgres://mutua@db/mutua
      A second node that only works. `mutua serve` works too, unless it is told `--no-worker`.")]
    Worker(ServeArgs),
    /// Find what is wrong, and say how to mend it
    #[command(after_help = "\
Examples:
  mutua doctor --data /var/lib/mutua
  mutua doctor --config /etc/mutua/mutua.toml --format json
      A line a check: ok, warn or bad, and the way out. It ends with 0 where nothing is bad, with 1 otherwise. It looks
      at folder, key, settings, database, mail server, clock, disk, waiting work and backups; it changes nothing, sends
      no mail, and works while the server goes on. Give it the settings that `mutua serve` is given, and run it as the
      same user.")]
    Doctor(DoctorArgs),
    /// Copy everything into one file, while the server goes on
    #[command(after_help = "\
Examples:
  mutua backup /backups/mutua-monday.db
  mutua backup mutua.db --database postgres://mutua@db/mutua
      The file is one of SQLite whichever database it came from, read again and compared. It never replaces another.
      The instance's key isn't in it: keep a copy of instance.key in another place.")]
    Backup(BackupArgs),
    /// Bring a backup into a database that holds nothing yet
    #[command(after_help = "\
Examples:
  mutua restore /backups/mutua-monday.db --data /var/lib/mutua
  mutua restore mutua.db --database postgres://mutua@db/mutua
      Put the instance's key into the data folder first.")]
    Restore(RestoreArgs),
    /// Databases as a whole
    #[command(subcommand_required = true, arg_required_else_help = true)]
    Database(DatabaseArgs),
    /// Figures on who relies on whom, from a log of help, a network, or diaries
    #[command(subcommand_required = true, arg_required_else_help = true)]
    #[command(after_help = "\
Examples:
  mutua analyze network ties.csv --weight hours
  mutua analyze waves ties.csv --wave year
  mutua analyze log helps.csv --needs needs.csv --format html --output report.html
  mutua analyze dyads diary.csv --dyad couple --person person --outcome closeness --actor support --time day
  mutua analyze days checkins.csv --format json

Files are CSV with a header, or Parquet. docs/researchers says what the columns are and what each figure means.")]
    Analyze(AnalyzeArgs),
    /// Match asks to helpers at the least cost
    #[command(after_help = "Example:\n  mutua match asks.json --format json")]
    Match(MatchArgs),
    /// Personal access tokens for the API
    #[command(subcommand_required = true, arg_required_else_help = true)]
    Token(TokenArgs),
    /// Print the description of the API (OpenAPI 3.1) without a server
    #[command(after_help = "Example:\n  mutua openapi > openapi.json")]
    Openapi,
}

/// Where things are and how they are reached.
#[derive(Debug, Clone, Args, Default)]
pub struct ServeArgs {
    /// The folder for the database file, the instance's key and settings [default: data]
    #[arg(long, value_name = "DIR", env = "MUTUA_DATA")]
    pub data: Option<PathBuf>,
    /// A file, or postgres://… [default: mutua.db in the data folder]
    #[arg(long, value_name = "FILE|postgres://…", env = "MUTUA_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
    /// The address to listen on [default: 127.0.0.1:7373]
    #[arg(long, value_name = "ADDR", env = "MUTUA_LISTEN")]
    pub listen: Option<String>,
    /// The address under which people reach it [default: http:// and the address it listens on]
    #[arg(long, value_name = "URL", env = "MUTUA_BASE_URL")]
    pub base_url: Option<String>,
    /// How mail leaves: smtp://…, smtps://…, file:DIR or off [default: off]
    #[arg(long, value_name = "TRANSPORT", env = "MUTUA_MAIL", hide_env_values = true)]
    pub mail: Option<String>,
    /// Whom mail comes from: "Name <address>" [default: Mutua <mutua@ and the host of the base URL>]
    #[arg(long, value_name = "MAILBOX", env = "MUTUA_MAIL_FROM")]
    pub mail_from: Option<String>,
    /// A file with settings [default: mutua.toml in the data folder, if it is there]
    #[arg(long, value_name = "FILE", env = "MUTUA_CONFIG")]
    pub config: Option<PathBuf>,
    /// Proxies whose X-Forwarded-For is believed: networks with commas between, or none [default: those on this machine]
    #[arg(long, value_name = "NETWORKS", env = "MUTUA_TRUSTED_PROXIES")]
    pub trusted_proxies: Option<String>,
    /// How much one person or address may ask for: usual, off, or how many times as wide [default: usual]
    #[arg(long, value_name = "LIMITS", env = "MUTUA_LIMITS")]
    pub limits: Option<String>,
    /// The most connections at once [default: 900]
    #[arg(long, value_name = "N", env = "MUTUA_MAX_CONNECTIONS")]
    pub max_connections: Option<usize>,
    /// The address on which /metrics is served; keep it from the public [default: it isn't]
    #[arg(long, value_name = "ADDR", env = "MUTUA_METRICS_LISTEN")]
    pub metrics_listen: Option<String>,
    /// Serve pages only; another node does the work that waits
    #[arg(long, env = "MUTUA_NO_WORKER")]
    pub no_worker: bool,
}

/// Serving.
#[derive(Debug, Clone, Args)]
pub struct ServeCommand {
    #[command(flatten)]
    pub settings: ServeArgs,
    /// Check the settings, print the effective ones without secrets, and end
    #[arg(long)]
    pub check: bool,
}

/// Looking for what is wrong.
#[derive(Debug, Clone, Args)]
pub struct DoctorArgs {
    #[command(flatten)]
    pub settings: ServeArgs,
    /// How the result is written
    #[arg(long, value_enum, default_value_t = DoctorFormat::Text)]
    pub format: DoctorFormat,
}

/// How the doctor's result is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DoctorFormat {
    /// A line a check
    Text,
    /// An object
    Json,
}

/// The demo.
#[derive(Debug, Clone, Args)]
pub struct DemoArgs {
    /// The folder that is made anew; one that holds anything but an earlier demo is left alone
    #[arg(long, value_name = "DIR", default_value = "demo-data")]
    pub data: PathBuf,
    /// Another database than a file in that folder: it must be empty
    #[arg(long, value_name = "FILE|postgres://…", hide_env_values = true)]
    pub database: Option<String>,
    /// The address to listen on
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:7373")]
    pub listen: String,
    /// How mail leaves [default: into files in the folder mail of the data folder]
    #[arg(long, value_name = "TRANSPORT", hide_env_values = true)]
    pub mail: Option<String>,
    /// Another seed plays another year
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Fill, print the links and end, without serving
    #[arg(long)]
    pub fill_only: bool,
}

/// Imports.
#[derive(Debug, Args)]
pub struct ImportArgs {
    #[command(subcommand)]
    pub command: ImportCommand,
}

/// What can be brought in.
#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// A log of help, into a circle's history
    #[command(after_help = "\
Examples:
  mutua import helps log.csv --circle \"Linden Street\"
      log.csv has a header with time, from, to and, if known, kind, minutes (or seconds), told_by.
  mutua import helps dyads.csv --circle Village --create-circle --at 2013-06-01
      dyads.csv has from, to, said_by_giver, said_by_receiver (1, 0 or empty), and no times.

Who gave and who received become people of the past: nobody can sign in as them, and no balance comes of it.")]
    Helps(ImportHelps),
}

/// A log of help.
#[derive(Debug, Clone, Args)]
pub struct ImportHelps {
    /// The file (CSV with a header)
    pub file: PathBuf,
    /// The circle, by name or id
    #[arg(long, value_name = "NAME")]
    pub circle: String,
    /// Make the circle if there is none of that name
    #[arg(long)]
    pub create_circle: bool,
    /// The kind of help where the file doesn't say
    #[arg(long, value_name = "KIND", default_value = "practical")]
    pub kind: String,
    /// The time of all helps where the file has none [default: today]
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Leave rows out that can't be read, and say how many
    #[arg(long)]
    pub skip_bad_rows: bool,
    #[command(flatten)]
    pub place: Place,
}

/// A backup.
#[derive(Debug, Clone, Args)]
pub struct BackupArgs {
    /// The backup's file
    pub file: PathBuf,
    /// Where the keys of persons go, replacing those of the backup before [default: mutua.keys beside the backup]
    #[arg(long, value_name = "FILE")]
    pub keys: Option<PathBuf>,
    #[command(flatten)]
    pub place: Place,
}

/// A backup to be brought back.
#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// The backup's file
    pub file: PathBuf,
    /// The newest file of the keys of persons [default: mutua.keys beside the backup]
    #[arg(long, value_name = "FILE")]
    pub keys: Option<PathBuf>,
    /// Go without keys: what people kept to themselves is let go
    #[arg(long, conflicts_with = "keys")]
    pub without_keys: bool,
    #[command(flatten)]
    pub place: Place,
}

/// Databases as a whole.
#[derive(Debug, Args)]
pub struct DatabaseArgs {
    #[command(subcommand)]
    pub command: DatabaseCommand,
}

/// What can be done with a database as a whole.
#[derive(Debug, Subcommand)]
pub enum DatabaseCommand {
    /// Copy one into another that holds nothing yet, of either sort
    #[command(after_help = "\
Example:
  mutua database copy data/mutua.db postgres://mutua@db/mutua
      Moves from SQLite to PostgreSQL, or back. Stop the server first, so that nothing is written meanwhile.")]
    Copy {
        /// A file, or postgres://…
        from: String,
        /// A file, or postgres://…
        to: String,
    },
}

/// Tokens.
#[derive(Debug, Args)]
pub struct TokenArgs {
    #[command(subcommand)]
    pub command: TokenCommand,
}

/// What can be done with tokens.
#[derive(Debug, Subcommand)]
pub enum TokenCommand {
    /// Make a token for a person and print it, once
    #[command(after_help = "\
Example:
  mutua token create --person ana@example.org --name \"reports\"
  curl -H \"Authorization: Bearer $TOKEN\" http://127.0.0.1:7373/api/v1/me")]
    Create(CreateToken),
}

/// A new token.
#[derive(Debug, Args)]
pub struct CreateToken {
    /// The person's e-mail address
    #[arg(long, value_name = "EMAIL")]
    pub person: String,
    /// What the token is for
    #[arg(long, value_name = "TEXT")]
    pub name: String,
    #[command(flatten)]
    pub place: Place,
}

/// Where an instance is, for commands that work on its database.
#[derive(Debug, Clone, Args)]
pub struct Place {
    /// The data folder [default: data]
    #[arg(long, value_name = "DIR", env = "MUTUA_DATA")]
    pub data: Option<PathBuf>,
    /// A file, or postgres://… [default: mutua.db in the data folder]
    #[arg(long, value_name = "FILE|postgres://…", env = "MUTUA_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
    /// A file with settings [default: mutua.toml in the data folder, if it is there]
    #[arg(long, value_name = "FILE", env = "MUTUA_CONFIG")]
    pub config: Option<PathBuf>,
}

impl From<Place> for ServeArgs {
    fn from(place: Place) -> Self {
        Self { data: place.data, database: place.database, config: place.config, ..Self::default() }
    }
}
