//! `mutua openapi`.

use crate::logging;

/// Prints the description of the API.
pub fn run() -> anyhow::Result<()> {
    logging::result(&mutua_web::api::openapi().to_pretty_json()?);
    Ok(())
}
