//! The effective settings: command line over environment over file over default.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail, ensure};
use mutua_domain::{Clock, Entropy};
use mutua_mail::{Mailbox, Transport};
use mutua_service::{App, Credential, InstanceKey, Settings};
use mutua_storage::{Address, OpenOptions, Store};
use mutua_web::{Limits, Proxies, server::Door};
use serde::Deserialize;
use tokio::net::TcpListener;

use crate::args::ServeArgs;

/// Everything that is set.
#[derive(Debug, Clone)]
pub struct Effective {
    /// The data folder.
    pub data: PathBuf,
    /// The database.
    pub database: Address,
    /// Where to listen.
    pub listen: SocketAddr,
    /// How people reach it.
    pub base_url: String,
    /// Whether that was set, or follows from where it listens.
    base_url_is_set: bool,
    /// How mail leaves.
    pub mail: Transport,
    /// Whom it comes from.
    pub mail_from: Mailbox,
    /// Whether this node does the work that waits.
    pub worker: bool,
    /// Proxies whose word on where a request comes from is taken.
    pub proxies: Proxies,
    /// How much may be asked for.
    pub limits: Limits,
    /// How connections are taken.
    pub door: Door,
    /// Where figures are shown, if anywhere.
    pub metrics: Option<SocketAddr>,
    /// The file of settings, where there is one.
    pub config: Option<PathBuf>,
}

/// The file, in which every setting may be left out.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    database: Option<String>,
    listen: Option<String>,
    base_url: Option<String>,
    mail: Option<String>,
    mail_from: Option<String>,
    trusted_proxies: Option<String>,
    limits: Option<String>,
    max_connections: Option<usize>,
    metrics_listen: Option<String>,
    no_worker: Option<bool>,
}

impl Effective {
    /// Puts them together.
    pub fn new(args: &ServeArgs) -> anyhow::Result<Self> {
        let data = args.data.clone().unwrap_or_else(|| PathBuf::from("data"));
        let config = config_file(args.config.as_deref(), &data);
        let file = config.as_deref().map(read_file).transpose()?.unwrap_or_default();
        let database = match args.database.clone().or(file.database) {
            Some(text) => text.parse()?,
            None => Address::Sqlite(data.join("mutua.db")),
        };
        let listen = args.listen.clone().or(file.listen).unwrap_or_else(|| "127.0.0.1:7373".into());
        let listen = socket("--listen", &listen)?;
        let base_url = args.base_url.clone().or(file.base_url);
        let base_url_is_set = base_url.is_some();
        let base_url = checked_base_url(&base_url.unwrap_or_else(|| format!("http://{listen}")))?;
        let mail = args.mail.clone().or(file.mail).unwrap_or_else(|| "off".into());
        let mail = Transport::parse(&mail).context("--mail")?;
        let mail_from = match args.mail_from.clone().or(file.mail_from) {
            Some(text) => Mailbox::parse(&text).with_context(|| format!("--mail-from {text}"))?,
            None => default_mailbox(&base_url)?,
        };
        let metrics = args.metrics_listen.clone().or(file.metrics_listen);
        let metrics = metrics.map(|text| socket("--metrics-listen", &text)).transpose()?;
        ensure!(
            metrics != Some(listen) || listen.port() == 0,
            "--metrics-listen needs an address of its own"
        );
        let proxies = parsed("--trusted-proxies", args.trusted_proxies.clone().or(file.trusted_proxies))?;
        let limits = parsed("--limits", args.limits.clone().or(file.limits))?;
        let most = args.max_connections.or(file.max_connections);
        ensure!(most.is_none_or(|most| most >= 10), "--max-connections: 10 at the least");
        let door = most.map_or_else(Door::default, |connections| Door { connections, ..Door::default() });
        let worker = !(args.no_worker || file.no_worker.unwrap_or(false));
        Ok(Self {
            data,
            database,
            listen,
            base_url,
            base_url_is_set,
            mail,
            mail_from,
            worker,
            proxies,
            limits,
            door,
            metrics,
            config,
        })
    }

    /// Takes the address to listen on. Where its port was left to the system, the base URL follows.
    pub async fn bind(&mut self) -> anyhow::Result<TcpListener> {
        let listener = TcpListener::bind(self.listen).await.with_context(|| {
            format!("can't listen on {}; is another program there? Try --listen", self.listen)
        })?;
        self.listen = listener.local_addr()?;
        if !self.base_url_is_set {
            self.base_url = format!("http://{}", self.listen);
        }
        Ok(listener)
    }

    /// Takes the address for figures, where there is to be one.
    pub async fn bind_metrics(&self) -> anyhow::Result<Option<TcpListener>> {
        let Some(address) = self.metrics else { return Ok(None) };
        let bound = TcpListener::bind(address).await;
        Ok(Some(bound.with_context(|| format!("can't listen on {address} (--metrics-listen)"))?))
    }

    /// The same as text, without secrets.
    pub fn describe(&self) -> String {
        let metrics = self.metrics.map_or_else(|| "off".to_owned(), |address| address.to_string());
        let config =
            self.config.as_ref().map_or_else(|| "none".to_owned(), |path| path.display().to_string());
        let lines = [
            ("data", self.data.display().to_string()),
            ("config", config),
            ("database", self.database.to_string()),
            ("listen", self.listen.to_string()),
            ("base-url", self.base_url.clone()),
            ("mail", self.mail.to_string()),
            ("mail-from", self.mail_from.to_string()),
            ("trusted-proxies", self.proxies.to_string()),
            ("limits", self.limits.to_string()),
            ("max-connections", self.door.connections.to_string()),
            ("metrics-listen", metrics),
            ("worker", if self.worker { "on" } else { "off" }.to_owned()),
        ];
        let lines: Vec<String> = lines.iter().map(|(name, value)| format!("{name:<15} {value}")).collect();
        lines.join("\n")
    }

