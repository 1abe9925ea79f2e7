//! What this place is, who sees what, the API to read.

use askama::Template;
use axum::{Router, extract::State, routing::get};
use mutua_domain::policy::{self, Standing, Thing, Verb};
use mutua_service::people;

use super::{PageResult, render};
use crate::{frame::Frame, state::Web, visitor::Visitor};

mod description;

use description::{Group, groups};

pub(super) fn router() -> Router<Web> {
    Router::new().route("/about", get(about)).route("/privacy", get(privacy)).route("/api", get(api))
}

#[derive(Template)]
#[template(path = "about/about.html")]
struct AboutPage<'a> {
    f: &'a Frame,
    administrators: Vec<String>,
    address: &'a str,
    version: &'static str,
}

async fn about(State(web): State<Web>, visitor: Visitor) -> PageResult {
    let (f, administrators) = web.page(&visitor, people::administrators).await?;
    let address = &web.app.settings.base_url;
    render(&web, &f, &AboutPage { f: &f, administrators, address, version: env!("CARGO_PKG_VERSION") })
}

/// A row of the policy's table: a verb, and the standings of which one is enough.
struct Rule {
    verb: Verb,
    standings: Vec<Standing>,
}

#[derive(Template)]
#[template(path = "about/privacy.html")]
struct PrivacyPage<'a> {
    f: &'a Frame,
    things: Vec<(Thing, Vec<Rule>)>,
}

/// The table as the code has it, so that this page can't say otherwise.
fn table() -> Vec<(Thing, Vec<Rule>)> {
    let rule = |verb: Verb, standings: &[Standing]| Rule {
        verb,
        standings: Standing::ALL.iter().copied().filter(|standing| standings.contains(standing)).collect(),
    };
    Thing::ALL
        .iter()
        .map(|thing| {
            let rows = policy::RULES.iter().filter(|(t, ..)| t == thing);
            (*thing, rows.map(|(_, verb, standings)| rule(*verb, standings)).collect())
        })
        .filter(|(_, rules): &(Thing, Vec<Rule>)| !rules.is_empty())
        .collect()
}

async fn privacy(State(web): State<Web>, visitor: Visitor) -> PageResult {
    let (f, ()) = web.page(&visitor, |_| Ok(())).await?;
    render(&web, &f, &PrivacyPage { f: &f, things: table() })
}

#[derive(Template)]
#[template(path = "about/api.html")]
struct ApiPage<'a> {
    f: &'a Frame,
    groups: &'static [Group],
    address: &'a str,
}

async fn api(State(web): State<Web>, visitor: Visitor) -> PageResult {
    let (f, ()) = web.page(&visitor, |_| Ok(())).await?;
    let address = &web.app.settings.base_url;
    render(&web, &f, &ApiPage { f: &f, groups: groups(), address })
}
