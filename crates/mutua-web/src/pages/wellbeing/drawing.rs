//! The drawing of one question over months: a bar for the middle half and a mark for the median, as for a circle's weeks.
//! It fits a phone; a table of the same figures stands under it.

use jiff::civil::Date;
use mutua_domain::life::WellbeingQuestion;
use mutua_service::wellbeing::WellbeingMonth;

const WIDTH: i64 = 360;
const LEFT: i64 = 30;
const RIGHT: i64 = 16;
const TOP: i64 = 10;
const HEIGHT: i64 = 120;

/// One question's months.
pub(super) struct Drawing {
    pub(super) question: WellbeingQuestion,
    pub(super) bars: Vec<Bar>,
    /// The first month and the last.
    pub(super) ends: [Date; 2],
}

/// One month.
pub(super) struct Bar {
    pub(super) x: i64,
    pub(super) median: i64,
    pub(super) top: i64,
    pub(super) height: i64,
}

/// Where 0 to 10 lies, from the bottom up.
const fn y(score: i64) -> i64 {
    TOP + (10 - score) * HEIGHT / 10
}

fn months(day: Date) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month())
}

impl Drawing {
    /// Nothing where fewer than two months are shown. A month that isn't leaves a gap.
    pub(super) fn of(past: &[WellbeingMonth], question: WellbeingQuestion) -> Option<Self> {
        let shown: Vec<_> =
            past.iter().filter_map(|month| Some((month.month, super::answer_in(month, question)?))).collect();
        let ends = [shown.first()?.0, shown.last()?.0];
        let steps = months(ends[1]) - months(ends[0]);
        if steps < 1 {
            return None;
        }
        let bars = shown
            .iter()
            .map(|(month, answer)| Bar {
                x: LEFT + 6 + (months(*month) - months(ends[0])) * (WIDTH - LEFT - RIGHT - 6) / steps,
                median: y(answer.median),
                top: y(answer.high),
                height: (y(answer.low) - y(answer.high)).max(2),
            })
            .collect();
        Some(Self { question, bars, ends })
    }

    /// The lines behind it: a score and where it lies.
    pub(super) fn grid(&self) -> [(i64, i64); 3] {
        [0, 5, 10].map(|score| (score, y(score)))
    }
}

#[cfg(test)]
mod tests {
    use mutua_service::{check_ins::week::GroupAnswer, wellbeing::WellbeingFigure};

    use super::*;

    fn month(month: i8, answer: Option<GroupAnswer>) -> WellbeingMonth {
        let question = WellbeingQuestion::Happy;
        WellbeingMonth {
            month: jiff::civil::date(2025, month, 1),
            figures: vec![WellbeingFigure { question, answer }],
        }
    }

    #[test]
    fn bars_stand_within_the_drawing_and_a_month_that_is_not_shown_leaves_a_gap() {
        let answer = |median| Some(GroupAnswer { voices: 5, median, low: 0, high: 10 });
        let past = [month(1, answer(4)), month(2, None), month(3, answer(8)), month(4, answer(10))];
        let drawing = Drawing::of(&past, WellbeingQuestion::Happy).unwrap();
        let x: Vec<i64> = drawing.bars.iter().map(|bar| bar.x).collect();
        assert_eq!((x.len(), x[0], x[2]), (3, LEFT + 6, WIDTH - RIGHT));
        assert!(x[1] - x[0] > x[2] - x[1]);
        assert!(drawing.bars.iter().all(|bar| bar.top >= TOP && bar.top + bar.height <= TOP + HEIGHT));
        assert!(Drawing::of(&past[..2], WellbeingQuestion::Happy).is_none());
        assert!(Drawing::of(&past, WellbeingQuestion::Anxious).is_none());
    }
}
