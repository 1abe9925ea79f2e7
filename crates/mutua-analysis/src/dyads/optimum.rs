//! Minima of smooth functions of one or a few variables.
//!
//! A likelihood here costs microseconds, so derivatives are taken by differences, and no library is asked for.

use super::symmetric::Symmetric;

/// The minimum of a function.
#[derive(Debug, Clone)]
pub(super) struct Minimum {
    pub at: Vec<f64>,
    pub value: f64,
    /// Second derivatives there
    pub curvature: Symmetric,
    pub evaluations: usize,
    /// How far the value is expected to lie above the true minimum
    pub gap: f64,
    pub converged: bool,
}

/// Expected excess below which a minimum is taken for found, in the units of the function (deviance).
const CLOSE: f64 = 1e-9;
const GRADIENT_STEP: f64 = 1e-4;
const CURVATURE_STEP: f64 = 1e-3;
/// Beyond this a variable only nears a bound of what it stands for (a correlation of 1, a variance of 0).
pub(super) const FAR: f64 = 9.0;

/// The lowest point of `f` between `low` and `high`, both of which may be left out of its domain (`f` gives infinity):
/// Brent's method of golden sections and parabolas (R. P. Brent 1973, Algorithms for Minimization without
/// Derivatives, ch. 5).
pub(super) fn brent(f: &mut impl FnMut(f64) -> f64, low: f64, high: f64) -> f64 {
    const GOLDEN: f64 = 0.381_966_011_250_105_1;
    let (mut a, mut b) = (low, high);
    let mut x = a + GOLDEN * (b - a);
    let (mut w, mut v) = (x, x);
    let mut fx = f(x);
    let (mut fw, mut fv) = (fx, fx);
    let (mut step, mut before) = (0.0f64, 0.0f64);
    for _ in 0..200 {
        let middle = 0.5 * (a + b);
        let tolerance = 1e-9 * x.abs() + 1e-11;
        if (x - middle).abs() <= 2.0 * tolerance - 0.5 * (b - a) {
            break;
        }
        let parabola = parabola_step((x, fx), (w, fw), (v, fv))
            .filter(|p| before.abs() > tolerance && p.abs() < (0.5 * before).abs() && x + p > a && x + p < b);
        before = if parabola.is_some() {
            step
        } else if x < middle {
            b - x
        } else {
            a - x
        };
        step = parabola.unwrap_or(GOLDEN * before);
        let u = if step.abs() >= tolerance { x + step } else { x + tolerance.copysign(step) };
        let fu = f(u);
        if fu <= fx {
            if u < x {
                b = x
            } else {
                a = x
            }
            (v, fv, w, fw, x, fx) = (w, fw, x, fx, u, fu);
        } else {
            if u < x {
                a = u
            } else {
                b = u
            }
            if fu <= fw || w == x {
                (v, fv, w, fw) = (w, fw, u, fu);
            } else if fu <= fv || v == x || v == w {
                (v, fv) = (u, fu);
            }
        }
    }
    x
}

/// The step from `x` to the vertex of the parabola through three points.
fn parabola_step((x, fx): (f64, f64), (w, fw): (f64, f64), (v, fv): (f64, f64)) -> Option<f64> {
    let r = (x - w) * (fx - fv);
    let q = (x - v) * (fx - fw);
    let p = (x - v) * q - (x - w) * r;
    let q = 2.0 * (q - r);
    let step = -p / q;
    step.is_finite().then_some(step)
}

/// A function with a count of how often it was asked.
struct Counted<'a, F> {
    f: &'a F,
    count: usize,
}

impl<F: Fn(&[f64]) -> f64> Counted<'_, F> {
    fn at(&mut self, x: &[f64]) -> f64 {
        self.count += 1;
        let value = (self.f)(x);
        if value.is_nan() { f64::INFINITY } else { value }
    }

    fn moved(&mut self, x: &[f64], moves: &[(usize, f64)]) -> f64 {
        let mut there = x.to_vec();
        for (k, by) in moves {
            there[*k] += by;
        }
        self.at(&there)
    }

    fn gradient(&mut self, x: &[f64]) -> Vec<f64> {
        (0..x.len())
            .map(|k| {
                let h = GRADIENT_STEP * x[k].abs().max(1.0);
                (self.moved(x, &[(k, h)]) - self.moved(x, &[(k, -h)])) / (2.0 * h)
            })
            .collect()
    }

    fn curvature(&mut self, x: &[f64], here: f64) -> Symmetric {
        let h: Vec<f64> = x.iter().map(|v| CURVATURE_STEP * v.abs().max(1.0)).collect();
        let mut m = Symmetric::zero(x.len());
        for i in 0..x.len() {
            let straight = self.moved(x, &[(i, h[i])]) + self.moved(x, &[(i, -h[i])]) - 2.0 * here;
            m.set(i, i, straight / (h[i] * h[i]));
            for j in 0..i {
                let same = self.moved(x, &[(i, h[i]), (j, h[j])]) + self.moved(x, &[(i, -h[i]), (j, -h[j])]);
                let opposite =
                    self.moved(x, &[(i, h[i]), (j, -h[j])]) + self.moved(x, &[(i, -h[i]), (j, h[j])]);
                m.set(i, j, (same - opposite) / (4.0 * h[i] * h[j]));
            }
        }
        m
    }
}

