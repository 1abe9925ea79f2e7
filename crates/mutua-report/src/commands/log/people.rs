//! Persons and ties of the result, by name.

use std::cmp::Ordering;
use std::ops::Deref;
use std::sync::Arc;

use mutua_analysis::log::{
    Figures, Finding, KindFigures, Label, Load, PersonFigures, PositionWord, Probabilities, Range, Tie,
    WhoTold,
};
use serde::{Serialize, Serializer};

/// A name that many rows share: of a large log millions hold the same few.
#[derive(Debug, Clone)]
pub(super) struct Name(Arc<str>);

impl From<&str> for Name {
    fn from(name: &str) -> Self {
        Self(name.into())
    }
}

impl Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

/// Values by kind, in the order of kinds; an object in JSON.
#[derive(Debug, Clone)]
pub(super) struct ByKind<T>(Vec<(Name, T)>);

impl<T> FromIterator<(Name, T)> for ByKind<T> {
    fn from_iter<I: IntoIterator<Item = (Name, T)>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}

impl<T: Serialize> Serialize for ByKind<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// One person.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PersonRow {
    pub id: Name,
    /// Decayed episodes given and received
    pub given: f64,
    pub received: f64,
    /// Decayed needs kept and brought
    pub kept: f64,
    pub brought: f64,
    /// Decayed days since they first appeared
    pub days: f64,
    pub position: Option<IntervalRow>,
    pub word: Option<PositionWord>,
    /// The median; nothing where there is not enough to say
    pub carrying: Option<f64>,
    pub carrying_interval: Option<IntervalRow>,
    pub load: LoadRow,
    pub by_kind: ByKind<KindRow>,
    /// Over whose word is taken
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who_told: Option<PersonRanges>,
}

/// A median and its middle 80 %.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct IntervalRow {
    pub median: f64,
    pub low: f64,
    pub high: f64,
    /// The standard error that comes of drawing
    pub drawing_error: f64,
}

/// Load in a week, in the result's unit.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct LoadRow {
    pub given_per_week: Option<f64>,
    pub received_per_week: Option<f64>,
}

/// One kind of one person's reliance.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct KindRow {
    pub given: f64,
    pub received: f64,
    pub load_given: f64,
    pub load_received: f64,
    /// How many ever gave it to them, and to how many they ever gave it
    pub helpers: u32,
    pub helped: u32,
    pub main_helper_share: Option<f64>,
}

/// Ranges over whose word is taken.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct PersonRanges {
    pub given: Option<Range>,
    pub received: Option<Range>,
    pub position_median: Option<Range>,
}

/// One pair.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TieRow {
    pub a: Name,
    pub b: Name,
    pub label: Label,
    /// Who gives, where it is mostly one way
    pub giver: Option<Name>,
    pub probabilities: Probabilities,
    /// Decayed episodes both ways, and each way
    pub n: f64,
    pub a_gave: f64,
    pub b_gave: f64,
    /// Decayed days that both share
    pub days: f64,
    /// Whether the same was found a week before, as a label needs before it is shown to anyone
    pub steady: bool,
    /// Kinds of which the receiver gets at least half from this giver
    pub leaning: ByKind<f64>,
    /// Whether the same is found whoever's word is taken
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whoever_told: Option<bool>,
}

pub(super) fn persons(
    names: &[Name],
    kinds: &[Name],
    unit: Option<&str>,
    found: &Figures,
    told: Option<&WhoTold>,
) -> Vec<PersonRow> {
    let row = |(number, person): (usize, &PersonFigures)| PersonRow {
        id: names[number].clone(),
        given: person.exchange.given,
        received: person.exchange.received,
        kept: person.keeping.kept,
        brought: person.keeping.brought,
        days: person.days,
        position: person.position.map(|position| position.x.into()),
        word: person.position.and_then(|position| position.word),
        carrying: person.carrying.map(|carrying| carrying.median),
        carrying_interval: person.carrying.map(IntervalRow::from),
        load: LoadRow::of(person.load, unit),
        by_kind: person
            .by_kind
            .iter()
            .map(|kind| (kinds[usize::from(kind.kind.0)].clone(), KindRow::of(kind)))
            .collect(),
        who_told: told.map(|told| PersonRanges {
            given: told.given[number],
            received: told.received[number],
            position_median: told.position[number],
        }),
    };
    found.persons.iter().enumerate().map(row).collect()
}

