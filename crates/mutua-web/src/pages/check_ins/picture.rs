//! Drawings of answers over time: points and lines whose places are worked out here, drawn by templates as SVG. Each
//! stands beside a list or table of the same figures.

use jiff::civil::Date;
use mutua_domain::score::Score;
use mutua_service::check_ins::week::CircleWeek;

/// Width and height of a drawing, and the margin in which its marks lie.
pub(super) const WIDTH: i64 = 640;
pub(super) const HEIGHT: i64 = 180;
const LEFT: i64 = 30;
const RIGHT: i64 = 14;
const TOP: i64 = 14;
const BOTTOM: i64 = 26;

/// Where 0 to 10 lies, from the bottom up.
const fn y(score: i64) -> i64 {
    HEIGHT - BOTTOM - score * (HEIGHT - TOP - BOTTOM) / 10
}

/// The lines behind a drawing: a score and where it lies.
pub(super) fn grid() -> [(i64, i64); 3] {
    [0, 5, 10].map(|score| (score, y(score)))
}

/// The place of a number of `last` steps from the left.
const fn x(step: i64, last: i64) -> i64 {
    let last = if last < 1 { 1 } else { last };
    LEFT + step * (WIDTH - LEFT - RIGHT) / last
}

/// One answer.
pub(super) struct Point {
    pub(super) x: i64,
    pub(super) y: i64,
}

/// A person's own answers.
pub(super) struct Picture {
    pub(super) points: Vec<Point>,
    /// Lines between answers of days that follow each other; a day without one is a gap, not a fall.
    pub(super) lines: Vec<String>,
}

impl Picture {
    /// Of the answers of the last days; nothing where there are fewer than three.
    pub(super) fn of(newest_first: &[(Date, Score)], days: i64) -> Option<Self> {
        let (newest, _) = newest_first.first()?;
        let ago = |day: &Date| i64::from(day.until(*newest).map_or(0, |span| span.get_days()));
        let shown: Vec<_> = newest_first
            .iter()
            .map(|(day, score)| (ago(day), score.number()))
            .take_while(|(ago, _)| *ago < days)
            .collect();
        let oldest = shown.last().map_or(0, |(ago, _)| *ago);
        let points: Vec<(i64, Point)> = shown
            .iter()
            .rev()
            .map(|(ago, score)| (*ago, Point { x: x(oldest - ago, oldest), y: y(*score) }))
            .collect();
        let mut lines: Vec<Vec<String>> = Vec::new();
        let mut before: Option<i64> = None;
        for (ago, point) in &points {
            let place = format!("{},{}", point.x, point.y);
            match lines.last_mut() {
                Some(line) if before == Some(ago + 1) => line.push(place),
                _ => lines.push(vec![place]),
            }
            before = Some(*ago);
        }
        let lines = lines.into_iter().filter(|line| line.len() > 1).map(|line| line.join(" ")).collect();
        (points.len() >= 3)
            .then(|| Self { points: points.into_iter().map(|(_, point)| point).collect(), lines })
    }
}

/// One week of a circle: a bar for the middle half and a mark for the median.
pub(super) struct Bar {
    pub(super) x: i64,
    pub(super) median: i64,
    pub(super) top: i64,
    pub(super) height: i64,
}

/// The weeks of a circle that are shown; those that aren't leave a gap.
pub(super) fn bars(weeks: &[CircleWeek]) -> Vec<Bar> {
    let last = i64::try_from(weeks.len()).unwrap_or(1) - 1;
    (0..)
        .zip(weeks)
        .filter_map(|(step, week)| {
            let answer = week.answer?;
            let (top, bottom) = (y(answer.high), y(answer.low));
            Some(Bar { x: x(step, last), median: y(answer.median), top, height: (bottom - top).max(2) })
        })
        .collect()
}
