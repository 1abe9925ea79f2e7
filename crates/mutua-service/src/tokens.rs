//! Personal access tokens for the API.

use jiff::{SignedDuration, Timestamp};
use mutua_domain::{
    Invalid, Problem, Problems,
    id::{PersonId, TokenId},
    life::PersonState,
    policy::{Thing, Verb},
    text::Name,
};
use mutua_storage::tables::tokens::{self, TokenRow};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    cx::Cx,
    error::{Error, Result},
    page::loose,
    secrets, standing,
};

/// The most tokens that one person has.
const MOST: i64 = 50;
/// The most days for which a token can be made.
const MOST_DAYS: i64 = 3650;

/// A token to be made, as it was typed.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct TokenInput {
    /// What it is for, in the words of its maker.
    pub name: String,
    /// After how many days it ends; never unless given.
    #[serde(deserialize_with = "loose")]
    #[schema(value_type = Option<i64>)]
    pub days: Option<String>,
}

impl TokenInput {
    fn parse(&self) -> std::result::Result<(Name, Option<i64>), Invalid> {
        let mut problems = Problems::new();
        let name = problems.take("name", Name::parse(&self.name));
        let days = problems.take("days", number(self.days.as_deref(), MOST_DAYS));
        problems.build(|| Some((name?, days?)))
    }
}

/// A whole number from 1 to `most`, or nothing.
pub(crate) fn number(text: Option<&str>, most: i64) -> std::result::Result<Option<i64>, Problem> {
    match text.map(str::trim) {
        None | Some("") => Ok(None),
        Some(text) => match text.parse::<i64>() {
            Ok(n) if (1..=most).contains(&n) => Ok(Some(n)),
            _ => Err(Problem::new("number").with("min", 1).with("max", most)),
        },
    }
}

/// A token as its person sees it. Its secret isn't kept.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TokenView {
    /// Its id.
    pub id: TokenId,
    /// What it is for.
    pub name: String,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// When it was last used, to the hour.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub used_at: Option<Timestamp>,
    /// When it ends, or ended.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub expires_at: Option<Timestamp>,
    /// Whether it has ended.
    pub ended: bool,
}

/// A new token with its secret, which is shown this once.
#[derive(Clone, Serialize, ToSchema)]
pub struct NewTokenView {
    /// The token.
    #[serde(flatten)]
    pub token: TokenView,
    /// What to send as `Authorization: Bearer …`. Only a fingerprint of it is kept.
    pub secret: String,
}

/// Without the secret.
impl std::fmt::Debug for NewTokenView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewTokenView").field("token", &self.token).finish_non_exhaustive()
    }
}

fn view(row: TokenRow, now: Timestamp) -> TokenView {
    TokenView {
        id: row.id,
        name: row.name,
        created_at: row.created_at,
        used_at: row.used_at,
        ended: row.expires_at.is_some_and(|at| at <= now),
        expires_at: row.expires_at,
    }
}

/// Makes a token; its secret, which is never shown again. Whoever calls this has seen that the person may.
///
/// # Errors
/// What the database says.
pub fn issue(
    cx: &mut Cx<'_, '_>,
    person: PersonId,
    name: &Name,
    expires_at: Option<Timestamp>,
) -> Result<(TokenRow, String)> {
    let secret = format!("mutua_{}", secrets::new_secret(&cx.app.entropy));
    let token = TokenRow {
        id: cx.id(),
        person_id: person,
        name: name.as_str().to_owned(),
        created_at: cx.now,
        used_at: None,
        expires_at,
    };
    tokens::create(cx.tx, &token, &secrets::fingerprint(&secret))?;
    Ok((token, secret))
}

/// Makes a token for the person who acts.
///
/// # Errors
/// Its problems; [`Error::Refused`] for guests, and for who has very many.
pub fn create(cx: &mut Cx<'_, '_>, input: &TokenInput) -> Result<NewTokenView> {
    let person = cx.person()?;
    let (me, state) = (person.id, person.state);
    cx.require(standing::to_own(cx, me), Thing::Account, Verb::Edit)?;
    if state != PersonState::Full {
        return Err(Error::Refused("guest-token"));
    }
    let (name, days) = input.parse()?;
    if tokens::count(cx.tx, me)? >= MOST {
        return Err(Error::Refused("many-tokens"));
    }
    let expires_at = days.map(|days| cx.now + SignedDuration::from_hours(24 * days));
    let (token, secret) = issue(cx, me, &name, expires_at)?;
    Ok(NewTokenView { token: view(token, cx.now), secret })
}

/// The tokens of the person who acts, newest first.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn mine(cx: &mut Cx<'_, '_>) -> Result<Vec<TokenView>> {
    let me = cx.me()?;
    cx.require(standing::to_own(cx, me), Thing::Account, Verb::See)?;
    Ok(tokens::of_person(cx.tx, me)?.into_iter().map(|row| view(row, cx.now)).collect())
}

/// One token of the person who acts.
///
/// # Errors
/// [`Error::NotFound`] where it isn't theirs.
pub fn show(cx: &mut Cx<'_, '_>, id: TokenId) -> Result<TokenView> {
    mine(cx)?.into_iter().find(|token| token.id == id).ok_or(Error::NotFound)
}

/// Revokes a token of the person who acts: it stops working at once.
///
/// # Errors
/// [`Error::NotFound`] where it isn't theirs.
pub fn revoke(cx: &mut Cx<'_, '_>, id: TokenId) -> Result<()> {
    let me = cx.me()?;
    if tokens::end(cx.tx, id, me)? { Ok(()) } else { Err(Error::NotFound) }
}
