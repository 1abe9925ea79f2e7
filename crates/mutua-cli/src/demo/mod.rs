//! `mutua demo`: a made-up community with a year behind it, to look around in.
//!
//! [`story`] is what is written down, [`plan`] makes a year of it, [`play`] does it through the service, as the pages
//! would, with a clock that moves along.

mod plan;
mod play;
mod story;

use std::path::Path;

use anyhow::{Context as _, ensure};
use jiff::SignedDuration;
use mutua_domain::{Clock, Entropy};
use mutua_service::{Credential, instance, people};
use mutua_storage::OpenOptions;
use mutua_web::Web;

use crate::{
    args::{DemoArgs, ServeArgs},
    logging, serve,
    settings::{self, Effective},
};
use story::{Lead, Story};

/// The file by which an earlier demo's folder is known.
const MARK: &str = "this-is-a-mutua-demo";

/// Fills and serves.
pub async fn run(args: &DemoArgs) -> anyhow::Result<()> {
    fresh_folder(&args.data)?;
    let mut settings = Effective::new(&ServeArgs {
        data: Some(args.data.clone()),
        database: args.database.clone(),
        listen: Some(args.listen.clone()),
        mail: Some(args.mail.clone().unwrap_or_else(|| format!("file:{}", args.data.join("mail").display()))),
        ..ServeArgs::default()
    })?;
    // Taken first: who fills for a minute and then finds the address taken is rightly cross.
    let listener = settings.bind().await?;
    let leads = fill(&settings, args.seed).await?;
    let app = settings.open().await?;
    let mut links = Vec::new();
    for (lead, name, id) in leads {
        let link = app.write(&Credential::System, move |cx| people::recovery_link_of(cx, id)).await?;
        links.push((format!("{name}, {lead}"), link));
    }
    logging::result(&format!("\nThe demo is at {}\n\nSign in as", settings.base_url));
    for (label, link) in &links {
        logging::result(&format!("  {label:<42} {link}"));
    }
    logging::result("");
    if args.fill_only {
        return Ok(());
    }
    logging::say("Everyone in it is made up. Ctrl-C ends it.");
    let web = Web::new(app).limited(mutua_web::Limits::Off).showing(links);
    serve::serve(listener, web, &settings, serve::ending()).await
}

/// Plays the year; the three leads.
async fn fill(
    settings: &Effective,
    seed: u64,
) -> anyhow::Result<Vec<(&'static str, String, mutua_domain::id::PersonId)>> {
    logging::say("Filling a community with its year …");
    let story = Story::read().context("the demo's story")?;
    let end = Clock::system().now();
    let plan = plan::plan(&story, end, seed);
    let begin = end.saturating_sub(SignedDuration::from_hours(24 * plan::DAYS))?;
    // Nothing is lost if the machine stops now: the demo is simply made again.
    let options = OpenOptions { durable: false, ..OpenOptions::default() };
    // The past sends no mail.
    let mut past = settings.clone();
    past.mail = mutua_mail::Transport::Off;
    let app = past.open_with(&options, Clock::manual(begin), Entropy::seeded(seed)).await?;
    let empty = app.read(&Credential::System, instance::is_empty).await?;
    ensure!(empty, "the database {} holds people already; the demo takes an empty one", settings.database);
    let people = play::play(&app, &story, &plan).await?;
    logging::say(&format!(
        "{} people, {} circles, {} asks.",
        story.people.len(),
        story.circles.len(),
        plan.asks.len()
    ));
    let lead = |lead: Lead, what: &'static str| {
        let at = story.people.iter().position(|person| person.lead == Some(lead));
        at.map(|at| (what, story.people[at].name.clone(), people[at]))
    };
    Ok([
        lead(Lead::NeverAsks, "who never asks"),
        lead(Lead::AlwaysGives, "who always gives"),
        lead(Lead::Steward, "steward"),
    ]
    .into_iter()
    .flatten()
    .collect())
}

/// Makes the folder anew. Only an earlier demo is ever deleted.
fn fresh_folder(path: &Path) -> anyhow::Result<()> {
    if path.exists() {
        let empty = std::fs::read_dir(path)
            .with_context(|| format!("can't read {}", path.display()))?
            .next()
            .is_none();
        ensure!(
            empty || path.join(MARK).exists(),
            "{} holds something that isn't a demo; say another folder with --data",
            path.display()
        );
        std::fs::remove_dir_all(path)
            .with_context(|| format!("can't remove the earlier demo {}", path.display()))?;
    }
    settings::make_private_folder(path)?;
    let words = "A demo of Mutua lives here. `mutua demo` makes it anew each time.\n";
    std::fs::write(path.join(MARK), words).with_context(|| format!("can't write into {}", path.display()))
}
