//! The first person of an empty instance: a link that works once makes its administrator.

use jiff::SignedDuration;
use mutua_domain::{
    Invalid, Problems,
    life::LinkPurpose,
    text::{Email, Name, NewPassword},
};
use mutua_storage::tables::{links as link_rows, people};
use serde::Deserialize;

use super::{accounts, links, profile::parse_zone};
use crate::{
    App, Credential,
    circles::{self, CircleInput},
    cx::Cx,
    error::{Error, Result},
    passwords,
    sign_in::{self, From},
};

/// How long the link works.
const LASTS: SignedDuration = SignedDuration::from_hours(24 * 7);

/// The address of the page that makes the first person; a link made before stops working. Nothing once somebody runs
/// this place.
///
/// # Errors
/// What the database says.
pub fn setup_link(cx: &mut Cx<'_, '_>) -> Result<Option<String>> {
    if !people::administrators(cx.tx)?.is_empty() {
        return Ok(None);
    }
    link_rows::drop_all(cx.tx, LinkPurpose::Setup)?;
    let until = Some(cx.now + LASTS);
    let secret = links::make(cx, LinkPurpose::Setup, None, None, until)?;
    Ok(Some(cx.app.url(&format!("/setup/{secret}"))))
}

/// Whether a set-up link works.
///
/// # Errors
/// What the database says.
pub fn is_open(cx: &mut Cx<'_, '_>, secret: &str) -> Result<bool> {
    Ok(people::administrators(cx.tx)?.is_empty() && links::find(cx, LinkPurpose::Setup, secret)?.is_some())
}

/// What the first person types.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct SetupInput {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their password.
    pub password: String,
    /// The name of the first circle; empty for none.
    pub first_circle: String,
    /// Their time zone; empty for UTC.
    pub time_zone: String,
}

/// Without the password.
impl std::fmt::Debug for SetupInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SetupInput").finish_non_exhaustive()
    }
}

struct Setup {
    account: accounts::NewAccount,
    password: NewPassword,
    circle: Option<Name>,
}

impl SetupInput {
    fn parse(&self, language: &str) -> std::result::Result<Setup, Invalid> {
        let mut problems = Problems::new();
        let name = problems.take("name", Name::parse(&self.name));
        let email = problems.take("email", Email::parse(&self.email));
        let password = problems.take("password", NewPassword::parse(&self.password));
        let circle = problems.take("first_circle", Name::optional(Some(&self.first_circle)));
        let time_zone = if self.time_zone.trim().is_empty() { "UTC" } else { &self.time_zone };
        let time_zone = problems.take("time_zone", parse_zone(time_zone));
        problems.build(|| {
            Some(Setup {
                account: accounts::NewAccount {
                    name: name?,
                    email: email?,
                    language: language.to_owned(),
                    time_zone: time_zone?,
                },
                password: password?,
                circle: circle?,
            })
        })
    }
}

/// Makes the first person, who runs this place, and their circle; the secret for their browser's cookie.
///
/// # Errors
/// Problems of the input; [`Error::Conflict`] where the link doesn't work (any more).
pub async fn set_up(
    app: &App,
    secret: String,
    input: &SetupInput,
    language: &str,
    from: From,
) -> Result<String> {
    let open = secret.clone();
    if !app.read(&Credential::System, move |cx| is_open(cx, &open)).await? {
        return Err(Error::Conflict("link-over"));
    }
    let Setup { account, password, circle } = input.parse(language)?;
    let hash = passwords::hash(app, password).await?;
    app.write(&Credential::System, move |cx| {
        if !people::administrators(cx.tx)?.is_empty() {
            return Err(Error::Conflict("link-over"));
        }
        links::use_up(cx, LinkPurpose::Setup, &secret)?;
        let person = accounts::create_full(cx, &account, &hash, true)?;
        cx.act_as(person)?;
        if let Some(name) = &circle {
            circles::create(cx, &CircleInput { name: name.as_str().to_owned(), ..Default::default() })?;
        }
        sign_in::open_session(cx, person, from.agent.as_deref())
    })
    .await
}
