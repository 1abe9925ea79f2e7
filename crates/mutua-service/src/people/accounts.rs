//! Accounts: made, an address confirmed or changed, a password changed, a guest who becomes a full account.

use mutua_domain::{
    Invalid, Problems,
    id::PersonId,
    life::{LinkPurpose, PersonState},
    policy::{Thing, Verb},
    text::{Email, Name, NewPassword},
};
use mutua_storage::tables::{
    links as link_rows, mails as mail_rows,
    people::{self, AccountRow, NewPersonRow},
    sessions,
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::links;
use crate::{
    App, Credential,
    cx::Cx,
    error::{Error, Result},
    mails::{self, Mail},
    passwords, standing,
    throttle::{self, MAILED_LINKS, PASSWORDS_OF_ACCOUNT, Throttle},
};

/// How long a link that confirms an address works.
const CONFIRMS: jiff::SignedDuration = jiff::SignedDuration::from_hours(24 * 3);

/// A full account to be made, checked, its password apart.
#[derive(Debug, Clone)]
pub(crate) struct NewAccount {
    pub(crate) name: Name,
    pub(crate) email: Email,
    pub(crate) language: String,
    pub(crate) time_zone: String,
}

/// Makes a full account, and mails it the link that confirms its address.
pub(crate) fn create_full(
    cx: &mut Cx<'_, '_>,
    new: &NewAccount,
    password_hash: &str,
    is_administrator: bool,
) -> Result<PersonId> {
    refuse_taken(cx, &new.email)?;
    let id: PersonId = cx.id();
    let row = NewPersonRow {
        id,
        state: PersonState::Full,
        name: new.name.as_str().to_owned(),
        pronouns: None,
        language: new.language.clone(),
        time_zone: new.time_zone.clone(),
        email: Some(new.email.as_str().to_owned()),
        email_folded: Some(new.email.folded()),
        email_confirmed_at: None,
        password_hash: Some(password_hash.to_owned()),
        reach: None,
        is_administrator,
    };
    people::create(cx.tx, &row, cx.now).map_err(|error| taken(error, "email"))?;
    mail_confirmation(cx, id, new.email.as_str())?;
    Ok(id)
}

/// Makes a guest.
pub(crate) fn create_guest(
    cx: &mut Cx<'_, '_>,
    name: &Name,
    language: &str,
    time_zone: &str,
) -> Result<PersonId> {
    let id: PersonId = cx.id();
    let row = NewPersonRow {
        id,
        state: PersonState::Guest,
        name: name.as_str().to_owned(),
        pronouns: None,
        language: language.to_owned(),
        time_zone: time_zone.to_owned(),
        email: None,
        email_folded: None,
        email_confirmed_at: None,
        password_hash: None,
        reach: None,
        is_administrator: false,
    };
    people::create(cx.tx, &row, cx.now)?;
    Ok(id)
}

/// Asked before the insert, since PostgreSQL ends a transaction in which a statement failed.
fn refuse_taken(cx: &mut Cx<'_, '_>, email: &Email) -> Result<()> {
    match people::by_address(cx.tx, &email.folded())? {
        Some(_) => Err(Error::invalid("email", "address-taken")),
        None => Ok(()),
    }
}

/// Two who take the same address at the same time: one gets it, the other is told.
fn taken(error: mutua_storage::StorageError, field: &'static str) -> Error {
    if error.is_unique() { Error::invalid(field, "address-taken") } else { error.into() }
}

/// Mails a link that shows that an address is this person's. Without mail an address stays unconfirmed, which takes
/// nothing from anyone.
fn mail_confirmation(cx: &mut Cx<'_, '_>, person: PersonId, address: &str) -> Result<()> {
    if !cx.app.settings.mail {
        return Ok(());
    }
    link_rows::drop_of(cx.tx, person, LinkPurpose::Address)?;
    let until = Some(cx.now + CONFIRMS);
    let secret = links::make(cx, LinkPurpose::Address, Some(person), Some(address.to_owned()), until)?;
    let mail = Mail {
        person,
        address: address.to_owned(),
        kind: "address",
        subject: "mail-address-subject",
        body: "mail-address",
        link: cx.app.url(&format!("/me/address/{secret}")),
    };
    mails::send_now(cx, mail)
}

/// The address that a link confirms, if it works.
///
/// # Errors
/// What the database says.
pub fn address_of_link(cx: &mut Cx<'_, '_>, secret: &str) -> Result<Option<String>> {
    Ok(links::find(cx, LinkPurpose::Address, secret)?.and_then(|link| link.detail))
}

/// Confirms the address of a link, which then is used up: the person's own, or the one they change to. The address
/// before is told of the change.
///
/// # Errors
/// [`Error::Conflict`] where the link doesn't work (any more), or another has the address.
pub fn confirm_address(cx: &mut Cx<'_, '_>, secret: &str) -> Result<()> {
    let over = || Error::Conflict("link-over");
    let link = links::use_up(cx, LinkPurpose::Address, secret)?;
    let (Some(id), Some(address)) = (link.person_id, link.detail) else { return Err(over()) };
    let email = Email::parse(&address).map_err(|_| over())?;
    let account =
        people::account(cx.tx, id)?.filter(|row| row.state == PersonState::Full).ok_or_else(over)?;
    match people::by_address(cx.tx, &email.folded())? {
        Some(holder) if holder.id == id => {
            people::confirm_address(cx.tx, id, cx.now)?;
            return Ok(());
        }
        Some(_) => return Err(Error::Conflict("address-taken")),
        None => {}
    }
    people::set_address(cx.tx, id, &email, cx.now)
        .map_err(|error| if error.is_unique() { Error::Conflict("address-taken") } else { error.into() })?;
    // Links that were mailed to the address before must not sign anyone in any more.
    link_rows::drop_of(cx.tx, id, LinkPurpose::SignIn)?;
    tell_old_address(cx, &account)
}

fn tell_old_address(cx: &mut Cx<'_, '_>, account: &AccountRow) -> Result<()> {
    let Some(old) = &account.email else { return Ok(()) };
    let mail = Mail {
        person: account.id,
        address: old.clone(),
        kind: "address-changed",
        subject: "mail-address-changed-subject",
        body: "mail-address-changed",
        link: cx.app.url("/about"),
    };
    mails::send_now(cx, mail)
}

/// What is typed to change the address.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct AddressInput {
    /// The new address.
    pub email: String,
    /// The password, from someone who has one.
    pub password: String,
}

