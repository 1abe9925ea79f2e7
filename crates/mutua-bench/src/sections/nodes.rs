//! Reading with one, two and three nodes on one PostgreSQL, all on this machine: what counts is what a page costs.

use std::thread;

use crate::{
    http::Request,
    load::{Load, Outcome, always},
    process::Process,
    report::{Figure, Limit},
    sections::{Effort, Hosted, host},
    server::Server,
    world,
};

/// How many nodes at the most.
const MOST: usize = 3;
/// How many connections all nodes have together.
const CONNECTIONS: usize = 24;

/// On a PostgreSQL of its own.
///
/// # Errors
/// Where PostgreSQL, a server or the load fails.
pub fn run(effort: Effort) -> anyhow::Result<Vec<Figure>> {
    let server = Server::start()?;
    let first = Hosted::start(world::USUAL, Some(&server.create("nodes")?))?;
    let mut others = Vec::new();
    for _ in 1..MOST {
        let folder = tempfile::tempdir()?;
        let (ports, process) = host(folder.path(), &first.world)?;
        others.push((ports, process, folder));
    }
    let nodes: Vec<(std::net::SocketAddr, &Process)> = [(first.ports.real, &first.process)]
        .into_iter()
        .chain(others.iter().map(|(ports, process, _)| (ports.real, process)))
        .collect();
    let request = Request::get(&first.world.page(), &[("cookie", &first.world.cookie())]);
    let mut rates: [Vec<f64>; MOST] = Default::default();
    let mut costs: [Vec<f64>; MOST] = Default::default();
    for round in 0..=effort.rounds {
        for count in 1..=MOST {
            let (rate, cost) = spread(&nodes[..count], &request, effort)?;
            if round > 0 {
                rates[count - 1].push(rate);
                costs[count - 1].push(cost);
            }
        }
    }
    let mut figures = Vec::new();
    for (count, name) in ["one node", "two nodes", "three nodes"].iter().enumerate() {
        figures.push(Figure::of(format!("pages with {name}"), "a second", &rates[count], Limit::None));
        let what = format!("CPU of a page with {name}, without PostgreSQL's");
        figures.push(Figure::of(what, "µs", &costs[count], Limit::None));
    }
    let ratio: Vec<f64> = costs[MOST - 1].iter().zip(&costs[0]).map(|(three, one)| three / one).collect();
    // Without a limit: on one machine the processes take each other's caches and cores, which says nothing of nodes that have
    // a machine each.
    figures.push(Figure::of("CPU of a page with three nodes ÷ with one", "", &ratio, Limit::None));
    Ok(figures)
}

/// The same load over so many nodes at once: answers a second of all, and the nodes' CPU for one in microseconds.
fn spread(
    nodes: &[(std::net::SocketAddr, &Process)],
    request: &Request,
    effort: Effort,
) -> anyhow::Result<(f64, f64)> {
    let cpu = || nodes.iter().map(|(_, process)| process.cpu()).sum::<anyhow::Result<std::time::Duration>>();
    let before = cpu()?;
    let running: Vec<_> = nodes
        .iter()
        .map(|(to, _)| {
            let plan = always(request.clone());
            let connections = CONNECTIONS / nodes.len();
            let load = Load { to: *to, connections, lasts: effort.lasts, status: 200, plan };
            thread::spawn(move || crate::load::run(&load))
        })
        .collect();
    let mut all = Outcome::default();
    for load in running {
        let outcome = load.join().map_err(|_| anyhow::anyhow!("the load panicked"))??;
        all.rate += outcome.rate;
        all.answers += outcome.answers;
    }
    let spent = (cpu()? - before).as_secs_f64() * 1e6;
    #[expect(clippy::cast_precision_loss, reason = "a count of answers")]
    let each = spent / all.answers.max(1) as f64;
    Ok((all.rate, each))
}
