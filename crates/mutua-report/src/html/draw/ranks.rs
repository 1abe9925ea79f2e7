//! How unevenly something is spread, for groups too large to draw person by person.

use super::super::svg::{Anchor, Drawing, Svg, text_width};
use super::scale::Scale;
use crate::output::number;

const HEIGHT: f64 = 300.0;
const LEFT: f64 = 58.0;
const BOTTOM: f64 = 46.0;

/// Values from the largest to the smallest, both axes logarithmic; one curve for each series. Values of 0 are left out.
pub fn ranks(title: &str, what: &str, series: &[(&str, &[f64])]) -> Drawing {
    let sorted: Vec<_> = series.iter().map(|(name, values)| (*name, sorted(values))).collect();
    let about: Vec<_> = sorted
        .iter()
        .map(|(name, values)| {
            let median = values.get(values.len() / 2).copied().unwrap_or(f64::NAN);
            let largest = values.first().copied().unwrap_or(f64::NAN);
            format!(
                "{name}: {} above zero, largest {}, median {}",
                values.len(),
                number(largest),
                number(median)
            )
        })
        .collect();
    let most = sorted.iter().map(|(_, values)| values.len()).max().unwrap_or(1).max(2);
    let all = || sorted.iter().flat_map(|(_, values)| values.iter().copied());
    let low = all().fold(f64::INFINITY, f64::min).clamp(1e-12, 1e15);
    let high = all().fold(low * 10.0, f64::max);
    Drawing::of(|width| {
        let mut svg = Svg::new(width, HEIGHT, title, &about.join("; "));
        #[expect(clippy::cast_precision_loss, reason = "a count of persons")]
        let along = Scale::new([0.0, (most as f64).log10()], [LEFT, width - 14.0]);
        let up = Scale::new([low.log10(), high.log10()], [HEIGHT - BOTTOM, 36.0]);
        axes(&mut svg, along, up, [low, high], most);
        svg.text([width - 14.0, HEIGHT - 6.0], Anchor::End, "quiet small", "persons, from the one with most");
        svg.text([0.0, 28.0], Anchor::Start, "quiet small", what);
        let mut key = 0.0;
        for (at, (name, values)) in sorted.iter().enumerate() {
            let (stroke, fill) = [("s1", "f1"), ("s2", "f2"), ("s3", "f3")][at % 3];
            let dash = [
                "stroke-width:2.5",
                "stroke-width:2.5;stroke-dasharray:7 4",
                "stroke-width:2.5;stroke-dasharray:2 4",
            ];
            svg.path(&curve(values, along, up), stroke, dash[at % 3], "");
            svg.rect([key, 0.0, 12.0, 12.0], fill, "");
            svg.text([key + 18.0, 11.0], Anchor::Start, "", name);
            key += text_width(name) + 36.0;
        }
        svg
    })
}

fn axes(svg: &mut Svg, along: Scale, up: Scale, [low, high]: [f64; 2], most: usize) {
    let floor = HEIGHT - BOTTOM;
    #[expect(clippy::cast_possible_truncation, reason = "powers of ten between 1e-12 and 1e16")]
    let powers = |from: f64, to: f64| from.log10().ceil() as i32..=to.log10().floor() as i32;
    for power in powers(low, high) {
        let y = up.at(f64::from(power));
        svg.line([LEFT, y], [svg.width - 14.0, y], "grid");
        svg.text([LEFT - 6.0, y + 4.5], Anchor::End, "quiet small", &number(10_f64.powi(power)));
    }
    let mut free = f64::NEG_INFINITY;
    #[expect(clippy::cast_precision_loss, reason = "a count of persons")]
    for power in powers(1.0, most as f64) {
        let (x, label) = (along.at(f64::from(power)), number(10_f64.powi(power)));
        svg.line([x, 36.0], [x, floor], "grid");
        // Of many powers on a narrow screen some have no room for their label.
        let half = text_width(&label) / 2.0;
        if x - half > free {
            svg.text([x, floor + 16.0], Anchor::Middle, "quiet small", &label);
            free = x + half + 4.0;
        }
    }
}

/// At most a few hundred points, evenly spread along the logarithm of the rank.
fn curve(values: &[f64], along: Scale, up: Scale) -> String {
    const POINTS: f64 = 240.0;
    let mut path = String::new();
    let mut rank = 1_usize;
    while rank <= values.len() {
        #[expect(clippy::cast_precision_loss, reason = "a count of persons")]
        let place = rank as f64;
        let step = if path.is_empty() { 'M' } else { 'L' };
        path.push_str(&format!(
            "{step}{:.1} {:.1}",
            along.at(place.log10()),
            up.at(values[rank - 1].log10())
        ));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "at most the number of persons"
        )]
        let next = (place * 10_f64.powf(6.0 / POINTS)).ceil() as usize;
        rank = next.max(rank + 1);
    }
    path
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted: Vec<_> =
        values.iter().copied().filter(|value| value.is_finite() && *value > 0.0).collect();
    sorted.sort_by(|a, b| b.total_cmp(a));
    sorted
}
