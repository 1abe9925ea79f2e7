//! All figures at once, with what they share worked out once, in parallel.

use super::betweenness::{Betweenness, betweenness, sampled_betweenness};
use super::concentration::{Concentration, Reliance, concentration, fragility};
use super::connectivity::{self, Connectivity, largest_strong_component};
use super::graph::Network;
use super::order::{self, CurlLimit, Order};
use super::pairs::Pairs;
use super::reciprocity::{self, Reciprocity};
use super::relations::{self, SocialRelationsModel};

/// Persons times arcs up to which [`BetweennessChoice::Automatic`] is exact: some ten seconds on one core.
pub const EXACT_BETWEENNESS: u64 = 2_000_000_000;
/// How many sources [`BetweennessChoice::Automatic`] draws above that.
pub const SAMPLED_SOURCES: usize = 100;

/// How betweenness is found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum BetweennessChoice {
    /// Exact up to [`EXACT_BETWEENNESS`], else from [`SAMPLED_SOURCES`] sources
    #[default]
    Automatic,
    /// Exact, however long it takes
    Exact,
    /// From so many sources
    Sampled(usize),
    /// Not at all
    LeftOut,
}

/// What [`figures`] works out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FigureOptions {
    /// How betweenness is found
    pub betweenness: BetweennessChoice,
    /// Up to what size triangles are looked at
    pub curl: CurlLimit,
    /// For what is drawn at random
    pub seed: u64,
}

/// All figures of a network of help that don't rest on flows.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// Direct reciprocity
    pub reciprocity: Reciprocity,
    /// On how few the help rests
    pub concentration: Concentration,
    /// For each person, how many rest on them
    pub fragility: Vec<Reliance>,
    /// Order against circulation
    pub order: Order,
    /// What holds the network together
    pub connectivity: Connectivity,
    /// Persons of the largest group in which help can travel from everyone to everyone
    pub largest_strong_component: usize,
    /// Betweenness of each person
    pub betweenness: Option<Betweenness>,
    /// Giver's, receiver's and relationship's shares; nothing below four persons
    pub social_relations_model: Option<SocialRelationsModel>,
}

/// All figures of a network of help that don't rest on flows.
///
/// ```
/// use mutua_analysis::network::{FigureOptions, Network, figures};
///
/// let ring = Network::new(5, (0..5).map(|i| (i, (i + 1) % 5, 2.0)))?;
/// let found = figures(&ring, &FigureOptions::default());
/// // Nothing is returned within a pair, and yet everyone gets what they give.
/// assert_eq!(found.reciprocity.squartini_r, Some(0.0));
/// assert_eq!(found.concentration.net_imbalance_share, Some(0.0));
/// assert_eq!(found.order.hodge_unit.cyclic_fraction, Some(1.0));
/// assert_eq!(found.largest_strong_component, 5);
/// # Ok::<(), mutua_analysis::network::NetworkError>(())
/// ```
#[must_use]
pub fn figures(network: &Network, options: &FigureOptions) -> Figures {
    let pairs = Pairs::of(network);
    let ((connectivity, largest_strong_component), (heights, (concentration, fragility))) = rayon::join(
        || (connectivity::of_pairs(&pairs), largest_strong_component(network)),
        || (order::heights(network, &pairs), (concentration(network), fragility(network))),
    );
    Figures {
        reciprocity: reciprocity::of_pairs(network, &pairs),
        concentration,
        fragility,
        order: order::from_heights(network, &pairs, &connectivity.components, heights, options.curl),
        connectivity,
        largest_strong_component,
        social_relations_model: relations::of_pairs(network, &pairs),
        betweenness: betweenness_by_choice(network, options.betweenness, options.seed),
    }
}

/// Betweenness as chosen; nothing where it is left out.
///
/// ```
/// use mutua_analysis::network::{BetweennessChoice, Network, betweenness, betweenness_by_choice};
///
/// let line = Network::new(3, [(0, 1, 1.0), (1, 2, 1.0)])?;
/// assert_eq!(betweenness_by_choice(&line, BetweennessChoice::Automatic, 1), Some(betweenness(&line)));
/// assert_eq!(betweenness_by_choice(&line, BetweennessChoice::LeftOut, 1), None);
/// # Ok::<(), mutua_analysis::network::NetworkError>(())
/// ```
#[must_use]
pub fn betweenness_by_choice(network: &Network, choice: BetweennessChoice, seed: u64) -> Option<Betweenness> {
    let work = (network.persons() as u64).saturating_mul(network.arc_count() as u64);
    match choice {
        BetweennessChoice::LeftOut => None,
        BetweennessChoice::Sampled(sources) => Some(sampled_betweenness(network, sources, seed)),
        BetweennessChoice::Automatic if work > EXACT_BETWEENNESS => {
            Some(sampled_betweenness(network, SAMPLED_SOURCES, seed))
        }
        BetweennessChoice::Automatic | BetweennessChoice::Exact => Some(betweenness(network)),
    }
}
