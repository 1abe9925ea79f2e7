//! The result: its parts and its JSON.

use mutua_analysis::flow;
use mutua_analysis::network::{
    Change, DyadCensus, Network, PairsBecome, Rate, change, concentration, connectivity,
    largest_strong_component, reciprocity,
};
use serde::Serialize;

use super::WavesArgs;
use super::group::{Group, Wave};
use crate::output::Failure;
use crate::read::Rows;

#[derive(Serialize)]
pub(super) struct WavesReport {
    pub rows: Rows,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person_rows: Option<Rows>,
    /// Rows that `--only` passes over
    pub rows_of_others: u64,
    pub ties_left_out: usize,
    /// In any wave
    pub persons: usize,
    pub waves: Vec<WaveFigures>,
    pub changes: Vec<ChangeFigures>,
    pub notes: Vec<String>,
}

/// The figures of one wave, under the keys that `network` has.
#[derive(Serialize)]
pub(super) struct WaveFigures {
    pub wave: String,
    pub nodes: usize,
    pub arcs: usize,
    pub total_weight: f64,
    pub density: Option<f64>,
    pub dyad_census: DyadCensus,
    pub reciprocity_default: Option<f64>,
    pub reciprocity_ratio: Option<f64>,
    pub garlaschelli_loffredo_rho: Option<f64>,
    pub katz_powell_rho: Option<f64>,
    pub squartini_r: Option<f64>,
    pub circulation_share: Option<f64>,
    pub beyond_pairs_share: Option<f64>,
    pub one_way_share: Option<f64>,
    pub direction_flip_null_of_circulation_share: Option<Null>,
    pub gini_given: Option<f64>,
    pub gini_received: Option<f64>,
    pub components_undirected: usize,
    pub largest_strong_component: usize,
}

#[derive(Serialize)]
pub(super) struct Null {
    pub mean: f64,
    pub sd: f64,
    pub draws: usize,
    pub seed: u64,
}

/// From one wave to the next.
#[derive(Serialize)]
pub(super) struct ChangeFigures {
    pub from: String,
    pub to: String,
    pub persons_in_both: usize,
    pub persons_who_left: usize,
    pub newcomers: usize,
    pub kept: u64,
    pub ended: u64,
    pub started: u64,
    pub ties_of_those_who_left: u64,
    pub ties_of_newcomers: u64,
    pub jaccard: Option<f64>,
    pub kept_by_chance: Option<f64>,
    pub rates: Rates,
    pub pairs: Pairs,
}

#[derive(Serialize)]
pub(super) struct Rates {
    pub jaccard: RateFigures,
    pub persistence: RateFigures,
    pub persistence_of_mutual: RateFigures,
    pub persistence_of_one_way: RateFigures,
    pub formation: RateFigures,
    pub formation_from_none: RateFigures,
    pub reciprocation: RateFigures,
}

