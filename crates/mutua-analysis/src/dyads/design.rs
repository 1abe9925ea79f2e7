//! From rows to the columns of a model: partners found, lags taken, means removed, incomplete rows left out.

use super::model::{Centre, Model};
use super::rows::{DyadError, DyadRows, Ordered};
use super::terms::{Effect, Part, Term};

/// Rows that were left out, and why. A row is counted once, at the first reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct LeftOut {
    /// Not asked for (see [`DyadRows::fitted`])
    pub not_asked_for: usize,
    /// The outcome is missing
    pub outcome: usize,
    /// No row of the person, or of the partner, so much time earlier
    pub lag: usize,
    /// The person's own value of a predictor is missing
    pub own: usize,
    /// The partner's row, or the partner's value of a predictor, is missing
    pub partner: usize,
    /// A covariate is missing
    pub covariate: usize,
}

/// What removing persons' own means leaves where nothing carries over.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct LagBias {
    /// The predictor that is the outcome, so much time earlier
    pub predictor: usize,
    /// What its actor effect is expected to be where there is none: about -1/(T-1) for persons with T times
    pub expected: f64,
}

/// The columns of a model and what they belong to, in order of dyad, time and member.
pub(super) struct Design {
    pub terms: Vec<Term>,
    /// One column a term
    pub columns: Vec<Vec<f64>>,
    pub outcome: Vec<f64>,
    pub dyad: Vec<u32>,
    pub time: Vec<i64>,
    pub member: Vec<u8>,
    pub left_out: LeftOut,
    /// What an own lag is expected to be where there is no effect at all, because persons' own means were removed
    pub lag_bias: Option<LagBias>,
}

/// A variable at every position, with the parts that are asked for.
struct Source {
    effect: Effect,
    part: Part,
    /// By position; not finite where missing
    values: Vec<f64>,
}

impl Design {
    /// The columns of a model with an intercept and the terms of its predictors.
    pub(super) fn new(rows: &DyadRows<'_>, model: &Model) -> Result<Self, DyadError> {
        if (model.lag.is_some() || model.serial) && rows.time.is_none() {
            return Err(DyadError::NoTime);
        }
        if model.lag == Some(0) {
            return Err(DyadError::NoLag);
        }
        if model.centre != Centre::Nothing && rows.time.is_none() {
            return Err(DyadError::NothingToCentre);
        }
        let ordered = Ordered::new(rows, model.by_role)?;
        let sources = sources(rows, model, &ordered);
        let outcome = at_positions(rows.outcome, &ordered);
        let mut left_out = LeftOut::default();
        let kept: Vec<usize> = (0..ordered.row.len())
            .filter(|k| is_complete(rows, model, &ordered, &sources, *k, &mut left_out))
            .collect();
        let centred =
            if model.centre == Centre::Persons { less_own_mean(&outcome, &ordered) } else { outcome };
        let mut design = Self {
            terms: Vec::new(),
            columns: Vec::new(),
            outcome: kept.iter().map(|k| centred[*k]).collect(),
            dyad: kept.iter().map(|k| ordered.dyad[*k]).collect(),
            time: kept.iter().map(|k| ordered.time[*k]).collect(),
            member: kept.iter().map(|k| ordered.member[*k]).collect(),
            left_out,
            lag_bias: lag_bias(rows, model, &ordered, &kept),
        };
        design.push(model, Term::new(Effect::Intercept, Part::Whole), &vec![1.0; kept.len()]);
        for source in &sources {
            let column: Vec<f64> = kept.iter().map(|k| source.values[*k]).collect();
            design.push(model, Term::new(source.effect, source.part), &column);
        }
        design.check_roles(model)?;
        Ok(design)
    }

    /// Adds a term: one column, or one for each role.
    fn push(&mut self, model: &Model, term: Term, column: &[f64]) {
        if !model.by_role {
            self.terms.push(term);
            self.columns.push(column.to_vec());
            return;
        }
        for role in 0..2u8 {
            self.terms.push(Term { role: Some(usize::from(role)), ..term });
            self.columns.push(
                column.iter().zip(&self.member).map(|(v, m)| if *m == role { *v } else { 0.0 }).collect(),
            );
        }
    }

