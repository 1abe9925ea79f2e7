//! What is wrong with something that a person typed: named by field, said by code, so that each edge can put
//! it beside its cause in the reader's language.

use std::collections::BTreeMap;

/// What is wrong with one value. The code is the tail of a message key (`problem-…`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Message key without its prefix: `required`, `too-long`, …
    pub code: &'static str,
    /// Numbers that the message speaks of, such as `max`.
    pub args: BTreeMap<&'static str, i64>,
}

impl Problem {
    /// A problem with nothing to count.
    pub const fn new(code: &'static str) -> Self {
        Self { code, args: BTreeMap::new() }
    }

    /// The same with a number for its message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: i64) -> Self {
        self.args.insert(name, value);
        self
    }
}

/// The problems of one submission, by field. Nothing was saved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("invalid: {}", .0.iter().map(|(field, p)| format!("{field}: {}", p.code)).collect::<Vec<_>>().join(", "))]
pub struct Invalid(pub Vec<(&'static str, Problem)>);

impl Invalid {
    /// One problem in one field.
    pub fn one(field: &'static str, code: &'static str) -> Self {
        Self(vec![(field, Problem::new(code))])
    }
}

/// Collects the problems of a submission, so that all are told at once.
#[derive(Debug, Default)]
pub struct Problems(Vec<(&'static str, Problem)>);

impl Problems {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps the value of a good field, notes the problem of a bad one.
    pub fn take<T>(&mut self, field: &'static str, value: Result<T, Problem>) -> Option<T> {
        value.map_err(|problem| self.0.push((field, problem))).ok()
    }

    /// Notes a problem.
    pub fn add(&mut self, field: &'static str, problem: Problem) {
        self.0.push((field, problem));
    }

    /// Whether all is well so far.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All that was noted, if anything was.
    ///
    /// # Errors
    /// The problems, where there are any.
    pub fn finish(self) -> Result<(), Invalid> {
        if self.0.is_empty() { Ok(()) } else { Err(Invalid(self.0)) }
    }

    /// For the end of a parser: the built value, or every problem.
    ///
    /// # Errors
    /// The problems; also where `build` gives nothing although none was noted.
    pub fn build<T>(self, build: impl FnOnce() -> Option<T>) -> Result<T, Invalid> {
        self.finish()?;
        build().ok_or_else(|| Invalid::one("form", "required"))
    }
}
