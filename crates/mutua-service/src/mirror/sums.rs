//! What happened, as the analysis takes it: helps of a pair, needs of a person, the days that two were in a circle.

use std::collections::BTreeMap;

use jiff::Timestamp;
use mutua_analysis::log::{HalfLife, Help, Kind, NeedSums, Outcome, PairSums, Span, Time, tidy_spans};
use mutua_domain::{
    id::{CircleId, PersonId},
    life::{self, NeedState},
};
use mutua_storage::tables::{
    mirrors::{self, CountedHelpRow, CountedNeedRow, TieRow},
    stays::{self, StayRow},
};

use crate::{
    cx::Cx,
    error::{Error, Result},
};

/// In the sums of a tie, the first of the two and the second.
const FIRST: u32 = 0;
const SECOND: u32 = 1;

/// The half-life with which all mirrors are made.
pub(super) fn half_life() -> HalfLife {
    HalfLife::default()
}

/// A moment as the analysis counts it.
pub(super) fn time(at: Timestamp) -> Time {
    at.as_microsecond()
}

/// A kind as the analysis numbers it.
pub(super) const fn kind(kind: mutua_domain::Kind) -> Kind {
    match kind {
        mutua_domain::Kind::Practical => Kind::PRACTICAL,
        mutua_domain::Kind::Emotional => Kind::EMOTIONAL,
        mutua_domain::Kind::Economic => Kind::ECONOMIC,
        mutua_domain::Kind::Ecological => Kind::ECOLOGICAL,
        mutua_domain::Kind::Moral => Kind::MORAL,
    }
}

/// The way back; nothing for a number that isn't one of the five.
pub(super) fn named(number: Kind) -> Option<mutua_domain::Kind> {
    mutua_domain::Kind::ALL.iter().copied().find(|known| kind(*known) == number)
}

/// A help counts where a side says that it happened, wholly or partly. Its minutes are the mean of what both told.
pub(super) fn counted(row: &CountedHelpRow, first: PersonId) -> Option<Help> {
    let happened =
        |outcome: Option<life::Outcome>| matches!(outcome, Some(life::Outcome::Done | life::Outcome::Partly));
    if !happened(row.giver_outcome) && !happened(row.receiver_outcome) {
        return None;
    }
    let told: Vec<f64> =
        [row.giver_minutes, row.receiver_minutes].into_iter().flatten().map(minutes).collect();
    #[expect(clippy::cast_precision_loss, reason = "two at the most")]
    let mean = if told.is_empty() { 0.0 } else { told.iter().sum::<f64>() / told.len() as f64 };
    let forward = row.giver_id == first;
    Some(Help {
        time: time(row.happened_at),
        giver: if forward { FIRST } else { SECOND },
        receiver: if forward { SECOND } else { FIRST },
        kind: kind(row.kind),
        minutes: mean,
        told_by: None,
    })
}

#[expect(clippy::cast_precision_loss, reason = "minutes of one help are far below 2^52")]
fn minutes(told: i64) -> f64 {
    told.max(0) as f64
}

/// Makes the sums of a tie from the helps of the two, and keeps them.
///
/// # Errors
/// What the database says.
pub(super) fn put_tie(cx: &mut Cx<'_, '_>, one: PersonId, other: PersonId) -> Result<()> {
    let (a, b) = mirrors::in_order(one, other);
    let rows = mirrors::helps_between(cx.tx, a, b)?;
    let helps: Vec<Help> = rows.iter().filter_map(|row| counted(row, a)).collect();
    let sums = PairSums::of(FIRST, SECOND, &helps, half_life()).map_err(defect)?;
    let text = serde_json::to_string(&sums).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(mirrors::put_tie(cx.tx, (a, b), &text, cx.now)?)
}

