//! Passwords: Argon2id with the parameters that OWASP names (19 MiB, two passes, one lane), on a few threads of its own.

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use mutua_domain::text::NewPassword;
use tokio::sync::Semaphore;

use crate::{
    App,
    error::{Error, Result},
};

/// Each takes 19 MiB while it runs; more at once than this would only wait for each other.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// The longest password that is looked at: what no one can have chosen needn't be hashed.
const LONGEST: usize = NewPassword::MAX * 4;

/// Stands in for the hash of an account that isn't there, so that the answer takes as long. Nothing matches it.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5J3Mgc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn argon2() -> Result<Argon2<'static>> {
    let params = Params::new(19_456, 2, 1, None).map_err(broken)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn broken(error: impl std::fmt::Display) -> Error {
    Error::Internal(format!("hashing: {error}"))
}

async fn in_turn<T: Send + 'static>(
    app: &App,
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let _turn = AT_ONCE.acquire().await.map_err(broken)?;
    app.compute(work).await
}

/// The hash under which a password is kept.
///
/// # Errors
/// Where hashing fails, which it doesn't.
pub async fn hash(app: &App, password: NewPassword) -> Result<String> {
    let salt: [u8; 16] = app.entropy.bytes();
    in_turn(app, move || {
        let hash: PasswordHash =
            argon2()?.hash_password_with_salt(password.as_str().as_bytes(), &salt).map_err(broken)?;
        Ok(hash.to_string())
    })
    .await
}

/// Whether a password is the one that was hashed. Without a hash it takes as long, and the answer is no.
///
/// # Errors
/// Where the stored hash can't be read.
pub async fn verify(app: &App, password: String, hash: Option<String>) -> Result<bool> {
    if password.len() > LONGEST {
        return Ok(false);
    }
    in_turn(app, move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODYS.to_owned());
        let right = argon2()?.verify_password(password.as_bytes(), hash.as_str()).is_ok();
        Ok(known && right)
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stand_in_is_a_hash_that_costs_as_much_as_a_real_one() {
        let stand_in = PasswordHash::new(NOBODYS).unwrap();
        let real: PasswordHash = argon2().unwrap().hash_password_with_salt(b"x", &[1; 16]).unwrap();
        assert_eq!((stand_in.algorithm, stand_in.version), (real.algorithm, real.version));
        assert_eq!(stand_in.params.to_string(), real.params.to_string());
        assert_eq!(stand_in.hash.unwrap().len(), real.hash.unwrap().len());
    }
}
