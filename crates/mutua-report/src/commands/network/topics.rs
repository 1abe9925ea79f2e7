//! Figures with plain words beside them, by topic.

use mutua_analysis::network::Hodge;

use super::directed::{DirectedResult, NullFigures};
use super::undirected::UndirectedResult;
use crate::output::{number, percent};

/// How many names are listed before "and … more".
const LISTED: usize = 12;

/// What belongs together.
pub(super) struct Topic {
    pub heading: String,
    pub facts: Vec<Fact>,
}

/// A figure and what it says.
pub(super) struct Fact {
    pub name: String,
    pub value: String,
    pub meaning: String,
}

fn topic(heading: &str, facts: impl IntoIterator<Item = Fact>) -> Topic {
    Topic { heading: heading.to_owned(), facts: facts.into_iter().collect() }
}

fn fact(name: &str, value: impl Into<String>, meaning: impl Into<String>) -> Fact {
    Fact { name: name.to_owned(), value: value.into(), meaning: meaning.into() }
}

fn share(value: Option<f64>) -> String {
    percent(value.unwrap_or(f64::NAN))
}

fn amount(value: Option<f64>) -> String {
    number(value.unwrap_or(f64::NAN))
}

impl DirectedResult {
    pub(super) fn topics(&self) -> Vec<Topic> {
        let mut topics = vec![self.size(), self.returned(), self.circulates()];
        topics.extend([self.ordered(), self.concentrated(), self.held_together()]);
        topics.extend(self.relations());
        topics
    }

    fn size(&self) -> Topic {
        let census = self.dyad_census;
        topic(
            "Size",
            [
                fact("persons", self.nodes.to_string(), ""),
                fact("arcs", self.arcs.to_string(), "who helped whom, each direction once"),
                fact("help in all", number(self.total_weight), "the sum of weights, or of rows"),
                fact(
                    "pairs",
                    format!("{} / {} / {}", census.mutual, census.asymmetric, census.null),
                    "with help both ways / one way / none",
                ),
                fact("density", share(self.density), "of all that could be, so many arcs are there"),
            ],
        )
    }

    fn returned(&self) -> Topic {
        topic(
            "Is help returned within pairs?",
            [
                fact("returned arcs", share(self.reciprocity_default), "arcs with one in return"),
                fact("mutual pairs", share(self.reciprocity_ratio), "of the pairs with any help"),
                fact("returned help", share(self.squartini_r), "by weight (Squartini and others 2013)"),
                fact(
                    "beyond density",
                    amount(self.garlaschelli_loffredo_rho),
                    "0 as chance has it, 1 always, below 0 avoided (Garlaschelli & Loffredo 2004)",
                ),
                fact(
                    "beyond activity",
                    amount(self.katz_powell_rho),
                    "the same, given how many each person helps (Katz & Powell 1955)",
                ),
            ],
        )
    }

    fn circulates(&self) -> Topic {
        let circulation = &self.circulation;
        let (value, meaning) = match circulation.circulation_bracket {
            Some(bracket) => (
                format!("{} to {}", percent(bracket.lower), percent(bracket.upper)),
                "of help comes back to its giver over any number of persons: between these for certain",
            ),
            None => (
                share(circulation.circulation_share),
                "of help comes back to its giver, over any number of persons",
            ),
        };
        let mut facts = vec![
            fact("circulates", value, meaning),
            fact(
                "beyond pairs",
                share(circulation.beyond_pairs_share),
                "comes back over three persons or more",
            ),
            fact("one way", share(circulation.one_way_share), "never comes back"),
        ];
        if let Some(null) = &self.direction_flip_null_of_circulation_share {
            facts.push(fact(
                "by chance",
                format!("{} ± {}", percent(null.mean), percent(null.sd)),
                against(null),
            ));
        }
        facts.push(fact(
            "net imbalance",
            share(self.net_imbalance_share),
            "of help would have to move for everyone to give what they get",
        ));
        topic("Does help come back around?", facts)
    }

    fn ordered(&self) -> Topic {
        let hodge = |name: &str, hodge: &Hodge, words: &str| {
            let noise = share(hodge.null_gradient_fraction);
            let meaning =
                format!("{words}; noise alone would give {noise} (HodgeRank, Jiang and others 2011)");
            fact(name, share(hodge.gradient_fraction), meaning)
        };
        let mut facts = vec![
            hodge("order, by pair", &self.hodge_unit, "of imbalances run down one ranking of persons"),
            hodge("order, by volume", &self.hodge_volume, "the same, each pair counting by its help"),
        ];
        if let Some(curl) = &self.hodge_unit.curl {
            let value = format!("{} / {}", share(curl.curl_fraction), share(curl.harmonic_fraction));
            facts.push(fact("circles", value, "of imbalances run around triangles / around longer circles"));
        }
        facts.push(fact(
            "trophic incoherence",
            amount(self.trophic_incoherence_f0),
            "0 help runs down levels step by step, 1 it has no direction (MacKay and others 2020)",
        ));
        topic("Order or circles?", facts)
    }

