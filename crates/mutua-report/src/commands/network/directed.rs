//! The result for networks of help: its JSON, keys as in the literature's tools.

use mutua_analysis::flow::{self, Limits};
use mutua_analysis::network::{
    BETWEENNESS_CONFIDENCE, DyadCensus, Figures, Hodge, Reliance, SocialRelationsModel, figures,
};
use serde::Serialize;

use super::ranking::{first, larger};
use super::{NetworkArgs, Without};
use crate::output::Failure;
use crate::read::{Rows, Ties};

/// Of how many persons the first are named.
const NAMED: usize = 5;

/// The figures of a network of help.
#[derive(Serialize)]
pub(super) struct DirectedResult {
    #[serde(skip)]
    pub ties: Ties,
    pub nodes: usize,
    pub arcs: usize,
    pub dyad_census: DyadCensus,
    pub reciprocity_default: Option<f64>,
    pub reciprocity_ratio: Option<f64>,
    pub density: Option<f64>,
    pub garlaschelli_loffredo_rho: Option<f64>,
    pub katz_powell_rho: Option<f64>,
    pub total_weight: f64,
    pub squartini_r: Option<f64>,
    #[serde(flatten)]
    pub circulation: CirculationFigures,
    pub net_imbalance_share: Option<f64>,
    pub hodge_unit: Hodge,
    pub hodge_volume: Hodge,
    #[serde(rename = "trophic_incoherence_F0")]
    pub trophic_incoherence_f0: Option<f64>,
    pub gini_given: Option<f64>,
    pub gini_received: Option<f64>,
    pub hhi_given: Option<f64>,
    pub hhi_received: Option<f64>,
    pub top_giver: Option<TopGiver>,
    pub components_undirected: usize,
    pub articulation_points: Vec<String>,
    pub bridges: usize,
    pub betweenness_top5: Option<Vec<(String, f64)>>,
    pub betweenness_sample: Option<SampleFigures>,
    pub largest_strong_component: usize,
    pub fragility_top5: Vec<(String, Reliance)>,
    pub fragility_totals: FragilityTotals,
    pub mean_received_concentration_hhi: Option<f64>,
    pub direction_flip_null_of_circulation_share: Option<NullFigures>,
    pub social_relations_model: Option<SocialRelationsModel>,
    /// What was left out, and why
    pub notes: Vec<String>,
    pub rows: Rows,
}

/// How much help circulates. All shares are nothing where only a bracket is known.
#[derive(Default, Serialize)]
pub(super) struct CirculationFigures {
    pub circulation_share: Option<f64>,
    pub one_way_share: Option<f64>,
    pub beyond_pairs_share: Option<f64>,
    /// Between what the share lies for certain, where it could not be found in the work allowed
    #[serde(skip_serializing_if = "Option::is_none")]
    pub circulation_bracket: Option<Bracket>,
}

#[derive(Clone, Copy, Serialize)]
pub(super) struct Bracket {
    pub lower: f64,
    pub upper: f64,
}

#[derive(Serialize)]
pub(super) struct TopGiver {
    pub id: String,
    pub share: f64,
}

#[derive(Serialize)]
pub(super) struct SampleFigures {
    pub sources: usize,
    /// With this probability no person's figure is further off than the bound
    pub confidence: f64,
    pub error_bound: f64,
    /// Of those in `betweenness_top5`
    pub standard_errors: Vec<f64>,
}

#[derive(Default, Serialize)]
pub(super) struct FragilityTotals {
    pub pairs_lose_all: u64,
    pub pairs_lose_half_or_more: u64,
}

#[derive(Serialize)]
pub(super) struct NullFigures {
    pub mean: f64,
    pub sd: f64,
    pub draws: usize,
    pub seed: u64,
    /// Share of draws below the network's own figure, those equal to it by half
    pub stands_at: f64,
    /// How likely chance gives as little circulation, or less
    pub p_lower: f64,
    /// How likely chance gives as much, or more
    pub p_upper: f64,
    #[serde(skip)]
    pub shares: Vec<f64>,
}

