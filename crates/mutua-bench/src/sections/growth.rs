//! The same page in an instance with ten times the people and ten times the history.

use crate::{
    report::{Figure, Limit},
    sections::{Effort, Hosted},
    world,
};

/// On SQLite.
///
/// # Errors
/// Where a server or the load fails.
pub fn run(effort: Effort) -> anyhow::Result<Vec<Figure>> {
    let (young, old) = (Hosted::start(world::USUAL, None)?, Hosted::start(world::GROWN, None)?);
    let one = |hosted: &Hosted| hosted.cpu_of(&hosted.world.page(), effort);
    let (mut ratios, mut before, mut after) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..=effort.rounds {
        let (small, grown) = (one(&young)?, one(&old)?);
        if round > 0 {
            ratios.push(grown / small);
            before.push(small);
            after.push(grown);
        }
    }
    Ok(vec![
        Figure::of("CPU of a page, ten times people and history ÷ before", "", &ratios, Limit::AtMost(1.2)),
        Figure::of("CPU of a page, 200 people", "µs", &before, Limit::None),
        Figure::of("CPU of a page, 2,000 people", "µs", &after, Limit::None),
    ])
}