/// A minimum of `f` near `start`, by damped Newton steps (Levenberg 1944; Nocedal & Wright 2006, ch. 3.4).
pub(super) fn newton(f: &impl Fn(&[f64]) -> f64, start: &[f64]) -> Minimum {
    let mut f = Counted { f, count: 0 };
    let mut x = start.to_vec();
    let mut value = f.at(&x);
    let mut damping = 0.0;
    let mut gap = f64::INFINITY;
    let mut curvature = Symmetric::zero(x.len());
    for _ in 0..100 {
        let mut gradient = f.gradient(&x);
        curvature = f.curvature(&x, value);
        if !gradient.iter().all(|g| g.is_finite()) || !curvature.is_finite() {
            break;
        }
        hold_at_bounds(&x, &mut gradient, &mut curvature);
        let plain = step_of(&curvature, &gradient, 0.0);
        gap = plain.as_ref().map_or(f64::INFINITY, |(_, promised)| *promised);
        if let (Some((step, _)), true) = (&plain, gap < CLOSE) {
            // One step more doubles the digits. Its decrease is below what rounding lets be seen.
            let last: Vec<f64> = x.iter().zip(step).map(|(v, s)| v + s).collect();
            let there = f.at(&last);
            if there <= value + CLOSE * value.abs().max(1.0) {
                (x, value) = (last, there);
            }
            break;
        }
        let mut moved = false;
        while !moved && damping < 1e12 * curvature.largest_diagonal().max(1.0) {
            let step = if damping == 0.0 { plain.clone() } else { step_of(&curvature, &gradient, damping) };
            if let Some((next, there)) = step.and_then(|(step, _)| descend(&mut f, &x, value, &step)) {
                (x, value, moved) = (next, there, true);
                damping = if damping < 1e-6 * curvature.largest_diagonal() { 0.0 } else { damping * 0.1 };
            } else {
                damping = (damping * 10.0).max(1e-3 * curvature.largest_diagonal()).max(1e-6);
            }
        }
        if !moved {
            break;
        }
    }
    Minimum { at: x, value, curvature, evaluations: f.count, gap, converged: gap < CLOSE }
}

/// A variable that is as far out as it may be, and drawn further, stays where it is.
fn hold_at_bounds(x: &[f64], gradient: &mut [f64], curvature: &mut Symmetric) {
    for k in 0..x.len() {
        if x[k].abs() >= FAR && x[k] * gradient[k] <= 0.0 {
            gradient[k] = 0.0;
            (0..x.len()).for_each(|j| curvature.set(k, j, f64::from(u8::from(j == k))));
        }
    }
}

/// The step `-(H + damping I)^-1 g`, where that matrix is positive definite, and the decrease that it promises.
fn step_of(curvature: &Symmetric, gradient: &[f64], damping: f64) -> Option<(Vec<f64>, f64)> {
    let mut damped = curvature.clone();
    for k in 0..gradient.len() {
        damped.set(k, k, curvature.get(k, k) + damping);
    }
    let factor = damped.factor()?;
    let step = factor.solve_transposed(factor.solve(gradient.iter().map(|g| -g).collect()));
    let promised = -0.5 * step.iter().zip(gradient).map(|(s, g)| s * g).sum::<f64>();
    Some((step, promised))
}

/// Goes along a step, or half of it, and so on, until the value falls.
fn descend<F: Fn(&[f64]) -> f64>(
    f: &mut Counted<'_, F>,
    x: &[f64],
    value: f64,
    step: &[f64],
) -> Option<(Vec<f64>, f64)> {
    let mut scale = 1.0;
    for _ in 0..12 {
        let next: Vec<f64> = x.iter().zip(step).map(|(v, s)| (v + scale * s).clamp(-FAR, FAR)).collect();
        let there = f.at(&next);
        if there < value {
            return Some((next, there));
        }
        scale *= 0.5;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brent_finds_a_minimum_and_a_bound() {
        assert!((brent(&mut |x| (x - 0.3).powi(2) + x.powi(4), -1.0, 1.0) - 0.263_435_9).abs() < 1e-6);
        assert!(brent(&mut |x| x, -1.0, 1.0) < -1.0 + 1e-8);
    }

    #[test]
    fn newton_finds_the_valley_of_rosenbrock() {
        let found =
            newton(&|x: &[f64]| 100.0 * (x[1] - x[0] * x[0]).powi(2) + (1.0 - x[0]).powi(2), &[-1.2, 1.0]);
        assert!(
            found.converged && (found.at[0] - 1.0).abs() < 1e-4 && (found.at[1] - 1.0).abs() < 1e-4,
            "{found:?}"
        );
    }

    #[test]
    fn newton_says_where_there_is_no_minimum() {
        let found = newton(&|x: &[f64]| (-x[0]).exp(), &[0.0]);
        assert!(found.at[0] > 5.0 && found.value.is_finite());
    }
}
