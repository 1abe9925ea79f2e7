//! A preconditioner for pairs weighted by volume: each person is tied to the one with whom they have most help. Those ties
//! make a forest (the first step of Borůvka's spanning tree), whose equations are solved exactly.

use rayon::prelude::*;

use super::pairs::{Pairs, Volume};
use super::potential::Two;
use super::sums::PIECE;

/// Ties whose square is a smaller part of the product of both persons' volumes change too little to be worth a step.
const STRONG: f64 = 0.01;
const NOBODY: u32 = u32::MAX;

/// A person who hangs on another.
struct Link {
    person: u32,
    on: u32,
    /// Tie over what is left of the person's own volume
    factor: f64,
}

/// The factors of the forest's equations.
pub(super) struct Forest {
    /// Whoever hangs on another comes before that one
    links: Vec<Link>,
    /// One over what is left of each person's own volume; 0 for those who aren't part of the system
    inverse: Vec<f64>,
}

impl Forest {
    /// Persons whose diagonal is 0 are not part of the system.
    pub fn of<V: Volume>(pairs: &Pairs, volumes: &[V], diagonal: &[Two]) -> Self {
        let strongest: Vec<(u32, f64)> = (0..pairs.persons())
            .into_par_iter()
            .map(|person| strongest(pairs, volumes, diagonal, person))
            .collect();
        let hangs_on = |person: u32| {
            let (other, tie) = strongest[person as usize];
            let root = other == NOBODY || (strongest[other as usize].0 == person && person < other);
            (!root).then_some((other, tie))
        };
        let mut hanging = vec![0_u32; pairs.persons()];
        let persons = 0..pairs.persons() as u32;
        for (other, _) in persons.clone().filter_map(hangs_on) {
            hanging[other as usize] += 1;
        }
        let mut own: Vec<f64> = diagonal.iter().map(|of| of[1]).collect();
        let mut links = Vec::new();
        let mut free: Vec<u32> = persons.filter(|&person| hanging[person as usize] == 0).collect();
        while let Some(person) = free.pop() {
            let Some((on, tie)) = hangs_on(person) else { continue };
            let factor = tie / own[person as usize];
            let left = own[on as usize] - tie * factor;
            // Where rounding leaves nothing, the tie is passed over: the preconditioner needs no tie, only a positive rest.
            if left > 1e-9 * own[on as usize] {
                own[on as usize] = left;
                links.push(Link { person, on, factor });
            }
            hanging[on as usize] -= 1;
            if hanging[on as usize] == 0 {
                free.push(on);
            }
        }
        let inverse = own.iter().map(|&own| if own > 0.0 { 1.0 / own } else { 0.0 }).collect();
        Self { links, inverse }
    }

    /// `solved` becomes the solution for the second of each `right`.
    pub fn solve(&self, right: &[Two], solved: &mut [f64]) {
        solved.par_chunks_mut(PIECE).zip(right.par_chunks(PIECE)).for_each(|(solved, right)| {
            solved.iter_mut().zip(right).for_each(|(solved, right)| *solved = right[1]);
        });
        for link in &self.links {
            solved[link.on as usize] += link.factor * solved[link.person as usize];
        }
        solved.par_chunks_mut(PIECE).zip(self.inverse.par_chunks(PIECE)).for_each(|(solved, inverse)| {
            solved.iter_mut().zip(inverse).for_each(|(solved, inverse)| *solved *= inverse);
        });
        for link in self.links.iter().rev() {
            solved[link.person as usize] += link.factor * solved[link.on as usize];
        }
    }
}

/// With whom a person has most help, and how much; nobody where that is too little. Ties of the same volume are put in
/// one order for all, so that no ring can come of it.
fn strongest<V: Volume>(pairs: &Pairs, volumes: &[V], diagonal: &[Two], person: usize) -> (u32, f64) {
    if diagonal[person][0] == 0.0 {
        return (NOBODY, 0.0);
    }
    let row = pairs.starts[person]..pairs.starts[person + 1];
    let ties = pairs.others[row.clone()].iter().zip(&volumes[row]);
    let ends = |other: u32| (other.min(person as u32), other.max(person as u32));
    let mut most = (NOBODY, 0.0);
    for (&other, &volume) in ties {
        let volume: f64 = volume.into();
        let more = volume > most.1 || (volume == most.1 && ends(other) > ends(most.0));
        if more && diagonal[other as usize][0] > 0.0 {
            most = (other, volume);
        }
    }
    let (other, tie) = most;
    let strong = other != NOBODY && tie * (tie / diagonal[person][1]) > STRONG * diagonal[other as usize][1];
    if strong { most } else { (NOBODY, 0.0) }
}