    fn check_roles(&self, model: &Model) -> Result<(), DyadError> {
        let found = [0, 1].iter().filter(|r| self.member.contains(r)).count();
        if model.by_role && !self.member.is_empty() && found != 2 {
            return Err(DyadError::RoleCount(found));
        }
        Ok(())
    }

    /// The same rows with intercepts alone.
    pub(super) fn without_predictors(&self) -> Self {
        let intercepts = self.terms.iter().filter(|t| t.effect == Effect::Intercept).count();
        Self {
            terms: self.terms[..intercepts].to_vec(),
            columns: self.columns[..intercepts].to_vec(),
            outcome: self.outcome.clone(),
            dyad: self.dyad.clone(),
            time: self.time.clone(),
            member: self.member.clone(),
            left_out: self.left_out,
            lag_bias: None,
        }
    }

    /// How many dyads there are, and how many of them with one member only.
    pub(super) fn dyads(&self) -> (usize, usize) {
        let (mut all, mut single) = (0, 0);
        for rows in self.dyad.chunk_by(|a, b| a == b).scan(0, |start, rows| {
            let range = *start..*start + rows.len();
            *start = range.end;
            Some(range)
        }) {
            let first = self.member[rows.start];
            all += 1;
            single += usize::from(self.member[rows].iter().all(|m| *m == first));
        }
        (all, single)
    }
}

fn at_positions(column: &[f64], ordered: &Ordered) -> Vec<f64> {
    ordered.row.iter().map(|r| column[*r]).collect()
}

/// The variables of all terms but the intercept, actors' before partners', predictor after predictor.
fn sources(rows: &DyadRows<'_>, model: &Model, ordered: &Ordered) -> Vec<Source> {
    let (own_at, partner_at) = (lagged(ordered, model, false), lagged(ordered, model, true));
    let pick = |values: &[f64], at: &[Option<usize>]| -> Vec<f64> {
        at.iter().map(|k| k.map_or(f64::NAN, |k| values[k])).collect()
    };
    let mut parts: Vec<Vec<Source>> = vec![Vec::new(), Vec::new()];
    for (number, predictor) in rows.predictors.iter().enumerate() {
        let own = at_positions(predictor.own, ordered);
        let given = predictor.partner.map(|column| at_positions(column, ordered));
        for (nth, (part, values)) in split(&own, ordered, model.centre).into_iter().enumerate() {
            let theirs = match &given {
                Some(column) => pick(&split(column, ordered, model.centre)[nth].1, &own_at),
                None => pick(&values, &partner_at),
            };
            parts[nth].push(Source { effect: Effect::Actor(number), part, values: pick(&values, &own_at) });
            parts[nth].push(Source { effect: Effect::Partner(number), part, values: theirs });
        }
    }
    let covariates = rows.covariates.iter().enumerate().map(|(number, column)| Source {
        effect: Effect::Covariate(number),
        part: Part::Whole,
        values: at_positions(column, ordered),
    });
    parts.into_iter().flatten().chain(covariates).collect()
}

/// Where the value is found that a position takes: the person's or the partner's row, so much time earlier.
fn lagged(ordered: &Ordered, model: &Model, partner: bool) -> Vec<Option<usize>> {
    let lag = i64::from(model.lag.unwrap_or(0));
    (0..ordered.row.len())
        .map(|k| {
            let member = if partner { 1 - ordered.member[k] } else { ordered.member[k] };
            ordered.find(k, member, ordered.time[k].checked_sub(lag)?)
        })
        .collect()
}

/// The parts of a variable that a way of centring asks for.
fn split(values: &[f64], ordered: &Ordered, centre: Centre) -> Vec<(Part, Vec<f64>)> {
    match centre {
        Centre::Nothing => vec![(Part::Whole, values.to_vec())],
        Centre::Persons => vec![(Part::Within, less_own_mean(values, ordered))],
        Centre::Split => {
            let means = own_means(values, ordered);
            let persons: Vec<f64> = means.iter().copied().filter(|m| m.is_finite()).collect();
            let overall = persons.iter().sum::<f64>() / persons.len().max(1) as f64;
            let between = (0..values.len()).map(|k| means[slot(ordered, k)] - overall).collect();
            vec![(Part::Within, less_own_mean(values, ordered)), (Part::Between, between)]
        }
    }
}