/// The sums of a tie, seen from a person: they are number 0, the other is `number`.
///
/// # Errors
/// Where they can't be read.
pub(super) fn seen_by(tie: &TieRow, person: PersonId, number: u32) -> Result<PairSums> {
    let mut sums: PairSums =
        serde_json::from_str(&tie.sums).map_err(|error| Error::Internal(error.to_string()))?;
    (sums.a, sums.b) = if tie.a_id == person { (0, number) } else { (number, 0) };
    Ok(sums)
}

/// A person's needs: kept, or brought to others.
///
/// # Errors
/// What the database says.
pub(super) fn needs(cx: &mut Cx<'_, '_>, person: PersonId) -> Result<NeedSums> {
    let rows = mirrors::needs(cx.tx, person)?;
    Ok(NeedSums::of(rows.iter().map(|row| (time(row.created_at), outcome(row))), half_life()))
}

/// One that was asked counts as brought, also where the ask was let go; one that went back to being kept counts as kept.
const fn outcome(row: &CountedNeedRow) -> Outcome {
    match (row.state, row.asked) {
        (NeedState::Asked, _) | (NeedState::Met | NeedState::LetGo, true) => Outcome::Brought,
        _ => Outcome::Kept,
    }
}

/// When a person was active in which circle.
#[derive(Debug, Clone, Default)]
pub(super) struct Stays(BTreeMap<CircleId, Vec<Span>>);

impl Stays {
    /// # Errors
    /// What the database says.
    pub(super) fn read(cx: &mut Cx<'_, '_>, person: PersonId) -> Result<Self> {
        let mut stays = Self::default();
        for row in stays::of_person(cx.tx, person)? {
            stays.0.entry(row.circle_id).or_default().push(span(&row));
        }
        Ok(stays)
    }

    /// Days in any circle.
    pub(super) fn all(&self) -> Vec<Span> {
        tidy_spans(self.0.values().flatten().copied().collect())
    }

    /// Days in which both were active in the same circle.
    pub(super) fn shared_with(&self, other: &Self) -> Vec<Span> {
        let both = self.0.iter().filter_map(|(circle, mine)| Some((mine, other.0.get(circle)?)));
        let shared = both.flat_map(|(mine, theirs)| {
            mine.iter().flat_map(|mine| theirs.iter().map(|theirs| shared(mine, theirs)))
        });
        tidy_spans(shared.collect())
    }
}

fn span(row: &StayRow) -> Span {
    Span { from: time(row.began_at), until: row.ended_at.map(time) }
}

/// What two stays have in common; an empty span where they have nothing.
fn shared(one: &Span, other: &Span) -> Span {
    let until = match (one.until, other.until) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    Span { from: one.from.max(other.from), until }
}

/// What the analysis refuses here would be a defect of this code.
pub(super) fn defect(error: mutua_analysis::log::LogError) -> Error {
    Error::Internal(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From and until; an open end is none.
    type Days = (i64, Option<i64>);

    fn stays(of: &[(u128, &[Days])]) -> Stays {
        let spans =
            |days: &[Days]| days.iter().map(|&(from, until)| Span { from, until }).collect::<Vec<_>>();
        Stays(
            of.iter().map(|&(circle, days)| (CircleId(uuid::Uuid::from_u128(circle)), spans(days))).collect(),
        )
    }

    #[test]
    fn two_share_the_days_in_which_neither_was_away_from_a_circle_of_both() {
        let one = stays(&[(1, &[(0, Some(10)), (20, None)]), (2, &[(0, Some(4))])]);
        let other = stays(&[(1, &[(5, Some(25)), (30, Some(40))]), (3, &[(0, None)])]);
        let span = |from, until| Span { from, until: Some(until) };
        let both = vec![span(5, 10), span(20, 25), span(30, 40)];
        assert_eq!(one.shared_with(&other), both);
        assert_eq!(other.shared_with(&one), both);
        assert_eq!(one.all(), [span(0, 10), Span { from: 20, until: None }]);
        assert_eq!(one.shared_with(&stays(&[(2, &[(4, None)])])), []);
    }
}
