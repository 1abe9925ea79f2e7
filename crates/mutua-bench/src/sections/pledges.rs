//! Durable pledges through the API, with readers beside them.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use crate::{
    http::Request,
    load::{Load, Outcome, Plan, always},
    report::{Figure, Limit},
    sections::{Effort, Hosted, measured},
    world::{Shape, World},
};

/// How many pledge at once.
const CLIENTS: usize = 64;

/// Enough people and asks: nobody can pledge twice for the same ask.
const SHAPE: Shape = Shape { circles: 1, people: CLIENTS + 2, open: 1600, past: 0, past_elsewhere: 0 };

/// On SQLite, synchronous=FULL.
///
/// # Errors
/// Where the server or the load fails.
pub fn run(effort: Effort) -> anyhow::Result<Vec<Figure>> {
    let hosted = Hosted::start(SHAPE, None)?;
    let pledges = pledges(&hosted.world);
    let load = |plan: &Plan, connections, status| Load {
        to: hosted.ports.real,
        connections,
        lasts: effort.lasts,
        status,
        plan: Arc::clone(plan),
    };
    let read = always(Request::get(&hosted.world.page(), &[("cookie", &hosted.world.cookie())]));
    let (mut alone, mut tail, mut middle, mut cpu) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut beside, mut kept, mut reads) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..=effort.rounds {
        let (writes, each) = measured(&hosted.process, &load(&pledges, CLIENTS, 201))?;
        let (quiet, _) = measured(&hosted.process, &load(&read, 16, 200))?;
        let (both, meanwhile) = together(load(&pledges, CLIENTS, 201), load(&read, 16, 200))?;
        if round == 0 {
            continue;
        }
        alone.push(writes.rate);
        tail.push(writes.quantile(0.99) / writes.quantile(0.5));
        middle.push(writes.quantile(0.5) / 1000.0);
        cpu.push(each);
        beside.push(both.rate);
        reads.push(quiet.rate);
        kept.push(meanwhile.rate / quiet.rate);
    }
    let of = Figure::of;
    Ok(vec![
        of("durable pledges, 64 clients", "a second", &alone, Limit::AtLeast(5000.0)),
        of("p99 ÷ p50 of a pledge", "", &tail, Limit::AtMost(10.0)),
        of("p50 of a pledge", "ms", &middle, Limit::None),
        of("CPU of a pledge", "µs", &cpu, Limit::None),
        of("pages beside pledges ÷ pages alone", "", &kept, Limit::AtLeast(0.5)),
        of("pages alone, 16 connections", "a second", &reads, Limit::None),
        of("pledges beside pages", "a second", &beside, Limit::None),
    ])
}

fn together(writes: Load, reads: Load) -> anyhow::Result<(Outcome, Outcome)> {
    let reading = thread::spawn(move || crate::load::run(&reads));
    let writes = crate::load::run(&writes)?;
    let reads = reading.join().map_err(|_| anyhow::anyhow!("the readers panicked"))??;
    Ok((writes, reads))
}

/// Each client pledges for one ask after another, each for another one than its neighbours at that time, and goes on
/// where it was when the next round begins.
fn pledges(world: &World) -> Plan {
    let asks: Vec<String> = world.asks.iter().map(|ask| format!("/api/v1/asks/{ask}/pledges")).collect();
    // Pairs of a client and an ask that are that client's own ask are left out.
    let tokens: Vec<String> = world.people.iter().map(|(_, token)| format!("Bearer {token}")).collect();
    let people = tokens.len();
    let next: Vec<AtomicUsize> = (0..CLIENTS).map(|_| AtomicUsize::new(0)).collect();
    Arc::new(move |client, _| {
        loop {
            let count = next[client].fetch_add(1, Ordering::Relaxed);
            if count >= asks.len() {
                return None;
            }
            let at = (count + client * (asks.len() / CLIENTS)) % asks.len();
            // As `World` deals the asks out: nobody pledges for their own.
            if (at * 7 + 2) % people == client {
                continue;
            }
            let key = format!("pledge-{client}-{count}");
            let headers = [("authorization", tokens[client].as_str()), ("idempotency-key", key.as_str())];
            let body = r#"{"words":"I can do that on my way home, around six."}"#;
            return Some(Request::post(&asks[at], &headers, body));
        }
    })
}
