//! Figures over people: from how many on they are shown, how they are rounded, when they are withheld.
//!
//! A figure over few gives each of them away; so does the difference between two figures over nearly the same people.
//! So a figure needs [`FEWEST`] contributors, is rounded, and is withheld where between one and four people make the
//! difference to the last one that was shown. Every figure of a group passes through here.

use std::collections::BTreeSet;

use crate::{life::WellbeingQuestion, vocabulary::vocabulary};

vocabulary! {
    /// What a figure of a circle is of.
    Figure {
        /// How help goes around, and who can turn to how many.
        Mirror = "mirror",
        /// How much help its members are still ready to give in a week.
        Capacity = "capacity",
        /// How satisfied its members are with life, month by month; and so on for the four questions.
        Satisfied = "wellbeing_satisfied",
        /// How worthwhile what they do.
        Worthwhile = "wellbeing_worthwhile",
        /// How happy yesterday.
        Happy = "wellbeing_happy",
        /// How anxious yesterday.
        Anxious = "wellbeing_anxious",
    }
}

impl Figure {
    /// That of a question about wellbeing.
    pub const fn of(question: WellbeingQuestion) -> Self {
        match question {
            WellbeingQuestion::Satisfied => Self::Satisfied,
            WellbeingQuestion::Worthwhile => Self::Worthwhile,
            WellbeingQuestion::Happy => Self::Happy,
            WellbeingQuestion::Anxious => Self::Anxious,
        }
    }
}

/// The fewest contributors of a figure that is shown.
pub const FEWEST: usize = 5;

/// Whether a figure over these people may be shown, after one over those was shown last.
pub fn may_show<T: Ord>(contributors: &BTreeSet<T>, last_shown: Option<&BTreeSet<T>>) -> bool {
    let differ = last_shown.map_or(0, |last| contributors.symmetric_difference(last).count());
    contributors.len() >= FEWEST && (differ == 0 || differ >= FEWEST)
}

/// How many contributed, told as the lower end of a band of five.
pub const fn band(contributors: usize) -> usize {
    contributors - contributors % FEWEST
}

/// The middle of a group and where its middle half lies, as whole numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// The median.
    pub median: i64,
    /// The lower quartile.
    pub low: i64,
    /// The upper quartile.
    pub high: i64,
}

/// Median and quartiles (Hyndman & Fan 1996, type 7), rounded to whole numbers. Nothing for no values.
pub fn spread(values: &[f64]) -> Option<Spread> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    Some(Spread {
        median: whole(quantile(&sorted, 0.5)?),
        low: whole(quantile(&sorted, 0.25)?),
        high: whole(quantile(&sorted, 0.75)?),
    })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a place in a list of people, far below where a float loses whole numbers"
)]
fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = share * last as f64;
    let below = sorted.get(place.floor() as usize)?;
    let above = sorted.get(place.ceil() as usize)?;
    Some(below + (above - below) * place.fract())
}

#[expect(clippy::cast_possible_truncation, reason = "scores and counts are small")]
fn whole(value: f64) -> i64 {
    value.round() as i64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn people(ids: impl IntoIterator<Item = u8>) -> BTreeSet<u8> {
        ids.into_iter().collect()
    }

    #[test]
    fn a_figure_needs_five_people_and_the_same_or_five_others_than_before() {
        assert!(!may_show(&people(0..4), None));
        assert!(may_show(&people(0..5), None));
        let last = people(0..6);
        assert!(may_show(&last, Some(&last)));
        for (now, shown) in [(0..7, false), (0..5, false), (0..10, false), (0..11, true), (1..12, true)] {
            assert_eq!(may_show(&people(now.clone()), Some(&last)), shown, "{now:?}");
        }
        // One came and one went: two make the difference.
        assert!(!may_show(&people(1..7), Some(&last)));
    }

    #[test]
    fn bands_hide_how_many_there_are_exactly() {
        assert_eq!([5, 6, 9, 10, 14, 23].map(band), [5, 5, 5, 10, 10, 20]);
    }

    #[test]
    fn quartiles_are_those_of_r() {
        // R 4.2: quantile(c(1, 2, 4, 7, 9), c(.5, .25, .75)) gives 4, 2, 7.
        let spread_of = |values: &[f64]| spread(values).map(|s| (s.median, s.low, s.high));
        assert_eq!(spread_of(&[9.0, 1.0, 7.0, 2.0, 4.0]), Some((4, 2, 7)));
        // quantile(c(3, 4, 6, 8, 8, 10), c(.5, .25, .75)) gives 7, 4.5, 8.
        assert_eq!(spread_of(&[3.0, 4.0, 6.0, 8.0, 8.0, 10.0]), Some((7, 5, 8)));
        assert_eq!(spread(&[]), None);
    }

    proptest! {
        #[test]
        fn a_difference_of_one_to_four_people_is_never_shown(
            a in prop::collection::btree_set(0u8..20, 0..20), b in prop::collection::btree_set(0u8..20, 0..20)
        ) {
            let differ = a.symmetric_difference(&b).count();
            if may_show(&a, Some(&b)) {
                prop_assert!(a.len() >= 5 && (differ == 0 || differ > 4));
            }
        }

        /// An attacker in a group of six knows their own score and, at worst, that nobody's ever changes. Whatever weeks
        /// were shown while people came and went, nobody else's score follows from them.
        #[test]
        fn nobodys_score_follows_from_what_was_shown(
            scores in prop::collection::vec(0u8..=10, 7),
            weeks in prop::collection::vec(prop::collection::btree_set(1usize..7, 3..=6), 1..8),
        ) {
            let answers = |scores: &[u8], who: &BTreeSet<usize>| {
                spread(&who.iter().map(|person| f64::from(scores[*person])).collect::<Vec<_>>())
            };
            let (mut shown, mut last) = (Vec::new(), None);
            for week in weeks {
                let who: BTreeSet<usize> = week.into_iter().chain([0]).collect();
                if may_show(&who, last.as_ref()) {
                    shown.push((who.clone(), answers(&scores, &who)));
                    last = Some(who);
                }
            }
            for victim in 1..7 {
                let mut possible = BTreeSet::new();
                // Some scores of the others that fit what was shown, for each score of the victim.
                for guess in 0..=10u8 {
                    let fits = |others: &[u8]| shown.iter().all(|(who, seen)| answers(others, who) == *seen);
                    let mut others = scores.clone();
                    others[victim] = guess;
                    let swapped = (1..7).any(|other| {
                        let mut traded = scores.clone();
                        traded.swap(victim, other);
                        traded[victim] == guess && fits(&traded)
                    });
                    if fits(&others) || swapped {
                        possible.insert(guess);
                    }
                }
                let all_alike = scores[1..].iter().all(|score| *score == scores[1]);
                prop_assert!(possible.len() > 1 || all_alike && shown.is_empty(), "{scores:?}: {victim} is {possible:?}");
            }
        }

        #[test]
        fn the_middle_lies_within_the_values(values in prop::collection::vec(0.0f64..=10.0, 1..40)) {
            let found = spread(&values).unwrap();
            prop_assert!(0 <= found.low && found.low <= found.median && found.median <= found.high && found.high <= 10);
        }
    }
}
