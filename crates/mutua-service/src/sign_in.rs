//! Signing in: passwords, mailed links, recovery links, sessions.
//!
//! Whether an address is known here is nobody's business: the answers to a wrong password and to a request for a link
//! are the same for an address that isn't known, and take as long.

use std::net::IpAddr;

use jiff::{SignedDuration, Timestamp};
use mutua_domain::{
    id::{PersonId, SessionId},
    life::{LinkPurpose, PersonState},
    policy::{Thing, Verb},
    text::{Email, NewPassword},
};
use mutua_storage::tables::{
    links, mails as mail_rows, people,
    sessions::{self, SessionRow},
    tokens,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    App, Credential,
    cx::{Actor, Cx},
    error::{Error, Result},
    mails::{self, Mail},
    passwords,
    people::links as secret_links,
    secrets, standing,
    throttle::{self, MAILED_LINKS, PASSWORDS_FROM_ADDRESS, PASSWORDS_OF_ACCOUNT, Throttle},
};

/// How long a browser stays signed in without being used.
const SESSION: SignedDuration = SignedDuration::from_hours(24 * 90);
/// How long it stays signed in at the most, however often it is used.
const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 365);
/// How long a mailed link works.
const MAILED: SignedDuration = SignedDuration::from_mins(30);
/// How old the note of a session's or token's use may grow.
const NOTED: SignedDuration = SignedDuration::from_hours(1);

/// Where a request comes from.
#[derive(Debug, Clone, Default)]
pub struct From {
    /// Its network address, where it is known.
    pub address: Option<IpAddr>,
    /// What the browser calls itself.
    pub agent: Option<String>,
}

/// What is typed to sign in.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct SignInInput {
    /// The address.
    pub email: String,
    /// The password.
    pub password: String,
}

/// Without the password.
impl std::fmt::Debug for SignInInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignInInput").finish_non_exhaustive()
    }
}

/// Signs a browser in; the secret for its cookie. Whoever calls this has seen that it is that person.
///
/// # Errors
/// What the database says.
pub fn open_session(cx: &mut Cx<'_, '_>, person: PersonId, agent: Option<&str>) -> Result<String> {
    // Who, is in the list of sessions of that person alone.
    tracing::info!(event = "signed-in", "a browser was signed in");
    let secret = secrets::new_secret(&cx.app.entropy);
    let session = SessionRow {
        id: cx.id(),
        person_id: person,
        agent: agent.map(str::to_owned),
        created_at: cx.now,
        seen_at: cx.now,
        expires_at: cx.now + SESSION,
    };
    sessions::open(cx.tx, &session, &secrets::fingerprint(&secret))?;
    Ok(secret)
}

/// Signs in with address and password; the secret for the browser's cookie.
///
/// # Errors
/// `sign-in` where the two don't belong together, or the address isn't known; [`Error::TooMany`] after many tries.
pub async fn by_password(app: &App, throttle: &Throttle, input: SignInInput, from: From) -> Result<String> {
    let account =
        Email::parse(&input.email).map_or_else(|_| input.email.trim().to_lowercase(), |e| e.folded());
    let network = from.address.map(throttle::network);
    let place = network.as_deref().map(|network| (PASSWORDS_FROM_ADDRESS, network));
    let tries: Vec<_> = place.into_iter().chain([(PASSWORDS_OF_ACCOUNT, account.as_str())]).collect();
    throttle::take_everywhere(app, throttle, &tries).await?;
    let address = account.clone();
    let found = app.read(&Credential::System, move |cx| Ok(people::by_address(cx.tx, &address)?)).await?;
    let hash = found.as_ref().and_then(|row| row.password_hash.clone());
    let right = passwords::verify(app, input.password, hash).await?;
    let Some(person) = found.filter(|_| right) else {
        tracing::info!(event = "sign-in-refused", by = "password", "a sign-in was refused");
        return Err(Error::invalid("password", "sign-in"));
    };
    throttle.forget(PASSWORDS_OF_ACCOUNT, &account);
    app.write(&Credential::System, move |cx| {
        let place = network.as_deref().map(|network| (PASSWORDS_FROM_ADDRESS, network));
        throttle::forget_everywhere(cx, (PASSWORDS_OF_ACCOUNT, &account), place)?;
        open_session(cx, person.id, from.agent.as_deref())
    })
    .await
}

