//! The result of `mutua analyze log`; its JSON is what is here, key by key.

use std::collections::BTreeMap;

use jiff::Timestamp;
use mutua_analysis::flow::{Limits, circulation, direction_flip_null};
use mutua_analysis::log::{
    Figures, LabelCounts, Month, Options, Range, Scores, Time, WEEK, WhoTold, Word, figures, ties as ties_at,
    who_told,
};
use serde::Serialize;

use super::input::Input;
use super::people::{Findings, Name, PersonRow, TieRows, persons};
use super::{LogArgs, Without};
use crate::html::Page;
use crate::output::{Failure, Report, Text};
use crate::read::Rows;

/// Pairs who never helped each other are listed up to so many persons; they are always counted.
const LISTED: usize = 200;

/// Draws of the null of circulation.
const DRAWS: usize = 200;

/// All figures of a log, with names in place of numbers.
#[derive(Debug, Serialize)]
pub(super) struct LogResult {
    /// As of when
    pub at: String,
    /// In how many days evidence loses half of its weight
    pub half_life_days: f64,
    /// What draws were seeded with
    pub seed: u64,
    /// The unit of loads: `minutes`, or `weight` as the file has it
    pub load_unit: Option<&'static str>,
    /// What became of each file's rows
    pub files: Vec<Rows>,
    /// The circle's sums
    pub totals: Totals,
    /// Each person, by name
    pub persons: Vec<PersonRow>,
    /// Each pair, by names
    pub ties: TieRows,
    /// How many ties have which label
    pub labels: LabelCounts,
    /// Pairs who never helped each other
    pub pairs_without_help: PairsWithoutHelp,
    /// By kind, how many have how many people to turn to
    pub coverage: BTreeMap<String, CoverageRow>,
    /// How much help comes back around; nothing where there is no help, or where it was left out
    pub circulation: Option<CirculationRow>,
    /// Whether it was left out
    #[serde(skip)]
    pub without_circulation: bool,
    /// Month by month
    pub months: Vec<MonthRow>,
    /// How far figures hang on who told; nothing where the file doesn't say
    pub who_told: Option<WhoToldRow>,
}

/// Sums of a circle.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Totals {
    pub persons: usize,
    pub helps: u64,
    pub episodes: u64,
    pub load: f64,
    pub decayed_episodes: f64,
    pub decayed_load: f64,
    /// Share of decayed episodes that is returned within pairs
    pub reciprocity: Option<f64>,
}

/// Pairs who never helped each other.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct PairsWithoutHelp {
    /// Whether `ties` holds them
    pub listed: bool,
    pub labels: Option<LabelCounts>,
}

#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct CoverageRow {
    pub none: u32,
    pub one: u32,
    pub two_or_more: u32,
    pub three_or_more: u32,
}

/// Circulation of decayed episodes.
#[derive(Debug, Clone, Serialize)]
pub(super) struct CirculationRow {
    /// The share that comes back around; nothing where only the bracket is known
    pub circulation_share: Option<f64>,
    pub lower: f64,
    pub upper: f64,
    pub exact: bool,
    /// Within pairs
    pub direct: f64,
    /// Over three persons or more
    pub beyond_pairs_share: Option<f64>,
    pub one_way_share: Option<f64>,
    /// Where only chance chose directions; nothing where that would take too long
    pub direction_flip_null: Option<NullRow>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct NullRow {
    pub mean: f64,
    pub sd: f64,
    pub low: f64,
    pub high: f64,
    pub draws: usize,
    pub seed: u64,
    /// Share of draws below the observed share
    pub stands_at: f64,
    #[serde(skip)]
    pub shares: Vec<f64>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct MonthRow {
    /// Such as `2024-05`
    pub month: String,
    pub helps: u64,
    pub episodes: u64,
    pub load: f64,
    pub givers: u32,
    pub receivers: u32,
    pub reciprocity: Option<f64>,
    pub needs_kept: u64,
    pub needs_brought: u64,
    pub check_ins: Option<Scores>,
}

/// Ranges over whose word is taken.
#[derive(Debug, Clone, Serialize)]
pub(super) struct WhoToldRow {
    pub reciprocity: Option<Range>,
    pub decayed_episodes: Option<Range>,
    /// Ties of which the same is said by everyone's word
    pub ties_agreed: usize,
    pub ties: usize,
    pub by_word: BTreeMap<&'static str, ByWordRow>,
}

#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct ByWordRow {
    pub helps: u64,
    pub decayed_episodes: f64,
    pub reciprocity: Option<f64>,
    pub labels: LabelCounts,
}

impl LogResult {
    pub fn of(input: Input, args: &LogArgs) -> Result<Self, Failure> {
        let listed = input.names.len() <= LISTED;
        let without_circulation = args.without.contains(&Without::Circulation);
        let options = Options {
            half_life: args.half_life,
            seed: args.seed,
            silent_pairs: listed,
            ..Options::at(input.at)
        };
        let wrong = |error: mutua_analysis::log::LogError| Failure::Input(error.to_string());
        let week_before = Options { at: input.at.saturating_sub(WEEK), ..options };
        // Of millions of ties both weeks' evidence would take twice the room.
        let before: Findings = ties_at(&input.log, &week_before)
            .map_err(wrong)?
            .into_iter()
            .map(|tie| (tie.a, tie.b, tie.finding))
            .collect();
        let found = figures(&input.log, &options).map_err(wrong)?;
        let told = who_told(&input.log, &options).map_err(wrong)?;
        let Input { log, names, kinds, unit, at, files } = input;
        // What follows needs sums alone.
        drop(log);
        let circulation = if without_circulation {
            None
        } else {
            args.limit.within(|limits| circulating(names.len(), &found, args, limits))?
        };
        Ok(Self {
            at: rfc3339(at),
            half_life_days: args.half_life.days(),
            seed: args.seed,
            load_unit: unit,
            files,
            totals: totals(names.len(), &found),
            persons: persons(&names, &kinds, unit, &found, told.as_ref()),
            labels: found.circle.labels,
            pairs_without_help: PairsWithoutHelp { listed, labels: found.circle.silent },
            coverage: covered(&kinds, &found),
            circulation,
            without_circulation,
            months: found.months.iter().map(MonthRow::of).collect(),
            who_told: told.as_ref().map(WhoToldRow::of),
            ties: TieRows { names, kinds, found, before, told },
        })
    }
}

impl Report for LogResult {
    fn text(&self, text: &mut Text) {
        super::text::write(self, text);
    }