/// The place of the person of position `k` among all persons.
fn slot(ordered: &Ordered, k: usize) -> usize {
    2 * ordered.dyad[k] as usize + usize::from(ordered.member[k])
}

/// Each person's mean over the values that they have.
fn own_means(values: &[f64], ordered: &Ordered) -> Vec<f64> {
    let mut sums = vec![(0.0, 0.0f64); 2 * (ordered.starts.len() - 1)];
    for (k, value) in values.iter().enumerate().filter(|(_, v)| v.is_finite()) {
        let (sum, count) = &mut sums[slot(ordered, k)];
        *sum += value;
        *count += 1.0;
    }
    sums.into_iter().map(|(sum, count)| sum / count).collect()
}

fn less_own_mean(values: &[f64], ordered: &Ordered) -> Vec<f64> {
    let means = own_means(values, ordered);
    values.iter().enumerate().map(|(k, v)| v - means[slot(ordered, k)]).collect()
}

/// Whether a position has all that the model asks for; if not, counts why.
fn is_complete(
    rows: &DyadRows<'_>,
    model: &Model,
    ordered: &Ordered,
    sources: &[Source],
    k: usize,
    left_out: &mut LeftOut,
) -> bool {
    let row = ordered.row[k];
    let has = |wanted: fn(&Effect) -> bool| {
        sources.iter().filter(|s| wanted(&s.effect)).all(|s| s.values[k].is_finite())
    };
    let earlier = |member: u8| {
        let lag = i64::from(model.lag.unwrap_or(0));
        ordered.time[k].checked_sub(lag).and_then(|t| ordered.find(k, member, t)).is_some()
    };
    let partner_rows = rows.predictors.iter().any(|p| p.partner.is_none());
    let no_lag = || {
        model.lag.is_some()
            && !(earlier(ordered.member[k]) && (!partner_rows || earlier(1 - ordered.member[k])))
    };
    let counter = if rows.fitted.is_some_and(|fitted| !fitted[row]) {
        &mut left_out.not_asked_for
    } else if !rows.outcome[row].is_finite() {
        &mut left_out.outcome
    } else if no_lag() {
        &mut left_out.lag
    } else if !has(|e| matches!(e, Effect::Actor(_))) {
        &mut left_out.own
    } else if !has(|e| matches!(e, Effect::Partner(_))) {
        &mut left_out.partner
    } else if !has(|e| matches!(e, Effect::Covariate(_))) {
        &mut left_out.covariate
    } else {
        return true;
    };
    *counter += 1;
    false
}

/// Removing the own mean of T values leaves a covariance of -s²/T between any two of them and a variance of
/// (1 - 1/T) s², so that one regressed on the other gives -1/(T-1) where there is no effect at all (Nickell 1981).
/// With persons of different T, sums of both over the rows.
fn lag_bias(rows: &DyadRows<'_>, model: &Model, ordered: &Ordered, kept: &[usize]) -> Option<LagBias> {
    let same = |p: &super::rows::Predictor<'_>| {
        p.own.iter().zip(rows.outcome).all(|(a, b)| a == b || !(a.is_finite() || b.is_finite()))
    };
    if model.lag.is_none() || model.centre == Centre::Nothing {
        return None;
    }
    let predictor = rows.predictors.iter().position(same)?;
    let mut times = vec![0.0f64; 2 * (ordered.starts.len() - 1)];
    for k in (0..ordered.row.len()).filter(|k| rows.outcome[ordered.row[*k]].is_finite()) {
        times[slot(ordered, k)] += 1.0;
    }
    let (covariance, variance) = kept.iter().fold((0.0, 0.0), |(c, v), k| {
        let t = times[slot(ordered, *k)];
        (c - 1.0 / t, v + 1.0 - 1.0 / t)
    });
    (variance > 0.0).then(|| LagBias { predictor, expected: covariance / variance })
}
