//! People who are put in by the operator's command line, not by an invitation: the demo's.

use mutua_domain::{
    id::PersonId,
    life::{LinkPurpose, PersonState},
    text::{Email, Line, Name},
};
use mutua_storage::tables::{
    links as link_rows,
    people::{self, NewPersonRow},
};

use super::links;
use crate::{
    cx::{Actor, Cx},
    error::{Error, Result},
};

/// Someone to put in.
#[derive(Debug, Clone)]
pub struct Registration {
    /// Their name.
    pub name: Name,
    /// Their pronouns.
    pub pronouns: Option<Line>,
    /// Their address, taken as confirmed; without one they are a guest.
    pub email: Option<Email>,
    /// Their language's tag.
    pub language: String,
    /// Their time zone.
    pub time_zone: String,
    /// How to be reached.
    pub reach: Option<Line>,
    /// Whether they run the server.
    pub is_administrator: bool,
}

/// Puts someone in. They can sign in by a mailed link, or by [`recovery_link_of`].
///
/// # Errors
/// [`Error::NotFound`] for anyone but the application itself; an address that is taken.
pub fn register(cx: &mut Cx<'_, '_>, new: &Registration) -> Result<PersonId> {
    only_the_application(cx)?;
    let id: PersonId = cx.id();
    let row = NewPersonRow {
        id,
        state: if new.email.is_some() { PersonState::Full } else { PersonState::Guest },
        name: new.name.as_str().to_owned(),
        pronouns: new.pronouns.as_ref().map(ToString::to_string),
        language: new.language.clone(),
        time_zone: new.time_zone.clone(),
        email: new.email.as_ref().map(|email| email.as_str().to_owned()),
        email_folded: new.email.as_ref().map(Email::folded),
        email_confirmed_at: new.email.as_ref().map(|_| cx.now),
        password_hash: None,
        reach: new.reach.as_ref().map(ToString::to_string),
        is_administrator: new.is_administrator,
    };
    people::create(cx.tx, &row, cx.now)?;
    Ok(id)
}

/// A link that signs a person in again and again, until it is replaced.
///
/// # Errors
/// [`Error::NotFound`] for anyone but the application itself.
pub fn recovery_link_of(cx: &mut Cx<'_, '_>, person: PersonId) -> Result<String> {
    only_the_application(cx)?;
    link_rows::drop_of(cx.tx, person, LinkPurpose::Recovery)?;
    let secret = links::make(cx, LinkPurpose::Recovery, Some(person), None, None)?;
    Ok(cx.app.url(&format!("/recover/{secret}")))
}

fn only_the_application(cx: &Cx<'_, '_>) -> Result<()> {
    if cx.actor == Actor::System { Ok(()) } else { Err(Error::NotFound) }
}
