//! What a person sees in their mirror.

use std::collections::HashMap;

use jiff::{Timestamp, civil::Date};
use mutua_analysis::log::{ENOUGH, Finding, Interval, KindFigures, Label, PositionWord, Side};
use mutua_domain::{
    Kind,
    id::PersonId,
    life::{CareAgreement, Clearer, TieWord},
};
use mutua_storage::tables::mirrors::{self, OtherRow};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    make::{Kept, KeptTie, KeptWeek},
    sums,
};
use crate::{asks::PersonRef, cx::Cx, error::Result};

/// Shares are told in hundredths.
pub(super) const CENT: f64 = 100.0;

/// A figure with how sure it is: the middle, and what eight of ten lie between. In hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Place {
    /// Half lies below.
    pub median: i64,
    /// A tenth lies below.
    pub low: i64,
    /// A tenth lies above.
    pub high: i64,
}

impl Place {
    fn of(interval: &Interval) -> Self {
        Self { median: cents(interval.median), low: cents(interval.low), high: cents(interval.high) }
    }
}

/// A count that fades with time: helps or needs of the last months, the latest ones most. Whole numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Amount {
    /// Given, or kept.
    pub one: i64,
    /// Received, or brought to others.
    pub other: i64,
}

impl Amount {
    fn of(one: f64, other: f64) -> Self {
        Self { one: whole(one), other: whole(other) }
    }

    /// Both.
    #[must_use]
    pub const fn total(&self) -> i64 {
        self.one + self.other
    }
}

#[expect(clippy::cast_possible_truncation, reason = "shares and counts of helps are small")]
fn cents(share: f64) -> i64 {
    (share * CENT).round() as i64
}

#[expect(clippy::cast_possible_truncation, reason = "counts of helps are small")]
fn whole(count: f64) -> i64 {
    count.round() as i64
}

/// Where a person stood in a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct CoursePoint {
    /// The day on which it was computed, UTC.
    #[schema(value_type = String, format = Date)]
    pub day: Date,
    /// Where.
    #[serde(flatten)]
    pub place: Place,
}

/// One kind of a person's reliance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct KindView {
    /// Which.
    pub kind: Kind,
    /// Helps of the last months, fading: given (`one`) and received (`other`).
    pub helps: Amount,
    /// From how many people it ever came.
    pub helpers: u32,
    /// To how many it ever went.
    pub helped: u32,
}

/// A tie of the person, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TieView {
    /// The other.
    pub person: PersonRef,
    /// What is said of it.
    pub says: TieWord,
    /// The kinds of which at least half of what the reader gets comes from this other; only where they mostly receive.
    pub leaning: Vec<Kind>,
    /// Who said that the care between them is agreed on.
    pub agreement: CareAgreement,
}

/// The mirror of a person, for that person alone.
#[derive(Clone, Serialize, ToSchema)]
pub struct MirrorView {
    /// Whether it is on. Off, nothing is computed.
    pub on: bool,
    /// When it was made; nothing until something was told.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub made_at: Option<Timestamp>,
    /// From -100 (dependence) over 0 (interdependence) to 100 (independence); nothing where there is not enough to say.
    pub position: Option<Place>,
    /// The word for it, where all of the interval allows one: `dependence`, `interdependence`, `independence`.
    pub word: Option<String>,
    /// How it moved, week by week.
    pub course: Vec<CoursePoint>,
    /// How much more they give than they get, 0 to 100; nothing where there is not enough to say.
    pub carrying: Option<Place>,
    /// Minutes of help given in a week, over the last months; nothing where nobody told how long helps took.
    pub minutes_a_week: Option<i64>,
    /// Helps of the last months, fading: given (`one`) and received (`other`).
    pub helps: Amount,
    /// Needs of the last months, fading: kept (`one`) and brought to others (`other`).
    pub needs: Amount,
    /// By kind, all five.
    pub kinds: Vec<KindView>,
    /// Ties: first what can be said, then what can't.
    pub ties: Vec<TieView>,
    /// What would make the picture clearer.
    pub clearer: Vec<Clearer>,
}

/// Says nothing of what is in it: it belongs in no log.
impl std::fmt::Debug for MirrorView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MirrorView")
    }
}

