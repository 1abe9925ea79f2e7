//! The Social Relations Model: what of help is the giver's, the receiver's, and their relationship's own.

use serde::Serialize;

use super::graph::Network;
use super::pairs::{Pairs, Totals};
use super::sums::{self, ratio};

/// Variances and covariances of the Social Relations Model. See [`social_relations_model`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SocialRelationsModel {
    /// Persons
    pub n: usize,
    /// Mean help of an ordered pair, pairs without help included
    pub mean: f64,
    /// How much persons differ in how much they give to everyone
    pub giver_variance: f64,
    /// How much persons differ in how much they receive from everyone
    pub receiver_variance: f64,
    /// What is neither the giver's nor the receiver's (error included)
    pub relationship_variance: f64,
    /// Whether those who give much receive much
    pub giver_receiver_covariance: f64,
    /// Whether help beyond both persons' habits is returned within the pair
    pub dyadic_covariance: f64,
    /// `giver_receiver_covariance` as a correlation; nothing where a variance isn't above 0
    pub generalised_reciprocity: Option<f64>,
    /// `dyadic_covariance` as a correlation
    pub dyadic_reciprocity: Option<f64>,
    /// Shares of the variance, estimates below 0 taken as 0
    pub shares: Option<Shares>,
}

/// Shares of the variance of help.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Shares {
    /// The giver's
    pub giver: f64,
    /// The receiver's
    pub receiver: f64,
    /// The relationship's (and error)
    pub relationship: f64,
}

/// The Social Relations Model of one round-robin group, by the moment estimators of Warner, Kenny & Stoto (1979) *A new
/// round robin analysis of variance for social interaction data*, Journal of Personality and Social Psychology
/// 37:1742-1757 (also Kenny, Kashy & Cook 2006, chapter 8). Every ordered pair counts, those without help as 0.
///
/// Nothing for fewer than four persons. In time proportional to the arcs.
///
/// ```
/// use mutua_analysis::network::{Network, social_relations_model};
///
/// // The worked example of Kenny, Kashy & Cook, table 8.4.
/// let rows = [
///     (0, 1, 8.0), (0, 2, 5.0), (0, 3, 10.0), (1, 0, 7.0), (1, 2, 7.0), (1, 3, 6.0),
///     (2, 0, 8.0), (2, 1, 7.0), (2, 3, 5.0), (3, 0, 4.0), (3, 1, 5.0), (3, 2, 0.0),
/// ];
/// let model = social_relations_model(&Network::new(4, rows)?).unwrap();
/// assert!((model.giver_variance - 10.0 / 3.0).abs() < 1e-12);
/// assert!((model.dyadic_covariance - 2.0 / 3.0).abs() < 1e-12);
/// # Ok::<(), mutua_analysis::network::NetworkError>(())
/// ```
#[must_use]
pub fn social_relations_model(network: &Network) -> Option<SocialRelationsModel> {
    of_pairs(network, &Pairs::of(network))
}

pub(super) fn of_pairs(network: &Network, pairs: &Pairs) -> Option<SocialRelationsModel> {
    let persons = network.persons();
    if persons < 4 {
        return None;
    }
    let n = persons as f64;
    let mean = pairs.totals.weight / (n * (n - 1.0));
    let effects = Effects::of(network, mean);
    let (own, crossed) = effects.residuals(&pairs.totals, network);
    // Mean squares of half sums and half differences of a pair's residuals.
    let (sums_of_pair, differences) = (own + crossed, own - crossed);
    let free = (n - 1.0) * (n - 2.0) / 2.0;
    let (between, within) = (sums_of_pair / 2.0 / (free - 1.0), differences / 2.0 / free);
    let relationship = (between + within) / 2.0;
    let dyadic = (between - within) / 2.0;
    let (large, small) = ((n - 1.0) / (n * (n - 2.0)), 1.0 / (n * (n - 2.0)));
    let [givers, receivers, both] = effects.mean_squares();
    let giver = givers - relationship * large - dyadic * small;
    let receiver = receivers - relationship * large - dyadic * small;
    let covariance = both - dyadic * large - relationship * small;
    let positive = giver.max(0.0) + receiver.max(0.0) + relationship.max(0.0);
    let share = |variance: f64| variance.max(0.0) / positive;
    Some(SocialRelationsModel {
        n: persons,
        mean,
        giver_variance: giver,
        receiver_variance: receiver,
        relationship_variance: relationship,
        giver_receiver_covariance: covariance,
        dyadic_covariance: dyadic,
        generalised_reciprocity: (giver > 0.0 && receiver > 0.0)
            .then(|| covariance / (giver.sqrt() * receiver.sqrt())),
        dyadic_reciprocity: ratio(dyadic, relationship).filter(|_| relationship > 0.0),
        shares: (positive > 0.0).then(|| Shares {
            giver: share(giver),
            receiver: share(receiver),
            relationship: share(relationship),
        }),
    })
}

