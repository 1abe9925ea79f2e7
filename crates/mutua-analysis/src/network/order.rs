//! Order against circulation: how far help runs downhill from some to others (HodgeRank, trophic incoherence).

use serde::Serialize;

use super::connectivity::{Components, components_of};
use super::curl;
use super::graph::Network;
use super::pairs::Pairs;
use super::potential::{self, Two};
use super::sums::{self, ratio};

/// How the imbalances of pairs split up into order (gradient) and circulation, for one weighting of pairs. Shares are
/// nothing where every pair is balanced.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hodge {
    /// Pairs with help
    pub pairs: usize,
    /// Components of the network, persons without help included
    pub components: usize,
    /// Sum of squared imbalances, weighted
    pub total_energy: f64,
    /// The share that one height for each person explains
    pub gradient_fraction: Option<f64>,
    /// The rest: imbalances that run in circles
    pub cyclic_fraction: Option<f64>,
    /// The gradient's share that noise alone would have: (persons - components) / pairs
    pub null_gradient_fraction: Option<f64>,
    /// What of the cyclic share runs around triangles. Unit weights only, and only up to [`CurlLimit`]
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub curl: Option<Curl>,
}

/// Circles of three against longer ones.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Curl {
    /// Triangles of pairs with help
    pub triangles: usize,
    /// The share of energy that circulates around triangles
    pub curl_fraction: Option<f64>,
    /// The share of energy that circulates in longer circles that triangles don't fill
    pub harmonic_fraction: Option<f64>,
}

/// Up to what size triangles are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CurlLimit {
    /// Pairs with help
    pub pairs: usize,
    /// Triangles
    pub triangles: usize,
}

impl Default for CurlLimit {
    fn default() -> Self {
        Self { pairs: 200_000, triangles: 500_000 }
    }
}

/// Order against circulation. See [`order`].
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// Each pair counts the same, its imbalance is W_ij - W_ji
    pub hodge_unit: Hodge,
    /// Each pair counts by its volume W_ij + W_ji, its imbalance is (W_ij - W_ji) / (W_ij + W_ji)
    pub hodge_volume: Hodge,
    /// Trophic incoherence F0: 0 where help runs down levels one step at a time, 1 where it has no direction.
    /// MacKay, Johnson & Sansom (2020) *How directed is a directed network?*, R. Soc. Open Sci. 7:201138
    pub trophic_incoherence_f0: Option<f64>,
    /// Each person's height by unit weights; who gives more than they get stands high. Mean 0 in each component.
    /// Nothing where the search for heights did not end
    pub unit_potential: Option<Vec<f64>>,
    /// Each person's height by volume weights
    pub volume_potential: Option<Vec<f64>>,
}

/// Splits imbalances of help into order and circulation, by least squares on all pairs at once.
///
/// Source: Jiang, Lim, Yao & Ye (2011) *Statistical ranking and combinatorial Hodge theory*, Math. Program. 127:203-244.
/// The trophic levels of MacKay, Johnson & Sansom (2020) are the volume-weighted heights upside down, so that one
/// search serves both. Agrees with scipy's `lsqr` to 1e-6 or better.
///
/// ```
/// use mutua_analysis::network::{CurlLimit, Network, order};
///
/// // Help runs in a circle of three: no order at all, and all of it around a triangle.
/// let ring = Network::new(3, [(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0)])?;
/// let found = order(&ring, CurlLimit::default());
/// assert_eq!(found.hodge_unit.cyclic_fraction, Some(1.0));
/// assert!((found.hodge_unit.curl.unwrap().curl_fraction.unwrap() - 1.0).abs() < 1e-12);
///
/// // Help runs down a line: all order.
/// let line = Network::new(3, [(0, 1, 1.0), (1, 2, 1.0)])?;
/// let found = order(&line, CurlLimit::default());
/// assert_eq!(found.hodge_unit.gradient_fraction, Some(1.0));
/// assert_eq!(found.unit_potential, Some(vec![1.0, 0.0, -1.0]));
/// assert_eq!(found.trophic_incoherence_f0, Some(0.0));
/// # Ok::<(), mutua_analysis::network::NetworkError>(())
/// ```
#[must_use]
pub fn order(network: &Network, limit: CurlLimit) -> Order {
    let pairs = Pairs::of(network);
    from_heights(network, &pairs, &components_of(&pairs), heights(network, &pairs), limit)
}

/// The search for heights, which needs no components: so that both can be sought at once.
pub(super) fn heights(network: &Network, pairs: &Pairs) -> Option<Vec<Two>> {
    potential::solve(pairs, &given_less_received(network))
}

fn given_less_received(network: &Network) -> Vec<f64> {
    (0..network.persons() as u32).map(|person| network.given(person) - network.received(person)).collect()
}

pub(super) fn from_heights(
    network: &Network,
    pairs: &Pairs,
    components: &Components,
    mut heights: Option<Vec<Two>>,
    limit: CurlLimit,
) -> Order {
    let persons = network.persons();
    let difference = given_less_received(network);
    if let Some(heights) = &mut heights {
        potential::centre(heights, &components.of);
    }
    let heights = heights.as_ref();
    let hodge = |system: usize, total: f64| {
        let energy = heights.map(|h| sums::sum(persons, |person| h[person][system] * difference[person]));
        let gradient = energy.and_then(|energy| ratio(energy, total)).map(|share| share.clamp(0.0, 1.0));
        Hodge {
            pairs: pairs.count(),
            components: components.count,
            total_energy: total,
            gradient_fraction: gradient,
            cyclic_fraction: gradient.map(|share| 1.0 - share),
            null_gradient_fraction: ratio((persons - components.count) as f64, pairs.count() as f64),
            curl: None,
        }
    };
    let mut hodge_unit = hodge(0, pairs.totals.unit_energy);
    hodge_unit.curl = curl::of_pairs(network, pairs, &hodge_unit, limit);
    Order {
        hodge_unit,
        hodge_volume: hodge(1, pairs.totals.volume_energy),
        trophic_incoherence_f0: heights.and_then(|h| incoherence(network, pairs.totals.weight, h)),
        unit_potential: heights.map(|h| h.iter().map(|height| height[0]).collect()),
        volume_potential: heights.map(|h| h.iter().map(|height| height[1]).collect()),
    }
}

fn incoherence(network: &Network, total: f64, heights: &[Two]) -> Option<f64> {
    let sum = sums::sum(network.persons(), |person| {
        let row = network.out.others(person).iter().zip(network.out.weights(person));
        row.map(|(&other, &w)| w * (heights[person][1] - heights[other as usize][1] - 1.0).powi(2)).sum()
    });
    ratio(sum, total)
}
