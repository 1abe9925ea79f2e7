//! How much help is returned directly.

use super::graph::Network;
use super::pairs::{DyadCensus, Pairs, Totals};
use super::sums::{self, ratio};

/// Figures of direct reciprocity. Nothing where a figure has no meaning, such as without arcs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reciprocity {
    /// Pairs with help both ways, one way, none
    pub dyad_census: DyadCensus,
    /// Arcs that are returned among arcs: 2M / m
    pub default: Option<f64>,
    /// Pairs both ways among pairs with help: M / (M + A)
    pub ratio: Option<f64>,
    /// Arcs among ordered pairs of persons
    pub density: Option<f64>,
    /// Reciprocity beyond that of chance at this density, (r - d) / (1 - d): 0 as in chance, 1 all, below 0 avoided.
    /// Garlaschelli & Loffredo (2004) *Patterns of link reciprocity in directed networks*, PRL 93:268701
    pub garlaschelli_loffredo_rho: Option<f64>,
    /// The tendency to reciprocate given each person's number of arcs, where whom they choose is free.
    /// Katz & Powell (1955) *Measurement of the tendency toward reciprocation of choice*, Sociometry 18:403-409
    pub katz_powell_rho: Option<f64>,
    /// Sum of all weights
    pub total_weight: f64,
    /// The share of weight that is returned within its pair: sum of min(W_ij, W_ji) over sum of W_ij.
    /// Squartini, Picciolo, Ruzzenenti & Garlaschelli (2013) *Reciprocity of weighted networks*, Scientific Reports 3:2729
    pub squartini_r: Option<f64>,
}

/// How much help is returned directly, by seven measures.
///
/// ```
/// use mutua_analysis::network::{Network, reciprocity};
///
/// // 0 and 1 help each other, unevenly; 1 helps 2.
/// let network = Network::new(3, [(0, 1, 3.0), (1, 0, 1.0), (1, 2, 4.0)])?;
/// let found = reciprocity(&network);
/// assert_eq!(found.dyad_census.mutual, 1);
/// assert_eq!(found.default, Some(2.0 / 3.0));
/// assert_eq!(found.squartini_r, Some(2.0 / 8.0));
/// # Ok::<(), mutua_analysis::network::NetworkError>(())
/// ```
#[must_use]
pub fn reciprocity(network: &Network) -> Reciprocity {
    of_pairs(network, &Pairs::of(network))
}

pub(super) fn of_pairs(network: &Network, pairs: &Pairs) -> Reciprocity {
    let Totals { mutual, asymmetric, weight, lesser, .. } = pairs.totals;
    let (n, arcs, mutual, asymmetric) =
        (network.persons() as f64, network.arc_count() as f64, mutual as f64, asymmetric as f64);
    let default = ratio(2.0 * mutual, arcs);
    let density = ratio(arcs, n * (n - 1.0));
    Reciprocity {
        dyad_census: pairs.census(),
        default,
        ratio: ratio(mutual, mutual + asymmetric),
        density,
        garlaschelli_loffredo_rho: default.zip(density).and_then(|(r, d)| ratio(r - d, 1.0 - d)),
        katz_powell_rho: katz_powell(network, mutual),
        total_weight: weight,
        squartini_r: ratio(2.0 * lesser, weight),
    }
}

fn katz_powell(network: &Network, mutual: f64) -> Option<f64> {
    let (n, arcs) = (network.persons() as f64, network.arc_count() as f64);
    let squares = sums::sum(network.persons(), |person| (network.out.count(person) as f64).powi(2));
    let others = (n - 1.0).powi(2);
    ratio(2.0 * others * mutual - arcs * arcs + squares, arcs * others - arcs * arcs + squares)
}