/// The mirror of a person.
pub(super) fn of(cx: &mut Cx<'_, '_>, person: PersonId) -> Result<MirrorView> {
    let row = mirrors::mirror(cx.tx, person)?;
    let on = row.as_ref().is_none_or(|row| !row.is_off);
    let made_at = row.as_ref().and_then(|row| row.made_at);
    let kept = match row.and_then(|row| row.sealed) {
        Some(sealed) => Some(Kept::open(&cx.person_key(person)?, person, &sealed)?),
        None => None,
    };
    let Some(kept) = kept else { return Ok(empty(on)) };
    let others = mirrors::others(cx.tx, person)?;
    let mut others: HashMap<PersonId, OtherRow> = others.into_iter().map(|other| (other.id, other)).collect();
    // Nothing of those who are gone, or where one blocked the other.
    let shown = |tie: &KeptTie| others.remove(&tie.other).map(|other| tie_view(tie, other));
    let mut ties: Vec<TieView> = kept.ties.iter().filter_map(shown).collect();
    ties.sort_by_cached_key(|tie| (tie.says == TieWord::NotEnough, tie.person.name.to_lowercase()));
    let figures = &kept.figures;
    Ok(MirrorView {
        on,
        made_at,
        position: figures.position.as_ref().map(|position| Place::of(&position.x)),
        word: figures.position.as_ref().and_then(|position| position.word).map(word),
        course: kept.course.iter().filter_map(point).collect(),
        carrying: figures.carrying.as_ref().map(Place::of),
        minutes_a_week: figures.load.given_per_week.map(whole).filter(|minutes| *minutes > 0),
        helps: Amount::of(figures.exchange.given, figures.exchange.received),
        needs: Amount::of(figures.keeping.kept, figures.keeping.brought),
        kinds: Kind::ALL.iter().map(|kind| kind_view(*kind, figures.kind(sums::kind(*kind)))).collect(),
        clearer: clearer(&kept, &ties),
        ties,
    })
}

fn empty(on: bool) -> MirrorView {
    MirrorView {
        on,
        made_at: None,
        position: None,
        word: None,
        course: Vec::new(),
        carrying: None,
        minutes_a_week: None,
        helps: Amount::of(0.0, 0.0),
        needs: Amount::of(0.0, 0.0),
        kinds: Kind::ALL.iter().map(|kind| kind_view(*kind, None)).collect(),
        ties: Vec::new(),
        clearer: if on { vec![Clearer::Helps, Clearer::Needs] } else { Vec::new() },
    }
}

fn word(word: PositionWord) -> String {
    match word {
        PositionWord::Dependence => "dependence",
        PositionWord::Interdependence => "interdependence",
        PositionWord::Independence => "independence",
    }
    .to_owned()
}

fn point(week: &KeptWeek) -> Option<CoursePoint> {
    let day = Timestamp::from_microsecond(week.at).ok()?.to_zoned(jiff::tz::TimeZone::UTC).date();
    let place = Place { median: cents(week.median), low: cents(week.low), high: cents(week.high) };
    Some(CoursePoint { day, place })
}

fn kind_view(kind: Kind, figures: Option<&KindFigures>) -> KindView {
    figures.map_or(KindView { kind, helps: Amount::of(0.0, 0.0), helpers: 0, helped: 0 }, |figures| {
        KindView {
            kind,
            helps: Amount::of(figures.given, figures.received),
            helpers: figures.helpers,
            helped: figures.helped,
        }
    })
}

fn tie_view(tie: &KeptTie, OtherRow { id, name, agreed_at, other_agreed_at }: OtherRow) -> TieView {
    let agreement = match (agreed_at, other_agreed_at) {
        (Some(_), Some(_)) => CareAgreement::Both,
        (Some(_), None) => CareAgreement::Mine,
        (None, Some(_)) => CareAgreement::Theirs,
        (None, None) => CareAgreement::Nobody,
    };
    let says = if agreement == CareAgreement::Both { TieWord::Agreed } else { says(tie.shown) };
    let leaning = if says == TieWord::MostlyReceived { tie.leaning.clone() } else { Vec::new() };
    TieView { person: PersonRef { id, name }, says, leaning, agreement }
}

/// What is said of a tie to the first of the two.
const fn says(finding: Finding) -> TieWord {
    match (finding.label, finding.giver) {
        (Label::Interdependent, _) => TieWord::Mutual,
        (Label::Independent, _) => TieWord::Seldom,
        (Label::Codependent, Some(Side::A)) => TieWord::AheadOfOwnNeeds,
        (Label::Dependent, Some(Side::A)) => TieWord::MostlyGiven,
        (Label::Dependent | Label::Codependent, _) => TieWord::MostlyReceived,
        (Label::NotEnoughToSay, _) => TieWord::NotEnough,
    }
}

fn clearer(kept: &Kept, ties: &[TieView]) -> Vec<Clearer> {
    let figures = &kept.figures;
    let helps = figures.exchange.given + figures.exchange.received;
    let mut clearer = Vec::new();
    if helps < ENOUGH {
        clearer.push(Clearer::Helps);
    }
    if figures.keeping.total() < ENOUGH {
        clearer.push(Clearer::Needs);
    }
    if helps >= 1.0 && figures.load.given_per_week.is_none_or(|minutes| minutes < 1.0) {
        clearer.push(Clearer::Minutes);
    }
    let open = |tie: &KeptTie| tie.episodes >= ENOUGH && tie.shown == Finding::NOT_ENOUGH;
    let shown = |tie: &KeptTie| {
        ties.iter().any(|said| said.person.id == tie.other && said.says == TieWord::NotEnough)
    };
    if kept.ties.iter().any(|tie| open(tie) && shown(tie)) {
        clearer.push(Clearer::Time);
    }
    clearer
}
