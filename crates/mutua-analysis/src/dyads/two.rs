//! Symmetric 2 by 2 matrices: all that stands between the two members of a dyad.

/// `[[a, b], [b, c]]`
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Two {
    pub a: f64,
    pub b: f64,
    pub c: f64,
}

impl Two {
    pub(super) const ZERO: Self = Self { a: 0.0, b: 0.0, c: 0.0 };

    pub(super) fn is_zero(self) -> bool {
        self == Self::ZERO
    }

    pub(super) fn determinant(self) -> f64 {
        self.a * self.c - self.b * self.b
    }

    pub(super) fn inverse(self) -> Self {
        let d = self.determinant();
        Self { a: self.c / d, b: -self.b / d, c: self.a / d }
    }

    /// With `self` the precision that the rows of a dyad have about its members' intercepts, and `g` the covariance
    /// of these: `g (I + K g)^-1` and the logarithm of the determinant of `I + K g`. That form needs no inverse of `g`,
    /// so that a variance may be zero.
    pub(super) fn absorbed(self, g: Self) -> Option<(Self, f64)> {
        // I + K g = [[p, q], [r, s]]
        let p = 1.0 + self.a * g.a + self.b * g.b;
        let q = self.a * g.b + self.b * g.c;
        let r = self.b * g.a + self.c * g.b;
        let s = 1.0 + self.b * g.b + self.c * g.c;
        let d = p * s - q * r;
        // Positive definite needs both the determinant and the trace above zero.
        if !(d > 0.0 && d.is_finite() && p + s > 0.0) {
            return None;
        }
        let m = Self { a: (g.a * s - g.b * r) / d, b: (g.b * p - g.a * q) / d, c: (g.c * p - g.b * q) / d };
        Some((m, d.ln()))
    }
}

/// How the rows of a dyad vary and covary, as multiples of the residual variance of the first member.
#[derive(Debug, Clone, Copy)]
pub(super) struct Covariance {
    /// Of the residuals of the two members at the same time
    pub residual: Two,
    /// Of the members' intercepts, which hold at all times
    pub intercepts: Two,
    /// Of a residual with the same member's at the next time
    pub serial: f64,
}
