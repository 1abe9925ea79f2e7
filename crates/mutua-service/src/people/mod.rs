//! Persons: joining, profile, guests who become full accounts, leaving for good.

pub mod accounts;
pub mod export;
pub mod farewell;
pub(crate) mod links;
mod profile;
mod register;
pub mod setup;

use mutua_domain::{id::PersonId, text::Email};
use mutua_storage::tables::people;

pub(crate) use profile::knows;
pub use profile::{CircleRef, MeView, PersonView, ProfileInput, change, contact, me, profile, time_zones};
pub use register::{Registration, recovery_link_of, register};
pub use setup::setup_link;

use crate::{cx::Cx, error::Result};

/// The person with an address, if there is one.
///
/// # Errors
/// What the database says.
pub fn by_email(cx: &mut Cx<'_, '_>, email: &str) -> Result<Option<PersonId>> {
    let Ok(email) = Email::parse(email) else { return Ok(None) };
    Ok(people::by_address(cx.tx, &email.folded())?.map(|row| row.id))
}

/// The names of those who run this place.
///
/// # Errors
/// What the database says.
pub fn administrators(cx: &mut Cx<'_, '_>) -> Result<Vec<String>> {
    let mut names = people::administrators(cx.tx)?;
    names.sort_by_cached_key(|name| name.to_lowercase());
    Ok(names)
}
