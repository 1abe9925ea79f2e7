//! Addresses and the names beside them. None that could break out of its header can be built.

use std::fmt;

use lettre::Address;

/// The most characters of a name that go into a header; what is beyond is cut.
const NAME_MAX: usize = 120;

/// The text isn't an address for mail.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not an e-mail address; it should look like name@example.org")]
pub struct AddressError(String);

/// A name (or none) and an address.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Mailbox {
    name: Option<String>,
    address: Address,
}

impl Mailbox {
    /// Checks the address; makes one line of the name. An empty name is none.
    ///
    /// # Errors
    /// [`AddressError`] where `address` can't be one.
    pub fn new(name: Option<&str>, address: &str) -> Result<Self, AddressError> {
        let name = name.map(|name| one_line(name, NAME_MAX)).filter(|name| !name.is_empty());
        Ok(Self { name, address: parse(address)? })
    }

    /// Reads `name@example.org` or `Name <name@example.org>`, as an operator writes it in the settings.
    ///
    /// # Errors
    /// [`AddressError`] where there is no address in it.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let text = text.trim();
        match text.strip_suffix('>').and_then(|text| text.rsplit_once('<')) {
            Some((name, address)) => {
                let name = name.trim();
                let quoted = name.strip_prefix('"').and_then(|name| name.strip_suffix('"'));
                Self::new(Some(quoted.unwrap_or(name)), address.trim())
            }
            None => Self::new(None, text),
        }
    }

    /// The name, if there is one.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The address, its domain in ASCII form.
    pub fn address(&self) -> &str {
        self.address.as_ref()
    }

    /// What is right of the `@`, in ASCII form.
    pub fn domain(&self) -> &str {
        self.address.domain()
    }

    pub(crate) const fn envelope(&self) -> &Address {
        &self.address
    }

    pub(crate) fn header(&self) -> lettre::message::Mailboxes {
        lettre::message::Mailbox::new(self.name.clone(), self.address.clone()).into()
    }
}

impl fmt::Display for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => write!(f, "{name} <{}>", self.address),
            None => write!(f, "{}", self.address),
        }
    }
}

/// Stricter than RFC 5322: no quoted local parts, which no one has and which may hold nearly anything.
fn parse(text: &str) -> Result<Address, AddressError> {
    let bad = || AddressError(one_line(text, NAME_MAX));
    let (local, domain) = text.rsplit_once('@').ok_or_else(bad)?;
    let odd = |c: char| c.is_control() || c.is_whitespace() || "<>()[]\\,;:\"@".contains(c);
    if local.contains(odd) || domain.contains(odd) {
        return Err(bad());
    }
    // Most servers take only ASCII domains, and every IDN has such a form.
    let domain = idna::domain_to_ascii(domain).map_err(|_| bad())?;
    Address::new(local, domain).map_err(|_| bad())
}

/// One line of at most `max` characters: a header must not get a line break from what someone typed.
pub(crate) fn one_line(text: &str, max: usize) -> String {
    let breaks = |c: char| c.is_control() || c.is_whitespace() || matches!(c, '\u{2028}' | '\u{2029}');
    let line = text.split(breaks).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if line.chars().count() <= max {
        return line;
    }
    let mut cut: String = line.chars().take(max.saturating_sub(1)).collect();
    cut.push('…');
    cut
}