/// What is typed to change the password.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct PasswordInput {
    /// The password until now, from someone who has one.
    pub password: String,
    /// The new one.
    pub new_password: String,
}

/// What a guest types to become a full account.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct FullInput {
    /// Their address.
    pub email: String,
    /// Their password.
    pub password: String,
}

macro_rules! keeps_quiet {
    ($($name:ident),+) => { $(
        /// Without what is secret.
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )+ };
}
keeps_quiet!(AddressInput, PasswordInput, FullInput);

/// The account that acts.
async fn own_account(app: &App, credential: &Credential) -> Result<AccountRow> {
    app.read(credential, |cx| {
        let me = cx.me()?;
        cx.require(standing::to_own(cx, me), Thing::Account, Verb::Edit)?;
        people::account(cx.tx, me)?.ok_or(Error::NotFound)
    })
    .await
}

/// Goes on only where the password is right. Who has none needs none.
pub(crate) async fn require_password(
    app: &App,
    throttle: &Throttle,
    account: &AccountRow,
    password: String,
) -> Result<()> {
    let Some(hash) = account.password_hash.clone() else { return Ok(()) };
    let who = account.id.to_string();
    throttle::take_everywhere(app, throttle, &[(PASSWORDS_OF_ACCOUNT, &who)]).await?;
    if !passwords::verify(app, password, Some(hash)).await? {
        return Err(Error::invalid("password", "wrong-password"));
    }
    throttle.forget(PASSWORDS_OF_ACCOUNT, &who);
    app.write(&Credential::System, move |cx| {
        throttle::forget_everywhere(cx, (PASSWORDS_OF_ACCOUNT, &who), None)
    })
    .await
}

