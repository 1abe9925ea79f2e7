//! Who helps whom and how much, as a whole.
//!
//! What lives here: the [`Network`] of help, how it is built from rows ([`NetworkBuilder`]), and its figures, one file a
//! family. [`figures`] gives them all, sharing what they share. What rests on flows, such as the share of help that
//! circulates, is in [`flow`](crate::flow).
//!
//! Every figure has a defined answer for every network: `None` where it would be 0/0, never a number that isn't one.

mod betweenness;
mod build;
mod change;
mod concentration;
mod connectivity;
mod curl;
mod figures;
mod forest;
mod graph;
mod order;
mod pairs;
mod potential;
mod reciprocity;
mod relations;
mod robustness;
mod sums;
mod undirected;
mod wave;

pub use betweenness::{BETWEENNESS_CONFIDENCE, Betweenness, Sample, betweenness, sampled_betweenness};
pub use build::{LARGEST_WEIGHT, NetworkBuilder, NetworkError};
pub use change::{Change, LEAST_TIES, PairsBecome, Rate, change};
pub use concentration::{Concentration, Reliance, concentration, fragility, gini, hhi};
pub use connectivity::{Components, Connectivity, connectivity, largest_strong_component};
pub use figures::{
    BetweennessChoice, EXACT_BETWEENNESS, FigureOptions, Figures, SAMPLED_SOURCES, betweenness_by_choice,
    figures,
};
pub use graph::{LeftOut, Network};
pub use order::{Curl, CurlLimit, Hodge, Order, order};
pub use pairs::DyadCensus;
pub use reciprocity::{Reciprocity, reciprocity};
pub use relations::{Shares, SocialRelationsModel, social_relations_model};
pub use undirected::{Undirected, undirected};
