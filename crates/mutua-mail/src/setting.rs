//! What an operator writes to name a mail server, and what can be wrong with it. No text here repeats any of
//! it: a misplaced sign turns part of a password into a “host” or a “port”.

use std::net::IpAddr;

/// A setting that names no transport.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// None of the forms.
    #[error(
        "mail must be set to one of: smtps://user:password@host, smtp://user:password@host, file:/path/to/folder, memory, off"
    )]
    Unknown,
    /// `file:` without a path.
    #[error("file: needs the path of a folder, such as file:/var/lib/mutua/mail")]
    Folder,
    /// No host, or one with signs that no host has.
    #[error(
        "the mail server’s host is missing or not a host name; the form is smtp://user:password@host:port"
    )]
    Host,
    /// Not a number from 1 to 65535.
    #[error(
        "the mail server’s port must be a number from 1 to 65535; the form is smtp://user:password@host:port"
    )]
    Port,
    /// A user without a password or the other way round.
    #[error(
        "the mail server’s user and password go together, as in smtp://user:password@host; leave out both if the server asks for none"
    )]
    Login,
    /// A `%` that begins no code.
    #[error(
        "a percent sign in the mail server’s user or password must be written as %25, a colon in the user as %3A"
    )]
    Percent,
    /// Something after `?` that isn't known.
    #[error(
        "after the mail server’s host, only ?tls=required, ?tls=opportunistic, ?tls=none and hello=name.example.org are understood"
    )]
    Option,
    /// `smtps://` with `tls=`.
    #[error("smtps:// is always encrypted; leave out tls=, or write smtp:// in its stead")]
    Wrapped,
    /// A password that could be read on its way.
    #[error(
        "this would send the mail server’s password unencrypted over the network; use smtps://, or smtp:// with ?tls=required"
    )]
    Bare,
    /// The machine's TLS.
    #[error("encryption for this mail server’s host can’t be set up")]
    Tls,
}

/// When to encrypt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encryption {
    /// From the first byte (`smtps://`).
    Wrapped,
    /// By STARTTLS, or not at all.
    Required,
    /// By STARTTLS where offered.
    Opportunistic,
    /// Never.
    None,
}

/// An address of a mail server, taken apart.
#[derive(PartialEq, Eq)]
pub(crate) struct Server {
    pub(crate) encryption: Encryption,
    /// Without the brackets of an IPv6 address.
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) login: Option<(String, String)>,
    pub(crate) hello: Option<String>,
}

impl Server {
    /// Splits by hand, for a password may then hold any sign but `%` as it is: what counts is the last `@`.
    pub(crate) fn parse(text: &str) -> Result<Self, SettingError> {
        let (scheme, rest) = text.split_once("://").ok_or(SettingError::Unknown)?;
        let wrapped = match scheme.to_ascii_lowercase().as_str() {
            "smtp" => false,
            "smtps" => true,
            _ => return Err(SettingError::Unknown),
        };
        let (login, place) = match rest.rsplit_once('@') {
            Some((login, place)) => (Some(parse_login(login)?), place),
            None => (None, rest),
        };
        let (place, query) = place.split_once('?').unwrap_or((place, ""));
        let (host, port) = parse_place(place.strip_suffix('/').unwrap_or(place))?;
        let (tls, hello) = parse_query(query)?;
        let near = is_loopback(&host);
        let encryption = match (wrapped, tls) {
            (true, None) => Encryption::Wrapped,
            (true, Some(_)) => return Err(SettingError::Wrapped),
            (false, Some(tls)) => tls,
            (false, None) if near => Encryption::None,
            (false, None) => Encryption::Required,
        };
        // Whoever sits on the line can strip the offer of STARTTLS, so opportunistic is as bare as none.
        let bare = matches!(encryption, Encryption::None | Encryption::Opportunistic);
        if bare && login.is_some() && !near {
            return Err(SettingError::Bare);
        }
        Ok(Self { encryption, host, port: port.unwrap_or_else(|| usual_port(encryption)), login, hello })
    }
}

/// 465 and 587 are for handing in mail; 25 is what a relay beside us listens to.
const fn usual_port(encryption: Encryption) -> u16 {
    match encryption {
        Encryption::Wrapped => 465,
        Encryption::Required | Encryption::Opportunistic => 587,
        Encryption::None => 25,
    }
}

fn parse_login(text: &str) -> Result<(String, String), SettingError> {
    let (user, password) = text.split_once(':').ok_or(SettingError::Login)?;
    if user.is_empty() || password.is_empty() {
        return Err(SettingError::Login);
    }
    Ok((decode(user)?, decode(password)?))
}

/// Undoes `%40` and the like.
fn decode(text: &str) -> Result<String, SettingError> {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (code, rest) = part.split_at_checked(2).ok_or(SettingError::Percent)?;
        if !code.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(SettingError::Percent);
        }
        bytes.push(u8::from_str_radix(code, 16).map_err(|_| SettingError::Percent)?);
        bytes.extend(rest.as_bytes());
    }
    let text = String::from_utf8(bytes).map_err(|_| SettingError::Percent)?;
    // A NUL ends the user in AUTH PLAIN; nobody has one.
    if text.contains('\0') { Err(SettingError::Percent) } else { Ok(text) }
}

fn parse_place(text: &str) -> Result<(String, Option<u16>), SettingError> {
    let (host, port) = match text.strip_prefix('[') {
        Some(text) => {
            let (host, rest) = text.split_once(']').ok_or(SettingError::Host)?;
            let port =
                if rest.is_empty() { None } else { Some(rest.strip_prefix(':').ok_or(SettingError::Port)?) };
            if !matches!(host.parse(), Ok(IpAddr::V6(_))) {
                return Err(SettingError::Host);
            }
            (host.to_owned(), port)
        }
        None => {
            let (host, port) = text.split_once(':').map_or((text, None), |(host, port)| (host, Some(port)));
            (parse_host(host)?, port)
        }
    };
    let number = |text: &str| match text.parse() {
        Ok(0) | Err(_) => Err(SettingError::Port),
        Ok(port) => Ok(port),
    };
    Ok((host, port.map(number).transpose()?))
}

/// Underscores are kept: the names of containers have them.
fn parse_host(text: &str) -> Result<String, SettingError> {
    let host = idna::domain_to_ascii(text).map_err(|_| SettingError::Host)?;
    let good = (1..=253).contains(&host.len())
        && host.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c))
        && !host.starts_with(['-', '.']);
    if good { Ok(host) } else { Err(SettingError::Host) }
}

fn parse_query(text: &str) -> Result<(Option<Encryption>, Option<String>), SettingError> {
    let (mut tls, mut hello) = (None, None);
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        match pair.split_once('=') {
            Some(("tls", "required")) => tls = Some(Encryption::Required),
            Some(("tls", "opportunistic")) => tls = Some(Encryption::Opportunistic),
            Some(("tls", "none")) => tls = Some(Encryption::None),
            Some(("hello", name)) => hello = Some(parse_host(name).map_err(|_| SettingError::Option)?),
            _ => return Err(SettingError::Option),
        }
    }
    Ok((tls, hello))
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}
