//! The instance itself.

use mutua_storage::tables::{people, settings};

use crate::{
    cx::Cx,
    error::{Error, Result},
    secrets::Purpose,
};

/// Remembers which key this database belongs to, and refuses any other: with a wrong one, private words would stay
/// shut and new ones would be lost to the right one.
///
/// # Errors
/// [`Error::Conflict`] where the database was made with another key.
pub fn check_key(cx: &mut Cx<'_, '_>) -> Result<()> {
    const NAME: &str = "instance key";
    match settings::get(cx.tx, NAME)? {
        Some(mark) if cx.app.key.verify(Purpose::Instance, &mark).is_some() => Ok(()),
        Some(_) => Err(Error::Conflict("instance-key")),
        None => Ok(settings::put(cx.tx, NAME, &cx.app.key.sign(Purpose::Instance, b"this"))?),
    }
}

/// Whether nobody is here yet.
///
/// # Errors
/// What the database says.
pub fn is_empty(cx: &mut Cx<'_, '_>) -> Result<bool> {
    Ok(people::count(cx.tx)? == 0)
}