/// Mails a link to a new address; the address changes once the link is followed. Whether another has that address is
/// told only to whoever reads its mail. To the address one has already, it mails the confirming link again.
///
/// # Errors
/// Problems of the input; [`Error::Refused`] for guests and where no mail can be sent; [`Error::TooMany`].
pub async fn change_address(
    app: &App,
    throttle: &Throttle,
    credential: &Credential,
    input: AddressInput,
) -> Result<()> {
    let account = own_account(app, credential).await?;
    if account.state != PersonState::Full {
        return Err(Error::Refused("guest-address"));
    }
    if !app.settings.mail {
        return Err(Error::Refused("no-mail"));
    }
    let mut problems = Problems::new();
    let email = problems.take("email", Email::parse(&input.email));
    let email = problems.build(|| email)?;
    require_password(app, throttle, &account, input.password).await?;
    throttle::take_everywhere(app, throttle, &[(MAILED_LINKS, &email.folded())]).await?;
    app.write(credential, move |cx| {
        let me = cx.me()?;
        mail_confirmation(cx, me, email.as_str())
    })
    .await
}

/// Changes the password, and signs every other browser out.
///
/// # Errors
/// Problems of the input; [`Error::Refused`] for guests, who become full accounts instead; [`Error::TooMany`].
pub async fn change_password(
    app: &App,
    throttle: &Throttle,
    credential: &Credential,
    input: PasswordInput,
) -> Result<()> {
    let account = own_account(app, credential).await?;
    if account.state != PersonState::Full {
        return Err(Error::Refused("guest-address"));
    }
    let mut problems = Problems::new();
    let new = problems.take("new_password", NewPassword::parse(&input.new_password));
    let new = problems.build(|| new)?;
    require_password(app, throttle, &account, input.password).await?;
    let hash = passwords::hash(app, new).await?;
    app.write(credential, move |cx| {
        let (me, session) = (cx.me()?, cx.person()?.session);
        people::set_password(cx.tx, me, &hash, cx.now)?;
        link_rows::drop_of(cx.tx, me, LinkPurpose::SignIn)?;
        sessions::end_others(cx.tx, me, session)?;
        mail_rows::end_links(cx.tx, me)?;
        Ok(())
    })
    .await
}

fn parse_full(input: &FullInput) -> std::result::Result<(Email, NewPassword), Invalid> {
    let mut problems = Problems::new();
    let email = problems.take("email", Email::parse(&input.email));
    let password = problems.take("password", NewPassword::parse(&input.password));
    problems.build(|| Some((email?, password?)))
}

/// Turns the guest who acts into a full account, with everything they have here. Their recovery link stops working.
///
/// # Errors
/// Problems of the input; [`Error::Conflict`] for who is one already.
pub async fn become_full(app: &App, credential: &Credential, input: FullInput) -> Result<()> {
    let account = own_account(app, credential).await?;
    if account.state != PersonState::Guest {
        return Err(Error::Conflict("already-full"));
    }
    let (email, password) = parse_full(&input)?;
    let hash = passwords::hash(app, password).await?;
    app.write(credential, move |cx| {
        let me = cx.me()?;
        refuse_taken(cx, &email)?;
        let done =
            people::become_full(cx.tx, me, &email, &hash, cx.now).map_err(|error| taken(error, "email"))?;
        if !done {
            return Err(Error::Conflict("already-full"));
        }
        link_rows::drop_of(cx.tx, me, LinkPurpose::Recovery)?;
        mail_confirmation(cx, me, email.as_str())
    })
    .await
}
