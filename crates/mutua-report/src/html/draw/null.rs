//! A figure against what chance gives.

use super::super::svg::{Anchor, Drawing, Svg, text_width};
use super::scale::{Scale, range, tick_label, ticks};
use crate::output::number;

const HEIGHT: f64 = 220.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 26.0;

/// A histogram of what chance gave, with the observed figure as a marker. `null_name` says what the draws are, such as
/// "directions flipped at random".
pub fn against_null(title: &str, draws: &[f64], observed: f64, null_name: &str) -> Drawing {
    let finite: Vec<f64> = draws.iter().copied().filter(|draw| draw.is_finite()).collect();
    let about = in_words(&finite, observed, null_name);
    Drawing::of(|width| {
        let mut svg = Svg::new(width, HEIGHT, title, &about);
        let ends = ends(&finite, observed);
        let scale = Scale::new(ends, [12.0, width - 12.0]);
        let floor = HEIGHT - BOTTOM;
        for tick in ticks(ends, if width < 400.0 { 3 } else { 7 }) {
            let x = scale.at(tick);
            svg.line([x, TOP], [x, floor], "grid");
            svg.text([x, floor + 17.0], Anchor::Middle, "quiet small", &tick_label(tick));
        }
        histogram(&mut svg, &finite, scale, floor);
        svg.line([12.0, floor], [width - 12.0, floor], "axis");
        if observed.is_finite() {
            let x = scale.at(observed);
            svg.line([x, TOP - 14.0], [x, floor], "mark");
            let label = format!("observed {}", number(observed));
            // Strong text is wider.
            let half = text_width(&label) * 1.12 / 2.0;
            let middle = x.clamp(half + 2.0, (width - half - 2.0).max(half + 2.0));
            svg.text([middle, TOP - 20.0], Anchor::Middle, "strong", &label);
        }
        svg
    })
}

fn histogram(svg: &mut Svg, draws: &[f64], scale: Scale, floor: f64) {
    let [low, high] = range(draws.iter().copied());
    if draws.is_empty() {
        return;
    }
    let bins = bins(draws.len());
    #[expect(clippy::cast_precision_loss, reason = "a few dozen bins")]
    let step = ((high - low) / bins as f64).max(f64::MIN_POSITIVE);
    let mut counts = vec![0_u32; bins];
    for draw in draws {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "from 0 to the number of bins"
        )]
        let bin = ((draw - low) / step) as usize;
        counts[bin.min(bins - 1)] += 1;
    }
    let most = f64::from(counts.iter().copied().max().unwrap_or(1).max(1));
    for (bin, count) in (0_u32..).zip(counts).filter(|(_, count)| *count > 0) {
        let from = low + f64::from(bin) * step;
        let (mut x, mut end) = (scale.at(from), scale.at(from + step));
        if end - x < 2.0 {
            // All draws gave the same.
            (x, end) = (x - 2.0, x + 2.0);
        }
        let tall = f64::from(count) / most * (floor - TOP);
        let tip = format!("{} to {}: {count} draws", number(from), number(from + step));
        svg.rect([x, floor - tall, (end - x - 1.0).max(1.0), tall], "f6", &tip);
    }
}

fn ends(draws: &[f64], observed: f64) -> [f64; 2] {
    let [low, high] = range(draws.iter().copied().chain([observed]));
    let pad = ((high - low) * 0.08).max(high.abs() * 1e-3).max(1e-6);
    [low - pad, high + pad]
}

/// About the square root of the number of draws.
fn bins(draws: usize) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "from 5 to 40"
    )]
    let bins = (draws as f64).sqrt().clamp(5.0, 40.0) as usize;
    bins
}

fn in_words(draws: &[f64], observed: f64, null_name: &str) -> String {
    let [low, high] = range(draws.iter().copied());
    let above = draws.iter().filter(|draw| **draw >= observed).count();
    format!(
        "Observed {}; {null_name}: {} draws from {} to {}, {above} of them as large as observed or larger",
        number(observed),
        draws.len(),
        number(low),
        number(high)
    )
}
