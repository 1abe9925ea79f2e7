//! On how few givers and receivers the help rests, and who would be without it if one giver left.

use rayon::prelude::*;
use serde::Serialize;

use super::graph::Network;
use super::sums::{self, ratio};

/// How unevenly help is given and received. Nothing where there is no help.
#[derive(Debug, Clone, PartialEq)]
pub struct Concentration {
    /// Half the sum of |given - received|, over all help: 0 where everyone gives what they get
    pub net_imbalance_share: Option<f64>,
    /// Gini coefficient of what persons gave, those who gave nothing included
    pub gini_given: Option<f64>,
    /// Gini coefficient of what persons received
    pub gini_received: Option<f64>,
    /// Herfindahl-Hirschman index of giving: sum of squared shares
    pub hhi_given: Option<f64>,
    /// Herfindahl-Hirschman index of receiving
    pub hhi_received: Option<f64>,
    /// Mean over receivers of the sum of squared shares of their givers: 1 where everyone has a single giver
    pub mean_received_concentration_hhi: Option<f64>,
}

/// How unevenly help is given and received.
///
/// ```
/// use mutua_analysis::network::{Network, concentration};
///
/// // One person gives everything, equally to three.
/// let network = Network::new(4, [(0, 1, 2.0), (0, 2, 2.0), (0, 3, 2.0)])?;
/// let found = concentration(&network);
/// assert_eq!(found.gini_given, Some(0.75));
/// assert_eq!(found.hhi_given, Some(1.0));
/// assert_eq!(found.mean_received_concentration_hhi, Some(1.0));
/// # Ok::<(), mutua_analysis::network::NetworkError>(())
/// ```
#[must_use]
pub fn concentration(network: &Network) -> Concentration {
    let n = network.persons();
    let given: Vec<f64> = (0..n as u32).into_par_iter().map(|person| network.given(person)).collect();
    let received: Vec<f64> = (0..n as u32).into_par_iter().map(|person| network.received(person)).collect();
    let total = sums::sum(n, |person| given[person]);
    let apart = sums::sum(n, |person| (given[person] - received[person]).abs());
    Concentration {
        net_imbalance_share: ratio(apart / 2.0, total),
        gini_given: gini(&given),
        gini_received: gini(&received),
        hhi_given: hhi(&given),
        hhi_received: hhi(&received),
        mean_received_concentration_hhi: mean_received_concentration(network),
    }
}

/// The Gini coefficient, 2 sum k x_(k) / (n sum x) - (n + 1) / n: 0 where all are equal, near 1 where one has all.
/// Nothing where the sum is 0.
///
/// ```
/// assert_eq!(mutua_analysis::network::gini(&[1.0, 1.0, 1.0, 1.0]), Some(0.0));
/// assert_eq!(mutua_analysis::network::gini(&[0.0, 0.0, 0.0, 8.0]), Some(0.75));
/// assert_eq!(mutua_analysis::network::gini(&[]), None);
/// ```
#[must_use]
pub fn gini(amounts: &[f64]) -> Option<f64> {
    let mut sorted = amounts.to_vec();
    sorted.par_sort_unstable_by(f64::total_cmp);
    let n = sorted.len() as f64;
    let total = sums::sum(sorted.len(), |k| sorted[k]);
    let ranked = sums::sum(sorted.len(), |k| (k + 1) as f64 * sorted[k]);
    ratio(2.0 * ranked, n * total).map(|share| share - (n + 1.0) / n)
}

/// The Herfindahl-Hirschman index, the sum of squared shares: 1 where one has all, 1/n where all are equal. Nothing
/// where the sum is 0.
///
/// ```
/// assert_eq!(mutua_analysis::network::hhi(&[5.0, 5.0]), Some(0.5));
/// ```
#[must_use]
pub fn hhi(amounts: &[f64]) -> Option<f64> {
    let total = sums::sum(amounts.len(), |k| amounts[k]);
    if total == 0.0 {
        return None;
    }
    Some(sums::sum(amounts.len(), |k| (amounts[k] / total).powi(2)))
}

fn mean_received_concentration(network: &Network) -> Option<f64> {
    let n = network.persons();
    let sum = sums::sum(n, |person| {
        let weights = network.back.weights(person);
        let total: f64 = weights.iter().sum();
        if total > 0.0 { weights.iter().map(|weight| (weight / total).powi(2)).sum() } else { 0.0 }
    });
    ratio(sum, (0..n).filter(|&person| network.back.count(person) > 0).count() as f64)
}

/// How many receivers rest on one giver.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Reliance {
    /// Receivers all of whose help comes from this giver
    pub lose_all: u32,
    /// Receivers at least half of whose help comes from this giver, those above included
    pub lose_half_or_more: u32,
}

/// For each person: how many others would lose all, or at least half, of the help they receive if that person left.
///
/// ```
/// use mutua_analysis::network::{Network, fragility};
///
/// let network = Network::new(4, [(0, 1, 2.0), (0, 2, 1.0), (3, 2, 1.0)])?;
/// let found = fragility(&network);
/// assert_eq!((found[0].lose_all, found[0].lose_half_or_more), (1, 2));
/// assert_eq!((found[3].lose_all, found[3].lose_half_or_more), (0, 1));
/// # Ok::<(), mutua_analysis::network::NetworkError>(())
/// ```
#[must_use]
pub fn fragility(network: &Network) -> Vec<Reliance> {
    let mut reliance = vec![Reliance::default(); network.persons()];
    for receiver in 0..network.persons() {
        let (givers, weights) = (network.back.others(receiver), network.back.weights(receiver));
        let total: f64 = weights.iter().sum();
        for (&giver, &weight) in givers.iter().zip(weights) {
            if weight >= total / 2.0 {
                let of = &mut reliance[giver as usize];
                of.lose_half_or_more += 1;
                of.lose_all += u32::from(givers.len() == 1);
            }
        }
    }
    reliance
}