    fn concentrated(&self) -> Topic {
        let top = self.top_giver.as_ref().map_or_else(
            || fact("top giver", "–", ""),
            |top| fact("top giver", percent(top.share), format!("of all help comes from {}", top.id)),
        );
        let totals = &self.fragility_totals;
        topic(
            "On how few does it rest?",
            [
                top,
                fact(
                    "Gini given / received",
                    format!("{} / {}", amount(self.gini_given), amount(self.gini_received)),
                    "0 all alike, near 1 one has all",
                ),
                fact(
                    "HHI given / received",
                    format!("{} / {}", amount(self.hhi_given), amount(self.hhi_received)),
                    format!(
                        "sum of squared shares: 1 one has all; all alike {}",
                        number(1.0 / self.nodes as f64)
                    ),
                ),
                fact(
                    "mean HHI of sources",
                    amount(self.mean_received_concentration_hhi),
                    "how far a receiver rests on few givers: 1 on a single one",
                ),
                fact(
                    "would lose",
                    format!("{} / {}", totals.pairs_lose_all, totals.pairs_lose_half_or_more),
                    "receivers all / at least half of whose help comes from one giver",
                ),
            ],
        )
    }

    fn held_together(&self) -> Topic {
        topic(
            "What holds it together",
            [
                fact("components", self.components_undirected.to_string(), "parts without help between them"),
                fact(
                    "largest circle",
                    self.largest_strong_component.to_string(),
                    "persons among whom help can travel from everyone to everyone",
                ),
                fact("bridges", self.bridges.to_string(), "ties whose end would split a part"),
                fact(
                    "who holds parts together",
                    self.articulation_points.len().to_string(),
                    listed("their leaving would split a part", &self.articulation_points),
                ),
            ],
        )
    }

    fn relations(&self) -> Option<Topic> {
        let model = self.social_relations_model.as_ref()?;
        let shares = model.shares.as_ref()?;
        let facts = [
            fact(
                "giver / receiver / tie",
                format!(
                    "{} / {} / {}",
                    percent(shares.giver),
                    percent(shares.receiver),
                    percent(shares.relationship)
                ),
                "of the differences in help are the giver's, the receiver's, their tie's own (and error)",
            ),
            fact(
                "those who give get",
                amount(model.generalised_reciprocity),
                "correlation of what persons give and get in general",
            ),
            fact(
                "pairs return",
                amount(model.dyadic_reciprocity),
                "correlation of the two directions beyond both persons' habits",
            ),
        ];
        Some(topic("Whose is it? (Social Relations Model, Warner, Kenny & Stoto 1979)", facts))
    }
}

fn against(null: &NullFigures) -> String {
    let side = match (null.p_lower, null.p_upper) {
        (lower, _) if lower < 0.05 => "circulation is below what chance gives: help runs down a hierarchy",
        (_, upper) if upper < 0.05 => "circulation is above what chance gives",
        _ => "circulation is within what chance gives",
    };
    format!(
        "mean ± sd of {} networks whose directions chance has chosen; {side} (p {} below, {} above)",
        null.draws,
        number(null.p_lower),
        number(null.p_upper)
    )
}

fn listed(words: &str, names: &[String]) -> String {
    match names.len() {
        0 => words.to_owned(),
        n if n <= LISTED => format!("{words}: {}", names.join(", ")),
        n => format!("{words}: {} and {} more", names[..LISTED].join(", "), n - LISTED),
    }
}

impl UndirectedResult {
    pub(super) fn topics(&self) -> Vec<Topic> {
        let whole = &self.whole;
        let count = |count: Option<usize>| count.map_or_else(|| "–".to_owned(), |count| count.to_string());
        let size = [
            fact("persons", whole.nodes.to_string(), ""),
            fact("ties", whole.edges.to_string(), ""),
            fact("closed triples", share(whole.transitivity_global), "of those with a common other are tied"),
            fact("mean clustering", amount(whole.average_clustering), "how far a person's others are tied"),
            fact(
                "longest way",
                count(whole.diameter.map(|steps| steps as usize)),
                format!("steps; the mean is {}", amount(whole.mean_distance)),
            ),
        ];
        let held = [
            fact("components", self.components.to_string(), "parts without a tie between them"),
            fact("blocks", self.biconnected_components.to_string(), "parts that no single departure splits"),
            fact("bridges", self.bridges.len().to_string(), "ties whose end would split a part"),
            fact(
                "who holds parts together",
                self.articulation_points.len().to_string(),
                listed("their leaving would split a part", &self.articulation_points),
            ),
            fact("ties to split", count(whole.edge_connectivity), "so many ties must end to split the whole"),
            fact("departures to split", count(whole.vertex_connectivity), "so many must leave to split it"),
        ];
        vec![topic("Size", size), topic("What holds it together", held)]
    }
}
