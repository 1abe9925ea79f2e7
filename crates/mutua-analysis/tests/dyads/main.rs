//! The actor-partner model against published tables, R's nlme and lme4, and itself.

mod acitelli;
mod diary;
mod missing;
mod properties;
mod refusals;
mod table;
