//! A request that is sent again because its answer got lost does nothing twice.

use mutua_storage::tables::idempotency::{self, AnswerRow};

use crate::{
    cx::Cx,
    error::{Error, Result},
    secrets,
};

/// The longest key that is taken.
const LONGEST: usize = 200;

/// Runs an action unless its key was seen before, and then gives the answer of that time. The answer is kept in the
/// action's own transaction.
///
/// # Errors
/// `idempotency` where the key was used for something else; what the action gives.
pub fn once(
    cx: &mut Cx<'_, '_>,
    key: Option<&str>,
    fingerprint: &str,
    action: impl FnOnce(&mut Cx<'_, '_>) -> Result<(u16, String)>,
) -> Result<(u16, String)> {
    let Some(key) = key else { return action(cx) };
    if key.is_empty() || key.len() > LONGEST {
        return Err(Error::invalid("idempotency-key", "idempotency-key"));
    }
    let me = cx.me()?;
    let fingerprint = secrets::fingerprint(fingerprint);
    if let Some(before) = idempotency::find(cx.tx, me, key)? {
        if before.fingerprint != fingerprint {
            return Err(Error::Conflict("idempotency"));
        }
        let status = u16::try_from(before.status).map_err(|_| Error::Internal("a kept status".into()))?;
        return Ok((status, before.body));
    }
    let (status, body) = action(cx)?;
    let answer = AnswerRow { fingerprint, status: status.into(), body: body.clone() };
    idempotency::put(cx.tx, me, key, &answer, cx.now)?;
    Ok((status, body))
}