/// Mails a link that signs in once. The answer is the same whether or not the address is known here.
///
/// # Errors
/// `email` where it can't be an address; [`Error::TooMany`] after many; where no mail can be sent from here.
pub async fn mail_link(app: &App, throttle: &Throttle, email: &str, next: Option<String>) -> Result<()> {
    if !app.settings.mail {
        return Err(Error::Refused("no-mail"));
    }
    let mut problems = mutua_domain::Problems::new();
    let email = problems.take("email", Email::parse(email));
    let email = problems.build(|| email)?;
    throttle::take_everywhere(app, throttle, &[(MAILED_LINKS, &email.folded())]).await?;
    let query = next.map(|next| format!("?next={}", escape(&next))).unwrap_or_default();
    app.write(&Credential::System, move |cx| {
        let Some(person) = people::by_address(cx.tx, &email.folded())? else { return Ok(()) };
        let until = Some(cx.now + MAILED);
        let secret = secret_links::make(cx, LinkPurpose::SignIn, Some(person.id), None, until)?;
        let mail = Mail {
            person: person.id,
            address: person.email.unwrap_or_default(),
            kind: "sign-in",
            subject: "mail-sign-in-subject",
            body: "mail-sign-in",
            link: cx.app.url(&format!("/sign-in/{secret}{query}")),
        };
        mails::send_now(cx, mail)
    })
    .await
}

fn escape(path: &str) -> String {
    path.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// Whether a mailed link still works.
///
/// # Errors
/// What the database says.
pub fn link_works(cx: &mut Cx<'_, '_>, secret: &str) -> Result<bool> {
    Ok(secret_links::find(cx, LinkPurpose::SignIn, secret)?.is_some())
}

/// Signs in by a mailed link, which then is used up. It shows that the address is theirs, so it also lets them choose a
/// new password; then every other browser is signed out.
///
/// # Errors
/// [`Error::Conflict`] where the link doesn't work (any more); problems of the new password.
pub async fn by_link(app: &App, secret: String, new_password: Option<String>, from: From) -> Result<String> {
    let hash = match new_password.filter(|text| !text.is_empty()) {
        Some(text) => {
            let mut problems = mutua_domain::Problems::new();
            let password = problems.take("new_password", NewPassword::parse(&text));
            Some(passwords::hash(app, problems.build(|| password)?).await?)
        }
        None => None,
    };
    app.write(&Credential::System, move |cx| {
        let link = secret_links::use_up(cx, LinkPurpose::SignIn, &secret)?;
        let person = link.person_id.ok_or(Error::Conflict("link-over"))?;
        people::actor(cx.tx, person)?.ok_or(Error::Conflict("link-over"))?;
        people::confirm_address(cx.tx, person, cx.now)?;
        if let Some(hash) = &hash {
            people::set_password(cx.tx, person, hash, cx.now)?;
            sessions::end_others(cx.tx, person, None)?;
            mail_rows::end_links(cx.tx, person)?;
        }
        open_session(cx, person, from.agent.as_deref())
    })
    .await
}

/// Whose recovery link this is, by name.
///
/// # Errors
/// [`Error::Conflict`] where the link was replaced.
pub fn recovery_name(cx: &mut Cx<'_, '_>, secret: &str) -> Result<String> {
    let link = secret_links::find(cx, LinkPurpose::Recovery, secret)?;
    let person = link.and_then(|link| link.person_id).ok_or(Error::Conflict("link-over"))?;
    Ok(people::actor(cx.tx, person)?.ok_or(Error::Conflict("link-over"))?.name)
}

/// Signs a guest in by their recovery link, which stays as it is.
///
/// # Errors
/// [`Error::Conflict`] where the link was replaced.
pub fn by_recovery(cx: &mut Cx<'_, '_>, secret: &str, from: &From) -> Result<String> {
    let link = secret_links::find(cx, LinkPurpose::Recovery, secret)?;
    let person = link.and_then(|link| link.person_id).ok_or(Error::Conflict("link-over"))?;
    people::actor(cx.tx, person)?.ok_or(Error::Conflict("link-over"))?;
    open_session(cx, person, from.agent.as_deref())
}

/// A new recovery link for the guest who acts; the one before stops working.
///
/// # Errors
/// [`Error::Refused`] for a full account, which has an address and a password.
pub fn new_recovery_link(cx: &mut Cx<'_, '_>) -> Result<String> {
    let person = cx.person()?;
    let (id, state) = (person.id, person.state);
    if state != PersonState::Guest {
        return Err(Error::Refused("recovery-full"));
    }
    links::drop_of(cx.tx, id, LinkPurpose::Recovery)?;
    let secret = secret_links::make(cx, LinkPurpose::Recovery, Some(id), None, None)?;
    Ok(cx.app.url(&format!("/recover/{secret}")))
}

/// Signs this browser out.
///
/// # Errors
/// What the database says.
pub fn sign_out(cx: &mut Cx<'_, '_>) -> Result<()> {
    if let Actor::Person(person) = &cx.actor
        && let Some(session) = person.session
    {
        sessions::end(cx.tx, session, person.id)?;
    }
    Ok(())
}

/// A signed-in browser, as its person sees it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SessionView {
    /// Its id.
    pub id: SessionId,
    /// What the browser calls itself.
    pub agent: Option<String>,
    /// When it signed in.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// When it was last used, to the hour.
    #[schema(value_type = String, format = DateTime)]
    pub seen_at: Timestamp,
    /// When it ends unless it is used.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// The signed-in browsers of the person who acts.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn sessions(cx: &mut Cx<'_, '_>) -> Result<Vec<SessionView>> {
    let (me, current) = (cx.me()?, cx.person()?.session);
    cx.require(standing::to_own(cx, me), Thing::Account, Verb::See)?;
    let rows = sessions::of_person(cx.tx, me, cx.now)?;
    Ok(rows
        .into_iter()
        .map(|row| SessionView {
            current: Some(row.id) == current,
            id: row.id,
            agent: row.agent,
            created_at: row.created_at,
            seen_at: row.seen_at,
            expires_at: row.expires_at,
        })
        .collect())
}