    /// Opens the database and puts the application together.
    pub async fn open(&self) -> anyhow::Result<App> {
        self.open_with(&OpenOptions::default(), Clock::system(), Entropy::system()).await
    }

    /// The same with another clock and seed: for the demo.
    pub async fn open_with(
        &self,
        options: &OpenOptions,
        clock: Clock,
        entropy: Entropy,
    ) -> anyhow::Result<App> {
        make_private_folder(&self.data)?;
        let key = instance_key(&self.data)?;
        let (address, options) = (self.database.clone(), options.clone());
        let store = tokio::task::spawn_blocking(move || Store::open(&address, &options))
            .await?
            .with_context(|| format!("can't open the database {}", self.database))?;
        let settings =
            Settings { base_url: self.base_url.clone(), mail: !matches!(self.mail, Transport::Off) };
        let app = App::new(store, clock, entropy, key, settings);
        let checked = app.write(&Credential::System, mutua_service::instance::check_key).await;
        checked.map_err(|error| {
            let why = match &error {
                mutua_service::Error::Conflict(_) => format!(
                    "the database {} was made with another instance key than {}",
                    self.database,
                    key_path(&self.data).display()
                ),
                _ => format!("can't write to the database {}", self.database),
            };
            anyhow::Error::from(error).context(why)
        })?;
        Ok(app)
    }
}

fn socket(option: &str, text: &str) -> anyhow::Result<SocketAddr> {
    text.parse()
        .with_context(|| format!("{option} {text}: give an address and a port, such as 127.0.0.1:7373"))
}

/// What was said, or what is usual.
fn parsed<T: std::str::FromStr<Err = String> + Default>(
    option: &str,
    text: Option<String>,
) -> anyhow::Result<T> {
    let Some(text) = text else { return Ok(T::default()) };
    text.parse().map_err(|problem| anyhow::anyhow!("{option}: {problem}"))
}

/// The file that was named, or the usual one where it is there.
fn config_file(given: Option<&Path>, data: &Path) -> Option<PathBuf> {
    let usual = data.join("mutua.toml");
    given.map(Path::to_path_buf).or_else(|| usual.exists().then_some(usual))
}

fn read_file(path: &Path) -> anyhow::Result<File> {
    let text = std::fs::read_to_string(path).with_context(|| format!("can't read {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("{} isn't as it should be", path.display()))
}

fn checked_base_url(text: &str) -> anyhow::Result<String> {
    let text = text.trim_end_matches('/');
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let Some(host) = rest else {
        bail!("--base-url {text}: it begins with https:// (or http:// on this machine alone)");
    };
    ensure!(
        !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']),
        "--base-url {text}: give scheme and host alone, such as https://mutua.example.org"
    );
    Ok(text.to_owned())
}

fn default_mailbox(base_url: &str) -> anyhow::Result<Mailbox> {
    let host = base_url.split_once("://").map_or(base_url, |(_, host)| host);
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host).trim_matches(['[', ']']);
    // A bare number isn't a mail domain.
    let domain = if host.parse::<std::net::IpAddr>().is_ok() { "localhost" } else { host };
    Mailbox::parse(&format!("Mutua <mutua@{domain}>")).context("--mail-from")
}

/// Makes the data folder, for its owner alone.
pub fn make_private_folder(path: &Path) -> anyhow::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).with_context(|| format!("can't make the folder {}", path.display()))
}

/// Where the instance's key is, unless it comes from the environment.
pub fn key_path(data: &Path) -> PathBuf {
    data.join("instance.key")
}

/// The instance's key; its file is made at the first start.
fn instance_key(data: &Path) -> anyhow::Result<InstanceKey> {
    if let Some(key) = existing_key(data)? {
        return Ok(key);
    }
    let path = key_path(data);
    write_new_key(&path).with_context(|| format!("can't write {}", path.display()))?;
    existing_key(data)?.with_context(|| format!("can't read {}", path.display()))
}

/// The instance's key: from `MUTUA_INSTANCE_KEY`, or from its file, if there is one.
pub fn existing_key(data: &Path) -> anyhow::Result<Option<InstanceKey>> {
    if let Ok(text) = std::env::var("MUTUA_INSTANCE_KEY") {
        let key = InstanceKey::from_hex(&text).context("MUTUA_INSTANCE_KEY has 64 hexadecimal digits")?;
        return Ok(Some(key));
    }
    let path = key_path(data);
    if !path.exists() {
        return Ok(None);
    }
    let text = std::fs::read_to_string(&path).with_context(|| format!("can't read {}", path.display()))?;
    let key = InstanceKey::from_hex(&text).with_context(|| {
        format!("{} should hold 64 hexadecimal digits; restore it from a backup", path.display())
    })?;
    Ok(Some(key))
}

fn write_new_key(path: &Path) -> std::io::Result<()> {
    use std::io::Write as _;
    let secret: [u8; 32] = Entropy::system().bytes();
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = match options.open(path) {
        Ok(file) => file,
        // Another process was quicker; its key counts.
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => return Ok(()),
        Err(error) => return Err(error),
    };
    let hex: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    writeln!(file, "{hex}")?;
    file.sync_all()
}
