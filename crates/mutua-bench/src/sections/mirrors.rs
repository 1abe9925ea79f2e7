//! Mirrors: what a told help costs, and the page.

use std::time::Duration;

use anyhow::Context as _;
use jiff::ToSpan as _;
use mutua_domain::id::{HelpId, PersonId};
use mutua_service::{App, Credential, helps, mirror};
use mutua_storage::OpenOptions;
use serde_json::json;

use crate::{
    process,
    report::{Figure, Limit},
    sections::{Effort, Hosted, host},
    world::{self, World},
};

/// How many helps each of the two has behind them.
const PAST: usize = 1000;
/// How often the same telling is worked in for one figure: the kernel tells CPU in hundredths of a second.
const TIMES: u32 = 200;

/// On SQLite.
///
/// # Errors
/// Where the service, a server or the load fails.
pub fn run(effort: Effort) -> anyhow::Result<Vec<Figure>> {
    let folder = tempfile::tempdir()?;
    let runtime = tokio::runtime::Runtime::new()?;
    let (world, told) = runtime.block_on(async {
        let world = world::make(folder.path(), None, world::USUAL).await?;
        let app = world.open(&OpenOptions { durable: false, ..OpenOptions::default() })?;
        let help = live(&app, &world).await?;
        let mut told = Vec::new();
        for round in 0..=effort.rounds {
            let cost = tell(&app, help).await?;
            if round > 0 {
                told.push(cost.as_secs_f64() * 1e3);
            }
        }
        anyhow::Ok((world, told))
    })?;
    drop(runtime);
    let (ports, process) = host(folder.path(), &world)?;
    let hosted = Hosted { world, ports, process, folder };
    let (mut ratios, mut to_bare, mut mirrors) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..=effort.rounds {
        let (page, own) = (hosted.cpu_of(&hosted.world.page(), effort)?, hosted.cpu_of("/mirror", effort)?);
        let bare = hosted.cpu_of_bare(effort)?;
        if round > 0 {
            ratios.push(own / page);
            to_bare.push(own / bare);
            mirrors.push(own);
        }
    }
    let what = "CPU of a told help, both mirrors, a thousand past helps on each side";
    Ok(vec![
        Figure::of(what, "ms", &told, Limit::AtMost(2.0)),
        // What is promised of a circle's page is promised of this one.
        Figure::of(
            "CPU of a mirror's page ÷ a circle's bare queries and rendering",
            "",
            &to_bare,
            Limit::AtMost(1.7),
        ),
        Figure::of("CPU of a mirror's page ÷ that of a circle's page", "", &ratios, Limit::None),
        Figure::of("CPU of a mirror's page", "µs", &mirrors, Limit::None),
    ])
}

/// Two people help each other and all others of their circle for a year; the last help between the two.
async fn live(app: &App, world: &World) -> anyhow::Result<HelpId> {
    let people: Vec<PersonId> = world.people.iter().map(|(person, _)| *person).collect();
    let one = world.viewer;
    let two = people.iter().copied().find(|person| *person != one).context("another person")?;
    let others: Vec<PersonId> = people.into_iter().filter(|person| ![one, two].contains(person)).collect();
    for (person, first) in [(one, 0), (two, 7)] {
        for number in 0..PAST {
            // Every tenth is between the two.
            let other = if number % 10 == 0 {
                if person == one { two } else { one }
            } else {
                others[(number + first) % others.len()]
            };
            record(app, person, other, number).await?;
        }
    }
    let last = record(app, one, two, PAST).await?;
    for person in [one, two] {
        app.write(&Credential::System, move |cx| mirror::anew(cx, person)).await?;
    }
    Ok(last)
}

async fn record(app: &App, person: PersonId, other: PersonId, number: usize) -> anyhow::Result<HelpId> {
    let days = i64::try_from(number * 360 / (PAST + 1))?;
    let day = app.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date().saturating_sub((361 - days).days());
    let side = if number.is_multiple_of(2) { "giver" } else { "receiver" };
    let told = json!({"with": other, "side": side, "kind": "practical", "minutes": "30", "outcome": "done",
        "happened_on": day.to_string()});
    let told = serde_json::from_value(told)?;
    Ok(app.write(&Credential::Person(person), move |cx| Ok(helps::record(cx, &told)?.id)).await?)
}

/// The CPU that working one telling into both mirrors takes.
async fn tell(app: &App, help: HelpId) -> anyhow::Result<Duration> {
    let before = process::cpu(std::process::id())?;
    for _ in 0..TIMES {
        app.write(&Credential::System, move |cx| mirror::with_help(cx, help)).await?;
    }
    Ok((process::cpu(std::process::id())? - before) / TIMES)
}
