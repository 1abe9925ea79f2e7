//! Chances under the two distributions that reliance rests on: shares are Beta, rates are Gamma.
//!
//! The functions are `statrs`'s, kept inside the range where its series end and its 140 terms suffice. Beyond it the
//! distributions are narrow, and a corrected normal approximation is closer than the series would be. Tests hold both
//! against SciPy's figures.

mod draws;

pub use draws::BetaDraws;

use statrs::function::{beta::beta_reg, erf::erfc, gamma::gamma_lr};

/// Above this sum of parameters (for a Gamma: this shape) the approximation takes over.
const WIDE: f64 = 4_000.0;

/// A Beta with a parameter below this is too skew for the approximation, and easy for the series.
const NARROW_SIDE: f64 = 50.0;

/// Above this even the lopsided ones are taken by their limit.
const VERY_WIDE: f64 = 1e6;

/// P(S <= `share`) for S ~ Beta(`a`, `b`).
///
/// `share` is cut to [0, 1]. The answer is NaN where a parameter isn't positive and finite.
///
/// ```
/// use mutua_analysis::chance::beta_below;
///
/// // Nine of ten one way, none known before: is the share above three quarters?
/// let above = 1.0 - beta_below(9.5, 1.5, 0.75);
/// assert!((above - 0.867_4).abs() < 1e-4);
/// ```
#[must_use]
pub fn beta_below(a: f64, b: f64, share: f64) -> f64 {
    if !(a > 0.0 && b > 0.0 && a.is_finite() && b.is_finite()) || share.is_nan() {
        return f64::NAN;
    }
    if share <= 0.0 {
        return 0.0;
    }
    if share >= 1.0 {
        return 1.0;
    }
    if a + b <= WIDE || (a.min(b) < NARROW_SIDE && a + b <= VERY_WIDE) {
        beta_reg(a, b, share).clamp(0.0, 1.0)
    } else if a < NARROW_SIDE {
        lopsided_beta_below(a, b, share)
    } else if b < NARROW_SIDE {
        1.0 - lopsided_beta_below(b, a, 1.0 - share)
    } else {
        wide_beta_below(a, b, share)
    }
}

/// P(R < `limit`) for a rate R ~ Gamma(shape, rate): the regularised lower incomplete gamma function at
/// `limit` times the rate.
///
/// `scaled_limit` is that product; below 0 it counts as 0. The answer is NaN where the shape isn't positive and finite.
///
/// ```
/// use mutua_analysis::chance::gamma_below;
///
/// // Nothing seen in 81.2 days: nine in ten that it happens less than once in 60 days.
/// assert!((gamma_below(0.5, 81.2 / 60.0) - 0.9).abs() < 1e-3);
/// ```
#[must_use]
pub fn gamma_below(shape: f64, scaled_limit: f64) -> f64 {
    if !(shape > 0.0 && shape.is_finite()) || scaled_limit.is_nan() {
        return f64::NAN;
    }
    if scaled_limit <= 0.0 {
        return 0.0;
    }
    if scaled_limit == f64::INFINITY {
        return 1.0;
    }
    if shape <= WIDE && scaled_limit <= 10.0 * WIDE {
        return gamma_lr(shape, scaled_limit).clamp(0.0, 1.0);
    }
    // Wilson and Hilferty (1931): the cube root of a Gamma variate is close to normal.
    let spread = 1.0 / (9.0 * shape);
    normal_below(((scaled_limit / shape).cbrt() - (1.0 - spread)) / spread.sqrt())
}

/// Where one parameter is tiny beside the other, the logarithm of what is left is a Gamma variate.
fn lopsided_beta_below(a: f64, b: f64, share: f64) -> f64 {
    gamma_below(a, -(-share).ln_1p() * (b + (a - 1.0) / 2.0))
}

/// The normal approximation of Peizer and Pratt (1968), good to about 1e-7 at this width.
fn wide_beta_below(a: f64, b: f64, share: f64) -> f64 {
    let (p, q) = (1.0 - share, share);
    let n = a + b - 1.0;
    let (s, t) = (b - 0.5, a - 0.5);
    let away = s + 1.0 / 6.0 - (n + 1.0 / 3.0) * p + 0.02 * (q / b - p / a + (q - 0.5) / (a + b));
    let scale = 1.0 + q * unevenness(s / (n * p)) + p * unevenness(t / (n * q));
    normal_below(away * (scale / ((n + 1.0 / 6.0) * p * q)).sqrt())
}