impl DirectedResult {
    pub(super) fn new(args: &NetworkArgs, ties: Ties) -> Result<(Self, Figures), Failure> {
        let figures = figures(&ties.network, &args.figure_options());
        let mut notes = notes(args, &figures);
        let (circulation, null) = args.limit.within(|limits| circulation(args, &ties, limits, &mut notes))?;
        let (reciprocity, concentration, order) =
            (&figures.reciprocity, &figures.concentration, &figures.order);
        let betweenness = betweenness_top(&ties, &figures);
        let result = Self {
            nodes: ties.network.persons(),
            arcs: ties.network.arc_count(),
            dyad_census: reciprocity.dyad_census,
            reciprocity_default: reciprocity.default,
            reciprocity_ratio: reciprocity.ratio,
            density: reciprocity.density,
            garlaschelli_loffredo_rho: reciprocity.garlaschelli_loffredo_rho,
            katz_powell_rho: reciprocity.katz_powell_rho,
            total_weight: reciprocity.total_weight,
            squartini_r: reciprocity.squartini_r,
            circulation,
            net_imbalance_share: concentration.net_imbalance_share,
            hodge_unit: order.hodge_unit.clone(),
            hodge_volume: order.hodge_volume.clone(),
            trophic_incoherence_f0: order.trophic_incoherence_f0,
            gini_given: concentration.gini_given,
            gini_received: concentration.gini_received,
            hhi_given: concentration.hhi_given,
            hhi_received: concentration.hhi_received,
            top_giver: top_giver(&ties, reciprocity.total_weight),
            components_undirected: figures.connectivity.components.count,
            articulation_points: sorted_names(&ties, &figures.connectivity.articulation_points),
            bridges: figures.connectivity.bridges.len(),
            betweenness_sample: sample_figures(&figures, betweenness.as_deref().unwrap_or_default()),
            betweenness_top5: named_betweenness(&ties, &figures, betweenness),
            largest_strong_component: figures.largest_strong_component,
            fragility_top5: fragility_top(&ties, &figures.fragility),
            fragility_totals: fragility_totals(&figures.fragility),
            mean_received_concentration_hhi: concentration.mean_received_concentration_hhi,
            direction_flip_null_of_circulation_share: null,
            social_relations_model: figures.social_relations_model,
            notes,
            rows: ties.rows.clone(),
            ties,
        };
        Ok((result, figures))
    }
}

fn notes(args: &NetworkArgs, figures: &Figures) -> Vec<String> {
    let mut notes = Vec::new();
    let weighed = figures.reciprocity.total_weight > 0.0;
    if weighed && figures.order.hodge_unit.curl.is_none() {
        notes.push("Too large for a look at triangles: curl and harmonic shares are left out.".to_owned());
    }
    if weighed && figures.order.unit_potential.is_none() {
        notes.push("The search for heights did not end: shares of order are left out.".to_owned());
    }
    if args.is_without(Without::Betweenness) {
        notes.push("Betweenness was left out, as was asked for.".to_owned());
    }
    if args.is_without(Without::Circulation) {
        notes.push("Circulation was left out, as was asked for.".to_owned());
    }
    if let Some(sample) = figures.betweenness.as_ref().and_then(|found| found.sample.as_ref()) {
        notes.push(format!(
            "Betweenness is estimated from {} persons drawn by seed {}; --exact takes all.",
            sample.sources, args.seed
        ));
    }
    notes
}