/// Signs one browser of the person who acts out.
///
/// # Errors
/// [`Error::NotFound`] where it isn't theirs or has ended.
pub fn end_session(cx: &mut Cx<'_, '_>, id: SessionId) -> Result<()> {
    let me = cx.me()?;
    if sessions::end(cx.tx, id, me)? { Ok(()) } else { Err(Error::NotFound) }
}

/// Signs every other browser of the person who acts out.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn end_other_sessions(cx: &mut Cx<'_, '_>) -> Result<()> {
    let (me, current) = (cx.me()?, cx.person()?.session);
    sessions::end_others(cx.tx, me, current)?;
    mail_rows::end_links(cx.tx, me)?;
    Ok(())
}

/// Whether the use of the session or token that acts should be noted again: hourly, so that pages needn't write.
pub fn use_is_unnoted(cx: &Cx<'_, '_>) -> bool {
    let Actor::Person(person) = &cx.actor else { return false };
    (person.session.is_some() || person.token.is_some())
        && person.seen_at.is_none_or(|at| at + NOTED <= cx.now)
}

/// When a session that is used now ends unless it is used again: a year after it began, at the latest. Its id tells when
/// that was.
fn ends(session: SessionId, now: Timestamp) -> Timestamp {
    let began = session.0.get_timestamp().and_then(|at| {
        let (seconds, nanoseconds) = at.to_unix();
        Timestamp::new(i64::try_from(seconds).ok()?, i32::try_from(nanoseconds).ok()?).ok()
    });
    let later = now + SESSION;
    began.map_or(later, |began| later.min(began + LONGEST))
}

/// Notes that the session or token that acts is in use; a session lasts longer by it.
///
/// # Errors
/// What the database says.
pub fn note_use(cx: &mut Cx<'_, '_>) -> Result<()> {
    if !use_is_unnoted(cx) {
        return Ok(());
    }
    let Actor::Person(person) = &cx.actor else { return Ok(()) };
    let (session, token) = (person.session, person.token);
    if let Some(session) = session {
        sessions::touch(cx.tx, session, cx.now, ends(session, cx.now))?;
    }
    if let Some(token) = token {
        tokens::touch(cx.tx, token, cx.now)?;
    }
    Ok(())
}
