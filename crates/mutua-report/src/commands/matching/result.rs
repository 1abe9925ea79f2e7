//! What is said of a matching.

use mutua_analysis::flow::matching::{Instance, Matching, MatchingError, Reason, matching, reasons};
use serde::{Serialize, Serializer};

use super::file::Given;
use crate::output::number;

/// The matchings of a file.
#[derive(Debug)]
pub struct Results {
    pub is_list: bool,
    /// In the order of the file; none where an instance was left out
    pub matched: Vec<Option<Matched>>,
    /// What was said of those left out
    pub left_out: Vec<String>,
}

/// A list for a list, else the one.
impl Serialize for Results {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if self.is_list { self.matched.serialize(to) } else { self.matched.first().serialize(to) }
    }
}

impl Results {
    /// What there is to say where there is no instance at all.
    pub fn empty(&self) -> Option<&'static str> {
        self.matched.is_empty().then_some("The list is empty: no asks, nobody to match.")
    }

    /// Which instances were left out, if any.
    pub fn remark(&self, file: &str) -> Option<String> {
        if self.left_out.is_empty() {
            return None;
        }
        let all = self.matched.len();
        let mut remark = format!("{file}: left out {} of {all} instances", self.left_out.len());
        for why in &self.left_out {
            remark.push_str("\n  ");
            remark.push_str(why.trim_start_matches([',', ':', ' ']));
        }
        Some(remark)
    }
}

/// A matching of one instance.
#[derive(Debug, Serialize)]
pub struct Matched {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    pub total_cost: f64,
    /// What the total is made of
    pub costs: Costs,
    pub assignments: Vec<Assignment>,
    /// Asks that nobody takes on
    pub unmet: Vec<usize>,
    /// How much of their capacity each helper uses
    #[serde(skip)]
    pub loads: Vec<Load>,
    /// What leaving each unmet ask so costs
    #[serde(skip)]
    pub unmet_costs: Vec<f64>,
}

/// The parts of a total cost.
#[derive(Debug, Serialize)]
pub struct Costs {
    pub matches: f64,
    pub load: f64,
    pub unmet: f64,
}

/// A match.
#[derive(Debug, Serialize)]
pub struct Assignment {
    pub ask: usize,
    pub helper: usize,
    /// Of the match, without load
    pub cost: f64,
    pub because: Because,
}

/// Why, in words for each of the two. Neither says anything of anyone else.
#[derive(Debug, Serialize)]
pub struct Because {
    pub to_asker: String,
    pub to_helper: String,
}

/// What a helper takes on.
#[derive(Debug, Clone, Copy)]
pub struct Load {
    pub taken: u32,
    pub capacity: u32,
}

impl Matched {
    /// Matches.
    pub fn of(given: &Given) -> Result<Self, String> {
        let instance = &given.instance;
        let found = matching(instance).map_err(|error| infeasible(&error))?;
        let assignments = assignments(instance, &found);
        let unmet: Vec<usize> = (0..instance.asks()).filter(|ask| found.helper_of[*ask].is_none()).collect();
        let unmet_costs: Vec<f64> = unmet.iter().filter_map(|ask| instance.unmet_cost(*ask)).collect();
        let loads: Vec<Load> = found
            .load
            .iter()
            .zip(instance.helpers())
            .map(|(taken, helper)| Load { taken: *taken, capacity: helper.capacity })
            .collect();
        let load = found.load.iter().zip(instance.helpers()).map(|(taken, helper)| {
            helper.slope * f64::from(*taken) * (f64::from(*taken) - 1.0).max(0.0) / 2.0
        });
        Ok(Self {
            name: given.name.clone(),
            total_cost: found.total_cost,
            costs: Costs {
                // A sum of nothing is -0, which reads oddly.
                matches: assignments.iter().map(|own| own.cost).sum::<f64>() + 0.0,
                load: load.sum::<f64>() + 0.0,
                unmet: unmet_costs.iter().sum::<f64>() + 0.0,
            },
            assignments,
            unmet,
            loads,
            unmet_costs,
        })
    }
}

fn assignments(instance: &Instance, found: &Matching) -> Vec<Assignment> {
    let each = found.helper_of.iter().enumerate();
    each.filter_map(|(ask, helper)| {
        let helper = (*helper)?;
        let cost = instance.candidate(ask, helper)?.cost;
        let reasons = reasons(instance, ask, helper, found.load[helper]);
        Some(Assignment { ask, helper, cost, because: Because::of(ask, helper, cost, &reasons) })
    })
    .collect()
}

impl Because {
    fn of(ask: usize, helper: usize, cost: f64, reasons: &[Reason]) -> Self {
        let words = |reasons: Vec<&Reason>| {
            let words: Vec<String> = reasons.iter().map(ToString::to_string).collect();
            words.join("; ")
        };
        let cost = number(cost);
        Self {
            to_asker: format!(
                "Helper {helper} for ask {ask}, at a match cost of {cost}: {}.",
                words(reasons.iter().filter(|reason| reason.is_for_asker()).collect())
            ),
            to_helper: format!(
                "Ask {ask} for helper {helper}, at a match cost of {cost}: {}.",
                words(reasons.iter().collect())
            ),
        }
    }
}

impl Because {
    /// The words to the helper, without whom they are about.
    pub fn why_to_helper(&self) -> &str {
        self.to_helper.split_once(": ").map_or("", |(_, why)| why)
    }
}

/// Which asks can't be met, and why.
fn infeasible(error: &MatchingError) -> String {
    let MatchingError::Infeasible { asks, helpers, places } = error else { return error.to_string() };
    let must = match asks.as_slice() {
        [ask] => format!("ask {ask} must be met (it has no unmet cost), but"),
        asks => format!("asks {} must be met (they have no unmet cost), but", listed(asks)),
    };
    match helpers.as_slice() {
        [] => format!(
            "{must} no helper with a capacity above 0 can meet {}",
            if asks.len() == 1 { "it" } else { "them" }
        ),
        [helper] => format!("{must} only helper {helper} can, with a capacity of {places}"),
        helpers => {
            format!("{must} only helpers {} can, with a capacity of {places} together", listed(helpers))
        }
    }
}

fn listed(numbers: &[usize]) -> String {
    const SHOWN: usize = 12;
    let mut words: Vec<String> = numbers.iter().take(SHOWN).map(ToString::to_string).collect();
    if numbers.len() > SHOWN {
        return format!("{} and {} more", words.join(", "), numbers.len() - SHOWN);
    }
    let last = words.pop().unwrap_or_default();
    if words.is_empty() { last } else { format!("{} and {last}", words.join(", ")) }
}