/// Peizer and Pratt's g, with its own series about 1, where the quotient loses its digits.
fn unevenness(x: f64) -> f64 {
    let away = 1.0 - x;
    if away.abs() < 1e-3 {
        return away / 3.0 + away * away / 6.0;
    }
    (1.0 - x * x + 2.0 * x * x.ln()) / (away * away)
}

fn normal_below(z: f64) -> f64 {
    (0.5 * erfc(-z / std::f64::consts::SQRT_2)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// scipy.special.betainc(a, b, x), SciPy 1.17.1.
    const BETA: [(f64, f64, f64, f64); 10] = [
        (9.5, 1.5, 0.75, 0.132_589_680_817_708_44),
        (0.5, 0.5, 0.25, 0.333_333_333_333_333_37),
        (60.5, 70.5, 0.5, 0.809_735_561_614_429_2),
        (130.5, 0.5, 0.99, 0.105_649_444_193_030_71),
        (1300.2, 900.7, 0.6, 0.810_887_776_357_948_2),
        (2999.5, 999.5, 0.75, 0.493_929_001_944_657_2),
        (0.5, 3e5, 1e-6, 0.561_421_897_610_008_4),
        (60_000.5, 180_000.5, 0.2505, 0.713_977_509_574_608_6),
        (3000.5, 9000.5, 0.25, 0.499_299_094_705_866_25),
        (3.5, 4e7, 1e-7, 0.6674061547171314),
    ];

    /// scipy.special.gammainc(shape, x), SciPy 1.17.1.
    const GAMMA: [(f64, f64, f64); 9] = [
        (0.5, 2.03, 0.956_089_500_581_762),
        (0.5, 0.001, 0.035_670_591_729_679_894),
        (5.5, 2.0, 0.030_082_976_121_226_047),
        (60.5, 40.0, 0.001_505_291_306_870_178_3),
        (130.5, 150.0, 0.951_292_594_882_498_3),
        (1300.5, 1290.0, 0.388_703_679_769_808_13),
        (5000.5, 5100.0, 0.919_624_824_361_016_6),
        (200_000.5, 199_000.0, 0.012_539_653_304_444_5),
        (0.5, 1e4, 1.0),
    ];

    #[test]
    fn shares_agree_with_scipy() {
        for (a, b, share, reference) in BETA {
            let off = (beta_below(a, b, share) - reference).abs();
            assert!(off < if a + b > WIDE { 1e-7 } else { 1e-11 }, "{a} {b} {share}: {off:e}");
        }
    }

    #[test]
    fn rates_agree_with_scipy() {
        for (shape, x, reference) in GAMMA {
            let off = (gamma_below(shape, x) - reference).abs();
            assert!(off < if shape > WIDE { 1e-5 } else { 1e-11 }, "{shape} {x}: {off:e}");
        }
    }

    #[test]
    fn what_is_no_parameter_has_no_chance() {
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert!(beta_below(bad, 1.0, 0.5).is_nan());
            assert!(beta_below(1.0, bad, 0.5).is_nan());
            assert!(gamma_below(bad, 1.0).is_nan());
            assert!(BetaDraws::new(bad, 1.0, 1).is_none());
        }
        assert!(gamma_below(1.0, f64::NAN).is_nan());
        assert_eq!((beta_below(2.0, 2.0, -1.0), beta_below(2.0, 2.0, 7.0)), (0.0, 1.0));
        assert_eq!((gamma_below(2.0, -1.0), gamma_below(2.0, f64::INFINITY)), (0.0, 1.0));
    }

    #[test]
    fn huge_parameters_end() {
        assert!((beta_below(1e12, 1e12, 0.5) - 0.5).abs() < 1e-6);
        assert!((gamma_below(1e15, 1e15) - 0.5).abs() < 1e-6);
        assert!(gamma_below(0.5, 1e300) > 0.999_999);
        assert!(beta_below(0.5, 1e300, 0.5).is_finite());
    }
}
