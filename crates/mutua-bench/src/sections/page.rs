//! The circle page against the same bytes from memory, and against its bare queries and rendering.

use crate::{
    http::Request,
    load::{self, Load, Outcome, always},
    report::{Figure, Limit},
    sections::{Effort, Hosted, measured},
    world,
};

/// What the rounds gave.
#[derive(Debug, Default)]
struct Rounds {
    ratio: Vec<f64>,
    /// By `wrk`, with which the limit was found.
    ratio_wrk: Vec<f64>,
    pages: Vec<f64>,
    memory: Vec<f64>,
    cpu: Vec<f64>,
    cpu_memory: Vec<f64>,
    cpu_bare: Vec<f64>,
    cpu_ratio: Vec<f64>,
    tail: Vec<f64>,
    middle: Vec<f64>,
}

/// On SQLite.
///
/// # Errors
/// Where the server or the load fails.
pub fn run(effort: Effort) -> anyhow::Result<Vec<Figure>> {
    let hosted = Hosted::start(world::USUAL, None)?;
    crate::say(&format!("the page of a circle has {} bytes", hosted.ports.bytes));
    let mut rounds = Rounds::default();
    for round in 0..=effort.rounds {
        // The first round warms up both sides and isn't counted.
        let mut aside = Rounds::default();
        let kept = if round == 0 { &mut aside } else { &mut rounds };
        one(&hosted, effort, kept)?;
    }
    let of = Figure::of;
    let mut figures = Vec::new();
    if rounds.ratio_wrk.is_empty() {
        crate::say(
            "skipped: the ratio that has a limit, since wrk isn't installed (Debian: apt-get install wrk)",
        );
    } else {
        let name = "circle page ÷ same bytes from memory, 16 connections of wrk";
        figures.push(of(name, "", &rounds.ratio_wrk, Limit::AtLeast(0.12)));
    }
    figures.extend([
        of("the same, by the load generator here", "", &rounds.ratio, Limit::None),
        of("circle page", "a second", &rounds.pages, Limit::None),
        of("same bytes from memory", "a second", &rounds.memory, Limit::None),
        of("CPU of a page", "µs", &rounds.cpu, Limit::None),
        of("CPU of the same bytes from memory", "µs", &rounds.cpu_memory, Limit::None),
        of("CPU of the bare queries and rendering", "µs", &rounds.cpu_bare, Limit::None),
        of("CPU of a page ÷ bare queries and rendering", "", &rounds.cpu_ratio, Limit::AtMost(1.7)),
        of("p99 ÷ p50 of the page, 64 connections", "", &rounds.tail, Limit::AtMost(8.0)),
        of("p50 of the page, 64 connections", "ms", &rounds.middle, Limit::None),
    ]);
    Ok(figures)
}

fn one(hosted: &Hosted, effort: Effort, rounds: &mut Rounds) -> anyhow::Result<()> {
    let request = Request::get(&hosted.world.page(), &[("cookie", &hosted.world.cookie())]);
    let load = |to, connections| -> anyhow::Result<(Outcome, f64)> {
        let plan = always(request.clone());
        measured(&hosted.process, &Load { to, connections, lasts: effort.lasts, status: 200, plan })
    };
    let (memory, cpu_memory) = load(hosted.ports.memory, 16)?;
    let (page, cpu) = load(hosted.ports.real, 16)?;
    let (_, cpu_bare) = load(hosted.ports.bare, 16)?;
    let (many, _) = load(hosted.ports.real, 64)?;
    let wrk = |to| load::wrk(to, &hosted.world.page(), &hosted.world.cookie(), 16, effort.lasts);
    if let (Some(memory), Some(page)) = (wrk(hosted.ports.memory)?, wrk(hosted.ports.real)?) {
        rounds.ratio_wrk.push(page / memory);
    }
    rounds.ratio.push(page.rate / memory.rate);
    rounds.pages.push(page.rate);
    rounds.memory.push(memory.rate);
    rounds.cpu.push(cpu);
    rounds.cpu_memory.push(cpu_memory);
    rounds.cpu_bare.push(cpu_bare);
    rounds.cpu_ratio.push(cpu / cpu_bare);
    rounds.tail.push(many.quantile(0.99) / many.quantile(0.5));
    rounds.middle.push(many.quantile(0.5) / 1000.0);
    Ok(())
}
