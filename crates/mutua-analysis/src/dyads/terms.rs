//! The terms of a model, and what they are called.

/// Whose value a term takes, or what else it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effect {
    /// The mean where all else is 0
    Intercept,
    /// What a person's own value of a predictor does (its number in [`super::DyadRows::predictors`])
    Actor(usize),
    /// What the partner's value does
    Partner(usize),
    /// What a covariate does (its number in [`super::DyadRows::covariates`])
    Covariate(usize),
}

/// Which part of a predictor a term takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The value itself
    Whole,
    /// The value less the person's own mean: how this time differs from other times
    Within,
    /// The person's own mean less the mean of all persons' means: how this person differs from others
    Between,
}

/// A term of a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Term {
    /// Whose value
    pub effect: Effect,
    /// Which part of it
    pub part: Part,
    /// The role in which it holds; for all where members aren't told apart
    pub role: Option<usize>,
}

impl Term {
    pub(super) fn new(effect: Effect, part: Part) -> Self {
        Self { effect, part, role: None }
    }
}
