//! The result: its parts and its JSON.

use mutua_analysis::dyads::{self, Direction, Link, LinkOptions, Linked, Links};
use serde::Serialize;

use super::DaysArgs;
use super::people::People;
use crate::output::Failure;
use crate::read::{Checkins, Rows};

#[derive(Debug, Serialize)]
pub(super) struct DaysReport {
    pub file: String,
    pub rows: Rows,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pair_rows: Option<Rows>,
    pub second_checkins_left_out: usize,
    pub pairs_left_out: usize,
    pub persons: usize,
    pub from: Option<String>,
    pub to: Option<String>,
    pub seed: u64,
    /// Consecutive days that two people must share
    pub least_steps: usize,
    pub chance: Chance,
    /// How many directions were tested, and how many of them are called linked
    pub tested: usize,
    pub linked: usize,
    pub pairs: Vec<PairReport>,
}

/// What pairs were compared with.
#[derive(Debug, Serialize)]
pub(super) struct Chance {
    /// `pseudo_pairs` where it is known who belongs together, else `all_pairs`
    pub from: &'static str,
    pub directions: usize,
    pub percentile: f64,
    /// The `|t|` to exceed
    pub threshold: Option<f64>,
    pub share_abs_t_over_1_96: Option<f64>,
    pub median_t: Option<f64>,
    /// How `p_adjusted` takes the number of tests into account
    pub adjustment: &'static str,
}

#[derive(Debug, Serialize)]
pub(super) struct PairReport {
    pub a: String,
    pub b: String,
    /// Consecutive days that both share
    pub steps: usize,
    pub b_on_a: DirectionReport,
    pub a_on_b: DirectionReport,
    pub spectral_radius: Option<f64>,
}

#[derive(Debug, Serialize)]
pub(super) struct DirectionReport {
    pub linked: Linked,
    pub effect: Option<f64>,
    pub se: Option<f64>,
    pub t: Option<f64>,
    pub own: Option<f64>,
    pub n: Option<usize>,
    pub percentile: Option<f64>,
    pub p: Option<f64>,
    pub p_adjusted: Option<f64>,
}

impl DirectionReport {
    fn new(direction: &Direction) -> Self {
        let effect = direction.effect;
        Self {
            linked: direction.linked,
            effect: effect.map(|e| e.from_other),
            se: effect.map(|e| e.se),
            t: effect.map(|e| e.t),
            own: effect.map(|e| e.own),
            n: effect.map(|e| e.n),
            percentile: direction.percentile,
            p: direction.p,
            p_adjusted: direction.p_adjusted,
        }
    }
}

impl PairReport {
    pub(super) fn directions(&self) -> [&DirectionReport; 2] {
        [&self.b_on_a, &self.a_on_b]
    }

    fn new(people: &People, (a, b): (usize, usize), link: &Link) -> Self {
        let name = |k: usize| people.names.get(u32::try_from(k).unwrap_or(u32::MAX)).to_owned();
        let [b_on_a, a_on_b] = &link.directions;
        Self {
            a: name(a),
            b: name(b),
            steps: link.steps,
            b_on_a: DirectionReport::new(b_on_a),
            a_on_b: DirectionReport::new(a_on_b),
            spectral_radius: link.spectral_radius,
        }
    }
}

/// Tests the pairs that are named, or everyone with everyone.
pub(super) fn analyze(args: &DaysArgs, people: &People) -> Result<DaysReport, Failure> {
    let options = LinkOptions { seed: args.seed, ..LinkOptions::default() };
    let (pairs, links, from, adjustment) = match &people.pairs {
        Some(pairs) => {
            let links = dyads::link_pairs(&people.series, pairs, &options)
                .map_err(|error| Failure::Input(format!("{}: {error}", args.file.display())))?;
            (pairs.clone(), links, "pseudo_pairs", "holm")
        }
        None => {
            let (pairs, links) = dyads::link_everyone(&people.series, &options);
            (pairs, links, "all_pairs", "benjamini_hochberg")
        }
    };
    let date = |day: i32| Checkins::date(day).map(|date| date.to_string());
    let Links { pairs: found, pseudo, threshold, pseudo_beyond_196, pseudo_median } = &links;
    let reports: Vec<PairReport> =
        pairs.iter().zip(found).map(|(pair, link)| PairReport::new(people, *pair, link)).collect();
    let count = |wanted: fn(&DirectionReport) -> bool| {
        reports.iter().flat_map(PairReport::directions).filter(|d| wanted(d)).count()
    };
    Ok(DaysReport {
        file: people.rows.file.clone(),
        rows: people.rows.clone(),
        pair_rows: people.pair_rows.clone(),
        second_checkins_left_out: people.second_checkins,
        pairs_left_out: people.pairs_left_out,
        persons: people.names.len(),
        from: people.days.and_then(|[first, _]| date(first)),
        to: people.days.and_then(|[_, last]| date(last)),
        seed: args.seed,
        least_steps: options.least_steps,
        chance: Chance {
            from,
            directions: *pseudo,
            percentile: options.percentile,
            threshold: *threshold,
            share_abs_t_over_1_96: *pseudo_beyond_196,
            median_t: *pseudo_median,
            adjustment,
        },
        tested: count(|d| d.p.is_some()),
        linked: count(|d| d.linked == Linked::Linked),
        pairs: reports,
    })
}
