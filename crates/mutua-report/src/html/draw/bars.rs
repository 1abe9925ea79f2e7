//! Horizontal bars, plain and stacked.

use super::super::svg::{Anchor, Drawing, Svg, label_room, text_width};
use super::scale::{Scale, range, tick_label, ticks};
use crate::output::number;

const ROW: f64 = 26.0;
const BAR: f64 = 16.0;
/// Rows that are drawn; the table has them all.
const MOST: usize = 60;

/// Names of bars are words: on a narrow screen they need more of it than the bars.
fn names_room(width: f64) -> f64 {
    width * if width < 400.0 { 0.58 } else { 0.36 }
}

/// A bar for each value, longest possible 0 to the largest value; the value beside it.
pub fn bars(title: &str, values: &[(&str, f64)]) -> Drawing {
    let shown = &values[..values.len().min(MOST)];
    let parts: Vec<_> = shown.iter().map(|(name, value)| format!("{name}: {}", number(*value))).collect();
    Drawing::of(|width| {
        let left = label_room(shown.iter().map(|(name, _)| *name), names_room(width)) + 8.0;
        let right = shown.iter().map(|(_, value)| text_width(&number(*value))).fold(0.0, f64::max) + 8.0;
        let [low, high] = range(shown.iter().map(|(_, value)| *value));
        let scale = Scale::new([low.min(0.0), high.max(0.0)], [left, width - right]);
        let mut svg = Svg::new(width, height(shown.len(), values.len()), title, &parts.join("; "));
        for (row, (name, value)) in (0_u32..).zip(shown) {
            let y = f64::from(row) * ROW;
            svg.label([left - 8.0, y + 17.5], Anchor::End, "", name, left - 8.0);
            let (zero, end) = (scale.at(0.0), scale.at(*value));
            if value.is_finite() {
                let tip = format!("{name}: {}", number(*value));
                svg.rect([zero.min(end), y + 5.0, (end - zero).abs(), BAR], "f1", &tip);
            }
            svg.text([zero.max(end) + 6.0, y + 17.5], Anchor::Start, "quiet", &number(*value));
        }
        more(&mut svg, shown.len(), values.len());
        svg
    })
}

/// A bar for each row, made of a part for each class. At most five classes, beside `not enough to say`, which is grey.
pub fn stacked(title: &str, classes: &[&str], rows: &[(&str, Vec<f64>)]) -> Drawing {
    let shown = &rows[..rows.len().min(MOST)];
    let about: Vec<_> =
        shown.iter().map(|(name, values)| format!("{name}: {}", in_words(classes, values))).collect();
    Drawing::of(|width| {
        let left = label_room(shown.iter().map(|(name, _)| *name), names_room(width)) + 8.0;
        let longest = shown.iter().map(|(_, values)| sum(values)).fold(0.0, f64::max);
        let scale = Scale::new([0.0, longest.max(f64::MIN_POSITIVE)], [left, width - 14.0]);
        let (keys, top) = legend(classes, width);
        let bottom = top + height(shown.len(), rows.len());
        let mut svg = Svg::new(width, bottom + 20.0, title, &about.join(". "));
        for (class, (key, [x, y])) in keys.into_iter().enumerate() {
            svg.rect([x, y, 12.0, 12.0], key, "");
            svg.label([x + 18.0, y + 11.0], Anchor::Start, "", classes[class], width - 30.0);
        }
        axis(&mut svg, scale, longest, [top, top + ROW * rows_height(shown.len())]);
        for (row, (name, values)) in (0_u32..).zip(shown) {
            let y = top + f64::from(row) * ROW;
            svg.label([left - 8.0, y + 17.5], Anchor::End, "", name, left - 8.0);
            parts(&mut svg, scale, y, classes, name, values);
        }
        if shown.len() < rows.len() {
            let words = format!("and {} more in the table", rows.len() - shown.len());
            svg.text([0.0, bottom + 14.0], Anchor::Start, "quiet", &words);
        }
        svg
    })
}

fn parts(svg: &mut Svg, scale: Scale, y: f64, classes: &[&str], name: &str, values: &[f64]) {
    let mut start = 0.0;
    for (class, value) in values.iter().enumerate().filter(|(_, value)| value.is_finite() && **value > 0.0) {
        let (from, to) = (scale.at(start), scale.at(start + value));
        let class_name = classes.get(class).copied().unwrap_or_default();
        let tip = format!("{name}, {class_name}: {}", number(*value));
        // A hair of paper between parts, so that they can be told apart without colours.
        svg.rect([from, y + 5.0, (to - from - 1.5).max(0.8), BAR], fill(class, class_name), &tip);
        let text = number(*value);
        if text_width(&text) + 6.0 < to - from - 1.5 {
            svg.text([f64::midpoint(from, to) - 0.75, y + 17.5], Anchor::Middle, "on small", &text);
        }
        start += value;
    }
}

fn axis(svg: &mut Svg, scale: Scale, longest: f64, [top, bottom]: [f64; 2]) {
    for tick in ticks([0.0, longest], if svg.width < 400.0 { 3 } else { 6 }) {
        let x = scale.at(tick);
        svg.line([x, top], [x, bottom], "grid");
        svg.text([x, bottom + 15.0], Anchor::Middle, "quiet small", &tick_label(tick));
    }
}

/// Where the keys of the classes stand, and where they end.
fn legend(classes: &[&str], width: f64) -> (Vec<(&'static str, [f64; 2])>, f64) {
    let (mut x, mut y) = (0.0, 2.0);
    let mut keys = Vec::new();
    for (class, name) in classes.iter().enumerate() {
        let wide = 18.0 + text_width(name);
        if x > 0.0 && x + wide > width {
            (x, y) = (0.0, y + 20.0);
        }
        keys.push((fill(class, name), [x, y]));
        x += wide + 16.0;
    }
    (keys, y + 24.0)
}

fn in_words(classes: &[&str], values: &[f64]) -> String {
    let parts: Vec<_> =
        classes.iter().zip(values).map(|(class, value)| format!("{class} {}", number(*value))).collect();
    parts.join(", ")
}

/// Colours in their order; what can't be said is grey.
fn fill(class: usize, name: &str) -> &'static str {
    if name == "not enough to say" {
        return "f6";
    }
    ["f1", "f2", "f3", "f4", "f5"][class % 5]
}

fn sum(values: &[f64]) -> f64 {
    values.iter().filter(|value| value.is_finite() && **value > 0.0).sum()
}

#[expect(clippy::cast_precision_loss, reason = "a few dozen")]
fn rows_height(rows: usize) -> f64 {
    rows as f64
}

fn height(shown: usize, all: usize) -> f64 {
    ROW * rows_height(shown.max(1)) + if shown < all { 22.0 } else { 0.0 }
}

fn more(svg: &mut Svg, shown: usize, all: usize) {
    if shown < all {
        let y = ROW * rows_height(shown) + 16.0;
        svg.text([0.0, y], Anchor::Start, "quiet", &format!("and {} more in the table", all - shown));
    }
}
