//! The circle page on PostgreSQL against a bare loop over its queries with the same client.

use anyhow::Context as _;

use crate::{
    http::Request,
    load::{Load, always},
    report::{Figure, Limit},
    sections::{Effort, Hosted, measured},
    server::Server,
    world,
};

/// On a PostgreSQL of its own.
///
/// # Errors
/// Where PostgreSQL, the server or the load fails.
pub fn run(effort: Effort) -> anyhow::Result<Vec<Figure>> {
    let server = Server::start()?;
    let address = server.create("page")?;
    let mut hosted = Hosted::start(world::USUAL, Some(&address))?;
    let request = Request::get(&hosted.world.page(), &[("cookie", &hosted.world.cookie())]);
    let (mut ratio, mut pages, mut loops) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..=effort.rounds {
        let turns = hosted.process.ask(&format!("loop {} 16", effort.lasts.as_secs_f64()))?;
        let turns: f64 = turns.parse().context("how often the loop ran")?;
        let plan = always(request.clone());
        let load = Load { to: hosted.ports.real, connections: 16, lasts: effort.lasts, status: 200, plan };
        let (page, _) = measured(&hosted.process, &load)?;
        if round > 0 {
            ratio.push(page.rate / turns);
            pages.push(page.rate);
            loops.push(turns);
        }
    }
    Ok(vec![
        Figure::of("circle page on PostgreSQL ÷ bare loop over its queries", "", &ratio, Limit::AtLeast(0.6)),
        Figure::of("circle page on PostgreSQL", "a second", &pages, Limit::None),
        Figure::of("bare loop on PostgreSQL", "a second", &loops, Limit::None),
    ])
}