#[derive(Clone, Copy, Serialize)]
pub(super) struct RateFigures {
    pub count: u64,
    pub of: u64,
    pub share: Option<f64>,
    pub se: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

impl From<Rate> for RateFigures {
    fn from(Rate { count, of, share, se, low, high }: Rate) -> Self {
        Self { count, of, share, se, low, high }
    }
}

/// What became of pairs of persons, by what they were.
#[derive(Serialize)]
pub(super) struct Pairs {
    pub mutual: Became,
    pub one_way: Became,
    pub none: Became,
}

#[derive(Serialize)]
pub(super) struct Became {
    pub mutual: u64,
    pub one_way: u64,
    pub turned: u64,
    pub none: u64,
}

impl From<PairsBecome> for Became {
    fn from(PairsBecome { mutual, one_way, turned, none }: PairsBecome) -> Self {
        Self { mutual, one_way, turned, none }
    }
}

pub(super) fn analyze(args: &WavesArgs, group: Group) -> Result<WavesReport, Failure> {
    let mut notes = Vec::new();
    let waves =
        group.waves.iter().map(|wave| WaveFigures::new(args, wave, &mut notes)).collect::<Result<_, _>>()?;
    let changes = group.waves.windows(2).map(|two| ChangeFigures::new([&two[0], &two[1]])).collect();
    if group.waves.len() == 1 {
        notes.push("There is one wave alone, so there is nothing to compare.".to_owned());
    }
    if args.persons.is_none() {
        notes.push(
            "Whom no row of a wave names counts as not there. Who was there and has no ties is missed (--persons FILE)."
                .to_owned(),
        );
    }
    Ok(WavesReport {
        rows: group.rows,
        person_rows: group.person_rows,
        rows_of_others: group.others,
        ties_left_out: group.ties_left_out,
        persons: group.names.len(),
        waves,
        changes,
        notes,
    })
}

impl WaveFigures {
    fn new(args: &WavesArgs, wave: &Wave, notes: &mut Vec<String>) -> Result<Self, Failure> {
        let network = wave.of_those_there();
        let (returned, spread) = (reciprocity(&network), concentration(&network));
        let (circulation, null) = circulation(args, wave, &network, notes)?;
        Ok(Self {
            wave: wave.name.clone(),
            nodes: network.persons(),
            arcs: network.arc_count(),
            total_weight: returned.total_weight,
            density: returned.density,
            dyad_census: returned.dyad_census,
            reciprocity_default: returned.default,
            reciprocity_ratio: returned.ratio,
            garlaschelli_loffredo_rho: returned.garlaschelli_loffredo_rho,
            katz_powell_rho: returned.katz_powell_rho,
            squartini_r: returned.squartini_r,
            circulation_share: circulation.share(),
            beyond_pairs_share: circulation.beyond_pairs(),
            one_way_share: circulation.one_way(),
            direction_flip_null_of_circulation_share: null,
            gini_given: spread.gini_given,
            gini_received: spread.gini_received,
            components_undirected: connectivity(&network).components.count,
            largest_strong_component: largest_strong_component(&network),
        })
    }
}

fn circulation(
    args: &WavesArgs,
    wave: &Wave,
    network: &Network,
    notes: &mut Vec<String>,
) -> Result<(flow::Circulation, Option<Null>), Failure> {
    let failed = |error: flow::FlowError| Failure::Input(format!("{}: {error}", args.file.display()));
    let arcs: Vec<_> = network.arcs().collect();
    args.limit.within(|limits| {
        let found = flow::circulation(network.persons(), &arcs, limits).map_err(failed)?;
        if !found.exact && found.total > 0.0 {
            notes.push(format!(
                "How much circulates in wave {} takes longer to find (--time-limit SECONDS): it is left out.",
                wave.name
            ));
        }
        let Some(draws) = args.null.filter(|_| found.share().is_some()) else { return Ok((found, None)) };
        match flow::direction_flip_null(network.persons(), &arcs, draws as usize, args.seed, limits) {
            Ok(null) => {
                let draws = null.shares.len();
                Ok((found, Some(Null { mean: null.mean, sd: null.sd, draws, seed: args.seed })))
            }
            Err(flow::FlowError::Stopped) => {
                notes.push(format!(
                    "To draw the null of wave {} takes longer (--time-limit SECONDS): it is left out.",
                    wave.name
                ));
                Ok((found, None))
            }
            Err(error) => Err(failed(error)),
        }
    })
}

impl ChangeFigures {
    fn new([before, after]: [&Wave; 2]) -> Self {
        let found = change([&before.network, &after.network], [&before.there, &after.there]);
        let both = found.persons_in_both;
        let count = |wave: &Wave| wave.there.iter().filter(|there| **there).count();
        Self {
            from: before.name.clone(),
            to: after.name.clone(),
            persons_in_both: both,
            persons_who_left: count(before) - both,
            newcomers: count(after) - both,
            kept: found.kept,
            ended: found.ended,
            started: found.started,
            ties_of_those_who_left: found.of_those_who_left,
            ties_of_newcomers: found.of_newcomers,
            jaccard: found.jaccard.share,
            kept_by_chance: found.kept_by_chance,
            rates: Rates::new(&found),
            pairs: Pairs {
                mutual: found.from_mutual.into(),
                one_way: found.from_one_way.into(),
                none: found.from_none.into(),
            },
        }
    }
}

impl Rates {
    fn new(found: &Change) -> Self {
        Self {
            jaccard: found.jaccard.into(),
            persistence: found.persistence.into(),
            persistence_of_mutual: found.persistence_of_mutual.into(),
            persistence_of_one_way: found.persistence_of_one_way.into(),
            formation: found.formation.into(),
            formation_from_none: found.formation_from_none.into(),
            reciprocation: found.reciprocation.into(),
        }
    }

    /// Each with the words for it.
    pub(super) fn in_words(&self) -> [(&'static str, RateFigures); 7] {
        [
            ("ties that last", self.persistence),
            ("… that were returned", self.persistence_of_mutual),
            ("… that were not", self.persistence_of_one_way),
            ("ties at both times, of ties at either", self.jaccard),
            ("new ties, where there was none", self.formation),
            ("… and none the other way", self.formation_from_none),
            ("… and one the other way: returned now", self.reciprocation),
        ]
    }
}