/// Each person's effect as giver and as receiver.
struct Effects {
    giver: Vec<f64>,
    receiver: Vec<f64>,
    mean: f64,
}

impl Effects {
    fn of(network: &Network, mean: f64) -> Self {
        let n = network.persons() as f64;
        let effect = |own: f64, other: f64| {
            let (own, other) = (own / (n - 1.0), other / (n - 1.0));
            ((n - 1.0).powi(2) * own + (n - 1.0) * other) / (n * (n - 2.0)) - (n - 1.0) / (n - 2.0) * mean
        };
        let persons = 0..network.persons() as u32;
        let giver = persons.clone().map(|i| effect(network.given(i), network.received(i))).collect();
        let receiver = persons.map(|i| effect(network.received(i), network.given(i))).collect();
        Self { giver, receiver, mean }
    }

    fn mean_squares(&self) -> [f64; 3] {
        let n = self.giver.len();
        let mean = |a: &[f64], b: &[f64]| sums::sum(n, |i| a[i] * b[i]) / (n as f64 - 1.0);
        [
            mean(&self.giver, &self.giver),
            mean(&self.receiver, &self.receiver),
            mean(&self.giver, &self.receiver),
        ]
    }

    /// Over ordered pairs, with g = what giver, receiver and mean leave unexplained: the sums of g_ij² and g_ij g_ji.
    /// Pairs without help are summed in closed form.
    fn residuals(&self, totals: &Totals, network: &Network) -> (f64, f64) {
        let n = self.giver.len();
        let (a, b, mean) = (&self.giver, &self.receiver, self.mean);
        let explained = |i: usize, j: usize| a[i] + b[j] + mean;
        let with_help = sums::pieces(n, |range| {
            let (mut own, mut crossed) = (0.0, 0.0);
            for i in range {
                for (&j, &weight) in network.out.others(i).iter().zip(network.out.weights(i)) {
                    own += weight * explained(i, j as usize);
                    crossed += weight * explained(j as usize, i);
                }
            }
            (own, crossed)
        });
        let (own, crossed) =
            with_help.iter().fold((0.0, 0.0), |sum, piece| (sum.0 + piece.0, sum.1 + piece.1));
        let [aa, bb, ab] = self.mean_squares().map(|square| square * (n as f64 - 1.0));
        let [sum_a, sum_b] = [a, b].map(|effects| sums::sum(n, |i| effects[i]));
        let m = n as f64;
        // Sums over all i, j of the products, less those with i = j.
        let same = sums::sum(n, |i| explained(i, i).powi(2));
        let all_own =
            m * (aa + bb) + m * m * mean * mean + 2.0 * (sum_a * sum_b + m * mean * (sum_a + sum_b));
        let all_crossed = sum_a * sum_a
            + sum_b * sum_b
            + 2.0 * m * ab
            + m * m * mean * mean
            + 2.0 * m * mean * (sum_a + sum_b);
        (
            totals.squares - 2.0 * own + all_own - same,
            2.0 * totals.product - 2.0 * crossed + all_crossed - same,
        )
    }
}