    fn page(&self) -> Page {
        super::page::page(self)
    }
}

/// A moment in RFC 3339.
fn rfc3339(time: Time) -> String {
    Timestamp::from_microsecond(time).map_or_else(|_| time.to_string(), |moment| moment.to_string())
}

fn totals(persons: usize, found: &Figures) -> Totals {
    Totals {
        persons,
        helps: found.circle.helps,
        episodes: found.circle.episodes,
        load: found.circle.minutes,
        decayed_episodes: found.circle.decayed_episodes,
        decayed_load: found.circle.decayed_minutes,
        reciprocity: found.circle.reciprocity,
    }
}

fn covered(kinds: &[Name], found: &Figures) -> BTreeMap<String, CoverageRow> {
    found
        .coverage
        .iter()
        .map(|covered| {
            let row = CoverageRow {
                none: covered.none,
                one: covered.one,
                two_or_more: covered.two_or_more,
                three_or_more: covered.three_or_more,
            };
            (kinds[usize::from(covered.kind.0)].to_string(), row)
        })
        .collect()
}

fn circulating(
    persons: usize,
    found: &Figures,
    args: &LogArgs,
    limits: &Limits<'_>,
) -> Result<Option<CirculationRow>, Failure> {
    let arcs: Vec<(u32, u32, f64)> = found.arcs().collect();
    if arcs.is_empty() {
        return Ok(None);
    }
    let wrong = |error: mutua_analysis::flow::FlowError| Failure::Input(error.to_string());
    let share = circulation(persons, &arcs, limits).map_err(wrong)?;
    // All draws take about as long as that one did.
    let null = if share.exact && args.limit.affords(share.work, DRAWS) {
        direction_flip_null(persons, &arcs, DRAWS, args.seed, limits).ok()
    } else {
        None
    };
    Ok(Some(CirculationRow {
        circulation_share: share.share(),
        lower: share.lower,
        upper: share.upper,
        exact: share.exact,
        direct: share.direct,
        beyond_pairs_share: share.beyond_pairs(),
        one_way_share: share.one_way(),
        direction_flip_null: null.map(|null| NullRow {
            mean: null.mean,
            sd: null.sd,
            low: null.quantile(0.1),
            high: null.quantile(0.9),
            draws: null.shares.len(),
            seed: args.seed,
            stands_at: null.stands_at(),
            shares: null.shares,
        }),
    }))
}

impl MonthRow {
    fn of(month: &Month) -> Self {
        Self {
            month: format!("{:04}-{:02}", month.year, month.month),
            helps: month.helps,
            episodes: month.episodes,
            load: month.minutes,
            givers: month.givers,
            receivers: month.receivers,
            reciprocity: month.reciprocity,
            needs_kept: month.needs_kept,
            needs_brought: month.needs_brought,
            check_ins: month.check_ins,
        }
    }
}

impl WhoToldRow {
    fn of(told: &WhoTold) -> Self {
        let by_word = told.by_word.iter().map(|by| {
            let circle = &by.circle;
            let row = ByWordRow {
                helps: circle.helps,
                decayed_episodes: circle.decayed_episodes,
                reciprocity: circle.reciprocity,
                labels: circle.labels,
            };
            (key(by.word), row)
        });
        Self {
            reciprocity: told.reciprocity,
            decayed_episodes: told.decayed_episodes,
            ties_agreed: told.ties.iter().filter(|tie| tie.agrees()).count(),
            ties: told.ties.len(),
            by_word: by_word.collect(),
        }
    }
}

fn key(word: Word) -> &'static str {
    match word {
        Word::Giver => "giver",
        Word::Receiver => "receiver",
        Word::Either => "either",
        Word::Both => "both",
    }
}
