//! Courses over time: a small panel for each, on common axes.

use super::super::svg::{Anchor, Drawing, Svg, fit, text_width};
use super::scale::{Scale, range, tick_label, ticks};
use crate::output::number;

const PANEL: f64 = 118.0;
const HEAD: f64 = 22.0;
const FOOT: f64 = 26.0;
const GUTTER: f64 = 24.0;

/// One course.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel<'a> {
    /// What it shows
    pub name: &'a str,
    /// A value for each time; NaN where there is none
    pub values: Vec<f64>,
}

/// Small panels of courses over the same times, each with a scale of its own from 0 (or its least value below 0).
pub fn lines(title: &str, times: &[&str], panels: &[Panel<'_>]) -> Drawing {
    let about: Vec<_> = panels.iter().map(|panel| in_words(panel, times)).collect();
    let left = room_for_ticks(panels);
    Drawing::of(|width| {
        let across = if width < 400.0 || panels.len() < 2 { 1 } else { 2 };
        let down = panels.len().div_ceil(across).max(1);
        #[expect(clippy::cast_precision_loss, reason = "a handful")]
        let (across_f, down_f) = (across as f64, down as f64);
        let one = (width - GUTTER * (across_f - 1.0)) / across_f;
        let mut svg = Svg::new(width, down_f * (PANEL + HEAD + FOOT), title, &about.join(". "));
        for (at, panel) in panels.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "a handful")]
            let (column, row) = ((at % across) as f64, (at / across) as f64);
            let origin = [column * (one + GUTTER), row * (PANEL + HEAD + FOOT)];
            draw(&mut svg, panel, times, (origin, left), one, at);
        }
        svg
    })
}

/// From where to where a panel's scale goes.
fn ends(panel: &Panel<'_>) -> [f64; 2] {
    let [low, high] = range(panel.values.iter().copied());
    [low.min(0.0), if high > low.min(0.0) { high } else { low.min(0.0) + 1.0 }]
}

/// The same for all panels, so that times stand below each other.
fn room_for_ticks(panels: &[Panel<'_>]) -> f64 {
    let labels =
        panels.iter().flat_map(|panel| ticks(ends(panel), 3)).map(|tick| text_width(&tick_label(tick)));
    labels.map(|wide| wide + 8.0).fold(40.0, f64::max)
}

fn draw(
    svg: &mut Svg,
    panel: &Panel<'_>,
    times: &[&str],
    ([x, y], left): ([f64; 2], f64),
    width: f64,
    at: usize,
) {
    let (top, bottom) = (y + HEAD, y + HEAD + PANEL);
    let ends = ends(panel);
    let up = Scale::new(ends, [bottom - 4.0, top + 8.0]);
    #[expect(clippy::cast_precision_loss, reason = "a few hundred times")]
    let along = Scale::new([0.0, times.len().saturating_sub(1) as f64], [x + left, x + width - 10.0]);
    svg.label([x, y + 15.0], Anchor::Start, "strong", panel.name, width);
    for tick in ticks(ends, 3) {
        svg.line([x + left, up.at(tick)], [x + width - 10.0, up.at(tick)], "grid");
        svg.text([x + left - 6.0, up.at(tick) + 4.5], Anchor::End, "quiet small", &tick_label(tick));
    }
    if let (Some(first), Some(last)) = (times.first(), times.last()) {
        let room = (width - left - 20.0) / 2.0;
        svg.text([x + left, bottom + 16.0], Anchor::Start, "quiet small", &fit(first, room));
        if times.len() > 1 {
            svg.text([x + width - 10.0, bottom + 16.0], Anchor::End, "quiet small", &fit(last, room));
        }
    }
    course(svg, panel, times, along, up, at);
}

fn course(svg: &mut Svg, panel: &Panel<'_>, times: &[&str], along: Scale, up: Scale, at: usize) {
    let (stroke, fill) =
        [("s1", "f1"), ("s2", "f2"), ("s3", "f3"), ("s4", "f4"), ("s5", "f5"), ("s6", "f6")][at % 6];
    let mut path = String::new();
    let mut drawing = false;
    for (time, value) in (0_u32..).zip(&panel.values) {
        if value.is_finite() {
            let step = if drawing { 'L' } else { 'M' };
            path.push_str(&format!("{step}{:.1} {:.1}", along.at(f64::from(time)), up.at(*value)));
        }
        drawing = value.is_finite();
    }
    svg.path(&path, stroke, "stroke-width:2;stroke-linejoin:round", "");
    let radius = if panel.values.len() > 60 { 1.6 } else { 3.0 };
    for (time, value) in panel.values.iter().enumerate().filter(|(_, value)| value.is_finite()) {
        let tip =
            format!("{}, {}: {}", panel.name, times.get(time).copied().unwrap_or_default(), number(*value));
        #[expect(clippy::cast_precision_loss, reason = "a few hundred times")]
        svg.circle([along.at(time as f64), up.at(*value)], radius, fill, &tip);
    }
}

fn in_words(panel: &Panel<'_>, times: &[&str]) -> String {
    let [low, high] = range(panel.values.iter().copied());
    let (first, last) = (times.first().copied().unwrap_or("–"), times.last().copied().unwrap_or("–"));
    format!("{} from {first} to {last}: between {} and {}", panel.name, number(low), number(high))
}
