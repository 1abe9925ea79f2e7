//! A request that is sent again because its answer got lost does nothing twice.
//!
//! An answer can hold private words (a kept need), so it is kept sealed with the key of the person who asked, together
//! with what tells whether a second request is the same one.

use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use mutua_storage::tables::idempotency::{self, AnswerRow};

use crate::{
    cx::Cx,
    error::{Error, Result},
    secrets,
};

/// The longest key that is taken.
const LONGEST: usize = 200;

/// What the sealed answers are bound to, with their person.
const SEALED_AS: &str = "answer";

/// Runs an action unless its key was seen before, and then gives the answer of that time. The answer is kept in the
/// action's own transaction.
///
/// # Errors
/// `idempotency` where the key was used for something else; what the action gives.
pub fn once(
    cx: &mut Cx<'_, '_>,
    key: Option<&str>,
    fingerprint: &str,
    action: &mut dyn FnMut(&mut Cx<'_, '_>) -> Result<(u16, String)>,
) -> Result<(u16, String)> {
    let Some(key) = key else { return action(cx) };
    if key.is_empty() || key.len() > LONGEST {
        return Err(Error::invalid("idempotency-key", "idempotency-key"));
    }
    let me = cx.me()?;
    let mark = STANDARD_NO_PAD.encode(secrets::fingerprint(fingerprint));
    if let Some(before) = idempotency::find(cx.tx, me, key)? {
        let sealed = STANDARD_NO_PAD.decode(&before.body).map_err(|_| broken())?;
        let opened = cx.person_key(me)?.open(SEALED_AS, me.0, &sealed)?;
        let (of, body) = opened.split_once('\n').ok_or_else(broken)?;
        if of != mark {
            return Err(Error::Conflict("idempotency"));
        }
        return Ok((u16::try_from(before.status).map_err(|_| broken())?, body.to_owned()));
    }
    let (status, body) = action(cx)?;
    let sealed = cx.person_key(me)?.seal(SEALED_AS, me.0, &format!("{mark}\n{body}"), &cx.app.entropy);
    // The fingerprint stands inside the seal: outside of it, short words could be guessed from it.
    let answer =
        AnswerRow { fingerprint: Vec::new(), status: status.into(), body: STANDARD_NO_PAD.encode(sealed) };
    idempotency::put(cx.tx, me, key, &answer, cx.now)?;
    Ok((status, body))
}

fn broken() -> Error {
    Error::Internal("a kept answer that can't be read".into())
}
