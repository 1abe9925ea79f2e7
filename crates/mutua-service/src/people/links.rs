//! Secret links of persons: made, looked at, used up. Only a fingerprint of the secret is kept.

use jiff::Timestamp;
use mutua_domain::{id::PersonId, life::LinkPurpose};
use mutua_storage::tables::links::{self, LinkRow};

use crate::{
    cx::Cx,
    error::{Error, Result},
    secrets,
};

/// The longest secret that is looked at.
const LONGEST: usize = 100;

/// Makes a link; its secret, which isn't kept.
pub(crate) fn make(
    cx: &mut Cx<'_, '_>,
    purpose: LinkPurpose,
    person: Option<PersonId>,
    detail: Option<String>,
    expires_at: Option<Timestamp>,
) -> Result<String> {
    let secret = secrets::new_secret(&cx.app.entropy);
    let link = LinkRow { id: cx.id(), purpose, person_id: person, detail, created_at: cx.now, expires_at };
    links::create(cx.tx, &link, &secrets::fingerprint(&secret))?;
    Ok(secret)
}

/// The link of a secret, if it still works.
pub(crate) fn find(cx: &mut Cx<'_, '_>, purpose: LinkPurpose, secret: &str) -> Result<Option<LinkRow>> {
    if secret.len() > LONGEST {
        return Ok(None);
    }
    Ok(links::find(cx.tx, &secrets::fingerprint(secret), purpose, cx.now)?)
}

/// The same, used up by this: of two that come at once one gets it.
pub(crate) fn use_up(cx: &mut Cx<'_, '_>, purpose: LinkPurpose, secret: &str) -> Result<LinkRow> {
    let link = find(cx, purpose, secret)?.ok_or(Error::Conflict("link-over"))?;
    if links::use_up(cx.tx, link.id, cx.now)? { Ok(link) } else { Err(Error::Conflict("link-over")) }
}
