//! Estimates with their uncertainty: a dot with whiskers for each.

use super::super::svg::{Anchor, Drawing, Svg, label_room, text_width};
use super::scale::{Scale, range, tick_label, ticks};
use crate::output::number;

const ROW: f64 = 26.0;
const MOST: usize = 80;

/// An estimate and the interval in which it lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval<'a> {
    /// Of whom or what
    pub name: &'a str,
    /// Lower end
    pub low: f64,
    /// The estimate
    pub middle: f64,
    /// Upper end
    pub high: f64,
}

/// The axis of [`intervals`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct IntervalAxis<'a> {
    /// From where to where; as the intervals are where it is nothing
    pub range: Option<[f64; 2]>,
    /// Where lines divide it
    pub marks: Vec<f64>,
    /// A band that is shaded
    pub band: Option<[f64; 2]>,
    /// Words over places of the axis, from left to right
    pub words: Vec<(f64, &'a str)>,
}

impl IntervalAxis<'_> {
    /// The axis of positions: dependence, interdependence and independence, a third of it each.
    pub fn position() -> Self {
        const THIRD: f64 = 1.0 / 3.0;
        Self {
            range: Some([-1.0, 1.0]),
            marks: vec![-THIRD, THIRD],
            band: Some([-THIRD, THIRD]),
            words: vec![
                (-2.0 * THIRD, "dependence"),
                (0.0, "interdependence"),
                (2.0 * THIRD, "independence"),
            ],
        }
    }

    /// An axis with a line at zero, for effects.
    pub fn effect() -> Self {
        Self { marks: vec![0.0], ..Self::default() }
    }
}

/// A dot with whiskers for each estimate.
pub fn intervals(title: &str, rows: &[Interval<'_>], axis: &IntervalAxis<'_>) -> Drawing {
    let shown = &rows[..rows.len().min(MOST)];
    let about: Vec<_> = shown.iter().map(in_words).collect();
    Drawing::of(|width| {
        let left =
            label_room(shown.iter().map(|row| row.name), width * if width < 400.0 { 0.58 } else { 0.36 })
                + 12.0;
        let ends = axis.range.unwrap_or_else(|| {
            padded(range(
                shown
                    .iter()
                    .flat_map(|row| [row.low, row.middle, row.high])
                    .chain(axis.marks.iter().copied()),
            ))
        });
        let scale = Scale::new(ends, [left, width - 16.0]);
        let crowded = crowded(&axis.words, scale, width);
        let top = match (axis.words.is_empty(), crowded) {
            (true, _) => 4.0,
            (false, false) => 24.0,
            (false, true) => 6.0 + 18.0 * f64::from(u32::try_from(axis.words.len()).unwrap_or(u32::MAX)),
        };
        #[expect(clippy::cast_precision_loss, reason = "a few dozen")]
        let bottom = top + ROW * shown.len().max(1) as f64;
        let extra = if shown.len() < rows.len() { 22.0 } else { 0.0 };
        let mut svg = Svg::new(width, bottom + 22.0 + extra, title, &about.join("; "));
        frame(&mut svg, axis, ends, scale, crowded, [top, bottom]);
        for (row, interval) in (0_u32..).zip(shown) {
            let y = top + f64::from(row) * ROW + ROW / 2.0;
            svg.label([left - 12.0, y + 4.5], Anchor::End, "", interval.name, left - 12.0);
            whisker(&mut svg, interval, scale, ends, y);
        }
        if shown.len() < rows.len() {
            let words = format!("and {} more in the table", rows.len() - shown.len());
            svg.text([0.0, bottom + 38.0], Anchor::Start, "quiet", &words);
        }
        svg
    })
}

fn whisker(svg: &mut Svg, interval: &Interval<'_>, scale: Scale, [from, to]: [f64; 2], y: f64) {
    if !interval.middle.is_finite() {
        svg.text([scale.at(f64::midpoint(from, to)), y + 4.5], Anchor::Middle, "quiet", "not enough to say");
        return;
    }
    let within = |value: f64| scale.at(value.clamp(from, to));
    if interval.low.is_finite() && interval.high.is_finite() {
        let path = format!(
            "M{:.1} {y:.1}H{:.1}M{:.1} {:.1}v8M{:.1} {:.1}v8",
            within(interval.low),
            within(interval.high),
            within(interval.low),
            y - 4.0,
            within(interval.high),
            y - 4.0
        );
        svg.path(&path, "s1", "stroke-width:2", "");
    }
    svg.circle([within(interval.middle), y], 5.0, "f1", &in_words(interval));
}

fn frame(
    svg: &mut Svg,
    axis: &IntervalAxis<'_>,
    ends: [f64; 2],
    scale: Scale,
    crowded: bool,
    [top, bottom]: [f64; 2],
) {
    if let Some([from, to]) = axis.band {
        svg.rect([scale.at(from), top, scale.at(to) - scale.at(from), bottom - top], "band", "");
    }
    for tick in ticks(ends, if svg.width < 400.0 { 3 } else { 6 }) {
        let x = scale.at(tick);
        svg.line([x, top], [x, bottom], "grid");
        svg.text([x, bottom + 16.0], Anchor::Middle, "quiet small", &tick_label(tick));
    }
    for mark in &axis.marks {
        svg.line([scale.at(*mark), top], [scale.at(*mark), bottom], "axis");
    }
    for (at, (place, word)) in (0_u32..).zip(&axis.words) {
        if crowded {
            // No room side by side: each on a line of its own, at its side of the axis.
            let words = ["← ", "", ""][usize::try_from(at).unwrap_or_default().min(2)];
            let arrow = if at > 0 && at as usize == axis.words.len() - 1 { " →" } else { "" };
            let middle = scale
                .at(*place)
                .clamp(text_width(word) / 2.0 + 12.0, svg.width - text_width(word) / 2.0 - 12.0);
            svg.text(
                [middle, 13.0 + 18.0 * f64::from(at)],
                Anchor::Middle,
                "quiet",
                &format!("{words}{word}{arrow}"),
            );
        } else {
            svg.text([scale.at(*place), 14.0], Anchor::Middle, "quiet", word);
        }
    }
}

/// Whether the words over the axis would touch each other or the edges.
fn crowded(words: &[(f64, &str)], scale: Scale, width: f64) -> bool {
    let mut end = -8.0;
    for (place, word) in words {
        let half = text_width(word) / 2.0;
        let middle = scale.at(*place);
        if middle - half < end + 8.0 || middle + half > width {
            return true;
        }
        end = middle + half;
    }
    false
}

fn padded([low, high]: [f64; 2]) -> [f64; 2] {
    let pad = ((high - low) * 0.06).max(high.abs().max(low.abs()) * 1e-6).max(1e-12);
    [low - pad, high + pad]
}

fn in_words(interval: &Interval<'_>) -> String {
    if !interval.middle.is_finite() {
        return format!("{}: not enough to say", interval.name);
    }
    if !interval.low.is_finite() || !interval.high.is_finite() {
        return format!("{}: {}", interval.name, number(interval.middle));
    }
    format!(
        "{}: {}, between {} and {}",
        interval.name,
        number(interval.middle),
        number(interval.low),
        number(interval.high)
    )
}
