//! The drawings of the mirror: places and lengths are worked out here, templates draw them as SVG. Beside each stands a
//! table of the same figures.

use mutua_service::mirror::{CoursePoint, KindView, Place};

/// Width of every drawing.
/// It fits a phone, so that letters are as large there as they were meant.
const WIDTH: i64 = 360;
/// What is left free on both sides.
const SIDE: i64 = 12;

/// Where -100 to 100 lies, from the left.
const fn along(hundredths: i64) -> i64 {
    SIDE + (hundredths + 100) * (WIDTH - 2 * SIDE) / 200
}

/// The line from dependence over interdependence to independence, with a person's place on it. Where there is not enough
/// to say, the whole line is as likely as any part of it, and is drawn so.
pub(super) struct Scale {
    /// Where the band begins, and how long it is.
    pub(super) from: i64,
    pub(super) length: i64,
    /// Where the middle is; nothing where there is not enough to say.
    pub(super) median: Option<i64>,
    /// The two thirds at which words begin.
    pub(super) thirds: [i64; 2],
    pub(super) ends: [i64; 2],
}

impl Scale {
    pub(super) fn of(place: Option<Place>) -> Self {
        let (low, high) = place.map_or((-100, 100), |place| (place.low, place.high));
        Self {
            from: along(low),
            length: (along(high) - along(low)).max(4),
            median: place.map(|place| along(place.median)),
            thirds: [along(-33), along(33)],
            ends: [along(-100), along(100)],
        }
    }
}

/// How a position moved: a band for the intervals and a line for the middles, week by week.
pub(super) struct Course {
    pub(super) band: String,
    pub(super) line: String,
    /// Where 1, 0 and -1 lie.
    pub(super) grid: [(&'static str, i64); 3],
}

impl Course {
    const HEIGHT: i64 = 110;

    /// Nothing where there are fewer than three weeks.
    pub(super) fn of(points: &[CoursePoint]) -> Option<Self> {
        let last = i64::try_from(points.len()).ok()? - 1;
        if last < 2 {
            return None;
        }
        let y = |hundredths: i64| 10 + (100 - hundredths) * Self::HEIGHT / 200;
        let place =
            |step: i64, hundredths: i64| format!("{},{}", 30 + step * (WIDTH - 40) / last, y(hundredths));
        let upper = (0..).zip(points).map(|(step, point)| place(step, point.place.high));
        let mut lower: Vec<String> =
            (0..).zip(points).map(|(step, point)| place(step, point.place.low)).collect();
        lower.reverse();
        let line: Vec<String> =
            (0..).zip(points).map(|(step, point)| place(step, point.place.median)).collect();
        Some(Self {
            band: upper.chain(lower).collect::<Vec<_>>().join(" "),
            line: line.join(" "),
            grid: [("1", y(100)), ("0", y(0)), ("\u{2212}1", y(-100))],
        })
    }
}

/// For each kind two bars from the middle: what came to the left, what went to the right.
pub(super) struct Bars {
    pub(super) rows: Vec<Bar>,
    pub(super) height: i64,
}

/// One kind.
pub(super) struct Bar {
    pub(super) kind: &'static str,
    pub(super) y: i64,
    pub(super) received: i64,
    pub(super) received_length: i64,
    pub(super) given: i64,
    pub(super) given_length: i64,
}

impl Bars {
    /// The middle of the drawing.
    pub(super) const MIDDLE: i64 = WIDTH / 2;
    const ROW: i64 = 44;

    pub(super) fn of(kinds: &[KindView]) -> Self {
        let most = kinds.iter().flat_map(|kind| [kind.helps.one, kind.helps.other]).max().unwrap_or(0).max(1);
        let length = |count: i64| count * (Self::MIDDLE - 30) / most;
        let rows: Vec<Bar> = (0..)
            .zip(kinds)
            .map(|(row, kind)| Bar {
                kind: kind.kind.as_str(),
                y: row * Self::ROW,
                received: kind.helps.other,
                received_length: length(kind.helps.other),
                given: kind.helps.one,
                given_length: length(kind.helps.one),
            })
            .collect();
        let height = i64::try_from(rows.len()).unwrap_or(0) * Self::ROW;
        Self { rows, height }
    }

    pub(super) fn middle(&self) -> i64 {
        Self::MIDDLE
    }
}

/// Three parts of a whole, side by side.
pub(super) struct Parts {
    pub(super) starts: [i64; 3],
    pub(super) lengths: [i64; 3],
}

impl Parts {
    /// Of hundredths that add up to 100, or nearly.
    pub(super) fn of(hundredths: [i64; 3]) -> Self {
        let lengths = hundredths.map(|part| part * WIDTH / 100);
        Self { starts: [0, lengths[0], lengths[0] + lengths[1]], lengths }
    }
}

#[cfg(test)]
mod tests {
    use mutua_domain::Kind;
    use mutua_service::mirror::Amount;

    use super::*;

    #[test]
    fn the_line_reaches_from_end_to_end_and_not_enough_to_say_covers_all_of_it() {
        let nothing = Scale::of(None);
        assert_eq!((nothing.from, nothing.from + nothing.length), (SIDE, WIDTH - SIDE));
        assert_eq!(nothing.median, None);
        let place = Scale::of(Some(Place { low: -10, median: 0, high: 10 }));
        assert_eq!(place.median, Some(WIDTH / 2));
        assert!(place.from > place.thirds[0] && place.from + place.length < place.thirds[1]);
    }

    #[test]
    fn bars_stay_within_the_drawing_and_the_longest_is_the_most() {
        let kinds: Vec<KindView> = Kind::ALL
            .iter()
            .zip([(0, 3), (40, 1), (0, 0), (2, 2), (7, 40)])
            .map(|(kind, (one, other))| KindView {
                kind: *kind,
                helps: Amount { one, other },
                helpers: 1,
                helped: 1,
            })
            .collect();
        let bars = Bars::of(&kinds);
        assert_eq!(bars.rows.len(), 5);
        assert!(bars.rows.iter().all(|bar| bar.given_length <= 150 && bar.received_length <= 150));
        assert_eq!((bars.rows[1].given_length, bars.rows[4].received_length), (150, 150));
    }
}
