//! Nothing private shows to anyone who may not see it: not on a page, not in an answer of the API, not in a log, a figure, a
//! mail, an error, a live event or an export.
//!
//! [`plant`] fills an application in which every private thing holds words that stand nowhere else, and says of each who
//! may read it. Then everyone opens everything: [`crawl`] follows all links and opens every address that the router and the
//! API's description have, with the ids of everything that is stored. A new address is opened without being named here;
//! new private words are planted in [`plant`].
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

#[path = "../support/mod.rs"]
mod support;

mod attack;
mod crawl;
mod log;
mod plant;
mod routes;
mod sinks;

use std::collections::BTreeSet;

use plant::{Plot, Role};
use support::{Client, Site, sites};

/// What people were shown.
#[derive(Default)]
struct Findings {
    /// What isn't theirs to see: what, to whom, and where first.
    leaks: Vec<(&'static str, Role, String)>,
    /// What is.
    shown: BTreeSet<(&'static str, Role)>,
}

impl Findings {
    /// Looks for everything that was planted in what a role was shown.
    fn search(&mut self, plot: &Plot, role: Role, place: &str, text: &str) {
        for secret in plot.secrets.iter().filter(|secret| holds(text, &secret.text)) {
            if secret.readers.contains(&role) {
                self.shown.insert((secret.what, role));
            } else if !self.leaks.iter().any(|(what, whom, _)| (*what, *whom) == (secret.what, role)) {
                self.leaks.push((secret.what, role, place.to_owned()));
            }
        }
    }

    fn must_be_without_leaks(&self) {
        let line = |(what, role, place): &(_, Role, String)| format!("{what} shows to {role:?} at {place}");
        let lines: Vec<String> = self.leaks.iter().map(line).collect();
        assert!(lines.is_empty(), "{} leaks:\n{}", lines.len(), lines.join("\n"));
    }
}

/// Whether a text holds another: `contains` of the standard library, which isn't optimized in tests, would take as long as
/// everything else here.
fn holds(text: &str, part: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), part.as_bytes()).is_some()
}

/// A browser and a program of a role.
async fn clients(site: &Site, plot: &Plot, role: Role) -> (Client, Client) {
    match plot.person(role) {
        None => (site.browser(), site.browser()),
        Some(person) => (site.browser_of(person).await, site.program_of(person).await),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_shown_what_is_not_theirs() {
    let heard = log::listen();
    let opening: Vec<_> = sites()
        .into_iter()
        .map(|site| tokio::spawn(everyone_opens_everything(site, heard.clone())))
        .collect();
    for opened in opening {
        opened.await.unwrap();
    }
}

async fn everyone_opens_everything(site: Site, heard: log::Heard) {
    let plot = plant::plant(&site).await;
    let ids = routes::ids(&site);
    let (mut findings, mut opened) = (Findings::default(), 0);
    for role in Role::ALL.iter().copied() {
        let (mut browser, mut program) = clients(&site, &plot, role).await;
        opened += crawl::pages(&mut browser, &plot, role, &ids, &mut findings).await;
        opened += crawl::api(&mut program, &plot, role, &ids, &mut findings).await;
    }
    findings.must_be_without_leaks();
    plot.must_have_shown(&findings.shown);
    assert!(opened > 3000, "only {opened} addresses were opened");
    sinks::mails(&site, &plot).await;
    sinks::live(&site, &plot).await;
    sinks::links(&site, &plot, &mut findings).await;
    sinks::errors(&site, &plot, &ids, &mut findings).await;
    findings.must_be_without_leaks();
    heard.must_hold_none_of(&plot);
    sinks::figures(&site, &plot, &ids).await;
}
