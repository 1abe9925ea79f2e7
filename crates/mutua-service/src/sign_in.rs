//! Signing in: passwords, mailed links, recovery links, sessions.

use jiff::SignedDuration;
use mutua_domain::id::PersonId;
use mutua_storage::tables::sessions::{self, SessionRow};

use crate::{cx::Cx, error::Result, secrets};

/// How long a browser stays signed in.
const SESSION: SignedDuration = SignedDuration::from_hours(24 * 90);

/// Signs a browser in; the secret for its cookie. Whoever calls this has seen that it is that person.
///
/// # Errors
/// What the database says.
pub fn open_session(cx: &mut Cx<'_, '_>, person: PersonId, agent: Option<&str>) -> Result<String> {
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
