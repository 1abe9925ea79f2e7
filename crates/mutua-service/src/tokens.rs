//! Personal access tokens for the API.

use jiff::Timestamp;
use mutua_domain::{id::PersonId, text::Name};
use mutua_storage::tables::tokens::{self, TokenRow};

use crate::{cx::Cx, error::Result, secrets};

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
