//! Scales and their ticks.

use crate::output::number;

/// A linear scale from values to pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    from: f64,
    to: f64,
    start: f64,
    end: f64,
}

impl Scale {
    /// Values `from..to` on pixels `start..end`. A scale of no length puts everything in the middle.
    pub fn new([from, to]: [f64; 2], [start, end]: [f64; 2]) -> Self {
        Self { from, to, start, end }
    }

    pub fn at(&self, value: f64) -> f64 {
        let length = self.to - self.from;
        if length == 0.0 || !length.is_finite() || !value.is_finite() {
            return f64::midpoint(self.start, self.end);
        }
        self.start + (value - self.from) / length * (self.end - self.start)
    }
}

/// Round values for the ticks of an axis, within its range, about so many.
pub(super) fn ticks([from, to]: [f64; 2], about: usize) -> Vec<f64> {
    let length = to - from;
    if !(length.is_finite() && length > 0.0) {
        return vec![from];
    }
    #[expect(clippy::cast_precision_loss, reason = "a handful")]
    let raw = length / about.max(1) as f64;
    let power = 10_f64.powf(raw.log10().floor());
    let step =
        [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|step| step * power).find(|step| *step >= raw * 0.999);
    let step = step.unwrap_or(raw);
    let first = (from / step - 1e-9).ceil();
    (0..200)
        .map(|at| (first + f64::from(at)) * step)
        .take_while(|tick| *tick <= to + step * 1e-9)
        .map(|tick| if tick.abs() < step * 1e-9 { 0.0 } else { tick })
        .collect()
}

/// A tick's label, without the noise of binary fractions.
pub(super) fn tick_label(tick: f64) -> String {
    number((tick * 1e9).round() / 1e9)
}

/// The range of finite values, or `0..1` where there is none.
pub(super) fn range(values: impl Iterator<Item = f64>) -> [f64; 2] {
    let range = values
        .filter(|value| value.is_finite())
        .fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], value| [low.min(value), high.max(value)]);
    if range[0] > range[1] { [0.0, 1.0] } else { range }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_within() {
        assert_eq!(ticks([0.0, 10.0], 5), [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
        assert_eq!(ticks([-1.0, 1.0], 4), [-1.0, -0.5, 0.0, 0.5, 1.0]);
        assert_eq!(ticks([3.0, 3.0], 4), [3.0]);
        assert!(ticks([f64::NAN, 1.0], 4).len() == 1);
    }
}
