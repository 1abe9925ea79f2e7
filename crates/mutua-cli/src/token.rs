//! `mutua token`.

use anyhow::Context as _;
use mutua_domain::text::{Email, Name};
use mutua_service::{Credential, people, tokens};

use crate::{
    args::{CreateToken, TokenArgs, TokenCommand},
    logging,
    settings::Effective,
};

/// Does it.
pub async fn run(args: &TokenArgs) -> anyhow::Result<()> {
    match &args.command {
        TokenCommand::Create(args) => create(args).await,
    }
}

async fn create(args: &CreateToken) -> anyhow::Result<()> {
    let bad = |what: &str, problem: mutua_domain::Problem| anyhow::anyhow!("{what}: {}", problem.code);
    let email = Email::parse(&args.person).map_err(|problem| bad("--person", problem))?;
    let name = Name::parse(&args.name).map_err(|problem| bad("--name", problem))?;
    let app = Effective::new(&args.place.clone().into())?.open().await?;
    let address = email.folded();
    let secret = app
        .write(&Credential::System, move |cx| {
            let person = people::by_email(cx, &address)?.ok_or(mutua_service::Error::NotFound)?;
            Ok(tokens::issue(cx, person, &name, None)?.1)
        })
        .await
        .with_context(|| format!("no person here has the address {}", email.as_str()))?;
    logging::result(&secret);
    logging::say("Keep it: it isn't shown again.");
    Ok(())
}
