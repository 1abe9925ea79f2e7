//! At which level each term of a model varies, and so how many degrees of freedom its test has.

use super::basis::Basis;
use super::blocks::Cells;
use super::model::{Model, Structure};

/// At which level each term varies, for its degrees of freedom.
///
/// Without random intercepts: rows less terms, as `gls` has it. With them: the rule of `lme` (Pinheiro & Bates 2000,
/// ch. 2.4.2): a term that is constant within persons is judged by the number of persons, one that is constant within
/// dyads by the number of dyads.
pub(super) struct Levels {
    freedom: Vec<f64>,
}

impl Levels {
    pub(super) fn new(cells: &Cells<'_>, basis: &Basis, model: &Model) -> Self {
        let (n, p) = (cells.dyad.len(), basis.terms);
        if matches!(model.structure, Structure::Pairs | Structure::Dyad) {
            return Self { freedom: vec![(n - p) as f64; p] };
        }
        let original = |k: usize, term: usize| basis.original(cells.row(k), term);
        let same = |a: f64, b: f64, term: usize| (a - b).abs() <= 1e-9 * basis.largest(term);
        let (mut varies_in_dyad, mut varies_in_person) = (vec![false; p], vec![false; p]);
        let (mut dyads, mut persons) = (0usize, 0usize);
        for range in cells.dyads() {
            dyads += 1;
            let mut first: [Option<usize>; 2] = [None; 2];
            for k in range.clone() {
                let own = *first[usize::from(cells.member[k])].get_or_insert_with(|| {
                    persons += 1;
                    k
                });
                for term in 0..p {
                    let value = original(k, term);
                    varies_in_person[term] |= !same(value, original(own, term), term);
                    varies_in_dyad[term] |= !same(value, original(range.start, term), term);
                }
            }
        }
        // The first column (or the one for each role) is the intercept: estimated at the top, judged at the bottom.
        let intercepts = if model.by_role { 2 } else { 1 };
        let level = |k: usize| {
            if k < intercepts && !varies_in_dyad[k] {
                None
            } else {
                Some(usize::from(varies_in_dyad[k]) + usize::from(varies_in_person[k]))
            }
        };
        let at = |wanted: usize| (0..p).filter(|k| level(*k) == Some(wanted)).count();
        let top = usize::from((0..p).any(|k| level(k).is_none()));
        let freedom = [
            dyads.saturating_sub(top + at(0)),
            persons.saturating_sub(dyads + at(1)),
            n.saturating_sub(persons + at(2)),
        ];
        Self { freedom: (0..p).map(|k| freedom[level(k).unwrap_or(2)].max(1) as f64).collect() }
    }

    pub(super) fn freedom(&self, term: usize) -> f64 {
        self.freedom[term]
    }
}