impl From<mutua_analysis::log::Interval> for IntervalRow {
    fn from(interval: mutua_analysis::log::Interval) -> Self {
        let mutua_analysis::log::Interval { median, low, high, drawing_error } = interval;
        Self { median, low, high, drawing_error }
    }
}

impl LoadRow {
    /// Helps without amounts make no load, which is not the same as a load of nothing.
    fn of(load: Load, unit: Option<&str>) -> Self {
        Self {
            given_per_week: load.given_per_week.filter(|_| unit.is_some()),
            received_per_week: load.received_per_week.filter(|_| unit.is_some()),
        }
    }
}

impl KindRow {
    fn of(kind: &KindFigures) -> Self {
        Self {
            given: kind.given,
            received: kind.received,
            load_given: kind.minutes_given,
            load_received: kind.minutes_received,
            helpers: kind.helpers,
            helped: kind.helped,
            main_helper_share: kind.main_helper_share,
        }
    }
}

/// What was found of pairs at an earlier moment, by pair.
pub(super) type Findings = Vec<(u32, u32, Option<Finding>)>;

/// Ties in the order of names. Each row is made when it is wanted: of a large log all at once take more room than what
/// they are made of.
#[derive(Debug)]
pub(super) struct TieRows {
    pub names: Vec<Name>,
    pub kinds: Vec<Name>,
    pub found: Figures,
    /// What was found a week earlier
    pub before: Findings,
    pub told: Option<WhoTold>,
}

impl TieRows {
    pub fn iter(&self) -> impl Iterator<Item = TieRow> {
        self.found.ties.iter().map(|tie| self.row(tie))
    }

    /// Ties of those who ever helped each other, for a table of at most so many rows, and how many it has no room for.
    /// Where it has none for all, those that say most come first; else they are in the order of names.
    pub fn for_a_table(&self, most: usize) -> (Vec<TieRow>, usize) {
        let mut ties: Vec<&Tie> = self.found.ties.iter().filter(|tie| tie.evidence.n() > 0.0).collect();
        let more = ties.len().saturating_sub(most);
        if more > 0 {
            ties.select_nth_unstable_by(most, |one, other| by_what_they_say(one, other));
            ties.truncate(most);
            ties.sort_unstable_by(|one, other| by_what_they_say(one, other));
        }
        (ties.into_iter().map(|tie| self.row(tie)).collect(), more)
    }

    fn row(&self, tie: &Tie) -> TieRow {
        let name = |person: u32| self.names[person as usize].clone();
        let finding = tie.finding;
        TieRow {
            a: name(tie.a),
            b: name(tie.b),
            label: finding.map_or(Label::NotEnoughToSay, |finding| finding.label),
            giver: tie.giver().map(name),
            probabilities: tie.probabilities,
            n: tie.evidence.n(),
            a_gave: tie.evidence.x,
            b_gave: tie.evidence.y,
            days: tie.evidence.days,
            steady: self
                .before
                .binary_search_by_key(&(tie.a, tie.b), |&(a, b, _)| (a, b))
                .is_ok_and(|place| self.before[place].2 == finding),
            leaning: self
                .found
                .leaning_of(tie)
                .map(|leaning| (self.kinds[usize::from(leaning.kind.0)].clone(), leaning.share))
                .collect(),
            whoever_told: self.told.as_ref().map(|told| {
                // A pair that nobody tells of is silent by everyone's word.
                let pair = told.ties.binary_search_by_key(&(tie.a, tie.b), |tie| (tie.a, tie.b));
                pair.map_or(true, |found| told.ties[found].agrees())
            }),
        }
    }
}

/// Those first of whom at least one relies on the other, and of these and of the rest those that rest on most help.
fn by_what_they_say(one: &Tie, other: &Tie) -> Ordering {
    let relies = |tie: &Tie| {
        let label = tie.finding.map(|finding| finding.label);
        matches!(label, Some(Label::Interdependent | Label::Dependent | Label::Codependent))
    };
    (relies(other).cmp(&relies(one)))
        .then_with(|| other.evidence.n().total_cmp(&one.evidence.n()))
        .then_with(|| (one.a, one.b).cmp(&(other.a, other.b)))
}

impl Serialize for TieRows {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}