fn circulation(
    args: &NetworkArgs,
    ties: &Ties,
    limits: &Limits<'_>,
    notes: &mut Vec<String>,
) -> Result<(CirculationFigures, Option<NullFigures>), Failure> {
    if args.is_without(Without::Circulation) {
        return Ok((CirculationFigures::default(), None));
    }
    let failed = |error: flow::FlowError| Failure::Input(format!("{}: {error}", args.file.display()));
    let persons = ties.network.persons();
    let arcs: Vec<_> = ties.network.arcs().collect();
    let found = flow::circulation(persons, &arcs, limits).map_err(failed)?;
    let bracket =
        (!found.exact && found.total > 0.0).then_some(Bracket { lower: found.lower, upper: found.upper });
    if bracket.is_some() {
        notes.push(
            "To find circulation exactly takes longer (--time-limit SECONDS): a bracket that holds it for certain is told."
                .to_owned(),
        );
    }
    let figures = CirculationFigures {
        circulation_share: found.share(),
        one_way_share: found.one_way(),
        beyond_pairs_share: found.beyond_pairs(),
        circulation_bracket: bracket,
    };
    let draws = args.null.filter(|_| found.share().is_some());
    let Some(draws) = draws else { return Ok((figures, None)) };
    match flow::direction_flip_null(persons, &arcs, draws as usize, args.seed, limits) {
        Ok(null) => Ok((figures, Some(NullFigures::new(&null, args.seed)))),
        Err(flow::FlowError::Stopped) => {
            notes.push(
                "To draw all of the null takes longer (--time-limit SECONDS): it is left out.".to_owned(),
            );
            Ok((figures, None))
        }
        Err(error) => Err(failed(error)),
    }
}

impl NullFigures {
    fn new(null: &flow::FlipNull, seed: u64) -> Self {
        Self {
            mean: null.mean,
            sd: null.sd,
            draws: null.shares.len(),
            seed,
            stands_at: null.stands_at(),
            p_lower: null.p_lower(),
            p_upper: null.p_upper(),
            shares: null.shares.clone(),
        }
    }
}

fn top_giver(ties: &Ties, total: f64) -> Option<TopGiver> {
    let given: Vec<f64> = (0_u32..).take(ties.names.len()).map(|person| ties.network.given(person)).collect();
    let top = first(&ties.names, 1, |a, b| larger(given[a as usize], given[b as usize]));
    let person = *top.first().filter(|_| total > 0.0)?;
    Some(TopGiver { id: ties.names.get(person).to_owned(), share: given[person as usize] / total })
}

fn sorted_names(ties: &Ties, persons: &[u32]) -> Vec<String> {
    let mut names: Vec<String> = persons.iter().map(|&person| ties.names.get(person).to_owned()).collect();
    names.sort_unstable();
    names
}

fn betweenness_top(ties: &Ties, figures: &Figures) -> Option<Vec<u32>> {
    let of = &figures.betweenness.as_ref()?.of;
    Some(first(&ties.names, NAMED, |a, b| larger(of[a as usize], of[b as usize])))
}

fn named_betweenness(ties: &Ties, figures: &Figures, top: Option<Vec<u32>>) -> Option<Vec<(String, f64)>> {
    let of = &figures.betweenness.as_ref()?.of;
    Some(top?.iter().map(|&person| (ties.names.get(person).to_owned(), of[person as usize])).collect())
}

fn sample_figures(figures: &Figures, top: &[u32]) -> Option<SampleFigures> {
    let sample = figures.betweenness.as_ref()?.sample.as_ref()?;
    Some(SampleFigures {
        sources: sample.sources,
        confidence: BETWEENNESS_CONFIDENCE,
        error_bound: sample.error_bound,
        standard_errors: top.iter().map(|&person| sample.standard_errors[person as usize]).collect(),
    })
}

fn fragility_top(ties: &Ties, fragility: &[Reliance]) -> Vec<(String, Reliance)> {
    let weight = |person: u32| {
        let reliance = fragility[person as usize];
        (reliance.lose_half_or_more, reliance.lose_all)
    };
    let top = first(&ties.names, NAMED, |a, b| weight(b).cmp(&weight(a)));
    top.iter().map(|&person| (ties.names.get(person).to_owned(), fragility[person as usize])).collect()
}

fn fragility_totals(fragility: &[Reliance]) -> FragilityTotals {
    fragility.iter().fold(FragilityTotals::default(), |totals, reliance| FragilityTotals {
        pairs_lose_all: totals.pairs_lose_all + u64::from(reliance.lose_all),
        pairs_lose_half_or_more: totals.pairs_lose_half_or_more + u64::from(reliance.lose_half_or_more),
    })
}
